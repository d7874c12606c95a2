"""A glance lets most texts go, and hardly one in which a closer look would find something."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.screening import Category, Finding, Memory, Message, Screener, Side
from bot.screening.glance import EVERYTHING, Glance, Glances, Noticed, Signs
from bot.screening.tiers import Tiers
from tests.installed import installed_pack

LET_GO = 0.0012
"""The share of lines with a finding that a glance may let go: measured, 10 of 9,771 (docs/screening.md)."""
CERTAIN = frozenset(("phone_number", "email_address", "invite_link", "profile_link"))
PIECES = (
    "we walked the dog", "it rained all day", "i slept badly", "thank you", "so tired of it all",
    "07700 900123", "0 7 7 0 0 9 0 0 1 2 3", "(0770)", "900-123", "oh seven double seven", "nine hundred",
    "mira@example.com", "mira at example dot com", "at example.net", "discord.gg/harbour", "discord dot gg slash",
    "s n a p", "sn", "ap", "insta", "gram", "in sta", "d1sc0", "rd", "kill myself", "k1ll mys3lf", "end my l1fe",
    "shut up", "sh*t", "you are pathetic", "lla ta em llac", "5", "4am", "2019", "soooo", "co-worker", "'", "?!",
)  # fmt: skip


@pytest.fixture(scope="module")
def tiers(screener: Screener) -> Tiers:
    return screener._tiers


def said(findings: tuple[Finding, ...]) -> list[tuple[str, int]]:
    return [(finding.rule, finding.severity) for finding in findings]


@pytest.mark.parametrize(
    "text",
    [
        "the bread was in the oven and it rained all afternoon",
        "my daughter has a fever, so i slept badly again",
        "my train was 20 minutes late, and it rained",
        "she wore a t-shirt and a real-life smile",
    ],
)
def test_ordinary_talk_shows_nothing(tiers: Tiers, text: str) -> None:
    assert not tiers.glance.at(text).odd
    assert not tiers.glance.at(text).near


@pytest.mark.parametrize("text", ["whats your number?", "add me on insta", "can we talk somewhere else"])
def test_the_words_of_an_ask_are_near(tiers: Tiers, text: str) -> None:
    assert tiers.glance.at(text).near


@pytest.mark.parametrize(
    ("chunk", "signs"),
    [
        ("river", Signs()),
        ("dog's", Signs()),
        ("2019", Signs(spread=4)),
        ("20", Signs(spread=4)),
        ("i", Signs()),
        ("x", Signs(spread=5)),
        ("gram", Signs(spread=5)),
        ("seven", Signs(spread=1)),
        ("moss-hen", Signs(undone="mosshen")),
        ("soooo", Signs(undone="so", known=True)),
    ],
)
def test_a_chunk_says_what_it_may_be_a_part_of(tiers: Tiers, chunk: str, signs: Signs) -> None:
    assert isinstance(tiers.glance, Glance)
    assert tiers.glance.signs_of(chunk) == signs


@pytest.mark.parametrize(
    "chunk", ["07700900123", "mira@example.com", "discord.gg/x", "dot", "example.net", "s.n.a.p"]
)
def test_a_chunk_is_odd_by_itself(tiers: Tiers, chunk: str) -> None:
    noticed = tiers.glance.at(f"so tired {chunk} of it all again and again and again")
    assert noticed.odd or noticed.spread or noticed.hides


def test_a_long_text_is_always_looked_at_closely(tiers: Tiers) -> None:
    assert tiers.glance.at("river " * 200) == EVERYTHING


def test_everything_in_one_sum_stays_apart() -> None:
    signs = {"odd": Signs(odd=True), "part": Signs(spread=7), "off": Signs(undone="of", known=True)}
    glance = Glance(
        Glances({"heavy": -2000}, 900.0), lambda chunk: (chunk,), lambda chunk: signs.get(chunk, Signs())
    )
    many = "heavy " * 20
    assert glance.at(many) == Noticed()
    assert glance.at(many + "odd " * 40) == Noticed(odd=True)
    assert glance.at(many + "part " * 40) == Noticed(spread=True)
    assert glance.at(many + "off " * 40) == Noticed(hides=True)
    assert glance.undone("an off day") == "an of day"


def test_topics_stay_apart_from_all_else_and_from_each_other() -> None:
    signs = {"odd": Signs(odd=True)}
    topics = [Glances({"dark": 900, "pie": -900}, 300.0), Glances({"pie": 50_000, "dark": -50_000}, 300.0)]
    glance = Glance(
        Glances({"heavy": 2000, "dark": -2000}, 300.0),
        lambda chunk: (chunk,),
        lambda chunk: signs.get(chunk, Signs()),
        topics,
    )
    assert glance.at("a tree") == Noticed()
    assert glance.at("dark " * 60) == Noticed(topics=0b01)
    assert glance.at("pie " * 60) == Noticed(topics=0b10)
    assert glance.at("heavy " * 60) == Noticed(near=True)
    assert glance.at("heavy pie odd") == Noticed(near=True, odd=True, topics=0b10)
    assert glance.at("river " * 200).topics & 0b11 == 0b11


def test_hardly_an_example_of_the_packs_is_let_go(screener: Screener) -> None:
    lines = [Message(text, Side.LISTENER) for pattern in installed_pack().patterns for text in pattern.match]
    closely = [(line, said(screener.judge(line).findings)) for line in lines]
    found = [one for one in closely if one[1]]
    lost = [line.text for line, findings in found if said(screener.look(line)) != findings]
    assert len(lost) <= LET_GO * len(found), lost


@settings(deadline=None, max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=8), st.sampled_from([" ", ", ", ". ", "\n"]))
def test_a_contact_by_its_form_and_words_of_danger_are_never_let_go(
    screener: Screener, pieces: list[str], between: str
) -> None:
    message = Message(between.join(pieces), Side.LISTENER)
    closely = {finding.rule for finding in screener.judge(message).findings if _is_certain(finding)}
    assert closely <= {finding.rule for finding in screener.look(message)}


def _is_certain(finding: Finding) -> bool:
    return finding.rule in CERTAIN or finding.category in (Category.CRISIS, Category.CONDUCT)


@settings(deadline=None, max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=6))
def test_a_number_in_pieces_is_seen_as_by_the_closer_look(screener: Screener, turns: list[str]) -> None:
    quick, closer = Memory(), Memory()
    for number, text in enumerate(turns):
        message = Message(text, Side.LISTENER, str(number), author="ann")
        found = {finding.rule for finding in screener.look(message, quick)}
        if "split_number" in {finding.rule for finding in screener.judge(message, closer).findings}:
            assert "split_number" in found
