"""Somebody types words of a crisis into a form: whatever it is for, help stands first in the answer."""

import pytest

from bot.casework.situations import Situation
from bot.guide import Action
from bot.guide.cards_appeal import appeal_receipt_card
from bot.guide.cards_crisis import urgent_help_card
from bot.guide.cards_report import added_to_report_card
from bot.guide.values import Card
from tests.flows import replying
from tests.flows.appealed import decided
from tests.flows.world import CRISIS, HOME, LISTENER, MEMBER, PLAIN, World, has

RANDOM_LETTERS = "kmsssss"


def helps_first(world: World, card: Card | None, then: str) -> bool:
    """Whether the numbers come first, more help is one press away, and what was typed arrived all the same."""
    urgent = urgent_help_card(world.wording).text
    assert card is not None
    return card.text.startswith(urgent) and then in card.text and has(card, Action.URGENT_HELP)


@pytest.mark.parametrize("situation", sorted(set(Situation) - {Situation.UNEASY}))
async def test_a_report_is_taken_and_its_receipt_begins_with_help(world: World, situation: Situation) -> None:
    chat = await world.open_chat()
    answer = await world.press(
        MEMBER, Action.SEND_REPORT, f"{situation}:{chat.id}", place=chat.place, fields={"words": CRISIS}
    )
    assert helps_first(world, answer.card, world.wording.text("report.thanks"))
    (report,) = await world.reports()
    assert (report.situation, report.words) == (situation, CRISIS)
    # What they said about themselves is held against nobody, least of all against them.
    assert await world.flags_about(MEMBER) == ()


async def test_the_receipt_of_other_words_has_no_numbers_in_front(world: World) -> None:
    chat = await world.open_chat()
    answer = await world.press(
        MEMBER, Action.SEND_REPORT, f"judged:{chat.id}", place=chat.place, fields={"words": PLAIN}
    )
    assert answer.card is not None
    assert answer.card.text.startswith(world.wording.text("report.thanks"))


async def test_who_is_in_a_crisis_is_not_asked_for_more_words(world: World) -> None:
    told = f"something_else:p-{HOME}-0"
    asked = await world.press(MEMBER, Action.SEND_REPORT, told, fields={"words": "fghfgh"})
    assert has(asked.card, Action.WRITE_AGAIN)
    answer = await world.press(MEMBER, Action.SEND_REPORT, told, fields={"words": RANDOM_LETTERS})
    assert helps_first(world, answer.card, world.wording.text("report.thanks"))
    assert [report.words for report in await world.reports()] == [RANDOM_LETTERS]


async def test_what_was_typed_before_and_goes_as_it_is(world: World) -> None:
    told = f"something_else:p-{HOME}-0"
    await world.press(MEMBER, Action.SEND_REPORT, told, fields={"words": "fghfgh"})
    answer = await world.press(MEMBER, Action.SEND_AGAIN, told, fields={"words": CRISIS})
    assert helps_first(world, answer.card, world.wording.text("report.thanks"))


async def test_words_that_are_added_to_a_report(world: World) -> None:
    chat = await world.open_chat()
    report = await world.report(chat, "judged", "it felt odd")
    plain = await world.press(MEMBER, Action.SEND_ADDITION, report.id, fields={"words": PLAIN})
    confirmed = added_to_report_card(world.wording, report.number)
    assert plain.card == confirmed
    answer = await world.press(MEMBER, Action.SEND_ADDITION, report.id, fields={"words": CRISIS})
    assert helps_first(world, answer.card, confirmed.text)


async def test_a_question_to_the_team_also_when_it_names_somebody(world: World) -> None:
    asked = f"{CRISIS}, and <@{LISTENER}> does not care"
    answer = await world.press(MEMBER, Action.SEND_QUESTION, fields={"words": asked})
    assert has(answer.card, Action.SEND_ANYWAY)
    assert helps_first(world, answer.card, world.wording.text("question.why_no_names"))


async def test_somebody_tells_their_side(world: World) -> None:
    await replying.reported(world)
    await replying.ask(world)
    plain = await replying.answer(world, "did_not", PLAIN)
    card = await replying.answer(world, "did_not", CRISIS)
    assert helps_first(world, card, plain.text)
    assert (await replying.last_reply(world)).words == CRISIS


async def test_somebody_asks_for_a_second_look(world: World) -> None:
    decision = await decided(world)
    before = await world.flags_about(LISTENER)
    answer = await world.press(LISTENER, Action.SEND_APPEAL, decision.id, fields={"words": CRISIS})
    due = (await world.only_case()).due_at
    assert due is not None
    assert helps_first(world, answer.card, appeal_receipt_card(world.wording, 1, due).text)
    assert has(answer.card, Action.MY_RECORD)
    assert await world.flags_about(LISTENER) == before
