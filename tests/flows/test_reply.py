"""The right of reply: somebody is asked for their side, in peace and in time, and what they say comes before people."""

from datetime import timedelta

import pytest

from bot import guide
from bot.casework.replying import Matter
from bot.guide import Action
from bot.store.acts import SendCard
from bot.store.tables import letters, replies
from tests.flows.recording import PowerCut
from tests.flows.replying import (
    OWN_WORDS,
    answer,
    ask,
    last_reply,
    preview,
    questions_to,
    reported,
    start_asking,
    the_question,
)
from tests.flows.test_cases import DEALT, FINE, PAUSE, TAKE, decide, three_asks
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


async def test_from_the_question_to_the_answer(world: World) -> None:
    await reported(world)
    sent = await ask(world)
    assert sent == guide.question_sent_card(world.wording, f"<@{LISTENER}>", None)
    question = the_question(world)
    assert "In May, this may have happened: you judged someone who came to talk." in question.text
    assert "It was noticed by a person" in question.text
    assert "Listeners don't judge" in question.text
    # Told on 4 May at 12:30: three days, to the full hour, by the community's own clock.
    assert "**Wednesday, May 7, 1:00 PM** (UTC)" in question.text
    case = await world.only_case()
    assert (case.state, case.taken_by) == ("waiting", MODERATOR)
    assert case.due_at == world.now.replace(minute=0, second=0) + timedelta(days=3, hours=1)
    thanks = await answer(world, "differently", "we talked about a film")
    assert "You can change it until" in thanks.text
    case = await world.only_case()
    assert case.state == "to_decide"
    called = [one for one in world.surface.places[DESK] if "told their side" in one.card.text]
    assert [one.act for one in called] == [
        SendCard(
            DESK,
            guide.side_heard_card(world.wording, 1, f"<@{LISTENER}>", f"<@{MODERATOR}>"),
            mention_person=MODERATOR,
        )
    ]
    (message,) = world.case_messages()
    assert "they have answered" in message.card.text
    assert "a film" not in message.card.text
    assert "decide" in message.card.text.splitlines()[0]


async def test_neither_the_question_nor_its_answer_can_be_read_in_the_database(world: World) -> None:
    await reported(world)
    await ask(world)
    await answer(world, "differently", "we talked about a film")
    (row,) = await world.rows(replies)
    assert "film" not in str(row["words"])
    assert "judged" not in str(row["allegation"])
    kept = await last_reply(world)
    assert (kept.answer, kept.words) == ("differently", "we talked about a film")


async def test_the_reporter_is_nowhere_in_the_question(world: World) -> None:
    await reported(world)
    await ask(world)
    text = the_question(world).text
    assert str(MEMBER) not in text
    assert "laughed" not in text
    assert "May 4" not in text


# -- what may be asked about -----------------------------------------------------------------------------------


async def test_not_while_that_chat_is_open(world: World) -> None:
    chat = await world.open_chat()
    report = await world.report(chat, "judged")
    await world.press(MEMBER, Action.NAME_NOW, report.id)
    refused = await start_asking(world)
    assert refused.selects == ()
    assert world.wording.count("moderator.ask.chat_open", 1) in refused.text
    await world.end_chat(chat)
    assert (await start_asking(world)).selects


async def test_a_chat_that_opens_between_preview_and_send_holds_it_back(world: World) -> None:
    await reported(world)
    shown = await preview(world, await start_asking(world), Matter.JUDGED)
    await world.press(MEMBER, Action.NAME_MODERATORS, (await world.reports())[0].id)
    late = await world.press(MODERATOR, Action.SIDE_SEND, argument(shown, Action.SIDE_SEND), place=DESK)
    assert late.card is not None
    assert late.card.selects == ()
    assert questions_to(world) == []
    assert (await world.only_case()).state == "new"


async def test_moderators_only_stays_with_them_and_the_reporter_is_asked_once_more(world: World) -> None:
    await reported(world, naming="moderators")
    refused = await start_asking(world)
    assert refused.selects == ()
    assert has(refused, Action.SIDE_ASK_REPORTER)
    assert not has(refused, Action.SIDE_DANGER)
    target = argument(refused, Action.SIDE_ASK_REPORTER)
    done = await world.press(MODERATOR, Action.SIDE_ASK_REPORTER, target, place=DESK)
    assert done.card == guide.reporters_asked_card(world.wording, 1)
    asked = world.private_cards(MEMBER)[-1]
    assert asked == guide.naming_again_card(world.wording, "1", 1, NAME)
    again = await start_asking(world)
    assert not has(again, Action.SIDE_ASK_REPORTER)
    once = await world.press(MODERATOR, Action.SIDE_ASK_REPORTER, target, place=DESK)
    assert once.card == guide.reporters_asked_card(world.wording, 0)
    assert world.private_cards(MEMBER).count(asked) == 1
    await world.press(MEMBER, Action.NAME_NOW, argument(asked, Action.NAME_NOW), community=None)
    assert (await start_asking(world)).selects


