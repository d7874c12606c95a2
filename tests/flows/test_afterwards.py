"""After a chat: one private card, a wish or none, and what the community may know of it. No stars."""

from datetime import timedelta

import pytest

from bot.casework.afterwards import Helped, MeetAgain, SafeShare
from bot.casework.authority import Person
from bot.guide import Action
from bot.guide.cards_after import (
    Saved,
    after_listener_card,
    after_member_card,
    after_saved_card,
    safe_share_card,
)
from bot.guide.cards_digest import digest_card
from bot.guide.cards_listener import someone_else_took_it_card
from bot.guide.cards_report import situations_card
from bot.guide.cards_shared import too_late_card
from bot.guide.views_digest import DigestView, FeltLine
from bot.screening import Side
from bot.store import answers, people, tables, wishes
from bot.store.retention import purge
from bot.store.wishes import Wished
from tests.flows.world import (
    DESK,
    HOME,
    LISTENER,
    MEMBER,
    MEMBERS,
    NAME,
    OWNER,
    PLAIN,
    SECOND_LISTENER,
    SECOND_MEMBER,
    OpenChat,
    World,
    has,
)


async def ended_chat(world: World, member: int = MEMBER, listener: int = LISTENER) -> OpenChat:
    chat = await world.open_chat(member, listener)
    await world.end_chat(chat)
    return chat


def asked(world: World, person: int) -> int:
    """How many cards after a chat this person got."""
    return sum(has(card, Action.WISH_NEVER) for card in world.private_cards(person))


async def test_each_side_gets_one_private_card_and_the_chat_shows_nothing_of_it(world: World) -> None:
    chat = await ended_chat(world)
    member = after_member_card(world.wording, str(chat.id), NAME)
    assert world.private_cards(MEMBER)[-1] == member
    assert world.private_cards(LISTENER)[-1] == after_listener_card(world.wording, str(chat.id), NAME)
    assert member not in world.cards(chat.place)
    assert (asked(world, MEMBER), asked(world, LISTENER)) == (1, 1)


async def test_who_was_left_suddenly_is_asked_one_thing_at_a_time_on_one_card(world: World) -> None:
    chat = await world.open_chat()
    await world.say(MEMBER, chat.place, PLAIN)
    await world.end_chat(chat, LISTENER)
    (card,) = (card for card in world.private_cards(MEMBER) if has(card, Action.FELT_WRONG))
    assert has(card, Action.SUDDEN_YES)
    assert not has(card, Action.WISH_NEVER)
    answer = await world.press(MEMBER, Action.SUDDEN_YES, chat.id, community=None)
    assert has(answer.card, Action.WISH_NEVER)
    assert answer.card is not None
    assert [each.action for each in answer.card.selects] == [Action.RATE_CHAT]


async def test_without_consent_the_card_waits_under_my_messages(world: World) -> None:
    chat = await world.open_chat()
    await world.agree(MEMBER, yes=False)
    await world.end_chat(chat)
    answer = await world.press(MEMBER, Action.MY_MESSAGES)
    assert has(answer.card, Action.FELT_SAFE)
    assert asked(world, MEMBER) == 0


@pytest.mark.parametrize("person", [MEMBER, LISTENER])
async def test_who_left_the_community_is_not_asked(world: World, person: int) -> None:
    await world.open_chat()
    await world.stories.person_gone(HOME, Person(person))
    await world.settle()
    assert asked(world, person) == 0
    assert asked(world, LISTENER if person == MEMBER else MEMBER) == 1


async def test_nobody_is_asked_about_a_chat_that_never_opened(world: World) -> None:
    world.surface.refuse("open_thread")
    chat = await world.ask(MEMBER)
    await world.press(LISTENER, Action.ACCEPT_REQUEST, chat.id)
    await world.press(MEMBER, Action.WITHDRAW_REQUEST, chat.id)
    assert (asked(world, MEMBER), asked(world, LISTENER)) == (0, 0)


async def test_what_the_member_answers_is_saved_and_can_be_changed(world: World) -> None:
    chat = await ended_chat(world)
    await world.press(MEMBER, Action.RATE_CHAT, chat.id, values=("no",), community=None)
    await world.press(MEMBER, Action.RATE_CHAT, chat.id, values=("a_little",), community=None)
    answer = await world.press(MEMBER, Action.FELT_SAFE, chat.id, community=None)
    assert answer.card == after_saved_card(world.wording, Saved(Helped.A_LITTLE, safe=True))
    assert not answer.replace


async def test_who_felt_unsafe_can_report_with_one_more_choice(world: World) -> None:
    chat = await ended_chat(world)
    answer = await world.press(MEMBER, Action.FELT_WRONG, chat.id, community=None)
    assert answer.card == situations_card(world.wording, str(chat.id))
    async with world.database.reading() as connection:
        saved = await answers.answer_for(connection, chat.id)
    assert saved is not None
    assert saved.safe is False
    await world.press(MEMBER, Action.SEND_REPORT, f"judged:{chat.id}", community=None, fields={"words": ""})
    assert (await world.only_case()).subject == LISTENER


@pytest.mark.parametrize("action", [Action.RATE_CHAT, Action.FELT_SAFE, Action.FELT_WRONG])
async def test_only_the_member_answers_and_only_after_the_end(world: World, action: Action) -> None:
    late = too_late_card(world.wording)
    chat = await world.open_chat()
    assert (await world.press(MEMBER, action, chat.id, values=("yes",))).card == late
    await world.end_chat(chat)
    for person in (LISTENER, SECOND_MEMBER):
        assert (await world.press(person, action, chat.id, values=("yes",))).card == late
    assert await world.rows(tables.answers) == []


