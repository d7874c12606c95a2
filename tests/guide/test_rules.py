"""The rules as text: complete, in order, searchable, in both wordings, and the same as what points are given for."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.casework.points import find_policy, shipped_policies
from bot.guide import Page, Wording
from bot.guide.cards_rules import RulesPlace, RulesReader, rules_card
from bot.guide.points_shown import points_table
from bot.guide.rule_search import find_rules
from bot.guide.rules import RulesError, read_rules
from bot.guide.rules_text import rules_text
from bot.screening import Side
from tests.guide.examples.rules import ADDRESS, TABLES, reader, shown

ROWS = [(table, rule) for table in shipped_policies() for rule in find_policy(table).rules]
FILE = """
version = 1
updated = 2026-01-02
[[area]]
id = "all"
title = "All"
about = "All of it."
[[rule]]
id = "one"
area = "all"
title = "One"
member = "Be kind."
listener = "Be kind."
[[change]]
on = 2026-01-02
text = "First."
"""


@pytest.mark.parametrize(("table", "row"), ROWS)
def test_nobody_gets_points_for_a_rule_that_cannot_be_read_here(
    wording: Wording, table: str, row: str
) -> None:
    """Q23: each row of each table is told in plain words in Discord, on its own card and beside its rule."""
    said = wording.rules.row(table, row)
    at = reader(wording, table)
    assert said is not None
    assert at.table is not None
    title = at.table.policy.rule(row).title
    for place in (RulesPlace(row.lower()), RulesPlace(said.rule)):
        assert title in shown(wording, place, at).text


def test_no_rule_names_a_row_that_is_in_no_table(wording: Wording) -> None:
    assert sorted((row.table, row.id) for row in wording.rules.rows) == sorted(ROWS)


@pytest.mark.parametrize("side", list(Side))
def test_every_rule_is_read_in_discord_by_turning_from_part_to_part(wording: Wording, side: Side) -> None:
    for area in wording.rules.areas:
        parts = [shown(wording, RulesPlace(area.id, side, part), reader(wording)).text for part in range(9)]
        for rule in wording.rules.rules_in(area.id):
            own = rule.listener if side is Side.LISTENER else rule.member
            assert sum(own in part for part in dict.fromkeys(parts)) == 1


@pytest.mark.parametrize("table", TABLES)
def test_every_row_of_a_table_is_read_in_discord(wording: Wording, table: str) -> None:
    at = reader(wording, table)
    assert at.table is not None
    told = "".join(shown(wording, RulesPlace("points", part=part), at).text for part in range(9))
    assert all(f"**{row.id}** {row.title}" in told for row, _ in at.table.rows)


def test_what_holds_everywhere_comes_before_the_areas(wording: Wording) -> None:
    """Q08, Q12, P30."""
    first = wording.rules.areas[0]
    assert first.id == "everywhere"
    assert "chats, rooms, posts, names and private messages" in first.about
    order = [area.id for area in wording.rules.areas]
    assert [order.index(rule.area) for rule in wording.rules.rules] == sorted(
        order.index(rule.area) for rule in wording.rules.rules
    )


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ("contact", "phone number"),
        ("offsite", "another app"),
        ("excuses", "battery"),
        ("private", "could someone work out exactly who I am from this?"),
        ("advice", "push a belief"),
        ("diagnosing", "Only doctors and trained therapists can"),
        ("judging", "what you did, what you do or how you feel"),
        ("minimising", "waste their time"),
        ("abandoning", "vanish"),
        ("crisis", "never in trouble"),
        ("endings", "five minutes before they go"),
        ("confidentiality", "stays in the chat"),
        ("without-names", "without names"),
        ("role-play", "Playing in the wrong place is not counted"),
        ("groups-elsewhere", "bringing people in from there is welcome"),
        ("heard-first", "which account writes to you"),
        ("written-first", "can't be read here"),
    ],
)
def test_the_rules_answer_what_people_asked_for(wording: Wording, rule: str, said: str) -> None:
    found = wording.rules.rule(rule)
    assert found is not None
    assert said in f"{found.member} {found.listener} {found.title.lower()}"


def test_nothing_is_left_open_or_shown_as_a_picture(wording: Wording) -> None:
    """Q06, Q07: no "click here", no forgotten link, no picture."""
    for rule in wording.rules.rules:
        for text in (rule.member, rule.listener):
            assert not re.search(r"click here|add link|learn more here|!\[|<img|\]\(|https?://", text), (
                rule.id
            )


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("advice", "advice"),
        ("advise", "advice"),
        ("whatsap", "contact"),
        ("batery", "excuses"),
        ("roleplay", "role-play"),
        ("can i role play", "role-play"),
        ("diagnosys", "diagnosing"),
        ("harrasment", "no-is-no"),
        ("triangulating", "without-names"),
        ("off site group", "groups-elsewhere"),
        ("suicidal", "crisis"),
        ("FLIRTING", "romance"),
        ("therapist", "titles"),
        ("no-is-no", "no-is-no"),
        ("don't tell", "secrets"),
    ],
)
def test_a_search_finds_the_rule_also_when_it_is_misspelled(wording: Wording, typed: str, found: str) -> None:
    assert found in [entry.anchor for entry in find_rules(wording.rules, typed)][:2]


@pytest.mark.parametrize("typed", ["", "   ", "xyzzy", "*", "🙂", "you", "z" * 5000])
def test_a_search_for_nothing_finds_nothing_and_fails_for_nothing(wording: Wording, typed: str) -> None:
    table = points_table(wording.rules, "table-2020")
    assert len(find_rules(wording.rules, typed, table)) <= 10
    assert find_rules(wording.rules, "xyzzy", table) == ()


@given(typed=st.text(max_size=200))
def test_no_search_fails_whatever_is_typed(wording: Wording, typed: str) -> None:
    assert len(find_rules(wording.rules, typed)) <= 10


def test_every_rule_is_found_by_its_title_and_by_its_address(wording: Wording) -> None:
    for rule in wording.rules.rules:
        assert find_rules(wording.rules, rule.id)[0].anchor == rule.id
        assert rule.id in [entry.anchor for entry in find_rules(wording.rules, rule.title)][:3]


def test_a_row_is_found_by_its_number_where_the_table_holds(wording: Wording) -> None:
    table = points_table(wording.rules, "table-2020")
    assert find_rules(wording.rules, "d8", table)[0].anchor == "d8"
    assert find_rules(wording.rules, "d8") == ()


@pytest.mark.parametrize(
    ("what", "marked"), [("points", True), ("f4", True), ("kind", True), ("advice", False)]
)
def test_what_was_typed_off_is_marked_wherever_it_shows(wording: Wording, what: str, *, marked: bool) -> None:
    """G10."""
    text = shown(wording, RulesPlace(what), reader(wording, "table-2020")).text
    assert ("2020 table, transcribed; may be out of date" in text) is marked


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("f1", "0 points"),
        ("f4", "1 point"),
        ("d8", "4 points in the table, but its meaning is not settled, so people decide each time"),
        ("d10", "7 points, or people decide at once whether someone can stay"),
        ("d11", "4 points (for listeners only)"),
        ("d12", "(for grown-ups who may listen to teens)"),
        ("d14", "the number is not known, so people decide each time (since November 24, 2021)"),
        ("k5a", "people decide at once whether someone can stay"),
    ],
)
def test_what_a_row_counts_is_said_in_words(wording: Wording, row: str, said: str) -> None:
    first, *_ = shown(wording, RulesPlace(row), reader(wording, "table-2020")).text.split("\n\n")[1:]
    assert first.splitlines()[0].endswith(said)


def test_without_a_table_no_points_are_shown(wording: Wording) -> None:
    assert points_table(wording.rules, "off") is None
    for gone in ("points", "f4", "s1"):
        assert rules_card(wording, RulesPlace(gone), RulesReader()) is None
    assert "points" not in shown(wording, RulesPlace("contact"), RulesReader()).text


@pytest.mark.parametrize("table", TABLES)
def test_changes_are_dated_newest_first_and_read_by_everybody(wording: Wording, table: str) -> None:
    """Q24."""
    at = reader(wording, table)
    assert at.table is not None
    text = shown(wording, RulesPlace("changes"), at).text
    for changes in (wording.rules.changes, at.table.policy.editions):
        places = [text.index(f"{wording.day(change.on)}: {change.text}") for change in changes]
        assert places == sorted(places, reverse=True)


def test_the_page_and_the_rules_have_one_version_and_one_date(wording: Wording) -> None:
    page = wording.guide.page(Page.RULES)
    assert (page.version, page.updated) == (wording.rules.version, wording.rules.updated)


def test_a_rule_on_the_web_is_reached_at_its_own_address(wording: Wording) -> None:
    at = reader(wording, "starter", ADDRESS)
    for what, address in (("contact", f"{ADDRESS}#contact"), ("s1", f"{ADDRESS}/points/starter#s1")):
        assert shown(wording, RulesPlace(what), at).buttons[-1].url == address


@pytest.mark.parametrize("table", [*TABLES, "off"])
def test_the_plain_text_has_everything_and_no_markup(wording: Wording, table: str) -> None:
    held = points_table(wording.rules, table)
    text = rules_text(wording, held)
    for rule in wording.rules.rules:
        assert rule.member in text
        assert rule.listener in text
    for change in wording.rules.changes:
        assert change.text in text
    for row, said in held.rows if held is not None else ():
        assert f"{row.id} {row.title}" in text
        assert said.text in text
    assert f"Version {wording.rules.version}" in text
    assert "**" not in text


@pytest.mark.parametrize("text", ["", "contact", "contact/nobody/0", "contact/member/x", "a/b/c/d"])
def test_an_old_button_that_leads_nowhere_is_no_place(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        RulesPlace.read(text)


def test_a_place_is_read_back_from_its_button() -> None:
    place = RulesPlace("no-is-no", Side.LISTENER, 3)
    assert RulesPlace.read(str(place)) == place


def test_a_small_file_of_rules_can_be_read() -> None:
    book = read_rules(FILE, "xx/rules.toml")
    assert [rule.id for rule in book.rules_in("all")] == ["one"]
    assert book.rule("two") is None


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("version = 1", "version = 'one'", "version"),
        ("version = 1", "version = ", "Invalid value"),
        ('title = "One"', 'heading = "One"', r"rule\.0\."),
        ('area = "all"', 'area = "none"', "rule one: there is no area none"),
        ('id = "one"', 'id = "all"', "all is there more than once"),
        ('id = "one"', 'id = "One Rule"', r"rule\.0\.id"),
        ("on = 2026-01-02", "on = 2026-01-01", "the newest change must come last"),
        ("[[change]]", '[[row]]\ntable = "t"\nid = "T1"\nrule = "two"\n[[change]]', "there is no rule two"),
    ],
)
def test_a_broken_file_is_refused_with_what_is_wrong(before: str, after: str, said: str) -> None:
    with pytest.raises(RulesError, match=rf"xx/rules\.toml.*{said}"):
        read_rules(FILE.replace(before, after, 1), "xx/rules.toml")
