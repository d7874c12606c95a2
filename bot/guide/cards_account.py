"""Cards around a call for a moderator: coming in after both are told, and what is known about a new account."""

from dataclasses import dataclass
from datetime import datetime

from bot.guide.building import day, lines
from bot.guide.values import Card
from bot.guide.wording import Wording


@dataclass(frozen=True, slots=True)
class AccountView:
    """What moderators may know about an account (T57). `joined` is None for who left, or could not be looked up."""

    person: str
    made: datetime
    joined: datetime | None
    troubled: int
    fresh: bool


def account_line(wording: Wording, view: AccountView) -> str:
    """Say how old an account is, and how many listeners had trouble with it lately."""
    troubled = wording.count("moderator.listeners", view.troubled)
    made = day(view.made)
    if view.joined is None:
        line = wording.text("moderator.account_left", person=view.person, made=made, troubled=troubled)
    else:
        joined = day(view.joined)
        line = wording.text(
            "moderator.account", person=view.person, made=made, joined=joined, troubled=troubled
        )
    return wording.text("moderator.account_fresh", line=line) if view.fresh else line


def account_card(wording: Wording, view: AccountView) -> Card:
    """Answer About this account."""
    return Card(lines(account_line(wording, view), wording.text("moderator.account_foot")))


def entering_card(wording: Wording, moderator: str) -> Card:
    """Tell both in a chat that a moderator comes in. `moderator` is a mention."""
    return Card(wording.text("entering.told", who=moderator))


def you_enter_card(wording: Wording) -> Card:
    """Tell the moderator that both are told first."""
    return Card(wording.text("moderator.entering"))
