"""Cards about patterns: how people judged them, and switching one off or on."""

from collections.abc import Sequence

from bot.guide.actions import Action
from bot.guide.building import button, day, fitted, lines, paragraphs
from bot.guide.values import Button, Card, Choice, Select, Style
from bot.guide.views_patterns import PatternLine
from bot.guide.wording import Wording

CHOICES = 25


def patterns_card(wording: Wording, patterns: Sequence[PatternLine]) -> Card:
    """List the patterns that people have judged, the most doubtful first."""
    if not patterns:
        return Card(wording.text("moderator.patterns.none"))
    rows = [_row(wording, one) for one in patterns]
    head = paragraphs(wording.text("moderator.patterns.head"), wording.text("moderator.patterns.claims"))
    text = fitted(head, rows, "", lambda left: wording.count("moderator.more", left))
    choices = tuple(Choice(one.pattern[:100], one.pattern, one.reason[:100]) for one in patterns[:CHOICES])
    placeholder = wording.text("moderator.patterns.choose")
    return Card(text, selects=(Select(Action.PATTERN_OPEN, placeholder, choices),))


def pattern_card(wording: Wording, one: PatternLine) -> Card:
    """Show one pattern with what can be done about it."""
    text = paragraphs(
        f"**{one.pattern}** · {wording.named('moderator.kind', one.kind)}",
        one.reason,
        lines(_judged(wording, one), _claimed(wording, one)),
        _off(wording, one),
    )
    return Card(text, _buttons(wording, one))


def pattern_agree_card(wording: Wording, one: PatternLine) -> Card:
    """Ask the team whether a second person wants a pattern off."""
    until = day(one.off_until) if one.off_until else ""
    text = wording.text("moderator.patterns.asks", pattern=one.pattern, who=one.off_by, until=until)
    agree = button(wording, Action.PATTERN_AGREE, one.pattern, Style.MAIN)
    return Card(text, (agree, button(wording, Action.PATTERN_ON, one.pattern)))


def pattern_needs_other_card(wording: Wording) -> Card:
    """Answer the one who switched a pattern off and agrees with themselves."""
    return Card(wording.text("moderator.patterns.needs_other"))


def _row(wording: Wording, one: PatternLine) -> str:
    off = wording.text("moderator.patterns.is_off") if one.off else ""
    return "- " + " · ".join(
        filter(None, (f"**{one.pattern}**", _judged(wording, one), _claimed(wording, one), off))
    )


def _judged(wording: Wording, one: PatternLine) -> str:
    if one.percent is None:
        return wording.text("moderator.patterns.few", right=one.right, wrong=one.wrong)
    key = "moderator.patterns.judged"
    return wording.text(key, percent=one.percent, right=one.right, wrong=one.wrong)


def _claimed(wording: Wording, one: PatternLine) -> str:
    return wording.count("moderator.patterns.claimed", one.claimed) if one.claimed else ""


def _off(wording: Wording, one: PatternLine) -> str:
    if not one.off:
        return wording.text("moderator.patterns.works")
    if one.off_until is not None:
        key = "moderator.patterns.off_alone"
        return wording.text(key, who=one.off_by, until=day(one.off_until))
    return wording.text("moderator.patterns.off_both", who=one.off_by, second=one.second)


def _buttons(wording: Wording, one: PatternLine) -> tuple[Button, ...]:
    if not one.off:
        return (button(wording, Action.PATTERN_OFF, one.pattern, Style.DANGER),)
    agree = (button(wording, Action.PATTERN_AGREE, one.pattern),) if one.off_until is not None else ()
    return (*agree, button(wording, Action.PATTERN_ON, one.pattern, Style.MAIN))
