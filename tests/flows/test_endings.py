"""A chat ends, by either side, for any reason or none; what comes after."""

from datetime import timedelta

import pytest

from bot.casework.authority import Person
from bot.chats import State
from bot.guide import Action, Card
from bot.guide.cards_listener import someone_else_took_it_card
from bot.guide.cards_member import ended_suddenly_card, referred_card, sudden_fine_card, sudden_thanks
from bot.guide.cards_shared import end_confirm, ended_card, goes_on_card, not_allowed_card, too_late_card
from bot.store.acts import LockThread, RemovePerson, SendCard
from tests.flows.world import (
    ASKS,
    DESK,
    HOME,
    LISTENER,
    MEMBER,
    MEMBERS,
    NAME,
    PLAIN,
    REQUESTS,
    SECOND_LISTENER,
    SECOND_MEMBER,
    OpenChat,
    World,
    has,
)


def ended(world: World) -> Card:
    """What the chat says at its end, whoever ended it."""
    return ended_card(world.wording, world.now + timedelta(days=7))


async def by_leaving(world: World, chat: OpenChat, person: int) -> None:
    await world.stories.person_gone(HOME, Person(person))
    await world.settle()


ENDINGS: list[tuple[int, Action | None]] = [
    (MEMBER, Action.END_YES),
    (LISTENER, Action.END_YES),
    (LISTENER, Action.END_NOW),
    (LISTENER, Action.REFER_NOW),
    (MEMBER, Action.ANOTHER_LISTENER),
    (MEMBER, None),
    (LISTENER, None),
]


@pytest.mark.parametrize(("by", "action"), ENDINGS)
async def test_all_endings_have_the_same_words_and_the_same_order(
    world: World, by: int, action: Action | None
) -> None:
    chat = await world.open_chat()
    if action is None:
        await by_leaving(world, chat, by)
    else:
        await world.press(by, action, chat.id, place=chat.place)
    last = [one.act for one in world.surface.acts_in(chat.place)][-3:]
    assert last == [
        SendCard(chat.place, ended(world)),
        RemovePerson(chat.place, LISTENER),
        LockThread(chat.place),
    ]
    assert "This chat is deleted on" in ended(world).text
    await world.pass_time(days=7)
    assert chat.place not in world.surface.threads


async def test_another_chats_case_keeps_only_what_it_points_to(world: World) -> None:
    reported = await world.open_chat(MEMBER)
    await world.report(reported, "judged")
    await world.end_chat(reported)
    other = await world.open_chat(SECOND_MEMBER)
    await world.end_chat(other)
    await world.pass_time(days=8)
    assert reported.place in world.surface.threads
    assert other.place not in world.surface.threads


@pytest.mark.parametrize("by", [MEMBER, LISTENER])
async def test_every_ending_is_the_same(world: World, by: int) -> None:
    chat = await world.open_chat()
    asked = await world.press(by, Action.END_CHAT, chat.id, place=chat.place)
    assert asked.card == end_confirm(world.wording, str(chat.id))
    answer = await world.press(by, Action.END_YES, chat.id, place=chat.place)
    assert answer.card == ended_card(world.wording)
    last = [one.act for one in world.surface.acts_in(chat.place)][-3:]
    assert last == [
        SendCard(chat.place, ended(world)),
        RemovePerson(chat.place, LISTENER),
        LockThread(chat.place),
    ]
    stored = await world.chat(chat.id)
    assert (stored.state, stored.topic) == (State.ENDED, "")


async def test_going_on_is_one_press_too(world: World) -> None:
    chat = await world.open_chat()
    answer = await world.press(MEMBER, Action.END_NO, chat.id, place=chat.place)
    assert answer.card == goes_on_card(world.wording)
    assert (await world.chat(chat.id)).state is State.OPEN


async def test_only_the_two_end_it_and_only_once(world: World) -> None:
    chat = await world.open_chat()
    late = too_late_card(world.wording)
    assert (await world.press(SECOND_LISTENER, Action.END_YES, chat.id)).card == late
    assert (await world.chat(chat.id)).state is State.OPEN
    await world.end_chat(chat)
    assert (await world.press(MEMBER, Action.END_YES, chat.id)).card == late


async def test_after_the_end_the_member_may_ask_again(world: World) -> None:
    chat = await world.open_chat()
    await world.end_chat(chat)
    again = await world.ask(MEMBER)
    assert again.number == 2


async def test_the_thread_goes_after_a_week(world: World) -> None:
    chat = await world.open_chat()
    await world.end_chat(chat)
    await world.pass_time(days=6, hours=23)
    assert chat.place in world.surface.threads
    await world.pass_time(hours=1)
    assert chat.place not in world.surface.threads
    assert (await world.chat(chat.id)).state is State.DELETED


async def test_a_thread_that_an_open_case_points_to_stays(world: World) -> None:
    chat = await world.open_chat()
    await world.report(chat, "judged")
    await world.end_chat(chat)
    await world.pass_time(days=8)
    assert chat.place in world.surface.threads
    await world.press(41, Action.CASE_FINE_YES, 1, place=DESK)
    await world.pass_time(days=7)
    assert chat.place not in world.surface.threads


