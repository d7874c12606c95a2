"""Chats that are passed along by private message."""

from dataclasses import replace

from bot import guide
from bot.guide import Unnamed, Wording
from bot.screening import Category
from tests.guide.examples.shelf import COMMUNITY, LATER, OTHER, PERSON, Named, case


def cards(wording: Wording) -> Named:
    words = guide.pseudonym_words(wording)
    names = f"{words.firsts[0]} {words.seconds[0]}", f"{words.firsts[1]} {words.seconds[1]}"
    yield "member-relay-before", guide.before_relay_card(wording)
    yield "member-relay-here", guide.your_relay_card(wording)
    yield "member-relay-panel", guide.relay_panel(wording, "12", *names, COMMUNITY, to_member=True)
    yield "listener-relay-panel", guide.relay_panel(wording, "12", *names, COMMUNITY, to_member=False)
    yield "listener-relay-accepted", guide.relay_accepted_card(wording, "12", 45, "Likes dogs.")
    for category in Category:
        if category.about_contact:
            shown = guide.relay_stopped_card(wording, "4001", category.value, LATER)
            yield f"both-relay-stopped-{category.value}", shown
    for to_member in (True, False):
        who = "member" if to_member else "listener"
        yield f"{who}-relay-held-back", guide.relay_held_back_card(wording, "12", to_member=to_member)
        unreachable = guide.relay_unreachable_card(wording, COMMUNITY, to_member=to_member)
        yield f"{who}-relay-unreachable", unreachable
    for to_member in (True, False):
        nearby = guide.relay_nearby_card(wording, "12", to_member=to_member)
        yield f"{'member' if to_member else 'listener'}-relay-nearby", nearby
    yield "both-relay-paused", guide.relay_paused_card(wording, "12")
    yield "both-relay-waits", guide.relay_waits_card(wording, "12")
    yield "both-relay-goes-on", guide.relay_goes_on_card(wording, "12")
    yield "both-relay-closed-messages", guide.relay_closed_messages_card(wording, COMMUNITY)
    yield "both-relay-no-chat", guide.relay_no_chat_card(wording)
    yield "both-relay-which", guide.relay_which_card(wording)
    yield "both-relay-left-out", guide.relay_left_out_card(wording, words_went=True)
    yield "both-relay-left-out-all", guide.relay_left_out_card(wording, words_went=False)
    yield "moderator-relay-paused", guide.relay_paused_call(wording, 12, 31, "12")
    yield "moderator-relay-went-on", guide.relay_call_done(wording, 12, OTHER, goes_on=True)
    yield "moderator-relay-ended", guide.relay_call_done(wording, 12, OTHER, goes_on=False)
    hidden = replace(case(), subject=f"*{names[0]}*", hidden=True)
    yield "moderator-relay-case", guide.case_card(wording, hidden)
    yield "moderator-relay-urgent", guide.urgent_card(wording, hidden, "secrecy", "")
    for unnamed in (Unnamed.LISTENER, Unnamed.MEMBER):
        several = replace(case(), subject=unnamed, subject_side=unnamed.value, hidden=True)
        yield f"moderator-relay-case-unnamed-{unnamed.value}", guide.case_card(wording, several)
    yield "moderator-relay-free-again", guide.free_again_card(wording, several)
    yield "moderator-relay-confirm-fine", guide.confirm_fine_card(wording, several)
    yield "moderator-reveal-form", guide.reveal_form(wording, "31", 12)
    yield "moderator-reveal-asked", guide.reveal_asked_card(wording, hidden, OTHER, "It came up again.")
    yield "moderator-reveal-waits", guide.reveal_waits_card(wording, 12)
    yield "moderator-reveal-needs-other", guide.reveal_needs_other_card(wording)
    yield "moderator-revealed", guide.revealed_card(wording, 12, PERSON)
