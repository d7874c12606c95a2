"""Cards for when something that chats need is gone: a role, room for threads, or the bot itself."""

from bot.guide.actions import Action
from bot.guide.building import button
from bot.guide.cards_shared import help_line, private, urgent_button
from bot.guide.values import Card
from bot.guide.wording import Wording


def listener_stopped_card(wording: Wording, community: str = "") -> Card:
    """Tell a member that their listener is no listener any more, and offer another one."""
    ways = (button(wording, Action.TALK), urgent_button(wording))
    return Card(private(wording, community, wording.text("gone.listener_stopped")), ways)


def not_listener_now_card(wording: Wording, community: str = "") -> Card:
    """Thank somebody who does not have the listener role any more, and say what that means for their chats."""
    return Card(private(wording, community, wording.text("gone.not_listener_now")))


def no_listeners_now_card(
    wording: Wording, community: str = "", emergency: str = "", helpline: str = ""
) -> Card:
    """Tell a member who waits that nobody can accept their request at the moment."""
    text = wording.text("gone.no_listeners_now", help=help_line(wording, emergency, helpline))
    ways = (button(wording, Action.JUST_HELPLINES), urgent_button(wording))
    return Card(private(wording, community, text), ways)


def role_deleted_card(wording: Wording, who: str) -> Card:
    """Tell the team that a role was deleted. `who` it stood for: moderators, listeners, adults, teens or muted."""
    return Card(wording.named("gone.role", who))


def threads_refused_card(wording: Wording, place: str) -> Card:
    """Tell the team that no chat can be opened, and what may be the reason. `place` is a mention of the channel."""
    return Card(wording.text("gone.threads_refused", place=place))


def thread_not_closed_card(wording: Wording, place: str) -> Card:
    """Tell the team that the thread of a chat that has ended is still open. `place` is a mention of it."""
    return Card(wording.text("gone.not_closed", place=place))


def bot_removed_card(wording: Wording, community: str = "", emergency: str = "", helpline: str = "") -> Card:
    """Tell somebody in a chat that Sidelight was removed, so that nobody looks after this chat any more."""
    text = wording.text("gone.bot_removed", help=help_line(wording, emergency, helpline))
    return Card(private(wording, community, text))
