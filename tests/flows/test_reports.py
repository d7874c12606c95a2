"""Somebody tells us: receipt, naming, more words, and what it sets in motion."""

from datetime import timedelta

import pytest

from bot.casework.situations import Setting, Situation
from bot.flows.report_where import person_target
from bot.guide import Action
from bot.guide.cards_listener import someone_else_took_it_card
from bot.guide.cards_moderator import report_without_person_card
from bot.guide.cards_report import (
    added_to_report_card,
    choose_community_card,
    naming_card,
    naming_saved_card,
    receipt,
    situations_card,
    uneasy_thanks,
)
from bot.guide.cards_shared import not_allowed_card
from bot.screening import Category, Severity, Side
from bot.store import people
from bot.store.acts import SendCard
from tests.flows.recording import Message
from tests.flows.world import (
    ASKS,
    DESK,
    ELSEWHERE,
    HOME,
    LISTENER,
    LOBBY,
    MEMBER,
    MODERATOR,
    ROOM,
    SECOND_LISTENER,
    SECOND_MEMBER,
    World,
    argument,
    has,
)


def mentions(message: Message) -> bool:
    """Whether this message calls the moderators."""
    return isinstance(message.act, SendCard) and message.act.mention_role is not None


async def test_from_the_panel_to_the_receipt(world: World) -> None:
    chat = await world.open_chat()
    (panel,) = world.messages_with(chat.place, Action.END_CHAT)
    target = argument(panel.card, Action.FEELS_WRONG)
    shown = await world.press(MEMBER, Action.FEELS_WRONG, target, place=chat.place)
    assert shown.card == situations_card(world.wording, str(chat.id))
    (select,) = shown.card.selects
    form = (await world.press(MEMBER, select.action, select.argument, values=("move_battery",))).form
    assert form is not None
    words = {form.fields[0].key: "it was about the battery"}
    answer = await world.press(MEMBER, form.action, form.argument, fields=words)
    by = world.now + timedelta(days=2)
    assert answer.card == receipt(
        world.wording, 1, by, Situation.MOVE_BATTERY, str(chat.id), report="1", kept_apart=True
    )
    (report,) = await world.reports()
    assert (report.reporter, report.subject, report.words) == (MEMBER, LISTENER, "it was about the battery")
    (message,) = world.case_messages()
    assert "1 said it felt wrong" in message.card.text
    assert "it was about the battery" not in message.card.text
    assert "it was about the battery" in await world.written()
    assert f"https://discord.com/channels/{HOME}/{chat.place}" in message.card.text
    assert not mentions(message)


async def test_a_report_counts_as_a_contact_flag(world: World) -> None:
    chat = await world.open_chat()
    await world.report(chat, "asked_contact")
    (flag,) = await world.flags_about(LISTENER)
    assert (flag.category, flag.severity, flag.other) == (Category.CONTACT_REQUEST, Severity.CONCERN, MEMBER)
    assert await world.flags_about(MEMBER) == ()


async def test_a_threat_calls_the_moderators(world: World) -> None:
    chat = await world.open_chat()
    await world.report(chat, "threatened")
    (message,) = world.case_messages()
    assert mentions(message)


async def test_a_threat_in_an_open_case_calls_them_again(world: World) -> None:
    chat = await world.open_chat()
    await world.report(chat, "judged")
    await world.report(chat, "threatened")
    assert [mentions(message) for message in world.surface.places[DESK]] == [False, True]
    assert len(await world.cases()) == 1


async def test_a_listener_can_report_a_member(world: World) -> None:
    chat = await world.open_chat()
    report = await world.report(chat, "sexual_romantic", by=LISTENER)
    assert report.subject == MEMBER
    (message,) = world.case_messages()
    assert "(member)" in message.card.text


async def test_who_was_reported_is_never_matched_with_the_reporter_again(world: World) -> None:
    chat = await world.open_chat()
    await world.report(chat, "judged")
    await world.end_chat(chat)
    again = await world.ask(MEMBER)
    answer = await world.press(LISTENER, Action.ACCEPT_REQUEST, again.id)
    # In the same words as a lost race: it must not tell who reported whom.
    assert answer.card == someone_else_took_it_card(world.wording)
    await world.press(SECOND_LISTENER, Action.ACCEPT_REQUEST, again.id)
    assert (await world.chat(again.id)).listener == SECOND_LISTENER
    async with world.database.reading() as connection:
        assert await people.are_apart(connection, HOME, (LISTENER, MEMBER))
        assert await people.are_apart(connection, HOME, (MEMBER, LISTENER))


