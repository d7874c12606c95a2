"""What came before changes what a message means."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.screening import Category, Findings, Memory, Message, Screener, Severity, Side, is_flagged
from bot.screening.judge import judge
from bot.screening.memory import KEPT, Entry
from bot.screening.packs import Role
from bot.screening.seen import Reading, Seen
from bot.screening.weighing import Kind, Weighed, Weights
from tests.screening.talks import Talk

L, M = Side.LISTENER, Side.MEMBER
ANY_TEXT = st.text(st.characters(codec=None))
WORDS = st.frozensets(ANY_TEXT, max_size=4)
ENTRIES = st.builds(
    Entry,
    key=ANY_TEXT,
    turn=st.integers(0, 2**40),
    side=st.sampled_from(Side),
    author=ANY_TEXT,
    categories=st.frozensets(st.sampled_from(Category)),
    details=WORDS,
    digits=ANY_TEXT,
    tells=st.floats(0, 1),
    refuses=st.booleans(),
    names_ask=st.booleans(),
)


@pytest.fixture
def talk(screener: Screener) -> Talk:
    return Talk(screener)


def test_a_number_in_pieces_is_put_together(talk: Talk) -> None:
    assert not is_flagged(talk.says(L, "first bit is 07911"))
    talk.says(M, "ok?")
    findings = talk.says(L, "123 456")
    assert "split_number" in {finding.rule for finding in findings}


@pytest.mark.parametrize("pieces", [("0791", "123 456"), ("079", "460", "981"), ("07911", "so", "123456")])
def test_so_is_a_number_without_a_word_beside_it(talk: Talk, pieces: tuple[str, ...]) -> None:
    *before, last = (talk.says(L, piece) for piece in pieces)
    assert not any(before)
    assert [finding.rule for finding in last] == ["split_number"]


@pytest.mark.parametrize(
    "pieces",
    [
        (
            "a little puzzle to pass the time for you: 07911",
            "the next clue for your puzzle is on page 123, turn it",
        ),
        ("the first bit: 415", "now i write the next one down for you, 555. ready?", "0142"),
        ("0 7 9 1 1", "i said the first ones already, so here come some more: 1 2 3."),
    ],
)
def test_pieces_may_stand_among_words_once_there_was_one(talk: Talk, pieces: tuple[str, ...]) -> None:
    *before, last = (talk.says(L, piece) for piece in pieces)
    assert not any(before)
    assert "split_number" in {finding.rule for finding in last}


@pytest.mark.parametrize(
    "texts",
    [
        (
            "did you know it was 222 points to 0?",
            "yes, 222! and they had 100 men",
            "it was in 1916, 104 years ago",
        ),
        ("he sold it for $100", "$ 5000", "$ 9200"),
        ("2220 points", "1000 men", "6400 goals!"),
        ("a flag for 50,000 dollars", "1,100 pounds", "250,000"),
        ("see you at 10:30", "11:45", "12:15"),
        ("call 988", "or 116 123", "and 999, they pick up all night"),
        (
            "it had 1800, later 2500, at last 3600. imagine",
            "and 4100, later 4700, at last 5200. mad, is it not",
        ),
        ("i was up again at 0400 hours today", "flight 515?"),
        ("i was born in 1985", "she in 1990", "and mum in 1961"),
    ],
)
def test_figures_that_people_tell_are_no_number_in_pieces(talk: Talk, texts: tuple[str, ...]) -> None:
    for text in texts:
        assert not is_flagged(talk.says(L, text))


def test_numbers_of_a_mood_are_not_a_phone(talk: Talk) -> None:
    for text in ("3", "2", "4", "about 5"):
        assert not is_flagged(talk.says(M, text))


def test_yes_after_an_ask_is_a_flag(talk: Talk) -> None:
    talk.says(L, "shall we swap numbers?")
    assert is_flagged(talk.says(M, "ok"))


def test_yes_after_nothing_is_nothing(talk: Talk) -> None:
    talk.says(L, "shall we look at it together?")
    assert talk.says(M, "ok") == ()


def test_a_bare_name_after_an_offer_is_a_share(talk: Talk) -> None:
    talk.says(L, "let's talk on telegram")
    findings = talk.says(M, "quiet_otter_44")
    assert "handle_after_ask" in {finding.rule for finding in findings}


def test_asking_again_after_a_no_weighs_more(talk: Talk) -> None:
    first = talk.says(L, "what's your insta?")
    talk.says(M, "i'd rather not, sorry")
    again = talk.says(L, "come on, just your insta please?")
    asks = [finding for finding in again if finding.after_refusal]
    assert asks
    assert asks[0].severity > first[0].severity
    assert not first[0].after_refusal


def test_the_one_who_said_no_is_not_pressing(talk: Talk) -> None:
    talk.says(L, "what's your insta?")
    talk.says(M, "no thanks")
    findings = talk.says(M, "where do you live by the way?")
    assert not any(finding.after_refusal for finding in findings)


def test_pushing_counts_only_after_an_ask(talk: Talk) -> None:
    assert not is_flagged(talk.says(L, "pretty please"))
    talk.says(L, "what's your snap?")
    assert is_flagged(talk.says(L, "pretty please"))


def test_details_one_by_one_become_urgent(talk: Talk) -> None:
    talk.says(L, "what's your full name?")
    talk.says(M, "ann")
    talk.says(L, "which school do you go to?")
    talk.says(M, "the big one")
    findings = talk.says(L, "and where do you live?")
    assert Severity.URGENT in {finding.severity for finding in findings}
    assert {finding.detail for finding in findings} >= {"home_town"}


def test_an_edit_replaces_what_was_said(talk: Talk) -> None:
    talk.says(L, "what's your number?", key="9")
    talk.says(L, "how was your day?", key="9")
    assert talk.says(M, "ok") == ()


def test_a_deleted_message_is_forgotten(talk: Talk) -> None:
    talk.says(L, "what's your number?", key="9")
    talk.memory.forget("9")
    assert talk.says(M, "ok") == ()


def test_two_members_of_a_room_are_told_apart(screener: Screener) -> None:
    memory = Memory()
    screener.look(Message("my lucky number is 07911", M, "1", author="ann"), memory)
    findings = screener.look(Message("123 456", M, "2", author="bo"), memory)
    assert not is_flagged(findings)


def test_memory_stays_small() -> None:
    memory = Memory()
    for turn in range(500):
        memory.record(Entry(str(turn), turn, L, "", categories=frozenset({Category.ADVANCE})))
    assert len(memory.entries) == KEPT


@given(st.lists(ENTRIES, max_size=KEPT))
def test_what_is_kept_comes_back_unchanged(entries: list[Entry]) -> None:
    memory = Memory()
    for entry in entries:
        memory.record(entry)
    kept = [entry for entry in entries if entry.notable]
    assert list(memory.entries) == kept
    assert all(memory.find(entry.key) is not None for entry in kept)


@given(st.lists(ENTRIES, max_size=5), ANY_TEXT)
def test_what_is_forgotten_is_gone_and_nothing_else(entries: list[Entry], key: str) -> None:
    memory = Memory()
    for entry in entries:
        memory.record(entry)
    memory.forget(key)
    assert memory.find(key) is None
    assert list(memory.entries) == [entry for entry in entries if entry.notable and entry.key != key]


def test_an_old_ask_is_no_longer_open(talk: Talk) -> None:
    talk.says(L, "what's your number?")
    for _ in range(12):
        talk.says(M, "the weather was grey and the bus was late")
    assert talk.says(M, "ok") == ()


def rules(findings: Findings) -> set[str]:
    return {finding.rule for finding in findings}


SPECIAL = "so special"
"""Tells nearly as much as not, by the weights of these stories."""


@pytest.fixture(scope="session")
def leaning(screener: Screener, packs_cache: Path) -> Screener:
    """A screener that knows one small sign, so that learning anew changes nothing here."""
    clues = {("special", 0, "special"): (0, 18_300)}
    weights = Weights((-9.0, -6.0), clues, {Category.SECRECY: Kind(0.0, {})})
    return Screener(screener.pack, weights, packs_cache)


@pytest.fixture
def sliding(leaning: Screener) -> Talk:
    return Talk(leaning)


def test_one_small_sign_is_nothing(sliding: Talk) -> None:
    assert not is_flagged(sliding.says(L, SPECIAL))
    assert not is_flagged(sliding.says(L, "that must have been heavy"))


def test_small_signs_of_one_person_add_up(sliding: Talk) -> None:
    sliding.says(L, SPECIAL)
    sliding.says(M, "aw")
    assert not any(finding.adds_up for finding in sliding.says(L, SPECIAL))
    sliding.says(M, "oh")
    findings = sliding.says(L, SPECIAL)
    assert any(finding.adds_up for finding in findings)
    assert all(finding.severity < Severity.URGENT for finding in findings)


def test_an_ask_that_would_be_flagged_alone_adds_up_all_the_same(sliding: Talk) -> None:
    sliding.says(L, SPECIAL)
    sliding.says(L, SPECIAL)
    findings = sliding.says(L, "my number is 07700 900123")
    assert any(finding.adds_up for finding in findings)
    assert not any(finding.adds_up for finding in sliding.says(M, "my number is 07700 900123"))


@pytest.mark.parametrize(
    ("before", "adds_up"), [(frozenset({Category.CONTACT_REQUEST}), False), (frozenset(), True)]
)
def test_a_flag_adds_up_with_small_signs_and_not_with_flags(
    before: frozenset[Category], adds_up: bool
) -> None:
    memory, message = Memory(), Message("text me your number", L)
    memory.record(Entry("", 1, L, "", categories=before, tells=0.9))
    barely = Seen(Category.CONTACT_REQUEST, Severity.CONCERN, "ask", "", Role.ACT, 0.75, 0, 19)
    (finding,) = judge(message, Reading(seen=(barely,), odds=Weighed(-1.0, -1.0)), memory).findings
    assert is_flagged((finding,))
    assert finding.adds_up is adds_up


@pytest.mark.parametrize(
    ("before", "tells", "adds_up"),
    [
        (Category.SECRECY, 0.98, True),
        (Category.ADVANCE, 0.98, True),
        (Category.OFFSITE_INVITE, 0.98, False),
        (Category.SECRECY, 0.6, False),
    ],
)
def test_two_plain_flags_add_up_unless_they_only_reach_for_contact(
    before: Category, tells: float, adds_up: bool
) -> None:
    memory, message = Memory(), Message("text me your number", L)
    memory.record(Entry("", 1, L, "", categories=frozenset({before}), tells=tells))
    plain = Seen(Category.CONTACT_REQUEST, Severity.CONCERN, "ask", "", Role.ACT, 0.75, 0, 19)
    (finding,) = judge(message, Reading(seen=(plain,), odds=Weighed(2.0, 2.0)), memory).findings
    assert finding.adds_up is adds_up


def test_the_signs_of_two_people_are_not_added(sliding: Talk) -> None:
    sliding.says(M, SPECIAL)
    assert not is_flagged(sliding.says(L, SPECIAL))


def test_an_edit_takes_its_sign_back(sliding: Talk) -> None:
    sliding.says(L, SPECIAL, key="9")
    sliding.says(L, "how was the rest of the day", key="9")
    assert not is_flagged(sliding.says(L, SPECIAL))


def test_a_no_that_names_the_ask_makes_going_on_an_ask_after_a_no(sliding: Talk) -> None:
    sliding.says(L, SPECIAL)
    sliding.says(M, "why do you need to know that")
    assert any(finding.after_refusal for finding in sliding.says(L, SPECIAL))


def test_giving_way_after_a_no_is_nothing(talk: Talk) -> None:
    talk.says(L, "which village is that then?")
    talk.says(M, "i'd rather not say")
    assert not is_flagged(talk.says(L, "you're completely right. how did you sleep?"))


def test_a_short_answer_gives_the_detail_that_was_asked(talk: Talk) -> None:
    talk.says(L, "what town are you in?")
    assert "gives_detail" in rules(talk.says(M, "exampleton"))
    talk.says(L, "what town are you in?")
    assert not is_flagged(talk.says(M, "why is that"))


@pytest.mark.parametrize(
    "lines",
    [
        (
            "is anyone with you right now?",
            "how is school going?",
            "which country are you in, for a helpline?",
        ),
        ("i'll be here until ten", "who else knows how bad it is?", "is there somebody kind at work?"),
        ("my hour is nearly up, take care", "come back any time", "what would you like to say first?"),
    ],
)
def test_support_stays_silent(talk: Talk, lines: tuple[str, ...]) -> None:
    for line in lines:
        talk.says(M, "i don't know, it is all so much")
        assert not is_flagged(talk.says(L, line)), line
