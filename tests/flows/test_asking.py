"""A member asks for a listener, and exactly one accepts."""

import asyncio
from pathlib import Path

import pytest

from bot.chats import State
from bot.flows.surface import Press, Refused
from bot.guide import Action, cards_shared
from bot.guide.cards_crisis import okay_for_now_card, urgent_help_card
from bot.guide.cards_listener import (
    could_not_open_card,
    first_shift_consent_card,
    own_request_card,
    request_card,
    someone_else_took_it_card,
)
from bot.guide.cards_listening import listener_card
from bot.guide.cards_member import (
    before_asking_card,
    chat_opened_card,
    chat_opening_card,
    not_ready_card,
    request_withdrawn_card,
    waiting_already_card,
    your_chat_card,
)
from bot.guide.cards_shared import all_right_card, not_allowed_card
from bot.guide.views import RequestView
from bot.store import people
from bot.store.acts import AddPerson
from bot.store.database import Database
from bot.store.keys import Keys
from tests.flows.recording import Trouble
from tests.flows.world import (
    CRISIS,
    HOME,
    LISTENER,
    LOBBY,
    MEMBER,
    REQUESTS,
    SECOND_LISTENER,
    SECOND_MEMBER,
    World,
    argument,
    has,
)


async def test_before_anything_is_sent_it_says_who_reads_and_asks_consent(world: World) -> None:
    answer = await world.press(MEMBER, Action.TALK)
    assert answer.card == before_asking_card(world.wording)
    assert world.surface.done == []
    assert await world.live_chat(MEMBER) is None


@pytest.mark.parametrize(
    ("action", "consent"), [(Action.ASK_MESSAGES_OKAY, True), (Action.ASK_NO_MESSAGES, False)]
)
async def test_the_form_carries_the_consent(world: World, action: Action, consent: bool) -> None:
    form = (await world.press(MEMBER, action)).form
    assert form is not None
    sent = await world.press(MEMBER, form.action, form.argument, fields={"topic": "low"})
    async with world.database.reading() as connection:
        assert (await people.known(connection, HOME, MEMBER)).private_words is consent
    assert has(sent.card, Action.WITHDRAW_REQUEST)


async def test_listeners_see_a_request_without_a_name(world: World) -> None:
    chat = await world.ask(MEMBER, topic="worry", avoid="the dog")
    (card,) = world.cards(REQUESTS)
    shown = RequestView(str(chat.id), "worry", "en", 30, chat.made_at)
    assert card == request_card(world.wording, shown)
    assert str(MEMBER) not in card.text
    assert "the dog" not in card.text
    assert world.cards(LOBBY) == []


async def test_without_a_channel_of_their_own_listeners_see_requests_in_the_lobby(world: World) -> None:
    await world.set_up(requests_channel=None)
    await world.ask(MEMBER)
    assert len(world.messages_with(LOBBY, Action.ACCEPT_REQUEST)) == 1


async def test_a_request_is_withdrawn_and_its_card_goes(world: World) -> None:
    chat = await world.ask(MEMBER)
    answer = await world.press(MEMBER, Action.WITHDRAW_REQUEST, chat.id)
    assert answer.card == request_withdrawn_card(world.wording)
    assert world.cards(REQUESTS) == []
    assert await world.live_chat(MEMBER) is None
    late = await world.press(LISTENER, Action.ACCEPT_REQUEST, chat.id, place=REQUESTS)
    assert late.card == someone_else_took_it_card(world.wording)


async def test_only_the_member_takes_a_request_back(world: World) -> None:
    chat = await world.ask(MEMBER)
    answer = await world.press(SECOND_MEMBER, Action.WITHDRAW_REQUEST, chat.id)
    assert answer.card == not_allowed_card(world.wording)
    assert await world.live_chat(MEMBER) is not None


async def test_a_request_withdrawn_before_its_card_stands_leaves_no_card(world: World) -> None:
    world.surface.ask_for_time("send_card", 5)
    chat = await world.ask(MEMBER)
    await world.press(MEMBER, Action.WITHDRAW_REQUEST, chat.id)
    await world.pass_time(seconds=30)
    assert world.cards(REQUESTS) == []


async def test_one_live_request_for_each_member(world: World) -> None:
    chat = await world.ask(MEMBER)
    for action, fields in [(Action.TALK, None), (Action.SEND_REQUEST, {"topic": "again"})]:
        answer = await world.press(MEMBER, action, "yes", fields=fields)
        assert answer.card == waiting_already_card(world.wording, str(chat.id))
    assert len(world.cards(REQUESTS)) == 1


async def test_who_is_in_a_chat_is_led_there(world: World) -> None:
    chat = await world.open_chat()
    answer = await world.press(MEMBER, Action.TALK)
    assert answer.card == your_chat_card(world.wording, f"<#{chat.place}>")


