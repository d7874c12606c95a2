"""The appeal form: a link that works once, nothing lost that was typed, nothing that follows the reader."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from urllib.parse import urlencode

import pytest
from aiohttp.test_utils import TestClient, TestServer
from aiohttp.web import Application, Request

from bot.casework.case_life import CaseState
from bot.flows.appeal_made import appeal_link
from bot.flows.parts import Operator
from bot.guide import Action, Wording
from bot.guide.cards_appeal import APPEAL_LENGTH
from bot.store import appeals, tables
from bot.store.appeals import Appeal
from bot.store.decisions import RecordedDecision
from bot.web import Health, NotOpen, build_web
from bot.web.guessing import MISSES, Guesses
from tests.flows.appealed import decided
from tests.flows.world import DESK, HOME, LISTENER, NAME, World
from tests.guide.examples import Recording
from tests.web.test_site import Outline

Client = TestClient[Request, Application]

ADDRESS = "https://sidelight.example.org"
OPERATOR = "help@example.org"
WORDS = "I was giving out the helpline.\nNothing else, I promise 🌊."
UNKNOWN = "x" * 43


class NotReady:
    """The desk of a bot that has not logged in yet, or that lets the first look through."""

    def __init__(self, world: World, *, reads: bool) -> None:
        self.world, self.reads = world, reads

    async def appeal_link_read(self, secret: str) -> object:
        if self.reads:
            return await self.world.stories.appeal_link_read(secret)
        raise NotOpen

    async def appeal_link_sent(self, secret: str, words: str, answer_to: str) -> bool:
        raise NotOpen


async def no_health() -> Health:
    return Health("test", ())


@asynccontextmanager
async def visiting(
    world: World, desk: object = None, wording: Wording | None = None
) -> AsyncIterator[Client]:
    site = build_web(
        wording or world.wording,
        no_health,
        operator=OPERATOR,
        appeals=desk or world.stories,  # type: ignore[arg-type]  # a desk that is not ready
        clock=world.clock,
    )
    async with TestClient(TestServer(site)) as client:
        yield client


@pytest.fixture
async def client(world: World) -> AsyncIterator[Client]:
    async with visiting(world) as client:
        yield client


async def link_to(world: World, decision: RecordedDecision) -> str | None:
    """The notice before a removal contains this link."""
    parts = world.stories.parts
    parts.operator = Operator(OPERATOR, ADDRESS, ADDRESS)
    async with parts.work() as work:
        community = await parts.community(HOME)
        assert community is not None
        return await appeal_link(parts, work, decision, community)


async def path_to(world: World) -> str:
    link = await link_to(world, await decided(world, leaves=True))
    assert link is not None
    return link.removeprefix(ADDRESS)


async def send(client: Client, path: str, words: str = WORDS, answer_to: str = "") -> tuple[int, str]:
    body = {"words": words.replace("\n", "\r\n"), "answer_to": answer_to}
    async with client.post(path, data=body, allow_redirects=False) as response:
        return response.status, await response.text()


async def read(client: Client, path: str, status: int = 200) -> str:
    async with client.get(path) as response:
        assert response.status == status
        return await response.text()


async def appeal_of(world: World) -> Appeal:
    async with world.database.reading() as connection:
        found = await appeals.find_appeal(connection, world.database.keys, 1)
    assert found is not None
    return found


async def test_the_form_shows_rule_date_and_until_when(world: World, client: Client) -> None:
    html = await read(client, await path_to(world))
    assert NAME in html
    assert "Asking for a number, an address or an account" in html
    assert "May 4, 2031" in html
    assert "June 3, 2031, 12:30 (UTC)" in html
    assert "within 7 days" in html


async def test_the_form_says_which_number_it_shows_and_where_else_it_stands(
    world: World, client: Client
) -> None:
    html = await read(client, await path_to(world))
    assert "<dt>Number of this decision</dt><dd>1 " in html
    assert "If you write to us about it, say: number 1." in html
    record = (await world.press(LISTENER, Action.MY_RECORD)).card
    assert record is not None
    assert "- Number 1, " in record.text


async def test_the_form_tells_nothing_about_anybody(world: World, client: Client) -> None:
    html = await read(client, await path_to(world))
    for secret in ("It happened in three chats", "phone number", "51", "41", "61"):
        assert secret not in re.sub(r"<style.*?</style>|/appeal/\S+", "", html)


async def test_what_was_sent_arrives_and_the_team_is_called(world: World, client: Client) -> None:
    path = await path_to(world)
    async with client.post(path, data={"words": WORDS, "answer_to": "me@example.org"}) as response:
        assert response.status == 200
        assert response.url.path == "/appeal/sent"
        assert "it has arrived" in await response.text()
    await world.settle()
    made = await appeal_of(world)
    assert (made.words, made.answer_to) == (WORDS, "me@example.org")
    assert (await world.only_case()).state is CaseState.APPEALED
    assert len(world.messages_with(DESK, Action.ANSWER_APPEAL)) == 1
    (row,) = await world.rows(tables.appeals)
    assert b"example.org" not in bytes(row["answer_to"])  # type: ignore[call-overload]


async def test_only_the_hash_of_a_link_is_stored_and_it_goes_with_its_use(
    world: World, client: Client
) -> None:
    path = await path_to(world)
    secret = path.rpartition("/")[2]
    (row,) = await world.rows(tables.appeals)
    assert row["token"] == appeals.hash_of(secret)
    assert secret not in str(row)
    await send(client, path)
    assert (await world.rows(tables.appeals))[0]["token"] is None


async def test_a_link_works_once_and_looking_uses_nothing_up(world: World, client: Client) -> None:
    path = await path_to(world)
    for _ in range(3):
        await read(client, path)
    assert (await send(client, path))[0] == 303
    status, html = await send(client, path, "a second time")
    assert status == 404
    assert "a second time" in html
    assert "your words have arrived" in await read(client, path, 404)
    assert (await appeal_of(world)).words == WORDS


async def test_a_link_ends_with_the_time_for_an_appeal(world: World, client: Client) -> None:
    path = await path_to(world)
    world.clock.move(timedelta(days=30) - timedelta(microseconds=1))
    await read(client, path)
    world.clock.move(timedelta(microseconds=1))
    html = await read(client, path, 404)
    assert OPERATOR in html
    assert (await send(client, path))[0] == 404
    assert (await appeal_of(world)).made_at is None


async def test_who_asked_in_discord_does_not_ask_again_by_the_link(world: World, client: Client) -> None:
    decision = await decided(world, leaves=True)
    link = await link_to(world, decision)
    assert link is not None
    await world.press(LISTENER, Action.SEND_APPEAL, decision.id, fields={"words": "in Discord"})
    assert (await send(client, link.removeprefix(ADDRESS)))[0] == 404
    assert (await appeal_of(world)).words == "in Discord"
    assert await link_to(world, decision) is None


async def test_a_new_link_ends_the_one_before(world: World, client: Client) -> None:
    decision = await decided(world, leaves=True)
    first, second = await link_to(world, decision), await link_to(world, decision)
    assert first is not None
    assert second is not None
    await read(client, first.removeprefix(ADDRESS), 404)
    await read(client, second.removeprefix(ADDRESS))


async def test_a_decision_that_was_taken_back_needs_no_second_look(world: World, client: Client) -> None:
    path = await path_to(world)
    async with world.database.writing() as connection:
        await connection.execute(tables.decisions.update().values(state="reversed"))
    await read(client, path, 404)


async def test_without_pages_on_the_web_there_is_no_link(world: World) -> None:
    decision = await decided(world, leaves=True)
    parts = world.stories.parts
    async with parts.work() as work:
        community = await parts.community(HOME)
        assert community is not None
        assert await appeal_link(parts, work, decision, community) is None
    assert await world.rows(tables.appeals) == []


@pytest.mark.parametrize(
    ("words", "answer_to", "said"),
    [
        (" \n ", "me@example.org", "no_words"),
        ("ü" * 2001, "", "long_words"),
        ("🌊" * 9000, "me@example.org", "long_words"),
        ("short", "m" * 201, "long_answer_to"),
    ],
)
async def test_what_has_to_be_changed_is_said_and_nothing_typed_is_lost(
    world: World, client: Client, words: str, answer_to: str, said: str
) -> None:
    path = await path_to(world)
    status, html = await send(client, path, words, answer_to)
    assert status == 422
    assert world.wording.named("web.appeal.wrong", said).replace("'", "&#39;") in html
    assert words.strip() in html
    assert answer_to in html
    assert 'role="alert"' in html
    assert (await appeal_of(world)).made_at is None
    assert (await send(client, path))[0] == 303


async def test_as_much_as_is_allowed_fits(world: World, client: Client) -> None:
    path = await path_to(world)
    assert (await send(client, path, "🌊\n" * 999 + "🌊", "m" * 200))[0] == 303


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"words=%ff%fe", "application/x-www-form-urlencoded"),
        ("words=ü".encode("latin-1"), "application/x-www-form-urlencoded"),
        (urlencode([("words", "x")] * 9).encode(), "application/x-www-form-urlencoded"),
        (b"words=" + b"x" * 300_000, "application/x-www-form-urlencoded"),
        (b'{"words": "x"}', "application/json"),
        (b"--b\r\n", "multipart/form-data; boundary=b"),
    ],
)
async def test_what_no_browser_sends_is_answered_kindly(
    world: World, client: Client, body: bytes, kind: str
) -> None:
    path = await path_to(world)
    async with client.post(path, data=body, headers={"Content-Type": kind}) as response:
        assert response.status == 422
        assert "could not be read" in await response.text()
    assert (await appeal_of(world)).made_at is None


async def test_words_are_shown_as_words(world: World, client: Client) -> None:
    path = await path_to(world)
    _, html = await send(client, path, "<script>alert(1)</script>", '"><b>' + "m" * 200)
    assert "<script>" not in html
    assert "<b>" not in html


@pytest.mark.parametrize("path", ["", "/appeal/sent", f"/appeal/{UNKNOWN}", "/appeal/short", "/appeal/"])
async def test_nothing_follows_the_reader_here_either(world: World, client: Client, path: str) -> None:
    async with client.get(path or await path_to(world)) as response:
        html, headers = await response.text(), response.headers
        assert not response.cookies
    assert headers["Cache-Control"] == "no-store"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert "noindex" in headers["X-Robots-Tag"]
    assert "form-action 'self'" in headers["Content-Security-Policy"]
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert not {"script", "iframe", "img", "style"} & set(Outline(html).tags)
    assert not re.search(r'\s(style|on\w+)="', html)


async def test_every_page_can_be_read_by_any_tool(world: World, client: Client) -> None:
    path = await path_to(world)
    _, wrong = await send(client, path, "")
    pages = [await read(client, path), wrong, await read(client, "/appeal/sent")]
    for html in (*pages, await read(client, f"/appeal/{UNKNOWN}", 404)):
        outline = Outline(html)
        assert outline.language == "en"
        assert {"header", "main", "footer", "title"} <= set(outline.tags)
        assert outline.levels[0] == 1
        assert outline.levels.count(1) == 1
        assert len(outline.ids) == len(set(outline.ids))
        for labelled in re.findall(r'aria-(?:describedby|labelledby)="([^"]+)"', html):
            assert labelled in outline.ids
        assert set(re.findall(r'<label for="([^"]+)"', html)) == set(
            re.findall(r'<(?:input|textarea) id="([^"]+)"', html)
        )


async def test_guessing_is_slowed_down_for_whoever_guesses(world: World, client: Client) -> None:
    path = await path_to(world)
    for _ in range(MISSES):
        await read(client, f"/appeal/{UNKNOWN}", 404)
    assert "wait a little" in await read(client, f"/appeal/{UNKNOWN}", 429)
    assert "wait a little" in await read(client, path, 429)
    # Somebody else behind the same proxy is not held up.
    async with client.get(path, headers={"X-Forwarded-For": "198.51.100.7"}) as response:
        assert response.status == 200
    world.clock.move(timedelta(minutes=10))
    await read(client, path)


def test_of_many_addresses_the_oldest_is_forgotten() -> None:
    now = datetime(2031, 1, 1, tzinfo=UTC)
    guesses = Guesses(lambda: now, most=1)
    for number in range(1001):
        guesses.missed(f"address {number}")
    assert not guesses.too_many("address 0")
    assert guesses.too_many("address 1")
    assert guesses.too_many("address 1000")


async def test_while_the_bot_is_not_ready_nothing_is_lost(world: World) -> None:
    path = await path_to(world)
    async with visiting(world, NotReady(world, reads=False)) as client:
        assert "not ready" in await read(client, path, 503)
    for reads in (True, False):
        async with visiting(world, NotReady(world, reads=reads)) as client:
            status, html = await send(client, path)
        assert status == 503
        assert "I was giving out the helpline." in html
    async with visiting(world) as client:
        assert (await send(client, path))[0] == 303


async def test_a_failure_does_not_write_the_link_into_the_log(
    world: World, capsys: pytest.CaptureFixture[str]
) -> None:
    class Broken(NotReady):
        async def appeal_link_read(self, secret: str) -> object:
            raise RuntimeError("down")

    path = await path_to(world)
    async with visiting(world, Broken(world, reads=False)) as client:
        assert "wrong on our side" in await read(client, path, 500)
    logged = capsys.readouterr().out
    assert "web.page_failed" in logged
    assert path.rpartition("/")[2] not in logged


async def test_without_a_desk_there_is_no_form(wording: Wording) -> None:
    async with TestClient(TestServer(build_web(wording, no_health))) as client:
        assert "does not exist" in await read(client, f"/appeal/{UNKNOWN}", 404)


async def test_every_string_of_the_form_is_shown_somewhere(world: World) -> None:
    strings = Recording(dict(world.wording.strings))
    wording = replace(world.wording, strings=strings)
    path = await path_to(world)
    async with visiting(world, NotReady(world, reads=True), wording) as client:
        await send(client, path)
    async with visiting(world, NotReady(world, reads=False), wording) as client:
        await read(client, path, 503)
    async with visiting(world, wording=wording) as client:
        for words, answer_to in (("", "m" * 201), ("x" * 2001, "")):
            await send(client, path, words, answer_to)
        await client.post(path, data=b"{}", headers={"Content-Type": "application/json"})
        await send(client, path)
        await send(client, path)
        await read(client, "/appeal/sent")
        for _ in range(MISSES):
            await client.get(path)
    wanted = {key for key in strings if key.startswith(("web.appeal.", "web.wait", "web.not_ready"))}
    assert wanted - {"web.appeal.next_when.one"} <= strings.read
    assert APPEAL_LENGTH == 2000
