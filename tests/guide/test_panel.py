"""The safety screen: calm first, every reason answered, every way out near, in an order that can be read aloud."""

import tomllib
from pathlib import Path

import pytest

from bot.guide import Action, Card, Wording
from bot.guide.cards_panel import PanelTopic, Reader, reasons_card, safety_card, topic_card
from bot.guide.reasons import REASONS, ReasonGroup

EXCUSES = Path(__file__).parents[2] / "patterns" / "en" / "excuses.toml"


def pressed(card: Card) -> list[str]:
    return [button.action for button in card.buttons if button.action]


def families() -> set[str]:
    """The families of excuses that the packs name."""
    return {pattern["id"] for pattern in tomllib.loads(EXCUSES.read_text("utf-8"))["pattern"]}


def test_every_family_of_excuses_in_the_packs_has_one_place_on_the_screen() -> None:
    shown = [excuse for group in REASONS.values() for excuse in group]

    assert sorted(shown) == sorted(families())
    assert set(REASONS) == set(ReasonGroup)


def test_every_excuse_can_be_read_with_its_answer(wording: Wording) -> None:
    for group, excuses in REASONS.items():
        text = reasons_card(wording, group).text
        for excuse in excuses:
            said, answer = wording.named("reason", excuse), wording.named("excuse", excuse)
            assert f'- *"{said}"* {answer}' in text.splitlines()


def test_the_first_screen_is_short_and_calm(wording: Wording) -> None:
    card = safety_card(wording, Reader("12", leave=True))

    assert len(card.text) < 250
    assert card.text.startswith("## You can stop at any time")
    assert pressed(card) == [Action.FEELS_WRONG, Action.ANOTHER_LISTENER, Action.URGENT_HELP]
    assert [choice.value for choice in card.selects[0].choices] == list(PanelTopic)


@pytest.mark.parametrize("topic", [topic for topic in PanelTopic if topic is not PanelTopic.PAGES])
def test_from_every_topic_one_tap_leads_to_the_others_and_out(wording: Wording, topic: PanelTopic) -> None:
    card = topic_card(wording, topic, Reader("12", leave=True))

    assert card.selects[-1].action == Action.SHOW_TOPIC
    assert pressed(card) == [Action.FEELS_WRONG, Action.ANOTHER_LISTENER, Action.URGENT_HELP]
    assert all(select.argument in ("12", "") for select in card.selects)


def test_what_a_listener_may_not_do_goes_with_one_select_to_report_it(wording: Wording) -> None:
    card = topic_card(wording, PanelTopic.RULES, Reader("12"))
    (report, _) = card.selects

    assert "A listener may not" in card.text
    assert (report.action, report.argument) == (Action.CHOOSE_SITUATION, "12")


def test_who_gave_something_reads_first_that_they_did_nothing_wrong(wording: Wording) -> None:
    lines = topic_card(wording, PanelTopic.HAPPENED).text.splitlines()

    assert lines[1].startswith("You did nothing wrong.")


def test_which_information_to_keep_is_one_question(wording: Wording) -> None:
    text = topic_card(wording, PanelTopic.PRIVATE).text

    assert "could someone work out exactly who I am from this?" in text


def test_nobody_is_offered_another_listener_without_a_chat(wording: Wording) -> None:
    assert Action.ANOTHER_LISTENER not in pressed(safety_card(wording))