async def test_the_panel_stands_and_is_pinned_before_anybody_comes_in(world: World) -> None:
    chat = await world.open_chat()
    thread = world.surface.threads[chat.place]
    assert thread.parent == LOBBY
    assert thread.people == {LISTENER, MEMBER}
    (panel,) = world.messages_with(chat.place, Action.END_CHAT)
    assert panel.card == cards_shared.panel(world.wording, str(chat.id), f"<@{LISTENER}>")
    assert panel.id in world.surface.pins
    in_thread = [one.act.kind for one in world.surface.acts_in(chat.place)]
    assert in_thread.index("send_card") < in_thread.index("add_person")
    assert world.cards(REQUESTS) == []
    stored = await world.chat(chat.id)
    assert (stored.state, stored.panel_message) == (State.OPEN, panel.id)


async def test_the_member_is_called_once_they_can_go_in(world: World) -> None:
    chat = await world.open_chat()
    (card,) = world.private_cards(MEMBER)
    assert card.text == chat_opened_card(world.wording, f"<#{chat.place}>", "Harbour").text
    order = [one.delivery.act.kind for one in world.surface.done]
    assert order.index("send_privately") > max(
        number for number, kind in enumerate(order) if kind == "add_person"
    )


async def test_the_listener_reads_how_it_works(world: World) -> None:
    chat = await world.ask(MEMBER)
    answer = await world.press(LISTENER, Action.ACCEPT_REQUEST, chat.id)
    assert answer.card == listener_card(world.wording, str(chat.id), f"<@{LISTENER}>", 30)


async def test_at_the_first_shift_a_listener_is_asked_about_private_notes(world: World) -> None:
    newcomer = 59
    world.surface.roles[newcomer] = world.surface.roles[LISTENER]
    chat = await world.ask(MEMBER)
    answer = await world.press(newcomer, Action.ACCEPT_REQUEST, chat.id)
    assert answer.card == first_shift_consent_card(world.wording, str(chat.id))
    assert (await world.chat(chat.id)).state is State.ASKED
    await world.press(newcomer, Action.SHIFT_NOTES_NO, argument(answer.card, Action.SHIFT_NOTES_NO))
    assert (await world.chat(chat.id)).listener == newcomer
    async with world.database.reading() as connection:
        assert (await people.known(connection, HOME, newcomer)).private_words is False


async def test_who_may_not_accept(world: World) -> None:
    chat = await world.ask(MEMBER)
    for person, card in [
        (SECOND_MEMBER, not_allowed_card(world.wording)),
        (MEMBER, not_allowed_card(world.wording)),
    ]:
        assert (await world.press(person, Action.ACCEPT_REQUEST, chat.id)).card == card
    own = await world.ask(LISTENER)
    answer = await world.press(LISTENER, Action.ACCEPT_REQUEST, own.id)
    assert answer.card == own_request_card(world.wording)


async def test_two_press_at_the_same_moment_and_one_gets_the_chat(world: World) -> None:
    chat = await world.ask(MEMBER)
    answers = await asyncio.gather(
        world.press(LISTENER, Action.ACCEPT_REQUEST, chat.id),
        world.press(SECOND_LISTENER, Action.ACCEPT_REQUEST, chat.id),
    )
    late = someone_else_took_it_card(world.wording)
    assert [answer.card == late for answer in answers].count(True) == 1
    assert len(world.surface.acts("open_thread")) == 1
    stored = await world.chat(chat.id)
    assert world.surface.threads[stored.place or 0].people == {MEMBER, stored.listener}


@pytest.mark.usefixtures("in_threads")
async def test_two_programs_on_one_file_and_one_gets_the_chat(
    world: World, database_path: Path, keys: Keys
) -> None:
    chat = await world.ask(MEMBER)
    other = await Database.open(str(database_path), keys)
    try:
        stories = [world.stories, world.new_stories(other)]
        presses = [
            Press(HOME, REQUESTS, world.person(listener), Action.ACCEPT_REQUEST, str(chat.id))
            for listener in (LISTENER, SECOND_LISTENER)
        ]
        answers = await asyncio.gather(
            *(one.pressed(press) for one, press in zip(stories, presses, strict=True))
        )
        for one in stories:
            await one.settle()
        await stories[1].stop()
    finally:
        await other.close()
    late = someone_else_took_it_card(world.wording)
    assert [answer.card == late for answer in answers].count(True) == 1
    assert len(world.surface.threads) == 1
    assert (await world.chat(chat.id)).state is State.OPEN


async def test_a_thread_that_is_refused_gives_the_request_back(world: World) -> None:
    world.surface.refuse("open_thread")
    chat = await world.ask(MEMBER)
    await world.press(LISTENER, Action.ACCEPT_REQUEST, chat.id)
    stored = await world.chat(chat.id)
    assert (stored.state, stored.listener) == (State.ASKED, None)
    assert len(world.messages_with(REQUESTS, Action.ACCEPT_REQUEST)) == 1
    (card,) = world.private_cards(LISTENER)
    assert card == could_not_open_card(world.wording, "Harbour")
    await world.press(SECOND_LISTENER, Action.ACCEPT_REQUEST, chat.id)
    assert (await world.chat(chat.id)).listener == SECOND_LISTENER
    assert world.cards(REQUESTS) == []


