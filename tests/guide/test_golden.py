"""The important texts, word for word. To renew: `pytest tests/guide --renew-golden`, then read the change."""

from pathlib import Path

import pytest

from tests.guide.examples import Example

FOLDER = Path(__file__).parent / "golden"
IMPORTANT = (
    "both-bot-removed",
    "both-crisis",
    "both-dropped",
    "both-crisis-alerted",
    "both-ended",
    "both-five-minutes",
    "both-help",
    "both-helpline-GB",
    "both-length",
    "both-listener-gone",
    "both-lobby-panel",
    "both-moderator-enters",
    "both-naming",
    "both-nearby",
    "both-notice-typing_difficulty",
    "both-panel",
    "both-receipt-move_typing",
    "both-relay-paused",
    "both-relay-stopped-contact_request",
    "both-safety-news",
    "both-see-note",
    "both-suggest",
    "both-suggestion-answer-done",
    "both-suggestion-sent",
    "both-reasons-pressure",
    "both-room-nearby",
    "both-room-panel",
    "both-rules",
    "both-rules-area-everywhere",
    "both-rules-found",
    "both-rules-not-found",
    "both-rules-one-contact-starter",
    "both-rules-points-starter",
    "both-rules-points-table-2020",
    "both-rules-changes",
    "both-safe-share",
    "both-safety",
    "both-situations",
    "both-time-up",
    "both-topic-kind",
    "both-topic-readers",
    "both-topic-readers-relayed",
    "both-topic-rules",
    "both-urgent-help",
    "both-your-name-contact",
    "listener-after-encouraged",
    "listener-boundary",
    "listener-card",
    "listener-first-shift",
    "listener-first-shift-relayed",
    "listener-crisis",
    "listener-crisis-refers-alerted",
    "listener-help-sexual",
    "listener-help-trolling",
    "listener-how-to-answer",
    "listener-not-now",
    "listener-notes",
    "listener-pause",
    "listener-relay-nearby",
    "listener-relay-panel",
    "listener-reminder-typing_difficulty",
    "listener-rules-area-listening",
    "listener-refer",
    "listener-request",
    "listener-request-first",
    "listener-shift-page",
    "listener-rest-offer",
    "listener-shift-on",
    "member-after",
    "member-relay-before",
    "member-relay-held-back",
    "member-relay-panel",
    "member-asked-tip",
    "member-before-asking",
    "member-boundary-kept",
    "member-closed-quiet",
    "member-ended-suddenly",
    "member-listener-stopped",
    "member-may-go-along",
    "member-no-listeners",
    "member-overshare-tip",
    "member-choose-listener",
    "member-request-expired",
    "member-request-form",
    "member-request-sent",
    "moderator-case",
    "moderator-case-closed",
    "moderator-confirm-fine",
    "moderator-digest",
    "moderator-digest-quiet",
    "moderator-role-deleted-listeners",
    "moderator-safety-news",
    "moderator-suggestion",
    "moderator-suggestion-form",
    "moderator-threads-refused",
    "moderator-urgent",
    "moderator-wanted-new",
    "setup-added",
    "setup-leave",
    "setup-missing",
)


@pytest.mark.parametrize("name", IMPORTANT)
def test_the_important_texts_are_as_they_were_read_and_agreed(
    name: str, shelf: tuple[Example, ...], *, renew_golden: bool
) -> None:
    text = next(each for each in shelf if each.name == name).text + "\n"
    golden = FOLDER / f"{name}.txt"
    if renew_golden:
        golden.write_text(text, "utf-8")
    assert text == golden.read_text("utf-8")


def test_no_golden_text_is_left_over() -> None:
    assert sorted(file.stem for file in FOLDER.glob("*.txt")) == sorted(IMPORTANT)
