"""A question reaches somebody by day and in peace, and they answer it, or do not."""

from datetime import timedelta

from bot.guide import Action
from bot.guide.cards_reply import (
    side_fixed_card,
    side_longer_card,
    side_next_card,
    side_no_longer_card,
    side_over_card,
    side_told_card,
)
from bot.guide.cards_shared import not_yours_card
from tests.flows.replying import (
    answer,
    ask,
    last_reply,
    questions_to,
    reported,
    the_question,
)
from tests.flows.test_cases import PAUSE, decide
from tests.flows.world import (
    DESK,
    LISTENER,
    MEMBER,
    NAME,
    SECOND_MEMBER,
    World,
    argument,
    has,
)

# -- when ------------------------------------------------------------------------------------------------------


async def test_at_night_it_waits_until_eight_by_the_communitys_clock(world: World) -> None:
    await world.set_up(time_zone="Asia/Tokyo")
    await reported(world)
    await world.pass_time(hours=3)  # 0:30 in Tokyo
    sent = await ask(world)
    assert "because it is night there now" in sent.text
    assert questions_to(world) == []
    (message,) = world.case_messages()
    assert "sent in the morning" in message.card.text
    await world.pass_time(hours=7, minutes=20)
    assert questions_to(world) == []
    await world.pass_time(minutes=15)
    assert "(Tokyo)" in the_question(world).text
    assert (await last_reply(world)).told_at == world.now


async def test_what_could_not_be_delivered_by_evening_goes_out_in_the_morning(world: World) -> None:
    await reported(world)
    world.surface.ask_for_time("send_privately", seconds=60, times=9)
    await ask(world)
    await world.pass_time(hours=10)
    assert questions_to(world) == []
    world.surface.troubles.clear()
    await world.pass_time(hours=3)
    assert questions_to(world) == []
    await world.pass_time(hours=8)
    assert len(questions_to(world)) == 1


async def test_never_into_the_middle_of_a_relayed_chat(world: World) -> None:
    await reported(world)
    await world.set_up(relay="all")
    chat = await world.ask(SECOND_MEMBER)
    await world.press(LISTENER, Action.ACCEPT_REQUEST, chat.id)
    await ask(world)
    await world.pass_time(minutes=31)
    assert questions_to(world) == []
    await world.press(SECOND_MEMBER, Action.END_YES, chat.id)
    await world.pass_time(minutes=31)
    assert len(questions_to(world)) == 1


# -- reaching them ---------------------------------------------------------------------------------------------


async def test_closed_messages_let_it_wait_and_the_deadline_runs_from_the_first_reading(world: World) -> None:
    await reported(world)
    world.surface.closed.add(LISTENER)
    await ask(world)
    kept = await last_reply(world)
    assert (kept.told_at, kept.waits_at) == (None, world.now)
    (message,) = world.case_messages()
    assert "not reached by private message. They may have left" in message.card.text
    await world.pass_time(days=5)
    read = await world.press(LISTENER, Action.MY_MESSAGES)
    assert read.card is not None
    due = world.now.replace(minute=0, second=0) + timedelta(days=3, hours=1)
    assert f"<t:{int(due.timestamp())}:f>" in read.card.text
    assert (await last_reply(world)).due_at == due
    assert (await world.only_case()).due_at == due
    await world.pass_time(days=1)
    again = await world.press(LISTENER, Action.MY_MESSAGES)
    assert again.card == read.card


async def test_who_never_reads_it_is_waited_for_a_week(world: World) -> None:
    await world.agree(LISTENER, yes=False)
    await reported(world)
    await ask(world)
    assert world.private_cards(LISTENER) == []
    await world.pass_time(days=6, hours=23)
    assert (await world.only_case()).state == "waiting"
    await world.pass_time(hours=2)
    assert (await world.only_case()).state == "to_decide"
    assert world.private_cards(LISTENER) == []
    # Read at last, while nobody has decided: it still counts.
    read = await world.press(LISTENER, Action.MY_MESSAGES)
    told = await answer(world, key=argument(read.card, Action.TELL_SIDE))
    assert "Thank you" in told.text
    assert (await last_reply(world)).answer == "did_not"


