"""What a watched room shows: the line near the bottom, and who takes part in the conversation now (T29)."""

from bot.guide.actions import Action
from bot.guide.building import buttons, fitted
from bot.guide.values import Card
from bot.guide.wording import Wording


def room_nearby_card(wording: Wording) -> Card:
    """Give the silent line that keeps rules, who is here and reporting near the bottom of a room."""
    actions = (Action.SHOW_RULES, Action.WHO_IS_HERE, Action.FEELS_WRONG)
    return Card(wording.text("room.nearby"), buttons(wording, "", *actions))


def who_is_here_card(wording: Wording, people: tuple[str, ...], minutes: int) -> Card:
    """Name who wrote lately, the latest first, as mentions that notify nobody."""
    if not people:
        return Card(wording.text("room.here_none", minutes=minutes))
    head = wording.text("room.here", minutes=minutes)
    rows = [wording.text("room.here_line", person=person) for person in people]
    foot = wording.text("room.here_foot")
    return Card(fitted(head, rows, foot, lambda left: wording.count("room.more", left)))


def who_is_unknown_card(wording: Wording) -> Card:
    """Say that the room cannot be read at this moment."""
    return Card(wording.text("room.here_unknown"))
