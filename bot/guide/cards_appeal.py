"""Cards and forms of a second look: asking for it, answering it, and what both sides are told."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal

from bot.casework.appealing import NotNow, Outcome, fewer_than
from bot.casework.points import as_text
from bot.guide.actions import Action
from bot.guide.building import TEXT_LIMIT, button, buttons, day, hidden, lines, paragraphs, quoted
from bot.guide.cards_shared import private
from bot.guide.known_as import called
from bot.guide.values import Card, Choice, Field, Form, Style
from bot.guide.views import EvidenceLine
from bot.guide.views_appeal import AnsweredAppeal, AppealView
from bot.guide.wording import Wording

APPEAL_LENGTH = 2000
# So that the answer fits into one message, however its reasons are written.
REASON_LENGTH = 600
# What is chosen in the form when a break ends with the answer.
END_BREAK = "end_break"
_ANSWERS = {
    Action.APPEAL_KEEP: Outcome.UPHELD,
    Action.APPEAL_CHANGE: Outcome.CHANGED,
    Action.APPEAL_REVERSE: Outcome.REVERSED,
}


# -- what the person reads who asks ---------------------------------------------------------------------------


def appeal_form(wording: Wording, decision: int) -> Form:
    """Ask why somebody else should look again; nothing else has to be filled in."""
    words = Field(
        "words",
        wording.text("appeal.words"),
        wording.text("appeal.words_hint"),
        long=True,
        required=True,
        most=APPEAL_LENGTH,
    )
    return Form(wording.named("form", Action.SEND_APPEAL), Action.SEND_APPEAL, (words,), str(decision))


def appeal_receipt_card(wording: Wording, number: int, due: datetime) -> Card:
    """Thank, say who looks now and by when there is an answer."""
    text = wording.text("appeal.receipt", number=number, due=day(due))
    help_here = wording.text("appeal.hard", directory=wording.helplines.directory)
    return Card(paragraphs(text, help_here), buttons(wording, "", Action.MY_RECORD))


def appeal_not_now_card(wording: Wording, why: NotNow, contact: str = "") -> Card:
    """Say why there is no second look now, and what else somebody can do."""
    reach = wording.text("appeal.reach", contact=contact) if contact and why is NotNow.OVER else ""
    own = () if why is NotNow.NOT_YOURS else buttons(wording, "", Action.MY_RECORD)
    return Card(paragraphs(wording.named("appeal.not_now", why), reach), own)


def appeal_late_card(wording: Wording, number: int, due: datetime, community: str) -> Card:
    """Say sorry that the answer takes longer, and give the new day."""
    text = wording.text("appeal.late", number=number, due=day(due))
    return Card(private(wording, community, text), buttons(wording, "", Action.MY_RECORD))


def appeal_answered_card(wording: Wording, answer: AnsweredAppeal, community: str) -> Card:
    """Tell what came of the second look, with the reasons, and that this was the last one."""
    text = private(
        wording,
        community,
        wording.named("appeal.outcome", answer.outcome, number=answer.case),
        wording.text("appeal.points_now", points=answer.points) if answer.points else "",
        wording.text("appeal.reason", reason=quoted(answer.reason, REASON_LENGTH)),
        wording.text("appeal.alone") if answer.alone else wording.text("appeal.other_person"),
        _last(wording, answer),
    )
    return Card(text, buttons(wording, "", Action.MY_RECORD))


def _last(wording: Wording, answer: AnsweredAppeal) -> str:
    if answer.outcome != Outcome.REVERSED:
        return wording.text("appeal.feels", directory=wording.helplines.directory)
    return wording.text("appeal.may_come_back") if answer.leaves else ""


# -- what the team reads --------------------------------------------------------------------------------------


def appeal_card(wording: Wording, appeal: AppealView, *, late: bool = False) -> Card:
    """Call somebody to answer: whom it is about, by when, and who can not answer."""
    text = paragraphs(
        wording.text("moderator.appeal.late", due=day(appeal.due_at)) if late else "",
        wording.text(
            "moderator.appeal.asked",
            number=appeal.case,
            subject=called(wording, appeal.subject),
            due=day(appeal.due_at),
        ),
        _decided(wording, appeal),
        wording.text("moderator.appeal.not_deciders", who=_people(appeal)),
    )
    return Card(text, (button(wording, Action.ANSWER_APPEAL, str(appeal.id), Style.MAIN),))


def both_sides_card(wording: Wording, appeal: AppealView) -> Card:
    """Show both sides to the one who answers; where words had to be cut, `both_sides_text` has all of them."""
    text = _both_sides(wording, appeal, _most(wording, appeal))
    change = (Action.APPEAL_CHANGE,) if fewer_than(appeal.points) else ()
    return Card(text, buttons(wording, str(appeal.id), Action.APPEAL_KEEP, *change, Action.APPEAL_REVERSE))


def both_sides_text(wording: Wording, appeal: AppealView) -> str:
    """Write out both sides in full, for a file beside the card; empty when the card holds all of it."""
    most = _most(wording, appeal)
    if all(len(words) <= most for _, words in _sides(appeal)):
        return ""
    return paragraphs(*(f"{wording.text(head)}\n{words}" for head, words in _sides(appeal) if words))


def appeal_answer_form(
    wording: Wording, appeal: int, action: Action, points: Decimal, *, on_break: bool = False
) -> Form:
    """Ask for the reasons, which are needed; and, when it counts less, how many points are left.

    `on_break`: a break runs because of the decision, so it is asked whether that goes on.
    """
    outcome = _ANSWERS[action]
    reason = Field(
        "reason",
        wording.text("moderator.appeal.reason"),
        wording.text("moderator.appeal.reason_hint"),
        long=True,
        required=True,
        most=REASON_LENGTH,
    )
    changes = _changes(wording, points, on_break=on_break) if outcome is Outcome.CHANGED else ()
    title = wording.named("moderator.appeal.form", outcome)
    return Form(title, Action.SEND_APPEAL_ANSWER, (*changes, reason), f"{outcome}:{appeal}")


def _changes(wording: Wording, points: Decimal, *, on_break: bool) -> tuple[Field, ...]:
    left = tuple(as_text(each) for each in fewer_than(points))
    how_many = Field(
        "points",
        wording.text("moderator.appeal.points"),
        value=left[-1],
        choices=tuple(Choice(each, each) for each in left),
    )
    ways = tuple(Choice(wording.named("moderator.appeal", way), way) for way in ("keep_break", END_BREAK))
    the_break = Field("break", wording.text("moderator.appeal.on_break"), value=ways[0].value, choices=ways)
    return (how_many, the_break) if on_break else (how_many,)


def appeal_done_card(wording: Wording, appeal: AppealView, who: str, outcome: str) -> Card:
    """Show in the team's channel that an appeal is answered."""
    text = wording.named(
        "moderator.appeal.done", outcome, number=appeal.case, subject=called(wording, appeal.subject), who=who
    )
    return Card(text)


