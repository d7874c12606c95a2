"""The words of screening: what a finding is, how severe, and who wrote the message."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum, StrEnum


class Category(StrEnum):
    """What a finding is about. The first seven can become flags."""

    CONTACT_REQUEST = "contact_request"
    CONTACT_SHARE = "contact_share"
    OFFSITE_INVITE = "offsite_invite"
    PRETEXT = "pretext"
    PERSONAL_PROBE = "personal_probe"
    SECRECY = "secrecy"
    ADVANCE = "advance"
    CONDUCT = "conduct"
    CRISIS = "crisis"

    @property
    def flaggable(self) -> bool:
        """Whether a finding of this category can become a flag about a person."""
        return self not in (Category.CONDUCT, Category.CRISIS)

    @property
    def about_contact(self) -> bool:
        """Whether a concern of this category by the listener is a contact flag."""
        return self in (
            Category.CONTACT_REQUEST,
            Category.CONTACT_SHARE,
            Category.OFFSITE_INVITE,
            Category.PRETEXT,
        )


class Severity(IntEnum):
    """How much a finding weighs, from a private tip to people at once."""

    TIP = 1
    NOTE = 2
    CONCERN = 3
    URGENT = 4

    @property
    def word(self) -> str:
        """The severity in lower case, as printed and stored."""
        return self.name.lower()


class Side(StrEnum):
    """The side of the chat a message comes from: the side taken, not a Discord role."""

    LISTENER = "listener"
    MEMBER = "member"


@dataclass(frozen=True, slots=True)
class Message:
    """One message as screening sees it.

    `key` identifies the message in a memory: the same key again (an edit) replaces its entry.
    `author` tells people of one side apart in rooms; empty in a two-person chat.
    """

    text: str
    side: Side = Side.MEMBER
    key: str = ""
    author: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """What screening saw in one message.

    `start` and `end` are code points of the original text, `matched` is `text[start:end]`,
    `score` lies between 0 and 1, `reason` is one plain sentence for people.
    `rule` names the pattern or shape. `excuse` names the pretext family, if one was used
    (for instance `typing_difficulty`), so that the notice can answer it.
    `after_refusal` is true when the ask came after the other person had said no.
    `detail` names the kind of personal detail a probe asked for (for instance `home_town`).
    `adds_up` is true when it counts because of what the same person said before in this place.
    """

    category: Category
    severity: Severity
    rule: str
    score: float
    start: int
    end: int
    matched: str
    reason: str
    excuse: str = ""
    after_refusal: bool = False
    detail: str = ""
    adds_up: bool = False


Findings = tuple[Finding, ...]


def most_severe_first(findings: Iterable[Finding]) -> Findings:
    """Findings in the order in which they are told."""
    return tuple(sorted(findings, key=lambda one: (-one.severity, -one.score, one.start)))


def is_flagged(findings: Findings) -> bool:
    """Whether any finding is of a flaggable category."""
    return any(finding.category.flaggable for finding in findings)


def concern_score(findings: Findings) -> float:
    """The strongest score over the flaggable categories, 0 when there is none."""
    return max((finding.score for finding in findings if finding.category.flaggable), default=0.0)
