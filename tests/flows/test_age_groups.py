"""Adults and teens are never matched, unless a community says that they may."""

from bot.flows.surface import Press
from bot.guide import Action
from bot.guide.cards_choosing import group_needed_card, other_group_card
from tests.flows.offering import SECONDS, accept, asked_now, chosen_from, lists, on_shift
from tests.flows.world import (
    LISTENER,
    LOBBY,
    MEMBER,
    SECOND_LISTENER,
    SECOND_MEMBER,
    THIRD_LISTENER,
    THIRD_MEMBER,
    World,
)

ADULTS, TEENS = 81, 82


async def in_groups(world: World, *, mix: bool = False) -> None:
    """The first listener and the first member are teens, the second ones adults; the third are neither."""
    for person in (LISTENER, MEMBER):
        world.surface.roles[person] = world.surface.roles.get(person, frozenset()) | {TEENS}
    for person in (SECOND_LISTENER, SECOND_MEMBER):
        world.surface.roles[person] = world.surface.roles.get(person, frozenset()) | {ADULTS}
    await world.set_up(adult_role=ADULTS, teen_role=TEENS, groups_mix=mix)


async def test_adults_and_teens_are_never_matched(world: World) -> None:
    await in_groups(world)
    await lists(world, LISTENER, "Robin")
    await lists(world, SECOND_LISTENER, "Sky")
    await on_shift(world, LISTENER, SECOND_LISTENER)
    teen, adult = await world.ask(MEMBER), await world.ask(SECOND_MEMBER)
    assert asked_now(world) == [LISTENER, SECOND_LISTENER]
    await world.pass_time(seconds=SECONDS)
    assert asked_now(world) == [None, None]
    other = other_group_card(world.wording)
    assert await accept(world, SECOND_LISTENER, teen.id) == other
    assert await accept(world, LISTENER, adult.id) == other
    assert await accept(world, THIRD_LISTENER, adult.id) == other
    assert chosen_from((await world.press(MEMBER, Action.CHOOSE_LISTENER)).card) == ["Robin"]


async def test_whose_group_is_unclear_is_told_what_is_needed(world: World) -> None:
    await in_groups(world)
    needed = group_needed_card(world.wording)
    for action in (Action.TALK, Action.SEND_REQUEST):
        assert (await world.press(THIRD_MEMBER, action, "yes")).card == needed
    assert (await world.press(THIRD_LISTENER, Action.GO_ON_SHIFT)).card == needed
    assert await world.live_chat(THIRD_MEMBER) is None


async def test_in_direct_messages_the_group_is_looked_up(world: World) -> None:
    await in_groups(world)
    world.surface.roles[MEMBER] = frozenset({TEENS})
    press = Press(None, 1, world.person(MEMBER), Action.SEND_REQUEST, "yes")
    stranger = Press(None, 1, type(press.person)(MEMBER), Action.SEND_REQUEST, "yes")
    await world.stories.pressed(stranger)
    chat = await world.live_chat(MEMBER)
    assert chat is not None
    assert chat.group.value == "teen"
    await world.press(MEMBER, Action.WITHDRAW_REQUEST, chat.id)
    world.surface.silent = True
    answer = await world.stories.pressed(stranger)
    assert answer.card == group_needed_card(world.wording)


async def test_a_community_may_let_them_talk(world: World) -> None:
    await in_groups(world, mix=True)
    await on_shift(world, SECOND_LISTENER)
    await world.ask(MEMBER)
    assert asked_now(world) == [SECOND_LISTENER]
    assert len(world.cards(LOBBY)) == 0
