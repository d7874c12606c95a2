"""The practice for people who help to review."""

from bot import guide
from bot.casework.reviewing import PRACTICE_STEPS
from bot.guide import Wording
from tests.guide.examples.shelf import Named


def cards(wording: Wording) -> Named:
    """Every situation, and its answers."""
    for number in range(1, PRACTICE_STEPS + 1):
        yield f"moderator-practice-{number}", guide.practice_card(wording, number)
        for choice in "abc":
            shown = guide.practice_answer_card(wording, number, choice, PRACTICE_STEPS)
            yield f"moderator-practice-{number}-{choice}", shown
    yield "moderator-practice-not-second", guide.new_reviewer_card(wording, 12)
    yield "moderator-practice-done", guide.practice_done_card(wording)
