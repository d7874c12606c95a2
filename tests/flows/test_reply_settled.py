"""How a question ends, what a crash or two people at once make of it, and that nobody is paid back."""

import pytest

from bot.casework.replying import Matter
from bot.guide import Action
from bot.guide.cards_asking import not_now_card, question_back_done_card
from bot.guide.cards_listener import all_clear_card
from bot.guide.cards_moderator import held_card, own_case_card
from bot.guide.cards_reply import question_back_card, side_settled_card
from bot.guide.cards_shared import not_allowed_card, too_late_card
from bot.store.acts import SendCard
from bot.store.tables import letters
from tests.flows.recording import PowerCut
from tests.flows.replying import (
    answer,
    ask,
    last_reply,
    preview,
    questions_to,
    reported,
    start_asking,
    the_question,
)
from tests.flows.test_cases import DEALT, FINE, TAKE, decide
from tests.flows.world import (
    DESK,
    LISTENER,
    LOBBY,
    MEMBER,
    MODERATOR,
    NAME,
    OVERSIGHT,
    SECOND_LISTENER,
    SECOND_MEMBER,
    SECOND_MODERATOR,
    World,
    argument,
    has,
)

# -- settled ---------------------------------------------------------------------------------------------------


async def test_all_clear_settles_a_pending_question_and_is_told(world: World) -> None:
    await reported(world)
    await ask(world)
    key = argument(the_question(world), Action.TELL_SIDE)
    await decide(world, FINE)
    cards = world.private_cards(LISTENER)
    assert side_settled_card(world.wording, NAME, "no_problem") in cards
    assert cards[-1] == all_clear_card(world.wording, NAME)
    assert questions_to(world) == []
    for action in (Action.TELL_SIDE, Action.SIDE_LONGER):
        late = await world.press(LISTENER, action, key, community=None)
        assert late.card == side_settled_card(world.wording, outcome="no_problem")
    read = await world.press(LISTENER, Action.TURN_MESSAGE, 1)
    assert read.card is not None
    assert "This is settled" in read.card.text


async def test_who_was_never_reached_never_learns_of_a_question_that_is_settled(world: World) -> None:
    await world.agree(LISTENER, yes=False)
    await reported(world)
    await ask(world)
    await decide(world, FINE)
    kept = await world.rows(letters)
    assert [row["body"] for row in kept if row["person"] == LISTENER][-1] is None
    read = await world.press(LISTENER, Action.MY_MESSAGES)
    assert read.card is not None
    assert "Your chat has ended" in read.card.text
    assert not has(read.card, Action.TURN_MESSAGE)


async def test_all_clear_at_night_sends_nothing_in_the_morning(world: World) -> None:
    await reported(world)
    await world.pass_time(hours=10)
    await ask(world)
    await decide(world, FINE)
    await world.pass_time(hours=12)
    assert not any("side" in card.text or "settled" in card.text for card in world.private_cards(LISTENER))


async def test_a_question_that_arrives_after_all_clear_says_at_once_that_it_is_settled(world: World) -> None:
    await reported(world)
    world.surface.ask_for_time("send_privately", seconds=60, times=1)
    await ask(world)
    await decide(world, FINE)
    await world.pass_time(minutes=5)
    assert world.private_cards(LISTENER)[-1] == side_settled_card(world.wording, NAME, "no_problem")


async def test_dealt_with_settles_it_too_without_an_all_clear(world: World) -> None:
    await reported(world)
    await ask(world)
    await decide(world, DEALT)
    settled = side_settled_card(world.wording, NAME, "dealt_with")
    # Once in place of the question, and once as news.
    assert world.private_cards(LISTENER).count(settled) == 2
    assert all_clear_card(world.wording, NAME) not in world.private_cards(LISTENER)


async def test_a_question_can_be_taken_back_and_asked_anew(world: World) -> None:
    await reported(world)
    await ask(world)
    standing = await start_asking(world)
    taken = await world.press(
        MODERATOR, Action.SIDE_TAKE_BACK, argument(standing, Action.SIDE_TAKE_BACK), place=DESK
    )
    assert taken.card == question_back_done_card(world.wording, "1", f"<@{LISTENER}>")
    assert (await world.only_case()).state == "looking"
    assert world.private_cards(LISTENER).count(question_back_card(world.wording, NAME)) == 2
    again = await world.press(MODERATOR, Action.SIDE_TAKE_BACK, 1, place=DESK)
    assert again.card == not_now_card(world.wording, 1)
    await ask(world)
    assert len(questions_to(world)) == 1


# -- at once, and when something breaks ------------------------------------------------------------------------


async def test_two_presses_on_send_ask_once(world: World) -> None:
    await reported(world)
    shown = await preview(world, await start_asking(world), Matter.JUDGED)
    target = argument(shown, Action.SIDE_SEND)
    await world.press(MODERATOR, Action.SIDE_SEND, target, place=DESK)
    second = await world.press(MODERATOR, Action.SIDE_SEND, target, place=DESK)
    assert second.card == too_late_card(world.wording)
    assert len(questions_to(world)) == 1


