"""Findings about one message, with what is known, become one decision (DESIGN: who is told what)."""

from dataclasses import replace

from bot.casework.speaking import may_show_crisis_card, may_speak
from bot.casework.thresholds import threshold_reached
from bot.casework.values import Circumstances, Decision, Flag, FlagDraft, Policy, Reason, Source, Tip
from bot.casework.within_chat import FLAGGED_TURNS, KINDS_OF_DETAIL
from bot.screening import Category, Finding, Findings, Severity, Side

EXCERPT_LENGTH = 200
NOTICED = (
    Category.CONTACT_REQUEST,
    Category.CONTACT_SHARE,
    Category.OFFSITE_INVITE,
    Category.PRETEXT,
    Category.SECRECY,
)


def decide(findings: Findings, text: str, around: Circumstances, policy: Policy) -> Decision:
    """Decide what to record and say about one message.

    `text` is the message itself, from which excerpts of at most 200 characters are cut.
    Late messages are recorded but not spoken about; shadow mode records and stays silent.
    """
    flaggable = tuple(finding for finding in findings if finding.category.flaggable)
    drafts = _drafts(flaggable, text, around)
    escalation = _escalation(drafts, around, policy)
    spoken = _spoken(findings, flaggable, around, policy)
    urgent = escalation is Reason.URGENT
    if urgent and not around.shadow:
        # Nothing goes to the listener before a moderator has looked.
        spoken = replace(spoken, notice=None, reminder=None)
    return replace(
        spoken,
        flags=drafts,
        escalation=escalation,
        pause=urgent and policy.pause_on_urgent and around.side is Side.LISTENER,
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
            shadow=around.shadow and finding.severity < Severity.URGENT,
        )
        for finding in strongest.values()
    )


def _recorded(finding: Finding, around: Circumstances) -> bool:
    if around.side is Side.LISTENER:
        return finding.severity >= Severity.NOTE
    if finding.category in (Category.CONTACT_REQUEST, Category.OFFSITE_INVITE, Category.PRETEXT):
        # A member's first ask earns a private tip; only an ask after a refusal is a flag.
        return finding.after_refusal or finding.severity is Severity.URGENT
    return finding.severity >= Severity.NOTE


def _escalation(drafts: tuple[FlagDraft, ...], around: Circumstances, policy: Policy) -> Reason | None:
    counted = tuple(draft for draft in drafts if not draft.shadow)
    if any(draft.severity is Severity.URGENT for draft in counted):
        return Reason.URGENT
    if not counted:
        return None
    if any(draft.after_refusal for draft in counted):
        return Reason.AFTER_REFUSAL
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
    if around.now - around.written_at > policy.speak_within:
        return Decision()
    crisis = (
        around.in_chat
        and any(finding.category is Category.CRISIS for finding in findings)
        and may_show_crisis_card(around.spoken, around.now, policy)
    )
    words = _words(flaggable, around, policy)
    if around.shadow:
        would = any((words.notice, words.reminder, words.tip))
        return Decision(crisis_card=crisis, would_speak=would)
    return replace(words, crisis_card=crisis)


def _words(findings: Findings, around: Circumstances, policy: Policy) -> Decision:
    if not findings:
        return Decision()
    if around.side is Side.LISTENER or not around.in_chat:
        return _words_about_sender(findings, around, policy)
    return _words_to_member(findings, around)


def _words_about_sender(findings: Findings, around: Circumstances, policy: Policy) -> Decision:
    strongest = _strongest_noticed(findings)
    if strongest is None:
        return Decision()
    return Decision(
        notice=strongest if may_speak(around.spoken, around.now, policy) else None,
        reminder=None if around.reminded else strongest,
    )


def _strongest_noticed(findings: Findings) -> Finding | None:
    noticed = [
        finding for finding in findings if finding.category in NOTICED and finding.severity >= Severity.NOTE
    ]
    if not noticed:
        return None
    strongest = max(noticed, key=lambda finding: (finding.severity, finding.score))
    # The notice can answer the excuse only if it knows it, whichever finding carries it.
    excuse = next((finding.excuse for finding in noticed if finding.excuse), "")
    return replace(strongest, excuse=strongest.excuse or excuse)


def _words_to_member(findings: Findings, around: Circumstances) -> Decision:
    categories = {finding.category for finding in findings}
    serious = any(finding.severity >= Severity.NOTE for finding in findings)
    if Category.ADVANCE in categories and serious:
        return Decision(tip=None if around.tipped else Tip.BOUNDARY, boundary_help=not around.tipped)
    if categories & {Category.CONTACT_REQUEST, Category.OFFSITE_INVITE, Category.PRETEXT}:
        return Decision(tip=None if around.tipped else Tip.WHY_NOT_HERE, answer_help=not around.tipped)
    if Category.CONTACT_SHARE in categories:
        return Decision(tip=Tip.OVERSHARED)
    return Decision()
