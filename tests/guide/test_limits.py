"""Everything fits into Discord: lengths, counts, ids."""

from typing import TypeAlias

from bot.guide import Action, Card, Form, custom_id
from tests.guide.examples import Example

Shelf: TypeAlias = tuple[Example, ...]

LONGEST_ID = "9" * 20


def cards(shelf: Shelf) -> list[tuple[Example, Card]]:
    return [(each, each.shown) for each in shelf if isinstance(each.shown, Card)]


def forms(shelf: Shelf) -> list[Form]:
    return [each.shown for each in shelf if isinstance(each.shown, Form)]


def test_every_text_fits_into_one_message(shelf: Shelf) -> None:
    too_long = {each.name: len(card.text) for each, card in cards(shelf) if not 0 < len(card.text) <= 2000}

    assert too_long == {}


def test_buttons_and_selects_fit_into_five_rows(shelf: Shelf) -> None:
    for each, card in cards(shelf):
        rows = -(-len(card.buttons) // 5) + len(card.selects)
        assert rows <= 5, each.name
        assert all(0 < len(button.label) <= 80 for button in card.buttons), each.name


def test_selects_keep_to_their_limits(shelf: Shelf) -> None:
    for each, card in cards(shelf):
        for select in card.selects:
            assert len(select.choices) <= 25, each.name
            assert 0 < len(select.placeholder) <= 150, each.name
            assert all(0 < len(choice.label) <= 100 for choice in select.choices), each.name
            assert all(0 < len(choice.value) <= 100 for choice in select.choices), each.name
            assert all(len(choice.description) <= 100 for choice in select.choices), each.name


def test_forms_keep_to_their_limits(shelf: Shelf) -> None:
    for form in forms(shelf):
        assert 0 < len(form.title) <= 45
        assert 1 <= len(form.fields) <= 5
        assert sum(field.required for field in form.fields) <= 1
        assert len({field.key for field in form.fields}) == len(form.fields)
        for field in form.fields:
            assert 0 < len(field.label) <= 45, field.key
            assert len(field.description) <= 100, field.key


def test_ids_are_short_and_each_only_once_in_a_card(shelf: Shelf) -> None:
    for each, card in cards(shelf):
        pressed = [custom_id(button.action, button.argument) for button in card.buttons if not button.url]
        chosen = [custom_id(select.action, select.argument) for select in card.selects]
        assert len({*pressed, *chosen}) == len(pressed) + len(chosen), each.name


def test_an_id_has_room_for_the_largest_numbers_of_discord() -> None:
    longest = max(Action, key=len)

    assert len(custom_id(longest, f"{LONGEST_ID}:{LONGEST_ID}:{LONGEST_ID}")) <= 100


def test_a_link_is_never_also_an_action(shelf: Shelf) -> None:
    for each, card in cards(shelf):
        for button in card.buttons:
            assert bool(button.url) != bool(button.action), each.name


def test_every_action_can_be_met_somewhere(shelf: Shelf) -> None:
    met = {button.action for _, card in cards(shelf) for button in card.buttons}
    met |= {select.action for _, card in cards(shelf) for select in card.selects}
    met |= {form.action for form in forms(shelf)}

    assert met - {""} == set(Action)
