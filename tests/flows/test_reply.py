"""The right of reply: somebody is asked for their side, in peace and in time, and what they say comes before people."""

from datetime import timedelta

from bot.casework.replying import Matter
from bot.guide import Action
from bot.guide.cards_asking import danger_card, question_sent_card, reporters_asked_card, side_heard_card
from bot.guide.cards_late import naming_again_card
from bot.store.acts import SendCard
from bot.store.tables import replies
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
from tests.flows.test_cases import PAUSE, decide, three_asks
from tests.flows.world import (
    DESK,
    LISTENER,
    MEMBER,
    MODERATOR,
    NAME,
    SECOND_MEMBER,
    World,
    argument,
    has,
)


async def test_from_the_question_to_the_answer(world: World) -> None:
    await reported(world)
    sent = await ask(world)
    assert sent == question_sent_card(world.wording, f"<@{LISTENER}>", None)
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
            side_heard_card(world.wording, 1, f"<@{LISTENER}>", f"<@{MODERATOR}>"),
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
    assert done.card == reporters_asked_card(world.wording, 1)
    asked = world.private_cards(MEMBER)[-1]
    assert asked == naming_again_card(world.wording, "1", 1, NAME)
    again = await start_asking(world)
    assert not has(again, Action.SIDE_ASK_REPORTER)
    once = await world.press(MODERATOR, Action.SIDE_ASK_REPORTER, target, place=DESK)
    assert once.card == reporters_asked_card(world.wording, 0)
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
    assert named.card == danger_card(world.wording, "1", 1)
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
