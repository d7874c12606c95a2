"""What stories of offered requests share: listeners on shift, and who is asked now."""

from datetime import timedelta

from bot.chats import OFFER_LASTS
from bot.guide import Action, Card
from bot.store.acts import SendCard
from tests.flows.recording import Message
from tests.flows.world import (
    LISTENER,
    REQUESTS,
    SECOND_LISTENER,
    THIRD_LISTENER,
    World,
    has,
)

SECONDS = OFFER_LASTS.total_seconds()
EVERYBODY = (LISTENER, SECOND_LISTENER, THIRD_LISTENER)


async def on_shift(world: World, *who: int) -> None:
    """These listeners start their shifts, one a second."""
    for listener in who:
        answer = await world.press(listener, Action.GO_ON_SHIFT, place=REQUESTS)
        assert has(answer.card, Action.GO_OFF_SHIFT)
        world.clock.move(timedelta(seconds=1))


def cards(world: World) -> list[Message]:
    return world.messages_with(REQUESTS, Action.ACCEPT_REQUEST)


def asked_now(world: World) -> list[int | None]:
    """Who is called by each request's card that stands, None for a card to all."""
    return [one.act.mention_person for one in cards(world) if isinstance(one.act, SendCard)]


async def accept(world: World, listener: int, chat: int) -> Card | None:
    return (await world.press(listener, Action.ACCEPT_REQUEST, chat, place=REQUESTS)).card


async def lists(world: World, listener: int, called: str, topics: str = "", languages: str = "") -> None:
    told = {"called": called, "topics": topics, "languages": languages, "listed": "yes"}
    answer = await world.press(listener, Action.SAVE_PAGE, fields=told)
    assert answer.card is not None
    assert called in answer.card.text


def chosen_from(card: Card | None) -> list[str]:
    assert card is not None
    return [
        choice.label for one in card.selects if one.action == Action.PICK_LISTENER for choice in one.choices
    ]
