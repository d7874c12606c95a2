"""One chat alone can be reason enough: urgent, after a no, three turns, three kinds of detail."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.casework.within_chat import JudgedTurn, escalates, reason_to_escalate
from bot.screening import Category, Findings, Severity, Side
from tests.casework.examples import CONCERN, NOTE, TIP, URGENT, finding

PROBE = Category.PERSONAL_PROBE


def turn(*findings: object, side: Side = Side.LISTENER, author: str = "") -> JudgedTurn:
    return JudgedTurn(side, tuple(findings), author)  # type: ignore[arg-type]


def probe(detail: str) -> Findings:
    return (finding(PROBE, NOTE, detail=detail),)


@pytest.mark.parametrize(
    ("turns", "reason"),
    [
        ([], None),
        ([turn(finding())], None),
        ([turn(finding(severity=URGENT))], "urgent"),
        ([turn(finding(after_refusal=True))], "after_refusal"),
        ([turn(finding(after_refusal=True), side=Side.MEMBER)], "after_refusal"),
        ([turn(finding()), turn(finding(adds_up=True))], "adds_up"),
        ([turn(finding())] * 3, "three_turns"),
        ([turn(finding(severity=TIP), side=Side.MEMBER)] * 3, "three_turns"),
        ([turn(finding()), turn(finding()), turn(finding(), side=Side.MEMBER)], None),
        ([turn(finding(), author="a"), turn(finding(), author="b"), turn(finding(), author="c")], None),
        ([turn(finding(), finding(Category.SECRECY), finding(PROBE))], None),
        ([turn(*probe("town"), *probe("school"), *probe("age"))], "three_details"),
        ([turn(*probe("town")), turn(*probe("town"))], None),
        ([turn(*probe("town"), *probe("school"), *probe("age"), side=Side.MEMBER)], None),
        ([turn(finding(Category.CRISIS, URGENT)), turn(finding(Category.CONDUCT, URGENT))], None),
        ([turn(finding(Category.CRISIS, URGENT))] * 3, None),
    ],
)
def test_what_escalates(turns: list[JudgedTurn], reason: str | None) -> None:
    assert reason_to_escalate(tuple(turns)) == reason
    assert escalates(turns) is (reason is not None)


findings_seen = st.builds(
    finding,
    st.sampled_from(Category),
    st.sampled_from(Severity),
    after_refusal=st.booleans(),
    detail=st.sampled_from(["", "town", "school", "age"]),
)
chats = st.lists(
    st.builds(
        JudgedTurn,
        st.sampled_from(Side),
        st.lists(findings_seen, max_size=2).map(tuple),
        st.sampled_from(["", "a"]),
    ),
    max_size=6,
)


@given(chats, chats)
def test_more_turns_never_calm_a_chat_down(before: list[JudgedTurn], after: list[JudgedTurn]) -> None:
    if escalates(before):
        assert escalates([*before, *after])


@given(chats)
def test_a_chat_without_findings_never_escalates(turns: list[JudgedTurn]) -> None:
    assert not escalates([JudgedTurn(turn.side, (), turn.author) for turn in turns])


def test_a_concern_alone_is_not_enough_twice() -> None:
    assert not escalates([turn(finding(severity=CONCERN))] * 2)
