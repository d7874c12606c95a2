"""The cards about somebody's own side, and about what takes longer, once each with example values."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.casework.case_life import CaseState
from bot.casework.points import find_policy
from bot.casework.reply_words import Trouble
from bot.casework.replying import Answer, Matter
from bot.guide import Card, Form, Wording
from bot.guide.cards_asking import (
    asked_already_card,
    asking_card,
    danger_card,
    not_now_card,
    own_rule_text,
    prefilled,
    preview_card,
    question_back_done_card,
    question_form,
    question_sent_card,
    reporters_asked_card,
    side_heard_card,
    side_lines,
    side_words,
)
from bot.guide.cards_case import case_card
from bot.guide.cards_late import (
    after_asked_card,
    late_report_card,
    late_subject_card,
    late_team_card,
    looking_card,
    naming_again_card,
)
from bot.guide.cards_reply import (
    allegation_card,
    question_back_card,
    side_fixed_card,
    side_form,
    side_kept_card,
    side_longer_card,
    side_next_card,
    side_no_longer_card,
    side_over_card,
    side_settled_card,
    side_told_card,
)
from bot.guide.known_as import Unnamed
from bot.guide.views import CaseReason, CaseView
from bot.guide.views_reply import AllegationView, AskingView, RuleChoice, SideState, SideView

NOW = datetime(2026, 5, 6, 9, 0, tzinfo=UTC)
SOON, LATER = NOW + timedelta(days=3), NOW + timedelta(days=14)
PERSON, OTHER, COMMUNITY, ZONE = "<@2001>", "<@2002>", "Willow Room", "Europe/Berlin"
Named = Iterator[tuple[str, Card | Form]]


def question(wording: Wording) -> AllegationView:
    """A question about contact, as it is mostly asked."""
    return AllegationView(
        id=5,
        name=PERSON,
        community=COMMUNITY,
        months="May",
        sentence=prefilled(wording, Matter.CONTACT),
        rule=own_rule_text(wording, Matter.CONTACT),
        by_person=True,
        until=SOON,
        zone=ZONE,
    )


def cards(wording: Wording) -> Named:
    """Being asked and answering, being late, and what moderators see of it."""
    yield from _replies(wording)
    yield from _lateness(wording)
    yield from _asking(wording)


def _replies(wording: Wording) -> Named:
    """What somebody reads who is asked for their side."""
    asked = question(wording)
    yield "both-allegation", allegation_card(wording, asked)
    paused = replace(asked, by_person=False, months="April and May", zone="UTC", paused_until=LATER)
    yield "both-allegation-paused", allegation_card(wording, paused)
    longest = replace(paused, sentence="*w" * 100, rule="r" * 100, community="c" * 100, name=f"<@{'9' * 19}>")
    yield "both-allegation-edge-1", allegation_card(wording, longest)
    yield "both-side-form", side_form(wording, "5")
    yield "both-side-form-again", side_form(wording, "5", Answer.DIFFERENTLY, "w" * 1500)
    yield "both-side-told", side_told_card(wording, "5", SOON, ZONE)
    yield "both-side-told-late", side_told_card(wording, "5", None, ZONE)
    yield "both-side-fixed", side_fixed_card(wording)
    yield "both-side-settled", side_settled_card(wording, COMMUNITY)
    yield "both-side-settled-fine", side_settled_card(wording, COMMUNITY, "no_problem")
    yield "both-side-settled-dealt", side_settled_card(wording, COMMUNITY, "dealt_with")
    yield "both-question-back", question_back_card(wording, COMMUNITY)
    yield "both-side-longer", side_longer_card(wording, "5", SOON, ZONE)
    yield "both-side-longer-used", side_no_longer_card(wording, "5", SOON, ZONE)
    yield "both-side-still-open", side_no_longer_card(wording, "5", None, ZONE)
    yield "both-side-kept", side_kept_card(wording, "5", SOON, ZONE)
    yield "both-side-next", side_next_card(wording, "5")
    yield "both-side-over", side_over_card(wording, "5", COMMUNITY)


def _lateness(wording: Wording) -> Named:
    """What those who wait are told meanwhile, and what the team is called to."""
    yield "both-looking", looking_card(wording, 142, COMMUNITY)
    yield "both-late-report", late_report_card(wording, 142, SOON, COMMUNITY)
    yield "both-late-subject", late_subject_card(wording, SOON, COMMUNITY)
    yield "both-naming-again", naming_again_card(wording, "7", 142, COMMUNITY)
    yield "moderator-late", late_team_card(wording, 12, PERSON)
    yield "moderator-after-asked", after_asked_card(wording, 12, PERSON)
    late = CaseView(31, 12, PERSON, "listener", 1, 1, 1, CaseReason.AFTER_ASKED, late_told_at=NOW)
    yield "moderator-case-late", case_card(wording, late)


def _asking(wording: Wording) -> Named:
    """What a moderator reads who asks for somebody's side, and what the case then says."""
    view = AskingView(31, 12, PERSON, tuple(Matter), 1, 1, 1, may_ask_again=True, may_be_danger=True)
    yield "moderator-asking", asking_card(wording, view)
    none = replace(view, matters=(), chat_open=2, not_together=2, not_allowed=2, may_be_danger=False)
    yield "moderator-asking-none", asking_card(wording, none)
    yield (
        "moderator-asking-danger",
        asking_card(wording, AskingView(31, 12, PERSON, (Matter.THREAT,), danger=True)),
    )
    yield "moderator-asking-in-danger", danger_card(wording, "31", 12)
    for matter in Matter:
        yield f"moderator-question-{matter}", question_form(wording, f"31:{matter}:", matter)
    for table in ("starter", "table-2020"):
        rows = tuple(RuleChoice(rule.id, rule.title) for rule in find_policy(table).rules.values())
        form = question_form(wording, "31:contact:", Matter.CONTACT, rows, "you did.", rows[-1].id)
        yield f"moderator-question-table-{table}", form
    asked = question(wording)
    yield "moderator-preview", preview_card(wording, "31:5", "31", asked, None)
    yield "moderator-preview-night", preview_card(wording, "31:5", "31", asked, SOON)
    unnamed = replace(asked, name=Unnamed.LISTENER)
    yield "moderator-preview-unnamed", preview_card(wording, "31:5", "31", unnamed, None)
    longest = replace(asked, sentence="*w" * 100, rule="r" * 100, community="c" * 100, paused_until=LATER)
    yield "moderator-preview-edge-1", preview_card(wording, "31:5", "31", longest, SOON)
    wrong = preview_card(wording, "31:5", "31", asked, None, tuple(Trouble))
    yield "moderator-preview-wrong", wrong
    yield "moderator-question-sent", question_sent_card(wording, PERSON, None)
    yield "moderator-question-sent-night", question_sent_card(wording, PERSON, SOON)
    for state in SideState:
        side = _side(wording, state)
        yield f"moderator-asked-{state}", asked_already_card(wording, "31", 12, side)
        case = CaseView(31, 12, PERSON, "listener", 1, 1, 1, CaseReason.REPORT, CaseState.WAITING, side=side)
        yield f"moderator-case-side-{state}", case_card(wording, case)
        yield f"moderator-words-side-{state}", Card(side_words(wording, side))
    silent = replace(_side(wording, SideState.ANSWERED), answer=Answer.RATHER_NOT, words="", danger=True)
    yield "moderator-words-no-words", Card(side_words(wording, silent))
    yield "moderator-case-danger", Card("\n".join(side_lines(wording, silent)))
    yield "moderator-question-back", question_back_done_card(wording, "31", PERSON)
    yield "moderator-question-past", not_now_card(wording, 12)
    for number in (0, 1, 2):
        yield f"moderator-reporters-asked-{number}", reporters_asked_card(wording, number)
    yield "moderator-side-heard", side_heard_card(wording, 12, PERSON, OTHER)
    yield "moderator-side-heard-free", side_heard_card(wording, 12, PERSON, "")


def _side(wording: Wording, state: SideState) -> SideView:
    side = SideView(Matter.CONTACT, state, SOON, "May", prefilled(wording, Matter.CONTACT), longer=True)
    if state is not SideState.ANSWERED:
        return side
    return replace(
        side, answer=Answer.DIFFERENTLY, words="It was about a song, not a number.", answered_at=NOW
    )