@pytest.mark.parametrize(("by", "action"), [(MEMBER, Action.ANOTHER_LISTENER), (LISTENER, Action.REFER_NOW)])
async def test_somebody_else_takes_over(world: World, by: int, action: Action) -> None:
    chat = await world.open_chat()
    await world.press(by, action, chat.id, place=chat.place)
    assert (await world.chat(chat.id)).state is State.ENDED
    again = await world.live_chat(MEMBER)
    assert again is not None
    assert (again.topic, again.minutes, again.state) == ("work", 30, State.ASKED)
    assert len(world.messages_with(REQUESTS, Action.ACCEPT_REQUEST)) == 1
    if by == LISTENER:
        assert referred_card(world.wording, str(again.id), NAME) in world.private_cards(MEMBER)
    # Another listener means another one, and a new chat.
    same = await world.press(LISTENER, Action.ACCEPT_REQUEST, again.id)
    assert same.card == someone_else_took_it_card(world.wording)
    await world.press(SECOND_LISTENER, Action.ACCEPT_REQUEST, again.id)
    assert (await world.chat(again.id)).place != chat.place


async def test_each_side_has_its_own_way_to_hand_over(world: World) -> None:
    chat = await world.open_chat()
    for person, action in [(LISTENER, Action.ANOTHER_LISTENER), (MEMBER, Action.REFER_NOW)]:
        answer = await world.press(person, action, chat.id, place=chat.place)
        assert answer.card == not_allowed_card(world.wording)
    assert (await world.chat(chat.id)).state is State.OPEN


# -- ended suddenly ----------------------------------------------------------------------------------------


async def left_alone(world: World, member: int) -> OpenChat:
    """The listener ends a chat in which the member wrote last."""
    chat = await world.open_chat(member)
    await world.say(member, chat.place, PLAIN)
    await world.end_chat(chat, LISTENER)
    return chat


async def test_who_was_left_without_a_word_is_asked_privately(world: World) -> None:
    chat = await left_alone(world, MEMBER)
    assert ended_suddenly_card(world.wording, str(chat.id), NAME) in world.private_cards(MEMBER)
    assert await world.flags_about(LISTENER) == ()


async def test_nobody_is_asked_when_the_listener_answered_or_the_member_left(world: World) -> None:
    for by, last in [(LISTENER, LISTENER), (MEMBER, MEMBER)]:
        chat = await world.open_chat()
        await world.say(last, chat.place, PLAIN)
        await world.end_chat(chat, by)
    assert not any(has(card, Action.SUDDEN_YES) for card in world.private_cards(MEMBER))


async def test_one_sudden_end_blames_nobody_and_five_are_shown_to_people(world: World) -> None:
    for number, member in enumerate(MEMBERS, 1):
        chat = await left_alone(world, member)
        answer = await world.press(member, Action.SUDDEN_YES, chat.id, community=None)
        assert answer.card == sudden_thanks(world.wording, str(chat.id))
        assert len(await world.cases()) == (1 if number == 5 else 0)
    assert (await world.only_case()).reason == "ended_chats"
    (message,) = world.case_messages()
    assert "5 chats with 5 members" in message.card.text
    assert message.card.text.count(world.wording.named("moderator.kind", "ended_suddenly")) == 5


async def test_the_same_member_counts_once(world: World) -> None:
    for _ in range(5):
        chat = await left_alone(world, MEMBER)
        for _ in range(2):
            await world.press(MEMBER, Action.SUDDEN_YES, chat.id)
    assert len(await world.flags_about(LISTENER)) == 5
    assert await world.cases() == ()


async def test_it_was_fine_leaves_nothing(world: World) -> None:
    chat = await left_alone(world, MEMBER)
    answer = await world.press(MEMBER, Action.SUDDEN_NO, chat.id)
    assert answer.card == sudden_fine_card(world.wording, str(chat.id))
    assert await world.flags_about(LISTENER) == ()


async def test_only_the_member_of_that_chat_can_say_so(world: World) -> None:
    chat = await left_alone(world, MEMBER)
    for person in (SECOND_MEMBER, LISTENER):
        answer = await world.press(person, Action.SUDDEN_YES, chat.id)
        assert answer.card == not_allowed_card(world.wording)
    assert await world.flags_about(LISTENER) == ()


# -- people and places go ----------------------------------------------------------------------------------


async def test_who_leaves_takes_their_request_along(world: World) -> None:
    await world.ask(MEMBER)
    await world.stories.person_gone(HOME, Person(MEMBER))
    await world.settle()
    assert await world.live_chat(MEMBER) is None
    assert world.cards(REQUESTS) == []


@pytest.mark.parametrize("person", [MEMBER, LISTENER])
async def test_the_chat_of_who_leaves_ends(world: World, person: int) -> None:
    chat = await world.open_chat()
    await world.stories.person_gone(HOME, Person(person))
    await world.settle()
    assert (await world.chat(chat.id)).state is State.ENDED
    assert ended(world) in world.cards(chat.place)


async def test_a_deleted_thread_ends_its_chat(world: World) -> None:
    chat = await world.open_chat()
    await world.stories.place_gone(chat.place)
    await world.stories.place_gone(12345)
    assert (await world.chat(chat.id)).state is State.DELETED
    assert await world.live_chat(MEMBER) is None
    await world.say(LISTENER, chat.place, ASKS)
    assert await world.flags_about(LISTENER) == ()
