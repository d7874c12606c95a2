"""The appeal form in a real browser, without scripts: typed, sent once, on a phone and on a desktop."""

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest

from bot.web import build_web, serving
from tests.flows.world import World
from tests.web.test_appeals import OPERATOR, appeal_of, no_health, path_to
from tests.web.test_browser import BROWSER_ARGUMENTS

if TYPE_CHECKING:
    from playwright.async_api import Page as Tab

pytestmark = pytest.mark.everywhere

PHONE, DESKTOP = (360, 740), (1280, 900)
SMALLEST_TARGET = 24


@asynccontextmanager
async def browsing(world: World, size: tuple[int, int]) -> AsyncIterator[tuple["Tab", str, list[str]]]:
    """A tab without scripts, the address of the site, and what the browser complained about."""
    # Only make test-all installs it; make test passes this module by.
    from playwright.async_api import async_playwright

    browser_path = shutil.which("chromium") or shutil.which("google-chrome")
    assert browser_path is not None, "make test-all needs a real browser: install Chromium"
    complaints: list[str] = []
    site = build_web(world.wording, no_health, operator=OPERATOR, appeals=world.stories, clock=world.clock)
    async with serving(site, "127.0.0.1", 0) as address, async_playwright() as browsers:
        browser = await browsers.chromium.launch(executable_path=browser_path, args=list(BROWSER_ARGUMENTS))
        width, height = size
        context = await browser.new_context(
            java_script_enabled=False, viewport={"width": width, "height": height}
        )
        tab = await context.new_page()
        tab.on("console", lambda message: complaints.append(message.text))
        try:
            yield tab, address, complaints
        finally:
            await browser.close()


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
async def test_somebody_asks_for_a_second_look_with_the_keyboard_alone(
    world: World, size: tuple[int, int]
) -> None:
    path = await path_to(world)
    async with browsing(world, size) as (tab, address, complaints):
        await tab.goto(f"{address}{path}")
        await tab.get_by_label("How can we reach you").fill("me@example.org")
        await tab.keyboard.press("Tab")
        await tab.keyboard.press("Enter")
        await tab.get_by_role("alert").wait_for()
        assert await tab.get_by_label("How can we reach you").input_value() == "me@example.org"

        words = tab.get_by_label("Why should somebody else look again?")
        assert await words.evaluate("one => one === document.activeElement")
        await tab.keyboard.type("I was giving out the helpline.")
        send = tab.get_by_role("button", name="Send it")
        box = await send.bounding_box()
        assert box is not None
        assert min(box["width"], box["height"]) >= SMALLEST_TARGET
        assert await tab.evaluate("document.documentElement.scrollWidth") <= size[0]
        await send.focus()
        await tab.keyboard.press("Enter")
        await tab.wait_for_url("**/appeal/sent")
        assert await tab.get_by_role("heading", level=1).inner_text() == "Thank you, it has arrived"

        await tab.goto(f"{address}{path}")
        assert "does not lead to a form" in await tab.get_by_role("heading", level=1).inner_text()
        # The browser itself reports the answers 422 and 404, and nothing else.
        assert all("status of 4" in complaint for complaint in complaints)
    assert (await appeal_of(world)).words == "I was giving out the helpline."
