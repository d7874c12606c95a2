"""Cards with which a decision is put together: the rule, what the table says to it, and what is not right yet."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from bot.casework.drafting import Tick
from bot.casework.points import BadgeTaken, Leaves, Problem, Rule, as_text
from bot.guide.actions import Action
from bot.guide.building import button, buttons, day, day_and_time, lines, paragraphs, quoted
from bot.guide.known_as import called
from bot.guide.values import Button, Card, Choice, Field, Form, Select, Style
from bot.guide.views_decided import NamingView, ProposalView
from bot.guide.wording import Wording

MOST_CHOICES = 25
DECISION_REASON_LENGTH = 400
LONGEST_LABEL = 100


def still_time_card(wording: Wording, number: int, until: datetime | None) -> Card:
    """Say that the person still has time to tell their side."""
    if until is None:
        return Card(wording.text("moderator.decide.still_time", number=number))
    return Card(wording.text("moderator.decide.still_time_until", number=number, until=day_and_time(until)))


def no_points_card(wording: Wording, case: int, number: int) -> Card:
    """Offer to decide without points, where the community uses none."""
    text = wording.text("moderator.decide.no_points", number=number)
    return Card(text, buttons(wording, str(case), Action.DECIDE_TALK, Action.CASE_CANCEL))


def name_rule_card(wording: Wording, view: NamingView) -> Card:
    """Ask for the rule, of those that could be read before it was done."""
    if not view.rules:
        text = wording.text("moderator.decide.no_rule", number=view.number, when=day(view.acted_at))
    else:
        text = wording.text(
            "moderator.decide.name_rule",
            number=view.number,
            subject=called(wording, view.subject),
            table=view.table,
        )
    parted = [view.rules[at : at + MOST_CHOICES] for at in range(0, len(view.rules), MOST_CHOICES)]
    selects = tuple(
        Select(
            Action.DECIDE_RULE,
            wording.named("select", Action.DECIDE_RULE, first=some[0].id, last=some[-1].id),
            tuple(_rule(wording, rule) for rule in some),
            argument=f"{view.case}:{place}",
        )
        for place, some in enumerate(parted)
    )
    return Card(text, buttons(wording, str(view.case), Action.DECIDE_TALK, Action.CASE_CANCEL), selects)


def rule_gone_card(wording: Wording, case: int, number: int) -> Card:
    """Say that what an old button names is not there any more, and begin again."""
    text = wording.text("moderator.decide.rule_gone", number=number)
    return Card(text, buttons(wording, str(case), Action.CASE_DECIDE))


def overtaken_card(wording: Wording, number: int, words: str = "") -> Card:
    """Tell somebody who came second that nothing was saved, and give back what they wrote."""
    wrote = (
        wording.text("moderator.decide.you_wrote", words=quoted(words, DECISION_REASON_LENGTH))
        if words
        else ""
    )
    return Card(paragraphs(wording.text("moderator.decide.overtaken", number=number), wrote))


def proposal_card(wording: Wording, view: ProposalView) -> Card:
    """Show what the table says and why; a person decides."""
    head = wording.text(
        "moderator.decide.head",
        number=view.number,
        subject=called(wording, view.subject),
        rule=view.rule.title,
        when=day_and_time(view.draft.acted_at),
    )
    why = lines(
        *(
            wording.text("moderator.decide.why", why=wording.named("moderator.ground", one))
            for one in view.why
        )
    )
    text = paragraphs(head, _proposed(wording, view), why, _in_the_way(wording, view.problems))
    return Card(text, _ways(wording, view), _selects(wording, view))


def otherwise_form(wording: Wording, view: ProposalView) -> Form:
    """Ask for what people give instead; it begins with what the table says."""
    fields = [
        _field(wording, "points", view.points, most=5, required=True),
        _field(wording, "days", str(view.break_days), most=3),
        _field(wording, "reason", "", most=DECISION_REASON_LENGTH, long=True),
    ]
    if view.leaves is not Leaves.NOT or view.rule.red_flag:
        choices = tuple(Choice(wording.named("moderator.decide.stay", one), one) for one in Leaves)
        fields.append(_field(wording, "leaves", view.leaves, choices=choices))
    if view.refresher_until is not None:
        offered = ("yes", "no")
        choices = tuple(Choice(wording.named("moderator.decide.refresher", one), one) for one in offered)
        fields.append(_field(wording, "refresher", "yes", choices=choices))
    title = wording.named("form", Action.DECIDE_SEND)
    return Form(title, Action.DECIDE_SEND, tuple(fields), view.draft.argument)


def not_saved_card(
    wording: Wording, draft: str, number: int, problems: Iterable[Problem], reason: str = ""
) -> Card:
    """Say what must be put right, and give back what was written."""
    head = wording.text("moderator.decide.not_saved", number=number)
    wrote = (
        wording.text("moderator.decide.you_wrote", words=quoted(reason, DECISION_REASON_LENGTH))
        if reason
        else ""
    )
    rows = (
        wording.text("moderator.decide.why", why=wording.named("moderator.problem", one)) for one in problems
    )
    return Card(paragraphs(lines(head, *rows), wrote), buttons(wording, draft, Action.DECIDE_OTHERWISE))


def talk_form(wording: Wording, case: int) -> Form:
    """Ask for the rule, the words and perhaps a break, where nothing is counted."""
    fields = (
        _field(wording, "rule", "", most=150),
        _field(wording, "words", "", most=DECISION_REASON_LENGTH, long=True, required=True),
        _field(wording, "talk_days", "", most=2, key="days"),
    )
    return Form(wording.named("form", Action.DECIDE_TALK_SEND), Action.DECIDE_TALK_SEND, fields, str(case))


def talk_not_saved_card(
    wording: Wording, case: int, number: int, wrong: Sequence[str], words: str = ""
) -> Card:
    """Say what must be put right in a decision without points, and give back what was written."""
    head = wording.text("moderator.decide.not_saved", number=number)
    rows = (
        wording.text("moderator.decide.why", why=wording.named("moderator.decide.wrong", one))
        for one in wrong
    )
    wrote = (
        wording.text("moderator.decide.you_wrote", words=quoted(words, DECISION_REASON_LENGTH))
        if words
        else ""
    )
    return Card(paragraphs(lines(head, *rows), wrote), buttons(wording, str(case), Action.DECIDE_TALK))


def badge_lines(wording: Wording, group: str, badges: Iterable[BadgeTaken]) -> str:
    """Name the badges that go, and until when; `group` holds the two sentences."""
    return lines(*(_badge(wording, group, one) for one in badges))


def _badge(wording: Wording, group: str, one: BadgeTaken) -> str:
    name = wording.named("badge", one.badge)
    if one.until is None:
        return wording.text(f"{group}.badge", badge=name)
    return wording.text(f"{group}.badge_until", badge=name, until=day(one.until))


def _rule(wording: Wording, rule: Rule) -> Choice:
    people = wording.text("moderator.decide.people_say")
    points = people if rule.no_number or rule.points is None else as_text(rule.points)
    about = wording.text("moderator.decide.rule_points", rule=rule.id, points=points)
    return Choice(rule.title[:LONGEST_LABEL], rule.id, about)


def _proposed(wording: Wording, view: ProposalView) -> str:
    def text(key: str, **values: str | int) -> str:
        return wording.text(f"moderator.decide.{key}", **values)

    leaves = view.leaves is not Leaves.NOT
    until = day(view.break_until) if view.break_until is not None else ""
    return lines(
        text("points", points=view.points, total=view.total, band=view.band),
        text("break", days=view.break_days, until=until) if until and not leaves else "",
        text("mute", days=view.mute_days) if view.mute_days else "",
        badge_lines(wording, "moderator.decide", view.badges),
        wording.named("moderator.decide.leave", view.leaves) if leaves else "",
        text("refresher_offered", until=day(view.refresher_until)) if view.refresher_until else "",
        text("two_people") if view.two_people else "",
    )


def _in_the_way(wording: Wording, problems: Sequence[Problem]) -> str:
    if not problems:
        return ""
    rows = (
        wording.text("moderator.decide.why", why=wording.named("moderator.problem", one)) for one in problems
    )
    return lines(wording.text("moderator.decide.in_the_way"), *rows)


def _ways(wording: Wording, view: ProposalView) -> tuple[Button, ...]:
    draft = view.draft.argument
    like_this = (button(wording, Action.DECIDE_YES, draft, Style.MAIN),) if not view.rule.no_number else ()
    others = buttons(wording, draft, Action.DECIDE_OTHERWISE, Action.DECIDE_PREVIEW)
    return (*like_this, *others, *buttons(wording, str(view.draft.case), Action.CASE_CANCEL))


def _selects(wording: Wording, view: ProposalView) -> tuple[Select, ...]:
    can_be = [tick for tick in Tick if tick in view.can_be]
    said = Select(
        Action.DECIDE_TICK,
        wording.named("select", Action.DECIDE_TICK),
        tuple(Choice(wording.named("moderator.decide.tick", tick), tick) for tick in can_be),
        argument=view.draft.argument,
        least=0,
        most=len(can_be),
        chosen=tuple(tick.value for tick in can_be if tick in view.draft.ticked),
    )
    if len(view.moments) <= 1:
        return (said,)
    now = view.draft.acted_at
    moments = tuple(Choice(_moment(wording, moment), str(int(moment.timestamp()))) for moment in view.moments)
    placeholder = wording.named("select", Action.DECIDE_WHEN)
    when = Select(
        Action.DECIDE_WHEN,
        placeholder,
        moments,
        argument=view.draft.argument,
        chosen=(str(int(now.timestamp())),),
    )
    return said, when


def _moment(wording: Wording, moment: datetime) -> str:
    """A date in a drop-down, where Discord shows no time stamps: in the zone it comes in, the community's."""
    return wording.text("moderator.decide.moment", day=wording.day(moment), time=f"{moment:%H:%M}")


def _field(
    wording: Wording,
    name: str,
    value: str,
    *,
    most: int = 100,
    long: bool = False,
    required: bool = False,
    choices: tuple[Choice, ...] = (),
    key: str = "",
) -> Field:
    label, hint = (wording.named("moderator.decide", f"{name}_{part}") for part in ("field", "hint"))
    return Field(
        key or name, label, hint, value=value, long=long, required=required, most=most, choices=choices
    )
