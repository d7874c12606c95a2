"""Cards and forms of the guide as Discord shows them, and the ids that pressed things carry back."""

from collections.abc import Sequence
from dataclasses import dataclass

import discord
from discord import ui

from bot.guide import Button, Card, Choice, Field, Form, Pick, Select, Style, custom_id

PREFIX = "sl:"
# Stands before the delivery's id on the first component: neither actions nor arguments contain it.
DELIVERY_MARK = "~"

LONGEST_TEXT = 2000
LONGEST_ID = 100
LONGEST_BUTTON = 80
LONGEST_LINE = 100
LONGEST_PLACEHOLDER = 150
LONGEST_TITLE = 45
LONGEST_ANSWER = 4000

_STYLES = {
    Style.PLAIN: discord.ButtonStyle.secondary,
    Style.MAIN: discord.ButtonStyle.primary,
    Style.GO: discord.ButtonStyle.success,
    Style.DANGER: discord.ButtonStyle.danger,
}
_CHANNELS = [discord.ChannelType.text]
_ROOMS = [
    discord.ChannelType.text,
    discord.ChannelType.news,
    discord.ChannelType.forum,
    discord.ChannelType.voice,
]


@dataclass(frozen=True, slots=True)
class Rendered:
    """A card as a message: its text, and its components (None: it has none)."""

    content: str
    view: ui.View | None


def render(card: Card, delivery: str = "") -> Rendered:
    """Make a message of a card; `delivery` marks its first component, so that it can be found again.

    Raises ValueError when an id would be longer than Discord allows.
    """
    content = _cut(card.text, LONGEST_TEXT)
    if not card.selects and not card.buttons:
        return Rendered(content, None)
    view = ui.View(timeout=None)
    items: list[ui.Item[ui.View]] = [_select(select) for select in card.selects]
    items += [_button(button) for button in card.buttons]
    if delivery:
        _mark(items, delivery)
    for row, item in enumerate(items[: len(card.selects)]):
        item.row = row
    for item in items:
        view.add_item(item)
    # Presses are routed by their ids alone: a view that is over is not kept by the library.
    view.stop()
    return Rendered(content, view)


def render_form(form: Form) -> ui.Modal:
    """Make a modal of a form; the ids of its inputs are the keys of its fields."""
    modal = ui.Modal(title=_cut(form.title, LONGEST_TITLE), custom_id=custom_id(form.action, form.argument))
    for field in form.fields:
        modal.add_item(
            ui.Label(
                text=_cut(field.label, LONGEST_TITLE),
                description=_cut(field.description, LONGEST_LINE) or None,
                component=_input(field),
            )
        )
    modal.stop()
    return modal


def read_custom_id(text: str) -> tuple[str, str] | None:
    """Read action and argument back from the id of a pressed thing; None when it is not one of ours."""
    if not text.startswith(PREFIX):
        return None
    action, separator, argument = text.removeprefix(PREFIX).partition(":")
    return (action, argument.partition(DELIVERY_MARK)[0]) if separator and action else None


def read_delivery(components: Sequence[discord.Component]) -> str:
    """Read which delivery a message came with; empty when its components do not say."""
    for component in components:
        if isinstance(component, discord.ActionRow):
            found = read_delivery(component.children)
            if found:
                return found
        elif isinstance(component, discord.Button | discord.SelectMenu):
            text = component.custom_id or ""
            if text.startswith(PREFIX) and DELIVERY_MARK in text:
                return text.rpartition(DELIVERY_MARK)[2]
    return ""


def _mark(items: Sequence[ui.Item[ui.View]], delivery: str) -> None:
    for item in items:
        if isinstance(item, ui.Button) and item.url:
            continue
        if isinstance(item, ui.Button | ui.Select | ui.RoleSelect | ui.UserSelect | ui.ChannelSelect):
            marked = f"{item.custom_id}{DELIVERY_MARK}{delivery}"
            if len(marked) > LONGEST_ID:
                raise ValueError(f"the id {item.custom_id} leaves no room for the delivery's")
            item.custom_id = marked
            return


