"""Disguised letters read as plain ones, and every place can be found again in the original."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.screening.disguise import backwards, turn, undo
from bot.screening.fold import _MOST_REMEMBERED, build_table, fold, fold_view
from bot.screening.vocabulary import Vocabulary

WORDS = Vocabulary(["snow", "storm", "window", "falling"])
TABLE = build_table({"👻": "ghost_app"})
ANY_TEXT = st.text(st.characters(codec=None), max_size=60)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("plain Ascii", "plain Ascii"),
        ("ｆｕｌｌｗｉｄｔｈ", "fullwidth"),
        ("𝓯𝓪𝓷𝓬𝔂 𝕥𝕖𝕩𝕥", "fancy text"),
        ("ⓒⓘⓡⓒⓛⓔⓓ", "circled"),
        ("🅱🅾🆇", "box"),
        ("🇦🇧🇨", "abc"),
        ("сметана", "cmetaha"),
        ("ᴛɪɴʏ", "tiny"),
        ("ˢᵘᵖᵉʳ", "super"),
        ("5️⃣6️⃣", "56"),
        ("zero\u200bwidth", "zerowidth"),
        ("soft\u00adhyphen", "softhyphen"),
        ("wouldn ' t they ' ll", "wouldn't they'll"),
        ("I ’ M here", "I'M here"),
        ("the dogs ' tails, ' t", "the dogs ' tails, ' t"),
        ("z\u0335a\u0335l\u0335g\u0335o\u0335", "zalgo"),
        ("naïve café", "naive cafe"),
        ("don\u2019t", "don't"),
        ("lone\ud800surrogate", "lonesurrogate"),
        ("👻", " ghost_app "),
        ("👻\ufe0f", " ghost_app "),
        ("ⱥƀȼđ", "abcd"),
        ("ꓢꓠꓳꓪ", "snow"),
        ("❶②𝟑٤५", "12345"),
        ("n⭕w", "now"),
    ],
)
def test_letters_are_folded(written: str, read: str) -> None:
    assert fold(written, TABLE) == read


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("s n o w", "snow"),
        ("s.n.o.w", "snow"),
        ("sn**o**w", "snow"),
        ("s||n||ow", "snow"),
        ("snoooow", "snow"),
        ("sn0w", "snow"),
        ("sn%6Fw", "snow"),
        ("sno|w", "snow"),
        ("s ~ n ~ o ~ w", "snow"),
        ("w'i'n'd'o'w", "window"),
        ("sn|ow", "snow"),
        ("$n0w", "snow"),
        ("fa1|in9", "falling"),
        ("ssnnooww", "snow"),
        ("wind*w", "window"),
        ("wi-ndow", "window"),
        ("__snow__", "snow"),
        ("[snow](https://a.example/b)", "[snow"),
        ("s n o w  s t o r m", "snow storm"),
        ("snw strm", "snw storm"),
        ("i'm s n o w", "i'm snow"),
        ("o77Oo9OOI42", "07700900142"),
        ("£5 and 3€", "£5 and 3€"),
        ("0 1 2 3", "0 1 2 3"),
        ("at 3pm", "at 3pm"),
        ("2o2ssSOI43", "2025550143"),
    ],
)
def test_disguises_are_undone(written: str, read: str) -> None:
    assert undo(fold_view(written, TABLE), WORDS).text == read


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("the wodniw is open", ["the window is open"]),
        ("eht mrots", ["eht storm", "the storm"]),
        ("a plain line", []),
    ],
)
def test_words_that_stand_backwards_are_turned(written: str, read: list[str]) -> None:
    assert [view.text for view in turn(fold_view(written, TABLE), WORDS)] == read


def test_reading_backwards() -> None:
    view = backwards(fold_view("wons", TABLE))
    assert view.text == "snow"
    assert view.span(0, 4) == (0, 4)


def test_letters_that_were_met_are_remembered_and_not_without_end() -> None:
    table = build_table({})
    plain = [table[code] for code in range(0x20000, 0x20000 + 60_000)]
    assert len(table) == _MOST_REMEMBERED
    assert plain == [table[code] for code in range(0x20000, 0x20000 + 60_000)]


def test_an_ending_put_back_is_found_where_it_stood() -> None:
    text = "no, i don ' t know"
    view = fold_view(text, TABLE)
    start = view.text.index("don't")
    assert slice(*view.span(start, start + 5)) == slice(text.index("don"), text.index(" know"))


def test_a_span_leads_back_through_fold_and_disguise() -> None:
    written = "see: ｓ.ｎ.ｏ.ｗ now"
    view = undo(fold_view(written, TABLE), WORDS)
    place = view.text.index("snow")
    start, end = view.span(place, place + 4)
    assert written[start:end] == "ｓ.ｎ.ｏ.ｗ"


@given(ANY_TEXT)
def test_every_letter_of_every_view_has_a_place(text: str) -> None:
    plain = fold_view(text, TABLE)
    for view in (
        plain,
        undo(plain, WORDS),
        backwards(plain),
        undo(backwards(plain), WORDS),
        *turn(plain, WORDS),
    ):
        for place in range(len(view.text)):
            start, end = view.span(place, place + 1)
            assert 0 <= start <= end <= len(text)


@given(ANY_TEXT)
def test_fold_and_view_agree(text: str) -> None:
    assert len(fold_view(text, TABLE).text) == len(fold(text, TABLE))
