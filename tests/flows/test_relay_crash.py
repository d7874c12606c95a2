"""A crash or an outage at any step of a relayed chat loses nothing, doubles nothing and keeps the order."""

import pytest
from sqlalchemy import event

from bot.chats import State
from bot.flows.surface import Seen
from bot.guide import Action
from bot.guide.cards_shared import ended_card
from tests.flows.recording import PowerCut
from tests.flows.relaying import open_relay, write, wrote
from tests.flows.world import (
    HOME,
    LISTENER,
    MEMBER,
    REQUESTS,
    World,
    has,
)

STEPS = ("first of all", "and then i thought", "and then i thought", "so that is it")


@pytest.mark.parametrize("kind", ["pass_on", "send_privately"])
@pytest.mark.parametrize("after", [False, True])
@pytest.mark.parametrize("number", range(5))
async def test_power_lost_at_any_step_loses_and_doubles_nothing(
    world: World, kind: str, after: bool, number: int
) -> None:
    """The same words come twice on purpose: they must not be taken for one message after a crash."""
    await world.set_up(relay="all")
    cut = 0

    def is_the_one(delivery: object) -> bool:
        nonlocal cut
        cut += getattr(getattr(delivery, "act", None), "kind", "") == kind
        return cut == number + 1

    world.surface.lose_power(kind, after=after)
    world.surface.troubles[-1].concerns = is_the_one
    request = await world.ask(MEMBER)
    await _survive(world, world.press(LISTENER, Action.ACCEPT_REQUEST, request.id, place=REQUESTS))
    for text in STEPS:
        await _survive(world, write(world, MEMBER, text))
        await _survive(world, write(world, LISTENER, f"re: {text}"))
    await _survive(world, world.press(MEMBER, Action.END_YES, request.id, community=None))
    world.surface.troubles.clear()
    await world.restart()
    await world.pass_time(minutes=1)
    assert [one.text for one in world.surface.heard[LISTENER]] == list(STEPS)
    assert [one.text for one in world.surface.heard[MEMBER]] == [f"re: {text}" for text in STEPS]
    ended = ended_card(world.wording)
    for person in (MEMBER, LISTENER):
        assert world.private_cards(person).count(ended) == 1
        panels = [card for card in world.private_cards(person) if has(card, Action.END_CHAT)]
        assert len(panels) == 1


@pytest.mark.parametrize("commit", range(1, 36))
async def test_power_lost_before_any_commit_loses_and_doubles_nothing(world: World, commit: int) -> None:
    """Whatever was done between two commits is then not written down, as after a crash at any moment there."""
    await world.set_up(relay="all")
    request = await world.ask(MEMBER)
    engine = world.database._writer.sync_engine
    left = commit

    def cut(connection: object) -> None:
        nonlocal left
        left -= 1
        if left == 0:
            raise PowerCut

    event.listen(engine, "commit", cut)
    await _survive(world, world.press(LISTENER, Action.ACCEPT_REQUEST, request.id, place=REQUESTS))
    if (await world.chat(request.id)).state is State.ASKED:
        await world.press(LISTENER, Action.ACCEPT_REQUEST, request.id, place=REQUESTS)
    for text in STEPS:
        await _survive(world, write(world, MEMBER, text))
        await _survive(world, write(world, LISTENER, f"re: {text}"))
    event.remove(engine, "commit", cut)
    assert left <= 0, "fewer commits than this: take the number out"
    await world.restart()
    await world.pass_time(minutes=1)
    assert [one.text for one in world.surface.heard[LISTENER]] == list(STEPS)
    assert [one.text for one in world.surface.heard[MEMBER]] == [f"re: {text}" for text in STEPS]
    for person in (MEMBER, LISTENER):
        assert sum(has(card, Action.END_CHAT) for card in world.private_cards(person)) == 1


async def _survive(world: World, happening: object) -> None:
    try:
        await happening  # type: ignore[misc]
    except PowerCut:
        await world.restart()


async def test_what_was_written_while_the_bot_was_away_arrives_in_order(world: World) -> None:
    chat = await open_relay(world)
    await write(world, MEMBER, "one")
    for text in ("two", "three", "four"):
        wrote(world, MEMBER, text)
    wrote(world, LISTENER, "are you there?")
    await world.restart()
    assert chat.heard(LISTENER) == ["one", "two", "three", "four"]
    assert chat.heard(MEMBER) == ["are you there?"]
    await write(world, MEMBER, "five")
    assert chat.heard(LISTENER)[-1] == "five"


async def test_what_comes_before_the_gap_is_read_waits_for_its_turn(world: World) -> None:
    chat = await open_relay(world)
    missed: Seen = wrote(world, MEMBER, "one")
    world.stories.reconnected()
    late = wrote(world, MEMBER, "two")
    await world.stories.message_seen(late)
    assert chat.heard(LISTENER) == []
    await world.stories.catch_up(frozenset({HOME}))
    await world.settle()
    assert chat.heard(LISTENER) == [missed.text, late.text]


async def test_an_outage_of_one_side_holds_up_that_side_alone(world: World) -> None:
    chat = await open_relay(world)
    world.surface.ask_for_time("pass_on", 30)
    await write(world, MEMBER, "one")
    await write(world, MEMBER, "two")
    await write(world, LISTENER, "hello")
    assert chat.heard(LISTENER) == []
    assert chat.heard(MEMBER) == ["hello"]
    await world.pass_time(minutes=1)
    assert chat.heard(LISTENER) == ["one", "two"]
