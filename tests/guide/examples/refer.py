"""Passing a member on, and a moderator who enters."""

from dataclasses import replace

from bot.guide import Wording
from bot.guide.cards_account import AccountView, account_card, entering_card, you_enter_card
from bot.guide.cards_crisis import help_taken_card, moderator_wanted_card
from bot.guide.cards_refer import (
    may_go_along_card,
    note_answered_card,
    note_not_sent_card,
    refer_ask_card,
    refer_note_form,
    refer_waiting_card,
)
from tests.guide.examples.shelf import COMMUNITY, LATER, NOW, OTHER, PERSON, PLACE, Named


def cards(wording: Wording) -> Named:
    note = "She is grieving for her *cat* and likes to be asked about it."
    yield "listener-refer", refer_ask_card(wording, "12")
    yield "listener-refer-form", refer_note_form(wording, "12")
    yield "listener-refer-waiting", refer_waiting_card(wording, "12")
    yield "listener-note-not-sent", note_not_sent_card(wording, "12")
    yield "member-may-go-along", may_go_along_card(wording, "12", note, COMMUNITY)
    for goes_along in (True, False):
        answered = note_answered_card(wording, "6", goes_along=goes_along)
        yield f"member-note-answered-{goes_along}", answered
    yield "both-moderator-enters", entering_card(wording, OTHER)
    yield "moderator-you-enter", you_enter_card(wording)
    account = AccountView(PERSON, NOW, LATER, 3, fresh=True)
    yield "moderator-account", account_card(wording, account)
    known = replace(account, joined=None, troubled=1, fresh=False)
    yield "moderator-account-left", account_card(wording, known)
    yield "moderator-wanted-new", moderator_wanted_card(wording, PLACE, "12", account)
    yield "moderator-help-taken-enter", help_taken_card(wording, OTHER, PLACE, "12")
