"""The questions after a chat and what the answers lead to."""

from bot.casework.afterwards import Helped, MeetAgain, SafeShare
from bot.guide import Wording
from bot.guide.cards_after import (
    Saved,
    after_listener_card,
    after_member_card,
    after_saved_card,
    safe_share_card,
)
from bot.guide.cards_names import CONTACT, your_name_card
from tests.guide.examples.shelf import COMMUNITY, Named


def cards(wording: Wording) -> Named:
    yield "member-after", after_member_card(wording, "12", COMMUNITY)
    for encouraged in (False, True):
        shown = after_listener_card(wording, "12", COMMUNITY, encouraged=encouraged)
        yield f"listener-after-{'encouraged' if encouraged else 'plain'}", shown
    shown = after_listener_card(wording, "12", COMMUNITY, before="Thank you.", heavy=True)
    yield "listener-after-heavy", shown
    for helped, wish in zip(Helped, (*MeetAgain, None), strict=True):
        safe = {MeetAgain.AGAIN: True, MeetAgain.NEVER: False}.get(wish) if wish else None
        yield f"both-after-saved-{helped}", after_saved_card(wording, Saved(helped, safe, wish))
    for what in ("life coach", CONTACT):
        yield f"both-your-name-{what}", your_name_card(wording, what, COMMUNITY)
    yield "both-safe-share", safe_share_card(wording, SafeShare(46, 50), 90)
    yield "both-safe-share-unknown", safe_share_card(wording, None, 90)
