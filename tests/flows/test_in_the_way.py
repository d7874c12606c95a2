"""Threads that cannot be made, people who cannot come in, deleted roles, a removed bot: words for all concerned."""

import pytest

from bot.chats import Ending, State
from bot.flows.surface import Refused
from bot.guide import Action
from bot.guide.cards_after import after_member_card
from bot.guide.cards_choosing import group_needed_card
from bot.guide.cards_gone import (
    bot_removed_card,
    no_listeners_now_card,
    role_deleted_card,
    thread_not_closed_card,
    threads_refused_card,
)
from bot.guide.cards_listener import could_not_open_card
from bot.guide.cards_member import chat_opened_card, not_ready_card, request_over_card
from bot.guide.cards_shared import ended_card
from bot.guide.cards_time import listener_gone_card
from bot.guide.values import Card
from bot.store import tables
from bot.store.acts import AddPerson
from tests.flows.recording import Trouble
from tests.flows.relaying import open_relay, write
from tests.flows.test_demoted import ending_of
from tests.flows.world import (
    DESK,
    HELPERS,
    HOME,
    LISTENER,
    LOBBY,
    MEMBER,
    NAME,
    PLAIN,
    REQUESTS,
    SECOND_MEMBER,
    TEAM,
    World,
    has,
)

ADULTS, TEENS = 81, 82


# -- threads and people ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["open_thread", "send_card"])
async def test_when_no_thread_can_be_made_listener_and_team_are_told_and_the_request_waits(
    world: World, kind: str
) -> None:
    """Without the permission, or with too many threads open: Discord refuses both for good."""
    request = await world.ask(MEMBER)
    world.surface.refuse(kind)
    await world.press(LISTENER, Action.ACCEPT_REQUEST, request.id)
    assert could_not_open_card(world.wording, NAME) in world.private_cards(LISTENER)
    assert world.cards(DESK) == [threads_refused_card(world.wording, f"<#{LOBBY}>")]
    assert (await world.chat(request.id)).state is State.ASKED
    assert len(world.messages_with(REQUESTS, Action.ACCEPT_REQUEST)) == 1


async def test_the_team_is_told_once_an_hour_and_not_every_time(world: World) -> None:
    request = await world.ask(MEMBER)
    world.surface.refuse("open_thread", times=3)
    for _ in range(2):
        await world.press(LISTENER, Action.ACCEPT_REQUEST, request.id)
    assert len(world.cards(DESK)) == 1
    await world.pass_time(minutes=61)
    await world.press(LISTENER, Action.ACCEPT_REQUEST, request.id)
    assert len(world.cards(DESK)) == 2
    await world.press(LISTENER, Action.ACCEPT_REQUEST, request.id)
    assert (await world.chat(request.id)).state is State.OPEN


async def test_a_relayed_chat_needs_no_thread(world: World) -> None:
    world.surface.refuse("open_thread", times=99)
    chat = await open_relay(world)
    await write(world, MEMBER, PLAIN)
    assert chat.heard(LISTENER) == [PLAIN]
    assert world.cards(DESK) == []


async def test_a_listener_with_closed_messages_is_nothing_for_the_team_to_mend(world: World) -> None:
    world.surface.closed.add(LISTENER)
    chat = await open_relay(world)
    assert (await world.chat(chat.id)).state is State.ASKED
    assert world.cards(DESK) == []


async def test_a_panel_that_cannot_be_pinned_still_stands_before_anybody_comes_in(world: World) -> None:
    world.surface.refuse("pin")
    chat = await world.open_chat()
    assert (await world.chat(chat.id)).state is State.OPEN
    assert has(world.cards(chat.place)[0], Action.FEELS_WRONG)
    assert world.surface.threads[chat.place].people == {MEMBER, LISTENER}


@pytest.mark.parametrize("kind", ["remove_person", "lock_thread"])
async def test_a_thread_that_cannot_be_closed_is_closed_by_the_team(world: World, kind: str) -> None:
    chat = await world.open_chat()
    world.surface.refuse(kind)
    await world.end_chat(chat)
    assert world.says_ended(chat.place)
    assert world.cards(DESK) == [thread_not_closed_card(world.wording, f"<#{chat.place}>")]
    assert (await world.chat(chat.id)).state is State.ENDED


async def test_a_member_with_closed_messages_comes_in_and_finds_the_words_under_my_messages(
    world: World,
) -> None:
    world.surface.closed.add(MEMBER)
    chat = await world.open_chat()
    assert MEMBER in world.surface.threads[chat.place].people
    await world.end_chat(chat, LISTENER)
    pages = [(await world.press(MEMBER, Action.TURN_MESSAGE, number)).card for number in range(2)]
    told = [page.text for page in pages if page is not None]
    after = after_member_card(world.wording, str(chat.id), NAME)
    opened = chat_opened_card(world.wording, f"<#{chat.place}>", NAME)
    assert [card.text in text for card, text in zip((after, opened), told, strict=True)] == [True, True]


async def test_a_listener_who_cannot_come_in_leaves_no_member_waiting(world: World) -> None:
    def coming_in(one: object) -> bool:
        return isinstance(one, AddPerson) and one.person == LISTENER

    world.surface.troubles.append(Trouble(lambda one: coming_in(one.act), Refused("unknown member")))
    chat = await world.open_chat()
    assert (await world.chat(chat.id)).state is State.ENDED
    assert listener_gone_card(world.wording) in world.cards(chat.place)
    assert MEMBER in world.surface.threads[chat.place].people
    assert world.says_ended(chat.place)


