"""When a name or a thread's title claims a profession, poses as the team, or tells how to reach someone (D14)."""

from bot.guide.actions import Action
from bot.guide.building import button, quoted
from bot.guide.cards_shared import private
from bot.guide.values import Card
from bot.guide.wording import Wording

CONTACT = "contact"


def your_name_card(wording: Wording, what: str, community: str = "") -> Card:
    """Ask a person kindly to change their name. `what` is a title, or `contact`."""
    key = "names.contact" if what == CONTACT else "names.title"
    values = {} if what == CONTACT else {"title": quoted(what, 40)}
    return Card(private(wording, community, wording.text(key, **values), wording.text("names.ask")))


def name_card(wording: Wording, whose: str, what: str) -> Card:
    """Show the team whose name or title says what; it counts for nothing. `whose` is `@person` or `#thread`."""
    says = wording.text("moderator.name.contact")
    if what != CONTACT:
        says = wording.text("moderator.name.title", title=quoted(what, 40))
    text = wording.text("moderator.name.seen", whose=f"<{whose}>", says=says)
    return Card(text, (button(wording, Action.ALLOW_NAME, f"{whose}:{what}"),))


def name_allowed_card(wording: Wording, whose: str, who: str) -> Card:
    """Replace the team's card once somebody allowed the name. `who` is a mention."""
    return Card(wording.text("moderator.name.allowed", whose=f"<{whose}>", who=who))
