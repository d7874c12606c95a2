"""One decision for each row of "who is told what"."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.casework.deciding import decide, excerpt_around
from bot.casework.values import Circumstances, Decision, Reason, Spoken, Tip
from bot.screening import Category, Finding, Severity, Side
from tests.casework.examples import (
    CHAT,
    CONCERN,
    NOTE,
    NOW,
    POLICY,
    TIP,
    URGENT,
    against_member,
    by_listener,
    by_member,
    contact_flag,
    finding,
    in_room,
)

ASK = finding()
PROBE, ADVANCE, SHARE = Category.PERSONAL_PROBE, Category.ADVANCE, Category.CONTACT_SHARE
CRISIS = finding(Category.CRISIS, CONCERN)
HINT = finding(Category.CRISIS, NOTE)
MOVES = [Category.CONTACT_REQUEST, Category.OFFSITE_INVITE, Category.PRETEXT]
LATE = NOW - timedelta(minutes=10, seconds=1)


def decided(*findings: Finding, around: Circumstances | None = None) -> Decision:
    return decide(findings, "text of the message", around or by_listener(), POLICY)


# -- nothing seen ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("around", [by_listener(), by_member(), in_room()])
def test_nothing_seen_nothing_said(around: Circumstances) -> None:
    assert decided(around=around) == Decision()


def test_conduct_is_neither_recorded_nor_spoken_about() -> None:
    assert decided(finding(Category.CONDUCT, CONCERN)) == Decision()


# -- a listener writes -------------------------------------------------------------------------------------


@pytest.mark.parametrize("category", [*MOVES, SHARE, Category.SECRECY])
def test_listener_contact_flag(category: Category) -> None:
    decision = decided(finding(category))
    assert [flag.category for flag in decision.flags] == [category]
    assert decision.notice is not None
    assert decision.reminder is not None
    assert decision.escalation is None
    assert not decision.pause


@pytest.mark.parametrize(("severity", "for_all"), [(NOTE, False), (CONCERN, True)])
@pytest.mark.parametrize("category", [PROBE, ADVANCE])
def test_who_gets_a_note_is_told_so_and_what_weighs_little_stays_private(
    category: Category,
    severity: Severity,
    for_all: bool,
) -> None:
    decision = decided(finding(category, severity))
    assert decision.reminder is not None
    assert (decision.notice is not None) is for_all


def test_a_tip_of_a_listener_is_nothing() -> None:
    assert decided(finding(PROBE, TIP)) == Decision()


def test_the_notice_answers_the_excuse_whichever_finding_knows_it() -> None:
    decision = decided(finding(), finding(Category.PRETEXT, NOTE, excuse="battery_data_drain"))
    assert decision.notice is not None
    assert decision.notice.category is Category.CONTACT_REQUEST
    assert decision.notice.excuse == "battery_data_drain"


def test_the_third_chat_puts_a_case_before_people() -> None:
    history = (contact_flag(1), contact_flag(2))
    assert decided(ASK, around=by_listener(history=history)).escalation is Reason.CONTACT_CHATS
    assert decided(ASK, around=by_listener(history=history[:1])).escalation is None
    assert decided(finding(severity=NOTE), around=by_listener(history=history)).escalation is None


def test_an_ask_after_a_no_escalates() -> None:
    assert decided(finding(after_refusal=True)).escalation is Reason.AFTER_REFUSAL


def test_the_third_message_in_one_chat_escalates() -> None:
    two = tuple(contact_flag(CHAT, severity=NOTE, message=number) for number in (1, 2))
    assert decided(ASK, around=by_listener(history=two)).escalation is Reason.THREE_TURNS
    same = tuple(replace(flag, message=1) for flag in two)
    assert decided(ASK, around=by_listener(history=same)).escalation is None


def test_three_kinds_of_detail_in_one_chat_escalate() -> None:
    town, age = (contact_flag(CHAT, category=PROBE, severity=NOTE, detail=it) for it in ("town", "age"))
    third = finding(PROBE, NOTE, detail="school")
    assert decided(third, around=by_listener(history=(town,))).escalation is None
    assert decided(third, around=by_listener(history=(town, age))).escalation is Reason.THREE_DETAILS


def test_urgent_goes_to_people_and_its_writer_is_told_nothing() -> None:
    decision = decided(finding(ADVANCE, URGENT), ASK)
    assert decision.escalation is Reason.URGENT
    assert decision.pause
    assert decision.buttons_near
    assert (decision.notice, decision.reminder) == (None, None)


def test_a_community_without_urgent_pauses_has_none() -> None:
    decision = decide(
        (finding(severity=URGENT),), "text", by_listener(), replace(POLICY, pause_on_urgent=False)
    )
    assert decision.escalation is Reason.URGENT
    assert not decision.pause


# -- a member writes ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("severity", [TIP, NOTE, CONCERN])
@pytest.mark.parametrize("category", MOVES)
def test_member_asks_a_listener(category: Category, severity: Severity) -> None:
    decision = decided(finding(category, severity), around=by_member())
    assert decision == Decision(tip=Tip.WHY_NOT_HERE, answer_help=True)


def test_a_member_hears_why_not_once() -> None:
    told = by_member(tips=frozenset({Tip.WHY_NOT_HERE}))
    assert decided(ASK, around=told) == Decision()


def test_a_member_who_asks_again_after_a_no_is_flagged_and_told_kindly() -> None:
    decision = decided(finding(after_refusal=True), around=by_member(tips=frozenset({Tip.WHY_NOT_HERE})))
    assert [flag.after_refusal for flag in decision.flags] == [True]
    assert decision.tip is Tip.BOUNDARY
    assert decision.boundary_help
    assert decision.escalation is None


def test_the_second_listener_makes_a_case() -> None:
    history = (against_member(1, 61),)
    again = decided(finding(ADVANCE, NOTE), around=by_member(history=history))
    assert again.escalation is Reason.SECOND_LISTENER
    same = by_member(history=history, other=61)
    assert decided(finding(ADVANCE, NOTE), around=same).escalation is None


def test_member_overshares() -> None:
    assert decided(finding(SHARE, TIP), around=by_member()) == Decision(tip=Tip.OVERSHARED)


def test_the_tip_about_an_overshare_comes_again_after_ten_minutes_but_not_for_the_same_message() -> None:
    for last, tipped, expected in [
        (NOW - timedelta(minutes=9), False, None),
        (NOW - timedelta(minutes=10), False, Tip.OVERSHARED),
        (NOW - timedelta(hours=1), True, None),
    ]:
        around = by_member(overshare_tip_at=last, tipped=tipped)
        assert decided(finding(SHARE, TIP), around=around).tip is expected


def test_asking_and_sharing_at_once_hears_the_reason_first_and_later_the_offer_to_hide() -> None:
    both = (ASK, finding(SHARE, TIP))
    assert decided(*both, around=by_member()).tip is Tip.WHY_NOT_HERE
    told = by_member(tips=frozenset({Tip.WHY_NOT_HERE}))
    assert decided(*both, around=told).tip is Tip.OVERSHARED


def test_member_writes_something_sexual() -> None:
    decision = decided(finding(ADVANCE, NOTE), around=by_member())
    assert [flag.category for flag in decision.flags] == [ADVANCE]
    assert (decision.tip, decision.boundary_help) == (Tip.BOUNDARY, True)
    told = decided(finding(ADVANCE, NOTE), around=by_member(tips=frozenset({Tip.BOUNDARY})))
    assert (told.tip, told.boundary_help) == (None, False)
    assert told.flags


def test_urgent_words_of_a_member_pause_nobody_but_stand_by_the_listener() -> None:
    decision = decided(finding(ADVANCE, URGENT), around=by_member())
    assert decision.escalation is Reason.URGENT
    assert not decision.pause
    assert not decision.buttons_near
    assert decision.boundary_help


# -- rooms -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("side", Side)
def test_in_a_room_everybody_is_reminded_and_what_is_said_was_kept_is_kept(side: Side) -> None:
    decision = decided(finding(severity=NOTE), around=in_room(side))
    assert decision.notice is not None
    assert decision.reminder is not None
    assert decision.flags


def test_rooms_never_reach_a_threshold() -> None:
    history = tuple(contact_flag(None, member) for member in range(5))
    assert decided(ASK, around=in_room(Side.LISTENER, history=history)).escalation is None


# -- crisis ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("around", [by_member(), by_listener(), by_member(shadow=True)])
def test_crisis_words_bring_a_card_and_never_a_flag(around: Circumstances) -> None:
    decision = decided(CRISIS, around=around)
    assert decision == Decision(crisis_card=True)


@pytest.mark.parametrize("around", [by_member(), by_listener(), by_member(shadow=True)])
def test_words_that_may_mean_it_bring_the_card_alone(around: Circumstances) -> None:
    assert decided(HINT, around=around) == Decision(crisis_card=True, crisis_hint=True)
    assert decided(HINT, CRISIS, around=around) == Decision(crisis_card=True)


def test_who_says_it_plainly_after_a_hint_is_heard() -> None:
    hinted = by_member(spoken=(Spoken("crisis_hint", NOW - timedelta(minutes=1)),))
    assert decided(CRISIS, around=hinted) == Decision(crisis_card=True)
    assert decided(HINT, around=hinted) == Decision()


def test_one_crisis_card_in_thirty_minutes() -> None:
    shown = (Spoken("crisis_card", NOW - timedelta(minutes=29)),)
    assert not decided(CRISIS, around=by_member(spoken=shown)).crisis_card


def test_the_crisis_card_comes_whatever_else_was_said() -> None:
    busy = tuple(Spoken("notice", NOW) for _ in range(9))
    assert decided(CRISIS, ASK, around=by_listener(spoken=busy)).crisis_card
    assert decided(CRISIS, finding(severity=URGENT)).crisis_card


# -- limits, lateness, shadow ------------------------------------------------------------------------------


def test_a_second_ask_soon_after_is_recorded_and_not_spoken_about() -> None:
    around = by_listener(spoken=(Spoken("notice", NOW - timedelta(minutes=9)),), reminded=True)
    decision = decided(ASK, around=around)
    assert decision.flags
    assert (decision.notice, decision.reminder) == (None, None)


def test_late_messages_count_and_stay_unspoken() -> None:
    decision = decided(ASK, CRISIS, around=by_listener(written_at=LATE))
    assert decision == Decision(flags=decision.flags)
    assert decision.flags
    urgent = decided(finding(severity=URGENT), around=by_listener(written_at=LATE))
    assert urgent.escalation is Reason.URGENT


@pytest.mark.parametrize(
    ("around", "seen"),
    [(by_listener(shadow=True), ASK), (by_member(shadow=True), ASK), (in_room(shadow=True), ASK)],
)
def test_shadow_mode_says_nothing_and_counts_it(around: Circumstances, seen: Finding) -> None:
    decision = decided(seen, around=around)
    assert all(flag.shadow for flag in decision.flags)
    assert decision == Decision(flags=decision.flags, would_speak=True)


def test_urgent_cases_work_in_shadow_mode() -> None:
    decision = decided(finding(severity=URGENT), around=by_listener(shadow=True))
    assert [flag.shadow for flag in decision.flags] == [False]
    assert decision.escalation is Reason.URGENT
    assert not decision.would_speak


findings_seen = st.lists(
    st.builds(
        finding,
        st.sampled_from(Category),
        st.sampled_from(Severity),
        after_refusal=st.booleans(),
        detail=st.sampled_from(["", "town", "school"]),
    ),
    max_size=4,
)
record = st.lists(
    st.builds(contact_flag, st.integers(1, 9), category=st.sampled_from(Category), shadow=st.booleans()),
    max_size=6,
).map(tuple)
situations = st.one_of(
    *(
        st.builds(build, history=record, shadow=st.booleans(), written_at=st.sampled_from([NOW, LATE]))
        for build in (by_listener, by_member, in_room)
    )
)


@given(findings_seen, situations)
def test_what_always_holds(findings: list[Finding], around: Circumstances) -> None:
    decision = decide(tuple(findings), "text of the message", around, POLICY)
    assert all(flag.category.flaggable and flag.severity >= NOTE for flag in decision.flags)
    assert len({flag.category for flag in decision.flags}) == len(decision.flags)
    if decision.pause:
        assert around.side is Side.LISTENER
        assert decision.escalation is Reason.URGENT
    if decision.escalation is not None:
        assert any(not flag.shadow for flag in decision.flags)
    if decision.reminder is not None:
        assert decision.flags
    if around.shadow or around.written_at == LATE:
        assert (decision.notice, decision.reminder, decision.tip) == (None, None, None)
    if around.in_chat and around.side is Side.MEMBER:
        assert (decision.notice, decision.reminder) == (None, None)


@given(st.text(max_size=1200), st.data())
def test_an_excerpt_is_short_and_holds_what_was_matched(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 200)))
    excerpt = excerpt_around(text, finding(start=start, end=end))
    assert len(excerpt) <= 200
    assert excerpt in text
    assert text[start:end] in excerpt