def _button(button: Button) -> ui.Button[ui.View]:
    label = _cut(button.label, LONGEST_BUTTON)
    if button.url:
        return ui.Button(label=label, url=button.url)
    return ui.Button(
        label=label, style=_STYLES[button.style], custom_id=custom_id(button.action, button.argument)
    )


def _select(select: Select) -> ui.Item[ui.View]:
    made_id = custom_id(select.action, select.argument)
    placeholder = _cut(select.placeholder, LONGEST_PLACEHOLDER)
    if select.pick is Pick.CHOICES:
        return ui.Select(
            custom_id=made_id,
            placeholder=placeholder,
            min_values=select.least,
            max_values=max(1, min(select.most, len(select.choices))),
            options=_options(select.choices, select.chosen),
        )
    least, most, chosen = select.least, select.most, _defaults(select)
    if select.pick is Pick.ROLE:
        return ui.RoleSelect(
            custom_id=made_id,
            placeholder=placeholder,
            min_values=least,
            max_values=most,
            default_values=chosen,
        )
    if select.pick is Pick.PERSON:
        return ui.UserSelect(
            custom_id=made_id,
            placeholder=placeholder,
            min_values=least,
            max_values=most,
            default_values=chosen,
        )
    return ui.ChannelSelect(
        custom_id=made_id,
        placeholder=placeholder,
        min_values=least,
        max_values=most,
        default_values=chosen,
        channel_types=_ROOMS if select.pick is Pick.FORUM_OR_CHANNEL else _CHANNELS,
    )


def _defaults(select: Select) -> list[discord.SelectDefaultValue]:
    kinds = {
        Pick.ROLE: discord.SelectDefaultValueType.role,
        Pick.PERSON: discord.SelectDefaultValueType.user,
    }
    kind = kinds.get(select.pick, discord.SelectDefaultValueType.channel)
    ids = [int(value) for value in select.chosen if value.isdecimal()]
    return [discord.SelectDefaultValue(id=value, type=kind) for value in ids[: select.most]]


def _options(choices: Sequence[Choice], chosen: Sequence[str]) -> list[discord.SelectOption]:
    return [
        discord.SelectOption(
            label=_cut(choice.label, LONGEST_LINE),
            value=choice.value,
            description=_cut(choice.description, LONGEST_LINE) or None,
            default=choice.value in chosen,
        )
        for choice in choices
    ]


def _input(field: Field) -> ui.Item[ui.Modal]:
    if field.files:
        return ui.FileUpload(
            custom_id=field.key, required=field.required, min_values=1, max_values=field.files
        )
    return _choice_input(field) if field.choices else _text_input(field)


def _text_input(field: Field) -> ui.TextInput[ui.Modal]:
    most = min(field.most, LONGEST_ANSWER)
    return ui.TextInput(
        custom_id=field.key,
        style=discord.TextStyle.paragraph if field.long else discord.TextStyle.short,
        placeholder=_cut(field.placeholder, LONGEST_LINE) or None,
        default=field.value[:most] or None,
        required=field.required,
        max_length=most,
    )


def _choice_input(field: Field) -> ui.Select[ui.Modal]:
    chosen = tuple(filter(None, field.value.split(","))) if field.several else (field.value,)
    return ui.Select(
        custom_id=field.key,
        placeholder=_cut(field.placeholder, LONGEST_PLACEHOLDER) or None,
        options=_options(field.choices, chosen),
        required=field.required,
        min_values=1 if field.required else 0,
        max_values=len(field.choices) if field.several else 1,
    )


def _cut(text: str, most: int) -> str:
    """Cut what is too long for Discord, which would refuse the whole message."""
    return text if len(text) <= most else f"{text[: most - 1]}…"
