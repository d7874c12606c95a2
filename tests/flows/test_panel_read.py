"""Somebody in a chat wants to know what is all right: one calm screen, then what they choose, for them alone."""

from dataclasses import replace

import pytest

from bot.flows.surface import Press
from bot.guide import Action
from bot.guide.cards_panel import PanelTopic, Reader, reasons_card, safety_card
from bot.guide.cards_shared import too_late_card
from bot.guide.reasons import ReasonGroup
from tests.flows.world import HOME, LISTENER, LOBBY, MEMBER, World, has


async def test_a_member_reads_step_by_step_and_can_report_at_once(world: World) -> None:
    chat = await world.open_chat()
    first = await world.press(MEMBER, Action.OKAY_HERE, chat.id, place=chat.place)
    assert first.card == safety_card(world.wording, Reader(str(chat.id), leave=True))
    rules = await world.press(MEMBER, Action.SHOW_TOPIC, chat.id, place=chat.place, values=("rules",))
    assert rules.replace
    assert rules.card is not None
    form = await world.press(
        MEMBER, Action.CHOOSE_SITUATION, rules.card.selects[0].argument, place=chat.place, values=("judged",)
    )
    assert form.form is not None
    await world.press(MEMBER, Action.SEND_REPORT, form.form.argument, place=chat.place, fields={"words": ""})
    assert (await world.only_case()).subject == LISTENER


async def test_reading_writes_nothing_in_the_chat(world: World) -> None:
    chat = await world.open_chat()
    before = list(world.cards(chat.place))
    for topic in PanelTopic:
        await world.press(MEMBER, Action.SHOW_TOPIC, chat.id, place=chat.place, values=(topic,))
    for group in ReasonGroup:
        answer = await world.press(MEMBER, Action.SHOW_REASONS, chat.id, place=chat.place, values=(group,))
        assert answer.card == reasons_card(world.wording, group, Reader(str(chat.id), leave=True))
    assert world.cards(chat.place) == before


async def test_the_listener_reads_the_same_but_is_not_offered_another_listener(world: World) -> None:
    chat = await world.open_chat()
    answer = await world.press(LISTENER, Action.OKAY_HERE, chat.id, place=chat.place)
    assert not has(answer.card, Action.ANOTHER_LISTENER)
    assert answer.card == safety_card(world.wording, Reader(str(chat.id)))


@pytest.mark.parametrize("action", [Action.SHOW_TOPIC, Action.SHOW_REASONS])
async def test_a_choice_of_an_older_version_is_answered_kindly(world: World, action: Action) -> None:
    answer = await world.press(MEMBER, action, values=("horoscope",))
    assert answer.card == too_late_card(world.wording)


@pytest.mark.parametrize(
    ("reader", "heard"),
    [("nl", "Rustig aan."), ("nl-BE", "Rustig aan."), ("xx", "## You can"), ("", "## You")],
)
async def test_a_reader_is_answered_in_their_own_language_where_it_is_spoken(
    world: World, reader: str, heard: str
) -> None:
    strings = {**world.wording.strings, "panel.screen.first": "Rustig aan."}
    parts = world.stories.parts
    parts.spoken = frozenset({"en", "nl"})
    dutch = replace(world.wording, locale="nl", strings=strings)
    parts.read_wording = {"en": world.wording, "nl": dutch}.__getitem__
    press = Press(HOME, LOBBY, world.person(MEMBER), Action.OKAY_HERE, locale=reader)
    answer = await world.stories.pressed(press)
    assert answer.card is not None
    assert answer.card.text.startswith(heard)
