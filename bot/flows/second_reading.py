"""Somebody new to reviewing wants to end something: it waits until a second person, who is not new, agrees (T61)."""

from bot.casework.points import as_text
from bot.flows.case_shown import send_about, view_case
from bot.flows.parts import Parts
from bot.flows.said_to_both import change_what_was_said
from bot.flows.work import Work
from bot.guide.cards_reading import reading_waits_already_card, reading_waits_card, reading_wanted_card
from bot.guide.cards_second import put_aside_line_card
from bot.guide.values import Card
from bot.guide.views_decided import ReadingLine
from bot.store import cases, second_readings
from bot.store.cases import Case
from bot.store.communities import Community
from bot.store.second_readings import NewReading, SecondReading
from bot.store.words import ReadingState

WAITS, PUT_ASIDE = "reading_waits", "reading_put_aside"
# Stands before its id on the buttons that it shares with decisions.
MARK = "r"


def about_reading(number: int) -> str:
    """What the team's line about it is remembered by."""
    return f"reading:{number}"


async def wait_for_reader(
    parts: Parts, work: Work, community: Community, case: Case, new: NewReading
) -> Card:
    """Ask a second person, where the team is; nothing ends and nobody is told until they agree."""
    wording = parts.wording(community.locale)
    reading = await second_readings.add_reading(work.connection, work.keys, new, work.now)
    if reading is None:
        return reading_waits_already_card(wording, case.number)
    await cases.write_log(work.connection, case.id, new.by, WAITS, work.now)
    card = reading_wanted_card(wording, await reading_line(work, case, reading))
    await send_about(work, community, case, card, about=about_reading(reading.id), urgent=False)
    return reading_waits_card(wording, case.number, f"{MARK}{reading.id}")


async def reading_line(work: Work, case: Case, reading: SecondReading) -> ReadingLine:
    """What the team reads about it."""
    shown = await view_case(work, case)
    return ReadingLine(
        f"{MARK}{reading.id}",
        case.number,
        shown.subject,
        reading.ends,
        f"<@{reading.by}>",
        reading.words,
        as_text(reading.points) if reading.points is not None else "",
        ends_break=reading.ends_break,
    )


async def put_reading_aside(parts: Parts, work: Work, community: Community, case: Case, by: int) -> None:
    """The case went on otherwise: nobody can agree any more with what waits in it, and its line says so."""
    waiting = await second_readings.waiting_reading(work.connection, work.keys, case.id)
    if waiting is None or not await second_readings.settle_reading(
        work.connection, waiting.id, ReadingState.ASIDE, by=by, now=work.now
    ):
        return
    await cases.write_log(work.connection, case.id, by, PUT_ASIDE, work.now)
    card = put_aside_line_card(parts.wording(community.locale), case.number, f"<@{by}>")
    await change_what_was_said(work, community.id, about_reading(waiting.id), card)
