"""Cards for somebody who is asked for their side: the question, their answer, more time, and what comes of it."""

from datetime import datetime
from types import MappingProxyType
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_skeleton, format_time
from babel.lists import format_list

from bot.casework.reply_words import MOST_LETTERS
from bot.casework.replying import Answer
from bot.guide.actions import Action
from bot.guide.building import button, buttons, day_and_time, opening, paragraphs, quoted
from bot.guide.cards_shared import help_line, private
from bot.guide.known_as import Known, Unnamed
from bot.guide.values import Card, Choice, Field, Form, Style
from bot.guide.views_reply import AllegationView
from bot.guide.wording import Wording

SIDE_LENGTH = 1500
_SETTLED = MappingProxyType({"no_problem": "reply.settled_fine", "dealt_with": "reply.settled_dealt"})


def allegation_card(wording: Wording, asked: AllegationView) -> Card:
    """Ask somebody for their side: what may have been, who noticed, the rule, until when; never a day or a name."""
    own = buttons(wording, str(asked.id), Action.SIDE_LONGER, Action.SIDE_NEXT)
    tell = button(wording, Action.TELL_SIDE, str(asked.id), Style.MAIN)
    text = paragraphs(opening(wording, asked.community), allegation_text(wording, asked))
    return Card(text, (tell, *own, button(wording, Action.MY_RECORD)))


def allegation_text(wording: Wording, asked: AllegationView) -> str:
    """Give the words of a question, without who is speaking."""
    who = "person" if asked.by_person else "bot"
    paused = asked.paused_until
    return paragraphs(
        wording.text("reply.hello", name=_greeted(wording, asked.name), community=asked.community),
        wording.text("reply.may", months=asked.months, sentence=quoted(asked.sentence, MOST_LETTERS)),
        wording.text("reply.noticed", who=wording.named("reply.by", who), rule=asked.rule),
        wording.text(
            "reply.until",
            until=_by_clock(wording, asked.until, asked.zone),
            zone=_place(asked.zone),
            own=day_and_time(asked.until),
        ),
        wording.text("reply.fair"),
        wording.text("reply.paused", until=day_and_time(paused)) if paused is not None else "",
        wording.text("reply.peace", directory=wording.helplines.directory),
    )


def _greeted(wording: Wording, who: Known) -> str:
    """Greet the reader; in what a moderator sees beforehand, the place of a name that may not stand there."""
    return wording.text("reply.their_name") if isinstance(who, Unnamed) else who


def until_when(wording: Wording, moment: datetime, zone: str) -> str:
    """Give a deadline by the community's clock, with the reader's own clock beside it."""
    when = _by_clock(wording, moment, zone)
    return wording.text("reply.when_both", when=when, zone=_place(zone), own=day_and_time(moment))


def months_of(wording: Wording, moments: tuple[datetime, ...], zone: str) -> str:
    """Name the months of some moments, oldest first and each once; never a day."""
    local = sorted(moment.astimezone(ZoneInfo(zone)) for moment in moments)
    named = dict.fromkeys(format_date(moment, "LLLL", locale=wording.locale) for moment in local)
    return format_list(list(named), locale=wording.locale)


def side_form(wording: Wording, reply: str, answer: Answer | None = None, words: str = "") -> Form:
    """Ask for somebody's side: first one choice, then words that may be left out. Both can be changed later."""
    choices = tuple(Choice(wording.named("reply.answer", each), each) for each in Answer)
    first = Field("said", wording.text("reply.first"), value=answer or "", required=True, choices=choices)
    more = Field(
        "words",
        wording.text("reply.words"),
        wording.text("reply.words_hint"),
        value=words,
        long=True,
        most=SIDE_LENGTH,
    )
    return Form(wording.named("form", Action.SIDE_TOLD), Action.SIDE_TOLD, (first, more), reply)


def side_told_card(wording: Wording, reply: str, until: datetime | None, zone: str) -> Card:
    """Thank for an answer, and say until when it can be changed; `until` None: it came late and still counts."""
    if until is None:
        return Card(wording.text("reply.told_late"))
    text = wording.text("reply.told", until=until_when(wording, until, zone))
    return Card(text, buttons(wording, reply, Action.TELL_SIDE, Action.SIDE_NEXT))


def side_fixed_card(wording: Wording) -> Card:
    """Answer who would change an answer after its time."""
    return Card(wording.text("reply.fixed"))


def side_settled_card(wording: Wording, community: str = "", outcome: str = "") -> Card:
    """Give what a question says once nobody needs an answer any more. `outcome` as in the case: how it ended."""
    return Card(private(wording, community, wording.text(_SETTLED.get(outcome, "reply.settled"))))


def question_back_card(wording: Wording, community: str = "") -> Card:
    """Tell somebody that they need not answer after all, while people still look."""
    return Card(private(wording, community, wording.text("reply.taken_back")))


def side_longer_card(wording: Wording, reply: str, until: datetime, zone: str) -> Card:
    """Confirm more time."""
    text = wording.text("reply.longer", until=until_when(wording, until, zone))
    return Card(text, buttons(wording, reply, Action.TELL_SIDE))


def side_no_longer_card(wording: Wording, reply: str, until: datetime | None, zone: str) -> Card:
    """Answer who cannot have more time again; `until` None: the time is over, and an answer still counts."""
    text = wording.text("reply.still_open")
    if until is not None:
        text = wording.text("reply.longer_used", until=until_when(wording, until, zone))
    return Card(text, buttons(wording, reply, Action.TELL_SIDE))


def side_kept_card(wording: Wording, reply: str, until: datetime, zone: str) -> Card:
    """Answer who has told their side already and asks for more time."""
    text = wording.text("reply.have_it", until=until_when(wording, until, zone))
    return Card(text, buttons(wording, reply, Action.TELL_SIDE))


def side_next_card(wording: Wording, reply: str) -> Card:
    """Say step by step what happens after a question, whether or not it is answered."""
    text = paragraphs(wording.text("reply.next"), help_line(wording))
    return Card(text, buttons(wording, reply, Action.TELL_SIDE, Action.SIDE_LONGER))


def side_over_card(wording: Wording, reply: str, community: str = "") -> Card:
    """Tell somebody who did not answer that people go on without it, and that this says nothing about them."""
    text = private(wording, community, wording.text("reply.over"))
    return Card(text, buttons(wording, reply, Action.TELL_SIDE, Action.SIDE_NEXT))


def _by_clock(wording: Wording, moment: datetime, zone: str) -> str:
    local = moment.astimezone(ZoneInfo(zone))
    weekday = format_date(local, "EEEE", locale=wording.locale)
    date = format_skeleton("MMMMd", local, locale=wording.locale)
    # A plain space: some fonts have no narrow one.
    time = format_time(local, "short", locale=wording.locale).replace("\u202f", " ")
    return wording.text("reply.when", weekday=weekday, date=date, time=time)


def _place(zone: str) -> str:
    """Name a zone by its place: `Europe/Berlin` is Berlin."""
    return zone.rpartition("/")[2].replace("_", " ")
