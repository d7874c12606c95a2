"""Reporting people, files as evidence, second looks, and questions to the moderators."""

from dataclasses import replace
from datetime import timedelta

from bot.casework.evidence import NotTaken
from bot.casework.question_words import Names
from bot.casework.report_times import Typical
from bot.casework.report_words import Lacking
from bot.casework.situations import Setting, Situation
from bot.guide import Wording
from bot.guide.cards_case import case_card
from bot.guide.cards_crisis import with_help_first
from bot.guide.cards_evidence import (
    evidence_card,
    evidence_form,
    files_card,
    files_full_card,
    files_opened_card,
    no_files_card,
)
from bot.guide.cards_moderator import report_without_person_card
from bot.guide.cards_question import (
    answer_sent_card,
    answered_before_card,
    question_answered_card,
    question_card,
    question_done_card,
    question_names_card,
    questions_wait_card,
    someone_did_question_card,
    team_answer_form,
    team_question_form,
    team_question_sent_card,
)
from bot.guide.cards_report import (
    choose_community_card,
    more_words_card,
    receipt,
    report_done_card,
    report_form,
    second_look_card,
    situations_card,
)
from bot.guide.views import EvidenceLine
from tests.guide.examples.shelf import COMMUNITY, LATER, LINK, NOW, OTHER, PERSON, Named, case

WORDS = "How can I say no kindly?"


def cards(wording: Wording) -> Named:
    """What people read who report or ask, and what the team sees of it."""
    yield from _reporting(wording)
    yield from _evidence(wording)
    yield from _asking(wording)
    yield from _answering(wording)


def _reporting(wording: Wording) -> Named:
    for situation in Situation:
        yield f"both-report-form-needed-{situation}", report_form(wording, "", situation, needed=True)
    yield "both-report-form-again", report_form(wording, "", Situation.UNKIND, again=True)
    for setting in Setting:
        yield f"both-situations-{setting}", situations_card(wording, "12", setting)
    outside = situations_card(wording, "p-1-0", Setting.OUTSIDE, may_choose_who=True)
    yield "both-situations-who", outside
    about = situations_card(
        wording, "p-1-2", Setting.OUTSIDE, about=PERSON, may_choose_who=True, left=COMMUNITY
    )
    yield "both-situations-person-left", about
    where = choose_community_card(wording, "report:0", (("1", COMMUNITY), ("2", "")))
    own = choose_community_card(wording, "record:0", (("1", COMMUNITY), ("2", "")), own=True)
    yield "both-which-community-own", own
    yield "both-choose-community", where
    for lacks in Lacking:
        yield f"both-more-words-{lacks}", more_words_card(wording, "unkind:p-1-2", lacks, "asdf")
    for hours in (1, 30, 60, 24 * 20):
        took = Typical(timedelta(hours=hours), timedelta(hours=2 * hours))
        shown = receipt(wording, 142, LATER, Situation.UNKIND, "12", report="7", typical=took)
        yield f"both-receipt-typical-{hours}", shown
    yield "both-receipt-help-first", with_help_first(wording, shown)
    again_card = report_done_card(wording, 142, COMMUNITY, acted=False, report="7", again_until=LATER)
    yield "both-report-fine-again", again_card
    yield "both-looked-again", second_look_card(wording, 142, LATER)


def _evidence(wording: Wording) -> Named:
    yield "both-evidence-form", evidence_form(wording, "7", 3)
    yield "both-evidence-kept", evidence_card(wording, 142, 1, (), "7")
    yield "both-evidence-refused", evidence_card(wording, 142, 2, tuple(NotTaken), "7")
    yield "both-evidence-none", evidence_card(wording, 142, 0, (NotTaken.TOO_LARGE,) * 2, "7")
    yield "both-files-full", files_full_card(wording, 142, 3)
    for shown in (1, 3):
        yield f"moderator-files-{shown}", files_card(wording, shown, shown - 1)
    yield "moderator-no-files", no_files_card(wording)
    yield "moderator-files-opened", files_opened_card(wording, OTHER, 142)
    told = report_without_person_card(
        wording, 142, Situation.UNKIND, WORDS, LINK, files=2, fresh=True, report="7"
    )
    yield "moderator-report-with-files", told
    marked = EvidenceLine(
        NOW, Situation.UNKIND, WORDS, felt_wrong=True, after_stop=True, fresh=True, again=True, files=2
    )
    for files in (1, 2):
        line = replace(marked, files=files)
        yield f"moderator-case-marks-{files}", case_card(wording, replace(case(), evidence=(line,)))


def _asking(wording: Wording) -> Named:
    yield "both-question-form", team_question_form(wording, "p-1-0")
    yield "both-question-form-again", team_question_form(wording, "p-1-0", WORDS)
    for named in Names:
        yield f"both-question-{named}", question_names_card(wording, "p-1-0", named, WORDS)
    longest = question_names_card(wording, "p-1-0", Names.MENTION, "*" * 800)
    yield "both-question-help-first", with_help_first(wording, longest)
    yield "both-question-sent", team_question_sent_card(wording, 7)
    yield "both-question-done", question_done_card(wording, 7)
    yield "both-questions-wait", questions_wait_card(wording, WORDS)
    yield "both-question-answered", question_answered_card(wording, 7, "You could say so.", COMMUNITY)


def _answering(wording: Wording) -> Named:
    yield "moderator-question", question_card(wording, "31", 7, WORDS)
    yield "moderator-question-answered", question_card(wording, "31", 7, WORDS, OTHER)
    yield "moderator-question-taken", someone_did_question_card(wording, OTHER, 7)
    yield "moderator-answer-form", team_answer_form(wording, "31", 7)
    yield "moderator-answer-sent", answer_sent_card(wording, 7)
    yield "moderator-answered-before", answered_before_card(wording, 7, WORDS)
