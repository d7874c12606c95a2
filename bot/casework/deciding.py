"""Findings about one message, with what is known, become one decision (DESIGN: who is told what)."""

from dataclasses import replace

from bot.casework.speaking import may_show_crisis_card, may_speak, may_tip_again
from bot.casework.thresholds import threshold_reached
from bot.casework.values import Circumstances, Decision, Flag, FlagDraft, Policy, Reason, Source, Tip
from bot.casework.within_chat import FLAGGED_TURNS, KINDS_OF_DETAIL
from bot.screening import Category, Finding, Findings, Severity, Side

EXCERPT_LENGTH = 200
MOVES = (Category.CONTACT_REQUEST, Category.OFFSITE_INVITE, Category.PRETEXT)


def decide(findings: Findings, text: str, around: Circumstances, policy: Policy) -> Decision:
    """Decide what to record and say about one message.

    `text` is the message itself, from which excerpts of at most 200 characters are cut.
    Late messages are recorded but not spoken about; shadow mode records and stays silent.
    """
    flaggable = tuple(finding for finding in findings if finding.category.flaggable)
    drafts = _drafts(flaggable, text, around)
    escalation = _escalation(drafts, around, policy)
    urgent = escalation is Reason.URGENT
    by_listener = around.side is Side.LISTENER
    spoken = Decision()
    if around.now - around.written_at <= policy.speak_within:
        # Something urgent goes to moderators first: its writer is told nothing before one has looked.
        about = () if urgent and (by_listener or not around.in_chat) else flaggable
        spoken = _spoken(findings, about, around, policy)
    return replace(
        spoken,
        flags=drafts,
        escalation=escalation,
        pause=urgent and policy.pause_on_urgent and by_listener,
        buttons_near=urgent and by_listener and around.in_chat,
    )


def excerpt_around(text: str, finding: Finding) -> str:
    """Cut at most 200 characters of the message around what was matched."""
    if len(text) <= EXCERPT_LENGTH:
        return text
    spare = max(0, EXCERPT_LENGTH - (finding.end - finding.start)) // 2
    start = min(max(0, finding.start - spare), max(0, len(text) - EXCERPT_LENGTH))
    return text[start : start + EXCERPT_LENGTH]


def _drafts(findings: Findings, text: str, around: Circumstances) -> tuple[FlagDraft, ...]:
    strongest: dict[Category, Finding] = {}
    for finding in findings:
        held = strongest.get(finding.category)
        if _recorded(finding, around) and (held is None or finding.severity > held.severity):
            strongest[finding.category] = finding
    return tuple(
        FlagDraft(
            category=finding.category,
            severity=finding.severity,
            rule=finding.rule,
            excerpt=excerpt_around(text, finding),
            detail=finding.detail,
            after_refusal=finding.after_refusal,
            adds_up=finding.adds_up,
            shadow=around.shadow and finding.severity < Severity.URGENT,
        )
        for finding in strongest.values()
    )


def _recorded(finding: Finding, around: Circumstances) -> bool:
    if finding.severity < Severity.NOTE:
        return False
    if around.side is Side.LISTENER or not around.in_chat or finding.category not in MOVES:
        return True
    # A member's first ask earns a private tip; only an ask after a refusal is a flag.
    return finding.after_refusal or finding.severity is Severity.URGENT


def _escalation(drafts: tuple[FlagDraft, ...], around: Circumstances, policy: Policy) -> Reason | None:
    counted = tuple(draft for draft in drafts if not draft.shadow)
    if any(draft.severity is Severity.URGENT for draft in counted):
        return Reason.URGENT
    if not counted:
        return None
    if around.side is Side.LISTENER and any(draft.after_refusal for draft in counted):
        return Reason.AFTER_REFUSAL
    if around.side is Side.LISTENER and any(draft.adds_up for draft in counted):
        return Reason.ADDS_UP
    record = (*around.history, *(_as_flag(draft, around) for draft in counted))
    return threshold_reached(record, around.now, policy) or _within_chat(record, around)


