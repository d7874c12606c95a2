"""What is said when somebody or something that a chat stood on is gone."""

from bot.guide import Wording
from bot.guide.cards_gone import (
    bot_removed_card,
    listener_stopped_card,
    no_listeners_now_card,
    not_listener_now_card,
    role_deleted_card,
    thread_not_closed_card,
    threads_refused_card,
)
from tests.guide.examples.shelf import COMMUNITY, PLACE, Named


def cards(wording: Wording) -> Named:
    yield "member-listener-stopped", listener_stopped_card(wording, COMMUNITY)
    yield "listener-not-now", not_listener_now_card(wording, COMMUNITY)
    yield "member-no-listeners", no_listeners_now_card(wording, COMMUNITY)
    yield "moderator-threads-refused", threads_refused_card(wording, PLACE)
    yield "moderator-thread-not-closed", thread_not_closed_card(wording, PLACE)
    yield "both-bot-removed", bot_removed_card(wording, COMMUNITY)
    for who in ("moderators", "listeners", "adults", "teens", "muted"):
        yield f"moderator-role-deleted-{who}", role_deleted_card(wording, who)
