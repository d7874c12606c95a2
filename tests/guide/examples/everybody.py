"""What everybody in a chat may be shown: panels, notices, pages and plain refusals."""

from bot import guide
from bot.guide import Page, Wording
from bot.screening import Category
from tests.guide.examples.shelf import EXCUSES, LATER, PERSON, WEB, Named


def cards(wording: Wording) -> Named:
    yield "both-lobby-panel", guide.lobby_panel(wording)
    yield "both-lobby-panel-numbers", guide.lobby_panel(wording, "112", "116 123")
    yield "both-room-panel", guide.room_panel(wording)
    yield "both-room-nearby", guide.room_nearby_card(wording)
    for here in (0, 2, 81, 82, 100):
        yield f"both-who-is-here-{here}", guide.who_is_here_card(wording, (f"<@{'9' * 19}>",) * here, 30)
    yield "both-who-is-unknown", guide.who_is_unknown_card(wording)
    yield "both-panel", guide.panel(wording, "12", "Riley", "112", "116 123")
    yield "both-nearby", guide.nearby_card(wording, "12")
    yield "both-notice", guide.notice(wording, "12")
    for excuse in EXCUSES:
        yield f"both-notice-{excuse}", guide.notice(wording, "12", excuse=excuse)
    for category in Category:
        if category.flaggable:
            yield f"both-notice-about-{category}", guide.notice(wording, "12", category)
    yield "both-notice-checked", guide.notice_checked(wording)
    yield "both-see-note", guide.see_note_card(wording, PERSON, "77")
    yield "both-not-yours", guide.not_yours_card(wording)
    yield "both-ended", guide.ended_card(wording, LATER)
    yield "both-ended-answer", guide.ended_card(wording)
    yield "both-goes-on", guide.goes_on_card(wording)
    yield "both-all-right", guide.all_right_card(wording)
    yield "both-end-confirm", guide.end_confirm(wording, "12")
    for page in Page:
        yield f"both-guide-{page}", guide.guide_card(wording, page)
    yield "both-safety", guide.safety_card(wording, guide.Reader("12", leave=True), WEB)
    yield "both-safety-outside", guide.safety_card(wording)
    for topic in guide.PanelTopic:
        yield f"both-topic-{topic}", guide.topic_card(wording, topic, guide.Reader("12"), WEB)
    relayed = guide.Reader("12", relayed=True)
    readers = guide.topic_card(wording, guide.PanelTopic.READERS, relayed)
    yield "both-topic-readers-relayed", readers
    for group in guide.ReasonGroup:
        yield f"both-reasons-{group}", guide.reasons_card(wording, group, guide.Reader("12"))
    yield "both-privacy", guide.privacy_card(wording)
    yield "both-help", guide.help_card(wording, "willow@example.org", "https://guide.example.org")
    yield "both-sorry", guide.sorry_card(wording)
    yield "both-not-allowed", guide.not_allowed_card(wording)
    yield "both-too-late", guide.too_late_card(wording)
    yield "both-which-community", guide.which_community_card(wording)
