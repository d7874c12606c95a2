#!/usr/bin/env python3
"""Makes the pictures under docs/images from the demo: `python tools/screenshots.py [BROWSER]`.

Needs `make setup-all` and a Chromium. BROWSER is its path; by default it is looked for.
"""

import asyncio
import shutil
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from playwright.async_api import Browser, Page, ViewportSize, async_playwright
from rich.console import Console

from bot.demo import playing, site
from bot.demo.simulation import Person, Place
from bot.demo.stage import Stage
from bot.demo.telling import Telling
from bot.flows.appeal_by_link import LinkedDecision
from bot.guide import load_wording
from bot.web import Health, build_web, serving

IMAGES = Path(__file__).parents[1] / "docs" / "images"
PHONE: ViewportSize = {"width": 412, "height": 915}
# As wide as a phone, and high enough that every message fits.
TALL: ViewportSize = {"width": 412, "height": 1800}
WIDE: ViewportSize = {"width": 900, "height": 640}
ARGUMENTS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update")


# What stands only in the case of the three chats.
SOLS_CASE = "Contact was asked or offered in different chats"
DECIDED, OPEN_UNTIL = datetime(2026, 5, 6, 9, tzinfo=UTC), datetime(2026, 6, 5, 9, tzinfo=UTC)


class OneLink:
    """Every link leads to one made-up decision, and nothing that is sent is kept."""

    async def appeal_link_read(self, secret: str) -> LinkedDecision:
        """What the form shows."""
        rule = "Leading people to another app, a call or a meeting"
        return LinkedDecision("Harbour", 7, rule, DECIDED, OPEN_UNTIL, "UTC")

    async def appeal_link_sent(self, secret: str, words: str, answer_to: str) -> bool:
        """Nothing is kept."""
        return False


@dataclass(frozen=True, slots=True)
class Picture:
    """One message of a place, as somebody sees it on a phone."""

    file: str
    place: Place
    viewer: Person
    words: str


async def main(path: str) -> None:
    """Play the story, then take every picture."""
    telling = Telling(Console(quiet=True), at_once)
    async with playing.staged(telling) as stage, async_playwright() as tools:
        missing = await playing.perform(stage)
        if missing:
            raise SystemExit("\n".join(missing))
        browser = await tools.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        await _open_record(stage)
        for picture in _messages(stage):
            await _message(stage, browser, picture)
        await _chat(stage, browser, IMAGES / "demo.png")
        await _places(stage, browser, IMAGES / "places.png")
        await _appeal(browser, IMAGES / "appeal.png")
        await browser.close()


async def _open_record(stage: Stage) -> None:
    harbour, moss = stage.harbour, stage.harbour.moderator
    case = await stage.finds(moss, harbour.moderators, SOLS_CASE)
    await stage.presses(moss, await stage.presses(moss, case, "More"), "See the record")


def _messages(stage: Stage) -> tuple[Picture, ...]:
    harbour, moss = stage.harbour, stage.harbour.moderator
    chat = stage.simulation.chats(harbour.lobby)[1]
    listener = stage.simulation.private_messages(harbour.sol)
    asked = stage.simulation.private_messages(harbour.reed)
    return (
        Picture("panel.png", chat, harbour.ash, "You can stop at any time"),
        Picture("notice.png", chat, harbour.ash, "I'm a bot and I may be wrong"),
        Picture("reminder.png", listener, harbour.sol, 'You could say: "I may be slow'),
        Picture("case.png", harbour.moderators, moss, SOLS_CASE),
        Picture("record.png", harbour.moderators, moss, "Record of"),
        Picture("digest.png", harbour.moderators, moss, "Needs you today: 1"),
        Picture("allegation.png", asked, harbour.reed, "We would like to hear your side"),
    )


async def _message(stage: Stage, browser: Browser, picture: Picture) -> None:
    page = await _opened(stage, browser, picture.place, (picture.viewer,), TALL)
    found = page.locator("article.channel-message", has_text=picture.words).last
    await found.screenshot(path=IMAGES / picture.file)
    await page.close()


async def _chat(stage: Stage, browser: Browser, file: Path) -> None:
    harbour = stage.harbour
    place = stage.simulation.chats(harbour.lobby)[3]
    # It has ended since, and the listener is out of it.
    page = await _opened(stage, browser, place, (harbour.pip,), WIDE)
    notice = page.locator("article.channel-message", has_text="I'm a bot and I may be wrong").last
    await notice.evaluate("notice => notice.scrollIntoView({block: 'end'})")
    await page.locator("#channel-layout").screenshot(path=file)
    await page.close()


async def _places(stage: Stage, browser: Browser, file: Path) -> None:
    pages = site.build(site.Site(stage.simulation, stage.harbour, "http://127.0.0.1"))
    async with site.serving(pages, None) as address:
        page = await browser.new_page(viewport=PHONE)
        await page.goto(address)
        await page.screenshot(path=file)
        await page.close()


async def _appeal(browser: Browser, file: Path) -> None:
    """The form behind a link, as somebody sees it who is not on the server any more."""
    pages = build_web(load_wording("en"), _health, appeals=OneLink(), clock=lambda: DECIDED)
    async with serving(pages, site.HOST, 0) as address:
        page = await browser.new_page(viewport=PHONE)
        await page.goto(f"{address}/appeal/{'a' * 43}")
        await page.screenshot(path=file, full_page=True)
        await page.close()


async def _health() -> Health:
    return Health("")


async def _opened(
    stage: Stage, browser: Browser, place: Place, viewers: tuple[Person, ...], size: ViewportSize
) -> Page:
    page = await browser.new_page(viewport=size, device_scale_factor=1.5)
    await page.goto(await stage.simulation.open(place, viewers))
    await page.wait_for_function("() => window.simcordPreview && window.simcordPreview.ready")
    await page.locator("article.channel-message").first.wait_for()
    return page


async def at_once(seconds: float) -> None:
    """Wait for nobody."""


def browser_path(named: str = "") -> str:
    """Give the path of a Chromium: the one named, else one that is found."""
    found = named or shutil.which("chromium") or shutil.which("google-chrome")
    if not found:
        raise SystemExit("No Chromium was found. Name its path: python tools/screenshots.py PATH")
    return found


if __name__ == "__main__":
    asyncio.run(main(browser_path(*sys.argv[1:2])))
