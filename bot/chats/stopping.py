"""Stopped messages: what a relay never delivers."""

import re

from bot.screening import Category, Finding, Findings, Severity, Side

SURE_ASK = 0.8
SURE_IDENTIFIER = 0.6
STRICT = 0.5
STOPS_BEFORE_PAUSE = 2
_ASKS = (Category.CONTACT_REQUEST, Category.OFFSITE_INVITE)
_ACCOUNT = re.compile(r"<@!?\d+>|discord(?:app)?\.com/users/\d+", re.IGNORECASE)


def reason_to_stop(findings: Findings, side: Side, *, strict: bool = False) -> Finding | None:
    """Give the finding because of which a message is not delivered; None when it may go.

    That is a severe ask for contact, or an unmistakable identifier of either side. `strict` is for the first
    chats of a listener, whose every move away from the chat is stopped.
    """
    reasons = [finding for finding in findings if _stops(finding) or (strict and _moves(finding, side))]
    return max(reasons, key=lambda finding: (finding.severity, finding.score), default=None)


def shown_account(text: str, side: Side) -> Finding | None:
    """Give the finding about a mention of an account, or a link to one; None when there is none.

    In a relayed chat nobody has an account. The finding holds no words, since moderators read those.
    """
    if _ACCOUNT.search(text) is None:
        return None
    severity = Severity.CONCERN if side is Side.LISTENER else Severity.NOTE
    reason = "It shows an account."
    return Finding(Category.CONTACT_SHARE, severity, "relay.account", 1.0, 0, 0, "", reason)


def without_accounts(text: str) -> str:
    """Give a text with every account in it covered."""
    return _ACCOUNT.sub("@...", text)


def _stops(finding: Finding) -> bool:
    if finding.category is Category.CONTACT_SHARE:
        return finding.score >= SURE_IDENTIFIER
    severe = finding.severity >= Severity.CONCERN or finding.after_refusal
    return finding.category in _ASKS and severe and finding.score >= SURE_ASK


def _moves(finding: Finding, side: Side) -> bool:
    return side is Side.LISTENER and finding.category.about_contact and finding.score >= STRICT
