"""Somebody tells us about a person without a chat: in the community, in private, after leaving; words that help."""

from bot.casework.report_words import Lacking
from bot.casework.situations import Setting, Situation
from bot.flows.report_where import person_target
from bot.flows.surface import Answer
from bot.guide import Action, Card
from bot.guide.cards_report import more_words_card, situations_card
from bot.guide.cards_shared import too_late_card, which_community_card
from bot.screening import Severity, Side
from bot.store import people
from tests.flows.world import (
    DESK,
    ELSEWHERE,
    HOME,
    LISTENER,
    MEMBER,
    MODERATOR,
    SECOND_LISTENER,
    SECOND_MEMBER,
    World,
    argument,
    has,
)

KEPT_ASKING = "yesterday she kept asking where I live"


def card_of(answer: Answer) -> Card:
    assert answer.card is not None
    return answer.card


async def tell_about(
    world: World, reporter: int, person: int, situation: str, words: str, *, community: int | None = HOME
) -> Answer:
    """Use `/report @person`, choose a situation, and write."""
    shown = await world.press(reporter, Action.FEELS_WRONG, person_target(0, person), community=community)
    select = card_of(shown).selects[-1]
    asked = await world.press(
        reporter, select.action, select.argument, values=(situation,), community=community
    )
    assert asked.form is not None
    return await world.press(
        reporter, asked.form.action, asked.form.argument, fields={"words": words}, community=community
    )


async def test_a_listener_reports_another_listener(world: World) -> None:
    shown = await world.press(LISTENER, Action.FEELS_WRONG, person_target(0, SECOND_LISTENER))
    offered = [choice.value for choice in card_of(shown).selects[-1].choices]
    assert Situation.RUMOURS in offered
    assert Situation.DIAGNOSED not in offered
    assert f"<@{SECOND_LISTENER}>" in card_of(shown).text
    answer = await tell_about(
        world, LISTENER, SECOND_LISTENER, "rumours", "she talked about me in #staff today"
    )
    assert has(answer.card, Action.ADD_TO_REPORT)
    (report,) = await world.reports()
    assert (report.reporter, report.subject, report.chat) == (LISTENER, SECOND_LISTENER, None)
    assert (await world.only_case()).subject == SECOND_LISTENER
    (flag,) = await world.flags_about(SECOND_LISTENER)
    assert (flag.side, flag.other) == (Side.LISTENER, LISTENER)
    async with world.database.reading() as connection:
        assert await people.are_apart(connection, HOME, (LISTENER, SECOND_LISTENER))


async def test_a_member_chooses_the_person_from_a_list(world: World) -> None:
    shown = card_of(await world.press(MEMBER, Action.FEELS_WRONG))
    who, what = shown.selects
    assert (who.action, who.least) == (Action.CHOOSE_WHO, 0)
    chosen = await world.press(MEMBER, who.action, who.argument, values=(str(SECOND_MEMBER),))
    assert chosen.replace
    assert card_of(chosen).selects[-1].argument == person_target(HOME, SECOND_MEMBER)
    taken_back = await world.press(MEMBER, who.action, who.argument)
    assert card_of(taken_back).selects[-1].argument == what.argument == person_target(HOME)


async def test_in_a_chat_the_listener_reads_their_own_situations(world: World) -> None:
    chat = await world.open_chat()
    shown = await world.press(LISTENER, Action.FEELS_WRONG, chat.id, place=chat.place)
    assert shown.card == situations_card(world.wording, str(chat.id), Setting.ABOUT_MEMBER)


async def test_nobody_reports_themselves_and_a_bot_is_nobody(world: World) -> None:
    await tell_about(world, MEMBER, MEMBER, "unkind", KEPT_ASKING)
    assert await world.cases() == ()
    assert await world.flags_about(MEMBER) == ()
    assert len(world.cards(DESK)) == 1


async def test_words_that_say_nothing_are_met_kindly_and_only_once(world: World) -> None:
    answer = await tell_about(world, MEMBER, SECOND_MEMBER, "unkind", "read the chat")
    pressed = f"unkind:{person_target(HOME, SECOND_MEMBER)}"
    assert answer.card == more_words_card(world.wording, pressed, Lacking.ONLY_POINTS, "read the chat")
    assert await world.reports() == ()
    again = (await world.press(MEMBER, Action.WRITE_AGAIN, pressed)).form
    assert again is not None
    assert again.fields[0].value == "read the chat"
    assert not again.fields[0].required
    taken = await world.press(MEMBER, again.action, again.argument, fields={"words": "asdfasdf"})
    assert has(taken.card, Action.ADD_TO_REPORT)
    assert [one.words for one in await world.reports()] == ["asdfasdf"]


