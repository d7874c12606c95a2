"""The cards about somebody's own side, and about what takes longer, once each with example values."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot import guide
from bot.casework.case_life import CaseState
from bot.casework.points import find_policy
from bot.casework.reply_words import Trouble
from bot.casework.replying import Answer, Matter
from bot.guide import Card, CaseReason, CaseView, Form, Unnamed, Wording
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
        sentence=guide.prefilled(wording, Matter.CONTACT),
        rule=guide.own_rule_text(wording, Matter.CONTACT),
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
    yield "both-allegation", guide.allegation_card(wording, asked)
    paused = replace(asked, by_person=False, months="April and May", zone="UTC", paused_until=LATER)
    yield "both-allegation-paused", guide.allegation_card(wording, paused)
    longest = replace(paused, sentence="*w" * 100, rule="r" * 100, community="c" * 100, name=f"<@{'9' * 19}>")
    yield "both-allegation-edge-1", guide.allegation_card(wording, longest)
    yield "both-side-form", guide.side_form(wording, "5")
    yield "both-side-form-again", guide.side_form(wording, "5", Answer.DIFFERENTLY, "w" * 1500)
    yield "both-side-told", guide.side_told_card(wording, "5", SOON, ZONE)
    yield "both-side-told-late", guide.side_told_card(wording, "5", None, ZONE)
    yield "both-side-fixed", guide.side_fixed_card(wording)
    yield "both-side-settled", guide.side_settled_card(wording, COMMUNITY)
    yield "both-side-settled-fine", guide.side_settled_card(wording, COMMUNITY, "no_problem")
    yield "both-side-settled-dealt", guide.side_settled_card(wording, COMMUNITY, "dealt_with")
    yield "both-question-back", guide.question_back_card(wording, COMMUNITY)
    yield "both-side-longer", guide.side_longer_card(wording, "5", SOON, ZONE)
    yield "both-side-longer-used", guide.side_no_longer_card(wording, "5", SOON, ZONE)
    yield "both-side-still-open", guide.side_no_longer_card(wording, "5", None, ZONE)
    yield "both-side-kept", guide.side_kept_card(wording, "5", SOON, ZONE)
    yield "both-side-next", guide.side_next_card(wording, "5")
    yield "both-side-over", guide.side_over_card(wording, "5", COMMUNITY)


def _lateness(wording: Wording) -> Named:
    """What those who wait are told meanwhile, and what the team is called to."""
    yield "both-looking", guide.looking_card(wording, 142, COMMUNITY)
    yield "both-late-report", guide.late_report_card(wording, 142, SOON, COMMUNITY)
    yield "both-late-subject", guide.late_subject_card(wording, SOON, COMMUNITY)
    yield "both-naming-again", guide.naming_again_card(wording, "7", 142, COMMUNITY)
    yield "moderator-late", guide.late_team_card(wording, 12, PERSON)
    yield "moderator-after-asked", guide.after_asked_card(wording, 12, PERSON)
    late = CaseView(31, 12, PERSON, "listener", 1, 1, 1, CaseReason.AFTER_ASKED, late_told_at=NOW)
    yield "moderator-case-late", guide.case_card(wording, late)


def _asking(wording: Wording) -> Named:
    """What a moderator reads who asks for somebody's side, and what the case then says."""
    view = AskingView(31, 12, PERSON, tuple(Matter), 1, 1, 1, may_ask_again=True, may_be_danger=True)
    yield "moderator-asking", guide.asking_card(wording, view)
    none = replace(view, matters=(), chat_open=2, not_together=2, not_allowed=2, may_be_danger=False)
    yield "moderator-asking-none", guide.asking_card(wording, none)
    yield (
        "moderator-asking-danger",
        guide.asking_card(wording, AskingView(31, 12, PERSON, (Matter.THREAT,), danger=True)),
    )
    yield "moderator-asking-in-danger", guide.danger_card(wording, "31", 12)
    for matter in Matter:
        yield f"moderator-question-{matter}", guide.question_form(wording, f"31:{matter}:", matter)
    for table in ("starter", "table-2020"):
        rows = tuple(RuleChoice(rule.id, rule.title) for rule in find_policy(table).rules.values())
        form = guide.question_form(wording, "31:contact:", Matter.CONTACT, rows, "you did.", rows[-1].id)
        yield f"moderator-question-table-{table}", form
    asked = question(wording)
    yield "moderator-preview", guide.preview_card(wording, "31:5", "31", asked, None)
    yield "moderator-preview-night", guide.preview_card(wording, "31:5", "31", asked, SOON)
    unnamed = replace(asked, name=Unnamed.LISTENER)
    yield "moderator-preview-unnamed", guide.preview_card(wording, "31:5", "31", unnamed, None)
    longest = replace(asked, sentence="*w" * 100, rule="r" * 100, community="c" * 100, paused_until=LATER)
    yield "moderator-preview-edge-1", guide.preview_card(wording, "31:5", "31", longest, SOON)
    wrong = guide.preview_card(wording, "31:5", "31", asked, None, tuple(Trouble))
    yield "moderator-preview-wrong", wrong
    yield "moderator-question-sent", guide.question_sent_card(wording, PERSON, None)
    yield "moderator-question-sent-night", guide.question_sent_card(wording, PERSON, SOON)
    for state in SideState:
        side = _side(wording, state)
        yield f"moderator-asked-{state}", guide.asked_already_card(wording, "31", 12, side)
        case = CaseView(31, 12, PERSON, "listener", 1, 1, 1, CaseReason.REPORT, CaseState.WAITING, side=side)
        yield f"moderator-case-side-{state}", guide.case_card(wording, case)
        yield f"moderator-words-side-{state}", Card(guide.side_words(wording, side))
    silent = replace(_side(wording, SideState.ANSWERED), answer=Answer.RATHER_NOT, words="", danger=True)
    yield "moderator-words-no-words", Card(guide.side_words(wording, silent))
    yield "moderator-case-danger", Card("\n".join(guide.side_lines(wording, silent)))
    yield "moderator-question-back", guide.question_back_done_card(wording, "31", PERSON)
    yield "moderator-question-past", guide.not_now_card(wording, 12)
    for number in (0, 1, 2):
        yield f"moderator-reporters-asked-{number}", guide.reporters_asked_card(wording, number)
    yield "moderator-side-heard", guide.side_heard_card(wording, 12, PERSON, OTHER)
    yield "moderator-side-heard-free", guide.side_heard_card(wording, 12, PERSON, "")


def _side(wording: Wording, state: SideState) -> SideView:
    side = SideView(Matter.CONTACT, state, SOON, "May", guide.prefilled(wording, Matter.CONTACT), longer=True)
    if state is not SideState.ANSWERED:
        return side
    return replace(
        side, answer=Answer.DIFFERENTLY, words="It was about a song, not a number.", answered_at=NOW
    )
