"""Attacks on the desk, each with what its attacker gained: see docs/attacks.md."""

from datetime import timedelta

from bot.casework.situations import Setting, Situation, situations_for
from bot.flows.report_where import person_target
from bot.guide import Action
from bot.guide.cards_listener import someone_else_took_it_card
from bot.guide.cards_moderator import case_dealt_card, own_case_card
from bot.guide.cards_report import situations_card
from bot.guide.cards_shared import not_allowed_card
from bot.screening import Severity
from bot.store import people
from bot.store.cases import Case
from bot.store.pauses import paused_until
from tests.flows.world import (
    ASKS,
    DESK,
    HOME,
    LISTENER,
    MEMBER,
    MODERATOR,
    OVERSIGHT,
    ROOM,
    SECOND_LISTENER,
    SECOND_MEMBER,
    SECOND_MODERATOR,
    THIRD_MEMBER,
    WANTS_SECRECY_AND_HOME,
    OpenChat,
    World,
    argument,
    has,
)

LIES = "yesterday he asked for my number"


async def paused(world: World, person: int) -> bool:
    async with world.database.reading() as connection:
        return await paused_until(connection, HOME, person, world.now) is not None


async def accuse(world: World, by: int, person: int, situation: str, words: str = LIES) -> None:
    argument = f"{situation}:{person_target(HOME, person)}"
    await world.press(by, Action.SEND_REPORT, argument, fields={"words": words})


def fresh_account(world: World) -> int:
    """An account that was made this very moment."""
    return world.surface.new_id()


async def open_cases(world: World) -> list[Case]:
    return [case for case in await world.cases() if case.state.under_review]


async def test_flag_bombing_by_one_account_gains_one_case_that_says_one_person(world: World) -> None:
    """One member reports one listener in every way there is, again and again, for two days.

    Gained: one case for people to read; one person in its first line; never a pause, never a threshold.
    """
    chat = await world.open_chat()
    for _ in range(2):
        for situation in situations_for(Setting.ABOUT_LISTENER):
            await world.report(chat, situation, LIES)
            await world.pass_time(minutes=11)
        await world.pass_time(days=1)
    (card,) = [one for one in world.case_messages() if "said it felt wrong" in one.card.text]
    assert "1 chat with 1 member" in card.card.text
    assert "1 said it felt wrong" in card.card.text
    assert len(await world.reports()) == len(situations_for(Setting.ABOUT_LISTENER))
    assert (await world.only_case()).state == "new"
    assert not await paused(world, LISTENER)
    assert not any("told us" in card.text or "report" in card.text for card in world.private_cards(LISTENER))


async def test_flag_bombing_by_three_gains_a_case_and_nothing_by_itself(world: World) -> None:
    """Three members agree to say the same about a listener, each in a chat of their own.

    Gained: one case that says three people. Nothing happens to the listener before a person decides.
    """
    for member in (MEMBER, SECOND_MEMBER, THIRD_MEMBER):
        chat = await world.open_chat(member)
        await world.report(chat, "asked_contact", LIES)
        await world.end_chat(chat)
    (card,) = world.case_messages()
    assert "3 chats with 3 members" in card.card.text
    assert not await paused(world, LISTENER)
    await world.press(MODERATOR, Action.CASE_FINE_YES, 1, place=DESK)
    assert all(flag.cleared for flag in await world.flags_about(LISTENER))


async def test_flag_bombing_many_people_gains_only_that_nobody_is_matched_with_the_bomber(
    world: World,
) -> None:
    """One account reports everybody. Gained: cases to read; lost: every listener they could have had."""
    for person in (LISTENER, SECOND_LISTENER, SECOND_MEMBER):
        await accuse(world, MEMBER, person, "unkind")
    assert len(await world.cases()) == 3
    for person in (LISTENER, SECOND_LISTENER, SECOND_MEMBER):
        assert not await paused(world, person)
        async with world.database.reading() as connection:
            assert await people.are_apart(connection, HOME, (MEMBER, person))


async def test_revenge_by_a_stopped_member_is_marked_as_such(world: World) -> None:
    """A member pushes for contact, the listener ends the chat, the member reports the listener at once.

    Gained: a case, with a mark that says when it came; the listener's own report stands beside it.
    """
    chat = await world.open_chat()
    await world.press(LISTENER, Action.END_NOW, chat.id, place=chat.place)
    await world.report(chat, "asked_contact", LIES)
    (card,) = world.case_messages()
    assert world.wording.text("moderator.mark_after_stop") in card.card.text
    assert not await paused(world, LISTENER)


