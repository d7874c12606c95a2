"""A question to the moderators: asked without names, answered once, and nothing else comes of it."""

from datetime import timedelta

from bot.casework.question_words import Names
from bot.flows.report_where import person_target
from bot.guide import Action, Card
from bot.guide.cards_question import (
    answer_sent_card,
    answered_before_card,
    question_card,
    question_names_card,
    questions_wait_card,
    someone_did_question_card,
    team_answer_form,
    team_question_form,
    team_question_sent_card,
)
from bot.guide.cards_shared import not_allowed_card, which_community_card
from bot.store import tables
from bot.store.retention import purge
from tests.flows.world import (
    DESK,
    HOME,
    MEMBER,
    MODERATOR,
    OVERSIGHT,
    SECOND_MEMBER,
    SECOND_MODERATOR,
    World,
    argument,
)

ASKED = "I am in a difficult situation. How can I say no kindly?"
NAMED = "how do I talk with Robin about it"
HERE = person_target(HOME)


async def ask(world: World, person: int = MEMBER, words: str = ASKED) -> Card:
    answer = await world.press(person, Action.SEND_QUESTION, HERE, fields={"words": words})
    assert answer.card is not None
    return answer.card


async def test_from_the_command_to_the_answer(world: World) -> None:
    form = (await world.press(MEMBER, Action.ASK_TEAM)).form
    assert form == team_question_form(world.wording, HERE)
    sent = await world.press(MEMBER, form.action, form.argument, fields={"words": ASKED})
    assert sent.card == team_question_sent_card(world.wording, 1)
    (card,) = world.cards(DESK)
    assert ASKED in card.text
    assert str(MEMBER) not in card.text
    number = argument(card, Action.ANSWER_QUESTION)
    form = (await world.press(MODERATOR, Action.ANSWER_QUESTION, number, place=DESK)).form
    assert form == team_answer_form(world.wording, number, 1)
    words = {"words": "You could say: I only talk here."}
    done = await world.press(MODERATOR, form.action, form.argument, fields=words, place=DESK)
    assert done.card == answer_sent_card(world.wording, 1)
    (private,) = world.private_cards(MEMBER)
    assert "I only talk here" in private.text
    (card,) = world.cards(DESK)
    assert card == question_card(world.wording, "1", 1, ASKED, f"<@{MODERATOR}>")
    assert ASKED not in card.text


async def test_nothing_opens_a_case_and_nothing_is_noted(world: World) -> None:
    await ask(world, words=f"what do I do about <@{SECOND_MEMBER}>")
    await world.press(MEMBER, Action.SEND_ANYWAY, HERE)
    assert await world.cases() == ()
    assert await world.flags_about(SECOND_MEMBER) == ()
    assert await world.reports() == ()


async def test_names_are_asked_about_once_and_nothing_typed_is_lost(world: World) -> None:
    assert await ask(world, words=NAMED) == question_names_card(world.wording, HERE, Names.NAME, NAMED)
    assert world.cards(DESK) == []
    form = (await world.press(MEMBER, Action.ASK_AGAIN, HERE)).form
    assert form is not None
    assert form.fields[0].value == NAMED
    sent = await world.press(MEMBER, form.action, form.argument, fields={"words": NAMED})
    assert sent.card == team_question_sent_card(world.wording, 1)


async def test_it_may_be_sent_as_it_is(world: World) -> None:
    await ask(world, words=NAMED)
    sent = await world.press(MEMBER, Action.SEND_ANYWAY, HERE)
    assert sent.card == team_question_sent_card(world.wording, 1)
    again = await world.press(MEMBER, Action.SEND_ANYWAY, HERE)
    assert again.form is not None
    assert len(world.cards(DESK)) == 1