async def test_a_thread_made_after_its_chat_ended_does_not_stay(world: World) -> None:
    world.surface.ask_for_time("open_thread", 5)
    chat = await world.ask(MEMBER)
    await world.press(LISTENER, Action.ACCEPT_REQUEST, chat.id)
    await world.press(MEMBER, Action.END_YES, chat.id)
    await world.pass_time(seconds=30)
    assert len(world.surface.acts("open_thread")) == 1
    assert world.surface.threads == {}


async def test_a_member_who_cannot_come_in_ends_the_chat(world: World) -> None:
    world.surface.troubles.append(_member_is_gone())
    chat = await world.ask(MEMBER)
    await world.press(LISTENER, Action.ACCEPT_REQUEST, chat.id)
    stored = await world.chat(chat.id)
    assert stored.state is State.ENDED
    assert world.surface.threads[stored.place or 0].people == set()


def _member_is_gone() -> Trouble:
    return Trouble(
        lambda one: isinstance(one.act, AddPerson) and one.act.person == MEMBER, Refused("unknown member")
    )


async def test_a_community_that_is_not_set_up_says_so(world: World) -> None:
    for missing in ({"lobby": None, "requests_channel": None}, {"listener_role": None}):
        await world.set_up(**missing)
        answer = await world.press(MEMBER, Action.TALK)
        assert answer.card == not_ready_card(world.wording)


async def test_who_asks_while_the_chat_opens_reads_that_it_opens(world: World) -> None:
    chat = await world.ask(MEMBER)
    world.surface.ask_for_time("open_thread", 60)
    await world.press(LISTENER, Action.ACCEPT_REQUEST, chat.id)
    answer = await world.press(MEMBER, Action.TALK)
    assert answer.card == chat_opening_card(world.wording)


async def test_not_now_is_taken_as_it_is(world: World) -> None:
    chat = await world.ask(MEMBER)
    card = first_shift_consent_card(world.wording, str(chat.id))
    listener = await world.press(LISTENER, Action.NOT_NOW, argument(card, Action.NOT_NOW))
    assert listener.card == all_right_card(world.wording)
    assert (await world.chat(chat.id)).state is State.ASKED
    before = before_asking_card(world.wording)
    member = await world.press(SECOND_MEMBER, Action.NOT_NOW, argument(before, Action.NOT_NOW))
    assert member.card == okay_for_now_card(world.wording)


async def test_without_a_place_for_threads_a_request_stays_free(world: World) -> None:
    chat = await world.ask(MEMBER)
    await world.set_up(lobby=None, requests_channel=None)
    await world.press(LISTENER, Action.ACCEPT_REQUEST, chat.id)
    assert (await world.chat(chat.id)).state is State.ASKED


async def test_crisis_words_in_a_request_are_answered_with_help_and_the_receipt(world: World) -> None:
    answer = await world.press(MEMBER, Action.SEND_REQUEST, "yes", fields={"avoid": CRISIS})
    card = answer.card
    assert card is not None
    assert card.text.startswith(urgent_help_card(world.wording).text)
    assert world.wording.text("asking.sent") in card.text
    assert has(card, Action.ASK_MODERATOR)
    assert has(card, Action.WITHDRAW_REQUEST)
    again = await world.press(MEMBER, Action.SEND_REQUEST, "yes", fields={"avoid": CRISIS})
    assert again.card == urgent_help_card(world.wording)


@pytest.mark.parametrize("words", ["07700 900123", "lonely, add me on snap: quietfox_77"])
async def test_how_to_reach_somebody_elsewhere_does_not_go_to_the_listener(world: World, words: str) -> None:
    answer = await world.press(MEMBER, Action.SEND_REQUEST, "yes", fields={"avoid": words})
    assert answer.card is not None
    assert world.wording.text("asking.left_out") in answer.card.text
    chat = await world.live_chat(MEMBER)
    assert chat is not None
    taken = await world.press(LISTENER, Action.ACCEPT_REQUEST, chat.id)
    assert taken.card == listener_card(world.wording, str(chat.id), f"<@{LISTENER}>", 45)
    assert await world.flags_about(MEMBER) == ()


@pytest.mark.parametrize("field", ["topic", "language", "wish"])
async def test_free_words_where_a_choice_belongs_are_not_kept(world: World, field: str) -> None:
    await world.press(MEMBER, Action.SEND_REQUEST, "yes", fields={field: "call 07700 900123"})
    (shown,) = world.cards(REQUESTS)
    assert "900123" not in shown.text
