"""Cases and what moderators do with them."""

from dataclasses import replace

from bot.casework.case_life import CaseState
from bot.casework.situations import Situation
from bot.guide import Wording
from bot.guide.cards_case import case_card
from bot.guide.cards_moderator import (
    asked_elsewhere_card,
    case_dealt_card,
    case_done_card,
    confirm_dealt_card,
    confirm_fine_card,
    confirm_pause_card,
    confirm_take_card,
    needs_other_person_card,
    nothing_done_card,
    oversight_unreached_card,
    own_case_card,
    paused_card,
    report_without_person_card,
    requests_closed_card,
    someone_did_card,
    take_first_card,
    taken_card,
    urgent_card,
)
from bot.guide.cards_names import CONTACT, name_allowed_card, name_card
from bot.guide.views import CaseReason, EvidenceLine
from bot.screening import Category
from tests.guide.examples.shelf import COMMUNITY, LATER, LINK, NOW, OTHER, PERSON, PLACE, Named, case


def cards(wording: Wording) -> Named:
    one = case()
    for naming in ("now", "together", "moderators"):
        line = EvidenceLine(NOW, Situation.JUDGED, "they judged me", felt_wrong=True, naming=naming)
        yield f"moderator-case-naming-{naming}", case_card(wording, replace(one, evidence=(line,)))
    yield "moderator-case", case_card(wording, one)
    taken = replace(one, state=CaseState.LOOKING, taken_by=OTHER, paused_until=LATER)
    for state in CaseState:
        in_state = replace(one, state=state, taken_by=OTHER, closed_by=OTHER, closed_at=LATER, due_at=LATER)
        yield f"moderator-case-state-{state}", case_card(wording, in_state)
    yield "moderator-case-take-over", case_card(wording, replace(one, state=CaseState.LOOKING))
    to_decide = replace(taken, state=CaseState.TO_DECIDE)
    yield "moderator-case-decide-paused", case_card(wording, to_decide)
    yield "moderator-needs-other-person", needs_other_person_card(wording, 12)
    yield "moderator-take-first", take_first_card(wording, 12)
    yield "moderator-case-taken", case_card(wording, taken)
    yield "moderator-case-paused-by-bot", case_card(wording, replace(taken, pause_by_bot=True))
    closed = replace(one, state=CaseState.CLOSED, closed_by=OTHER, closed_at=LATER)
    yield "moderator-case-closed", case_card(wording, closed)
    yield (
        "moderator-case-taken-back",
        case_card(wording, replace(closed, dealt_with=True, taken_back=True)),
    )
    small = replace(one, evidence=(), chats=1, members=1, felt_wrong=1, subject_side="member")
    for reason in CaseReason:
        yield f"moderator-case-{reason}", case_card(wording, replace(small, reason=reason))
    one_chat = replace(one, chats=1, members=1, felt_wrong=1)
    yield "moderator-case-one-chat", case_card(wording, one_chat)
    yield "moderator-case-two-people", case_card(wording, replace(small, members=2))
    for kind in (*(each.value for each in Category if each.flaggable), *Situation):
        shown = case_card(wording, replace(one, evidence=(EvidenceLine(NOW, kind),)))
        yield f"moderator-evidence-{kind}", shown
    for many in (7, 60):
        long = tuple(replace(one.evidence[0], excerpt="*" * 200) for _ in range(many))
        yield f"moderator-case-many-{many}", case_card(wording, replace(one, evidence=long))
    for more in range(200, 280, 4):
        lines = (EvidenceLine(NOW, "secrecy", "y" * more, LINK),) * 6
        yield f"moderator-case-edge-{more}", case_card(wording, replace(one, evidence=lines))
    for people in (0, 1):
        outside = replace(one, chats=0, members=people)
        yield f"moderator-case-outside-{people}", case_card(wording, outside)
    yield "moderator-confirm-take", confirm_take_card(wording, one)
    yield "moderator-confirm-pause", confirm_pause_card(wording, one, LATER)
    yield "moderator-confirm-fine", confirm_fine_card(wording, one)
    yield "moderator-confirm-dealt", confirm_dealt_card(wording, one)
    yield "moderator-dealt", case_dealt_card(wording, 12)
    yield "moderator-taken", taken_card(wording, 12)
    yield "moderator-paused", paused_card(wording, PERSON, LATER)
    yield "moderator-done", case_done_card(wording, 12)
    yield "moderator-nothing-done", nothing_done_card(wording)
    yield "moderator-someone-did", someone_did_card(wording, OTHER, 12)
    yield "moderator-requests-closed", requests_closed_card(wording, PLACE)
    yield "moderator-asked-elsewhere", asked_elsewhere_card(wording, PLACE, COMMUNITY)
    yield "moderator-oversight-unreached", oversight_unreached_card(wording, OTHER)
    for what in ("life coach", CONTACT):
        yield f"moderator-name-{what}", name_card(wording, "@2001", what)
    yield "moderator-name-allowed", name_allowed_card(wording, "@2001", OTHER)
    yield "moderator-own-case", own_case_card(wording, 12)
    urgent = replace(one, reason=CaseReason.URGENT, paused_until=LATER, pause_by_bot=True)
    yield "moderator-urgent", urgent_card(wording, urgent, "secrecy", LINK)
    for words in ("", "*" * 1000):
        shown = report_without_person_card(wording, 142, Situation.THREATENED, words)
        yield f"moderator-report-without-person-{len(words)}", shown
