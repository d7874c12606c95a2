"""What people put together for a decision: the draft, what the table says to it, and whether it may be saved."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from decimal import Decimal

from bot.casework.authority import oversight_can_decide
from bot.casework.case_life import CaseState
from bot.casework.drafting import Draft, Tick
from bot.casework.points import (
    Answer,
    Choice,
    Hands,
    Hearing,
    Leaves,
    Matter,
    Named,
    Proposal,
    Published,
    Refused,
    Rule,
    Ruling,
    Team,
    decide_points,
    may_offer_refresher,
    misfit,
    propose,
    published,
)
from bot.casework.replying import Answer as Told
from bot.flows.case_shown import only_oversight_sees, part_takers
from bot.flows.points_kept import Ledger, ledger_of
from bot.flows.work import Work
from bot.screening import Side
from bot.store.cases import Case
from bot.store.communities import Community
from bot.store.flags import flags_of_case
from bot.store.replies import Reply, open_question
from bot.store.reports import reports_of_case

# Somebody else of the team, whoever it will be: Sidelight does not know them all.
ANYBODY = 0
REFRESHER_WITHIN = timedelta(days=30)
MOST_MOMENTS = 25


@dataclass(frozen=True, slots=True)
class Deciding:
    """A case about to be decided: the table, what stands, how the person was heard, and who may decide."""

    case: Case
    ledger: Ledger
    heard: Reply | None
    hearing: Hearing
    side: Side
    moments: tuple[datetime, ...]
    oversight: int | None
    only_oversight: bool
    now: datetime

    def matter(self, *people: int) -> Matter:
        """What the rules judge, with those who may decide."""
        eligible = frozenset() if self.only_oversight else frozenset(people)
        book, history = self.ledger.book, self.ledger.history
        return Matter(book, history, self.hearing, Team(eligible, self.oversight), self.now)

    def rules(self, draft: Draft) -> tuple[Rule, ...]:
        """The rules that can be named: of the community's present table, for this side, published before the act."""
        incident = draft.incident(self.side)
        return tuple(
            rule
            for rule in self.ledger.present
            if misfit(rule, incident) is None
            and published(self.ledger.book, rule, draft.acted_at)
            in (Published.BEFORE_THE_ACT, Published.NO_TABLE_YET)
        )

    def is_past(self, draft: Draft) -> bool:
        """Whether it happened before the community had a table (P19)."""
        return draft.acted_at < (self.ledger.book.chosen_at or draft.acted_at)

    def proposal(self, draft: Draft, points: Decimal | None = None) -> Proposal:
        """What the table says about a draft."""
        named, incident = (Named(draft.rule, points),), draft.incident(self.side)
        return propose(self.ledger.book, self.ledger.history, named, incident, self.now)

    def refresher_until(self, proposal: Proposal) -> datetime | None:
        """Until when a refresher can be offered in place of the first point; None: it cannot."""
        fits = may_offer_refresher(proposal, self.ledger.history)
        return self.now + REFRESHER_WITHIN if fits else None

    def as_proposed(self, draft: Draft, first: int) -> Choice:
        """The choice to do as the table says."""
        proposal = self.proposal(draft)
        return Choice(
            (Named(draft.rule),),
            draft.incident(self.side),
            first,
            evident=Tick.EVIDENT in draft.ticked,
            severe=Tick.SEVERE in draft.ticked,
            leaves=proposal.leaves,
            refresher_until=self.refresher_until(proposal),
        )

    def ruling(self, choice: Choice, second: int = ANYBODY) -> Ruling | Refused:
        """Judge a choice as if this second person agreed."""
        judged = replace(choice, second=None if self.only_oversight else second)
        return decide_points(self.matter(choice.first, second), judged)

    def two_needed(self, ruling: Ruling) -> bool:
        """Whether a second person must agree: removals, past acts, and whether somebody with a red flag can stay."""
        if ruling.hands is not Hands.ENOUGH:
            return False
        red = ruling.proposal is not None and ruling.proposal.red_flag
        return len(ruling.deciders) > 1 or (red and not self.only_oversight)

    def knows(self, draft: Draft) -> bool:
        """Whether a draft, perhaps on an old button, still is about what is known here."""
        return draft.acted_at in self.moments and draft.rule in {rule.id for rule in self.rules(draft)}


async def deciding(work: Work, community: Community, case: Case) -> Deciding | None:
    """Gather all that a decision in a case rests on; None where the community uses no points."""
    ledger = await ledger_of(work, community, case.subject)
    if ledger is None:
        return None
    flags = await flags_of_case(work.connection, work.keys, case.id)
    told = await reports_of_case(work.connection, work.keys, case.id)
    moments = {one.made_at for one in flags} | {one.made_at for one in told} or {case.opened_at}
    takes_part = await part_takers(work, case)
    can = oversight_can_decide(community.offices, case.subject, takes_part)
    heard = await open_question(work.connection, work.keys, case.id)
    return Deciding(
        case,
        ledger,
        heard,
        _hearing(case, heard, work.now),
        flags[0].side if flags else Side.LISTENER,
        tuple(sorted((_whole(one) for one in moments), reverse=True)[:MOST_MOMENTS]),
        community.oversight if can else None,
        await only_oversight_sees(work, community, case),
        work.now,
    )


def _hearing(case: Case, heard: Reply | None, now: datetime) -> Hearing:
    """How somebody was heard. A case that waits for a decision waits for no answer any more, whoever was reached."""
    if heard is None:
        return Hearing()
    answer = None
    if heard.answer is not None:
        answer = Answer.ACCEPTED if heard.answer is Told.HAPPENED else Answer.DENIED
    over = case.state is CaseState.TO_DECIDE
    until = min(heard.due_at or now, now) if over else heard.due_at
    return Hearing(heard.told_at or heard.asked_at, until, answer)


def _whole(moment: datetime) -> datetime:
    return moment.replace(microsecond=0)


def leaves_of(*, leaves: bool, altogether: bool) -> Leaves:
    """Whether somebody stays, as it is recorded."""
    if not leaves:
        return Leaves.NOT
    return Leaves.ALTOGETHER if altogether else Leaves.AS_LISTENER
