"""Behaviour points as data: a table, what decisions add up to, what it proposes, and what people may save. Pure."""

from bot.casework.points.consequences import is_grave
from bot.casework.points.file import PolicyError, find_policy, read_policy, shipped_policies
from bot.casework.points.incidents import Incident, LeftOut, Named, NotCounted, misfit
from bot.casework.points.months import months_after
from bot.casework.points.proposals import Badge, BadgeTaken, Ground, Leaves, Proposal
from bot.casework.points.proposing import Book, propose
from bot.casework.points.terms import Term, break_term
from bot.casework.points.totals import Change, Decided, Entry, Refresher, Standing, Why, standing_at
from bot.casework.points.values import Edition, Fading, PointsPolicy, Rule, Tier, UnknownRule, as_text

__all__ = [
    "Badge",
    "BadgeTaken",
    "Book",
    "Change",
    "Decided",
    "Edition",
    "Entry",
    "Fading",
    "Ground",
    "Incident",
    "Leaves",
    "LeftOut",
    "Named",
    "NotCounted",
    "PointsPolicy",
    "PolicyError",
    "Proposal",
    "Refresher",
    "Rule",
    "Standing",
    "Term",
    "Tier",
    "UnknownRule",
    "Why",
    "as_text",
    "break_term",
    "find_policy",
    "is_grave",
    "misfit",
    "months_after",
    "propose",
    "read_policy",
    "shipped_policies",
    "standing_at",
]
