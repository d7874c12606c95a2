"""Cards make sense when read aloud: labels say what happens and are told apart, without colour or emoji."""

import re
from typing import TypeAlias

from bot.guide import Action, Card, Style, Wording
from tests.guide.examples import Example

Shelf: TypeAlias = tuple[Example, ...]

# Labels that members know by heart; they were agreed as they are.
AGREED = frozenset(
    {
        Action.OKAY_HERE,
        Action.FEELS_WRONG,
        Action.ANOTHER_LISTENER,
        Action.URGENT_HELP,
        Action.GOT_IT_WRONG,
        Action.WHY_RULE,
        Action.MY_NOTES,
        Action.MY_RECORD,
        Action.MY_DATA,
        Action.MY_MESSAGES,
        Action.MY_SHIFT,
        Action.JUST_HELPLINES,
        Action.TURN_MESSAGE,
        Action.OKAY_FOR_NOW,
        Action.UNEASY,
        Action.CHOOSE_NAMING,
        Action.NAME_NOW,
        Action.NAME_TOGETHER,
        Action.NAME_MODERATORS,
        Action.NOT_NOW,
        Action.HELP_TAKEN,
        Action.CASE_TAKE,
        Action.CASE_FINE,
        Action.CASE_DEALT,
        Action.CASE_MORE,
        Action.CASE_LOG,
        Action.SIDE_LONGER,
        Action.SIDE_NEXT,
        Action.MY_RECORD,
        Action.SETUP_NEXT,
        Action.SETUP_BACK,
        Action.SETUP_DONE,
    }
)
VERBS = frozenset(
    [
        "accept",
        "add",
        "agree",
        "allow",
        "answer",
        "ask",
        "change",
        "check",
        "choose",
        "decide",
        "do",
        "delete",
        "end",
        "find",
        "get",
        "go",
        "hand",
        "hide",
        "keep",
        "leave",
        "let",
        "meet",
        "never",
        "pass",
        "pause",
        "read",
        "reverse",
        "refer",
        "reveal",
        "say",
        "search",
        "see",
        "send",
        "set",
        "show",
        "stop",
        "take",
        "talk",
        "tell",
        "test",
        "write",
        "yes",
        "no",
    ]
)


def cards(shelf: Shelf) -> list[tuple[Example, Card]]:
    return [(each, each.shown) for each in shelf if isinstance(each.shown, Card)]


def test_labels_are_verbs_or_a_yes_or_no(wording: Wording) -> None:
    labels = {
        key.removeprefix("button."): text for key, text in wording.strings.items() if "button." in key[:7]
    }
    odd = {
        action: label
        for action, label in labels.items()
        if action not in AGREED and re.split(r"\W+", label.lower())[0] not in VERBS
    }

    assert odd == {}


def test_the_choices_of_the_safety_screen_are_verbs(wording: Wording) -> None:
    topics = [text for key, text in wording.strings.items() if key.startswith("panel.topic.")]

    assert {text.split()[0].lower() for text in topics} <= VERBS


def test_what_can_be_pressed_in_one_card_has_different_labels(shelf: Shelf) -> None:
    for each, card in cards(shelf):
        labels = [button.label for button in card.buttons] + [select.placeholder for select in card.selects]
        assert len(set(labels)) == len(labels), each.name


def test_every_label_has_words_and_no_signs_that_are_read_out(shelf: Shelf) -> None:
    for each, card in cards(shelf):
        for button in card.buttons:
            assert re.fullmatch(r"[A-Za-z][A-Za-z ,'?-]*", button.label), (each.name, button.label)


def test_a_colour_never_tells_two_buttons_apart(shelf: Shelf) -> None:
    """The same action may look different, but what looks different also reads different."""
    for each, card in cards(shelf):
        looks = {(button.label, button.style) for button in card.buttons}
        assert len({label for label, _ in looks}) == len(looks), each.name


def test_no_card_begins_with_what_can_do_harm(shelf: Shelf) -> None:
    """Whoever presses the first thing they reach ends, deletes or leaves nothing without being asked again."""
    final = {Action.LEAVE, Action.CASE_FINE, Action.WISH_NEVER, Action.FELT_WRONG}
    for each, card in cards(shelf):
        if card.buttons:
            assert card.buttons[0].action not in final, each.name


def test_a_card_is_understood_from_its_first_words(shelf: Shelf, wording: Wording) -> None:
    """What is read first is text, never a bare link, number or mention; urgent help keeps its own look everywhere."""
    for each, card in cards(shelf):
        assert re.match(r"[\W_]*[A-Za-z<]", card.text), each.name
        for button in card.buttons:
            if button.action == Action.URGENT_HELP:
                assert button.label == wording.text("button.urgent_help"), each.name


def test_danger_is_said_in_words_too(shelf: Shelf) -> None:
    dangerous = {
        button.label for _, card in cards(shelf) for button in card.buttons if button.style is Style.DANGER
    }

    assert all(re.match(r"Yes|Urgent|Leave|End|Pause", label) for label in dangerous), dangerous


def test_urgent_help_looks_the_same_everywhere(shelf: Shelf) -> None:
    styles = {
        button.style
        for _, card in cards(shelf)
        for button in card.buttons
        if button.action == Action.URGENT_HELP
    }

    assert styles == {Style.DANGER}


def test_urgent_help_is_near_wherever_somebody_may_be_alone_with_it(shelf: Shelf) -> None:
    near = {"both-nearby", "both-panel", "both-lobby-panel", "member-request-sent", "member-after"}
    near |= {"member-ended-suddenly", "member-referred", "listener-card", "listener-help-crisis"}
    found = {
        name.name for name, card in cards(shelf) if Action.URGENT_HELP in [one.action for one in card.buttons]
    }

    assert near <= found
