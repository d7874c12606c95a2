"""A request is offered to one listener after the other, and nobody who asks is forgotten."""

from datetime import timedelta

from sqlalchemy import insert

from bot.chats import State
from bot.flows.surface import Refused
from bot.guide import Action
from bot.guide.cards_choosing import not_your_turn_card, passed_card, request_expired_card
from bot.guide.cards_crisis import helpline_select
from bot.guide.cards_listener import paused_listener_card
from bot.guide.cards_member import request_not_shown_card
from bot.guide.cards_shared import not_allowed_card
from bot.store.acts import SendCard
from bot.store.tables import pauses
from tests.flows.offering import EVERYBODY, SECONDS, accept, asked_now, cards, on_shift
from tests.flows.recording import Trouble
from tests.flows.world import (
    HELPERS,
    HOME,
    LISTENER,
    MEMBER,
    REQUESTS,
    SECOND_LISTENER,
    SECOND_MEMBER,
    THIRD_MEMBER,
    World,
    has,
)


async def test_one_listener_is_asked_then_the_next_then_all(world: World) -> None:
    fourth = 54
    world.surface.roles[fourth] = frozenset({HELPERS})
    await world.agree(fourth, yes=True)
    await on_shift(world, *EVERYBODY, fourth)
    chat = await world.ask(MEMBER)
    for listener in EVERYBODY:
        assert asked_now(world) == [listener]
        await world.pass_time(seconds=SECONDS - 1)
        assert asked_now(world) == [listener]
        await world.pass_time(seconds=1)
    assert asked_now(world) == [None]
    assert not has(cards(world)[0].card, Action.NOT_THIS_ONE)
    await accept(world, fourth, chat.id)
    assert (await world.chat(chat.id)).listener == fourth
    assert cards(world) == []


async def test_only_the_one_who_is_asked_can_accept(world: World) -> None:
    await on_shift(world, *EVERYBODY)
    chat = await world.ask(MEMBER)
    assert await accept(world, SECOND_LISTENER, chat.id) == not_your_turn_card(world.wording)
    await accept(world, LISTENER, chat.id)
    assert (await world.chat(chat.id)).listener == LISTENER


async def test_not_this_one_goes_on_at_once(world: World) -> None:
    await on_shift(world, *EVERYBODY)
    chat = await world.ask(MEMBER)
    answer = await world.press(LISTENER, Action.NOT_THIS_ONE, chat.id, place=REQUESTS)
    assert answer.card == passed_card(world.wording)
    assert asked_now(world) == [SECOND_LISTENER]
    again = await world.press(LISTENER, Action.NOT_THIS_ONE, chat.id, place=REQUESTS)
    assert again.card == not_your_turn_card(world.wording)
    await world.pass_time(seconds=SECONDS - 1)
    assert asked_now(world) == [SECOND_LISTENER]


async def test_who_waited_longest_since_the_last_offer_is_next(world: World) -> None:
    await on_shift(world, *EVERYBODY)
    first_asked = []
    for _ in range(6):
        chat = await world.ask(MEMBER)
        first_asked += asked_now(world)
        await world.press(MEMBER, Action.WITHDRAW_REQUEST, chat.id)
        world.clock.move(timedelta(seconds=5))
    assert first_asked == [*EVERYBODY, *EVERYBODY]


async def test_who_is_in_a_chat_is_not_asked_until_it_ends(world: World) -> None:
    await on_shift(world, LISTENER)
    first, second = await world.ask(MEMBER), await world.ask(SECOND_MEMBER)
    assert asked_now(world) == [LISTENER]
    await accept(world, LISTENER, first.id)
    assert cards(world) == []
    await world.press(MEMBER, Action.END_YES, first.id)
    assert asked_now(world) == [LISTENER]
    await accept(world, LISTENER, second.id)
    assert (await world.chat(second.id)).state is State.OPEN


async def test_a_listener_who_wants_two_chats_gets_two(world: World) -> None:
    await world.press(LISTENER, Action.CHOOSE_MOST, values=("2",))
    await on_shift(world, LISTENER)
    first, second = await world.ask(MEMBER), await world.ask(SECOND_MEMBER)
    await world.ask(THIRD_MEMBER)
    await accept(world, LISTENER, first.id)
    assert asked_now(world) == [LISTENER]
    await accept(world, LISTENER, second.id)
    assert asked_now(world) == []


async def test_when_all_are_busy_for_long_everybody_sees_it(world: World) -> None:
    await on_shift(world, LISTENER)
    first, second = await world.ask(MEMBER), await world.ask(SECOND_MEMBER)
    await accept(world, LISTENER, first.id)
    await world.pass_time(minutes=3)
    assert asked_now(world) == [None]
    await accept(world, SECOND_LISTENER, second.id)
    assert (await world.chat(second.id)).listener == SECOND_LISTENER


async def test_a_shift_that_ends_passes_the_offer_on(world: World) -> None:
    await on_shift(world, LISTENER, SECOND_LISTENER)
    await world.ask(MEMBER)
    answer = await world.press(LISTENER, Action.GO_OFF_SHIFT)
    assert has(answer.card, Action.GO_ON_SHIFT)
    assert asked_now(world) == [SECOND_LISTENER]
    await world.pass_time(seconds=SECONDS)
    assert asked_now(world) == [None]


