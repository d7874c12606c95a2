"""The appeal form on the web: for somebody who may not be on the server any more, behind a link that works once.

There is no token against forged requests beside the link's own secret: whoever could forge one would have to know it,
and then would not need to. Nothing is remembered in the browser, no cookie is set, and the address is not passed on.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol
from urllib.parse import parse_qs

from aiohttp import web

from bot.casework.case_life import Promises
from bot.flows.appeal_by_link import LinkedDecision
from bot.guide.cards_appeal import APPEAL_LENGTH
from bot.web.guessing import Guesses, visitor
from bot.web.pages import render

# What `secrets.token_urlsafe(32)` makes; anything else leads nowhere without a look.
FORM_PATH = r"/appeal/{secret:[A-Za-z0-9_-]{43}}"
SENT_PATH = "/appeal/sent"
FORM_BYTES = 256 * 1024
ANSWER_TO_LENGTH = 200
FIELDS = ("words", "answer_to")


class AppealDesk(Protocol):
    """Where the form's words go."""

    async def appeal_link_read(self, secret: str) -> LinkedDecision | None:
        """What a link leads to; None when it leads nowhere."""
        ...

    async def appeal_link_sent(self, secret: str, words: str, answer_to: str) -> bool:
        """Keep what was sent; False when the link leads nowhere any more."""
        ...


class NotOpen(Exception):  # noqa: N818 - an answer, told to the visitor
    """The bot is not ready to take anything just now."""


class Wrong(StrEnum):
    """What is wrong with a form that was sent; each has its words."""

    NO_WORDS = "no_words"
    LONG_WORDS = "long_words"
    LONG_ANSWER_TO = "long_answer_to"
    NOT_READ = "not_read"


@dataclass(frozen=True, slots=True)
class Typed:
    """What somebody typed into the form."""

    words: str = ""
    answer_to: str = ""

    @property
    def wrong(self) -> tuple[Wrong, ...]:
        """What has to be changed before it can be sent."""
        found = {
            Wrong.NO_WORDS: not self.words,
            Wrong.LONG_WORDS: len(self.words) > APPEAL_LENGTH,
            Wrong.LONG_ANSWER_TO: len(self.answer_to) > ANSWER_TO_LENGTH,
        }
        return tuple(wrong for wrong, is_so in found.items() if is_so)


DESK = web.AppKey("appeal_desk", AppealDesk)
GUESSES = web.AppKey("guesses", Guesses)


def add_appeals(application: web.Application, desk: AppealDesk, clock: Callable[[], datetime]) -> None:
    """Put the form and what belongs to it into the site."""
    application[DESK] = desk
    application[GUESSES] = Guesses(clock)
    application.router.add_get(SENT_PATH, show_sent)
    application.router.add_get(FORM_PATH, show_form)
    application.router.add_post(FORM_PATH, take_form)


async def show_form(request: web.Request) -> web.Response:
    """Show the form; opening it uses nothing up, so it can be opened again."""
    try:
        linked = await _linked(request)
    except NotOpen:
        raise web.HTTPServiceUnavailable from None
    return _nowhere(request) if linked is None else _form(request, linked, Typed())


async def take_form(request: web.Request) -> web.Response:
    """Keep what was sent, or show it again with what has to be changed. Nothing that was typed is lost."""
    typed = await _typed(request)
    try:
        linked = await _linked(request)
        if linked is None:
            return _nowhere(request, typed)
        wrong = (Wrong.NOT_READ,) if typed is None else typed.wrong
        if typed is None or wrong:
            return _form(request, linked, typed or Typed(), *wrong)
        secret = request.match_info["secret"]
        kept = await request.app[DESK].appeal_link_sent(secret, typed.words, typed.answer_to)
    except NotOpen:
        return render("appeal_nowhere.html", request, 503, typed=typed, key="not_ready")
    if not kept:
        return _nowhere(request, typed)
    # Another page, so that loading it again sends nothing again.
    return web.Response(status=303, headers={"Location": SENT_PATH})


async def show_sent(request: web.Request) -> web.Response:
    """Say that it has arrived and what happens next."""
    return render("appeal_sent.html", request, answer_days=Promises().appeal_answer.days)


async def _linked(request: web.Request) -> LinkedDecision | None:
    address, guesses = visitor(request), request.app[GUESSES]
    if guesses.too_many(address):
        raise web.HTTPTooManyRequests
    linked = await request.app[DESK].appeal_link_read(request.match_info["secret"])
    if linked is None:
        guesses.missed(address)
    return linked


async def _typed(request: web.Request) -> Typed | None:
    """Read the form; None when it is none, or not text."""
    if request.content_type != "application/x-www-form-urlencoded":
        return None
    try:
        text = (await request.read()).decode("ascii")
        fields = parse_qs(text, keep_blank_values=True, errors="strict", max_num_fields=len(FIELDS))
    except (ValueError, web.HTTPRequestEntityTooLarge):
        return None
    # Browsers write a line's end as two characters, which must not count as two.
    words, answer_to = ("".join(fields.get(name, ())).replace("\r\n", "\n").strip() for name in FIELDS)
    return Typed(words, answer_to)


def _form(request: web.Request, linked: LinkedDecision, typed: Typed, *wrong: Wrong) -> web.Response:
    return render(
        "appeal.html",
        request,
        422 if wrong else 200,
        linked=linked,
        typed=typed,
        wrong=wrong,
        words_length=APPEAL_LENGTH,
        answer_to_length=ANSWER_TO_LENGTH,
        answer_days=Promises().appeal_answer.days,
    )


def _nowhere(request: web.Request, typed: Typed | None = None) -> web.Response:
    return render("appeal_nowhere.html", request, 404, typed=typed, key="nowhere")
