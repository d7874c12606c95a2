"""The questions after a chat and what the answers lead to."""

from bot import guide
from bot.casework.afterwards import Helped, MeetAgain, SafeShare
from bot.guide import Wording
from tests.guide.examples.shelf import COMMUNITY, Named


def cards(wording: Wording) -> Named:
    yield "member-after", guide.after_member_card(wording, "12", COMMUNITY)
    for encouraged in (False, True):
        shown = guide.after_listener_card(wording, "12", COMMUNITY, encouraged=encouraged)
        yield f"listener-after-{'encouraged' if encouraged else 'plain'}", shown
    shown = guide.after_listener_card(wording, "12", COMMUNITY, before="Thank you.", heavy=True)
    yield "listener-after-heavy", shown
    for helped, wish in zip(Helped, (*MeetAgain, None), strict=True):
        safe = {MeetAgain.AGAIN: True, MeetAgain.NEVER: False}.get(wish) if wish else None
        yield f"both-after-saved-{helped}", guide.after_saved_card(wording, guide.Saved(helped, safe, wish))
    for what in ("life coach", guide.CONTACT):
        yield f"both-your-name-{what}", guide.your_name_card(wording, what, COMMUNITY)
    yield "both-safe-share", guide.safe_share_card(wording, SafeShare(46, 50), 90)
    yield "both-safe-share-unknown", guide.safe_share_card(wording, None, 90)
