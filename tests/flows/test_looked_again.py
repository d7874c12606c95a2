"""What a reporter hears at the end, and the second look they can ask for once."""

from bot.guide import Action, Card
from bot.guide.cards_moderator import case_dealt_card, case_done_card, own_case_card
from bot.guide.cards_report import second_look_card
from bot.guide.cards_shared import not_allowed_card, too_late_card
from tests.flows.world import (
    DESK,
    LISTENER,
    MEMBER,
    MODERATOR,
    OVERSIGHT,
    SECOND_MEMBER,
    SECOND_MODERATOR,
    World,
    argument,
    has,
)


async def cleared(world: World, words: str = "she laughed at me") -> str:
    """A report that was found to be no problem; gives what its last card carries."""
    chat = await world.open_chat()
    await world.report(chat, "judged", words)
    await world.end_chat(chat)
    await world.press(MODERATOR, Action.CASE_FINE_YES, 1, place=DESK)
    return argument(told(world), Action.LOOK_AGAIN)


def told(world: World) -> Card:
    return next(one for one in reversed(world.private_cards(MEMBER)) if "looking at report" in one.text)


async def test_somebody_else_looks_again(world: World) -> None:
    report = await cleared(world)
    asked = await world.press(MEMBER, Action.LOOK_AGAIN, report, community=None)
    assert asked.card == second_look_card(
        world.wording, 1, world.now + world.stories.parts.promises.first_look
    )
    assert [case.state for case in await world.cases()] == ["closed", "new"]
    card = world.case_messages()[-1].card
    assert world.wording.text("moderator.mark_again") in card.text
    assert "she laughed at me" in await world.written(2)
    for action in (Action.CASE_TAKE, Action.CASE_FINE_YES, Action.CASE_PAUSE_YES):
        refused = await world.press(MODERATOR, action, 2, place=DESK)
        assert refused.card == own_case_card(world.wording, 2)
    done = await world.press(SECOND_MODERATOR, Action.CASE_DEALT_YES, 2, place=DESK)
    undo = argument(done.card, Action.CASE_UNDO)
    assert undo.startswith("2:")
    assert done.card == case_dealt_card(world.wording, 2, undo)
    assert world.wording.text("report.done_acted", number=1) in told(world).text


async def test_once_is_all(world: World) -> None:
    report = await cleared(world)
    await world.press(MEMBER, Action.LOOK_AGAIN, report)
    again = await world.press(MEMBER, Action.LOOK_AGAIN, report)
    assert again.card == too_late_card(world.wording)
    await world.press(SECOND_MODERATOR, Action.CASE_FINE_YES, 2, place=DESK)
    assert not has(told(world), Action.LOOK_AGAIN)
    late = await world.press(MEMBER, Action.LOOK_AGAIN, report)
    assert late.card == too_late_card(world.wording)
    assert len(await world.cases()) == 2


async def test_after_two_weeks_it_is_too_late(world: World) -> None:
    report = await cleared(world)
    await world.pass_time(days=14, seconds=1)
    late = await world.press(MEMBER, Action.LOOK_AGAIN, report)
    assert late.card == too_late_card(world.wording)


async def test_only_the_reporter_can_ask(world: World) -> None:
    report = await cleared(world)
    for person in (LISTENER, SECOND_MEMBER, MODERATOR):
        refused = await world.press(person, Action.LOOK_AGAIN, report)
        assert refused.card == not_allowed_card(world.wording)


async def test_what_was_acted_on_is_not_looked_at_again(world: World) -> None:
    chat = await world.open_chat()
    report = await world.report(chat, "judged")
    await world.press(MODERATOR, Action.CASE_DEALT_YES, 1, place=DESK)
    assert not has(told(world), Action.LOOK_AGAIN)
    late = await world.press(MEMBER, Action.LOOK_AGAIN, report.id)
    assert late.card == too_late_card(world.wording)


async def test_a_note_that_was_deleted_does_not_come_back(world: World) -> None:
    """Only the report is looked at again; what was cleared stays cleared and counts for nothing."""
    report = await cleared(world)
    await world.press(MEMBER, Action.LOOK_AGAIN, report)
    assert all(flag.cleared for flag in await world.flags_about(LISTENER))


async def test_oversight_can_look_where_there_is_nobody_else(world: World) -> None:
    report = await cleared(world)
    await world.press(MEMBER, Action.LOOK_AGAIN, report)
    done = await world.press(OVERSIGHT, Action.CASE_FINE_YES, 2, place=DESK)
    assert done.card == case_done_card(world.wording, 2)


async def test_who_only_pressed_uneasy_is_not_told_about_a_number_they_never_got(world: World) -> None:
    chat = await world.open_chat()
    await world.press(MEMBER, Action.UNEASY, chat.id, place=chat.place)
    second = await world.open_chat(SECOND_MEMBER)
    await world.report(second, "judged")
    await world.press(MODERATOR, Action.CASE_FINE_YES, 1, place=DESK)
    assert not any("looking at report" in card.text for card in world.private_cards(MEMBER))
    assert any("looking at report" in card.text for card in world.private_cards(SECOND_MEMBER))
