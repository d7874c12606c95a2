"""`sidelight patterns` lets people read, test and try what screening looks for."""

import json
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

Sidelight = Callable[..., CompletedProcess[str]]


def test_every_pattern_is_listed(sidelight: Sidelight, packs: Path) -> None:
    run = sidelight("patterns", "list", "--packs", packs)
    assert run.returncode == 0
    for expected in ("asks_number", "contact_request", "concern", "small.toml", "Asks for a phone number."):
        assert expected in run.stdout


def test_one_pattern_is_shown_whole(sidelight: Sidelight, packs: Path) -> None:
    run = sidelight("patterns", "show", "asks_number", "--packs", packs)
    assert run.returncode == 0
    for expected in ("your number", "Must match:\n  what is", "Must not match:\n  a number", "both sides"):
        assert expected in run.stdout


def test_an_unknown_pattern_gets_a_hint(sidelight: Sidelight, packs: Path) -> None:
    run = sidelight("patterns", "show", "ask_number", "--packs", packs)
    assert (run.returncode, "Did you mean asks_number" in run.stderr) == (2, True)
    run = sidelight("patterns", "show", "zzz", "--packs", packs)
    assert (run.returncode, "sidelight patterns list" in run.stderr) == (2, True)


def numbered(words: str, count: int) -> str:
    return json.dumps([f"{words} {number}" for number in range(count)])


def grow(packs: Path, match: int, leave: int, draft: bool = False) -> Path:
    """Leave one pattern in the pack, with so many examples."""
    pack = packs / "en" / "small.toml"
    content = pack.read_text(encoding="utf-8").partition('\n[[pattern]]\nid = "asks_to_hide"')[0]
    content = content.replace('["what is your number"]', numbered("what is your number", match))
    content = content.replace('["a number of things"]', numbered("a number of things", leave))
    pack.write_text(f"{content}draft = {str(draft).lower()}\n", encoding="utf-8")
    return packs


class TestExamples:
    @pytest.mark.parametrize(("match", "leave", "draft"), [(8, 6, False), (3, 3, True)])
    def test_enough_good_examples_pass(
        self, sidelight: Sidelight, packs: Path, match: int, leave: int, draft: bool
    ) -> None:
        run = sidelight("patterns", "test", grow(packs, match, leave, draft))
        total = (
            f"{match + leave} examples of 1 patterns: 0 failed; patterns with too few: 0; never alone: 0.\n"
        )
        assert (run.returncode, run.stdout) == (0, total)

    @pytest.mark.parametrize(
        ("match", "leave", "draft", "says"),
        [
            (7, 6, False, "pattern asks_number: 7 of 8 that must match, 6 of 6 that must not"),
            (8, 5, False, "pattern asks_number: 8 of 8 that must match, 5 of 6 that must not"),
            (2, 3, True, "draft pattern asks_number: 2 of 3 that must match, 3 of 3 that must not"),
        ],
    )
    def test_a_pattern_with_too_few_is_named_with_its_counts(
        self, sidelight: Sidelight, packs: Path, match: int, leave: int, draft: bool, says: str
    ) -> None:
        run = sidelight("patterns", "test", grow(packs, match, leave, draft))
        assert run.returncode == 1
        assert f"  small.toml, {says}\n" in run.stdout

    def test_the_same_line_again_is_no_other_example(self, sidelight: Sidelight, packs: Path) -> None:
        pack = grow(packs, 8, 6) / "en" / "small.toml"
        content = pack.read_text(encoding="utf-8").replace("your number 7", "your number 6")
        pack.write_text(content, encoding="utf-8")
        assert "7 of 8 that must match" in sidelight("patterns", "test", packs).stdout

    def test_too_few_can_be_let_pass(self, sidelight: Sidelight, packs: Path) -> None:
        run = sidelight("patterns", "test", packs, "--lenient")
        assert run.returncode == 0
        assert "patterns with too few: 3;" in run.stdout

    def test_failing_examples_are_named_and_never_let_pass(self, sidelight: Sidelight, packs: Path) -> None:
        pack = packs / "en" / "small.toml"
        content = pack.read_text(encoding="utf-8")
        content = content.replace('["what is your number"]', '["ring me up"]')
        pack.write_text(content.replace("it is no secret", "that is our secret"), encoding="utf-8")
        run = sidelight("patterns", "test", packs, "--lenient")
        assert run.returncode == 1
        assert run.stdout.splitlines()[-3:] == [
            "small.toml, pattern asks_number: must match but does not: ring me up",
            "small.toml, pattern asks_to_hide: must not match but does: that is our secret",
            "6 examples of 3 patterns: 2 failed; patterns with too few: 3; never alone: 0.",
        ]

    def test_a_line_to_leave_alone_may_raise_no_other_flag(self, sidelight: Sidelight, packs: Path) -> None:
        pack = packs / "en" / "small.toml"
        content = pack.read_text(encoding="utf-8")
        pack.write_text(content.replace("it is no secret", "no secret: your number"), encoding="utf-8")
        run = sidelight("patterns", "test", packs, "--lenient")
        assert "asks_to_hide: must not match but does: no secret: your number" in run.stdout

    def test_words_of_a_no_may_not_be_met_in_what_is_none(self, sidelight: Sidelight, packs: Path) -> None:
        refusal = """
[[pattern]]
id = "keeps_it"
category = "contact_request"
severity = "tip"
role = "refusal"
reason = "Says no to a number."
phrases = ["keep my digits"]
match = ["i keep my digits to myself"]
leave = ["you may keep my digits"]
"""
        (packs / "en" / "no.toml").write_text(refusal, encoding="utf-8")
        run = sidelight("patterns", "test", packs, "--lenient")
        assert "keeps_it: must not match but does: you may keep my digits" in run.stdout


