"""Which story a press belongs to, from asking for a chat to what is asked after it."""

from collections.abc import Awaitable, Callable, Mapping
from types import MappingProxyType

from bot.flows import (
    afterwards,
    chat_accepted,
    chat_asked,
    chat_ended,
    chat_stopped,
    chat_timed,
    help_given,
    listener_card_read,
    listener_chosen,
    listener_page,
    moderator_enters,
    note_handed_over,
    room_read,
    shift_kept,
    sudden_end,
)
from bot.flows.parts import Parts
from bot.flows.surface import SAFE_CHATS, Answer, Press
from bot.guide import Action
from bot.store.communities import Community

InCommunity = Callable[[Parts, Press, Community], Awaitable[Answer]]

STORIES: Mapping[str, InCommunity] = MappingProxyType(
    {
        Action.TALK: chat_asked.before_asking,
        Action.ASK_MESSAGES_OKAY: chat_asked.ask_details,
        Action.ASK_NO_MESSAGES: chat_asked.ask_details,
        Action.SEND_REQUEST: chat_asked.send_request,
        Action.WITHDRAW_REQUEST: chat_asked.withdraw_request,
        Action.ACCEPT_REQUEST: chat_accepted.accept_request,
        Action.NOT_THIS_ONE: chat_accepted.not_this_one,
        Action.CHOOSE_LISTENER: listener_chosen.choose_listener,
        Action.FILTER_TOPIC: listener_chosen.choose_listener,
        Action.FILTER_LANGUAGE: listener_chosen.choose_listener,
        Action.PICK_LISTENER: chat_asked.before_asking,
        Action.SAME_AGAIN: chat_asked.before_asking,
        Action.NEVER_AGAIN: listener_chosen.never_again,
        Action.NEVER_YES: listener_chosen.never_yes,
        Action.CHANGE_PAGE: listener_page.change_page,
        Action.SAVE_PAGE: listener_page.save_page,
        Action.SHIFT_NOTES_YES: shift_kept.first_shift,
        Action.SHIFT_NOTES_NO: shift_kept.first_shift,
        Action.ANOTHER_LISTENER: chat_ended.another_listener,
        Action.END_CHAT: chat_ended.confirm_end,
        Action.END_YES: chat_ended.end_chat,
        Action.END_NO: chat_ended.keep_talking,
        Action.END_NOW: chat_stopped.end_now,
        Action.REFER: chat_stopped.ask_refer,
        Action.REFER_NOW: chat_stopped.refer_now,
        Action.WRITE_NOTE: note_handed_over.write_note,
        Action.SEND_NOTE: note_handed_over.send_note,
        Action.NOTE_YES: note_handed_over.answer_note,
        Action.NOTE_NO: note_handed_over.answer_note,
        Action.MY_SHIFT: shift_kept.my_shift,
        Action.GO_ON_SHIFT: shift_kept.go_on_shift,
        Action.GO_OFF_SHIFT: shift_kept.go_off_shift,
        Action.CHOOSE_MOST: shift_kept.choose_most,
        Action.CHOOSE_TOPICS: shift_kept.choose_topics,
        Action.TAKE_REST: shift_kept.take_rest,
        Action.CHOOSE_REST: shift_kept.choose_rest,
        Action.NO_REST: shift_kept.no_rest,
        Action.LISTENER_CARD: listener_card_read.open_card,
        Action.LISTENER_HELP: listener_card_read.open_help,
        Action.KNOW_CARD: listener_card_read.put_card_away,
        Action.SHOW_CARD_AGAIN: listener_card_read.show_card_again,
        Action.ENTER_CHAT: moderator_enters.enter_chat,
        Action.GET_MODERATOR: help_given.ask_moderator,
        Action.ASK_MODERATOR: help_given.ask_moderator,
        Action.HELP_TAKEN: help_given.help_taken,
        Action.CHOOSE_LENGTH: chat_timed.choose_length,
        Action.MORE_TIME: chat_timed.more_time,
        Action.RATE_CHAT: afterwards.rate,
        Action.FELT_SAFE: afterwards.felt,
        Action.FELT_WRONG: afterwards.felt,
        Action.WISH_AGAIN: afterwards.wish,
        Action.WISH_NEVER: afterwards.wish,
        SAFE_CHATS: afterwards.safe_chats,
        Action.SUDDEN_YES: sudden_end.ended_suddenly,
        Action.SUDDEN_NO: sudden_end.ended_fine,
        Action.WHO_IS_HERE: room_read.who_is_here,
    }
)