async def test_the_second_of_two_moderators_hears_who_was_quicker(world: World) -> None:
    await reported(world)
    first = await preview(world, await start_asking(world), Matter.JUDGED)
    second = await preview(
        world, await start_asking(world, SECOND_MODERATOR), Matter.JUDGED, by=SECOND_MODERATOR
    )
    foreign = await world.press(
        SECOND_MODERATOR, Action.SIDE_SEND, argument(first, Action.SIDE_SEND), place=DESK
    )
    assert foreign.card == too_late_card(world.wording)
    await world.press(MODERATOR, Action.SIDE_SEND, argument(first, Action.SIDE_SEND), place=DESK)
    late = await world.press(
        SECOND_MODERATOR, Action.SIDE_SEND, argument(second, Action.SIDE_SEND), place=DESK
    )
    assert late.card == held_card(world.wording, f"<@{MODERATOR}>", 1)
    assert len(questions_to(world)) == 1


async def test_oversight_is_told_that_a_question_stands(world: World) -> None:
    await reported(world)
    shown = await preview(world, await start_asking(world, OVERSIGHT), Matter.JUDGED, by=OVERSIGHT)
    await ask(world)
    late = await world.press(OVERSIGHT, Action.SIDE_SEND, argument(shown, Action.SIDE_SEND))
    assert has(late.card, Action.SIDE_TAKE_BACK)
    assert len(questions_to(world)) == 1


async def test_who_lost_the_role_or_takes_part_asks_nobody(world: World) -> None:
    await reported(world)
    shown = await preview(world, await start_asking(world), Matter.JUDGED)
    world.surface.roles[MODERATOR] = frozenset()
    gone = await world.press(MODERATOR, Action.SIDE_SEND, argument(shown, Action.SIDE_SEND), place=DESK)
    assert gone.card == not_allowed_card(world.wording)
    world.surface.roles[MEMBER] = world.surface.roles[SECOND_MODERATOR]
    own = await world.press(MEMBER, Action.CASE_ASK_SIDE, 1, place=DESK)
    assert own.card == own_case_card(world.wording, 1)
    assert questions_to(world) == []


@pytest.mark.parametrize("after", [False, True])
async def test_a_power_cut_around_the_message_sends_it_once_and_the_deadline_runs(
    world: World, after: bool
) -> None:
    await reported(world)
    shown = await preview(world, await start_asking(world), Matter.JUDGED)
    world.surface.lose_power("send_privately", after=after)
    with pytest.raises(PowerCut):
        await world.press(MODERATOR, Action.SIDE_SEND, argument(shown, Action.SIDE_SEND), place=DESK)
    await world.restart()
    assert len(questions_to(world)) == 1
    assert (await last_reply(world)).told_at is not None
    assert (await world.only_case()).state == "waiting"


async def test_who_answers_before_the_delivery_was_written_down_was_reached(world: World) -> None:
    await reported(world)
    shown = await preview(world, await start_asking(world), Matter.JUDGED)
    world.surface.lose_power("send_privately", after=True)
    with pytest.raises(PowerCut):
        await world.press(MODERATOR, Action.SIDE_SEND, argument(shown, Action.SIDE_SEND), place=DESK)
    await world.stories.stop()
    world.stories = world.new_stories()
    await answer(world, "happened")
    assert (await last_reply(world)).told_at == world.now
    assert (await world.only_case()).state == "to_decide"


async def test_a_draft_survives_a_restart(world: World) -> None:
    await reported(world)
    shown = await preview(world, await start_asking(world), Matter.JUDGED)
    await world.restart()
    await world.press(MODERATOR, Action.SIDE_SEND, argument(shown, Action.SIDE_SEND), place=DESK)
    assert len(questions_to(world)) == 1


async def test_a_case_that_was_closed_meanwhile_is_said_to_be(world: World) -> None:
    await reported(world)
    shown = await preview(world, await start_asking(world), Matter.JUDGED)
    await decide(world, FINE)
    late = await world.press(MODERATOR, Action.SIDE_SEND, argument(shown, Action.SIDE_SEND), place=DESK)
    assert late.card == too_late_card(world.wording)
    assert questions_to(world) == []


# -- no retaliation --------------------------------------------------------------------------------------------


async def test_a_new_report_after_they_were_asked_goes_first(world: World) -> None:
    await reported(world)
    await decide(world, TAKE)
    await ask(world)
    await world.press(MEMBER, Action.SEND_REPORT, f"outside_contact:m-{LOBBY}-5-{LISTENER}", place=LOBBY)
    case = await world.only_case()
    assert case.reason == "after_asked"
    assert "after_asked:2" in await world.case_log(case.id)
    calls = [one for one in world.surface.places[DESK] if "**Urgent, case 1.**" in one.card.text]
    assert [one.act.mention_role for one in calls if isinstance(one.act, SendCard)] == [31]
    shown = world.case_messages()[0].card.text
    assert world.wording.named("moderator.reason", "after_asked") in shown


@pytest.mark.parametrize("reporter", [SECOND_MEMBER, SECOND_LISTENER])
async def test_a_report_by_somebody_else_is_no_retaliation(world: World, reporter: int) -> None:
    await reported(world)
    await ask(world)
    await world.press(reporter, Action.SEND_REPORT, f"judged:m-{LOBBY}-5-{LISTENER}", place=LOBBY)
    assert (await world.only_case()).reason == "report"


async def test_before_they_were_reached_nothing_can_be_retaliation(world: World) -> None:
    await reported(world)
    world.surface.closed.add(LISTENER)
    await ask(world)
    await world.press(MEMBER, Action.SEND_REPORT, f"outside_contact:m-{LOBBY}-5-{LISTENER}", place=LOBBY)
    assert (await world.only_case()).reason == "report"
