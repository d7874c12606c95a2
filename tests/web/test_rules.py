"""The rules on the web: an address for each, both wordings, tables of points, changes, and plain text."""

from collections.abc import AsyncIterator

import pytest
from aiohttp.test_utils import TestClient, TestServer
from aiohttp.web import Application, Request

from bot.guide import Wording, load_wording
from bot.guide.points_shown import points_table
from bot.web import Health, build_web
from tests.web.test_site import PATHS, Outline

Client = TestClient[Request, Application]
TABLES = ("starter", "table-2020")


@pytest.fixture
def wording() -> Wording:
    return load_wording("en")


@pytest.fixture
async def client(wording: Wording) -> AsyncIterator[Client]:
    async def health() -> Health:
        return Health("1.2.3", ())

    async with TestClient(TestServer(build_web(wording, health))) as client:
        yield client


async def read(client: Client, path: str) -> str:
    async with client.get(path) as response:
        assert response.status == 200, path
        return await response.text()


async def test_each_rule_has_its_own_address_and_both_wordings(client: Client, wording: Wording) -> None:
    html = await read(client, "/rules")
    plain = html.replace("&#39;", "'").replace("&#34;", '"')
    ids = Outline(html).ids
    for rule in wording.rules.rules:
        assert rule.id in ids
        assert rule.member in plain
        assert rule.listener in plain
    assert {"everywhere", "points", "changes"} <= set(ids)


async def test_what_holds_everywhere_comes_first(client: Client, wording: Wording) -> None:
    ids = Outline(await read(client, "/rules")).ids
    order = [ids.index(area.id) for area in wording.rules.areas]
    assert order == sorted(order)


@pytest.mark.parametrize("table", TABLES)
async def test_each_row_of_a_table_has_its_own_address_and_names_its_rule(
    client: Client, wording: Wording, table: str
) -> None:
    outline = Outline(await read(client, f"/rules/points/{table}"))
    held = points_table(wording.rules, table)
    assert held is not None
    for row, said in held.rows:
        assert row.id.lower() in outline.ids
        assert f"/rules#{said.rule}" in outline.links


async def test_every_link_leads_to_a_part_that_is_there(client: Client) -> None:
    """Q06: no link is dead, also not the part after the number sign."""
    for path in PATHS:
        for link in Outline(await read(client, path)).links:
            page, _, part = link.partition("#")
            if part and not page.startswith("http"):
                assert part in Outline(await read(client, page or path)).ids, (path, link)


async def test_nothing_in_the_rules_is_a_picture_or_a_table_of_columns(client: Client) -> None:
    """Q07, Q18: a search of the browser finds it, and a phone shows it."""
    for path in ("/rules", *(f"/rules/points/{table}" for table in TABLES)):
        assert not {"img", "table", "svg", "canvas"} & set(Outline(await read(client, path)).tags)


async def test_each_page_says_its_version_or_its_date(client: Client, wording: Wording) -> None:
    rules = await read(client, "/rules")
    assert f"Version {wording.rules.version}, {wording.day(wording.rules.updated)}" in rules
    for change in wording.rules.changes:
        assert wording.day(change.on) in rules
    for name in TABLES:
        table = points_table(wording.rules, name)
        assert table is not None
        html = await read(client, f"/rules/points/{name}")
        assert f"The table is of {wording.day(table.policy.published())}" in html
        assert all(wording.day(change.on) in html for change in table.policy.editions)


async def test_what_was_typed_off_is_marked(client: Client) -> None:
    mark = "2020 table, transcribed; may be out of date."
    assert mark in await read(client, "/rules/points/table-2020")
    assert mark in await read(client, "/rules")
    assert mark not in await read(client, "/rules/points/starter")


@pytest.mark.parametrize("path", ["/rules.txt", "/rules/points/starter.txt", "/rules/points/table-2020.txt"])
async def test_all_of_it_can_be_taken_along_as_plain_text(
    client: Client, wording: Wording, path: str
) -> None:
    async with client.get(path) as response:
        assert response.content_type == "text/plain"
        assert response.charset == "utf-8"
        text = await response.text()
    assert all(rule.member in text for rule in wording.rules.rules)
    assert ("S1 Asking for a number" in text) is ("starter" in path)


async def test_the_old_address_shows_the_rules_too(client: Client) -> None:
    assert "contact" in Outline(await read(client, "/guide/rules")).ids


@pytest.mark.parametrize(
    "path", ["/rules/points/off", "/rules/points/x.txt", "/rules/points/", "/rules/none"]
)
async def test_a_table_that_is_not_there_gets_a_kind_page(client: Client, path: str) -> None:
    async with client.get(path) as response:
        assert response.status == 404
        assert "This page does not exist" in await response.text()
