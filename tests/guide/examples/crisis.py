"""Urgent help and the call for a moderator."""

from bot import guide
from bot.guide import Wording
from tests.guide.examples.shelf import COMMUNITY, OTHER, PLACE, Named


def cards(wording: Wording) -> Named:
    yield "both-urgent-help", guide.urgent_help_card(wording, "12", "112", "116 123")
    yield "both-crisis", guide.crisis_card(wording, "12", "112", "116 123")
    yield "both-crisis-refers", guide.crisis_card(wording, "12", community=COMMUNITY, refers=True)
    yield "both-crisis-alerted", guide.crisis_card(wording, "12", alerted=True)
    told = guide.listener_crisis_card(wording, "12", COMMUNITY, refers=True, alerted=True)
    yield "listener-crisis-refers-alerted", told
    yield "both-helpline-select", guide.helpline_select(wording)
    for country in wording.helplines.countries:
        yield f"both-helpline-{country.code}", guide.helpline_card(wording, country.code)
    yield "both-asked-moderator", guide.asked_moderator_card(wording)
    yield "both-asked-moderator-named", guide.asked_moderator_card(wording, named=True, waits=True)
    yield "both-nobody-answered", guide.nobody_answered_card(wording, COMMUNITY)
    yield "both-moderator-coming", guide.moderator_coming_card(wording, COMMUNITY)
    yield "both-okay-for-now", guide.okay_for_now_card(wording)
    yield "moderator-crisis-link", guide.crisis_link_card(wording, PLACE, "12")
    yield "moderator-crisis-asked", guide.crisis_link_card(wording, PLACE, "12", asked=True)
    yield "moderator-wanted", guide.moderator_wanted_card(wording, PLACE, "12")
    wanted = guide.moderator_wanted_relay_card(wording, 12, OTHER, "12")
    yield "moderator-wanted-relay", wanted
    yield "moderator-help-taken", guide.help_taken_card(wording, OTHER, PLACE)
