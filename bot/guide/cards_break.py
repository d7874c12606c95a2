"""Cards about breaks: what the person reads, who talked with them, and the team when it must be done by hand."""

from datetime import datetime

from bot.guide.actions import Action
from bot.guide.building import button, buttons, day_and_time
from bot.guide.cards_shared import help_line, private, urgent_button
from bot.guide.values import Card
from bot.guide.wording import Wording


def break_over_card(wording: Wording, community: str = "") -> Card:
    """Welcome somebody back."""
    return Card(private(wording, community, wording.text("break.over")))


def break_ended_early_card(wording: Wording, community: str = "") -> Card:
    """Welcome somebody back before the time, because people ended the break."""
    return Card(private(wording, community, wording.text("break.ended_early")))


def on_break_card(
    wording: Wording, until: datetime, community: str = "", emergency: str = "", helpline: str = ""
) -> Card:
    """Answer somebody on a break who would like a chat: until when, and who is there for them meanwhile."""
    text = wording.text("break.now", until=day_and_time(until), help=help_line(wording, emergency, helpline))
    ways = (*buttons(wording, "", Action.MY_MESSAGES), urgent_button(wording))
    return Card(private(wording, community, text), ways)


def listener_away_card(wording: Wording, community: str = "") -> Card:
    """Tell a member that their listener cannot go on, which says nothing about anybody, and offer another one."""
    ways = (button(wording, Action.TALK), urgent_button(wording))
    return Card(private(wording, community, wording.text("break.listener_away")), ways)


def by_hand_card(wording: Wording, what: str, who: str, thing: str = "") -> Card:
    """Tell the team what the bot could not do, so that people do it or see why. `who`, `thing`: mentions."""
    if not thing:
        return Card(wording.text(f"moderator.by_hand.{what}", who=who))
    return Card(wording.text(f"moderator.by_hand.{what}", who=who, thing=thing))
