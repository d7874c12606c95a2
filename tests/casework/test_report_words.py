"""What a report's words lack: only what certainly says nothing is asked about."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.casework.report_words import Lacking, lacking, words_needed
from bot.casework.situations import Setting, Situation, situations_for

POINTING = frozenset(
    [
        "a",
        "at",
        "bad",
        "chat",
        "in",
        "inappropriate",
        "is",
        "it",
        "look",
        "my",
        "please",
        "read",
        "see",
        "the",
    ]
)


@pytest.mark.parametrize(
    ("words", "missing"),
    [
        ("", Lacking.NOTHING_SAID),
        ("   \n ", Lacking.NOTHING_SAID),
        ("...!!", Lacking.NOTHING_SAID),
        ("\N{CRYING FACE}", Lacking.NOTHING_SAID),
        ("sdfghjk", Lacking.RANDOM_LETTERS),
        ("aaaa", Lacking.RANDOM_LETTERS),
        ("asdf asdf", Lacking.RANDOM_LETTERS),
        ("xkcdqrt bnmpl", Lacking.RANDOM_LETTERS),
        ("lkjh", Lacking.RANDOM_LETTERS),
        ("ababab", Lacking.RANDOM_LETTERS),
        ("Inappropriate chat", Lacking.ONLY_POINTS),
        ("read the chat", Lacking.ONLY_POINTS),
        ("Please look at my chat.", Lacking.ONLY_POINTS),
        ("INAPPROPRIATE", Lacking.ONLY_POINTS),
    ],
)
def test_what_says_nothing_is_known(words: str, missing: Lacking) -> None:
    """The four bad reports that a large platform names, and what looks like them."""
    assert lacking(words, POINTING) is missing


@pytest.mark.parametrize(
    "words",
    [
        "he asked for my number",
        "mama",
        "papa did",
        "no",
        "she is rude",
        "il m'a demandé mon adresse",
        "ona mnie obraża",
        "вчера он писал мне",
        "昨日の夜",
        "read the chat, she asked where I live",
        "asdfg he hit me",
        "hm",
        "vrch",
    ],
)
def test_whatever_says_something_is_taken_in_any_language(words: str) -> None:
    assert lacking(words, POINTING) is None


@given(st.text())
def test_any_text_at_all_has_an_answer(words: str) -> None:
    assert lacking(words, POINTING) in {None, *Lacking}


@given(st.text(), st.sampled_from(["where", "asked", "money", "gestern", "telefono"]))
def test_one_real_word_is_always_enough(words: str, real: str) -> None:
    assert lacking(f"{words} {real}", POINTING) is None


@given(st.lists(st.sampled_from(sorted(POINTING)), min_size=1), st.sampled_from([" ", ", ", "\n", "... "]))
def test_pointing_words_never_say_something_in_any_order(words: list[str], between: str) -> None:
    assert lacking(between.join(words).upper(), POINTING) is Lacking.ONLY_POINTS


@pytest.mark.parametrize("situation", Situation)
def test_words_are_needed_where_neither_choice_nor_place_says_what_happened(situation: Situation) -> None:
    alone = words_needed(situation, in_chat=False, by_message=False)
    assert alone is (situation is not Situation.UNEASY)
    for in_chat, by_message in [(True, False), (False, True), (True, True)]:
        needed = words_needed(situation, in_chat=in_chat, by_message=by_message)
        assert needed is (situation is Situation.SOMETHING_ELSE)


@pytest.mark.parametrize("setting", Setting)
def test_every_setting_offers_each_situation_once_and_something_else_last(setting: Setting) -> None:
    offered = situations_for(setting)
    assert len(set(offered)) == len(offered) <= 25
    assert offered[-1] is Situation.SOMETHING_ELSE
    assert Situation.UNEASY not in offered


def test_every_situation_is_offered_somewhere() -> None:
    everywhere = {each for setting in Setting for each in situations_for(setting)}
    assert everywhere | {Situation.UNEASY} == set(Situation)


def test_what_only_listeners_do_is_not_asked_about_members() -> None:
    for setting in (Setting.ABOUT_MEMBER, Setting.AMONG_LISTENERS):
        assert not {Situation.JUDGED, Situation.DIAGNOSED, Situation.NOT_SERIOUS} & set(
            situations_for(setting)
        )
