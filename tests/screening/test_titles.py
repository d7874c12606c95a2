"""Titles in names: found in odd letters and run together, left alone where they say something else (D14)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.screening import Screener


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("Ana | Therapist", "therapist"),
        ("LifeCoachAna", "life coach"),
        ("LIFECOACH ana", "lifecoach"),
        ("Dr. Ana", "dr"),
        ("ana (licensed counsellor)", "counsellor"),
        ("𝓽𝓱𝓮𝓻𝓪𝓹𝓲𝓼𝓽 ana", "therapist"),
        ("th3rap1st_ana", "therapist"),
        ("🌿 psychologist 🌿", "psychologist"),
        ("Harbour Staff", "staff"),
        ("free therapy here, ask me", "therapy"),
    ],
)
def test_a_title_is_found(screener: Screener, name: str, title: str) -> None:
    assert screener.claimed_title(name) == title


@pytest.mark.parametrize(
    "name",
    [
        "Ana",
        "not a therapist",
        "Doctor Who",
        "drpepper",
        "Dr Pepper",
        "my therapist's cat",
        "andrew",
        "modest mouse",
        "needs therapy",
        "therapystudent",
        "Nomad",
        "x" * 500,
        "",
    ],
)
def test_other_names_are_left_alone(screener: Screener, name: str) -> None:
    assert screener.claimed_title(name) == ""


@given(name=st.text(max_size=300))
def test_no_name_breaks_it(screener: Screener, name: str) -> None:
    assert isinstance(screener.claimed_title(name), str)