async def test_the_reporter_says_who_may_know(world: World) -> None:
    chat = await world.open_chat()
    report = await world.report(chat, "judged")
    asked = await world.press(MEMBER, Action.CHOOSE_NAMING, report.id)
    assert asked.card == naming_card(world.wording, str(report.id))
    assert report.naming == "moderators"
    for action, naming in [(Action.NAME_NOW, "now"), (Action.NAME_TOGETHER, "together")]:
        answer = await world.press(MEMBER, action, report.id, community=None)
        assert answer.card == naming_saved_card(world.wording, action)
        assert (await world.reports())[0].naming == naming
        (case,) = world.case_messages()
        assert world.wording.named("moderator.naming", naming) in case.card.text
    refused = await world.press(LISTENER, Action.NAME_MODERATORS, report.id)
    assert refused.card == not_allowed_card(world.wording)
    assert (await world.reports())[0].naming == "together"


async def test_more_words_reach_the_case(world: World) -> None:
    chat = await world.open_chat()
    report = await world.report(chat, "judged", "first")
    form = (await world.press(MEMBER, Action.ADD_TO_REPORT, report.id)).form
    assert form is not None
    answer = await world.press(MEMBER, form.action, form.argument, fields={"words": "second"})
    assert answer.card == added_to_report_card(world.wording, 1)
    assert (await world.reports())[0].words == "first\nsecond"
    assert "second" in await world.written()


async def test_only_the_reporter_adds_words(world: World) -> None:
    chat = await world.open_chat()
    report = await world.report(chat, "judged", "first")
    answer = await world.press(LISTENER, Action.SEND_ADDITION, report.id, fields={"words": "not true"})
    assert answer.card == not_allowed_card(world.wording)
    assert (await world.reports())[0].words == "first"


async def test_more_words_after_the_case_was_closed_make_a_new_one(world: World) -> None:
    chat = await world.open_chat()
    report = await world.report(chat, "judged", "first")
    await world.press(MODERATOR, Action.CASE_FINE_YES, 1, place=DESK)
    await world.press(MEMBER, Action.SEND_ADDITION, report.id, fields={"words": "second"})
    assert [case.state for case in await world.cases()] == ["closed", "new"]
    assert "second" in await world.written(2)


async def test_uneasy_is_one_press_and_counts_as_a_note(world: World) -> None:
    chat = await world.open_chat()
    answer = await world.press(MEMBER, Action.UNEASY, chat.id, place=chat.place)
    assert answer.card == uneasy_thanks(world.wording, str(chat.id))
    (flag,) = await world.flags_about(LISTENER)
    assert flag.severity is Severity.NOTE
    assert world.cards(DESK) == []
    async with world.database.reading() as connection:
        assert not await people.are_apart(connection, HOME, (MEMBER, LISTENER))


async def test_a_later_case_knows_who_felt_uneasy_before(world: World) -> None:
    chat = await world.open_chat()
    await world.press(MEMBER, Action.UNEASY, chat.id, place=chat.place)
    for member in (SECOND_MEMBER, 63, 64):
        other = await world.open_chat(member)
        await world.say(LISTENER, other.place, ASKS)
    (message,) = world.case_messages()
    assert "1 said it felt wrong" in message.card.text.splitlines()[0]


async def test_the_lobby_takes_reports_about_nobody_we_know(world: World) -> None:
    shown = await world.press(MEMBER, Action.FEELS_WRONG)
    nobody = person_target(HOME)
    assert shown.card == situations_card(world.wording, nobody, Setting.OUTSIDE, may_choose_who=True)
    answer = await world.press(
        MEMBER, Action.SEND_REPORT, "outside_contact:", fields={"words": "they write to me"}
    )
    assert answer.card is not None
    assert world.wording.text("report.no_match") not in answer.card.text
    wanted = report_without_person_card(world.wording, 1, "outside_contact", "they write to me")
    assert world.cards(DESK) == [wanted]
    await world.press(MEMBER, Action.SEND_ADDITION, 1, fields={"words": "again today"})
    assert "again today" in world.cards(DESK)[-1].text


async def test_without_a_moderators_channel_oversight_reads_them(world: World) -> None:
    await world.set_up(moderators_channel=None)
    await world.press(MEMBER, Action.SEND_REPORT, "something_else:", fields={"words": "words"})
    assert len(world.private_cards(43)) == 1


async def test_in_a_chat_the_command_knows_whom_it_is_about(world: World) -> None:
    chat = await world.open_chat()
    shown = await world.press(MEMBER, Action.FEELS_WRONG, place=chat.place)
    assert shown.card == situations_card(world.wording, str(chat.id))


async def test_a_message_in_a_room_can_be_reported(world: World) -> None:
    message = await world.say(SECOND_MEMBER, ROOM, "a mean thing")
    shown = await world.press(MEMBER, "report_message", f"{ROOM}/{message}/{SECOND_MEMBER}", place=ROOM)
    assert shown.card is not None
    target = shown.card.selects[0].argument
    await world.press(MEMBER, Action.SEND_REPORT, f"threatened:{target}", place=ROOM)
    (report,) = await world.reports()
    assert (report.subject, report.place, report.message) == (SECOND_MEMBER, ROOM, message)
    assert (await world.only_case()).subject == SECOND_MEMBER
    (case,) = world.case_messages()
    assert f"https://discord.com/channels/{HOME}/{ROOM}/{message}" in case.card.text
    (flag,) = await world.flags_about(SECOND_MEMBER)
    assert flag.side is Side.MEMBER