async def test_together_waits_for_another_person(world: World) -> None:
    await reported(world, naming="together")
    assert (await start_asking(world)).selects == ()
    await reported(world, naming="together", by=SECOND_MEMBER)
    await ask(world)
    assert "a person" in the_question(world).text


async def test_what_the_bot_noticed_needs_no_reporters_yes(world: World) -> None:
    for chat in await three_asks(world):
        await world.end_chat(chat)
    await ask(world, Matter.CONTACT)
    assert "an automatic check" in the_question(world).text


async def test_somebody_in_danger_goes_before_the_choice_named_and_logged(world: World) -> None:
    await reported(world, "threatened", naming="moderators")
    refused = await start_asking(world)
    named = await world.press(
        MODERATOR, Action.SIDE_DANGER, argument(refused, Action.SIDE_DANGER), place=DESK
    )
    assert named.card == guide.danger_card(world.wording, "1", 1)
    assert "asked_in_danger" not in await world.case_log(1)
    asking = await world.press(MODERATOR, Action.SIDE_DANGER_YES, 1, place=DESK)
    assert asking.card is not None
    shown = await preview(world, asking.card, Matter.THREAT)
    await world.press(MODERATOR, Action.SIDE_SEND, argument(shown, Action.SIDE_SEND), place=DESK)
    assert len(questions_to(world)) == 1
    assert {"danger_named", "asked_in_danger"} <= set(await world.case_log(1))
    (message,) = world.case_messages()
    assert world.wording.text("moderator.ask.was_danger") in message.card.text


# -- the words -------------------------------------------------------------------------------------------------


async def test_words_that_give_somebody_away_are_kept_and_have_to_be_changed(world: World) -> None:
    await reported(world)
    wrong = await preview(
        world, await start_asking(world), Matter.JUDGED, f"you told <@{MEMBER}> to get over it"
    )
    assert not has(wrong, Action.SIDE_SEND)
    assert world.wording.named("moderator.ask.trouble", "mention") in wrong.text
    assert world.wording.named("moderator.ask.trouble", "quote") in wrong.text
    draft = argument(wrong, Action.SIDE_CHANGE)
    sneaky = await world.press(MODERATOR, Action.SIDE_SEND, draft, place=DESK)
    assert sneaky.card == wrong
    assert questions_to(world) == []
    form = (await world.press(MODERATOR, Action.SIDE_CHANGE, draft, place=DESK)).form
    assert form is not None
    assert form.fields[0].value == f"you told <@{MEMBER}> to get over it."
    better = await world.press(
        MODERATOR,
        form.action,
        form.argument,
        place=DESK,
        fields={"sentence": "you made little of it", "rule": "judged"},
    )
    assert "you made little of it." in (better.card.text if better.card else "")
    assert has(better.card, Action.SIDE_SEND)


async def test_the_preview_is_what_will_be_read(world: World) -> None:
    await reported(world)
    await decide(world, PAUSE)
    shown = await preview(world, await start_asking(world), Matter.JUDGED, OWN_WORDS.replace("just", "only"))
    await world.press(MODERATOR, Action.SIDE_SEND, argument(shown, Action.SIDE_SEND), place=DESK)
    previewed = [line.removeprefix("> ").strip() for line in shown.text.splitlines() if line.startswith(">")]
    assert "\n".join(previewed) in the_question(world).text
    assert "Others only see" in the_question(world).text


async def test_a_rule_of_the_communitys_own_table(world: World) -> None:
    await world.set_up(points_table="table-2020")
    await reported(world)
    shown = await preview(world, await start_asking(world), Matter.JUDGED, row1="D1")
    await world.press(MODERATOR, Action.SIDE_SEND, argument(shown, Action.SIDE_SEND), place=DESK)
    kept = await last_reply(world)
    assert (kept.points_table, kept.rule) == ("table-2020", "D1")
    assert world.wording.named("reply.rule", "judged") not in the_question(world).text


async def test_a_relayed_account_stays_hidden_from_who_asks(world: World) -> None:
    await world.set_up(relay="all")
    chat = await world.ask(MEMBER)
    await world.press(LISTENER, Action.ACCEPT_REQUEST, chat.id)
    report = await world.press(MEMBER, Action.SEND_REPORT, f"judged:{chat.id}")
    assert report.card is not None
    await world.press(MEMBER, Action.NAME_NOW, 1)
    await world.press(MEMBER, Action.END_YES, chat.id)
    shown = await preview(world, await start_asking(world), Matter.JUDGED)
    assert f"<@{LISTENER}>" not in shown.text
    await world.press(MODERATOR, Action.SIDE_SEND, argument(shown, Action.SIDE_SEND), place=DESK)
    assert f"<@{LISTENER}>" in the_question(world).text


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
        assert refused.card == guide.not_yours_card(world.wording)
    assert (await last_reply(world)).answered_at is None


