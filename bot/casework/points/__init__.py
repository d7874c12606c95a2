"""Behaviour points as data: a published table of rules, and what a history of decisions adds up to. Pure."""

from bot.casework.points.file import PolicyError, find_policy, read_policy, shipped_policies
from bot.casework.points.months import months_after
from bot.casework.points.totals import Change, Decided, Entry, Standing, standing_at
from bot.casework.points.values import Fading, PointsPolicy, Rule, Tier, UnknownRule, as_text

__all__ = [
    "Change",
    "Decided",
    "Entry",
    "Fading",
    "PointsPolicy",
    "PolicyError",
    "Rule",
    "Standing",
    "Tier",
    "UnknownRule",
    "as_text",
    "find_policy",
    "months_after",
    "read_policy",
    "shipped_policies",
    "standing_at",
]
