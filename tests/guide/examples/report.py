"""Reports and how the report is named."""

from bot.casework.situations import Situation
from bot.guide import Action, Wording
from bot.guide.cards_report import (
    added_to_report_card,
    addition_form,
    naming_card,
    naming_saved_card,
    outcome_changed_card,
    receipt,
    report_done_card,
    report_form,
    situations_card,
    uneasy_thanks,
)
from tests.guide.examples.shelf import COMMUNITY, LATER, Named


def cards(wording: Wording) -> Named:
    yield "both-situations", situations_card(wording, "12")
    for situation in Situation:
        yield f"both-receipt-{situation}", receipt(wording, 142, LATER, situation, "12")
        yield f"both-report-form-{situation}", report_form(wording, "12", situation)
    yield "both-addition-form", addition_form(wording, "142")
    yield "both-added", added_to_report_card(wording, 142)
    yield "both-naming", naming_card(wording, "142")
    for choice in (Action.NAME_NOW, Action.NAME_TOGETHER, Action.NAME_MODERATORS):
        yield f"both-naming-{choice}", naming_saved_card(wording, choice)
    yield "both-uneasy-thanks", uneasy_thanks(wording, "12")
    yield "both-report-acted", report_done_card(wording, 142, COMMUNITY, acted=True)
    yield "both-report-fine", report_done_card(wording, 142, COMMUNITY, acted=False)
    yield "both-report-outcome-changed", outcome_changed_card(wording, 142, COMMUNITY)
