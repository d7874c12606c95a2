"""What a member is shown around a chat."""

from bot import guide
from bot.guide import WaitingMessage, Wording
from tests.guide.examples.shelf import COMMUNITY, LATER, NOW, PLACE, Named


def cards(wording: Wording) -> Named:
    shown = guide.before_asking_card(wording, wanted="c12", may_be_relayed=True)
    yield "member-before-asking-relay", shown
    yield "member-before-asking", guide.before_asking_card(wording, "112", "116 123")
    yield "member-request-form", guide.request_form(wording, "yes")
    yield "member-request-sent", guide.request_sent_card(wording, "5")
    yield "member-request-sent-left-out", guide.request_sent_card(wording, "5", left_out=True)
    yield "member-request-sent-help-first", guide.request_sent_card(wording, "5", help_first=True)
    yield "member-waiting-already", guide.waiting_already_card(wording, "5")
    yield "member-chat-opening", guide.chat_opening_card(wording)
    yield "member-your-chat", guide.your_chat_card(wording, PLACE)
    yield "member-not-ready", guide.not_ready_card(wording)
    yield "member-request-over", guide.request_over_card(wording, COMMUNITY)
    yield "member-not-shown", guide.request_not_shown_card(wording, COMMUNITY)
    yield "member-paused", guide.paused_member_card(wording, COMMUNITY)
    yield "member-paused-in-chat", guide.paused_in_chat_card(wording, "12")
    yield "member-withdrawn", guide.request_withdrawn_card(wording)
    yield "member-chat-opened", guide.chat_opened_card(wording, PLACE, COMMUNITY)
    yield "member-another-listener", guide.another_listener_card(wording, "6")
    yield "member-referred", guide.referred_card(wording, "6", COMMUNITY)
    yield "member-asked-tip", guide.member_asked_tip(wording, "12", COMMUNITY)
    yield "member-overshare-tip", guide.overshare_tip(wording, "4001", COMMUNITY)
    yield "member-overshare-self", guide.overshare_tip(wording, "4001", can_hide=False)
    yield "member-hidden", guide.hidden_card(wording)
    yield "member-kept", guide.kept_card(wording)
    yield "member-could-not-hide", guide.could_not_hide_card(wording)
    yield "member-boundary", guide.boundary_card(wording, "12", None, COMMUNITY)
    yield "member-boundary-kept", guide.boundary_card(wording, "12", LATER)
    yield "member-ended-suddenly", guide.ended_suddenly_card(wording, "12", COMMUNITY)
    yield "member-sudden-thanks", guide.sudden_thanks(wording, "12")
    yield "member-sudden-fine", guide.sudden_fine_card(wording, "12")
    yield "member-no-messages", guide.my_messages_card(wording, ())
    waiting = (
        WaitingMessage(NOW, guide.all_clear_card(wording)),
        WaitingMessage(LATER, guide.report_done_card(wording, 142, acted=True)),
    )
    yield "member-messages", guide.my_messages_card(wording, waiting)