async def test_what_happens_next_and_my_record_can_be_opened_from_a_private_message(world: World) -> None:
    await reported(world)
    await ask(world)
    question = world.surface.private[LISTENER][-1]
    key = argument(question.card, Action.SIDE_NEXT)
    shown = await world.press(LISTENER, Action.SIDE_NEXT, key, community=None)
    assert shown.card == guide.side_next_card(world.wording, key)
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
    assert await answer(world, "did_not") == guide.side_fixed_card(world.wording)
    assert (await last_reply(world)).answer == "happened"


async def test_more_time_once_and_what_they_were_told_names_the_new_day(world: World) -> None:
    await reported(world)
    await ask(world)
    key = argument(the_question(world), Action.SIDE_LONGER)
    due = (await last_reply(world)).due_at
    assert due is not None
    longer = due + timedelta(days=3)
    given = await world.press(LISTENER, Action.SIDE_LONGER, key, community=None)
    assert given.card == guide.side_longer_card(world.wording, key, longer, "UTC")
    assert f"<t:{int(longer.timestamp())}:f>" in the_question(world).text
    again = await world.press(LISTENER, Action.SIDE_LONGER, key, community=None)
    assert again.card == guide.side_no_longer_card(world.wording, key, longer, "UTC")
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
    over = guide.side_over_card(world.wording, key, NAME)
    assert world.private_cards(LISTENER)[-1] == over
    (message,) = world.case_messages()
    assert "which says nothing" in message.card.text
    late = await world.press(LISTENER, Action.SIDE_LONGER, key, community=None)
    assert late.card == guide.side_no_longer_card(world.wording, key, None, "UTC")
    assert await answer(world, "did_not", key=key) == guide.side_told_card(world.wording, key, None, "UTC")
    assert "side_changed" in await world.case_log(case.id)


# -- settled ---------------------------------------------------------------------------------------------------


async def test_all_clear_settles_a_pending_question_and_is_told(world: World) -> None:
    await reported(world)
    await ask(world)
    key = argument(the_question(world), Action.TELL_SIDE)
    await decide(world, FINE)
    cards = world.private_cards(LISTENER)
    assert guide.side_settled_card(world.wording, NAME, "no_problem") in cards
    assert cards[-1] == guide.all_clear_card(world.wording, NAME)
    assert questions_to(world) == []
    for action in (Action.TELL_SIDE, Action.SIDE_LONGER):
        late = await world.press(LISTENER, action, key, community=None)
        assert late.card == guide.side_settled_card(world.wording, outcome="no_problem")
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
    assert world.private_cards(LISTENER)[-1] == guide.side_settled_card(world.wording, NAME, "no_problem")


async def test_dealt_with_settles_it_too_without_an_all_clear(world: World) -> None:
    await reported(world)
    await ask(world)
    await decide(world, DEALT)
    settled = guide.side_settled_card(world.wording, NAME, "dealt_with")
    # Once in place of the question, and once as news.
    assert world.private_cards(LISTENER).count(settled) == 2
    assert guide.all_clear_card(world.wording, NAME) not in world.private_cards(LISTENER)


async def test_a_question_can_be_taken_back_and_asked_anew(world: World) -> None:
    await reported(world)
    await ask(world)
    standing = await start_asking(world)
    taken = await world.press(
        MODERATOR, Action.SIDE_TAKE_BACK, argument(standing, Action.SIDE_TAKE_BACK), place=DESK
    )
    assert taken.card == guide.question_back_done_card(world.wording, "1", f"<@{LISTENER}>")
    assert (await world.only_case()).state == "looking"
    assert world.private_cards(LISTENER).count(guide.question_back_card(world.wording, NAME)) == 2
    again = await world.press(MODERATOR, Action.SIDE_TAKE_BACK, 1, place=DESK)
    assert again.card == guide.not_now_card(world.wording, 1)
    await ask(world)
    assert len(questions_to(world)) == 1


# -- at once, and when something breaks ------------------------------------------------------------------------


async def test_two_presses_on_send_ask_once(world: World) -> None:
    await reported(world)
    shown = await preview(world, await start_asking(world), Matter.JUDGED)
    target = argument(shown, Action.SIDE_SEND)
    await world.press(MODERATOR, Action.SIDE_SEND, target, place=DESK)
    second = await world.press(MODERATOR, Action.SIDE_SEND, target, place=DESK)
    assert second.card == guide.too_late_card(world.wording)
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
    assert foreign.card == guide.too_late_card(world.wording)
    await world.press(MODERATOR, Action.SIDE_SEND, argument(first, Action.SIDE_SEND), place=DESK)
    late = await world.press(
        SECOND_MODERATOR, Action.SIDE_SEND, argument(second, Action.SIDE_SEND), place=DESK
    )
    assert late.card == guide.held_card(world.wording, f"<@{MODERATOR}>", 1)
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
    assert gone.card == guide.not_allowed_card(world.wording)
    world.surface.roles[MEMBER] = world.surface.roles[SECOND_MODERATOR]
    own = await world.press(MEMBER, Action.CASE_ASK_SIDE, 1, place=DESK)
    assert own.card == guide.own_case_card(world.wording, 1)
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
    assert late.card == guide.too_late_card(world.wording)
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