async def test_how_it_stands_is_found_under_my_messages(world: World) -> None:
    await world.agree(MEMBER, yes=False)
    await ask(world)
    waiting = await world.press(MEMBER, Action.MY_MESSAGES)
    assert waiting.card is not None
    assert world.wording.text("question.sent", number=1) in waiting.card.text
    await world.press(MODERATOR, Action.SEND_QUESTION_ANSWER, 1, fields={"words": "Be kind."}, place=DESK)
    assert world.private_cards(MEMBER) == []
    answered = await world.press(MEMBER, Action.MY_MESSAGES)
    assert answered.card is not None
    assert "Be kind" in answered.card.text
    older = await world.press(MEMBER, Action.TURN_MESSAGE, argument(answered.card, Action.TURN_MESSAGE))
    assert older.card is not None
    assert world.wording.text("question.done", number=1) in older.card.text


async def test_two_answer_and_the_second_keeps_their_words(world: World) -> None:
    await ask(world)
    await world.press(MODERATOR, Action.SEND_QUESTION_ANSWER, 1, fields={"words": "First"}, place=DESK)
    late = await world.press(
        SECOND_MODERATOR, Action.SEND_QUESTION_ANSWER, 1, fields={"words": "Second"}, place=DESK
    )
    assert late.card == answered_before_card(world.wording, 1, "Second")
    assert len(world.private_cards(MEMBER)) == 1
    pressed = await world.press(SECOND_MODERATOR, Action.ANSWER_QUESTION, 1, place=DESK)
    assert pressed.card == someone_did_question_card(world.wording, f"<@{MODERATOR}>", 1)


async def test_only_the_team_answers_and_nobody_their_own(world: World) -> None:
    await ask(world, MODERATOR)
    for person in (SECOND_MEMBER, MODERATOR):
        refused = await world.press(person, Action.SEND_QUESTION_ANSWER, 1, fields={"words": "x"}, place=DESK)
        assert refused.card == not_allowed_card(world.wording)
    done = await world.press(
        OVERSIGHT, Action.SEND_QUESTION_ANSWER, 1, fields={"words": "Yes."}, community=None
    )
    assert done.card == which_community_card(world.wording)
    done = await world.press(OVERSIGHT, Action.SEND_QUESTION_ANSWER, 1, fields={"words": "Yes."}, place=DESK)
    assert done.card == answer_sent_card(world.wording, 1)


async def test_without_a_channel_oversight_is_asked_and_can_answer_there(world: World) -> None:
    await world.set_up(moderators_channel=None)
    await ask(world)
    (card,) = world.private_cards(OVERSIGHT)
    message = world.surface.private[OVERSIGHT][0].id
    number = argument(card, Action.ANSWER_QUESTION)
    form = (
        await world.press(OVERSIGHT, Action.ANSWER_QUESTION, number, community=None, message=message)
    ).form
    assert form is not None
    done = await world.press(
        OVERSIGHT, form.action, form.argument, community=None, message=message, fields={"words": "Yes."}
    )
    assert done.card == answer_sent_card(world.wording, 1)
    (card,) = world.private_cards(OVERSIGHT)
    assert card == question_card(world.wording, number, 1, ASKED, f"<@{OVERSIGHT}>")


async def test_a_flood_of_questions_waits(world: World) -> None:
    """What a flooder gained: three lines in the channel."""
    for _ in range(3):
        await ask(world)
    kept_back = await ask(world)
    assert kept_back == questions_wait_card(world.wording, ASKED)
    assert len(world.cards(DESK)) == 3


async def test_in_private_it_goes_to_ones_own_community(world: World) -> None:
    asked = await world.press(MEMBER, Action.ASK_TEAM, community=None)
    assert asked.form == team_question_form(world.wording, HERE)
    sent = await world.press(MEMBER, Action.SEND_QUESTION, HERE, fields={"words": ASKED}, community=None)
    assert sent.card == team_question_sent_card(world.wording, 1)


async def test_questions_end(world: World) -> None:
    await ask(world)
    await ask(world)
    await world.press(MODERATOR, Action.SEND_QUESTION_ANSWER, 1, fields={"words": "Yes."}, place=DESK)
    (first, _) = await world.rows(tables.questions)
    assert ASKED not in str(first["words"])
    for days, left in [(29, 2), (30, 1), (89, 1), (90, 0)]:
        async with world.database.writing() as connection:
            await purge(connection, world.now + timedelta(days=days))
        assert len(await world.rows(tables.questions)) == left
