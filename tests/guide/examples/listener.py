"""What a listener is shown around a chat."""

from dataclasses import replace
from datetime import timedelta

from bot.guide import Wording
from bot.guide.cards_listener import (
    all_clear_card,
    could_not_open_card,
    disputed_card,
    first_shift_consent_card,
    how_to_answer_card,
    listener_boundary_card,
    listener_crisis_card,
    my_notes_card,
    own_request_card,
    pause_card,
    pause_over_card,
    paused_listener_card,
    refer_done_card,
    reminder,
    request_card,
    someone_else_took_it_card,
    why_rule_card,
)
from bot.guide.cards_listening import listener_card
from bot.guide.views import NoteLine, RequestView
from bot.screening import Category
from tests.guide.examples.shelf import COMMUNITY, LATER, NOW, Named


def cards(wording: Wording) -> Named:
    asked = RequestView("5", "work", "en", 30, NOW, "teen")
    yield "listener-request", request_card(wording, asked)
    yield "listener-request-bare", request_card(wording, RequestView("5", "", "", 0, NOW))
    for topic, language, group in (("a", "other", "adult"), ("b", "xx", "unclear")):
        plain = RequestView("5", topic, language, 0, NOW, group)
        yield f"listener-request-{group}", request_card(wording, plain)
    yield "listener-could-not-open", could_not_open_card(wording, COMMUNITY)
    closed = could_not_open_card(wording, COMMUNITY, relayed=True)
    yield "listener-could-not-open-relay", closed
    yield "listener-someone-else", someone_else_took_it_card(wording)
    yield "listener-own-request", own_request_card(wording)
    yield "listener-off-shift", paused_listener_card(wording)
    yield "listener-first-shift", first_shift_consent_card(wording, "5")
    yield "listener-first-shift-relayed", first_shift_consent_card(wording, "5", relayed=True)
    yield "listener-card", listener_card(wording, "12", "Riley", 30)
    words = "my typing is hopeless today, shall we ring each other?"
    for excuse in ("", "typing_difficulty", "battery_data_drain", "speak_freely_censor"):
        name = f"listener-reminder-{excuse}".rstrip("-")
        yield name, reminder(wording, "77", words, LATER, COMMUNITY, excuse=excuse)
    for category in Category:
        if category.flaggable:
            shown = reminder(wording, "77", words, LATER, COMMUNITY, category=category)
            yield f"listener-reminder-about-{category}", shown
    yield "listener-why-rule", why_rule_card(wording)
    yield "listener-disputed", disputed_card(wording)
    yield "listener-no-notes", my_notes_card(wording, ())
    yield "listener-notes", my_notes_card(wording, _notes())
    for number in (1, 40):
        many = (NoteLine(NOW, ("contact_request",), LATER, "x" * 180),) * (8 if number == 1 else number)
        yield f"listener-notes-many-{number}", my_notes_card(wording, many)
    yield "listener-how-to-answer", how_to_answer_card(wording, "12", COMMUNITY)
    yield "listener-boundary", listener_boundary_card(wording, "12", COMMUNITY)
    yield "listener-crisis", listener_crisis_card(wording, "12", COMMUNITY)
    yield "listener-refer-done", refer_done_card(wording)
    yield "listener-all-clear", all_clear_card(wording, COMMUNITY)
    yield "listener-pause", pause_card(wording, LATER, COMMUNITY)
    yield "listener-pause-by-bot", pause_card(wording, LATER, COMMUNITY, by_bot=True)
    yield "listener-pause-over", pause_over_card(wording, COMMUNITY)


def _notes() -> tuple[NoteLine, ...]:
    kinds = (*(each for each in Category if each.flaggable), "ended_suddenly", "judged")
    notes = [NoteLine(NOW + timedelta(days=day), (kind,), LATER) for day, kind in enumerate(kinds)]
    notes[0] = replace(notes[0], excerpt="what's your *number*?", disputed=True)
    notes[1] = replace(notes[1], counts=False)
    notes[2] = replace(notes[2], kinds=(*notes[2].kinds, "pretext"))
    return tuple(notes)
