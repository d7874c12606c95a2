"""A member chooses whom to talk with: the same one again, somebody from the list, or never somebody again."""

import pytest

from bot.guide import Action
from bot.guide.cards_choosing import never_again_card, never_again_done_card
from bot.guide.cards_listener import request_card, someone_else_took_it_card
from bot.guide.cards_shared import too_late_card
from bot.guide.views import RequestView
from bot.store import listeners, people
from tests.flows.offering import EVERYBODY, SECONDS, accept, asked_now, cards, chosen_from, lists, on_shift
from tests.flows.world import (
    HOME,
    LISTENER,
    MEMBER,
    SECOND_LISTENER,
    SECOND_MEMBER,
    THIRD_LISTENER,
    World,
    argument,
)


async def test_the_same_listener_again_is_asked_first(world: World) -> None:
    earlier = await world.open_chat(MEMBER, SECOND_LISTENER)
    await world.end_chat(earlier)
    await on_shift(world, *EVERYBODY)
    choose = (await world.press(MEMBER, Action.CHOOSE_LISTENER)).card
    before = (await world.press(MEMBER, Action.SAME_AGAIN, argument(choose, Action.SAME_AGAIN))).card
    form = (
        await world.press(MEMBER, Action.ASK_MESSAGES_OKAY, argument(before, Action.ASK_MESSAGES_OKAY))
    ).form
    assert form is not None
    await world.press(MEMBER, form.action, form.argument)
    assert asked_now(world) == [SECOND_LISTENER]
    await world.pass_time(seconds=SECONDS)
    assert asked_now(world) == [LISTENER]


async def test_nobody_asks_for_the_listener_of_somebody_else(world: World) -> None:
    earlier = await world.open_chat(MEMBER, SECOND_LISTENER)
    await world.end_chat(earlier)
    await on_shift(world, *EVERYBODY)
    await world.press(SECOND_MEMBER, Action.SEND_REQUEST, f"yes:c{earlier.id}")
    assert asked_now(world) == [LISTENER]


async def test_a_wish_for_somebody_known_is_tried_first(world: World) -> None:
    await world.end_chat(await world.open_chat(MEMBER, THIRD_LISTENER))
    await on_shift(world, *EVERYBODY)
    await world.ask(MEMBER, wish="known")
    assert asked_now(world) == [THIRD_LISTENER]


@pytest.mark.parametrize("who", [MEMBER, LISTENER])
async def test_never_again_holds_for_both_and_the_other_is_not_told(world: World, who: int) -> None:
    chat = await world.open_chat()
    await world.end_chat(chat)
    told = len(world.surface.done)
    asked = await world.press(who, Action.NEVER_AGAIN, chat.id)
    assert asked.card == never_again_card(world.wording, str(chat.id))
    done = await world.press(who, Action.NEVER_YES, chat.id)
    assert done.card == never_again_done_card(world.wording)
    assert len(world.surface.done) == told
    await on_shift(world, LISTENER, SECOND_LISTENER)
    again = await world.ask(MEMBER)
    assert asked_now(world) == [SECOND_LISTENER]
    await world.pass_time(seconds=SECONDS)
    assert asked_now(world) == [None]
    assert await accept(world, LISTENER, again.id) == someone_else_took_it_card(world.wording)


async def test_only_the_two_of_a_chat_can_say_never_again(world: World) -> None:
    chat = await world.open_chat()
    for action in (Action.NEVER_AGAIN, Action.NEVER_YES):
        answer = await world.press(SECOND_MEMBER, action, chat.id)
        assert answer.card == too_late_card(world.wording)
    async with world.database.reading() as connection:
        assert not await people.are_apart(connection, HOME, (SECOND_MEMBER, LISTENER))


async def test_listeners_are_chosen_by_topic_and_language_without_ratings(world: World) -> None:
    await lists(world, LISTENER, "Robin", "worry,loss", "en")
    await lists(world, SECOND_LISTENER, "Sky", "worry", "de")
    await lists(world, THIRD_LISTENER, "Wren")
    await on_shift(world, SECOND_LISTENER)
    all_of_them = (await world.press(MEMBER, Action.CHOOSE_LISTENER)).card
    assert chosen_from(all_of_them) == ["Sky", "Robin", "Wren"]
    assert all_of_them is not None
    assert str(LISTENER) not in str(all_of_them)
    loss = await world.press(MEMBER, Action.FILTER_TOPIC, "all", values=("loss",))
    assert chosen_from(loss.card) == ["Robin", "Wren"]
    german = await world.press(MEMBER, Action.FILTER_LANGUAGE, "worry", values=("de",))
    assert chosen_from(german.card) == ["Sky", "Wren"]
    nobody = await world.press(MEMBER, Action.FILTER_LANGUAGE, "all", values=("fr",))
    assert chosen_from(nobody.card) == ["Wren"]


async def test_who_is_chosen_is_asked_first_and_not_told_so(world: World) -> None:
    await lists(world, SECOND_LISTENER, "Sky")
    await on_shift(world, *EVERYBODY)
    choose = (await world.press(MEMBER, Action.CHOOSE_LISTENER)).card
    assert choose is not None
    (pick,) = (one for one in choose.selects if one.action == Action.PICK_LISTENER)
    before = await world.press(MEMBER, Action.PICK_LISTENER, values=(pick.choices[0].value,))
    wanted = argument(before.card, Action.ASK_NO_MESSAGES)
    form = (await world.press(MEMBER, Action.ASK_NO_MESSAGES, wanted)).form
    assert form is not None
    await world.press(MEMBER, form.action, form.argument)
    chat = await world.live_chat(MEMBER)
    assert chat is not None
    assert asked_now(world) == [SECOND_LISTENER]
    shown = RequestView(str(chat.id), "", "", 0, chat.made_at, offered_to=f"<@{SECOND_LISTENER}>")
    assert cards(world)[0].card == request_card(world.wording, shown)


async def test_who_is_not_listed_or_kept_apart_cannot_be_chosen(world: World) -> None:
    await world.press(LISTENER, Action.SAVE_PAGE, fields={"called": "Robin", "listed": "no"})
    await lists(world, SECOND_LISTENER, "Sky")
    async with world.database.writing() as connection:
        await people.keep_apart(connection, HOME, (MEMBER, SECOND_LISTENER), world.now)
        robin = await listeners.find_listener(connection, HOME, LISTENER)
    assert chosen_from((await world.press(MEMBER, Action.CHOOSE_LISTENER)).card) == []
    assert robin is not None
    await on_shift(world, THIRD_LISTENER, LISTENER)
    await world.press(MEMBER, Action.SEND_REQUEST, f"yes:l{robin.id}")
    assert asked_now(world) == [THIRD_LISTENER]


async def test_a_name_that_leads_elsewhere_is_not_shown(world: World) -> None:
    told = {"called": "snap: quietfox_77", "listed": "yes"}
    await world.press(LISTENER, Action.SAVE_PAGE, fields=told)
    assert chosen_from((await world.press(MEMBER, Action.CHOOSE_LISTENER)).card) == []


async def test_who_leaves_is_forgotten_and_their_offer_goes_on(world: World) -> None:
    await lists(world, LISTENER, "Robin")
    await on_shift(world, LISTENER, SECOND_LISTENER)
    await world.ask(MEMBER)
    await world.stories.person_gone(HOME, world.person(LISTENER))
    await world.settle()
    assert asked_now(world) == [SECOND_LISTENER]
    assert chosen_from((await world.press(MEMBER, Action.CHOOSE_LISTENER)).card) == []
