"""What is asked and said after a chat, privately: for safety, not for stars (T14, T23, T54)."""

from dataclasses import dataclass

from bot.casework.afterwards import Helped, MeetAgain, SafeShare
from bot.guide.actions import Action
from bot.guide.building import button, buttons, lines, paragraphs
from bot.guide.cards_shared import private, urgent_button
from bot.guide.values import Button, Card, Choice, Select, Style
from bot.guide.wording import Wording


@dataclass(frozen=True, slots=True)
class Saved:
    """What somebody has answered about a chat so far."""

    helped: Helped | None = None
    safe: bool | None = None
    wish: MeetAgain | None = None


def after_member_card(wording: Wording, chat: str, community: str = "") -> Card:
    """Ask the member how it was; everything may be left out."""
    return Card(
        private(wording, community, wording.text("after.member")),
        (*member_buttons(wording, chat), urgent_button(wording)),
        (helped_select(wording, chat),),
    )


def after_listener_card(
    wording: Wording,
    chat: str,
    community: str = "",
    *,
    before: str = "",
    encouraged: bool = False,
    heavy: bool = False,
) -> Card:
    """Thank the listener. `before` is said first; `heavy`: they are offered a rest.

    `encouraged`: five or more different people said that their chats helped.
    """
    heard = wording.text("after.encouraged") if encouraged else ""
    offer = wording.text("rest.offer", directory=wording.helplines.directory) if heavy else ""
    rest = (button(wording, Action.TAKE_REST, style=Style.MAIN),) if heavy else ()
    text = private(wording, community, before, wording.text("after.listener"), heard, offer)
    asked = buttons(wording, chat, Action.FEELS_WRONG, Action.WISH_AGAIN, Action.WISH_NEVER)
    return Card(text, (*rest, *asked))


def helped_select(wording: Wording, chat: str) -> Select:
    """Give the one question about how it was."""
    choices = tuple(Choice(wording.named("after.helped", each), each) for each in Helped)
    return Select(Action.RATE_CHAT, wording.named("select", Action.RATE_CHAT), choices, argument=chat)


def member_buttons(wording: Wording, chat: str) -> tuple[Button, ...]:
    """Give what a member can say about a chat with one press."""
    felt = buttons(wording, chat, Action.FELT_SAFE, Action.FELT_WRONG)
    return (*felt, *buttons(wording, chat, Action.WISH_AGAIN, Action.WISH_NEVER))


def after_saved_card(wording: Wording, saved: Saved) -> Card:
    """Confirm what is saved so far; each answer can be changed by pressing again."""
    safe = {None: "", True: "after.safe", False: "after.not_safe"}[saved.safe]
    said = (
        wording.named("after.said_helped", saved.helped) if saved.helped else "",
        wording.text(safe) if safe else "",
        wording.named("after.said_wish", saved.wish) if saved.wish else "",
    )
    # The empty line keeps the last words out of the list above.
    return Card(paragraphs(lines(wording.text("after.saved"), *said), wording.text("after.change")))


def safe_share_card(wording: Wording, share: SafeShare | None, days: int) -> Card:
    """Show the community in how many chats the member felt safe (T54), or that too few have answered."""
    if share is None:
        return Card(wording.text("after.share_unknown"), (button(wording, Action.OKAY_HERE),))
    text = wording.text(
        "after.share", days=days, percent=share.percent, safe=share.safe, answered=share.answered
    )
    return Card(text, buttons(wording, "", Action.OKAY_HERE, Action.FEELS_WRONG))
