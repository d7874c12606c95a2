"""Somebody says what should be better: the team answers, the person hears it, and all read what was changed."""

from datetime import timedelta

import pytest

from bot.flows.surface import Answer
from bot.guide import Action, Form
from bot.guide.cards_shared import not_allowed_card, too_late_card
from bot.guide.cards_suggest import (
    answered_already_card,
    answered_card,
    not_suggested_card,
    suggested_card,
    suggestion_form,
)
from bot.store import tables
from tests.flows.recording import Message
from tests.flows.world import (
    CRISIS,
    DESK,
    LISTENER,
    MEMBER,
    MODERATOR,
    OVERSIGHT,
    SECOND_MODERATOR,
    World,
    argument,
    has,
)

IDEA = "Please say how long people wait."
CHANGE = "Requests now say how long people waited."


async def suggest(world: World, words: str = IDEA, person: int = MEMBER, *, name: str = "no") -> Answer:
    """Somebody sends the form."""
    return await world.press(person, Action.SEND_SUGGESTION, fields={"words": words, "name": name})


def seen_by_team(world: World) -> Message:
    """The team's card of the latest suggestion."""
    return world.messages_with(DESK, Action.ANSWER_SUGGESTION)[-1]


async def open_form(world: World, person: int = MODERATOR) -> Form:
    message = seen_by_team(world)
    carried = argument(message.card, Action.ANSWER_SUGGESTION)
    form = (await world.press(person, Action.ANSWER_SUGGESTION, carried, place=DESK, message=message.id)).form
    assert form is not None
    return form


async def answer(
    world: World, progress: str, words: str = "", by: int = MODERATOR, form: Form | None = None
) -> Answer:
    """A moderator answers the latest suggestion."""
    form = form or await open_form(world, by)
    fields = {"progress": progress, "answer": words}
    return await world.press(by, Action.SEND_ANSWER, form.argument, place=DESK, fields=fields)


async def test_a_suggestion_gets_a_number_an_answer_and_shows_what_it_changed(world: World) -> None:
    opened = await world.press(MEMBER, Action.SUGGEST)
    assert "Yours can be the first" in str(opened.card)
    assert (await world.press(MEMBER, Action.WRITE_SUGGESTION)).form == suggestion_form(world.wording)
    thanks = await suggest(world)
    assert thanks.card == suggested_card(world.wording, 1, named=False)
    assert IDEA in seen_by_team(world).card.text
    assert (await answer(world, "thinking")).card == answered_card(world.wording, 1)
    assert "We are thinking about it" in world.private_cards(MEMBER)[-1].text
    assert "being thought about" in seen_by_team(world).card.text
    await answer(world, "done", CHANGE)
    assert CHANGE in world.private_cards(MEMBER)[-1].text
    told = (await world.press(LISTENER, Action.SUGGEST)).card
    assert told is not None
    assert CHANGE in told.text
    assert IDEA not in told.text
    assert str(MEMBER) not in told.text


async def test_who_said_no_to_being_named_is_seen_by_nobody(world: World) -> None:
    await suggest(world)
    assert str(MEMBER) not in seen_by_team(world).card.text
    await suggest(world, name="yes")
    assert f"<@{MEMBER}>" in seen_by_team(world).card.text
    await answer(world, "done", CHANGE)
    told = (await world.press(LISTENER, Action.SUGGEST)).card
    assert told is not None
    assert f"(idea: <@{MEMBER}>)" in told.text


async def test_the_answer_waits_under_my_messages_for_who_wants_no_private_message(world: World) -> None:
    await world.agree(MEMBER, yes=False)
    await suggest(world)
    await answer(world, "not_now", "It would cost too much.")
    assert world.private_cards(MEMBER) == []
    waiting = (await world.press(MEMBER, Action.MY_MESSAGES)).card
    assert waiting is not None
    assert "It would cost too much" in waiting.text


@pytest.mark.parametrize("progress", ["done", "not_now"])
async def test_not_now_needs_a_reason_and_done_needs_what_was_changed(world: World, progress: str) -> None:
    await suggest(world)
    refused = await answer(world, progress)
    assert refused.card is not None
    assert "nothing was sent" in refused.card.text
    assert world.private_cards(MEMBER) == []
    assert "new" in seen_by_team(world).card.text.splitlines()[0]


