"""The length of a chat and what happens as it runs out."""

from datetime import timedelta

from bot import guide
from bot.guide import Wording
from tests.guide.examples.shelf import COMMUNITY, LATER, Named


def cards(wording: Wording) -> Named:
    yield "both-length", guide.length_card(wording, "12", 30, LATER, named=True)
    yield "both-length-usual", guide.length_card(wording, "12", 45, LATER, named=False)
    yield "listener-length-saved", guide.length_saved_card(wording, LATER)
    yield "listener-length-not-now", guide.length_not_now_card(wording)
    yield "member-listener-chooses", guide.listener_chooses_card(wording)
    yield "both-five-minutes", guide.five_minutes_card(wording, "12", LATER)
    yield "both-time-up", guide.time_up_card(wording, "12", timedelta(minutes=10))
    yield "both-more-wanted", guide.more_wanted_card(wording, timedelta(minutes=15))
    yield "both-more-time", guide.more_time_card(wording, LATER)
    yield "both-time-left", guide.time_left_card(wording, LATER)
    yield "both-dropped", guide.quiet_card(wording, "12", timedelta(minutes=20), waits=True)
    yield "both-quiet", guide.quiet_card(wording, "12", timedelta(minutes=20), waits=False)
    yield "both-listener-gone", guide.listener_gone_card(wording)
    yield "member-closed-quiet", guide.closed_quiet_card(wording, "12", COMMUNITY)
    yield "member-sudden-heard", guide.sudden_heard_card(wording, "12")
