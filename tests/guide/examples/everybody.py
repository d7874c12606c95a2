"""What everybody in a chat may be shown: panels, notices, pages and plain refusals."""

from bot.guide import Page, Wording
from bot.guide.cards_panel import PanelTopic, Reader, reasons_card, safety_card, topic_card
from bot.guide.cards_room import room_nearby_card, who_is_here_card, who_is_unknown_card
from bot.guide.cards_shared import (
    all_right_card,
    end_confirm,
    ended_card,
    goes_on_card,
    guide_card,
    help_card,
    lobby_panel,
    nearby_card,
    not_allowed_card,
    not_yours_card,
    notice,
    notice_checked,
    panel,
    privacy_card,
    room_panel,
    see_note_card,
    sorry_card,
    too_late_card,
    which_community_card,
)
from bot.guide.reasons import ReasonGroup
from bot.screening import Category
from tests.guide.examples.shelf import EXCUSES, LATER, PERSON, WEB, Named


def cards(wording: Wording) -> Named:
    yield "both-lobby-panel", lobby_panel(wording)
    yield "both-lobby-panel-numbers", lobby_panel(wording, "112", "116 123")
    yield "both-room-panel", room_panel(wording)
    yield "both-room-nearby", room_nearby_card(wording)
    for here in (0, 2, 81, 82, 100):
        yield f"both-who-is-here-{here}", who_is_here_card(wording, (f"<@{'9' * 19}>",) * here, 30)
    yield "both-who-is-unknown", who_is_unknown_card(wording)
    yield "both-panel", panel(wording, "12", "Riley", "112", "116 123")
    yield "both-nearby", nearby_card(wording, "12")
    yield "both-notice", notice(wording, "12")
    for excuse in EXCUSES:
        yield f"both-notice-{excuse}", notice(wording, "12", excuse=excuse)
    for category in Category:
        if category.flaggable:
            yield f"both-notice-about-{category}", notice(wording, "12", category)
    yield "both-notice-checked", notice_checked(wording)
    yield "both-see-note", see_note_card(wording, PERSON, "77")
    yield "both-not-yours", not_yours_card(wording)
    yield "both-ended", ended_card(wording, LATER)
    yield "both-ended-answer", ended_card(wording)
    yield "both-goes-on", goes_on_card(wording)
    yield "both-all-right", all_right_card(wording)
    yield "both-end-confirm", end_confirm(wording, "12")
    for page in Page:
        yield f"both-guide-{page}", guide_card(wording, page)
    yield "both-safety", safety_card(wording, Reader("12", leave=True), WEB)
    yield "both-safety-outside", safety_card(wording)
    for topic in PanelTopic:
        yield f"both-topic-{topic}", topic_card(wording, topic, Reader("12"), WEB)
    relayed = Reader("12", relayed=True)
    readers = topic_card(wording, PanelTopic.READERS, relayed)
    yield "both-topic-readers-relayed", readers
    for group in ReasonGroup:
        yield f"both-reasons-{group}", reasons_card(wording, group, Reader("12"))
    yield "both-privacy", privacy_card(wording)
    yield "both-help", help_card(wording, "willow@example.org", "https://guide.example.org")
    yield "both-sorry", sorry_card(wording)
    yield "both-not-allowed", not_allowed_card(wording)
    yield "both-too-late", too_late_card(wording)
    yield "both-which-community", which_community_card(wording)