async def test_of_two_who_answer_at_once_one_wins_and_the_other_keeps_their_words(world: World) -> None:
    await suggest(world)
    first, second = await open_form(world), await open_form(world, SECOND_MODERATOR)
    await answer(world, "thinking", form=first)
    late = await answer(world, "not_now", "Too dear.", by=SECOND_MODERATOR, form=second)
    assert late.card == answered_already_card(world.wording, 1, "Too dear.")
    assert "Too dear." in late.card.text
    assert len(world.private_cards(MEMBER)) == 1


async def test_only_the_team_answers_also_with_a_form_of_before(world: World) -> None:
    await suggest(world)
    form = await open_form(world)
    shown = argument(seen_by_team(world).card, Action.ANSWER_SUGGESTION)
    for person in (MEMBER, LISTENER):
        opened = await world.press(person, Action.ANSWER_SUGGESTION, shown, place=DESK)
        assert opened.card == not_allowed_card(world.wording)
        sent = await answer(world, "done", CHANGE, by=person, form=form)
        assert sent.card == not_allowed_card(world.wording)
    assert world.private_cards(MEMBER) == []


async def test_a_button_to_a_suggestion_that_is_gone_says_so(world: World) -> None:
    for carried in ("s999", "7", "sx", ""):
        gone = await world.press(MODERATOR, Action.ANSWER_SUGGESTION, carried, place=DESK)
        assert gone.card == too_late_card(world.wording)
    fields = {"progress": "done", "answer": CHANGE}
    sent = await world.press(MODERATOR, Action.SEND_ANSWER, "s999:0:1", place=DESK, fields=fields)
    assert sent.card == too_late_card(world.wording)
    odd = await world.press(MODERATOR, Action.SEND_ANSWER, "s1:0:1", fields={"progress": "new"})
    assert odd.card == too_late_card(world.wording)


async def test_the_fourth_within_a_day_is_given_back_and_tomorrow_is_fine(world: World) -> None:
    for _ in range(3):
        await suggest(world)
    refused = (await suggest(world, "One more.")).card
    assert refused == not_suggested_card(world.wording, "often", "One more.")
    assert len(world.messages_with(DESK, Action.ANSWER_SUGGESTION)) == 3
    assert (await suggest(world, person=LISTENER)).card == suggested_card(world.wording, 4, named=False)
    world.clock.move(timedelta(days=1))
    assert (await suggest(world)).card == suggested_card(world.wording, 5, named=False)


async def test_without_words_nothing_is_kept(world: World) -> None:
    assert (await suggest(world, "   ")).card == not_suggested_card(world.wording, "empty", "")
    assert await world.rows(tables.suggestions) == []


async def test_with_nobody_to_read_it_the_words_are_given_back(bare_world: World) -> None:
    await bare_world.set_up(moderators_channel=None, oversight=None)
    refused = (await suggest(bare_world)).card
    assert refused == not_suggested_card(bare_world.wording, "nobody", IDEA)
    assert await bare_world.rows(tables.suggestions) == []


@pytest.mark.parametrize("there", [True, False])
async def test_oversight_reads_and_answers_it_where_the_team_has_no_channel(
    bare_world: World, *, there: bool
) -> None:
    world = bare_world
    await world.set_up(moderators_channel=DESK if there else None)
    world.surface.refuse("send_card")
    await suggest(world)
    (message,) = world.surface.private[OVERSIGHT]
    carried = argument(message.card, Action.ANSWER_SUGGESTION)
    asked = await world.press(
        OVERSIGHT, Action.ANSWER_SUGGESTION, carried, place=1, community=None, message=message.id
    )
    assert asked.form is not None
    fields = {"progress": "done", "answer": CHANGE}
    await world.press(
        OVERSIGHT,
        Action.SEND_ANSWER,
        asked.form.argument,
        place=1,
        community=None,
        fields=fields,
        message=message.id,
    )
    assert CHANGE in world.private_cards(MEMBER)[-1].text
    assert "done" in message.card.text.splitlines()[0]


async def test_words_of_a_crisis_are_met_with_help_first(world: World) -> None:
    met = (await suggest(world, CRISIS)).card
    assert met == suggested_card(world.wording, 1, named=False, crisis=True)
    assert has(met, Action.URGENT_HELP)


async def test_what_people_wrote_lies_sealed(world: World) -> None:
    await suggest(world)
    await answer(world, "done", CHANGE)
    (row,) = await world.rows(tables.suggestions)
    assert IDEA.encode() not in bytes(str(row), "utf-8")
    assert CHANGE.encode() not in bytes(str(row), "utf-8")
