"""A listener's shift, page, rest and guide card."""

from bot.chats import LANGUAGES, Shift, Topic
from bot.guide import Wording
from bot.guide.cards_choosing import page_form
from bot.guide.cards_listening import (
    NOTE_LENGTH,
    Hard,
    card_known_card,
    card_shown_again_card,
    listener_card,
    listener_help_card,
    listener_short_card,
    listeners_only_card,
)
from bot.guide.cards_news import NewsWish
from bot.guide.cards_shared import ended_card
from bot.guide.cards_shift import (
    ShiftView,
    desk_panel,
    full_card,
    my_shift_card,
    off_by_role_card,
    rest_offer_card,
    rest_over_card,
    rest_taken_card,
)
from bot.guide.views import ListenerPage
from tests.guide.examples.shelf import COMMUNITY, LATER, NOW, Named


def cards(wording: Wording) -> Named:
    yield "listener-desk-panel", desk_panel(wording)
    yield "listener-off-by-role", off_by_role_card(wording, COMMUNITY)
    topics = frozenset(topic.value for topic in Topic)
    shifts = {
        "off": Shift(),
        "on": Shift(NOW, most_chats=2, not_taken=frozenset({Topic.LOSS, Topic.FOOD})),
        "rest": Shift(resting_until=LATER, most_chats=1),
        "no-topics": Shift(NOW, not_taken=topics),
    }
    for name, shift in shifts.items():
        yield f"listener-shift-{name}", my_shift_card(wording, ShiftView(shift, 1, NOW))
    page = ListenerPage("Robin", tuple(Topic), LANGUAGES, listed=True)
    news = ShiftView(Shift(NOW), 1, NOW, news=NewsWish.BY_MESSAGE)
    yield "listener-shift-news", my_shift_card(wording, news)
    yield "listener-shift-page", my_shift_card(wording, ShiftView(Shift(NOW), 0, NOW, page))
    yield "listener-page-form", page_form(wording, page)
    yield "listener-full", full_card(wording)
    yield "listener-rest-offer", rest_offer_card(wording)
    before = ended_card(wording).text
    yield "listener-rest-offer-ended", rest_offer_card(wording, before=before)
    yield "listener-rest-taken", rest_taken_card(wording, LATER)
    yield "listener-rest-over", rest_over_card(wording, COMMUNITY)
    yield "listener-card-outside", listener_card(wording, "", "Riley", 45, knows=True)
    note = "He is waiting for exam results and would rather not talk about home."
    yield "listener-card-with-note", listener_card(wording, "12", "Riley", 30, note)
    yield "listener-card-short", listener_short_card(wording, "12")
    yield "listener-card-short-note", listener_short_card(wording, "12", "x" * NOTE_LENGTH)
    for hard in Hard:
        yield f"listener-help-{hard}", listener_help_card(wording, "12", hard)
    yield "listener-help-crisis-refers", listener_help_card(wording, "12", Hard.CRISIS, refers=True)
    yield "listener-card-known", card_known_card(wording, "12")
    yield "listener-card-again", card_shown_again_card(wording)
    yield "both-listeners-only", listeners_only_card(wording, "12")
