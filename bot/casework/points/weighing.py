"""A choice of people beside what the table says, so that what differs can be seen."""

from dataclasses import dataclass
from datetime import datetime

from bot.casework.points.choices import Choice
from bot.casework.points.editions import Published, published
from bot.casework.points.hands import Team
from bot.casework.points.hearing import Hearing
from bot.casework.points.incidents import Named
from bot.casework.points.proposals import Leaves, Proposal
from bot.casework.points.proposing import Book, propose
from bot.casework.points.totals import Decided

BOTH = 2


@dataclass(frozen=True, slots=True)
class Matter:
    """One case about one person when it is to be decided: the table, what stands, the hearing, and who may decide."""

    book: Book
    history: tuple[Decided, ...]
    hearing: Hearing
    team: Team
    now: datetime


@dataclass(frozen=True, slots=True)
class Weighed:
    """A choice beside what the table says: `asked` without, `chosen` with the points that people give."""

    matter: Matter
    choice: Choice
    asked: Proposal
    chosen: Proposal

    @property
    def removes(self) -> bool:
        """Whether somebody is to leave, as a listener or altogether."""
        return self.choice.leaves is not Leaves.NOT

    @property
    def past(self) -> bool:
        """Whether it happened before there was a table (P19)."""
        times = (published(self.matter.book, rule, self.choice.incident.at) for rule in self.asked.rules)
        return any(time is Published.NO_TABLE_YET for time in times)

    @property
    def needed(self) -> int:
        """How many people must decide: two for a removal (G16) and for a past act (P19)."""
        return BOTH if self.removes or self.past else 1

    @property
    def deviates(self) -> bool:
        """Whether people give something else than the table says: points, break, mute, badges, or who leaves."""
        choice, chosen = self.choice, self.chosen
        return (
            [one.points for one in chosen.decided] != [one.points for one in self.asked.decided]
            or choice.break_days not in (None, chosen.break_days)
            or choice.mute_days not in (None, chosen.mute_days)
            or choice.badges not in (None, chosen.badges)
            or choice.leaves is not chosen.leaves
        )


def weighed(matter: Matter, choice: Choice) -> Weighed:
    """Put a choice beside what the table says. Raises UnknownRule."""
    plain = [Named(one.rule) for one in choice.named]
    asked = propose(matter.book, matter.history, plain, choice.incident, matter.now)
    says = {entry.rule: entry.points for entry in asked.standing.entries if entry.number == _number(asked)}
    # What is given as the table says is recorded like that: small offences still count towards three.
    named = [Named(one.rule) if one.points == says.get(one.rule) else one for one in choice.named]
    chosen = propose(matter.book, matter.history, named, choice.incident, matter.now)
    return Weighed(matter, choice, asked, chosen)


def _number(proposal: Proposal) -> int | None:
    return proposal.decided[0].number if proposal.decided else None
