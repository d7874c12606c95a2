"""The practice for people who help to review, and what they end with a second reader."""

from bot.casework.reviewing import PRACTICE_STEPS, Ends
from bot.guide import Wording
from bot.guide.cards_reading import (
    reading_agreed_line,
    reading_refused_card,
    reading_refused_line,
    reading_still_waits_card,
    reading_waits_already_card,
    reading_waits_card,
    reading_wanted_card,
)
from bot.guide.cards_reviewer import (
    new_reviewer_card,
    not_new_reviewer_card,
    practice_answer_card,
    practice_card,
    practice_done_card,
)
from bot.guide.views_decided import ReadingLine
from tests.guide.examples.shelf import OTHER, PERSON, Named

THIRD = "<@2003>"


def cards(wording: Wording) -> Named:
    """Every situation, and its answers; every end, and what a second person says to it."""
    yield from _reading(wording)
    for number in range(1, PRACTICE_STEPS + 1):
        yield f"moderator-practice-{number}", practice_card(wording, number)
        for choice in "abc":
            shown = practice_answer_card(wording, number, choice, PRACTICE_STEPS)
            yield f"moderator-practice-{number}-{choice}", shown
    yield "moderator-practice-not-second", new_reviewer_card(wording, 12)
    yield "moderator-practice-not-alone", not_new_reviewer_card(wording, 12)
    yield "moderator-practice-done", practice_done_card(wording)


def _reading(wording: Wording) -> Named:
    for ends in Ends:
        line = ReadingLine("r3", 12, PERSON, ends, OTHER)
        if ends is Ends.CHANGED:
            line = ReadingLine("r3", 12, PERSON, ends, OTHER, "*" * 1000, "0.5", ends_break=True)
        elif ends.outcome is not None:
            line = ReadingLine("r3", 12, PERSON, ends, OTHER, "The number was the helpline's.")
        yield f"moderator-reading-{ends}", reading_wanted_card(wording, line)
        yield f"moderator-reading-{ends}-agreed", reading_agreed_line(wording, line, THIRD)
    yield "moderator-reading-waits", reading_waits_card(wording, 12, "r3")
    yield "moderator-reading-waits-already", reading_waits_already_card(wording, 12)
    yield "moderator-reading-still-waits", reading_still_waits_card(wording, 12)
    yield "moderator-reading-refused", reading_refused_card(wording, 12)
    yield "moderator-reading-refused-line", reading_refused_line(wording, 12, THIRD)
