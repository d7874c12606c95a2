"""Cards of the practice for people who help to review."""

from bot.guide.actions import Action
from bot.guide.building import button, lines, paragraphs
from bot.guide.values import Button, Card, Style
from bot.guide.wording import Wording

CHOICES = ("a", "b", "c")


def practice_card(wording: Wording, number: int) -> Card:
    """Show one situation with three things somebody could do."""
    group = f"moderator.practice.{number}"
    offered = lines(*(f"**{choice.upper()}** · {wording.text(f'{group}.{choice}')}" for choice in CHOICES))
    head = wording.text("moderator.practice.head", number=number)
    return Card(
        paragraphs(head, wording.text(f"{group}.situation"), offered),
        tuple(Button(choice.upper(), Action.PRACTICE_ANSWER, f"{number}:{choice}") for choice in CHOICES),
    )


def practice_answer_card(wording: Wording, number: int, choice: str, last: int) -> Card:
    """Explain what this community would do, whatever was chosen."""
    group = f"moderator.practice.{number}"
    best = wording.text(f"{group}.best")
    other = wording.text("moderator.practice.other", best=best.upper())
    first = wording.text("moderator.practice.same") if choice == best else other
    go_on = button(wording, Action.PRACTICE_NEXT, str(number), Style.MAIN)
    left = wording.count("moderator.practice.left", last - number)
    return Card(paragraphs(first, wording.text(f"{group}.why"), left if number < last else ""), (go_on,))


def new_reviewer_card(wording: Wording, number: int) -> Card:
    """Answer a reviewer who wants to agree while somebody still reads along with their own decisions."""
    return Card(wording.text("moderator.practice.not_second", number=number))


def not_new_reviewer_card(wording: Wording, number: int) -> Card:
    """Answer a reviewer who wants to take something back while somebody still reads along with what they end."""
    return Card(wording.text("moderator.practice.not_alone", number=number))


def practice_done_card(wording: Wording) -> Card:
    """Say that the practice is done, and how reviewing begins."""
    return Card(wording.text("moderator.practice.done"))