async def test_it_can_also_be_sent_as_it_is(world: World) -> None:
    answer = await tell_about(world, MEMBER, SECOND_MEMBER, "something_else", "inappropriate chat")
    taken = await world.press(MEMBER, Action.SEND_AS_IS, argument(answer.card, Action.SEND_AS_IS))
    assert has(taken.card, Action.ADD_TO_REPORT)
    assert [one.words for one in await world.reports()] == ["inappropriate chat"]
    assert (await world.only_case()).subject == SECOND_MEMBER


async def test_in_a_chat_the_choice_alone_is_enough(world: World) -> None:
    chat = await world.open_chat()
    report = await world.report(chat, "judged")
    assert report.words == ""
    await world.press(MEMBER, Action.SEND_REPORT, f"something_else:{chat.id}", place=chat.place)
    assert len(await world.reports()) == 1


async def test_one_press_is_enough_about_a_person_too(world: World) -> None:
    target = person_target(HOME, SECOND_MEMBER)
    answer = await world.press(MEMBER, Action.UNEASY, target)
    assert argument(answer.card, Action.FEELS_WRONG) == target
    (flag,) = await world.flags_about(SECOND_MEMBER)
    assert flag.severity is Severity.NOTE
    assert await world.cases() == ()


async def test_in_private_the_one_community_is_understood(world: World) -> None:
    await tell_about(world, MEMBER, LISTENER, "unkind", KEPT_ASKING, community=None)
    assert (await world.only_case()).community == HOME


async def test_in_private_the_community_is_asked_for_where_there_is_a_choice(world: World) -> None:
    await world.is_also_elsewhere(MEMBER)
    shown = card_of(
        await world.press(MEMBER, Action.FEELS_WRONG, person_target(0, 777), community=None, place=7000)
    )
    (select,) = shown.selects
    assert [choice.label for choice in select.choices] == ["Harbour", "Elsewhere"]
    chosen = await world.press(
        MEMBER, select.action, select.argument, values=(str(ELSEWHERE),), community=None
    )
    target = card_of(chosen).selects[-1].argument
    assert target == person_target(ELSEWHERE, 777)
    await world.press(
        MEMBER, Action.SEND_REPORT, f"unkind:{target}", fields={"words": KEPT_ASKING}, community=None
    )
    (report,) = await world.reports()
    assert (report.community, report.subject) == (ELSEWHERE, 777)


async def test_only_a_community_where_both_are_is_meant(world: World) -> None:
    await world.is_also_elsewhere(MEMBER)
    chat = await world.open_chat()
    await world.end_chat(chat)
    await tell_about(world, MEMBER, LISTENER, "unkind", KEPT_ASKING, community=None)
    assert [one.community for one in await world.reports()] == [HOME]


async def test_a_message_reported_in_private_keeps_its_words_while_the_community_is_chosen(
    world: World,
) -> None:
    await world.is_also_elsewhere(MEMBER)
    shown = await world.press(
        MEMBER, "report_message", "7000/7001/777", place=7000, community=None, fields={"text": "come here"}
    )
    (select,) = card_of(shown).selects
    chosen = await world.press(MEMBER, select.action, select.argument, values=(str(HOME),), community=None)
    select = card_of(chosen).selects[-1]
    form = (
        await world.press(MEMBER, select.action, select.argument, values=("outside_contact",), community=None)
    ).form
    assert form is not None
    assert form.fields[0].value == "come here"


async def test_nobody_writes_to_moderators_of_a_community_they_have_nothing_to_do_with(world: World) -> None:
    await world.is_also_elsewhere(SECOND_MEMBER)
    target = person_target(ELSEWHERE, 777)
    await world.press(
        MEMBER, Action.SEND_REPORT, f"unkind:{target}", fields={"words": KEPT_ASKING}, community=None
    )
    chosen = await world.press(
        MEMBER, Action.CHOOSE_COMMUNITY, "report:777", values=(str(ELSEWHERE),), community=None
    )
    assert chosen.card == too_late_card(world.wording)
    assert await world.reports() == ()


async def test_who_left_is_told_what_they_can_still_do(world: World) -> None:
    """They are not there any more; the community is found from the chat they had."""
    chat = await world.open_chat()
    await world.end_chat(chat)
    shown = await world.press(MEMBER, Action.FEELS_WRONG, community=None, place=7000)
    assert world.wording.text("report.left", community="Harbour") in card_of(shown).text
    await tell_about(world, MEMBER, LISTENER, "unkind", KEPT_ASKING, community=None)
    assert (await world.only_case()).subject == LISTENER
    waiting = await world.press(MEMBER, Action.MY_MESSAGES, community=None)
    assert has(waiting.card, Action.ADD_TO_REPORT)


