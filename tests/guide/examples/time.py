"""The length of a chat and what happens as it runs out."""

from datetime import timedelta

from bot.guide import Wording
from bot.guide.cards_member import sudden_heard_card
from bot.guide.cards_time import (
    closed_quiet_card,
    five_minutes_card,
    length_card,
    length_not_now_card,
    length_saved_card,
    listener_chooses_card,
    listener_gone_card,
    more_time_card,
    more_wanted_card,
    quiet_card,
    time_left_card,
    time_up_card,
)
from tests.guide.examples.shelf import COMMUNITY, LATER, Named


def cards(wording: Wording) -> Named:
    yield "both-length", length_card(wording, "12", 30, LATER, named=True)
    yield "both-length-usual", length_card(wording, "12", 45, LATER, named=False)
    yield "listener-length-saved", length_saved_card(wording, LATER)
    yield "listener-length-not-now", length_not_now_card(wording)
    yield "member-listener-chooses", listener_chooses_card(wording)
    yield "both-five-minutes", five_minutes_card(wording, "12", LATER)
    yield "both-time-up", time_up_card(wording, "12", timedelta(minutes=10))
    yield "both-more-wanted", more_wanted_card(wording, timedelta(minutes=15))
    yield "both-more-time", more_time_card(wording, LATER)
    yield "both-time-left", time_left_card(wording, LATER)
    yield "both-dropped", quiet_card(wording, "12", timedelta(minutes=20), waits=True)
    yield "both-quiet", quiet_card(wording, "12", timedelta(minutes=20), waits=False)
    yield "both-listener-gone", listener_gone_card(wording)
    yield "member-closed-quiet", closed_quiet_card(wording, "12", COMMUNITY)
    yield "member-sudden-heard", sudden_heard_card(wording, "12")
