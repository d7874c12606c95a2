"""The local page of the demo: places, opened live; typing and skipping, to which the bot reacts."""

import re
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from http import HTTPStatus
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from yarl import URL

from bot.demo import opening, site
from bot.demo.made_up_names import made_up_names
from bot.demo.simulation import Person
from bot.demo.stage import Chat, Stage
from bot.errors import SidelightError
from tests.demo.conftest import OpenHarbour

GUIDE = "http://127.0.0.1:1/"
ASK = "Typing is such a pain for me. What's your number, then we could talk on WhatsApp?"


@dataclass(frozen=True, slots=True)
class Visitor:
    """A browser on this computer."""

    http: aiohttp.ClientSession
    address: str

    async def page(self) -> str:
        """Read the list of places."""
        async with self.http.get(self.address) as answer:
            assert answer.status == HTTPStatus.OK
            return await answer.text()

    async def press(self, path: str, **headers: str) -> aiohttp.ClientResponse:
        """Press a button of the page, without following where it leads."""
        return await self.http.post(f"{self.address}{path}", headers=headers, allow_redirects=False)

    async def open(self, title: str) -> str:
        """Press the button of a place; returns where it leads."""
        found = re.search(rf'action="(/open/\d+)"[^/]*<strong>{re.escape(title)}</strong>', await self.page())
        assert found is not None, f"{title} is not on the page"
        answer = await self.press(found[1])
        assert answer.status == HTTPStatus.SEE_OTHER
        return answer.headers["Location"]


@asynccontextmanager
async def visiting(stage: Stage) -> AsyncIterator[Visitor]:
    """Serve the page of an open Harbour on a free port, and visit it."""
    pages = site.build(site.Site(stage.simulation, stage.harbour, GUIDE))
    async with site.serving(pages, _free_port()) as address, aiohttp.ClientSession() as http:
        yield Visitor(http, address)


async def test_the_page_lists_every_place_and_each_opens(open_harbour: OpenHarbour) -> None:
    async with open_harbour() as stage, visiting(stage) as visitor:
        await _a_chat(stage)
        page = await visitor.page()
        titles = re.findall(r"<strong>([^<]+)</strong> <span>", page)
        opened = [await _status(visitor, await visitor.open(title)) for title in titles]

    places = ["#moderators", "#lobby", "#listeners", "#chatter"]
    assert titles == ["Chat 1", *places, "Wren&#39;s private messages"]
    assert opened == [HTTPStatus.OK] * len(titles)
    assert "Wren (member) and Kit (listener)" in page
    assert GUIDE in page
    assert "http" not in page.replace(GUIDE, "")


async def test_opening_another_place_closes_the_one_before(open_harbour: OpenHarbour) -> None:
    async with open_harbour() as stage, visiting(stage) as visitor:
        first = await visitor.open("#lobby")
        second = await visitor.open("#chatter")

        assert await _status(visitor, second) == HTTPStatus.OK
        with pytest.raises(aiohttp.ClientConnectionError):
            await _status(visitor, first)


async def test_the_bot_answers_what_is_typed_in_the_browser(open_harbour: OpenHarbour) -> None:
    async with open_harbour() as stage, visiting(stage) as visitor:
        chat = await _a_chat(stage)
        place = await visitor.open("Chat 1")
        shown = await _type(visitor, place, chat.listener, ASK)
        private = stage.simulation.seen(chat.listener, stage.simulation.private_messages(chat.listener))

    assert any("I'm a bot and I may be wrong." in text for text in shown)
    assert any("You wrote:" in each.text for each in private)


async def test_what_is_typed_to_the_bot_is_passed_on(open_harbour: OpenHarbour) -> None:
    async with open_harbour() as stage, visiting(stage) as visitor:
        await made_up_names(stage)
        place = await visitor.open("Wren&#39;s private messages")
        await _type(visitor, place, stage.harbour.wren, "and in the garden too")
        newest = stage.private_lines(stage.harbour.kit)[-1]

    assert stage.telling.missing == []
    assert newest.text.endswith("and in the garden too")


