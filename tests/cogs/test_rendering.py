"""Cards and forms as Discord shows them, and what comes back from them."""

import string

import discord
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cogs.rendering import LONGEST_ID, read_custom_id, read_delivery, render, render_form
from bot.guide import Button, Card, Choice, Field, Form, Pick, Select, Style

words = st.text(string.ascii_lowercase + string.digits + "_-/:", max_size=60)
actions = st.text(string.ascii_lowercase + "_", min_size=1, max_size=20)


def components(card: Card, delivery: str = "") -> list[discord.Component]:
    """The components of a card, as a client gets them back in a message."""
    view = render(card, delivery).view
    assert view is not None
    return [discord.ActionRow(row) for row in view.to_components()]  # type: ignore[arg-type]


@given(action=actions, argument=words)
async def test_an_id_gives_back_what_was_put_in(action: str, argument: str) -> None:
    view = render(Card("hi", (Button("Press", action, argument),)), "abc-DEF_1234").view
    assert view is not None
    button = view.children[0]
    assert isinstance(button, discord.ui.Button)
    assert read_custom_id(str(button.custom_id)) == (action, argument)
    assert len(str(button.custom_id)) <= LONGEST_ID


@pytest.mark.parametrize("text", ["", "sl", "sl:", "sl::x", "other:talk:1", "talk:1"])
def test_ids_of_others_mean_nothing(text: str) -> None:
    assert read_custom_id(text) is None


async def test_only_the_first_thing_that_can_be_pressed_carries_the_delivery() -> None:
    link = Button("Read", url="https://example.org")
    card = Card("hi", (link, Button("One", "one", "1"), Button("Two", "two", "2")))
    view = render(card, "d1").view
    assert view is not None
    ids = [item.custom_id for item in view.children if isinstance(item, discord.ui.Button)]
    assert ids == [None, "sl:one:1~d1", "sl:two:2"]
    assert read_delivery(components(card, "d1")) == "d1"
    assert read_delivery(components(card)) == ""


async def test_a_select_can_carry_the_delivery_too() -> None:
    card = Card("hi", (Button("One", "one"),), (Select("pick", "Choose", pick=Pick.ROLE),))
    assert read_delivery(components(card, "d1")) == "d1"


async def test_a_card_of_words_alone_has_no_components() -> None:
    assert render(Card("hi"), "d1").view is None


async def test_an_id_without_room_for_the_delivery_is_refused() -> None:
    card = Card("hi", (Button("One", "one", "x" * 90),))
    with pytest.raises(ValueError, match="no room"):
        render(card, "abcdefghijkl")


async def test_selects_stand_above_buttons_and_show_what_is_chosen() -> None:
    select = Select(
        "pick", "Choose", pick=Pick.FORUM_OR_CHANNEL, argument="rooms", least=0, most=25, chosen=("7", "8")
    )
    choice = Select("go", "Go to", (Choice("A", "a", "first"), Choice("B", "b")), chosen=("b",), most=5)
    view = render(Card("hi", (Button("Next", "next", style=Style.MAIN),), (select, choice))).view
    assert view is not None
    channels, choices, button = view.to_components()
    picked = channels["components"][0]
    assert picked["type"] == discord.ComponentType.channel_select.value
    assert (picked["min_values"], picked["max_values"]) == (0, 25)
    assert [value["id"] for value in picked["default_values"]] == [7, 8]
    assert choices["components"][0]["max_values"] == 2
    assert [option["default"] for option in choices["components"][0]["options"]] == [False, True]
    assert button["components"][0]["style"] == discord.ButtonStyle.primary.value


async def test_the_library_keeps_no_view_and_no_form() -> None:
    view = render(Card("hi", (Button("One", "one"),))).view
    assert view is not None
    assert view.is_finished()
    assert render_form(Form("Title", "send", (Field("words", "Words"),))).is_finished()


async def test_a_form_names_its_inputs_by_their_keys_and_fits() -> None:
    fields = (
        Field("words", "L" * 60, "D" * 120, "P" * 120, value="x" * 50, long=True, most=10),
        Field("minutes", "How long", choices=(Choice("15", "15"), Choice("30", "30")), value="30"),
    )
    made = render_form(Form("T" * 60, "send", fields, "7")).to_dict()
    assert made["custom_id"] == "sl:send:7"
    assert len(made["title"]) == 45
    words_label, minutes_label = made["components"]
    assert len(words_label["label"]) == 45
    assert len(words_label["description"]) == 100
    written, chosen = words_label["component"], minutes_label["component"]
    assert (written["custom_id"], written["style"], written["max_length"]) == ("words", 2, 10)
    assert written["value"] == "x" * 10
    assert (chosen["custom_id"], chosen["min_values"], chosen["required"]) == ("minutes", 0, False)
    assert [option["default"] for option in chosen["options"]] == [False, True]


async def test_too_long_texts_are_cut_and_not_lost() -> None:
    shown = render(Card("x" * 3000, (Button("L" * 90, "one"),)))
    assert len(shown.content) == 2000
    assert shown.content.endswith("…")


def test_several_choices_of_a_form_can_be_taken_and_show_what_was_chosen() -> None:
    choices = (Choice("Worry", "worry"), Choice("Loss", "loss"), Choice("Work", "work"))
    field = Field("topics", "Topics", value="worry,work", choices=choices, several=True)
    label = render_form(Form("My page", "save_page", (field,))).children[0]
    assert isinstance(label, discord.ui.Label)
    select = label.component
    assert isinstance(select, discord.ui.Select)
    assert (select.min_values, select.max_values) == (0, 3)
    assert [option.default for option in select.options] == [True, False, True]