async def test_a_listener_reported_outside_a_chat_counts_as_one(world: World) -> None:
    await world.press(MEMBER, Action.SEND_REPORT, f"judged:m-{ROOM}-5-{LISTENER}", place=ROOM)
    (flag,) = await world.flags_about(LISTENER)
    assert flag.side is Side.LISTENER


async def test_a_programs_message_in_a_chat_is_about_the_other_person_there(world: World) -> None:
    chat = await world.open_chat()
    target = f"m-{chat.place}-77-0"
    await world.press(MEMBER, Action.SEND_REPORT, f"judged:{target}", place=chat.place)
    assert (await world.only_case()).subject == LISTENER


async def test_a_programs_message_elsewhere_is_about_nobody_we_know(world: World) -> None:
    await world.press(MEMBER, Action.SEND_REPORT, f"judged:m-{ROOM}-77-0", place=ROOM)
    assert await world.cases() == ()
    (card,) = world.cards(DESK)
    assert f"/{ROOM}/77" in card.text


async def test_many_presses_about_the_same_are_one_report(world: World) -> None:
    for _ in range(5):
        await world.press(MEMBER, Action.UNEASY, "")
    assert len(world.cards(DESK)) == 1
    chat = await world.open_chat()
    for _ in range(5):
        await world.press(MEMBER, Action.UNEASY, chat.id, place=chat.place)
    report = await world.report(chat, "threatened", "he said he will find me")
    assert report.situation is Situation.THREATENED
    assert len(await world.reports()) == 2
    await world.press(MEMBER, Action.UNEASY, chat.id, place=chat.place)
    assert (await world.reports())[-1].situation is Situation.THREATENED
    (shown,) = world.case_messages()
    assert mentions(shown)
    assert "find me" in await world.written()
    await world.pass_time(minutes=11)
    await world.report(chat, "judged")
    assert len(await world.reports()) == 3


async def test_nobody_reports_themselves_by_mistake(world: World) -> None:
    await world.press(MEMBER, Action.SEND_REPORT, f"threatened:m-{ROOM}-5-{MEMBER}", place=ROOM)
    assert await world.flags_about(MEMBER) == ()
    assert await world.cases() == ()


async def test_a_private_message_can_be_reported_with_its_words(world: World) -> None:
    """The bot cannot read it: what it says comes along, stands in the form, and can be taken out."""
    chat = await world.open_chat()
    await world.end_chat(chat)
    shown = await world.press(
        MEMBER,
        "report_message",
        f"7000/7001/{LISTENER}",
        place=7000,
        community=None,
        fields={"text": "write to me here instead"},
    )
    assert shown.card is not None
    target = shown.card.selects[0].argument
    form = (
        await world.press(
            MEMBER, Action.CHOOSE_SITUATION, target, place=7000, community=None, values=("outside_contact",)
        )
    ).form
    assert form is not None
    assert form.fields[0].value == "write to me here instead"
    words = {"words": form.fields[0].value}
    await world.press(MEMBER, form.action, form.argument, place=7000, community=None, fields=words)
    (message,) = world.case_messages()
    assert "write to me here instead" in await world.written()
    assert "/7000/" not in message.card.text


async def test_who_is_in_two_communities_is_understood_by_whom_they_report(world: World) -> None:
    chat = await world.open_chat()
    await world.end_chat(chat)
    await world.is_also_elsewhere(MEMBER)
    await world.press(
        MEMBER, Action.SEND_REPORT, f"outside_contact:m-7000-7001-{LISTENER}", place=7000, community=None
    )
    assert (await world.only_case()).community == HOME
    unknown = await world.press(MEMBER, "report_message", "7000/7001/999", place=7000, community=None)
    choices = ((str(HOME), "Harbour"), (str(ELSEWHERE), "Elsewhere"))
    assert unknown.card == choose_community_card(world.wording, "report:999", choices)


async def test_a_report_is_taken_although_discord_does_not_answer(world: World) -> None:
    chat = await world.open_chat()
    world.surface.silent = True
    await world.report(chat, "judged")
    assert len(await world.reports()) == 1


@pytest.mark.parametrize("situation", [one for one in Situation if one is not Situation.UNEASY])
async def test_every_situation_ends_in_a_receipt(world: World, situation: Situation) -> None:
    chat = await world.open_chat()
    words = {"words": "they asked me for money yesterday"}
    answer = await world.press(
        MEMBER, Action.SEND_REPORT, f"{situation}:{chat.id}", place=LOBBY, fields=words
    )
    assert has(answer.card, Action.ADD_TO_REPORT)
    opens = situation is not Situation.ENDED_SUDDENLY
    assert len(await world.cases()) == (1 if opens else 0)
