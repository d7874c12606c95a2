"""The guide in a real browser, on a phone: it fits, it can be read without a mouse, and nothing complains."""

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest

from bot.guide import Page, load_wording
from bot.web import Health, build_web, serving

if TYPE_CHECKING:
    from playwright.async_api import Page as Tab

pytestmark = pytest.mark.everywhere

PHONE_WIDTH, PHONE_HEIGHT = 360, 740
BROWSER_ARGUMENTS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync")
PATHS = (
    "/",
    "/help-now",
    "/rules",
    "/rules/points/table-2020",
    "/privacy",
    *(f"/guide/{page}" for page in Page),
)


@asynccontextmanager
async def phone() -> AsyncIterator[tuple["Tab", str, list[str]]]:
    """A tab of a real Chromium as wide as a phone, the guide's address, and what the browser complained about."""
    # Only make test-all installs it; make test passes this module by.
    from playwright.async_api import async_playwright

    browser_path = shutil.which("chromium") or shutil.which("google-chrome")
    assert browser_path is not None, "make test-all needs a real browser: install Chromium"

    async def health() -> Health:
        return Health("test", ())

    complaints: list[str] = []
    site = build_web(load_wording(), health)
    async with serving(site, "127.0.0.1", 0) as address, async_playwright() as browsers:
        browser = await browsers.chromium.launch(executable_path=browser_path, args=list(BROWSER_ARGUMENTS))
        tab = await browser.new_page(viewport={"width": PHONE_WIDTH, "height": PHONE_HEIGHT})
        tab.on("console", lambda message: complaints.append(message.text))
        tab.on("pageerror", lambda error: complaints.append(str(error)))
        try:
            yield tab, address, complaints
        finally:
            await browser.close()


async def test_every_page_fits_a_phone_and_the_browser_complains_about_nothing() -> None:
    async with phone() as (tab, address, complaints):
        for path in PATHS:
            answer = await tab.goto(f"{address.rstrip('/')}{path}")
            assert answer is not None
            assert answer.status == 200
            width = await tab.evaluate("document.documentElement.scrollWidth")
            assert width <= PHONE_WIDTH, path
        assert complaints == []


async def test_a_page_is_reached_with_the_keyboard_alone() -> None:
    async with phone() as (tab, address, _):
        await tab.goto(address)
        await tab.keyboard.press("Tab")
        skip = await tab.evaluate("document.activeElement.getAttribute('href')")
        assert skip.startswith("#")
        first = tab.get_by_role("link", name=load_wording().guide.page(Page.IF_IT_HAPPENED).title)
        await first.first.focus()
        await tab.keyboard.press("Enter")
        await tab.wait_for_url("**/guide/if-it-happened")
        assert await tab.title()
