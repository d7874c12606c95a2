"""Weights are added up for a whole text, and say why."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.screening import Category, Screener
from bot.screening.clues import words
from bot.screening.glance import Glances
from bot.screening.weighing import Kind, Scales, Weights, likely, read_weights, write_clue
from tools.labelled_lines import digest, examples, read_lines

PACKS = Path(__file__).parents[2] / "patterns"
WEIGHTS = Weights(
    bias=(-1.0, -1.0),
    clues={
        ("reach", 0, "reach"): (4000, 2000),
        ("reach", 1, "you"): (3000, 0),
        ("him", 0, "him"): (-3000, -9000),
        ("you", 2, "here"): (-500, 700),
    },
    kinds={
        Category.CONTACT_REQUEST: Kind(0.0, {("reach", 0, "reach"): 900}),
        Category.SECRECY: Kind(0.1, {("tell", 0, "tell"): 900}),
    },
)
SCALES = Scales(WEIGHTS, {})


def test_a_pair_adds_to_its_words() -> None:
    assert SCALES.weigh("how to reach you").ask > SCALES.weigh("how to reach it").ask


def test_words_against_an_ask_take_away() -> None:
    assert SCALES.weigh("reach him").ask < SCALES.weigh("reach her").ask


def test_asks_and_signs_are_weighed_apart() -> None:
    weighed = SCALES.weigh("reach him")
    assert weighed.ask > weighed.sign


def test_only_a_long_text_must_say_more() -> None:
    said = [SCALES.weigh("you " * count).long for count in (5, 20, 40, 70, 200)]
    assert said[0] == said[1] == 0.0 < said[2] < said[3] < said[4]
    assert SCALES.weigh("you " * 300).long == said[4]


def test_weighing_stops_where_the_rest_cannot_matter() -> None:
    glances = Glances({}, 0.0, steps=(-1.0,))
    scales = Scales(replace(WEIGHTS, glances=glances), {})
    assert scales.weigh_if_near("him and him and him") is None
    assert scales.weigh_if_near("how to reach you") == scales.weigh("how to reach you")


def test_pairs_that_stand_further_apart_can_be_left_out() -> None:
    assert SCALES.weigh("how you or here", 1).sign < SCALES.weigh("how you or here").sign


def test_the_kind_is_the_one_that_most_speaks_for() -> None:
    assert SCALES.kind("how to reach you") is Category.CONTACT_REQUEST
    assert SCALES.kind("do not tell") is Category.SECRECY


def test_the_heaviest_stretch_is_pointed_at() -> None:
    text = "it was raining all day and i could reach you"
    low, high = SCALES.heaviest(text)
    assert text[low:high] == "reach you"


def test_clues_say_what_weighed_how_much() -> None:
    said = {clue.said: clue.weight for clue in SCALES.clues("reach you or him")}
    assert said["reach"] > 0 > said["him"]
    assert "reach you" in said


@given(st.lists(st.sampled_from(["reach", "you", "him", "here", "and"]), max_size=30))
def test_the_sum_is_that_of_its_clues(them: list[str]) -> None:
    text = " ".join(them)
    weighed = SCALES.weigh(text)
    longest = Scales(Weights((0.0, 0.0), WEIGHTS.clues, {}), {}).weigh(text)
    assert weighed.ask == pytest.approx(longest.ask - 1.0)
    assert weighed.sign == pytest.approx(longest.sign - 1.0)


@pytest.mark.parametrize(
    ("clue", "written"),
    [
        (("reach", 0, "reach"), "reach"),
        (("reach", 1, "you"), "reach you"),
        (("you", 3, "here"), "you ..3 here"),
    ],
)
def test_a_clue_is_read_as_it_was_written(tmp_path: Path, clue: tuple[str, int, str], written: str) -> None:
    assert write_clue(*clue) == written
    path = tmp_path / "weights.json"
    path.write_text(f'{{"bias": [0, 0], "clues": {{"{written}": [1, 2]}}, "kinds": {{}}}}', encoding="utf-8")
    assert read_weights(path).clues == {clue: (1, 2)}


@given(st.floats(-1000, 1000))
def test_a_probability_lies_between_none_and_one(odds: float) -> None:
    assert 0.0 <= likely(odds) <= 1.0


def test_the_weights_were_learnt_from_the_lines_that_are_here(screener: Screener) -> None:
    lines = [*read_lines(PACKS / "en" / "lines"), *examples(screener.patterns)]
    assert read_weights(PACKS / "en" / "weights.json").made_from == digest(lines), "run `make weights`"


def test_the_real_weights_know_an_ask_from_ordinary_talk(screener: Screener) -> None:
    scales = Scales(read_weights(PACKS / "en" / "weights.json"), screener.pack.same)
    assert words("hmu on telegram", scales.words_of)[1:-1] == ["hmu", "on", "{app}"]
    assert scales.weigh("whats your telegram?").ask > 0 > scales.weigh("how did you sleep?").ask
