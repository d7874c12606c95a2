"""Every action that a button, select or form can stand for."""

from enum import StrEnum


class Action(StrEnum):
    """What a press, a choice or a sent form means. The value is stable: old messages carry it."""

    # Near every chat
    TALK = "talk"
    OKAY_HERE = "okay_here"
    FEELS_WRONG = "feels_wrong"
    ANOTHER_LISTENER = "another_listener"
    URGENT_HELP = "urgent_help"
    SHOW_PAGE = "show_page"
    SHOW_TOPIC = "show_topic"
    SHOW_REASONS = "show_reasons"
    SHOW_RULES = "show_rules"
    WHO_IS_HERE = "who_is_here"

    # The rules, news and suggestions
    READ_RULES = "read_rules"
    OPEN_RULE = "open_rule"
    TURN_RULES = "turn_rules"
    RULES_FOR_MEMBERS = "rules_for_members"
    RULES_FOR_LISTENERS = "rules_for_listeners"
    SEARCH_RULES = "search_rules"
    FIND_RULE = "find_rule"
    SAVE_RULES = "save_rules"
    NEWS_ON = "news_on"
    NEWS_OFF = "news_off"
    SUGGEST = "suggest"
    WRITE_SUGGESTION = "write_suggestion"
    SEND_SUGGESTION = "send_suggestion"
    ANSWER_SUGGESTION = "answer_suggestion"
    SEND_ANSWER = "send_answer"

    # Asking for a listener, and accepting
    ASK_MESSAGES_OKAY = "ask_messages_okay"
    ASK_NO_MESSAGES = "ask_no_messages"
    NOT_NOW = "not_now"
    SEND_REQUEST = "send_request"
    WITHDRAW_REQUEST = "withdraw_request"
    ACCEPT_REQUEST = "accept_request"
    SHIFT_NOTES_YES = "shift_notes_yes"
    SHIFT_NOTES_NO = "shift_notes_no"
    JUST_HELPLINES = "just_helplines"
    NOT_THIS_ONE = "not_this_one"

    # Choosing a listener
    CHOOSE_LISTENER = "choose_listener"
    FILTER_TOPIC = "filter_topic"
    FILTER_LANGUAGE = "filter_language"
    PICK_LISTENER = "pick_listener"
    SAME_AGAIN = "same_again"
    NEVER_AGAIN = "never_again"
    NEVER_YES = "never_yes"

    # A listener's shift and page
    CHANGE_PAGE = "change_page"
    SAVE_PAGE = "save_page"

    # Ending
    END_CHAT = "end_chat"
    END_YES = "end_yes"
    END_NO = "end_no"
    END_NOW = "end_now"
    REFER = "refer"
    GET_MODERATOR = "get_moderator"
    SUDDEN_YES = "sudden_yes"
    SUDDEN_NO = "sudden_no"

    # Time
    CHOOSE_LENGTH = "choose_length"
    MORE_TIME = "more_time"
    # Being a listener
    MY_SHIFT = "my_shift"
    GO_ON_SHIFT = "go_on_shift"
    GO_OFF_SHIFT = "go_off_shift"
    CHOOSE_MOST = "choose_most"
    CHOOSE_TOPICS = "choose_topics"
    TAKE_REST = "take_rest"
    CHOOSE_REST = "choose_rest"
    NO_REST = "no_rest"
    LISTENER_CARD = "listener_card"
    LISTENER_HELP = "listener_help"
    KNOW_CARD = "know_card"
    SHOW_CARD_AGAIN = "show_card_again"
    REFER_NOW = "refer_now"
    WRITE_NOTE = "write_note"
    SEND_NOTE = "send_note"
    NOTE_YES = "note_yes"
    NOTE_NO = "note_no"
    ENTER_CHAT = "enter_chat"
    ABOUT_ACCOUNT = "about_account"
    # After a chat
    RATE_CHAT = "rate_chat"
    FELT_SAFE = "felt_safe"
    FELT_WRONG = "felt_wrong"
    WISH_AGAIN = "wish_again"
    WISH_NEVER = "wish_never"

    # Private words
    GOT_IT_WRONG = "got_it_wrong"
    WHY_RULE = "why_rule"
    MY_NOTES = "my_notes"
    MY_MESSAGES = "my_messages"
    TURN_MESSAGE = "turn_message"
    SEE_NOTE = "see_note"
    HIDE_IT = "hide_it"
    KEEP_IT = "keep_it"

    # Crisis
    FIND_HELP = "find_help"
    CHOOSE_COUNTRY = "choose_country"
    ASK_MODERATOR = "ask_moderator"
    OKAY_FOR_NOW = "okay_for_now"
    HELP_TAKEN = "help_taken"

    # Reports
    CHOOSE_SITUATION = "choose_situation"
    UNEASY = "uneasy"
    SEND_REPORT = "send_report"
    ADD_TO_REPORT = "add_to_report"
    CHOOSE_NAMING = "choose_naming"
    SEND_ADDITION = "send_addition"
    NAME_NOW = "name_now"
    NAME_TOGETHER = "name_together"
    NAME_MODERATORS = "name_moderators"

    # Moderators
    CASE_TAKE = "case_take"
    CASE_PAUSE = "case_pause"
    CASE_FINE = "case_fine"
    CASE_DEALT = "case_dealt"
    CASE_TAKE_YES = "case_take_yes"
    CASE_PAUSE_YES = "case_pause_yes"
    CASE_FINE_YES = "case_fine_yes"
    CASE_DEALT_YES = "case_dealt_yes"
    CASE_CANCEL = "case_cancel"
    CASE_WORDS = "case_words"
    CASE_WORDS_ON = "case_words_on"
    CASE_REMIND = "case_remind"
    CASE_REMIND_YES = "case_remind_yes"
    CASE_ASK_SIDE = "case_ask_side"
    CASE_DECIDE = "case_decide"
    CASE_MORE = "case_more"
    CASE_NOTE = "case_note"
    CASE_NOTE_SAVE = "case_note_save"
    CASE_LOG = "case_log"
    CASE_FILES = "case_files"
    CASE_RECORD = "case_record"
    CASE_HAND_OVER = "case_hand_over"
    CASE_HAND_OVER_YES = "case_hand_over_yes"
    CASE_TAKE_OVER = "case_take_over"
    CASE_TAKE_OVER_YES = "case_take_over_yes"
    CASE_UNDO = "case_undo"
    RECORD_ASK = "record_ask"
    RECORD_READ = "record_read"
    AWAY_UNTIL = "away_until"
    ALLOW_NAME = "allow_name"

    # Asking for somebody's side, and telling one's own
    SIDE_PICK = "side_pick"
    SIDE_WRITTEN = "side_written"
    SIDE_CHANGE = "side_change"
    SIDE_SEND = "side_send"
    SIDE_DANGER = "side_danger"
    SIDE_DANGER_YES = "side_danger_yes"
    SIDE_ASK_REPORTER = "side_ask_reporter"
    SIDE_TAKE_BACK = "side_take_back"
    TELL_SIDE = "tell_side"
    SIDE_TOLD = "side_told"
    SIDE_LONGER = "side_longer"
    SIDE_NEXT = "side_next"
    MY_RECORD = "my_record"

    # Relay
    RELAY_GO_ON = "relay_go_on"
    RELAY_END = "relay_end"
    REVEAL = "reveal"
    REVEAL_ASK = "reveal_ask"
    REVEAL_YES = "reveal_yes"
    REVEAL_NO = "reveal_no"

    # Setup
    SET_UP = "set_up"
    SETUP_GO = "setup_go"
    SETUP_PICK = "setup_pick"
    SETUP_CLEAR = "setup_clear"
    SETUP_WRITE = "setup_write"
    SETUP_SAVE = "setup_save"
    SETUP_NEXT = "setup_next"
    SETUP_BACK = "setup_back"
    SETUP_TEST = "setup_test"
    SETUP_DONE = "setup_done"
    PATTERN_OPEN = "pattern_open"
    PATTERN_OFF = "pattern_off"
    PATTERN_AGREE = "pattern_agree"
    PATTERN_ON = "pattern_on"
    PRACTICE_ANSWER = "practice_answer"
    PRACTICE_NEXT = "practice_next"
    LEAVE = "leave"
    LEAVE_YES = "leave_yes"
    LEAVE_NO = "leave_no"


def custom_id(action: str, argument: str = "") -> str:
    """Give the id a pressed thing carries: `sl:{action}:{argument}`, at most 100 characters.

    Raises ValueError when it would be longer than Discord allows.
    """
    made = f"sl:{action}:{argument}"
    if len(made) > 100:
        message = f"the id of {action} has {len(made)} characters, at most 100 are possible"
        raise ValueError(message)
    return made
