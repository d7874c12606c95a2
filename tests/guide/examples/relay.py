"""Chats that are passed along by private message."""

from dataclasses import replace

from bot.guide import Wording
from bot.guide.cards_case import case_card
from bot.guide.cards_moderator import confirm_fine_card, free_again_card, urgent_card
from bot.guide.cards_relay import (
    before_relay_card,
    pseudonym_words,
    relay_accepted_card,
    relay_call_done,
    relay_closed_messages_card,
    relay_goes_on_card,
    relay_held_back_card,
    relay_left_out_card,
    relay_nearby_card,
    relay_no_chat_card,
    relay_panel,
    relay_paused_call,
    relay_paused_card,
    relay_stopped_card,
    relay_unreachable_card,
    relay_waits_card,
    relay_which_card,
    reveal_asked_card,
    reveal_form,
    reveal_needs_other_card,
    reveal_waits_card,
    revealed_card,
    your_relay_card,
)
from bot.guide.known_as import Unnamed
from bot.screening import Category
from tests.guide.examples.shelf import COMMUNITY, LATER, OTHER, PERSON, Named, case


def cards(wording: Wording) -> Named:
    words = pseudonym_words(wording)
    names = f"{words.firsts[0]} {words.seconds[0]}", f"{words.firsts[1]} {words.seconds[1]}"
    yield "member-relay-before", before_relay_card(wording)
    yield "member-relay-here", your_relay_card(wording)
    yield "member-relay-panel", relay_panel(wording, "12", *names, COMMUNITY, to_member=True)
    yield "listener-relay-panel", relay_panel(wording, "12", *names, COMMUNITY, to_member=False)
    yield "listener-relay-accepted", relay_accepted_card(wording, "12", 45, "Likes dogs.")
    for category in Category:
        if category.about_contact:
            shown = relay_stopped_card(wording, "4001", category.value, LATER)
            yield f"both-relay-stopped-{category.value}", shown
    for to_member in (True, False):
        who = "member" if to_member else "listener"
        yield f"{who}-relay-held-back", relay_held_back_card(wording, "12", to_member=to_member)
        unreachable = relay_unreachable_card(wording, COMMUNITY, to_member=to_member)
        yield f"{who}-relay-unreachable", unreachable
    for to_member in (True, False):
        nearby = relay_nearby_card(wording, "12", to_member=to_member)
        yield f"{'member' if to_member else 'listener'}-relay-nearby", nearby
    yield "both-relay-paused", relay_paused_card(wording, "12")
    yield "both-relay-waits", relay_waits_card(wording, "12")
    yield "both-relay-goes-on", relay_goes_on_card(wording, "12")
    yield "both-relay-closed-messages", relay_closed_messages_card(wording, COMMUNITY)
    yield "both-relay-no-chat", relay_no_chat_card(wording)
    yield "both-relay-which", relay_which_card(wording)
    yield "both-relay-left-out", relay_left_out_card(wording, words_went=True)
    yield "both-relay-left-out-all", relay_left_out_card(wording, words_went=False)
    yield "moderator-relay-paused", relay_paused_call(wording, 12, 31, "12")
    yield "moderator-relay-went-on", relay_call_done(wording, 12, OTHER, goes_on=True)
    yield "moderator-relay-ended", relay_call_done(wording, 12, OTHER, goes_on=False)
    hidden = replace(case(), subject=f"*{names[0]}*", hidden=True)
    yield "moderator-relay-case", case_card(wording, hidden)
    yield "moderator-relay-urgent", urgent_card(wording, hidden, "secrecy", "")
    for unnamed in (Unnamed.LISTENER, Unnamed.MEMBER):
        several = replace(case(), subject=unnamed, subject_side=unnamed.value, hidden=True)
        yield f"moderator-relay-case-unnamed-{unnamed.value}", case_card(wording, several)
    yield "moderator-relay-free-again", free_again_card(wording, several)
    yield "moderator-relay-confirm-fine", confirm_fine_card(wording, several)
    yield "moderator-reveal-form", reveal_form(wording, "31", 12)
    yield "moderator-reveal-asked", reveal_asked_card(wording, hidden, OTHER, "It came up again.")
    yield "moderator-reveal-waits", reveal_waits_card(wording, 12)
    yield "moderator-reveal-needs-other", reveal_needs_other_card(wording)
    yield "moderator-revealed", revealed_card(wording, 12, PERSON)
