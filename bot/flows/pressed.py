"""Every press, choice, form and command finds its story here."""

from collections.abc import Awaitable, Callable, Mapping
from types import MappingProxyType

from bot.flows import (
    account_shown,
    case_files_shown,
    case_found,
    desk_read,
    evidence_given,
    guide_read,
    help_given,
    leaving,
    my_data,
    my_record,
    names_seen,
    news_chosen,
    notes_read,
    panel_read,
    patterns_seen,
    presses_about_cases,
    presses_in_chats,
    question_asked,
    record_read,
    refresher_done,
    relay_stopped,
    reply_given,
    reply_reached,
    report_about,
    report_answered,
    report_followed,
    report_made,
    report_where,
    reviewer_practises,
    rules_read,
    setting_up,
    suggestions_answered,
    suggestions_made,
)
from bot.flows.parts import Parts
from bot.flows.press_home import home_of
from bot.flows.presses_about_cases import Alone
from bot.flows.presses_in_chats import InCommunity
from bot.flows.surface import (
    CASE,
    DESK,
    HELP,
    PATTERNS,
    PRIVACY,
    REPORT_MESSAGE,
    REVIEW_PRACTICE,
    Answer,
    Press,
)
from bot.guide import Action
from bot.guide.cards_crisis import okay_for_now_card
from bot.guide.cards_setup import stays_card
from bot.guide.cards_shared import all_right_card, too_late_card
from bot.store.communities import Community

InLocale = Callable[[Parts, Press, str], Awaitable[Answer]]
Anywhere = Callable[[Parts, Press, Community | None], Awaitable[Answer]]


async def pressed(parts: Parts, press: Press) -> Answer:
    """Find the story of a press and tell it; an unknown one is answered kindly."""
    if press.action in _ALONE:
        return await _ALONE[press.action](parts, press)
    community = await home_of(parts, press)
    if press.action in _IN_LOCALE:
        return await _IN_LOCALE[press.action](parts, press, community.locale if community else "en")
    if press.action in _ANYWHERE:
        return await _ANYWHERE[press.action](parts, press, community)
    story = _IN_COMMUNITY.get(press.action)
    if community is None and press.community is None:
        if press.action == REPORT_MESSAGE:
            await report_made.hold_message(parts, press, report_made.message_target(press))
        return await report_where.which(parts, press, report_about.author_of(press))
    if story is None or community is None:
        return Answer(too_late_card(parts.wording()))
    return await story(parts, press, community)


async def _choose_community(parts: Parts, press: Press) -> Answer:
    """Go on with what was begun in private, in the community that was chosen."""
    chosen = await report_where.chosen(parts, press)
    if chosen is None:
        return Answer(too_late_card(parts.wording()))
    community, what, person = chosen
    if what in _ABOUT_ONESELF:
        return await _ABOUT_ONESELF[what](parts, press, community)
    if what == report_where.QUESTION:
        return await question_asked.ask_team(parts, press, community)
    return await report_made.in_community(parts, press, community, person)


async def _nothing(parts: Parts, press: Press) -> Answer:
    return Answer(stays_card(parts.wording()), replace=True)


async def _not_now(parts: Parts, press: Press) -> Answer:
    # A listener's carries the request they did not accept; a member may still need somebody.
    card = all_right_card if press.argument else okay_for_now_card
    return Answer(card(parts.wording()), replace=True)


_ALONE: Mapping[str, Alone] = MappingProxyType(
    {
        Action.SEE_NOTE: reply_reached.see_note,
        Action.MY_MESSAGES: reply_reached.my_messages,
        Action.TURN_MESSAGE: reply_reached.my_messages,
        Action.TELL_SIDE: reply_given.tell_side,
        Action.SIDE_TOLD: reply_given.side_told,
        Action.SIDE_LONGER: reply_given.more_time,
        Action.SIDE_NEXT: reply_given.what_next,
        Action.GOT_IT_WRONG: notes_read.got_it_wrong,
        Action.HIDE_IT: notes_read.hide_it,
        Action.KEEP_IT: notes_read.keep_it,
        Action.LEAVE_NO: _nothing,
        Action.NOT_NOW: _not_now,
        Action.ABOUT_ACCOUNT: account_shown.about_account,
        **presses_about_cases.STORIES,
        Action.REFRESHER: refresher_done.refresher_pressed,
        Action.REFRESHER_CHOICE: refresher_done.refresher_pressed,
        Action.CHOOSE_COMMUNITY: _choose_community,
        Action.RELAY_GO_ON: relay_stopped.look_after_pause,
        Action.RELAY_END: relay_stopped.look_after_pause,
    }
)

_IN_LOCALE: Mapping[str, InLocale] = MappingProxyType(
    {
        Action.URGENT_HELP: help_given.urgent_help,
        Action.FIND_HELP: help_given.find_help,
        Action.JUST_HELPLINES: help_given.find_help,
        Action.CHOOSE_COUNTRY: help_given.show_country,
        Action.OKAY_FOR_NOW: help_given.okay_for_now,
    }
)

