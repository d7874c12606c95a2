"""What is said when somebody or something that a chat stood on is gone."""

from bot import guide
from bot.guide import Wording
from tests.guide.examples.shelf import COMMUNITY, PLACE, Named


def cards(wording: Wording) -> Named:
    yield "member-listener-stopped", guide.listener_stopped_card(wording, COMMUNITY)
    yield "listener-not-now", guide.not_listener_now_card(wording, COMMUNITY)
    yield "member-no-listeners", guide.no_listeners_now_card(wording, COMMUNITY)
    yield "moderator-threads-refused", guide.threads_refused_card(wording, PLACE)
    yield "moderator-thread-not-closed", guide.thread_not_closed_card(wording, PLACE)
    yield "both-bot-removed", guide.bot_removed_card(wording, COMMUNITY)
    for who in ("moderators", "listeners", "adults", "teens", "muted"):
        yield f"moderator-role-deleted-{who}", guide.role_deleted_card(wording, who)
