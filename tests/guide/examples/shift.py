"""A listener's shift, page, rest and guide card."""

from bot import guide
from bot.chats import LANGUAGES, Shift, Topic
from bot.guide import Hard, Wording
from tests.guide.examples.shelf import COMMUNITY, LATER, NOW, Named


def cards(wording: Wording) -> Named:
    yield "listener-desk-panel", guide.desk_panel(wording)
    yield "listener-off-by-role", guide.off_by_role_card(wording, COMMUNITY)
    topics = frozenset(topic.value for topic in Topic)
    shifts = {
        "off": Shift(),
        "on": Shift(NOW, most_chats=2, not_taken=frozenset({Topic.LOSS, Topic.FOOD})),
        "rest": Shift(resting_until=LATER, most_chats=1),
        "no-topics": Shift(NOW, not_taken=topics),
    }
    for name, shift in shifts.items():
        yield f"listener-shift-{name}", guide.my_shift_card(wording, guide.ShiftView(shift, 1, NOW))
    page = guide.ListenerPage("Robin", tuple(Topic), LANGUAGES, listed=True)
    news = guide.ShiftView(Shift(NOW), 1, NOW, news=guide.NewsWish.BY_MESSAGE)
    yield "listener-shift-news", guide.my_shift_card(wording, news)
    yield "listener-shift-page", guide.my_shift_card(wording, guide.ShiftView(Shift(NOW), 0, NOW, page))
    yield "listener-page-form", guide.page_form(wording, page)
    yield "listener-full", guide.full_card(wording)
    yield "listener-rest-offer", guide.rest_offer_card(wording)
    before = guide.ended_card(wording).text
    yield "listener-rest-offer-ended", guide.rest_offer_card(wording, before=before)
    yield "listener-rest-taken", guide.rest_taken_card(wording, LATER)
    yield "listener-rest-over", guide.rest_over_card(wording, COMMUNITY)
    yield "listener-card-outside", guide.listener_card(wording, "", "Riley", 45, knows=True)
    note = "He is waiting for exam results and would rather not talk about home."
    yield "listener-card-with-note", guide.listener_card(wording, "12", "Riley", 30, note)
    yield "listener-card-short", guide.listener_short_card(wording, "12")
    yield "listener-card-short-note", guide.listener_short_card(wording, "12", "x" * guide.NOTE_LENGTH)
    for hard in Hard:
        yield f"listener-help-{hard}", guide.listener_help_card(wording, "12", hard)
    yield "listener-help-crisis-refers", guide.listener_help_card(wording, "12", Hard.CRISIS, refers=True)
    yield "listener-card-known", guide.card_known_card(wording, "12")
    yield "listener-card-again", guide.card_shown_again_card(wording)
    yield "both-listeners-only", guide.listeners_only_card(wording, "12")