async def test_revenge_by_a_reported_listener_gains_no_name_and_no_pause(world: World) -> None:
    """A listener who was reported reports the member back.

    Gained: a case about the member that people read. The listener learns of no report, and cannot judge either.
    """
    chat = await world.open_chat()
    await world.report(chat, "judged")
    shown = await world.press(LISTENER, Action.FEELS_WRONG, chat.id, place=chat.place)
    assert shown.card == situations_card(world.wording, str(chat.id), Setting.ABOUT_MEMBER)
    receipt = await world.press(
        LISTENER, Action.SEND_REPORT, f"trolling:{chat.id}", place=chat.place, fields={"words": LIES}
    )
    assert receipt.card is not None
    assert "report is number 2" in receipt.card.text
    assert {case.subject for case in await world.cases()} == {LISTENER, MEMBER}
    assert not await paused(world, MEMBER)
    # The first report is untouched, and its words are not the listener's to read.
    notes = await world.press(LISTENER, Action.MY_NOTES)
    assert notes.card is not None
    assert "judged" not in notes.card.text


async def test_retaliation_gains_no_second_meeting(world: World) -> None:
    """After a report the accused waits for the reporter's next request. Gained: nothing, in words of a lost race."""
    chat = await world.open_chat()
    await world.report(chat, "judged")
    await world.end_chat(chat)
    again = await world.ask(MEMBER)
    answer = await world.press(LISTENER, Action.ACCEPT_REQUEST, again.id)
    assert answer.card == someone_else_took_it_card(world.wording)


async def test_a_reviewer_who_is_accused_back_loses_nothing_and_gains_nothing(world: World) -> None:
    """The accused reports the moderator who works on their case, to get rid of them.

    Gained: a case with oversight alone. The moderator keeps theirs: a report is no verdict.
    """
    chat = await world.open_chat()
    await world.report(chat, "judged")
    await world.press(MODERATOR, Action.CASE_TAKE_YES, 1, place=DESK)
    await accuse(world, LISTENER, MODERATOR, "unkind")
    assert len(world.case_messages()) == 1
    done = await world.press(MODERATOR, Action.CASE_DEALT_YES, 1, place=DESK)
    undo = argument(done.card, Action.CASE_UNDO)
    assert undo.startswith("1:")
    assert done.card == case_dealt_card(world.wording, 1, undo)


async def test_mistake_claims_on_everything_do_not_keep_people_from_looking(world: World) -> None:
    """You got it wrong is pressed on every note. Gained: nothing counts for now; a person looks instead."""
    for member in (MEMBER, SECOND_MEMBER, THIRD_MEMBER):
        chat = await world.open_chat(member)
        message = await world.say(LISTENER, chat.place, ASKS)
        await world.press(LISTENER, Action.GOT_IT_WRONG, message)
        await world.end_chat(chat)
    (card,) = world.case_messages()
    assert world.wording.named("moderator.reason", "disputed") in card.card.text
    assert card.card.text.count(world.wording.text("moderator.mark_disputed")) == 3


async def test_mistake_claims_cannot_take_back_what_others_reported(world: World) -> None:
    """The claim is pressed with the number of a report's note, and of somebody else's. Gained: nothing."""
    chat = await world.open_chat()
    report = await world.report(chat, "asked_contact")
    for number in (-report.id, report.id, 1):
        await world.press(LISTENER, Action.GOT_IT_WRONG, number)
    (flag,) = await world.flags_about(LISTENER)
    assert not flag.disputed


async def test_a_moderator_as_subject_sees_and_decides_nothing(world: World) -> None:
    """A moderator is reported. Gained by them: nothing; not even the card reaches the team's channel."""
    await accuse(world, MEMBER, MODERATOR, "private_shared", "he told my story in #staff today")
    (case,) = await world.cases()
    assert world.cards(DESK) == []
    assert has(world.private_cards(OVERSIGHT)[-1], Action.CASE_FINE)
    for person in (MODERATOR, SECOND_MODERATOR):
        for action in (Action.CASE_TAKE_YES, Action.CASE_FINE_YES, Action.CASE_FILES):
            answer = await world.press(person, action, case.id, place=DESK)
            assert answer.card is not None
            assert answer.card in (
                own_case_card(world.wording, case.number),
                not_allowed_card(world.wording),
            )
    assert (await world.only_case()).state == "new"


async def test_a_moderator_cannot_judge_what_they_reported(world: World) -> None:
    """A moderator reports somebody and wants to decide it too. Gained: nothing, somebody else must."""
    await accuse(world, MODERATOR, SECOND_MEMBER, "unkind")
    answer = await world.press(MODERATOR, Action.CASE_FINE_YES, 1, place=DESK)
    assert answer.card == own_case_card(world.wording, 1)


