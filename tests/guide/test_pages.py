"""The guide's pages and the helplines: complete, dated, and answering what members asked for."""

import re
from datetime import date

import pytest

from bot.guide import Page, Wording
from bot.guide.helplines import CHECKED_WITHIN, HelplinesError, load_helplines
from bot.guide.pages import GuideError, read_page
from bot.store.retention import retention_rules

ENTRY = 'checked = 2026-01-01\nemergency = "999"\n'
EVERYWHERE = f'{ENTRY}directory = "https://d.example"\ndirectory_name = "d"\n'


@pytest.mark.parametrize(
    ("page", "said"),
    [
        (Page.IF_IT_HAPPENED, "You did nothing wrong"),
        (Page.WARNING_SIGNS, "Slow replies are fine here"),
        (Page.WARNING_SIGNS, "charge and come back, or you can meet another listener"),
        (Page.WARNING_SIGNS, "You can talk about hard things here"),
        (Page.KEEP_PRIVATE, "could someone work out exactly who I am from this?"),
        (Page.OKAY_HERE, "45 minutes to an hour"),
        (Page.OKAY_HERE, "five minutes before"),
        (Page.OKAY_HERE, "Only doctors and trained therapists can"),
        (Page.OKAY_HERE, "waste their time"),
        (Page.OKAY_HERE, "judge you, whatever you did, do or feel"),
        (Page.ENDING, "internet connection"),
        (Page.PRIVACY, "No AI service"),
    ],
)
def test_the_pages_answer_what_members_asked_for(wording: Wording, page: Page, said: str) -> None:
    assert said in wording.guide.page(page).text


@pytest.mark.parametrize(
    ("said", "rule"),
    [
        (r"\*\*A note\*\*, [^\n]* date\. (\d+) days", "Notes (rule, chat, date)"),
        (r"of that message, encrypted\. (\d+) days", "The words in a note"),
        (r"Your words in it, encrypted, (\d+) days", "The words in a report"),
        (r"\*\*A report\*\*: (\d+) days", "Reports (situation, date)"),
        (r"Who talked with whom, (\d+) days", "Chats (who with whom, when, how long, why it ended)"),
        (r"(\d+) days after you read it", "Private messages kept under My messages, once read"),
        (r"after you read it, at most (\d+)", "Private messages kept under My messages, never read"),
    ],
)
def test_the_privacy_page_tells_the_periods_that_are_kept_to(wording: Wording, said: str, rule: str) -> None:
    found = re.search(said, wording.guide.page(Page.PRIVACY).text)
    kept = {each.what: each.keep.days for each in retention_rules()}

    assert found is not None
    assert int(found.group(1)) == kept[rule]


def test_what_to_do_if_it_already_happened_comes_first(wording: Wording) -> None:
    assert [page.page for page in wording.guide.pages] == list(Page)
    assert wording.guide.pages[0].page is Page.IF_IT_HAPPENED


def test_every_page_is_dated_and_its_headings_start_at_one_level(wording: Wording) -> None:
    for page in wording.guide.pages:
        assert page.updated >= date(2026, 11, 21)
        assert page.version >= 1
        assert set(re.findall(r"^(#+) ", page.text, re.MULTILINE)) <= {"###"}


@pytest.mark.parametrize(
    "content",
    [
        "no head at all",
        "+++\ntitle = 'x'\n+++\ntext",
        "+++\ntitle = 'x'\nsummary = 'y'\nupdated = 'soon'\nversion = 1\n+++\ntext",
        "+++\ntitle = 'x'\nsummary = 'y'\nupdated = 2026-01-01\nversion = 'one'\n+++\ntext",
        "+++\nbroken\n+++\ntext",
    ],
)
def test_a_page_with_a_broken_head_is_refused_by_name(content: str) -> None:
    with pytest.raises(GuideError, match=r"rules\.md"):
        read_page(Page.RULES, content, "rules.md")


def test_helplines_are_dated_and_cover_everywhere(wording: Wording) -> None:
    helplines = wording.helplines

    assert helplines.checked >= date(2026, 11, 21)
    assert helplines.directory == "https://findahelpline.com"
    assert helplines.country("nowhere").code == "ZZ"
    assert len(helplines.countries) <= 25
    assert all(country.emergency for country in helplines.countries if country.code != "ZZ")


@pytest.mark.parametrize(
    "gb",
    [
        "broken",
        "checked = 2026-01-01",
        'emergency = "999"',
        f'{ENTRY}mood = "good"',
        f'{ENTRY}[[lines]]\nname = "One"',
    ],
)
def test_a_broken_country_is_refused_by_its_file(gb: str) -> None:
    with pytest.raises(HelplinesError, match=r"GB\.toml"):
        load_helplines({"ZZ": EVERYWHERE, "GB": gb})


@pytest.mark.parametrize("files", [{}, {"GB": ENTRY}, {"ZZ": ENTRY}])
def test_everywhere_else_must_be_there_with_a_directory(files: dict[str, str]) -> None:
    with pytest.raises(HelplinesError, match=r"ZZ\.toml"):
        load_helplines(files)


def test_what_nobody_has_checked_for_long_is_listed_line_by_line() -> None:
    lines = f'{ENTRY}[[lines]]\nname = "One"\nreach = "call 1"\n[[lines]]\nname = "Two"\nreach = "call 2"\n'
    helplines = load_helplines({"ZZ": EVERYWHERE, "GB": f"{lines}checked = 2026-06-01"})
    assert helplines.older_than(CHECKED_WITHIN, date(2026, 6, 30)) == ()
    old = helplines.older_than(CHECKED_WITHIN, date(2026, 7, 1))
    assert [(entry.code, entry.name) for entry in old] == [("GB", ""), ("GB", "One"), ("ZZ", "")]