async def test_an_answer_that_does_not_exist_is_refused(world: World) -> None:
    chat = await ended_chat(world)
    answer = await world.press(MEMBER, Action.RATE_CHAT, chat.id, values=("five stars",))
    assert answer.card == too_late_card(world.wording)


# -- again or never ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("by", "side"), [(MEMBER, Side.MEMBER), (LISTENER, Side.LISTENER)])
async def test_never_again_holds_for_both_and_the_other_is_not_told(
    world: World, by: int, side: Side
) -> None:
    chat = await ended_chat(world)
    before = (len(world.private_cards(MEMBER)), len(world.private_cards(LISTENER)))
    answer = await world.press(by, Action.WISH_NEVER, chat.id, community=None)
    assert answer.card == after_saved_card(world.wording, Saved(wish=MeetAgain.NEVER))
    async with world.database.reading() as connection:
        held = await wishes.wishes_about(connection, HOME, MEMBER, LISTENER)
    assert held == (Wished(MEMBER, LISTENER, side, MeetAgain.NEVER),)
    assert (len(world.private_cards(MEMBER)), len(world.private_cards(LISTENER))) == before
    again = await world.ask(MEMBER)
    refused = await world.press(LISTENER, Action.ACCEPT_REQUEST, again.id)
    # The same words as for a lost race.
    assert refused.card == someone_else_took_it_card(world.wording)
    await world.press(SECOND_LISTENER, Action.ACCEPT_REQUEST, again.id)
    assert (await world.chat(again.id)).listener == SECOND_LISTENER


async def test_a_wish_can_be_taken_back_but_a_report_keeps_apart(world: World) -> None:
    chat = await ended_chat(world)
    await world.press(MEMBER, Action.WISH_NEVER, chat.id)
    answer = await world.press(MEMBER, Action.WISH_AGAIN, chat.id)
    assert answer.card == after_saved_card(world.wording, Saved(wish=MeetAgain.AGAIN))
    async with world.database.reading() as connection:
        assert not await people.are_apart(connection, HOME, (LISTENER, MEMBER))
    await world.report(chat, "judged")
    async with world.database.reading() as connection:
        assert await people.are_apart(connection, HOME, (LISTENER, MEMBER))


async def test_one_sides_wish_does_not_replace_the_others(world: World) -> None:
    chat = await ended_chat(world)
    await world.press(LISTENER, Action.WISH_NEVER, chat.id)
    await world.press(MEMBER, Action.WISH_AGAIN, chat.id)
    async with world.database.reading() as connection:
        assert len(await wishes.wishes_of_member(connection, HOME, MEMBER)) == 2
        assert await people.are_apart(connection, HOME, (MEMBER, LISTENER))


async def test_only_the_two_can_wish(world: World) -> None:
    chat = await ended_chat(world)
    answer = await world.press(SECOND_MEMBER, Action.WISH_NEVER, chat.id)
    assert answer.card == too_late_card(world.wording)
    assert await world.rows(tables.wishes) == []


# -- what is made of the answers ---------------------------------------------------------------------------


async def test_after_five_different_people_the_listener_reads_that_it_helped(world: World) -> None:
    for member in MEMBERS:
        chat = await ended_chat(world, member)
        plain = after_listener_card(world.wording, str(chat.id), NAME)
        assert world.private_cards(LISTENER)[-1] == plain
        before = len(world.private_cards(LISTENER))
        await world.press(member, Action.RATE_CHAT, chat.id, values=("yes",))
        # Not at the moment of the answer, which would show whose it was.
        assert len(world.private_cards(LISTENER)) == before
    chat = await ended_chat(world)
    encouraged = after_listener_card(world.wording, str(chat.id), NAME, encouraged=True)
    assert world.private_cards(LISTENER)[-1] == encouraged


async def test_moderators_see_a_pattern_once_and_no_single_answer(world: World) -> None:
    await world.press(OWNER, Action.SETUP_DONE)
    head = world.wording.text("moderator.digest.felt_head")
    for number, member in enumerate(MEMBERS[:3], 1):
        chat = await ended_chat(world, member)
        await world.press(member, Action.FELT_WRONG, chat.id)
        await world.pass_time(days=1)
        digest = world.cards(DESK)[-1].text
        assert (head in digest) is (number == 3)
    assert f"- <@{LISTENER}>: 3 of the 3 people" in digest
    await world.pass_time(days=1)
    assert head not in world.cards(DESK)[-1].text


async def test_the_community_sees_the_share_once_enough_have_answered(world: World) -> None:
    unknown = safe_share_card(world.wording, None, 90)
    assert (await world.press(SECOND_MEMBER, "safe_chats")).card == unknown
    for member in (*MEMBERS, *MEMBERS):
        chat = await ended_chat(world, member)
        action = Action.FELT_WRONG if chat.id == 3 else Action.FELT_SAFE
        await world.press(member, action, chat.id)
    share = safe_share_card(world.wording, SafeShare(9, 10), 90)
    assert (await world.press(SECOND_MEMBER, "safe_chats")).card == share


async def test_answers_are_forgotten_after_90_days_and_wishes_stay(world: World) -> None:
    chat = await ended_chat(world)
    await world.press(MEMBER, Action.FELT_SAFE, chat.id)
    await world.press(MEMBER, Action.WISH_NEVER, chat.id)
    async with world.database.writing() as connection:
        await purge(connection, world.now + timedelta(days=90))
    assert await world.rows(tables.answers) == []
    assert len(await world.rows(tables.wishes)) == 1


def test_the_digest_names_how_many_and_never_who(world: World) -> None:
    view = DigestView(world.now, world.now, felt=(FeltLine("<@1>", 3, 5),))
    assert not view.empty
    assert "3 of the 5 people" in digest_card(world.wording, view).text