def you_answered_card(wording: Wording, appeal: AppealView) -> Card:
    """Confirm to the one who answered; who left and wants an answer elsewhere gets it from people, not from the bot."""
    reach = (
        wording.text("moderator.appeal.answer_to", answer_to=quoted(appeal.answer_to))
        if appeal.answer_to
        else ""
    )
    return Card(paragraphs(wording.text("moderator.appeal.you_answered", number=appeal.case), reach))


def appeal_over_card(wording: Wording, number: int) -> Card:
    """Answer somebody who wants to answer an appeal that is answered, or gone."""
    return Card(wording.text("moderator.appeal.over", number=number))


def appeal_decider_card(wording: Wording, appeal: AppealView) -> Card:
    """Answer somebody who decided or agreed: somebody else looks, unless there is nobody else."""
    text = wording.text("moderator.appeal.you_decided", number=appeal.case)
    return Card(text, buttons(wording, str(appeal.id), Action.APPEAL_NOBODY))


def appeal_passed_on_card(wording: Wording, number: int) -> Card:
    """Confirm that oversight was asked to answer."""
    return Card(wording.text("moderator.appeal.passed_on", number=number))


def _most(wording: Wording, appeal: AppealView) -> int:
    """How much of each text fits into one message."""
    fitting = (
        most for most in (600, 300, 150, 75, 30) if len(_both_sides(wording, appeal, most)) <= TEXT_LIMIT
    )
    return next(fitting, 0)


def _both_sides(wording: Wording, appeal: AppealView, most: int) -> str:
    asked = wording.text(
        "moderator.appeal.asked",
        number=appeal.case,
        subject=called(wording, appeal.subject),
        due=day(appeal.due_at),
    )
    return paragraphs(
        asked,
        wording.text("moderator.appeal.answer_says_so") if appeal.alone else "",
        _decided(wording, appeal),
        *(lines(wording.text(head), hidden(words, most)) for head, words in _sides(appeal) if words and most),
        _seen(wording, appeal.evidence[-3:]),
        wording.text("moderator.appeal.choose"),
    )


def _sides(appeal: AppealView) -> tuple[tuple[str, str], ...]:
    return (
        ("moderator.appeal.head_decided", appeal.reason),
        ("moderator.appeal.head_before", appeal.before),
        ("moderator.appeal.head_words", appeal.words),
    )


def _decided(wording: Wording, appeal: AppealView) -> str:
    leaves = wording.text("moderator.appeal.leaves") if appeal.leaves else ""
    rest = wording.count("moderator.appeal.break", appeal.break_days) if appeal.break_days else ""
    decided = wording.text(
        "moderator.appeal.decided",
        when=day(appeal.decided_at),
        rule=appeal.rule,
        points=as_text(appeal.points),
        who=_people(appeal),
    )
    return " ".join(filter(None, (decided, rest, leaves)))


def _seen(wording: Wording, evidence: Sequence[EvidenceLine]) -> str:
    rows = [
        f"- {day(line.when)} · {wording.named('moderator.kind', line.kind)}{_words(line)}"
        for line in evidence
    ]
    return lines(wording.text("moderator.appeal.head_seen"), *rows) if rows else ""


def _words(line: EvidenceLine) -> str:
    return f" · {hidden(line.excerpt, 80)}" if line.excerpt else ""


def _people(appeal: AppealView) -> str:
    return ", ".join(appeal.decided_by)
