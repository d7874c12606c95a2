"""How somebody is called before the team: by their account, by one made-up name, or by none."""

from enum import Enum

from bot.guide.wording import Wording


class Unnamed(Enum):
    """Whom a card gives no name. The made-up names of several chats, side by side, would say: this is one person."""

    LISTENER = "listener"
    MEMBER = "member"
    FORGOTTEN = "forgotten"


# A mention, a made-up name, or no name at all.
Known = str | Unnamed


def called(wording: Wording, who: Known) -> str:
    """Give the words that stand for somebody in a sentence, never at its start."""
    return wording.named("moderator.unnamed", who.value) if isinstance(who, Unnamed) else who
