"""Cases and what moderators do with them."""

from dataclasses import replace

from bot import guide
from bot.casework.case_life import CaseState
from bot.casework.situations import Situation
from bot.guide import CaseReason, EvidenceLine, Wording
from bot.screening import Category
from tests.guide.examples.shelf import COMMUNITY, LATER, LINK, NOW, OTHER, PERSON, PLACE, Named, case


def cards(wording: Wording) -> Named:
    one = case()
    for naming in ("now", "together", "moderators"):
        line = EvidenceLine(NOW, Situation.JUDGED, "they judged me", felt_wrong=True, naming=naming)
        yield f"moderator-case-naming-{naming}", guide.case_card(wording, replace(one, evidence=(line,)))
    yield "moderator-case", guide.case_card(wording, one)
    taken = replace(one, state=CaseState.LOOKING, taken_by=OTHER, paused_until=LATER)
    for state in CaseState:
        in_state = replace(one, state=state, taken_by=OTHER, closed_by=OTHER, closed_at=LATER, due_at=LATER)
        yield f"moderator-case-state-{state}", guide.case_card(wording, in_state)
    yield "moderator-case-take-over", guide.case_card(wording, replace(one, state=CaseState.LOOKING))
    to_decide = replace(taken, state=CaseState.TO_DECIDE)
    yield "moderator-case-decide-paused", guide.case_card(wording, to_decide)
    yield "moderator-needs-other-person", guide.needs_other_person_card(wording, 12)
    yield "moderator-take-first", guide.take_first_card(wording, 12)
    yield "moderator-case-taken", guide.case_card(wording, taken)
    yield "moderator-case-paused-by-bot", guide.case_card(wording, replace(taken, pause_by_bot=True))
    closed = replace(one, state=CaseState.CLOSED, closed_by=OTHER, closed_at=LATER)
    yield "moderator-case-closed", guide.case_card(wording, closed)
    yield (
        "moderator-case-taken-back",
        guide.case_card(wording, replace(closed, dealt_with=True, taken_back=True)),
    )
    small = replace(one, evidence=(), chats=1, members=1, felt_wrong=1, subject_side="member")
    for reason in CaseReason:
        yield f"moderator-case-{reason}", guide.case_card(wording, replace(small, reason=reason))
    one_chat = replace(one, chats=1, members=1, felt_wrong=1)
    yield "moderator-case-one-chat", guide.case_card(wording, one_chat)
    yield "moderator-case-two-people", guide.case_card(wording, replace(small, members=2))
    for kind in (*(each.value for each in Category if each.flaggable), *Situation):
        shown = guide.case_card(wording, replace(one, evidence=(EvidenceLine(NOW, kind),)))
        yield f"moderator-evidence-{kind}", shown
    for many in (7, 60):
        long = tuple(replace(one.evidence[0], excerpt="*" * 200) for _ in range(many))
        yield f"moderator-case-many-{many}", guide.case_card(wording, replace(one, evidence=long))
    for more in range(200, 280, 4):
        lines = (EvidenceLine(NOW, "secrecy", "y" * more, LINK),) * 6
        yield f"moderator-case-edge-{more}", guide.case_card(wording, replace(one, evidence=lines))
    for people in (0, 1):
        outside = replace(one, chats=0, members=people)
        yield f"moderator-case-outside-{people}", guide.case_card(wording, outside)
    yield "moderator-confirm-take", guide.confirm_take_card(wording, one)
    yield "moderator-confirm-pause", guide.confirm_pause_card(wording, one, LATER)
    yield "moderator-confirm-fine", guide.confirm_fine_card(wording, one)
    yield "moderator-confirm-dealt", guide.confirm_dealt_card(wording, one)
    yield "moderator-dealt", guide.case_dealt_card(wording, 12)
    yield "moderator-taken", guide.taken_card(wording, 12)
    yield "moderator-paused", guide.paused_card(wording, PERSON, LATER)
    yield "moderator-done", guide.case_done_card(wording, 12)
    yield "moderator-nothing-done", guide.nothing_done_card(wording)
    yield "moderator-someone-did", guide.someone_did_card(wording, OTHER, 12)
    yield "moderator-requests-closed", guide.requests_closed_card(wording, PLACE)
    yield "moderator-asked-elsewhere", guide.asked_elsewhere_card(wording, PLACE, COMMUNITY)
    yield "moderator-oversight-unreached", guide.oversight_unreached_card(wording, OTHER)
    for what in ("life coach", guide.CONTACT):
        yield f"moderator-name-{what}", guide.name_card(wording, "@2001", what)
    yield "moderator-name-allowed", guide.name_allowed_card(wording, "@2001", OTHER)
    yield "moderator-own-case", guide.own_case_card(wording, 12)
    urgent = replace(one, reason=CaseReason.URGENT, paused_until=LATER, pause_by_bot=True)
    yield "moderator-urgent", guide.urgent_card(wording, urgent, "secrecy", LINK)
    for words in ("", "*" * 1000):
        shown = guide.report_without_person_card(wording, 142, Situation.THREATENED, words)
        yield f"moderator-report-without-person-{len(words)}", shown
