"""Cards that the person reads about whom something was decided: which rule, what counts, how long, what they can do."""

from dataclasses import replace

from bot.casework.points import Leaves
from bot.guide.actions import Action
from bot.guide.building import TEXT_LIMIT, button, buttons, day, day_and_time, lines, quoted
from bot.guide.cards_deciding import DECISION_REASON_LENGTH, badge_lines
from bot.guide.cards_shared import private
from bot.guide.values import Button, Card, Style
from bot.guide.views_decided import Corrected, DecidedView
from bot.guide.wording import Wording

MOST_FORECAST = 3
# How much of what was seen is said, while there is room for it.
FACTS_SHOWN = (300, 150, 0)


def decided_card(wording: Wording, view: DecidedView, community: str = "") -> Card:
    """Tell somebody what was decided about them, why, until when, and how to ask for a second look.

    What does not fit into one message is cut where they know it already: what was seen stood in the question before.
    """
    texts = (_decided_text(wording, view, community, most) for most in FACTS_SHOWN)
    text = next((one for one in texts if len(one) <= TEXT_LIMIT), "")
    return Card(
        text or _decided_text(wording, replace(view, forecast=()), community, 0), _ways(wording, view)
    )


def _decided_text(wording: Wording, view: DecidedView, community: str, facts: int) -> str:
    return private(
        wording,
        community,
        _who(wording, view),
        _what(wording, view, facts),
        _points(wording, view),
        _consequences(wording, view),
        _chances(wording, view),
        wording.text("decided.hard", directory=wording.helplines.directory),
    )


def decision_reversed_card(wording: Wording, told: Corrected, community: str = "") -> Card:
    """Tell somebody that a decision about them counts no more, and what follows from that."""
    return Card(
        private(
            wording,
            community,
            wording.text("decided.reversed", when=day(told.decided_at), rule=quoted(told.rule, 200)),
            wording.text("decided.reversed_back") if told.gave_back else "",
            wording.text("decided.reversed_total", total=told.total) if told.total else "",
            wording.text("decided.reversed_sorry"),
        ),
        buttons(wording, "", Action.MY_RECORD),
    )


def _who(wording: Wording, view: DecidedView) -> str:
    key = "oversight_alone" if view.oversight_alone else "by_two" if view.by_two else "by_one"
    return wording.named("decided", key)


def _what(wording: Wording, view: DecidedView, most: int) -> str:
    noticed = wording.named("decided.noticed", view.noticed) if view.facts and view.noticed else ""
    facts = wording.text("decided.facts", facts=quoted(view.facts, most)) if view.facts and most else ""
    return lines(
        wording.text("decided.rule", rule=quoted(view.rule, 150)),
        " ".join(filter(None, (facts, noticed))),
        wording.text("decided.reason", reason=quoted(view.reason, DECISION_REASON_LENGTH))
        if view.reason
        else "",
    )


def _points(wording: Wording, view: DecidedView) -> str:
    if not view.points:
        return wording.text("decided.no_points")
    rows = (
        wording.text("decided.forecast_line", total=one.total, when=day(one.at))
        for one in view.forecast[:MOST_FORECAST]
    )
    quiet = lines(wording.text("decided.forecast"), *rows) if view.forecast else ""
    return lines(wording.text("decided.points", points=view.points, total=view.total), quiet)


def _consequences(wording: Wording, view: DecidedView) -> str:
    leaves = wording.named("decided.leaves", view.leaves) if view.leaves is not Leaves.NOT else ""
    badges = badge_lines(wording, "decided", view.badges)
    pause = wording.text("decided.pause_ends") if view.pause_ends else ""
    return lines(_break(wording, view), leaves, badges, pause)


def _break(wording: Wording, view: DecidedView) -> str:
    until = view.break_until or view.mute_until
    if until is None:
        return ""
    key = "break" if view.break_until is not None else "mute"
    room = wording.text("decided.read_room", room=view.quiet_room) if view.quiet_room else ""
    kept = wording.text("decided.kept")
    return lines(wording.text(f"decided.{key}", until=day_and_time(until)), f"{kept} {room}".strip())


def _chances(wording: Wording, view: DecidedView) -> str:
    refresher = ""
    if view.refresher_until is not None:
        refresher = wording.text("decided.refresher", until=day(view.refresher_until))
    appeal = wording.text("decided.appeal", until=day(view.appeal_until)) if view.appeal_until else ""
    return lines(refresher, appeal, wording.text("decided.link", link=view.link) if view.link else "")


def _ways(wording: Wording, view: DecidedView) -> tuple[Button, ...]:
    number = str(view.id)
    refresher = (button(wording, Action.REFRESHER, number, Style.MAIN),) if view.refresher_until else ()
    appeal = buttons(wording, number, Action.APPEAL) if view.appeal_until else ()
    return (*refresher, *appeal, *buttons(wording, "", Action.MY_RECORD))
