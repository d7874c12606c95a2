"""Why a decision about points cannot be saved as it is: plain values, put into words elsewhere."""

from enum import StrEnum


class Problem(StrEnum):
    """One thing to put right before a decision can be saved."""

    NO_RULE = "no_rule"
    UNKNOWN_RULE = "unknown_rule"
    RULE_DOES_NOT_FIT = "rule_does_not_fit"
    RULE_NEWER_THAN_ACT = "rule_newer_than_act"
    RULE_WITHDRAWN = "rule_withdrawn"
    BEFORE_THE_TABLE = "before_the_table"
    ACT_NOT_YET = "act_not_yet"
    POINTS_MISSING = "points_missing"
    POINTS_OUT_OF_RANGE = "points_out_of_range"
    BREAK_NOT_SAID = "break_not_said"
    BREAK_OUT_OF_RANGE = "break_out_of_range"
    REASON_MISSING = "reason_missing"
    NOT_ASKED = "not_asked"
    STILL_TIME_TO_ANSWER = "still_time_to_answer"
    NOT_EVIDENT = "not_evident"
    MAY_NOT_DECIDE = "may_not_decide"
    SECOND_PERSON_MISSING = "second_person_missing"
    SECOND_PERSON_MAY_NOT = "second_person_may_not"
    TOO_FEW_PEOPLE = "too_few_people"
    PAUSE_TOO_LONG = "pause_too_long"
    REFRESHER_NOT_FIRST = "refresher_not_first"
    REFRESHER_DATE = "refresher_date"
