"""The refresher: three plain situations, each with a choice and a kind word to it. There is no pass mark."""

from bot.guide.actions import Action
from bot.guide.building import button, paragraphs
from bot.guide.values import Card, Choice, Select, Style
from bot.guide.wording import Wording

REFRESHER_STEPS = 3
REFRESHER_CHOICES = ("a", "b", "c")


def refresher_card(wording: Wording, decision: int, step: int) -> Card:
    """Show one situation, from 1, and what one could do."""
    head = wording.text("refresher.head", number=step, total=REFRESHER_STEPS)
    choices = tuple(
        Choice(wording.text(f"refresher.{step}.{choice}"), choice) for choice in REFRESHER_CHOICES
    )
    select = Select(
        Action.REFRESHER_CHOICE,
        wording.named("select", Action.REFRESHER_CHOICE),
        choices,
        argument=f"{decision}:{step}",
    )
    return Card(paragraphs(head, wording.text(f"refresher.{step}.situation")), (), (select,))


def refresher_answer_card(
    wording: Wording, decision: int, step: int, choice: str, *, total: str = ""
) -> Card:
    """Say something kind to what was chosen; after the last one, what the total is now."""
    chose = wording.text("refresher.you_chose", choice=wording.text(f"refresher.{step}.{choice}"))
    word = wording.text(f"refresher.{step}.answer_{choice}")
    if step < REFRESHER_STEPS:
        onward = button(wording, Action.REFRESHER, f"{decision}:{step + 1}", Style.MAIN)
        return Card(paragraphs(chose, word), (onward,))
    return Card(paragraphs(chose, word, refresher_done_card(wording, total).text))


def refresher_done_card(wording: Wording, total: str) -> Card:
    """Thank, and say what the total is now."""
    return Card(wording.text("refresher.done", total=total))


def refresher_over_card(wording: Wording) -> Card:
    """Say that there is no refresher to do (any more)."""
    return Card(wording.text("refresher.over"))
