"""What the stories of the moderators' desk share: a case in their hands."""

from bot.guide import Action, Card
from bot.guide.cards_moderator import cannot_undo_card, undone_card
from tests.flows.world import (
    ASKS,
    DESK,
    LISTENER,
    MEMBER,
    MODERATOR,
    SECOND_MEMBER,
    THIRD_MEMBER,
    OpenChat,
    World,
    argument,
)


async def three_asks(world: World, listener: int = LISTENER) -> list[OpenChat]:
    """A listener asks in three chats, which makes a case."""
    chats = [await world.open_chat(member, listener) for member in (MEMBER, SECOND_MEMBER, THIRD_MEMBER)]
    for chat in chats:
        await world.say(listener, chat.place, ASKS)
    return chats


async def press(world: World, action: Action, case: int | str = 1, by: int = MODERATOR) -> Card:
    """Press something about a case; returns what the person reads."""
    answer = await world.press(by, action, case, place=DESK)
    assert answer.card is not None
    return answer.card


async def a_taken_case(world: World, by: int = MODERATOR) -> list[OpenChat]:
    """A moderator is on a case."""
    chats = await three_asks(world)
    await press(world, Action.CASE_TAKE_YES, by=by)
    return chats


async def undo(world: World, done: Card, by: int = MODERATOR) -> Card:
    """Press Take it back on a confirmation."""
    return await press(world, Action.CASE_UNDO, argument(done, Action.CASE_UNDO), by)


def undone(world: World) -> Card:
    return undone_card(world.wording, 1)


def cannot_undo(world: World) -> Card:
    return cannot_undo_card(world.wording, 1)