async def test_skipping_lets_time_pass_and_the_digest_arrives(open_harbour: OpenHarbour) -> None:
    async with open_harbour() as stage, visiting(stage) as visitor:
        harbour, began = stage.harbour, stage.simulation.now
        await visitor.open("#moderators")
        answers = [await visitor.press(f"/skip/{time}") for time in ("5-minutes", "1-day")]
        passed = stage.simulation.now - began
        said = stage.bot_lines(harbour.moderator, harbour.moderators)

    assert [answer.status for answer in answers] == [HTTPStatus.SEE_OTHER] * 2
    assert passed >= timedelta(days=1, minutes=5)
    assert len(said) == 1


async def test_a_place_that_is_not_there_is_answered_kindly(open_harbour: OpenHarbour) -> None:
    async with open_harbour() as stage, visiting(stage) as visitor:
        answers = [await visitor.press(path) for path in ("/open/1", "/skip/1-year")]

        assert [answer.status for answer in answers] == [HTTPStatus.NOT_FOUND] * 2
        assert "not there any more" in await answers[0].text()


async def test_another_website_can_press_nothing(open_harbour: OpenHarbour) -> None:
    async with open_harbour() as stage, visiting(stage) as visitor:
        began = stage.simulation.now
        strange = await visitor.press("/skip/1-day", Origin="https://example.org")
        renamed = await visitor.press("/skip/1-day", Host="example.org")
        now = stage.simulation.now

    assert (strange.status, renamed.status) == (HTTPStatus.FORBIDDEN, HTTPStatus.FORBIDDEN)
    assert now == began


async def test_a_port_that_is_taken_is_said_plainly(open_harbour: OpenHarbour) -> None:
    async with open_harbour() as stage, visiting(stage) as visitor:
        port = URL(visitor.address).port
        with pytest.raises(SidelightError, match=f"Port {port} cannot be used"):
            async with site.serving(site.build(site.Site(stage.simulation, stage.harbour, GUIDE)), port):
                pass


async def test_demos_that_run_at_once_have_a_page_each() -> None:
    pages = [web.Application() for _ in range(2)]
    async with site.serving(pages[0], None) as first, site.serving(pages[1], None) as second:
        assert first != second


async def _a_chat(stage: Stage) -> Chat:
    return await opening.open_chat(stage, stage.harbour.wren, stage.harbour.kit, "work")


async def _status(visitor: Visitor, address: str) -> int:
    async with visitor.http.get(address) as answer:
        return answer.status


async def _type(visitor: Visitor, place: str, person: Person, text: str) -> list[str]:
    """Type in an opened place as its page does; returns the texts that it shows afterwards."""
    url = URL(place)
    headers = {"X-Simcord-Capability": url.fragment}
    base = url.with_fragment(None)
    page = await _send(visitor, base / "api/pages", headers, {"viewer_id": str(person.id)})
    headers["X-Simcord-Context"] = page["context"]["id"]
    action = {
        "protocol_version": 3,
        "sequence": 1,
        "request_id": "typed",
        "generation": page["context"]["generation"],
        "bot_generation": page["botGeneration"],
        "published_revision": page["publishedRevision"],
        "kind": "send_message",
        "content": text,
    }
    result = await _send(visitor, base / "api/action", headers, action)
    assert not result["rejected"], result
    async with visitor.http.get(base / "api/state", headers=headers) as answer:
        state = await answer.json()
    return [message["content"] for message in state["messages"].values()]


async def _send(visitor: Visitor, url: URL, headers: dict[str, str], body: dict[str, Any]) -> dict[str, Any]:
    async with visitor.http.post(url, json=body, headers=headers) as answer:
        assert answer.status == HTTPStatus.OK, await answer.text()
        received: dict[str, Any] = await answer.json()
        return received


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
