"""The wording file: loaded whole, checked at once, every string used and every placeholder filled."""

import ast
from collections.abc import Iterator
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

import pytest

from bot.guide import Wording, WordingError, available_locales, load_wording
from bot.guide.wording import PLURALS, compare, placeholders, read_strings
from tests.guide.examples import Recording, examples

ROOM = Path(str(files("bot.guide")))


def test_every_string_in_the_file_is_used(wording: Wording) -> None:
    strings = Recording(dict(wording.strings))

    examples(replace(wording, strings=strings))

    elsewhere = "".join(file.read_text("utf-8") for file in ROOM.parent.glob("*/*.py"))
    unused = {
        key
        for key in strings.keys() - strings.read
        if not key.startswith(("web.", "command.")) and f'"{key}"' not in elsewhere
    }
    assert unused == set()


def test_every_key_written_in_the_code_exists_with_the_same_placeholders(wording: Wording) -> None:
    calls = [call for file in sorted(ROOM.glob("*.py")) for call in calls_with_keys(file)]

    assert len(calls) > 100
    for key, values in calls:
        forms = [key, *(f"{key}.{plural}" for plural in PLURALS)]
        found = [wording.strings[form] for form in forms if form in wording.strings]
        assert found, key
        assert all(placeholders(text) <= values | {"number"} for text in found), key


def calls_with_keys(file: Path) -> Iterator[tuple[str, set[str]]]:
    """Give the key and the placeholder names of every call of `text` and `count` that names its key."""
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args:
            first = node.args[0]
            if node.func.attr in ("text", "count") and isinstance(first, ast.Constant):
                yield str(first.value), {keyword.arg or "" for keyword in node.keywords}


def test_an_unknown_locale_is_refused_with_the_known_ones() -> None:
    with pytest.raises(WordingError, match=r"no wording for 'xx'.*en"):
        load_wording("xx")


def test_english_is_there() -> None:
    assert "en" in available_locales()


def test_an_unknown_key_and_wrong_placeholders_are_refused(wording: Wording) -> None:
    with pytest.raises(WordingError, match=r"no wording button\.fly"):
        wording.named("button", "fly")
    with pytest.raises(WordingError, match=r"panel\.chat wants \['help', 'listener'\], got \['listener'\]"):
        wording.text("panel.chat", listener="Riley")
    with pytest.raises(WordingError, match="got \\['mood'\\]"):
        wording.text("button.talk", mood="good")


@pytest.mark.parametrize(
    ("number", "said"), [(0, "0 chats"), (1, "1 chat"), (2, "2 chats"), (21, "21 chats")]
)
def test_plurals_follow_the_language(wording: Wording, number: int, said: str) -> None:
    assert wording.count("moderator.chats", number) == said


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("[a\n", "my.toml:"),
        ("[a]\nb = 3", "my.toml: a.b must be text, not 3"),
        ("[a]\nb = 'broken {brace'", "my.toml: a.b:"),
        ("[a]\nb = 'an {odd name}'", "odd placeholders"),
        ("[a]\nb = ''", "a.b is empty"),
    ],
)
def test_a_broken_file_names_file_and_key(content: str, reason: str) -> None:
    with pytest.raises(WordingError, match=reason):
        read_strings(content, "my.toml")


def test_another_locale_must_have_the_same_keys_and_placeholders() -> None:
    base = {"a": "one {x}", "b": "two", "n.one": "{number} x", "n.other": "{number} xs"}
    same = {"a": "eins {x}", "b": "zwei", "n.one": "ein", "n.few": "{number}", "n.other": "{number} viele"}

    compare(base, same, "de/wording.toml")
    with pytest.raises(WordingError, match=r"de/wording\.toml: b is missing; c is unknown"):
        compare(base, {**{key: same[key] for key in same if key != "b"}, "c": "drei"}, "de/wording.toml")
    with pytest.raises(WordingError, match="a has other placeholders"):
        compare(base, {**same, "a": "eins {y}"}, "de/wording.toml")


def test_what_fills_a_placeholder_is_never_filled_again(wording: Wording) -> None:
    assert wording.text("note.waiting", mention="{mention.__class__}").startswith("{mention.__class__},")
