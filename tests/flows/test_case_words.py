"""What people wrote: it stands nowhere in the channel, opens for the one who is on the case, and each view is told."""

from datetime import timedelta

import pytest

from bot.flows.views_told import WEEK
from bot.guide import Action, Card
from bot.guide.cards_desk import views_card
from bot.guide.cards_moderator import take_first_card
from bot.guide.views_desk import OpenedRecord, ViewCount, ViewsOfWeek
from tests.flows.desk import a_taken_case, press, three_asks
from tests.flows.world import (
    ASKS,
    DESK,
    LISTENER,
    MEMBER,
    MODERATOR,
    NAME,
    OVERSIGHT,
    SECOND_LISTENER,
    SECOND_MODERATOR,
    TEAM,
    WANTS_SECRECY_AND_HOME,
    World,
    has,
)

LINE = "Please look at this, three people asked."


async def test_nothing_that_people_wrote_stands_in_the_moderators_channel(world: World) -> None:
    chats = await three_asks(world)
    await world.say(LISTENER, chats[0].place, WANTS_SECRECY_AND_HOME)
    await world.report(chats[1], "judged", LINE)
    shown = "\n".join(card.text for card in world.cards(DESK))
    assert "case 1" in shown.lower()
    for words in (ASKS, WANTS_SECRECY_AND_HOME, LINE, "phone number", "parents"):
        assert words not in shown


async def test_the_words_open_for_the_one_who_is_on_it(world: World) -> None:
    chats = await a_taken_case(world)
    await world.report(chats[0], "judged", LINE)
    text = await world.written(by=MODERATOR)
    assert text.count("what is your phone number?") == 3
    assert LINE in text
    assert (await world.case_log(1))[-1] == "words_read"


@pytest.mark.parametrize("person", [SECOND_MODERATOR, LISTENER, MEMBER, SECOND_LISTENER])
async def test_fishing_for_the_words_of_others_opens_and_logs_nothing(world: World, person: int) -> None:
    await a_taken_case(world)
    if person in (LISTENER, MEMBER):
        # Whoever is part of it is kept out, also as a moderator.
        world.surface.roles[person] = frozenset({TEAM})
    before = await world.case_log(1)
    for action, number in (
        (Action.CASE_WORDS, "1"),
        (Action.CASE_WORDS_ON, "1:0"),
        (Action.CASE_WORDS_ON, "1:1"),
    ):
        card = await press(world, action, number, person)
        assert "phone number" not in card.text
    assert await world.case_log(1) == before


async def test_nobody_reads_before_they_are_on_it(world: World) -> None:
    await three_asks(world)
    assert await press(world, Action.CASE_WORDS) == take_first_card(world.wording, 1)
    assert "words_read" not in await world.case_log(1)


async def test_letting_a_case_go_ends_the_reading(world: World) -> None:
    await a_taken_case(world)
    await press(world, Action.CASE_HAND_OVER_YES)
    assert await press(world, Action.CASE_WORDS) == take_first_card(world.wording, 1)


async def test_once_a_week_oversight_hears_who_read_how_often(world: World) -> None:
    await a_taken_case(world)
    started = world.now
    for _ in range(3):
        await world.written(by=MODERATOR)
    await world.written(by=OVERSIGHT)
    await world.pass_time(days=6, hours=23)
    assert counts(world) == []
    await world.pass_time(hours=1)
    told = ViewsOfWeek(started, world.now, (ViewCount(f"<@{MODERATOR}>", 3), ViewCount(f"<@{OVERSIGHT}>", 1)))
    assert counts(world) == [views_card(world.wording, told, NAME)]
    assert MODERATOR not in world.surface.private


async def test_nothing_is_told_in_a_week_without_a_view(world: World) -> None:
    await a_taken_case(world)
    await world.written(by=MODERATOR)
    await world.pass_time(days=7)
    await world.pass_time(days=21)
    assert len(counts(world)) == 1
    await world.press(MODERATOR, Action.CASE_WORDS, 1, place=DESK)
    await world.pass_time(days=7)
    assert len(counts(world)) == 2
    assert "words opened 1 time" in counts(world)[-1].text


async def test_no_view_is_told_twice_or_lost_while_the_bot_is_away(world: World) -> None:
    await a_taken_case(world)
    await world.written(by=MODERATOR)
    world.clock.move(WEEK + timedelta(days=2))
    await world.written(by=MODERATOR)
    await world.pass_time(minutes=1)
    assert len(counts(world)) == 1
    assert "words opened 2 times" in counts(world)[0].text
    await world.pass_time(days=30)
    assert len(counts(world)) == 1


async def test_without_oversight_nobody_else_is_told(world: World) -> None:
    await world.set_up(oversight=None)
    await a_taken_case(world)
    await world.written(by=MODERATOR)
    before = len(world.cards(DESK))
    await world.pass_time(days=8)
    assert all("Who opened what" not in card.text for card in world.cards(DESK)[before:])


async def test_a_record_opened_for_a_reason_is_told_with_it(world: World) -> None:
    started = world.now
    why = {"reason": "Two people asked me about them"}
    await world.press(MODERATOR, Action.RECORD_READ, LISTENER, fields=why)
    await world.pass_time(days=7)
    reason = OpenedRecord(f"<@{MODERATOR}>", f"<@{LISTENER}>", why["reason"])
    told = ViewsOfWeek(started, world.now, (ViewCount(f"<@{MODERATOR}>", 0, 1),), (reason,))
    assert counts(world) == [views_card(world.wording, told, NAME)]


async def test_the_card_says_that_views_are_logged(world: World) -> None:
    await three_asks(world)
    (message,) = world.case_messages()
    assert "Each view is logged" in message.card.text
    assert not has(message.card, Action.CASE_WORDS)
    await press(world, Action.CASE_TAKE_YES)
    (message,) = world.case_messages()
    assert has(message.card, Action.CASE_WORDS)


def counts(world: World) -> list[Card]:
    return [card for card in world.private_cards(OVERSIGHT) if "Who opened what" in card.text]
