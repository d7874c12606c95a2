"""Behaviour points as data: a table, what decisions add up to, what it proposes, and what people may save. Pure."""

from bot.casework.points.breaks import (
    KEPT,
    Break,
    Mute,
    MutedBy,
    Use,
    joined,
    may_use,
    mute_until,
    roles_to_give_back,
    running_break,
)
from bot.casework.points.checks import is_reason
from bot.casework.points.choices import Choice, Refused, Ruling
from bot.casework.points.consequences import is_grave
from bot.casework.points.decision import decide_points
from bot.casework.points.editions import Published, published, rules_in_force
from bot.casework.points.eligible import Bar, Leadership, is_taken, may_lead, may_listen_to_teens
from bot.casework.points.file import PolicyError, find_policy, read_policy, shipped_policies
from bot.casework.points.hands import Hands, Team, hands, team_for
from bot.casework.points.hearing import REPLY_WITHIN, Answer, Hearing, not_heard
from bot.casework.points.incidents import Incident, LeftOut, Named, NotCounted, misfit
from bot.casework.points.months import months_after
from bot.casework.points.problems import Problem
from bot.casework.points.proposals import Badge, BadgeTaken, Ground, Leaves, Proposal
from bot.casework.points.proposing import Book, propose
from bot.casework.points.refreshers import may_offer_refresher, refreshed
from bot.casework.points.rejoining import Found, mute_found, role_found
from bot.casework.points.terms import Term, break_term
from bot.casework.points.totals import Change, Decided, Entry, Refresher, Standing, Why, standing_at
from bot.casework.points.values import Edition, Fading, PointsPolicy, Rule, Tier, UnknownRule, as_text
from bot.casework.points.weighing import Matter

__all__ = [
    "KEPT",
    "REPLY_WITHIN",
    "Answer",
    "Badge",
    "BadgeTaken",
    "Bar",
    "Book",
    "Break",
    "Change",
    "Choice",
    "Decided",
    "Edition",
    "Entry",
    "Fading",
    "Found",
    "Ground",
    "Hands",
    "Hearing",
    "Incident",
    "Leadership",
    "Leaves",
    "LeftOut",
    "Matter",
    "Mute",
    "MutedBy",
    "Named",
    "NotCounted",
    "PointsPolicy",
    "PolicyError",
    "Problem",
    "Proposal",
    "Published",
    "Refresher",
    "Refused",
    "Rule",
    "Ruling",
    "Standing",
    "Team",
    "Term",
    "Tier",
    "UnknownRule",
    "Use",
    "Why",
    "as_text",
    "break_term",
    "decide_points",
    "find_policy",
    "hands",
    "is_grave",
    "is_reason",
    "is_taken",
    "joined",
    "may_lead",
    "may_listen_to_teens",
    "may_offer_refresher",
    "may_use",
    "misfit",
    "months_after",
    "mute_found",
    "mute_until",
    "not_heard",
    "propose",
    "published",
    "read_policy",
    "refreshed",
    "role_found",
    "roles_to_give_back",
    "rules_in_force",
    "running_break",
    "shipped_policies",
    "standing_at",
    "team_for",
]