async def test_who_is_still_there_reads_nothing_of_leaving(world: World) -> None:
    world.surface.joined[MEMBER] = world.now
    shown = await world.press(MEMBER, Action.FEELS_WRONG, community=None, place=7000)
    assert "not in Harbour any more" not in card_of(shown).text


async def test_who_never_told_us_anything_is_looked_for(world: World) -> None:
    """They have never pressed anything: where they are is asked of Discord."""
    world.surface.joined[888] = world.now
    await tell_about(world, 888, LISTENER, "unkind", KEPT_ASKING, community=None)
    assert [one.community for one in await world.reports()] == [HOME]


async def test_whom_nobody_knows_anywhere_is_led_to_help(world: World) -> None:
    shown = await world.press(999, Action.FEELS_WRONG, community=None, place=7000)
    assert shown.card == which_community_card(world.wording)


async def test_reports_about_one_person_join_one_case_and_the_count_is_right(world: World) -> None:
    chat = await world.open_chat()
    await world.report(chat, "judged")
    await tell_about(world, SECOND_MEMBER, LISTENER, "unkind", KEPT_ASKING)
    await tell_about(world, SECOND_LISTENER, LISTENER, "rumours", "she talked about me today")
    assert len(await world.cases()) == 1
    (card,) = world.case_messages()
    assert "1 chat with 3 members" in card.card.text
    assert "3 said it felt wrong" in card.card.text


async def test_the_same_said_again_within_days_adds_to_it(world: World) -> None:
    chat = await world.open_chat()
    await world.report(chat, "judged", "on Monday")
    await world.pass_time(days=2)
    await world.report(chat, "judged", "and today")
    (report,) = await world.reports()
    assert report.words == "on Monday\nand today"
    await world.report(chat, "asked_contact", "and my number")
    assert len(await world.reports()) == 2
    await world.pass_time(days=4)
    await world.report(chat, "judged", "again")
    assert len(await world.reports()) == 3


async def test_a_grave_report_is_not_made_light_by_a_second_one(world: World) -> None:
    chat = await world.open_chat()
    await world.report(chat, "threatened", "he will find me")
    await world.report(chat, "judged", "and laughed")
    for _ in range(2):
        await world.report(chat, "threatened")
        await world.report(chat, "judged")
    grave, light = await world.reports()
    assert (grave.situation, grave.words) == (Situation.THREATENED, "he will find me")
    assert (light.situation, light.words) == (Situation.JUDGED, "and laughed")


async def test_moments_after_the_listener_stopped_the_chat_it_says_so(world: World) -> None:
    chat = await world.open_chat()
    await world.press(LISTENER, Action.END_NOW, chat.id, place=chat.place)
    await world.pass_time(minutes=14)
    await world.report(chat, "judged")
    (card,) = world.case_messages()
    assert world.wording.text("moderator.mark_after_stop") in card.card.text


async def test_later_or_by_the_listener_or_after_a_usual_end_nothing_is_marked(world: World) -> None:
    stopped = await world.open_chat()
    await world.press(LISTENER, Action.END_NOW, stopped.id, place=stopped.place)
    await world.report(stopped, "sexual_romantic", by=LISTENER)
    await world.pass_time(minutes=16)
    await world.report(stopped, "judged")
    usual = await world.open_chat(SECOND_MEMBER)
    await world.end_chat(usual, by=LISTENER)
    await world.report(usual, "judged")
    mark = world.wording.text("moderator.mark_after_stop")
    assert not any(mark in one.card.text for one in world.case_messages())


async def test_the_receipt_says_how_long_it_really_takes_once_five_are_done(world: World) -> None:
    for number in range(5):
        chat = await world.open_chat(700 + number)
        await world.report(chat, "judged")
    await world.pass_time(hours=5)
    await world.press(MODERATOR, Action.CASE_TAKE_YES, 1, place=DESK)
    await world.pass_time(hours=20)
    await world.press(MODERATOR, Action.CASE_FINE_YES, 1, place=DESK)
    answer = await tell_about(world, MEMBER, SECOND_MEMBER, "unkind", KEPT_ASKING)
    said = world.wording.text("report.number_typical", number=6, look="5 hours", outcome="25 hours")
    assert said in card_of(answer).text
