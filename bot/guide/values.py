"""The shapes of what people read and press, free of Discord: cards, buttons, selects and forms."""

from dataclasses import dataclass
from enum import StrEnum


class Style(StrEnum):
    """How a button looks. Never the only carrier of meaning: the label says it all."""

    PLAIN = "plain"
    MAIN = "main"
    GO = "go"
    DANGER = "danger"


@dataclass(frozen=True, slots=True)
class Button:
    """One button. `action` and `argument` say what a press means; a `url` makes it a link instead."""

    label: str
    action: str = ""
    argument: str = ""
    style: Style = Style.PLAIN
    url: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """One line of a select."""

    label: str
    value: str
    description: str = ""


class Pick(StrEnum):
    """What a select offers: our own choices, or things of the community that Discord lists."""

    CHOICES = "choices"
    ROLE = "role"
    PERSON = "person"
    CHANNEL = "channel"
    FORUM_OR_CHANNEL = "forum_or_channel"


@dataclass(frozen=True, slots=True)
class Select:
    """A drop-down. At most 25 choices; `chosen` are the values shown as selected."""

    action: str
    placeholder: str
    choices: tuple[Choice, ...] = ()
    pick: Pick = Pick.CHOICES
    argument: str = ""
    least: int = 1
    most: int = 1
    chosen: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Card:
    """One message as people see it: text in Discord's markdown, then selects, then buttons (five a row)."""

    text: str
    buttons: tuple[Button, ...] = ()
    selects: tuple[Select, ...] = ()


@dataclass(frozen=True, slots=True)
class Field:
    """One question of a form; `choices` make it a drop-down, else it is a text input.

    `several`: more than one choice may be taken; `value` then holds those chosen so far, between commas.
    `files`: how many files may be put in instead of an answer; 0 for all other questions.
    """

    key: str
    label: str
    description: str = ""
    placeholder: str = ""
    value: str = ""
    long: bool = False
    required: bool = False
    most: int = 1000
    choices: tuple[Choice, ...] = ()
    several: bool = False
    files: int = 0


@dataclass(frozen=True, slots=True)
class Form:
    """A form of at most five questions, answered under `action` and `argument`."""

    title: str
    action: str
    fields: tuple[Field, ...]
    argument: str = ""
