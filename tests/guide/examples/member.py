"""What a member is shown around a chat."""

from bot.guide import Wording
from bot.guide.cards_listener import all_clear_card
from bot.guide.cards_member import (
    another_listener_card,
    before_asking_card,
    boundary_card,
    chat_opened_card,
    chat_opening_card,
    could_not_hide_card,
    ended_suddenly_card,
    hidden_card,
    kept_card,
    member_asked_tip,
    my_messages_card,
    not_ready_card,
    overshare_tip,
    paused_in_chat_card,
    paused_member_card,
    referred_card,
    request_form,
    request_not_shown_card,
    request_over_card,
    request_sent_card,
    request_withdrawn_card,
    sudden_fine_card,
    sudden_thanks,
    waiting_already_card,
    your_chat_card,
)
from bot.guide.cards_report import report_done_card
from bot.guide.views import WaitingMessage
from tests.guide.examples.shelf import COMMUNITY, LATER, NOW, PLACE, Named


def cards(wording: Wording) -> Named:
    shown = before_asking_card(wording, wanted="c12", may_be_relayed=True)
    yield "member-before-asking-relay", shown
    yield "member-before-asking", before_asking_card(wording, "112", "116 123")
    yield "member-request-form", request_form(wording, "yes")
    yield "member-request-sent", request_sent_card(wording, "5")
    yield "member-request-sent-left-out", request_sent_card(wording, "5", left_out=True)
    yield "member-request-sent-help-first", request_sent_card(wording, "5", help_first=True)
    yield "member-waiting-already", waiting_already_card(wording, "5")
    yield "member-chat-opening", chat_opening_card(wording)
    yield "member-your-chat", your_chat_card(wording, PLACE)
    yield "member-not-ready", not_ready_card(wording)
    yield "member-request-over", request_over_card(wording, COMMUNITY)
    yield "member-not-shown", request_not_shown_card(wording, COMMUNITY)
    yield "member-paused", paused_member_card(wording, COMMUNITY)
    yield "member-paused-in-chat", paused_in_chat_card(wording, "12")
    yield "member-withdrawn", request_withdrawn_card(wording)
    yield "member-chat-opened", chat_opened_card(wording, PLACE, COMMUNITY)
    yield "member-another-listener", another_listener_card(wording, "6")
    yield "member-referred", referred_card(wording, "6", COMMUNITY)
    yield "member-asked-tip", member_asked_tip(wording, "12", COMMUNITY)
    yield "member-overshare-tip", overshare_tip(wording, "4001", COMMUNITY)
    yield "member-overshare-self", overshare_tip(wording, "4001", can_hide=False)
    yield "member-hidden", hidden_card(wording)
    yield "member-kept", kept_card(wording)
    yield "member-could-not-hide", could_not_hide_card(wording)
    yield "member-boundary", boundary_card(wording, "12", None, COMMUNITY)
    yield "member-boundary-kept", boundary_card(wording, "12", LATER)
    yield "member-ended-suddenly", ended_suddenly_card(wording, "12", COMMUNITY)
    yield "member-sudden-thanks", sudden_thanks(wording, "12")
    yield "member-sudden-fine", sudden_fine_card(wording, "12")
    yield "member-no-messages", my_messages_card(wording, ())
    waiting = (
        WaitingMessage(NOW, all_clear_card(wording)),
        WaitingMessage(LATER, report_done_card(wording, 142, acted=True)),
    )
    yield "member-messages", my_messages_card(wording, waiting)