def _within_chat(record: tuple[Flag, ...], around: Circumstances) -> Reason | None:
    if around.chat is None:
        return None
    here = tuple(flag for flag in record if flag.chat == around.chat and flag.stands)
    noticed = {flag.message for flag in here if flag.source is Source.SCREENING}
    if len(noticed) >= FLAGGED_TURNS:
        return Reason.THREE_TURNS
    details = {flag.detail for flag in here if flag.category is Category.PERSONAL_PROBE and flag.detail}
    return Reason.THREE_DETAILS if len(details) >= KINDS_OF_DETAIL else None


def _as_flag(draft: FlagDraft, around: Circumstances) -> Flag:
    return Flag(
        category=draft.category,
        severity=draft.severity,
        made_at=around.now,
        side=around.side,
        chat=around.chat,
        other=around.other,
        detail=draft.detail,
        after_refusal=draft.after_refusal,
        message=-1,
    )


def _spoken(findings: Findings, flaggable: Findings, around: Circumstances, policy: Policy) -> Decision:
    card, hint = _crisis(findings, around, policy)
    words = _words(flaggable, around, policy)
    if around.shadow:
        return Decision(crisis_card=card, crisis_hint=hint, would_speak=words != Decision())
    return replace(words, crisis_card=card, crisis_hint=hint)


def _crisis(findings: Findings, around: Circumstances, policy: Policy) -> tuple[bool, bool]:
    """Whether the crisis card is shown, and whether it is for a hint only."""
    found = [finding.severity for finding in findings if finding.category is Category.CRISIS]
    hint = bool(found) and max(found) < Severity.CONCERN
    card = bool(found) and may_show_crisis_card(around.spoken, around.now, policy, hint=hint)
    return card, card and hint


def _words(findings: Findings, around: Circumstances, policy: Policy) -> Decision:
    if not findings:
        return Decision()
    if around.side is Side.LISTENER or not around.in_chat:
        return _words_about_sender(findings, around, policy)
    return _words_to_member(findings, around, policy)


def _words_about_sender(findings: Findings, around: Circumstances, policy: Policy) -> Decision:
    """Whoever gets a note is told so once; all are reminded when it is about contact, secrecy, or weighs more."""
    recorded = [finding for finding in findings if _recorded(finding, around)]
    if not recorded:
        return Decision()
    strongest = max(recorded, key=_how_telling)
    # The notice can answer the excuse only if it knows it, whichever finding carries it.
    excuse = next((finding.excuse for finding in recorded if finding.excuse), "")
    said = replace(strongest, excuse=strongest.excuse or excuse)
    speaks = _for_all(said) and may_speak(around.spoken, around.now, policy, in_chat=around.in_chat)
    return Decision(notice=said if speaks else None, reminder=None if around.reminded else said)


def _how_telling(finding: Finding) -> tuple[bool, int, bool, float]:
    """Quote what was asked rather than the excuse for it, which alone is never a finding."""
    asked = finding.category is not Category.PRETEXT
    return _for_all(finding), finding.severity, asked, finding.score


def _for_all(finding: Finding) -> bool:
    plain = finding.category.about_contact or finding.category is Category.SECRECY
    return plain or finding.severity >= Severity.CONCERN


def _words_to_member(findings: Findings, around: Circumstances, policy: Policy) -> Decision:
    categories = {finding.category for finding in findings}
    recorded = any(_recorded(finding, around) for finding in findings)
    if recorded and (Category.ADVANCE in categories or any(finding.after_refusal for finding in findings)):
        told = Tip.BOUNDARY in around.tips
        return Decision(tip=None if told else Tip.BOUNDARY, boundary_help=not told)
    if categories.intersection(MOVES) and Tip.WHY_NOT_HERE not in around.tips:
        return Decision(tip=Tip.WHY_NOT_HERE, answer_help=True)
    if Category.CONTACT_SHARE in categories and may_tip_again(around, policy):
        return Decision(tip=Tip.OVERSHARED)
    return Decision()