async def test_another_letter_on_top_does_not_count_as_reading(world: World) -> None:
    await reported(world)
    world.surface.closed.add(LISTENER)
    await ask(world)
    await decide(world, PAUSE)
    read = await world.press(LISTENER, Action.MY_MESSAGES)
    assert not has(read.card, Action.TELL_SIDE)
    assert (await last_reply(world)).told_at is None
    turned = await world.press(LISTENER, Action.TURN_MESSAGE, 1)
    assert has(turned.card, Action.TELL_SIDE)
    assert (await last_reply(world)).told_at == world.now


async def test_who_left_can_still_answer_from_their_private_messages(world: World) -> None:
    await reported(world)
    await ask(world)
    world.surface.roles.pop(LISTENER)
    await answer(world, "did_not")
    assert (await world.only_case()).state == "to_decide"


async def test_nobody_else_can_press_their_buttons(world: World) -> None:
    await reported(world)
    await ask(world)
    key = argument(the_question(world), Action.TELL_SIDE)
    for action in (Action.TELL_SIDE, Action.SIDE_TOLD, Action.SIDE_LONGER, Action.SIDE_NEXT):
        refused = await world.press(MEMBER, action, key, fields={"said": "happened"})
        assert refused.card == not_yours_card(world.wording)
    assert (await last_reply(world)).answered_at is None


async def test_what_happens_next_and_my_record_can_be_opened_from_a_private_message(world: World) -> None:
    await reported(world)
    await ask(world)
    question = world.surface.private[LISTENER][-1]
    key = argument(question.card, Action.SIDE_NEXT)
    shown = await world.press(LISTENER, Action.SIDE_NEXT, key, community=None)
    assert shown.card == side_next_card(world.wording, key)
    record = await world.press(LISTENER, Action.MY_RECORD, community=None, message=question.id)
    assert record.card is not None
    assert "Number 1" in record.card.text


# -- answering -------------------------------------------------------------------------------------------------


async def test_an_answer_can_be_changed_until_the_deadline_and_calls_nobody_twice(world: World) -> None:
    await reported(world)
    await ask(world)
    key = argument(the_question(world), Action.TELL_SIDE)
    await answer(world, "did_not", "no")
    form = (await world.press(LISTENER, Action.TELL_SIDE, key, community=None)).form
    assert form is not None
    assert [field.value for field in form.fields] == ["did_not", "no"]
    await world.pass_time(days=2)
    await answer(world, "happened", "I am sorry")
    assert (await last_reply(world)).answer == "happened"
    assert len([card for card in world.cards(DESK) if "told their side" in card.text]) == 1
    await world.pass_time(days=2)
    assert await answer(world, "did_not") == side_fixed_card(world.wording)
    assert (await last_reply(world)).answer == "happened"


async def test_more_time_once_and_what_they_were_told_names_the_new_day(world: World) -> None:
    await reported(world)
    await ask(world)
    key = argument(the_question(world), Action.SIDE_LONGER)
    due = (await last_reply(world)).due_at
    assert due is not None
    longer = due + timedelta(days=3)
    given = await world.press(LISTENER, Action.SIDE_LONGER, key, community=None)
    assert given.card == side_longer_card(world.wording, key, longer, "UTC")
    assert f"<t:{int(longer.timestamp())}:f>" in the_question(world).text
    again = await world.press(LISTENER, Action.SIDE_LONGER, key, community=None)
    assert again.card == side_no_longer_card(world.wording, key, longer, "UTC")
    await world.pass_time(days=3, hours=1)
    assert (await world.only_case()).state == "waiting"
    await world.pass_time(days=3)
    assert (await world.only_case()).state == "to_decide"


async def test_silence_says_nothing_and_a_late_answer_is_heard_until_somebody_decides(world: World) -> None:
    await reported(world)
    await ask(world)
    key = argument(the_question(world), Action.TELL_SIDE)
    await world.pass_time(days=3, hours=1)
    case = await world.only_case()
    assert case.state == "to_decide"
    over = side_over_card(world.wording, key, NAME)
    assert world.private_cards(LISTENER)[-1] == over
    (message,) = world.case_messages()
    assert "which says nothing" in message.card.text
    late = await world.press(LISTENER, Action.SIDE_LONGER, key, community=None)
    assert late.card == side_no_longer_card(world.wording, key, None, "UTC")
    assert await answer(world, "did_not", key=key) == side_told_card(world.wording, key, None, "UTC")
    assert "side_changed" in await world.case_log(case.id)
