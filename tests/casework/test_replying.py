"""The right of reply as tables: who may be asked about what and when, until when, and what an answer means."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.casework.case_life import CaseState, Promises
from bot.casework.replying import (
    Answer,
    Asked,
    Consent,
    Item,
    Matter,
    Meaning,
    Turn,
    WhyNot,
    deadline,
    is_quiet,
    longest_wait,
    matter_of_note,
    matter_of_report,
    may_ask_again,
    may_have_longer,
    meaning_of,
    next_evening,
    next_morning,
    questions,
    turn_of,
    why_not_ask,
)
from bot.casework.situations import Situation
from bot.screening import Category

NOW = datetime(2031, 5, 4, 12, 30, tzinfo=UTC)
PROMISES = Promises()
TOLD = Item(Matter.JUDGED, NOW, Consent.NOW, chat=1, other=61, report=7)
NOTED = Item(Matter.CONTACT, NOW, Consent.BOT, chat=1, other=61)
BESIDE = Item(Matter.CONTACT, NOW, Consent.BOT, chat=2, other=62)
TOGETHER = replace(TOLD, consent=Consent.TOGETHER)
SILENT = replace(TOLD, consent=Consent.MODERATORS)

MAY_ASK = {
    "P21-the-reporter-allows-it": (TOLD, (), None),
    "P21-but-not-while-that-chat-is-open": (replace(TOLD, chat_open=True), (), WhyNot.CHAT_OPEN),
    "P21-what-the-bot-saw-needs-nobodys-yes": (NOTED, (), None),
    "P21-nor-that-while-the-chat-is-open": (replace(NOTED, chat_open=True), (), WhyNot.CHAT_OPEN),
    "P22-together-but-alone": (TOGETHER, (), WhyNot.NOT_TOGETHER),
    "P22-together-with-another-chat": (TOGETHER, (BESIDE,), None),
    "P22-together-with-the-same-chat": (TOGETHER, (NOTED,), WhyNot.NOT_TOGETHER),
    "P22-together-with-another-chat-of-the-same-person": (
        TOGETHER,
        (replace(BESIDE, other=61),),
        WhyNot.NOT_TOGETHER,
    ),
    "P22-together-with-one-who-says-no": (
        TOGETHER,
        (replace(BESIDE, consent=Consent.MODERATORS, report=8),),
        WhyNot.NOT_TOGETHER,
    ),
    "P22-together-with-one-that-is-still-open": (
        TOGETHER,
        (replace(BESIDE, chat_open=True),),
        WhyNot.NOT_TOGETHER,
    ),
    "P22-two-who-say-together": (TOGETHER, (replace(TOGETHER, chat=2, other=62, report=8),), None),
    "P22-outside-of-chats-with-another-person": (replace(TOGETHER, chat=None), (BESIDE,), None),
    "P22-moderators-only": (SILENT, (BESIDE,), WhyNot.NOT_ALLOWED),
}


@pytest.mark.parametrize(("item", "beside", "why"), MAY_ASK.values(), ids=MAY_ASK)
def test_what_may_be_asked_about(item: Item, beside: tuple[Item, ...], why: WhyNot | None) -> None:
    assert why_not_ask(item, (item, *beside)) is why


@pytest.mark.parametrize(
    ("item", "why"),
    [
        pytest.param(replace(SILENT, urgent=True), None, id="danger-goes-before-the-choice"),
        pytest.param(replace(TOGETHER, urgent=True), None, id="danger-needs-no-others"),
        pytest.param(SILENT, WhyNot.NOT_ALLOWED, id="only-for-what-is-urgent-itself"),
        pytest.param(
            replace(SILENT, urgent=True, chat_open=True), WhyNot.CHAT_OPEN, id="never-while-the-chat-is-open"
        ),
    ],
)
def test_somebody_in_danger_is_the_one_exception(item: Item, why: WhyNot | None) -> None:
    assert why_not_ask(item, (item,), danger=True) is why


def test_one_question_for_each_matter_the_latest_first() -> None:
    later = replace(BESIDE, at=NOW + timedelta(hours=1))
    free = questions((TOLD, NOTED, later, replace(SILENT, matter=Matter.ADVANCE)))
    assert [question.matter for question in free] == [Matter.CONTACT, Matter.JUDGED]
    assert free[0].items == (later, NOTED)


@pytest.mark.parametrize(
    ("items", "by_person"),
    [
        pytest.param((TOLD,), True, id="P22-a-person-told"),
        pytest.param((NOTED,), False, id="P22-the-bot-saw"),
        pytest.param((replace(TOLD, matter=Matter.CONTACT), NOTED), False, id="P22-both-hides-the-person"),
    ],
)
def test_who_noticed_is_said_without_giving_the_reporter_away(
    items: tuple[Item, ...], by_person: bool
) -> None:
    (question,) = questions(items)
    assert question.noticed_by_person is by_person


def test_only_reporters_who_could_allow_more_are_asked_again() -> None:
    asked_already = replace(TOLD, report=9, chat_open=True)
    assert may_ask_again((SILENT, replace(TOGETHER, report=8), asked_already)) == (7, 8)
    assert may_ask_again((TOLD, NOTED)) == ()


consents = st.sampled_from(Consent)
items = st.builds(
    Item,
    matter=st.sampled_from(Matter),
    at=st.just(NOW),
    consent=consents,
    chat=st.none() | st.integers(1, 3),
    chat_open=st.booleans(),
    other=st.integers(1, 3),
    report=st.integers(1, 9),
    urgent=st.booleans(),
)


@given(st.lists(items, max_size=6))
def test_without_danger_no_question_ever_rests_on_a_report_for_moderators_only(held: list[Item]) -> None:
    asked = [item for question in questions(held) for item in question.items]
    assert all(item.consent is not Consent.MODERATORS and not item.chat_open for item in asked)


@given(st.lists(items, max_size=6), st.booleans())
def test_no_question_is_ever_about_an_open_chat(held: list[Item], danger: bool) -> None:
    assert not any(item.chat_open for one in questions(held, danger=danger) for item in one.items)


@given(st.lists(items, max_size=6), items)
def test_more_evidence_never_takes_a_question_away(held: list[Item], more: Item) -> None:
    before = {question.matter for question in questions(held)}
    assert before <= {question.matter for question in questions([*held, more])}


@pytest.mark.parametrize("situation", [one for one in Situation if one is not Situation.UNEASY])
def test_every_situation_is_about_something(situation: Situation) -> None:
    known = matter_of_report(situation) is not Matter.OTHER
    assert known is (situation is not Situation.SOMETHING_ELSE)


@pytest.mark.parametrize("category", [one for one in Category if one.flaggable])
def test_every_note_is_about_something(category: Category) -> None:
    assert matter_of_note(category) is not Matter.OTHER


@pytest.mark.parametrize(
    ("local", "quiet"),
    [("07:59", True), ("08:00", False), ("21:59", False), ("22:00", True), ("00:00", True), ("12:00", False)],
)
@pytest.mark.parametrize("zone", ["UTC", "Europe/Berlin", "Asia/Kolkata", "America/St_Johns"])
def test_the_night_is_the_communitys_own(local: str, quiet: bool, zone: str) -> None:
    hour, minute = (int(part) for part in local.split(":"))
    moment = datetime(2031, 5, 4, hour, minute, tzinfo=ZoneInfo(zone)).astimezone(UTC)
    assert is_quiet(moment, zone) is quiet


MOMENTS = st.timedeltas(timedelta(0), timedelta(days=1000)).map(lambda gone: NOW + gone)
ZONES = st.sampled_from(["UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe"])


@given(MOMENTS, ZONES)
def test_the_morning_comes_within_a_day_and_is_no_night(now: datetime, zone: str) -> None:
    morning = next_morning(now, zone)
    assert timedelta(0) < morning - now <= timedelta(hours=25)
    assert not is_quiet(morning, zone)
    assert not is_quiet(next_evening(morning, zone) - timedelta(minutes=1), zone)


def test_across_the_change_of_clocks_it_is_still_eight_in_the_morning() -> None:
    night = datetime(2031, 3, 29, 22, 30, tzinfo=ZoneInfo("Europe/Berlin"))
    assert next_morning(night.astimezone(UTC), "Europe/Berlin") == datetime(2031, 3, 30, 6, tzinfo=UTC)


@given(MOMENTS)
def test_a_deadline_is_a_full_hour_and_never_less_than_promised(told: datetime) -> None:
    until = deadline(told, PROMISES)
    assert PROMISES.reply <= until - told < PROMISES.reply + timedelta(hours=1)
    assert (until.minute, until.second) == (0, 0)
    assert longest_wait(told, PROMISES) - told >= timedelta(days=7)


def test_who_cannot_be_reached_is_waited_for_longer_than_who_can() -> None:
    slow = replace(PROMISES, reply=timedelta(days=6), longer=timedelta(days=4))
    assert longest_wait(NOW, slow) - NOW >= timedelta(days=10)


MEANT = {
    "P23-accepts": (Answer.HAPPENED, False, Meaning.ACCEPTED),
    "P23-accepts-and-it-is-clear": (Answer.HAPPENED, True, Meaning.ACCEPTED),
    "P24-denies-but-it-is-clear": (Answer.DID_NOT, True, Meaning.EVIDENT),
    "P24-differently-but-it-is-clear": (Answer.DIFFERENTLY, True, Meaning.EVIDENT),
    "P25-denies-and-it-is-not-clear": (Answer.DID_NOT, False, Meaning.UNCLEAR),
    "P25-differently-and-it-is-not-clear": (Answer.DIFFERENTLY, False, Meaning.UNCLEAR),
    "P25-silence-is-not-guilt": (None, False, Meaning.UNCLEAR),
    "P25-rather-not-is-not-guilt": (Answer.RATHER_NOT, False, Meaning.UNCLEAR),
    "P24-silence-and-it-is-clear": (None, True, Meaning.EVIDENT),
    "P24-rather-not-and-it-is-clear": (Answer.RATHER_NOT, True, Meaning.EVIDENT),
}


@pytest.mark.parametrize(("answer", "evident", "meaning"), MEANT.values(), ids=MEANT)
def test_what_an_answer_means_for_points(answer: Answer | None, evident: bool, meaning: Meaning) -> None:
    assert meaning_of(answer, evident=evident) is meaning


@given(st.none() | st.sampled_from(Answer))
def test_without_evidence_only_a_yes_can_count(answer: Answer | None) -> None:
    assert meaning_of(answer, evident=False).may_count is (answer is Answer.HAPPENED)


@given(st.booleans())
def test_saying_nothing_never_weighs_more_than_denying(evident: bool) -> None:
    assert meaning_of(None, evident=evident) is meaning_of(Answer.DID_NOT, evident=evident)


DUE = NOW + timedelta(days=3)
BEFORE, AFTER = DUE - timedelta(minutes=1), DUE
OPEN = Asked(due_at=DUE)
TURNS = {
    "P22-in-time": (OPEN, CaseState.WAITING, BEFORE, Turn.OPEN),
    "P22-not-reached-yet": (Asked(), CaseState.WAITING, AFTER, Turn.OPEN),
    "P22-changed-in-time": (replace(OPEN, answered=True), CaseState.TO_DECIDE, BEFORE, Turn.OPEN),
    "P22-changed-too-late": (replace(OPEN, answered=True), CaseState.TO_DECIDE, AFTER, Turn.FIXED),
    "P22-late-but-nobody-decided": (OPEN, CaseState.TO_DECIDE, AFTER, Turn.LATE),
    "P22-decided": (OPEN, CaseState.DECIDED, BEFORE, Turn.SETTLED),
    "P22-closed": (OPEN, CaseState.CLOSED, BEFORE, Turn.SETTLED),
    "P22-taken-back": (replace(OPEN, taken_back=True), CaseState.LOOKING, BEFORE, Turn.SETTLED),
    "P22-taken-back-and-asked-anew": (
        replace(OPEN, taken_back=True),
        CaseState.WAITING,
        BEFORE,
        Turn.SETTLED,
    ),
}


@pytest.mark.parametrize(("asked", "state", "now", "turn"), TURNS.values(), ids=TURNS)
def test_what_somebody_who_was_asked_can_still_do(
    asked: Asked, state: CaseState, now: datetime, turn: Turn
) -> None:
    assert turn_of(asked, state, now) is turn


@pytest.mark.parametrize(
    ("asked", "state", "now", "longer"),
    [
        pytest.param(OPEN, CaseState.WAITING, BEFORE, True, id="P22-once"),
        pytest.param(replace(OPEN, longer=True), CaseState.WAITING, BEFORE, False, id="P22-not-twice"),
        pytest.param(OPEN, CaseState.WAITING, AFTER, False, id="P22-not-afterwards"),
        pytest.param(
            replace(OPEN, answered=True), CaseState.TO_DECIDE, BEFORE, False, id="P22-not-once-told"
        ),
        pytest.param(Asked(), CaseState.WAITING, BEFORE, False, id="P22-nothing-runs-yet"),
    ],
)
def test_more_time_is_given_once_and_without_a_reason(
    asked: Asked, state: CaseState, now: datetime, longer: bool
) -> None:
    assert may_have_longer(asked, state, now) is longer
