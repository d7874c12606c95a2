"""Many ask at once: each is served once and in order, and quickly."""

import asyncio

from bot.chats import State
from bot.flows.surface import Press
from bot.guide import Action
from bot.store.acts import SendCard
from tests.flows.offering import accept, cards, on_shift
from tests.flows.world import (
    HELPERS,
    HOME,
    LISTENER,
    LOBBY,
    MEMBER,
    REQUESTS,
    World,
    argument,
)


async def test_forty_ask_at_once_and_ten_listeners_serve_each_once_in_order(world: World) -> None:
    team, crowd = range(501, 511), range(601, 641)
    for listener in team:
        world.surface.roles[listener] = frozenset({HELPERS})
        await world.agree(listener, yes=True)
        await world.stories.pressed(Press(HOME, REQUESTS, world.person(listener), Action.GO_ON_SHIFT))
    await asyncio.gather(
        *(
            world.stories.pressed(Press(HOME, LOBBY, world.person(member), Action.SEND_REQUEST, "yes"))
            for member in crowd
        )
    )
    await world.settle()
    live = [chat for member in crowd if (chat := await world.live_chat(member)) is not None]
    asked_in_order = sorted(chat.id for chat in live)
    served: list[int] = []
    while cards(world):
        offered = [(int(argument(one.card, Action.ACCEPT_REQUEST)), one.act) for one in cards(world)]
        assert len(offered) <= len(team)
        presses = [
            Press(HOME, REQUESTS, world.person(act.mention_person or 0), Action.ACCEPT_REQUEST, str(chat))
            for chat, act in offered
            if isinstance(act, SendCard)
        ]
        await asyncio.gather(*(world.stories.pressed(press) for press in presses))
        await world.settle()
        served += sorted(chat for chat, _ in offered)
        for press in presses:
            end = Press(HOME, LOBBY, press.person, Action.END_YES, press.argument)
            await world.stories.pressed(end)
        await world.settle()
    assert served == asked_in_order
    assert len(set(served)) == len(crowd)
    assert [(await world.chat(chat)).state for chat in served] == [State.ENDED] * len(crowd)
    assert len(world.surface.acts("open_thread")) == len(crowd)
    by_listener = [(await world.chat(chat)).listener for chat in served]
    assert {by_listener.count(listener) for listener in team} == {4}


async def test_from_accepting_to_the_panel_it_takes_two_acts(world: World) -> None:
    """In the lobby's lane the thread comes first, and in the thread's lane the panel."""
    await on_shift(world, LISTENER)
    chat = await world.ask(MEMBER)
    before = len(world.surface.done)
    await accept(world, LISTENER, chat.id)
    place = (await world.chat(chat.id)).place
    made = [one.delivery.act for one in world.surface.done[before:]]
    waited_for = [act.kind for act in made if act.lane in (f"place:{LOBBY}", f"place:{place}")]
    assert waited_for[:2] == ["open_thread", "send_card"]