_ANYWHERE: Mapping[str, Anywhere] = MappingProxyType(
    {
        Action.OKAY_HERE: panel_read.okay_here,
        Action.SHOW_TOPIC: panel_read.show_topic,
        Action.SHOW_REASONS: panel_read.show_reasons,
        Action.SHOW_RULES: rules_read.show_rules,
        Action.READ_RULES: rules_read.choose_part,
        Action.OPEN_RULE: rules_read.choose_part,
        Action.TURN_RULES: rules_read.turn,
        Action.RULES_FOR_MEMBERS: rules_read.turn,
        Action.RULES_FOR_LISTENERS: rules_read.turn,
        Action.SEARCH_RULES: rules_read.ask_word,
        Action.FIND_RULE: rules_read.find,
        Action.SAVE_RULES: rules_read.save,
        Action.SHOW_PAGE: guide_read.show_page,
        Action.WHY_RULE: guide_read.why_rule,
        HELP: guide_read.show_help,
        PRIVACY: guide_read.show_privacy,
    }
)

_ABOUT_ONESELF: Mapping[str, InCommunity] = MappingProxyType(
    {
        report_where.RECORD: my_record.my_record,
        report_where.DATA: my_data.my_data,
        report_where.NOTES: notes_read.my_notes,
    }
)

_IN_COMMUNITY: Mapping[str, InCommunity] = MappingProxyType(
    {
        **presses_in_chats.STORIES,
        Action.FEELS_WRONG: report_made.feels_wrong,
        REPORT_MESSAGE: report_made.report_message,
        Action.CHOOSE_SITUATION: report_made.choose_situation,
        Action.UNEASY: report_made.uneasy,
        Action.SEND_REPORT: report_made.send_report,
        Action.CHOOSE_WHO: report_made.choose_who,
        Action.WRITE_AGAIN: report_made.write_again,
        Action.SEND_AS_IS: report_made.send_as_it_is,
        Action.SEND_AGAIN: report_made.send_again,
        Action.ADD_FILE: evidence_given.add_evidence,
        Action.SEND_FILE: evidence_given.send_evidence,
        Action.LOOK_AGAIN: report_answered.look_again,
        Action.REPORT_FILES: case_files_shown.show_report_files,
        Action.ASK_TEAM: question_asked.ask_team,
        Action.ASK_AGAIN: question_asked.ask_team,
        Action.SEND_QUESTION: question_asked.send_question,
        Action.SEND_QUESTION_AGAIN: question_asked.send_question,
        Action.SEND_ANYWAY: question_asked.send_anyway,
        Action.ANSWER_QUESTION: question_asked.answer_question,
        Action.SEND_QUESTION_ANSWER: question_asked.send_answer,
        Action.ADD_TO_REPORT: report_followed.add_to_report,
        Action.SEND_ADDITION: report_followed.send_addition,
        Action.CHOOSE_NAMING: report_followed.choose_naming,
        Action.NAME_NOW: report_followed.name,
        Action.NAME_TOGETHER: report_followed.name,
        Action.NAME_MODERATORS: report_followed.name,
        Action.ALLOW_NAME: names_seen.allow,
        CASE: case_found.find_case,
        DESK: desk_read.read_desk,
        Action.AWAY_UNTIL: desk_read.be_away,
        **dict.fromkeys(record_read.ACTIONS, record_read.read_record),
        Action.MY_RECORD: my_record.my_record,
        Action.MY_NOTES: notes_read.my_notes,
        Action.MY_DATA: my_data.my_data,
        Action.DATA_COPY: my_data.data_copy,
        Action.DATA_DELETE: my_data.ask_delete,
        Action.DATA_DELETE_YES: my_data.delete,
        Action.DATA_KEEP: my_data.keep,
        Action.SET_UP: setting_up.set_up,
        Action.SETUP_GO: setting_up.setup_pressed,
        Action.SETUP_PICK: setting_up.setup_pressed,
        Action.SETUP_CLEAR: setting_up.setup_pressed,
        Action.SETUP_WRITE: setting_up.setup_pressed,
        Action.SETUP_SAVE: setting_up.setup_pressed,
        Action.SETUP_NEXT: setting_up.setup_pressed,
        Action.SETUP_BACK: setting_up.setup_pressed,
        Action.SETUP_TEST: setting_up.setup_pressed,
        Action.SETUP_DONE: setting_up.setup_pressed,
        PATTERNS: patterns_seen.list_patterns,
        Action.PATTERN_OPEN: patterns_seen.open_pattern,
        Action.PATTERN_OFF: patterns_seen.switch_pattern,
        Action.PATTERN_AGREE: patterns_seen.switch_pattern,
        Action.PATTERN_ON: patterns_seen.switch_pattern,
        REVIEW_PRACTICE: reviewer_practises.begin,
        Action.PRACTICE_ANSWER: reviewer_practises.answer,
        Action.PRACTICE_NEXT: reviewer_practises.go_on,
        Action.LEAVE: leaving.ask_leave,
        Action.NEWS_ON: news_chosen.hear,
        Action.NEWS_OFF: news_chosen.stop,
        Action.SUGGEST: suggestions_made.show,
        Action.WRITE_SUGGESTION: suggestions_made.write,
        Action.SEND_SUGGESTION: suggestions_made.send,
        Action.ANSWER_SUGGESTION: suggestions_answered.ask_answer,
        Action.SEND_ANSWER: suggestions_answered.send_answer,
        Action.LEAVE_YES: leaving.leave,
    }
)