class TestNeverAlone:
    second = """
[[pattern]]
id = "asks_digits"
category = "contact_request"
severity = "concern"
reason = "Asks for the digits."
phrases = ["is your number", "your digits"]
match = ["what is your number", "and is your number short"]
leave = ["a number of things"]
"""

    def test_a_pattern_that_others_always_cover_is_shown(self, sidelight: Sidelight, packs: Path) -> None:
        (packs / "en" / "more.toml").write_text(self.second, encoding="utf-8")
        run = sidelight("patterns", "test", packs, "--lenient")
        assert self.rows(run.stdout) == [
            ["asks_digits", "act", "2", "2", "asks_number"],
            ["asks_number", "act", "1", "1", "asks_digits"],
        ]
        assert "never alone: 2." in run.stdout

    def test_one_example_of_its_own_is_enough(self, sidelight: Sidelight, packs: Path) -> None:
        text = self.second.replace("and is your number short", "give me your digits")
        (packs / "en" / "more.toml").write_text(text, encoding="utf-8")
        run = sidelight("patterns", "test", packs, "--lenient")
        assert [row[0] for row in self.rows(run.stdout)] == ["asks_number"]

    def rows(self, printed: str) -> list[list[str]]:
        lines = [line for line in printed.splitlines() if line.startswith("\u2502")]
        return [[cell.strip() for cell in line.strip("\u2502").split("\u2502")] for line in lines]

    def test_an_excuse_is_weighed_against_other_excuses(self, sidelight: Sidelight, packs: Path) -> None:
        excuse = """
[[pattern]]
id = "{0}"
category = "pretext"
severity = "concern"
role = "excuse"
reason = "It gives the rain as the reason."
phrases = ["raining", "{0}"]
match = ["it is raining so what is your number"]
leave = ["it is raining"]
"""
        (packs / "en" / "rain.toml").write_text(excuse.format("rain"), encoding="utf-8")
        assert "never alone: 0." in sidelight("patterns", "test", packs, "--lenient").stdout
        (packs / "en" / "wet.toml").write_text(excuse.format("wet"), encoding="utf-8")
        assert "never alone: 2." in sidelight("patterns", "test", packs, "--lenient").stdout


def test_a_text_can_be_tried(sidelight: Sidelight, packs: Path) -> None:
    run = sidelight("patterns", "try", "so your number please", "--packs", packs)
    assert run.returncode == 0
    assert 'asks_number: "your number" by the phrase your number' in run.stdout
    assert "Flagged" in run.stdout


def test_a_text_that_meets_nothing_says_so(sidelight: Sidelight, packs: Path) -> None:
    assert "No pattern meets this text." in sidelight("patterns", "try", "hello", "--packs", packs).stdout


class TestWhy:
    """Why a text did or did not match."""

    more = """
common = ["i", "what", "is", "your", "the", "to"]

[classes]
lamp = ["lantern", "lamp"]

[[pattern]]
id = "lends_lamp"
category = "contact_request"
severity = "concern"
reason = "Asks to lend a lamp."
phrases = ["lend me <2> {lamp}"]
unless = ["torch"]
match = ["lend me a lantern"]
leave = ["a lamp"]

[[pattern]]
id = "dark_excuse"
category = "pretext"
severity = "concern"
role = "excuse"
reason = "It gives the dark as the reason."
phrases = ["so dark"]
match = ["so dark, what is your number"]
leave = ["so dark"]

[[pattern]]
id = "listener_lamp"
category = "advance"
severity = "concern"
side = "listener"
reason = "Praises a lamp."
phrases = ["lovely lamp"]
match = ["lovely lamp"]
leave = ["a lamp"]

[[context]]
id = "told_of"
reason = "The writer tells of somebody else."
scope = "before"
applies = ["contact_request"]
phrases = ["he (said|asked)"]
"""

    @pytest.mark.parametrize(
        ("text", "says"),
        [
            ('they wrote "give me your number now" to me', "protected by: quote\n    the words stand in"),
            (
                "he asked for your number",
                "protected by: told_of\n    told_of: The writer tells of somebody else.",
            ),
            ("lend me your lamp or torch", "protected by: unless\n    the pattern's own unless: torch"),
            ("it is so dark", "an excuse counts beside an act or a move in the same message"),
            ("a lovely lamp", "it is only for a listener's message"),
            (
                "would you lend me your umbrella",
                "lends_lamp: by the phrase lend me <2> {lamp}\n    there:   lend, me\n    missing: {lamp}",
            ),
            ("that lamp, lend it to me", "missing: no word; but the order, the gaps or a mark do not fit"),
        ],
    )
    def test_it_is_said(self, sidelight: Sidelight, packs: Path, text: str, says: str) -> None:
        (packs / "en" / "more.toml").write_text(self.more, encoding="utf-8")
        run = sidelight("patterns", "try", text, "--packs", packs)
        assert run.returncode == 0
        assert says in run.stdout

    def test_nothing_is_close_to_everyday_words(self, sidelight: Sidelight, packs: Path) -> None:
        (packs / "en" / "more.toml").write_text(self.more, encoding="utf-8")
        run = sidelight("patterns", "try", "what is the time", "--packs", packs)
        assert "No pattern meets this text." in run.stdout
        assert "Close" not in run.stdout
