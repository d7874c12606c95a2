"""The digest: once a day by the community's own clock, what needs people today."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.flows.digest_due import LEAST_POOR_LISTENING, next_digest, view_digest
from bot.guide import Action
from bot.guide.cards_digest import digest_card
from bot.guide.views_digest import DigestView
from bot.store import tables
from bot.store.communities import Community
from tests.flows.appealed import decided
from tests.flows.world import (
    ASKS,
    DESK,
    HOME,
    LISTENER,
    MEMBER,
    MEMBERS,
    MODERATOR,
    OVERSIGHT,
    OWNER,
    ROOM,
    SECOND_LISTENER,
    SECOND_MEMBER,
    START,
    TEAM,
    THIRD_MEMBER,
    World,
)


def community(zone: str = "Europe/Berlin", hour: int = 9) -> Community:
    return Community(HOME, START, time_zone=zone, digest_hour=hour)


def at(text: str, zone: str = "Europe/Berlin") -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


@pytest.mark.parametrize(
    ("now", "hour", "wanted"),
    [
        ("2031-05-04T08:59:59", 9, "2031-05-04T09:00"),
        ("2031-05-04T09:00:00", 9, "2031-05-05T09:00"),
        ("2031-05-04T23:30:00", 0, "2031-05-05T00:00"),
        # The clock goes forward: this day has 23 hours, and 02:30 is not there at all.
        ("2031-03-29T09:00:00", 9, "2031-03-30T09:00"),
        ("2031-03-30T01:59:00", 2, "2031-03-30T03:00"),
        ("2031-03-30T03:00:00", 2, "2031-03-31T02:00"),
        # The clock goes back: this day has 25 hours, and 02:00 comes twice but counts once.
        ("2031-10-25T09:00:00", 9, "2031-10-26T09:00"),
        ("2031-10-26T01:00:00", 2, "2031-10-26T02:00"),
        ("2031-10-26T02:00:00", 2, "2031-10-27T02:00"),
    ],
)
def test_the_next_digest_by_the_local_clock(now: str, hour: int, wanted: str) -> None:
    assert next_digest(community(hour=hour), at(now)) == at(wanted)


zones = st.sampled_from(["UTC", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata"])
moments = st.timedeltas(timedelta(0), timedelta(days=800)).map(lambda later: START + later)


@given(moments, zones, st.integers(0, 23))
def test_there_is_one_a_day(now: datetime, zone: str, hour: int) -> None:
    due = next_digest(community(zone, hour), now)
    assert timedelta(0) < due - now <= timedelta(hours=26)
    assert due.tzinfo is UTC
    after = next_digest(community(zone, hour), due)
    assert timedelta(hours=22) <= after - due <= timedelta(hours=26)


async def finish_setup(world: World) -> None:
    """Pressing Done sets the first digest."""
    await world.press(OWNER, Action.SETUP_DONE)


def digests(world: World) -> list[str]:
    return [
        message.card.text
        for message in world.surface.places[DESK]
        if message.card.text.startswith(("**Sidelight,", "Sidelight,"))
    ]


async def to_the_next_digest(world: World) -> str:
    due = next_digest(await world.community(), world.now)
    await world.pass_time(seconds=(due - world.now).total_seconds())
    return digests(world)[-1]


async def digest_now(world: World) -> str:
    """What the digest would say at this moment."""
    parts, community = world.stories.parts, await world.community()
    async with parts.work() as work:
        return digest_card(world.wording, await view_digest(parts, work, community)).text


async def test_nothing_to_say_is_one_line_and_comes_every_day(world: World) -> None:
    await finish_setup(world)
    for number in (1, 2, 3):
        text = await to_the_next_digest(world)
        assert len(digests(world)) == number
        assert "\n" not in text
    since, until = world.now - timedelta(days=1), world.now
    assert text == digest_card(world.wording, DigestView(since, until)).text


async def test_it_names_contact_notes_cases_and_what_was_not_read(world: World) -> None:
    await finish_setup(world)
    chat = await world.open_chat()
    await world.say(LISTENER, chat.place, ASKS)
    await world.say(SECOND_MEMBER, ROOM, "", unread=("voice", "image"))
    other = await world.open_chat(SECOND_MEMBER, SECOND_LISTENER)
    await world.report(other, "judged")
    await world.press(MEMBER, Action.UNEASY, chat.id)
    text = await to_the_next_digest(world)
    assert "Needs you today: 1" in text
    assert f"<@{LISTENER}>: 1 note in 1 chat" in text
    assert "1 new report" in text
    assert "1 person said a chat made them uneasy" in text
    assert f"[Case 1](https://discord.com/channels/{HOME}/{DESK}/" in text
    assert "voice messages: 1" in text
    assert "pictures: 1" in text


@pytest.mark.parametrize(("times", "told"), [(LEAST_POOR_LISTENING, True), (LEAST_POOR_LISTENING - 1, False)])
async def test_poor_listening_is_told_as_a_number_when_it_is_no_chance(
    world: World, times: int, told: bool
) -> None:
    await finish_setup(world)
    chat = await world.open_chat()
    for _ in range(times):
        await world.say(LISTENER, chat.place, "honestly? you brought it on yourself")
    text = await to_the_next_digest(world)
    assert (f"{times} messages sounded as if listeners judged" in text) is told
    assert f"<@{LISTENER}>" not in text


async def test_disputed_notes_are_named_and_do_not_count(world: World) -> None:
    await finish_setup(world)
    for member in (MEMBER, SECOND_MEMBER):
        chat = await world.open_chat(member)
        asked = await world.say(LISTENER, chat.place, ASKS)
        await world.press(LISTENER, Action.GOT_IT_WRONG, asked, community=None)
    text = await to_the_next_digest(world)
    assert f"<@{LISTENER}>: 2 notes in 2 chats, they say 2 are a mistake, so they do not count" in text
    assert f"/{chat.place}/{asked})" in text


async def test_a_report_that_waits_longer_than_promised_is_named_until_it_is_answered(world: World) -> None:
    await finish_setup(world)
    chat = await world.open_chat()
    await world.report(chat, "judged")
    await world.press(MEMBER, Action.UNEASY, chat.id)
    waits = world.wording.count("moderator.digest.overdue", 1)
    said = [waits in await to_the_next_digest(world) for _ in range(4)]
    assert said == [False, False, True, True]
    await world.press(MODERATOR, Action.CASE_DEALT_YES, 1, place=DESK)
    assert waits not in await to_the_next_digest(world)


async def test_a_language_without_a_pack_counts_as_unread(world: World) -> None:
    await finish_setup(world)
    await world.say(SECOND_MEMBER, ROOM, "hoy me siento muy triste y no tengo con quien hablar")
    assert "messages in a language without patterns: 1" in await to_the_next_digest(world)


async def test_everything_is_told_once_and_open_cases_until_they_are_closed(world: World) -> None:
    await finish_setup(world)
    chat = await world.open_chat()
    await world.say(MEMBER, ROOM, "", unread=("voice",))
    await world.report(chat, "judged")
    first = await to_the_next_digest(world)
    assert "1 new report" in first
    await world.press(MODERATOR, Action.CASE_TAKE_YES, 1)
    second = await to_the_next_digest(world)
    assert "new report" not in second
    assert "voice" not in second
    assert "Needs you today: nothing" in second
    assert f"<@{MODERATOR}> is on it" in second


async def test_after_days_without_a_bot_the_digest_looks_back_to_the_last_one(world: World) -> None:
    await finish_setup(world)
    await to_the_next_digest(world)
    chat = await world.open_chat()
    await world.say(LISTENER, chat.place, ASKS)
    await world.stories.stop()
    world.clock.move(timedelta(days=3))
    await world.restart()
    assert f"<@{LISTENER}>: 1 note" in digests(world)[-1]
    assert len(digests(world)) == 2


async def test_cases_about_moderators_are_not_in_the_teams_digest(world: World) -> None:
    await finish_setup(world)
    world.surface.roles[LISTENER] = frozenset({TEAM, 32})
    chat = await world.open_chat()
    await world.report(chat, "judged")
    assert len(world.private_cards(OVERSIGHT)) == 1
    text = await to_the_next_digest(world)
    assert f"<@{LISTENER}>" not in text


async def test_shadow_mode_tells_what_would_have_been_said(world: World) -> None:
    await world.set_up(shadow=True)
    await finish_setup(world)
    for member in (MEMBER, SECOND_MEMBER):
        chat = await world.open_chat(member)
        await world.say(LISTENER, chat.place, ASKS)
    text = await to_the_next_digest(world)
    assert "I would have spoken 2 times" in text
    assert f"<@{LISTENER}>" not in text


async def test_a_new_hour_counts_from_now_on(world: World) -> None:
    await finish_setup(world)
    fields = {"zone": "america/new_york", "hour": "18"}
    await world.press(OWNER, Action.SETUP_SAVE, "time", fields=fields)
    await world.pass_time(hours=9.6)
    assert world.now > at("2031-05-04T18:00", "America/New_York")
    assert len(digests(world)) == 1
    assert next_digest(await world.community(), world.now) == at("2031-05-05T18:00", "America/New_York")


async def test_a_community_that_was_left_gets_no_digest(world: World) -> None:
    await finish_setup(world)
    await world.stories.left(HOME)
    await world.pass_time(days=2)
    assert digests(world) == []


@given(moments, zones, st.integers(0, 23))
def test_a_weekly_digest_comes_on_mondays(now: datetime, zone: str, hour: int) -> None:
    weekly = Community(HOME, START, time_zone=zone, digest_hour=hour, digest_every="weekly")
    due = next_digest(weekly, now)
    assert timedelta(0) < due - now <= timedelta(days=7, hours=2)
    assert due.astimezone(ZoneInfo(zone)).weekday() == 0


async def test_what_needs_people_comes_first_with_its_minutes(world: World) -> None:
    await finish_setup(world)
    for member in (MEMBER, SECOND_MEMBER, THIRD_MEMBER):
        chat = await world.open_chat(member)
        await world.say(LISTENER, chat.place, ASKS)
    first = (await to_the_next_digest(world)).splitlines()[2]
    assert first == "**Needs you today: 1 (about 4 minutes)**"


async def test_who_is_one_chat_away_from_a_case_is_named_until_there_is_one(world: World) -> None:
    await finish_setup(world)
    for member in (MEMBER, SECOND_MEMBER):
        chat = await world.open_chat(member)
        await world.say(LISTENER, chat.place, ASKS)
    near = f"<@{LISTENER}>: contact notes in 2 chats with different members. At 3 I open a case."
    assert near in await to_the_next_digest(world)
    chat = await world.open_chat(THIRD_MEMBER)
    await world.say(LISTENER, chat.place, ASKS)
    assert "One more chat" not in await to_the_next_digest(world)


async def test_what_was_done_is_told_once(world: World) -> None:
    await finish_setup(world)
    chat = await world.open_chat()
    await world.report(chat, "judged", "they laughed at me")
    await world.pass_time(minutes=1)
    await world.press(MODERATOR, Action.CASE_DEALT_YES, 1, place=DESK)
    assert "- Case 1: dealt with" in await to_the_next_digest(world)
    assert "Case 1" not in await to_the_next_digest(world)


async def test_a_pattern_that_people_found_wrong_is_named_until_it_is_paused(world: World) -> None:
    await finish_setup(world)
    for number, listener in enumerate((LISTENER, SECOND_LISTENER), 1):
        for member in (MEMBER, SECOND_MEMBER, THIRD_MEMBER):
            chat = await world.open_chat(member, listener)
            await world.say(listener, chat.place, ASKS)
            await world.end_chat(chat)
        await world.press(MODERATOR, Action.CASE_FINE_YES, number, place=DESK)
    text = await to_the_next_digest(world)
    pattern = str((await world.rows(tables.flags))[0]["rule"])
    assert f"- {pattern}: right 0 % of the time" in text
    await world.press(MODERATOR, Action.PATTERN_OFF, pattern, place=DESK)
    assert "right 0 %" not in await to_the_next_digest(world)


async def test_how_long_a_first_look_takes_is_told_as_on_the_receipt(world: World) -> None:
    await finish_setup(world)
    for member in MEMBERS:
        chat = await world.open_chat(member)
        await world.report(chat, "judged", "they laughed at me")
        await world.end_chat(chat)
    await world.pass_time(minutes=270)
    told = world.wording.count("moderator.digest.first_look", 5)
    assert told not in await digest_now(world)
    await world.press(MODERATOR, Action.CASE_TAKE_YES, 1, place=DESK)
    await world.press(MODERATOR, Action.CASE_DEALT_YES, 1, place=DESK)
    assert told in await digest_now(world)


async def test_how_long_a_first_look_takes_stands_under_its_own_heading(world: World) -> None:
    await finish_setup(world)
    for member in MEMBERS:
        chat = await world.open_chat(member)
        await world.report(chat, "judged", "they laughed at me")
        await world.end_chat(chat)
    await world.press(MODERATOR, Action.CASE_DEALT_YES, 1, place=DESK)
    lines = (await digest_now(world)).splitlines()
    head = lines.index("**How long a first look takes**")
    assert lines[head + 1].startswith("Half of the reports of the last 90 days were looked at within")
    done = lines.index("**Done since the last time**")
    assert lines[done + 1 : done + 3] == ["- Case 1: dealt with", ""]


async def test_a_wish_for_a_second_look_needs_people_and_what_is_decided_does_not(world: World) -> None:
    await finish_setup(world)
    decision = await decided(world)
    text = await to_the_next_digest(world)
    assert "Needs you today: nothing" in text
    assert "- Case 1: decided" in text
    fields = {"words": "I gave out the helpline."}
    await world.press(LISTENER, Action.SEND_APPEAL, decision.id, community=None, fields=fields)
    text = await to_the_next_digest(world)
    assert "**Needs you today: 1 (about" in text
    assert "another person answers their appeal" in text


async def test_each_case_stands_with_its_next_step_and_what_only_waits_stands_apart(world: World) -> None:
    await finish_setup(world)
    for member, listener in ((MEMBER, LISTENER), (SECOND_MEMBER, SECOND_LISTENER)):
        chat = await world.open_chat(member, listener)
        await world.report(chat, "judged", "they laughed at me")
    await world.press(MODERATOR, Action.CASE_TAKE_YES, 2, place=DESK)
    lines = (await to_the_next_digest(world)).splitlines()
    needing = lines.index("**Needs you today: 1 (about 3 minutes)**")
    waiting = lines.index("**Other open cases** (somebody is on each, and in time)")
    assert f"· <@{LISTENER}> · press I'm on it and read the words" in lines[needing + 1]
    assert lines[waiting + 1].endswith(f"· <@{MODERATOR}> is on it")


async def test_suggestions_are_named_until_somebody_answers(world: World) -> None:
    await finish_setup(world)
    for _ in range(2):
        await world.press(MEMBER, Action.SEND_SUGGESTION, fields={"words": "More colours", "name": "no"})
    assert "2 suggestions wait for an answer." in await to_the_next_digest(world)
    form = (await world.press(MODERATOR, Action.ANSWER_SUGGESTION, "s1", place=DESK)).form
    assert form is not None
    fields = {"progress": "thinking", "answer": ""}
    await world.press(MODERATOR, Action.SEND_ANSWER, form.argument, place=DESK, fields=fields)
    assert "1 suggestion waits for an answer." in await to_the_next_digest(world)
