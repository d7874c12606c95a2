"""Which story a press about a case, a decision or an appeal belongs to; each carries the case it is about."""

from collections.abc import Awaitable, Callable, Mapping
from types import MappingProxyType

from bot.flows import (
    appeal_answered,
    appeal_made,
    case_handled,
    decision_handled,
    decision_made,
    decision_second,
    reply_asked,
)
from bot.flows.parts import Parts
from bot.flows.surface import Answer, Press
from bot.guide import Action

Alone = Callable[[Parts, Press], Awaitable[Answer]]

_ABOUT_CASES = (
    Action.CASE_TAKE,
    Action.CASE_PAUSE,
    Action.CASE_FINE,
    Action.CASE_DEALT,
    Action.CASE_TAKE_YES,
    Action.CASE_PAUSE_YES,
    Action.CASE_FINE_YES,
    Action.CASE_DEALT_YES,
    Action.CASE_CANCEL,
    Action.CASE_WORDS,
    Action.CASE_WORDS_ON,
    Action.CASE_REMIND,
    Action.CASE_REMIND_YES,
    Action.CASE_ASK_SIDE,
    Action.CASE_MORE,
    Action.CASE_NOTE,
    Action.CASE_NOTE_SAVE,
    Action.CASE_LOG,
    Action.CASE_FILES,
    Action.CASE_RECORD,
    Action.CASE_HAND_OVER,
    Action.CASE_HAND_OVER_YES,
    Action.CASE_TAKE_OVER,
    Action.CASE_TAKE_OVER_YES,
    Action.CASE_UNDO,
    Action.REVEAL,
    Action.REVEAL_ASK,
    Action.REVEAL_YES,
    Action.REVEAL_NO,
    *reply_asked.STEPS,
)

_ABOUT_APPEALS = (
    Action.ANSWER_APPEAL,
    Action.APPEAL_KEEP,
    Action.APPEAL_CHANGE,
    Action.APPEAL_REVERSE,
    Action.APPEAL_NOBODY,
    Action.SEND_APPEAL_ANSWER,
)

STORIES: Mapping[str, Alone] = MappingProxyType(
    {
        **dict.fromkeys(_ABOUT_CASES, case_handled.case_pressed),
        Action.APPEAL: appeal_made.ask_appeal,
        Action.SEND_APPEAL: appeal_made.send_appeal,
        **dict.fromkeys(_ABOUT_APPEALS, appeal_answered.appeal_pressed),
        **dict.fromkeys(decision_made.ACTIONS, decision_made.decision_pressed),
        **dict.fromkeys(decision_second.ACTIONS, decision_second.second_pressed),
        **dict.fromkeys(decision_handled.ACTIONS, decision_handled.standing_pressed),
    }
)
