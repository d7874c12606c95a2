"""`sidelight patterns` lets people read, test and try what screening looks for."""

from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

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


def test_good_examples_pass(sidelight: Sidelight, packs: Path) -> None:
    run = sidelight("patterns", "test", packs)
    assert (run.returncode, run.stdout) == (0, "6 examples of 3 patterns, 0 failed.\n")


def test_failing_examples_are_named(sidelight: Sidelight, packs: Path) -> None:
    pack = packs / "en" / "small.toml"
    content = pack.read_text(encoding="utf-8")
    content = content.replace('["what is your number"]', '["ring me up"]')
    pack.write_text(content.replace("it is no secret", "that is our secret"), encoding="utf-8")
    run = sidelight("patterns", "test", packs)
    assert run.returncode == 1
    assert run.stdout.splitlines() == [
        "small.toml, pattern asks_number: must match but does not: ring me up",
        "small.toml, pattern asks_to_hide: must not match but does: that is our secret",
        "6 examples of 3 patterns, 2 failed.",
    ]


def test_a_text_can_be_tried(sidelight: Sidelight, packs: Path) -> None:
    run = sidelight("patterns", "try", "so your number please", "--packs", packs)
    assert run.returncode == 0
    assert 'asks_number: "your number" by the phrase your number' in run.stdout
    assert "Flagged" in run.stdout


def test_a_text_that_meets_nothing_says_so(sidelight: Sidelight, packs: Path) -> None:
    assert "No pattern meets this text." in sidelight("patterns", "try", "hello", "--packs", packs).stdout


def test_what_protects_a_text_is_named(sidelight: Sidelight, packs: Path) -> None:
    text = 'they wrote "give me your number now" to me'
    assert "protected by: quote" in sidelight("patterns", "try", text, "--packs", packs).stdout
