"""A relayed chat meets the rest of the bot: pauses, crises, cases, presses made twice, and who is gone."""

from bot.chats import State
from bot.guide import Action
from bot.guide.cards_crisis import (
    asked_moderator_card,
    crisis_card,
    moderator_coming_card,
    moderator_wanted_relay_card,
    nobody_answered_card,
)
from bot.guide.cards_listener import could_not_open_card, someone_else_took_it_card
from bot.guide.cards_panel import PanelTopic, Reader, topic_card
from bot.guide.cards_shared import ended_card, notice_checked
from bot.store import tables
from tests.flows.relaying import open_relay, write
from tests.flows.world import (
    ASKS,
    CRISIS,
    DESK,
    LISTENER,
    MEMBER,
    MODERATOR,
    NAME,
    PROBES,
    REQUESTS,
    SECOND_LISTENER,
    World,
    argument,
    has,
)

SECOND_ASK = "so what is your email address?"


async def test_crisis_words_in_a_paused_chat_are_answered_with_help(world: World) -> None:
    chat = await open_relay(world)
    await write(world, LISTENER, ASKS)
    await write(world, LISTENER, SECOND_ASK)
    await write(world, MEMBER, CRISIS)
    assert chat.heard(LISTENER) == []
    assert crisis_card(world.wording, str(chat.id)) in world.private_cards(MEMBER)


async def test_who_accepts_twice_reads_the_same_again(world: World) -> None:
    await world.set_up(relay="all")
    await world.press(LISTENER, Action.GO_ON_SHIFT)
    await world.press(LISTENER, Action.CHOOSE_MOST, values=("1",))
    request = await world.ask(MEMBER, avoid="my job")
    first = await world.press(LISTENER, Action.ACCEPT_REQUEST, request.id, place=REQUESTS)
    again = await world.press(LISTENER, Action.ACCEPT_REQUEST, request.id, place=REQUESTS)
    assert first.card is not None
    assert "my job" in first.card.text
    assert again == first
    other = await world.press(SECOND_LISTENER, Action.ACCEPT_REQUEST, request.id, place=REQUESTS)
    assert other.card == someone_else_took_it_card(world.wording)


async def test_a_request_that_came_back_may_be_talked_about_in_a_thread(world: World) -> None:
    world.surface.closed.add(LISTENER)
    chat = await open_relay(world)
    world.surface.closed.clear()
    waiting = await world.press(LISTENER, Action.MY_MESSAGES)
    told = could_not_open_card(world.wording, NAME, relayed=True)
    assert waiting.card is not None
    assert told.text in waiting.card.text
    await world.set_up()
    await world.press(SECOND_LISTENER, Action.ACCEPT_REQUEST, chat.id, place=REQUESTS)
    assert (await world.chat(chat.id)).place is not None
    assert await world.rows(tables.relays) == []


async def test_who_is_left_behind_reads_that_it_ended_and_is_asked_how_it_was(world: World) -> None:
    chat = await open_relay(world)
    await write(world, LISTENER, "take care, goodbye")
    world.surface.closed.add(LISTENER)
    await write(world, MEMBER, "are you there?")
    ended, asked = world.private_cards(MEMBER)[-2:]
    assert (await world.chat(chat.id)).state is State.ENDED
    assert ended == ended_card(world.wording)
    assert has(asked, Action.FELT_SAFE)


async def test_a_notice_is_corrected_on_both_sides_when_all_was_fine(world: World) -> None:
    chat = await open_relay(world)
    await write(world, LISTENER, PROBES)
    fields = {"words": "too many questions"}
    await world.press(MEMBER, Action.SEND_REPORT, f"something_else:{chat.id}", community=None, fields=fields)
    case = await world.only_case()
    await world.press(MODERATOR, Action.CASE_FINE_YES, case.id, place=DESK)
    checked = notice_checked(world.wording)
    for person in (MEMBER, LISTENER):
        assert checked in world.private_cards(person)


async def test_a_listener_has_every_way_out_in_their_first_message(world: World) -> None:
    await open_relay(world)
    panel = world.private_cards(LISTENER)[0]
    for action in (Action.END_NOW, Action.REFER, Action.GET_MODERATOR, Action.LISTENER_CARD):
        assert has(panel, action)
    assert not has(panel, Action.ANOTHER_LISTENER)


async def test_who_can_read_is_told_as_it_is_in_a_relayed_chat(world: World) -> None:
    chat = await open_relay(world)
    topic = PanelTopic.READERS
    shown = await world.press(MEMBER, Action.SHOW_TOPIC, chat.id, community=None, values=(topic,))
    reader = Reader(str(chat.id), leave=True, relayed=True)
    assert shown.card == topic_card(world.wording, topic, reader)
    assert shown.card is not None
    assert "at any time" not in shown.card.text


async def test_a_listener_who_calls_is_told_that_they_are_named_and_hears_the_answer_there(
    world: World,
) -> None:
    chat = await open_relay(world)
    await world.agree(LISTENER, yes=False)
    answer = await world.press(LISTENER, Action.GET_MODERATOR, chat.id, community=None)
    assert answer.card == asked_moderator_card(world.wording, named=True)
    (call,) = world.messages_with(DESK, Action.HELP_TAKEN)
    number, key = (await world.chat(chat.id)).number, argument(call.card, Action.HELP_TAKEN)
    wanted = moderator_wanted_relay_card(world.wording, number, f"<@{LISTENER}>", key)
    assert call.card == wanted
    await world.press(MODERATOR, Action.HELP_TAKEN, key, place=DESK, message=call.id)
    assert moderator_coming_card(world.wording, NAME) in world.private_cards(LISTENER)


async def test_who_takes_no_messages_is_told_where_the_answer_waits(world: World) -> None:
    await world.agree(MEMBER, yes=False)
    answer = await world.press(MEMBER, Action.ASK_MODERATOR)
    assert answer.card == asked_moderator_card(world.wording, named=True, waits=True)
    await world.pass_time(minutes=10)
    assert world.private_cards(MEMBER) == []
    waiting = await world.press(MEMBER, Action.MY_MESSAGES)
    assert waiting.card is not None
    assert nobody_answered_card(world.wording, NAME).text in waiting.card.text


async def test_while_a_chat_is_paused_nobodys_silence_counts(world: World) -> None:
    chat = await open_relay(world)
    await write(world, MEMBER, "are you there?")
    await write(world, LISTENER, ASKS)
    await write(world, LISTENER, SECOND_ASK)
    await world.pass_time(minutes=29)
    quiet = world.wording.text("time.dropped")
    assert not any(quiet in card.text for card in world.private_cards(MEMBER))
    (call,) = world.messages_with(DESK, Action.RELAY_END)
    await world.press(MODERATOR, Action.RELAY_END, chat.id, place=DESK, message=call.id)
    assert not any(has(card, Action.SUDDEN_YES) for card in world.private_cards(MEMBER))


async def test_a_paused_chat_that_nobody_looks_at_ends_all_the_same(world: World) -> None:
    chat = await open_relay(world)
    await write(world, LISTENER, ASKS)
    await write(world, LISTENER, SECOND_ASK)
    for _ in range(4):
        await world.pass_time(hours=1)
    assert (await world.chat(chat.id)).state is State.ENDED