async def test_who_has_a_pause_is_off_shift(world: World) -> None:
    await on_shift(world, LISTENER, SECOND_LISTENER)
    async with world.database.writing() as connection:
        row = {"community": HOME, "person": LISTENER, "since": world.now}
        await connection.execute(insert(pauses).values(**row, until=world.now + timedelta(days=1)))
    await world.ask(MEMBER)
    assert asked_now(world) == [SECOND_LISTENER]
    answer = await world.press(LISTENER, Action.GO_ON_SHIFT)
    assert answer.card == paused_listener_card(world.wording)


async def test_only_listeners_have_a_shift(world: World) -> None:
    for action in (Action.MY_SHIFT, Action.GO_ON_SHIFT, Action.CHANGE_PAGE, Action.SAVE_PAGE):
        answer = await world.press(MEMBER, action)
        assert answer.card == not_allowed_card(world.wording)


async def test_over_a_restart_the_turn_goes_on_and_nothing_is_doubled(world: World) -> None:
    await on_shift(world, *EVERYBODY)
    chat = await world.ask(MEMBER)
    await world.restart()
    assert asked_now(world) == [LISTENER]
    await world.stories.stop()
    world.clock.move(timedelta(minutes=10))
    await world.restart()
    assert asked_now(world) == [SECOND_LISTENER]
    await accept(world, SECOND_LISTENER, chat.id)
    assert (await world.chat(chat.id)).state is State.OPEN
    assert cards(world) == []


async def test_past_its_time_a_request_is_answered_kindly(world: World) -> None:
    chat = await world.ask(MEMBER)
    await world.pass_time(hours=3)
    assert cards(world) == []
    assert (await world.chat(chat.id)).state is State.WITHDRAWN
    (card,) = world.private_cards(MEMBER)
    assert card == request_expired_card(world.wording, "Harbour")
    assert has((await world.press(MEMBER, Action.TALK)).card, Action.ASK_MESSAGES_OKAY)


async def test_after_a_week_of_downtime_it_is_answered_too(world: World) -> None:
    await on_shift(world, LISTENER)
    await world.ask(MEMBER)
    await world.stories.stop()
    world.clock.move(timedelta(days=7))
    await world.restart()
    await world.pass_time(minutes=5)
    assert await world.live_chat(MEMBER) is None
    assert cards(world) == []
    assert [has(card, Action.TALK) for card in world.private_cards(MEMBER)] == [True]


async def test_who_said_no_to_private_messages_finds_it_under_my_messages(world: World) -> None:
    await world.ask(MEMBER, consent="no")
    await world.pass_time(hours=3)
    assert world.private_cards(MEMBER) == []
    answer = await world.press(MEMBER, Action.MY_MESSAGES, community=None)
    assert has(answer.card, Action.TALK)


async def test_a_card_that_arrives_late_does_not_stay(world: World) -> None:
    await on_shift(world, LISTENER)
    world.surface.ask_for_time("send_card", 30)
    chat = await world.ask(MEMBER)
    await world.press(MEMBER, Action.WITHDRAW_REQUEST, chat.id)
    await world.pass_time(seconds=40)
    assert cards(world) == []


async def test_an_offer_that_cannot_be_posted_in_time_is_not_posted_at_all(world: World) -> None:
    await on_shift(world, LISTENER, SECOND_LISTENER)
    world.surface.ask_for_time("send_card", 90)
    await world.ask(MEMBER)
    await world.pass_time(seconds=SECONDS)
    await world.pass_time(seconds=30)
    assert asked_now(world) == [SECOND_LISTENER]
    assert len(world.surface.acts("send_card")) == 1


async def test_a_thread_that_is_refused_offers_the_request_anew(world: World) -> None:
    await on_shift(world, LISTENER, SECOND_LISTENER)
    world.surface.refuse("open_thread")
    chat = await world.ask(MEMBER)
    await accept(world, LISTENER, chat.id)
    assert asked_now(world) == [SECOND_LISTENER]


async def test_requests_that_cannot_be_shown_are_taken_back_and_the_member_told(world: World) -> None:
    await on_shift(world, LISTENER)
    world.surface.troubles.append(Trouble(lambda one: isinstance(one.act, SendCard), Refused("no")))
    await world.press(MEMBER, Action.SEND_REQUEST, "yes")
    assert world.private_cards(MEMBER) == [request_not_shown_card(world.wording, "Harbour")]
    await world.ask(SECOND_MEMBER)
    assert asked_now(world) == [LISTENER]


async def test_what_to_avoid_reaches_only_who_accepts(world: World) -> None:
    chat = await world.ask(MEMBER, avoid="my *father*")
    assert "father" not in cards(world)[0].card.text
    card = await accept(world, LISTENER, chat.id)
    assert card is not None
    assert card.text.startswith(r"They ask to avoid: my \*father\*")
    await world.press(MEMBER, Action.END_YES, chat.id)
    assert (await world.chat(chat.id)).avoid == ""


async def test_a_language_goes_to_who_speaks_it(world: World) -> None:
    await world.press(LISTENER, Action.SAVE_PAGE, fields={"languages": "en,fr"})
    await world.press(SECOND_LISTENER, Action.SAVE_PAGE, fields={"languages": "de"})
    await on_shift(world, LISTENER, SECOND_LISTENER)
    await world.press(MEMBER, Action.SEND_REQUEST, "yes", fields={"language": "de"})
    assert asked_now(world) == [SECOND_LISTENER]


async def test_just_the_helplines_sends_nothing(world: World) -> None:
    before = (await world.press(MEMBER, Action.TALK)).card
    assert has(before, Action.JUST_HELPLINES)
    answer = await world.press(MEMBER, Action.JUST_HELPLINES)
    assert answer.card == helpline_select(world.wording)
    assert await world.live_chat(MEMBER) is None
