"""Examples of all cards and forms about decisions and breaks."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.casework.drafting import Draft, Tick
from bot.casework.points import Badge, BadgeTaken, Ground, Leaves, Problem, find_policy
from bot.guide import Action, Card, Form, Wording
from bot.guide.cards_break import (
    break_ended_early_card,
    break_over_card,
    by_hand_card,
    listener_away_card,
    on_break_card,
)
from bot.guide.cards_decided import decided_card, decision_reversed_card
from bot.guide.cards_deciding import (
    name_rule_card,
    no_points_card,
    not_saved_card,
    otherwise_form,
    overtaken_card,
    proposal_card,
    rule_gone_card,
    still_time_card,
    talk_form,
    talk_not_saved_card,
)
from bot.guide.cards_refresher import (
    REFRESHER_CHOICES,
    REFRESHER_STEPS,
    refresher_answer_card,
    refresher_card,
    refresher_over_card,
)
from bot.guide.cards_second import (
    appeal_waits_card,
    corrected_card,
    decided_line_card,
    decision_line_card,
    decision_reversed_line,
    ended_early_card,
    not_agreed_card,
    not_agreed_line_card,
    not_agreed_now_card,
    oversight_asked_card,
    put_aside_line_card,
    reason_form,
    reason_missing_card,
    remove_by_hand_card,
    second_waits_card,
    second_wanted_card,
    too_few_line_card,
    waits_already_card,
)
from bot.guide.cards_setup import setup_card
from bot.guide.views_decided import (
    Corrected,
    DecidedView,
    DecisionLine,
    Forecast,
    NamingView,
    ProposalView,
)
from bot.guide.views_setup import SetupPart, SetupStep, SetupValue, SetupView

WHEN = datetime(2031, 5, 4, 9, 30, tzinfo=UTC)
LATER = WHEN + timedelta(days=14)
COMMUNITY, WHO, OTHER, PLACE = "Willow Room", "<@1001>", "<@1002>", "<#3001>"
BADGES = (
    BadgeTaken(Badge.LEADERSHIP, WHEN + timedelta(days=61)),
    BadgeTaken(Badge.ADULT_FOR_TEENS),
)
WORDS = "It was in three chats, and you told us that you did not know the rule."

Named = Iterator[tuple[str, Card | Form]]


def told() -> DecidedView:
    """Give a decision with a break, badges and all that can be said."""
    return DecidedView(
        31,
        "Asking for a number, an address or an account",
        facts="In May, you may have asked members for their phone number.",
        noticed="bot",
        reason=WORDS,
        points="3",
        total="3",
        forecast=(
            Forecast(WHEN + timedelta(days=31), "1.8"),
            Forecast(WHEN + timedelta(days=92), "0.6"),
            Forecast(WHEN + timedelta(days=184), "0"),
        ),
        break_until=LATER,
        badges=BADGES,
        quiet_room=PLACE,
        appeal_until=WHEN + timedelta(days=30),
    )


def proposal() -> ProposalView:
    """Give what the 2020 table says about one rule, with everything that can be shown."""
    rule = find_policy("table-2020").rules["D9"]
    return ProposalView(
        Draft(31, "D9", WHEN, frozenset({Tick.EVIDENT})),
        12,
        WHO,
        rule,
        "5",
        "5",
        "3-5",
        break_days=14,
        break_until=LATER,
        mute_days=7,
        badges=BADGES,
        refresher_until=LATER,
        two_people=True,
        why=tuple(Ground),
        moments=(WHEN, WHEN - timedelta(days=2)),
    )


def line() -> DecisionLine:
    """Give a decision as the team sees it."""
    return DecisionLine(
        31, 12, WHO, "Flirting", OTHER, points="1", break_days=14, reason=WORDS, on_break=True
    )


def cards(wording: Wording) -> Named:
    """Give every card and form about decisions and breaks once."""
    yield from _for_the_person(wording)
    yield from _refresher(wording)
    yield from _deciding(wording)
    yield from _second(wording)
    yield from _setup(wording)


def _for_the_person(wording: Wording) -> Named:
    view = told()
    yield "listener-decided", decided_card(wording, view, COMMUNITY)
    small = replace(
        view, break_until=None, badges=(), noticed="person", pause_ends=True, refresher_until=LATER
    )
    yield "listener-decided-first", decided_card(wording, small, COMMUNITY)
    mute = replace(view, break_until=None, mute_until=LATER, quiet_room="", oversight_alone=True)
    yield "listener-decided-muted", decided_card(wording, mute)
    for leaves in (Leaves.AS_LISTENER, Leaves.ALTOGETHER):
        link = "https://guide.example.org/appeal/k3yk3y"
        gone = replace(view, break_until=None, leaves=leaves, by_two=True, link=link)
        yield f"listener-decided-{leaves}", decided_card(wording, gone, COMMUNITY)
    talk = DecidedView(31, "Chats stay here", reason=WORDS, appeal_until=LATER)
    yield "listener-decided-talk", decided_card(wording, talk, COMMUNITY)
    longest = replace(view, facts="a word " * 200, reason="a word " * 200, rule="a word " * 40)
    yield "listener-decided-long", decided_card(wording, longest, COMMUNITY * 5)
    for total in ("", "1.8"):
        back = Corrected(WHEN, "Flirting", total, gave_back=bool(total))
        yield f"listener-reversed-{total or 'plain'}", decision_reversed_card(wording, back, COMMUNITY)
    yield "listener-break-over", break_over_card(wording, COMMUNITY)
    yield "listener-break-ended-early", break_ended_early_card(wording, COMMUNITY)
    yield "member-on-break", on_break_card(wording, LATER, COMMUNITY)
    yield "member-listener-away", listener_away_card(wording, COMMUNITY)


def _refresher(wording: Wording) -> Named:
    for step in range(1, REFRESHER_STEPS + 1):
        yield f"listener-refresher-{step}", refresher_card(wording, 31, step)
        for choice in REFRESHER_CHOICES:
            answer = refresher_answer_card(wording, 31, step, choice, total="0")
            yield f"listener-refresher-{step}-{choice}", answer
    yield "listener-refresher-over", refresher_over_card(wording)


def _deciding(wording: Wording) -> Named:
    yield "moderator-still-time", still_time_card(wording, 12, None)
    yield "moderator-still-time-until", still_time_card(wording, 12, LATER)
    yield "moderator-no-points", no_points_card(wording, 31, 12)
    policy = find_policy("table-2020")
    naming = NamingView(31, 12, WHO, policy.name, tuple(policy.rules.values()), WHEN)
    yield "moderator-name-rule", name_rule_card(wording, naming)
    yield "moderator-name-no-rule", name_rule_card(wording, replace(naming, rules=()))
    yield "moderator-rule-gone", rule_gone_card(wording, 31, 12)
    view = proposal()
    yield "moderator-proposal", proposal_card(wording, view)
    plain = replace(view, problems=tuple(Problem), why=(), moments=(WHEN,))
    yield "moderator-proposal-not-yet", proposal_card(wording, plain)
    open_rule = replace(view, rule=policy.rules["D8"])
    yield "moderator-proposal-no-number", proposal_card(wording, open_rule)
    for leaves in (Leaves.AS_LISTENER, Leaves.ALTOGETHER):
        yield f"moderator-proposal-{leaves}", proposal_card(wording, replace(view, leaves=leaves))
    yield "moderator-otherwise", otherwise_form(wording, replace(view, leaves=Leaves.AS_LISTENER))
    draft = view.draft.argument
    yield "moderator-overtaken", overtaken_card(wording, 12)
    yield "moderator-overtaken-words", overtaken_card(wording, 12, "It was said twice.")
    yield "moderator-not-saved", not_saved_card(wording, draft, 12, (Problem.REASON_MISSING,), "no")
    yield "moderator-talk", talk_form(wording, 31)
    wrong = ("rule", "words", "days", "unheard")
    yield "moderator-talk-not-saved", talk_not_saved_card(wording, 31, 12, wrong, "no")
    for what in ("role_taken", "role_back", "muted_role", "unmuted"):
        yield f"moderator-by-hand-{what}", by_hand_card(wording, what, WHO, "<@&3002>")
    for what in ("mute", "unmute"):
        yield f"moderator-by-hand-{what}", by_hand_card(wording, what, WHO)


def _second(wording: Wording) -> Named:
    one = line()
    yield "moderator-decided", decided_line_card(wording, 12)
    yield "moderator-waits-already", waits_already_card(wording, 12)
    yield (
        "moderator-second-wanted",
        second_wanted_card(wording, replace(one, leaves=Leaves.AS_LISTENER)),
    )
    yield "moderator-second-waits", second_waits_card(wording, 12, 31)
    yield "moderator-decision-line", decision_line_card(wording, one)
    by_two = replace(one, second=WHO, break_days=1)
    yield "moderator-decision-line-two", decision_line_card(wording, by_two)
    yield "moderator-reversed", decision_reversed_line(wording, OTHER, 31)
    yield "moderator-remove-by-hand", remove_by_hand_card(wording, 12, WHO)
    problems = (Problem.TOO_FEW_PEOPLE,)
    yield "moderator-not-agreed-now", not_agreed_now_card(wording, 12, problems)
    yield "moderator-not-agreed", not_agreed_card(wording, 12)
    yield "moderator-put-aside-line", put_aside_line_card(wording, 12, OTHER)
    yield "moderator-appeal-waits", appeal_waits_card(wording, 12)
    yield "moderator-not-agreed-line", not_agreed_line_card(wording, 12, OTHER)
    yield "moderator-oversight-asked", oversight_asked_card(wording, 12)
    yield "moderator-too-few", too_few_line_card(wording, 12, LATER)
    for action in (Action.BREAK_END_SEND, Action.DECISION_CORRECT_SEND):
        yield f"moderator-{action}", reason_form(wording, action, 31)
    missing = reason_missing_card(wording, 31, Action.BREAK_END, "no")
    yield "moderator-reason-missing", missing
    yield "moderator-ended-early", ended_early_card(wording, 12)
    yield "moderator-corrected", corrected_card(wording, 12)


def _setup(wording: Wording) -> Named:
    values = tuple(SetupValue(SetupStep.BREAK_ROLES, "<@&3002>", ("3002",), part) for part in SetupPart)
    for step in (SetupStep.BREAK_ROLES, SetupStep.MUTING):
        yield f"setup-parts-{step}", setup_card(wording, SetupView(step, values))
    for name in ("off", "starter", "table-2020"):
        shown = SetupValue(SetupStep.POINTS, wording.text(f"setup.points_{name}"), (name,))
        yield f"setup-points-{name}", setup_card(wording, SetupView(SetupStep.POINTS, (shown,)))
