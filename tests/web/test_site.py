"""The guide on the web: every page readable by anyone, with nothing that follows the reader."""

import re
from collections.abc import AsyncIterator
from dataclasses import replace
from html.parser import HTMLParser
from importlib.resources import files
from pathlib import Path

import pytest
from aiohttp import ClientSession
from aiohttp.test_utils import TestClient, TestServer
from aiohttp.web import Application, Request

from bot.guide import Page, Wording, load_wording
from bot.web import Health, HealthCheck, build_web, serving
from tests.guide.examples import Recording

TABLES = ("/rules/points/starter", "/rules/points/table-2020")
PATHS = ("/", "/help-now", "/rules", "/privacy", *TABLES, *(f"/guide/{page}" for page in Page))
WELL = Health("1.2.3", (HealthCheck("database", works=True, said="answers"),))
OPERATOR = "the <Willow Room> team"
Client = TestClient[Request, Application]


class Outline(HTMLParser):
    """What a reader's tools need of a page: language, title, landmarks, headings, links."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.loaded: list[str] = []
        self.levels: list[int] = []
        self.language = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self.tags.append(tag)
        self.ids += [values["id"]] if "id" in values else []
        if tag == "a":
            self.links.append(values["href"])
        if tag == "link" or "src" in values:
            self.loaded.append(values.get("href", values.get("src", "")))
        if re.fullmatch(r"h[1-6]", tag):
            self.levels.append(int(tag[1]))
        if tag == "html":
            self.language = values["lang"]


@pytest.fixture
def wording() -> Wording:
    return load_wording("en")


@pytest.fixture
async def client(wording: Wording) -> AsyncIterator[Client]:
    async def health() -> Health:
        return WELL

    async with TestClient(TestServer(build_web(wording, health, operator=OPERATOR))) as client:
        yield client


async def read(client: Client, path: str) -> tuple[str, Outline]:
    async with client.get(path) as response:
        assert response.status == 200, path
        html = await response.text()
    return html, Outline(html)


@pytest.mark.parametrize("path", PATHS)
async def test_every_page_has_language_landmarks_and_headings_in_order(client: Client, path: str) -> None:
    html, outline = await read(client, path)

    assert outline.language == "en"
    assert {"header", "main", "footer", "title"} <= set(outline.tags)
    assert outline.levels[0] == 1
    assert outline.levels.count(1) == 1
    steps = zip(outline.levels, outline.levels[1:], strict=False)
    assert all(after <= before + 1 for before, after in steps)
    assert outline.links[0] == "#text"
    assert "text" in outline.ids
    assert len(outline.ids) == len(set(outline.ids))
    assert "width=device-width" in html


@pytest.mark.parametrize("path", PATHS)
async def test_nothing_follows_the_reader(client: Client, path: str) -> None:
    async with client.get(path) as response:
        html = await response.text()
        headers, cookies = response.headers, response.cookies
    outline = Outline(html)

    assert not cookies
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert "script-src" not in headers["Content-Security-Policy"]
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert not {"script", "iframe", "form", "img", "style"} & set(outline.tags)
    assert not re.search(r'\s(style|on\w+)="', html)
    assert all(address.startswith("/") for address in outline.loaded)


@pytest.mark.parametrize("path", PATHS)
async def test_help_is_one_press_away_in_the_same_place(client: Client, path: str) -> None:
    _, outline = await read(client, path)

    assert outline.links[2] == "/help-now"


async def test_every_link_on_the_site_leads_somewhere(client: Client) -> None:
    seen: set[str] = set()
    for path in PATHS:
        _, outline = await read(client, path)
        seen |= {link for link in [*outline.links, *outline.loaded] if link.startswith("/")}

    for link in sorted(seen):
        async with client.get(link) as response:
            assert response.status == 200, link


async def test_the_index_lists_every_page_what_already_happened_first(client: Client) -> None:
    _, outline = await read(client, "/")
    listed = [link for link in outline.links if link.startswith("/guide/") or link in ("/rules", "/privacy")]

    assert listed[0] == "/guide/if-it-happened"
    assert len(listed) == len(Page)


@pytest.mark.parametrize("page", list(Page))
async def test_a_page_says_its_version_and_date(client: Client, wording: Wording, page: Page) -> None:
    html, _ = await read(client, f"/guide/{page}")
    shown = wording.guide.page(page)

    assert f"Version {shown.version}, {wording.day(shown.updated)}" in html


async def test_anchors_are_made_of_the_words_and_stay(client: Client) -> None:
    _, outline = await read(client, "/guide/warning-signs")

    assert outline.ids == ["text", "three-reasons-you-may-hear", "others", "quieter-signs", "what-helps"]


async def test_helplines_put_the_directory_first_and_say_when_they_were_read(client: Client) -> None:
    html, outline = await read(client, "/help-now")

    assert html.index("https://findahelpline.com") < html.index("116 123")
    assert "last gone through on" in html
    assert {"GB", "US", "EU"} <= set(outline.ids)


async def test_who_runs_the_bot_is_shown_and_harmless(client: Client) -> None:
    html, _ = await read(client, "/")

    assert "Who runs this bot: the &lt;Willow Room&gt; team" in html


@pytest.mark.parametrize(
    "path", ["/guide/no-such-page", "/nothing", "/guide/", "/guide/rules.md", "/guide/..%2f"]
)
async def test_a_wrong_address_gets_a_kind_page_with_help(client: Client, path: str) -> None:
    async with client.get(path) as response:
        html = await response.text()
        assert response.status == 404
        assert "default-src 'none'" in response.headers["Content-Security-Policy"]

    assert "This page does not exist" in html
    assert "https://findahelpline.com" in html


async def test_nothing_can_be_sent_to_the_site(client: Client) -> None:
    async with client.post("/", data=b"words") as response:
        assert response.status == 405
        assert response.headers["Allow"] == "GET,HEAD"


async def test_health_is_well_when_every_part_works(client: Client) -> None:
    async with client.get("/health") as response:
        assert response.status == 200
        assert response.headers["Cache-Control"] == "no-store"
        assert await response.json() == {
            "well": True,
            "version": "1.2.3",
            "checks": [{"name": "database", "works": True, "said": "answers"}],
        }


async def test_health_is_unwell_when_one_part_is(wording: Wording) -> None:
    async def health() -> Health:
        return Health("1.2.3", (*WELL.checks, HealthCheck("discord", works=False, said="not connected")))

    async with (
        TestClient(TestServer(build_web(wording, health))) as client,
        client.get("/health") as response,
    ):
        assert response.status == 503
        assert (await response.json())["well"] is False


async def test_a_failure_is_told_in_plain_words_without_details(wording: Wording) -> None:
    async def health() -> Health:
        raise RuntimeError("the key is hunter2")

    async with (
        TestClient(TestServer(build_web(wording, health))) as client,
        client.get("/health") as response,
    ):
        html = await response.text()
        assert response.status == 500

    assert "Something went wrong on our side" in html
    assert "hunter2" not in html


async def test_without_an_operator_the_line_is_left_out(wording: Wording) -> None:
    async def health() -> Health:
        return WELL

    async with TestClient(TestServer(build_web(wording, health))) as client:
        html, _ = await read(client, "/")

    assert "Who runs this bot" not in html


async def test_the_site_is_served_only_while_it_is_wanted(wording: Wording) -> None:
    async def health() -> Health:
        return WELL

    async with ClientSession() as visitor:
        async with serving(build_web(wording, health), "127.0.0.1", 0) as address:
            assert (await visitor.get(f"{address}/rules")).status == 200
        with pytest.raises(OSError, match=r"[Cc]onnect"):
            await visitor.get(f"{address}/rules")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    ("ink", "paper"),
    [
        ("ink", "paper"),
        ("quiet", "paper"),
        ("link", "paper"),
        ("ink", "box"),
        ("link", "box"),
        ("urgent-ink", "urgent"),
    ],
)
def test_words_stand_out_from_what_is_behind_them(scheme: str, ink: str, paper: str) -> None:
    colours = colours_of(scheme)

    assert contrast(colours[ink], colours[paper]) >= 4.5


def colours_of(scheme: str) -> dict[str, str]:
    css = Path(str(files("bot.web") / "static" / "style.css")).read_text("utf-8")
    blocks = re.findall(r":root \{(.*?)\}", css, re.DOTALL)
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", blocks[0 if scheme == "light" else 1]))


def contrast(one: str, other: str) -> float:
    """Give the contrast ratio of WCAG 2.2 between two colours, from 1 to 21."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


async def test_every_web_string_is_shown_somewhere(wording: Wording) -> None:
    strings = Recording(dict(wording.strings))

    async def health() -> Health:
        raise RuntimeError("down")

    site = build_web(replace(wording, strings=strings), health, operator=OPERATOR)
    async with TestClient(TestServer(site)) as client:
        for path in (*PATHS, "/nothing", "/health"):
            async with client.get(path) as response:
                await response.read()

    # What belongs to the appeal form is shown in test_appeals.py.
    form = ("web.appeal.", "web.wait", "web.not_ready")
    assert {key for key in strings if key.startswith("web.") and not key.startswith(form)} <= strings.read
