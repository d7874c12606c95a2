#!/usr/bin/env python3
"""Takes pictures of cards as they look on a phone: `python -m tools.card_pictures [FOLDER]`.

With FOLDER, every card that people can see is stored there, one picture each, to be looked over. Without it, the
rows of cards in docs/images are made anew. Needs `make setup-all` and a Chromium.
"""

import asyncio
import io
import re
import sys
from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path
from types import MappingProxyType

from PIL import Image
from playwright.async_api import Browser, ViewportSize, async_playwright
from rich.console import Console

from bot.cogs.rendering import render
from bot.demo import playing
from bot.demo.simulation import Person
from bot.demo.stage import Stage
from bot.demo.telling import Telling
from bot.guide import Card, load_wording
from tests.guide.examples import NOW, examples
from tools.screenshots import ARGUMENTS, IMAGES, at_once, browser_path

# As wide as a phone, and high enough for the longest card.
PHONE: ViewportSize = {"width": 390, "height": 2600}
# The simulated Discord shows at most fifty messages of a place.
AT_ONCE = 45
# Examples that only try out limits.
OF_LIMITS = re.compile(r"-many|-edge-|choose-(?:11|60)$")
# Some time after what the examples tell.
A_LITTLE, A_DAY = timedelta(minutes=2), timedelta(days=1)
GAP, COLOURS, PAPER = 12, 64, "white"
ROWS = MappingProxyType(
    {
        "asking": (
            "both-lobby-panel",
            "member-before-asking",
            "member-request-sent",
            "listener-request-first",
        ),
        "chat": ("both-panel", "both-nearby", "both-length", "both-safety", "both-five-minutes"),
        "relay": ("member-relay-panel", "both-relay-stopped-contact_request", "member-relay-held-back"),
        "afterwards": (
            "member-after",
            "member-ended-suddenly",
            "member-sudden-thanks",
            "listener-after-plain",
        ),
    }
)

Cards = dict[str, Card]


async def main(folder: Path | None) -> None:
    """Take the pictures of all cards, or make the rows."""
    cards = {each.name: each.shown for each in examples(load_wording("en")) if isinstance(each.shown, Card)}
    wanted = {name for row in ROWS.values() for name in row}
    kept = {
        name: card
        for name, card in cards.items()
        if (name in wanted if folder is None else not OF_LIMITS.search(name))
    }
    pictures = await _pictures(kept)
    if folder is None:
        _make_rows(pictures)
    else:
        _store_all(pictures, folder)


def _store_all(pictures: dict[str, Image.Image], folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, picture in pictures.items():
        picture.save(folder / f"{name}.png")


def _make_rows(pictures: dict[str, Image.Image]) -> None:
    for name, row in ROWS.items():
        small = _side_by_side([pictures[each] for each in row]).quantize(COLOURS)
        small.save(IMAGES / f"{name}.png", optimize=True)


async def _pictures(cards: Cards) -> dict[str, Image.Image]:
    telling = Telling(Console(quiet=True), at_once)
    async with playing.staged(telling) as stage, async_playwright() as tools:
        await _until(stage, NOW + A_LITTLE)
        browser = await tools.chromium.launch(executable_path=browser_path(), args=list(ARGUMENTS))
        names = list(cards)
        taken: dict[str, Image.Image] = {}
        for start in range(0, len(names), AT_ONCE):
            some = {name: cards[name] for name in names[start : start + AT_ONCE]}
            taken |= await _some_pictures(stage, browser, some)
        await browser.close()
    return taken


async def _until(stage: Stage, moment: datetime) -> None:
    """Let time pass day by day, so that the bot does what is due on each."""
    while (left := moment - stage.simulation.now) > timedelta():
        await stage.simulation.skip(min(left, A_DAY))


async def _some_pictures(stage: Stage, browser: Browser, cards: Cards) -> dict[str, Image.Image]:
    reader = stage.harbour.pip
    await _send(stage, reader, cards)
    page = await browser.new_page(viewport=PHONE)
    await page.goto(await stage.simulation.open(stage.simulation.private_messages(reader), (reader,)))
    await page.wait_for_function("() => window.simcordPreview && window.simcordPreview.ready")
    shown = page.locator("article.channel-message")
    await shown.first.wait_for()
    first = await shown.count() - len(cards)
    taken = [await shown.nth(first + number).screenshot() for number in range(len(cards))]
    await page.close()
    return {
        name: Image.open(io.BytesIO(file)).convert("RGB") for name, file in zip(cards, taken, strict=True)
    }


async def _send(stage: Stage, reader: Person, cards: Cards) -> None:
    env = stage.simulation.env
    with env.time_context():
        user = await env.bot.fetch_user(reader.id)
        for card in cards.values():
            shown = render(card)
            await (user.send(shown.content, view=shown.view) if shown.view else user.send(shown.content))
    await stage.simulation.settle()


def _side_by_side(pictures: Iterable[Image.Image]) -> Image.Image:
    """Put pictures next to each other; a short one shares its column with the next short one."""
    columns = _columns(list(pictures))
    width = sum(max(each.width for each in column) for column in columns) + GAP * (len(columns) - 1)
    sheet = Image.new("RGB", (width, max(_height(column) for column in columns)), PAPER)
    left = 0
    for column in columns:
        top = 0
        for each in column:
            sheet.paste(each, (left, top))
            top += each.height + GAP
        left += max(each.width for each in column) + GAP
    return sheet


def _columns(pictures: list[Image.Image]) -> list[list[Image.Image]]:
    highest = max(each.height for each in pictures)
    columns: list[list[Image.Image]] = []
    for each in pictures:
        if columns and _height([*columns[-1], each]) <= highest:
            columns[-1].append(each)
        else:
            columns.append([each])
    return columns


def _height(column: list[Image.Image]) -> int:
    return sum(each.height for each in column) + GAP * (len(column) - 1)


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1]) if len(sys.argv) > 1 else None))