async def test_a_deleted_account_with_open_notes_leaves_a_case_that_people_can_end(world: World) -> None:
    """Somebody deletes their account when notes are open. Gained: no private word reaches them; the case stays."""
    chat = await world.open_chat()
    await world.say(LISTENER, chat.place, ASKS)
    await world.report(chat, "asked_contact", LIES)
    world.surface.closed.add(LISTENER)
    world.surface.roles.pop(LISTENER)
    await world.stories.person_gone(HOME, world.person(LISTENER))
    await world.settle()
    assert len(await open_cases(world)) == 1
    await accuse(world, SECOND_MEMBER, LISTENER, "outside_contact", "he wrote to me today")
    (card,) = world.case_messages()
    assert "2 said it felt wrong" in card.card.text
    done = await world.press(MODERATOR, Action.CASE_DEALT_YES, 1, place=DESK)
    undo = argument(done.card, Action.CASE_UNDO)
    assert undo.startswith("1:")
    assert done.card == case_dealt_card(world.wording, 1, undo)


async def test_fresh_accounts_put_it_before_people_and_count_toward_nothing(world: World) -> None:
    """Three accounts made today say that a listener asked for contact.

    Gained: one case in which each line says that a new account told it. No threshold, no pause.
    """
    for _ in range(3):
        await accuse(world, fresh_account(world), LISTENER, "asked_contact")
    (card,) = world.case_messages()
    assert card.card.text.count(world.wording.text("moderator.mark_fresh")) == 3
    assert {flag.severity for flag in await world.flags_about(LISTENER)} == {Severity.TIP}
    assert (await world.only_case()).reason == "report"
    assert not await paused(world, LISTENER)


async def test_five_fresh_accounts_make_no_case_of_sudden_ends(world: World) -> None:
    """Five accounts made today each say that a chat ended suddenly, which alone would open a case at five.

    Gained: nothing. Old accounts that say the same are heard.
    """
    for number in range(6):
        member = fresh_account(world) if number < 5 else 900
        chat = await suddenly_left(world, member)
        await world.press(member, Action.SUDDEN_YES, chat.id, community=None)
    assert await world.cases() == ()
    for number in range(4):
        chat = await suddenly_left(world, 901 + number)
        await world.press(901 + number, Action.SUDDEN_YES, chat.id, community=None)
    assert (await world.only_case()).reason == "ended_chats"


async def test_an_old_account_that_joined_today_is_marked_too(world: World) -> None:
    """An account kept for the purpose joins and reports at once. Gained: a case with the mark."""
    world.surface.joined[MEMBER] = world.now - timedelta(days=1)
    await accuse(world, MEMBER, LISTENER, "asked_contact")
    (card,) = world.case_messages()
    assert world.wording.text("moderator.mark_fresh") in card.card.text


async def test_no_report_pauses_anybody_whatever_it_says(world: World) -> None:
    """Somebody claims a threat to have a listener paused. Gained: the team is called; no pause."""
    chat = await world.open_chat()
    for situation in situations_for(Setting.ABOUT_LISTENER):
        await world.report(chat, situation, LIES)
    assert not await paused(world, LISTENER)
    await accuse(world, fresh_account(world), LISTENER, Situation.THREATENED)
    assert not await paused(world, LISTENER)


async def test_only_ones_own_urgent_words_pause_and_the_pause_is_a_day(world: World) -> None:
    """The one pause that comes by itself needs the listener's own words. Gained by a reporter: nothing."""
    chat = await world.open_chat()
    await world.say(LISTENER, chat.place, WANTS_SECRECY_AND_HOME)
    assert await paused(world, LISTENER)
    await world.pass_time(hours=24, seconds=1)
    assert not await paused(world, LISTENER)


async def test_a_made_up_message_in_a_room_gains_a_case_with_a_dead_link(world: World) -> None:
    """Somebody forges the target of a report about a message that never was. Gained: a case people see through."""
    await world.press(MEMBER, Action.SEND_REPORT, f"threatened:m-{ROOM}-5-{SECOND_MEMBER}", place=ROOM)
    assert (await world.only_case()).subject == SECOND_MEMBER
    assert not await paused(world, SECOND_MEMBER)


async def suddenly_left(world: World, member: int) -> OpenChat:
    """A listener ends a chat in the middle of the member's words."""
    await world.agree(member, yes=True)
    chat = await world.open_chat(member)
    await world.say(member, chat.place, "i feel so alone")
    await world.say(LISTENER, chat.place, "i hear you")
    await world.say(member, chat.place, "it began when my father left us")
    await world.end_chat(chat, by=LISTENER)
    return chat
