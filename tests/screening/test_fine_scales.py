"""Fine scales weigh more kinds of clues, and only what is near an ask."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.screening import Memory, Message, PackError, Screener, Side, Strictness, find_packs, load_screener
from bot.screening.buildup import MUCH
from bot.screening.clues import words, words_in
from bot.screening.fine_clues import FineClues
from bot.screening.fine_scales import (
    FILE,
    MOST_WORDS,
    FineScales,
    FineWeights,
    pressed,
    read_fine_weights,
    strongest,
    write_fine_weights,
)
from bot.screening.weighing import Weighed, likely
from tools.labelled_lines import digest, examples, read_lines

PACKS = Path(__file__).parents[2] / "patterns"
FIRST = Weighed(ask=0.5, sign=-0.5, long=0.25)
STEP = 0.05
COMMON = frozenset(("can", "i", "you", "your"))
FRAMES = {"you": ["you", "your"], "me": ["i"], "past": ["*ed", "was"]}
KNOWN = {"reach you": 4.0, "him": -3.0, "#_num": 1.0, "~can i _ your": 2.0, "|here ?": 1.5}


def _words_of(chunk: str) -> tuple[str, ...]:
    return words_in(chunk, {})


def _clues(text: str) -> list[str]:
    return FineClues(_words_of, COMMON, FRAMES).of(text, words(text, _words_of))


WEIGHTS = FineWeights(-1.0, STEP, COMMON, pressed(KNOWN, STEP), "lines")
LOOK = FineScales(WEIGHTS, _words_of, FRAMES)


@pytest.mark.parametrize(
    ("text", "clue"),
    [
        ("can i reach you", "reach"),
        ("can i reach you", "can ..3 you"),
        ("can i reach you", "i reach you"),
        ("my numbr", "#_num"),
        ("my number", "#_num"),
        ("can i borrow your bike", "~can i _ your"),
        ("i was walking", "~i _ _ing"),
        ("are you here? good", "|here ?"),
        ("can i find your bench", "^you bench"),
        ("i walked to the bench. you were out", "^past bench"),
        ("i walked to the bench. you were out", "^me bench"),
        ("not here. good", "|. good"),
    ],
)
def test_a_clue_is_found(text: str, clue: str) -> None:
    assert clue in _clues(text)


def test_a_frame_ends_with_its_sentence() -> None:
    assert "^you bench" not in _clues("i walked to the bench. you were out")
    assert not any(
        clue.startswith("^") and clue.endswith(" you") for clue in _clues("can i find your bench, you")
    )


def test_a_shape_keeps_common_words_only() -> None:
    assert not any("reach" in clue for clue in _clues("can i reach you") if clue.startswith("~"))


@given(st.text(max_size=200))
def test_any_text_has_clues_and_a_weight(text: str) -> None:
    assert _clues(text.lower())
    weighed = LOOK.weigh(text.lower(), FIRST)
    assert weighed.sign - FIRST.sign == pytest.approx(weighed.ask - FIRST.ask)


def test_each_clue_adds_what_it_weighs() -> None:
    said = LOOK.clues("i could reach you")
    assert said == {"reach you": pytest.approx(4.0 / (6 + 5) ** 0.5)}
    weighed = LOOK.weigh("i could reach you", FIRST)
    assert weighed.ask == pytest.approx(-1.0 + 4.0 / 11**0.5 - 0.03 * 6)
    assert weighed.long == FIRST.long


def test_what_clues_change_about_an_ask_they_change_about_a_small_sign() -> None:
    weighed = LOOK.weigh("i could reach you", FIRST)
    assert weighed.sign == pytest.approx(FIRST.sign + weighed.ask - FIRST.ask)


def test_what_is_said_again_adds_less_each_time() -> None:
    once, twice, thrice = (LOOK.clues("him " * count)["him"] * (count + 7) ** 0.5 for count in (1, 2, 3))
    assert once - twice > twice - thrice > 0


def test_a_sum_is_that_of_its_clues() -> None:
    text = "can i see your number? can i reach you or him or him, are you here?"
    sum_of_clues = sum(LOOK.clues(text).values())
    assert LOOK.weigh(text, FIRST).ask == pytest.approx(
        -1.0 + sum_of_clues - 0.03 * len(words(text, _words_of))
    )


def test_the_strongest_clues_come_first() -> None:
    said = strongest(LOOK.clues("him or a number, and i could reach you"), 2)
    assert [clue.said for clue in said] == ["reach you", "him"]


def test_a_long_text_is_not_weighed_again() -> None:
    text = "reach you " * MOST_WORDS
    assert LOOK.weigh(text, FIRST) == FIRST
    assert LOOK.clues(text) == {}


def test_weights_are_read_as_they_were_written(tmp_path: Path) -> None:
    write_fine_weights(tmp_path / FILE, WEIGHTS)
    assert read_fine_weights(tmp_path / FILE) == WEIGHTS


def test_a_weight_too_large_for_its_byte_stays_the_largest() -> None:
    look = FineScales(
        FineWeights(0.0, STEP, COMMON, pressed({"a": 100.0, "b": -100.0}, STEP)), _words_of, FRAMES
    )
    said = look.clues("a b")
    assert said["a"] == -said["b"] == pytest.approx(127 * STEP / 3)


@pytest.mark.parametrize("content", [b"", b"{}\nxx", b'{"bias": 1}\n', b"not a file of weights"])
def test_a_broken_file_is_refused_by_name(tmp_path: Path, content: bytes) -> None:
    folder = tmp_path / "patterns"
    (folder / "en").mkdir(parents=True)
    for path in (find_packs() / "en").glob("*.toml"):
        (folder / "en" / path.name).write_bytes(path.read_bytes())
    (folder / "en" / FILE).write_bytes(content)
    with pytest.raises(PackError, match=r"fine.weights: not a file of weights.*make weights"):
        load_screener(folder)


def test_the_fine_weights_were_learnt_from_the_lines_that_are_here(screener: Screener) -> None:
    lines = [*read_lines(PACKS / "en" / "lines"), *examples(screener.patterns)]
    assert read_fine_weights(PACKS / "en" / FILE).made_from == digest(lines), "run `make weights`"


def test_only_what_is_near_is_weighed_again(screener: Screener) -> None:
    def again(text: str) -> bool:
        return bool(screener.explain(Message(text, Side.LISTENER)).fine)

    assert again("could we carry on talking somewhere that is not here?")
    assert not again("how did you sleep?")


def test_signs_that_nearly_add_up_are_weighed_finely(screener: Screener) -> None:
    text, memory, tiers = "you are the only one who gets me", Memory(), screener._tiers
    first = tiers.odds_of(text)
    assert first
    roughly, finely = likely(first.sign), likely(tiers.weighed_finely(text, first).sign)
    assert roughly != pytest.approx(finely, abs=0.01)
    told = [0.0, *(_told(screener, memory, text) for _ in range(9))]
    for before, after in pairwise(told):
        expected = finely if before + roughly >= MUCH else roughly
        assert after - before == pytest.approx(expected, abs=0.001)
    assert told[-2] + roughly >= MUCH > roughly


def _told(screener: Screener, memory: Memory, text: str) -> float:
    message = Message(text, Side.LISTENER, author="ann")
    screener.look(message, memory)
    return memory.told_by(message)


@pytest.mark.parametrize("strictness", list(Strictness))
def test_both_ways_to_look_find_the_same(screener: Screener, strictness: Strictness) -> None:
    for text in ("could we talk somewhere else?", "my number is on the fridge", "i like your voice, call me"):
        message = Message(text, Side.LISTENER)
        assert (
            screener.look(message, strictness=strictness)
            == screener.judge(message, strictness=strictness).findings
        )
