"""Urgent help and the call for a moderator."""

from bot.guide import Wording
from bot.guide.cards_crisis import (
    asked_moderator_card,
    crisis_card,
    crisis_link_card,
    help_taken_card,
    helpline_card,
    helpline_select,
    moderator_coming_card,
    moderator_wanted_card,
    moderator_wanted_relay_card,
    nobody_answered_card,
    okay_for_now_card,
    urgent_help_card,
)
from bot.guide.cards_listener import listener_crisis_card
from tests.guide.examples.shelf import COMMUNITY, OTHER, PLACE, Named


def cards(wording: Wording) -> Named:
    yield "both-urgent-help", urgent_help_card(wording, "12", "112", "116 123")
    yield "both-crisis", crisis_card(wording, "12", "112", "116 123")
    yield "both-crisis-refers", crisis_card(wording, "12", community=COMMUNITY, refers=True)
    yield "both-crisis-alerted", crisis_card(wording, "12", alerted=True)
    told = listener_crisis_card(wording, "12", COMMUNITY, refers=True, alerted=True)
    yield "listener-crisis-refers-alerted", told
    yield "both-helpline-select", helpline_select(wording)
    for country in wording.helplines.countries:
        yield f"both-helpline-{country.code}", helpline_card(wording, country.code)
    yield "both-asked-moderator", asked_moderator_card(wording)
    yield "both-asked-moderator-named", asked_moderator_card(wording, named=True, waits=True)
    yield "both-nobody-answered", nobody_answered_card(wording, COMMUNITY)
    yield "both-moderator-coming", moderator_coming_card(wording, COMMUNITY)
    yield "both-okay-for-now", okay_for_now_card(wording)
    yield "moderator-crisis-link", crisis_link_card(wording, PLACE, "12")
    yield "moderator-crisis-asked", crisis_link_card(wording, PLACE, "12", asked=True)
    yield "moderator-wanted", moderator_wanted_card(wording, PLACE, "12")
    wanted = moderator_wanted_relay_card(wording, 12, OTHER, "12")
    yield "moderator-wanted-relay", wanted
    yield "moderator-help-taken", help_taken_card(wording, OTHER, PLACE)