# -- roles -----------------------------------------------------------------------------------------------------


async def delete_role(world: World, role: int) -> list[Card]:
    before = len(world.cards(DESK))
    await world.stories.role_gone(HOME, role)
    await world.settle()
    return world.cards(DESK)[before:]


async def test_without_a_listener_role_who_waits_is_told_and_open_chats_go_on(world: World) -> None:
    await world.press(LISTENER, Action.GO_ON_SHIFT)
    chat = await world.open_chat()
    await world.ask(SECOND_MEMBER)
    told = await delete_role(world, HELPERS)
    assert told == [role_deleted_card(world.wording, "listeners")]
    assert world.private_cards(SECOND_MEMBER) == [no_listeners_now_card(world.wording, NAME)]
    assert await world.live_chat(SECOND_MEMBER) is None
    assert world.cards(REQUESTS) == []
    world.surface.roles[LISTENER] = frozenset()
    await world.say(LISTENER, chat.place, PLAIN)
    assert (await world.chat(chat.id)).state is State.OPEN
    # Whoever asks now reads that nobody can be asked yet.
    answer = await world.press(SECOND_MEMBER, Action.TALK)
    assert answer.card == not_ready_card(world.wording)


async def test_a_relayed_chat_goes_on_without_a_listener_role(world: World) -> None:
    chat = await open_relay(world)
    await delete_role(world, HELPERS)
    await write(world, MEMBER, PLAIN)
    assert chat.heard(LISTENER) == [PLAIN]


async def test_the_team_reads_that_its_own_role_is_gone(world: World) -> None:
    assert await delete_role(world, TEAM) == [role_deleted_card(world.wording, "moderators")]
    assert await delete_role(world, 4711) == []


@pytest.mark.parametrize(("role", "who"), [(ADULTS, "adults"), (TEENS, "teens")])
async def test_without_a_role_for_an_age_group_nobody_is_matched_by_mistake(
    world: World, role: int, who: str
) -> None:
    await world.set_up(adult_role=ADULTS, teen_role=TEENS)
    assert await delete_role(world, role) == [role_deleted_card(world.wording, who)]
    answer = await world.press(MEMBER, Action.SEND_REQUEST, "yes")
    assert answer.card == group_needed_card(world.wording)


# -- the bot is removed ----------------------------------------------------------------------------------------


async def remove(world: World) -> None:
    await world.stories.left(HOME)
    await world.settle()


async def test_both_in_a_chat_read_that_nobody_looks_after_it_any_more(world: World) -> None:
    chat = await world.open_chat()
    await remove(world)
    card = bot_removed_card(world.wording, NAME)
    for person in (MEMBER, LISTENER):
        assert world.private_cards(person)[-1] == card
    assert await ending_of(world, chat.id) is Ending.STOPPED
    await world.pass_time(days=8)
    assert world.private_cards(MEMBER)[-1] == card


async def test_a_relayed_chat_ends_with_the_bot(world: World) -> None:
    chat = await open_relay(world)
    await remove(world)
    for person in (MEMBER, LISTENER):
        assert ended_card(world.wording) in world.private_cards(person)
        assert bot_removed_card(world.wording, NAME) in world.private_cards(person)
    await write(world, MEMBER, "are you there?")
    assert chat.heard(LISTENER) == []
    assert await ending_of(world, chat.id) is Ending.STOPPED


async def test_who_waits_is_told_when_the_bot_is_removed(world: World) -> None:
    await world.ask(MEMBER)
    opening = await world.ask(SECOND_MEMBER)
    world.surface.ask_for_time("open_thread", 3600)
    await world.press(LISTENER, Action.ACCEPT_REQUEST, opening.id)
    await remove(world)
    for member in (MEMBER, SECOND_MEMBER):
        assert world.private_cards(member) == [request_over_card(world.wording, NAME)]
    await world.pass_time(hours=4)
    assert all(len(world.private_cards(member)) == 1 for member in (MEMBER, SECOND_MEMBER))


async def test_a_removal_in_which_discord_refuses_everything_loses_nothing(world: World) -> None:
    chat = await world.open_chat()
    everything = Trouble(lambda _: True, Refused("missing access"), times=999)
    world.surface.troubles.append(everything)
    await remove(world)
    world.surface.troubles.clear()
    await world.stories.joined(HOME, NAME, LOBBY)
    await world.settle()
    assert await ending_of(world, chat.id) is Ending.STOPPED
    assert await world.live_chat(MEMBER) is None
    assert (await world.ask(MEMBER)).number == 2
    waiting = (await world.press(MEMBER, Action.MY_MESSAGES)).card
    assert waiting is not None
    assert bot_removed_card(world.wording, NAME).text in waiting.text


async def test_being_told_twice_that_it_was_removed_says_nothing_twice(world: World) -> None:
    await world.open_chat()
    for _ in range(2):
        await remove(world)
    assert world.private_cards(MEMBER).count(bot_removed_card(world.wording, NAME)) == 1
    (row,) = await world.rows(tables.communities)
    assert row["left_at"] == world.now
