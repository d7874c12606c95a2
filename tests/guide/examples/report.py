"""Reports and how the report is named."""

from bot import guide
from bot.casework.situations import Situation
from bot.guide import Action, Wording
from tests.guide.examples.shelf import COMMUNITY, LATER, Named


def cards(wording: Wording) -> Named:
    yield "both-situations", guide.situations_card(wording, "12")
    for situation in Situation:
        yield f"both-receipt-{situation}", guide.receipt(wording, 142, LATER, situation, "12")
        yield f"both-report-form-{situation}", guide.report_form(wording, "12", situation)
    yield "both-addition-form", guide.addition_form(wording, "142")
    yield "both-added", guide.added_to_report_card(wording, 142)
    yield "both-naming", guide.naming_card(wording, "142")
    for choice in (Action.NAME_NOW, Action.NAME_TOGETHER, Action.NAME_MODERATORS):
        yield f"both-naming-{choice}", guide.naming_saved_card(wording, choice)
    yield "both-uneasy-thanks", guide.uneasy_thanks(wording, "12")
    yield "both-report-acted", guide.report_done_card(wording, 142, COMMUNITY, acted=True)
    yield "both-report-fine", guide.report_done_card(wording, 142, COMMUNITY, acted=False)
    yield "both-report-outcome-changed", guide.outcome_changed_card(wording, 142, COMMUNITY)
