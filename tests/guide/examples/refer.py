"""Passing a member on, and a moderator who enters."""

from dataclasses import replace

from bot import guide
from bot.guide import Wording
from tests.guide.examples.shelf import COMMUNITY, LATER, NOW, OTHER, PERSON, PLACE, Named


def cards(wording: Wording) -> Named:
    note = "She is grieving for her *cat* and likes to be asked about it."
    yield "listener-refer", guide.refer_ask_card(wording, "12")
    yield "listener-refer-form", guide.refer_note_form(wording, "12")
    yield "listener-refer-waiting", guide.refer_waiting_card(wording, "12")
    yield "listener-note-not-sent", guide.note_not_sent_card(wording, "12")
    yield "member-may-go-along", guide.may_go_along_card(wording, "12", note, COMMUNITY)
    for goes_along in (True, False):
        answered = guide.note_answered_card(wording, "6", goes_along=goes_along)
        yield f"member-note-answered-{goes_along}", answered
    yield "both-moderator-enters", guide.entering_card(wording, OTHER)
    yield "moderator-you-enter", guide.you_enter_card(wording)
    account = guide.AccountView(PERSON, NOW, LATER, 3, fresh=True)
    yield "moderator-account", guide.account_card(wording, account)
    known = replace(account, joined=None, troubled=1, fresh=False)
    yield "moderator-account-left", guide.account_card(wording, known)
    yield "moderator-wanted-new", guide.moderator_wanted_card(wording, PLACE, "12", account)
    yield "moderator-help-taken-enter", guide.help_taken_card(wording, OTHER, PLACE, "12")
