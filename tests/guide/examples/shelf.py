"""An example by its name, and the values that all examples share."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from bot.guide import Card, Form
from bot.guide.reasons import REASONS
from bot.guide.views import CaseReason, CaseView, EvidenceLine

NOW = datetime(2026, 5, 6, 9, 0, tzinfo=UTC)
LATER = NOW + timedelta(days=28)
PERSON, OTHER = "<@2001>", "<@2002>"
PLACE = "<#3001>"
LINK = "https://discord.com/channels/1000/3001/4001"
COMMUNITY = "Willow Room"
WEB = "https://guide.example.org"
TEAM = ("moderator", "setup")
EXCUSES = tuple(each for group in REASONS.values() for each in group)


@dataclass(frozen=True, slots=True)
class Example:
    """A card or form under a name that says who reads it: member, listener, both, moderator or setup."""

    name: str
    shown: Card | Form

    @property
    def for_team(self) -> bool:
        """Whether only moderators read it."""
        return self.name.startswith(TEAM)

    @property
    def text(self) -> str:
        """Everything in it that a person reads."""
        return as_text(self.shown)


class Recording(dict[str, str]):
    """The strings of a wording, remembering which were read."""

    def __init__(self, strings: dict[str, str]) -> None:
        super().__init__(strings)
        self.read: set[str] = set()

    def __getitem__(self, key: str) -> str:
        self.read.add(key)
        return super().__getitem__(key)


Named = Iterator[tuple[str, Card | Form]]


def as_text(shown: Card | Form) -> str:
    """Write a card or form as plain text, one line for each thing that can be pressed."""
    if isinstance(shown, Form):
        fields = [
            " | ".join((each.label, each.description, *(choice.label for choice in each.choices)))
            for each in shown.fields
        ]
        return "\n".join((shown.title, *fields))
    selects = [
        f"<{select.placeholder}> "
        + "; ".join(f"{each.label} {each.description}".strip() for each in select.choices)
        for select in shown.selects
    ]
    buttons = " ".join(f"[{button.label}]" for button in shown.buttons)
    return "\n".join(filter(None, (shown.text, *selects, buttons)))


def case() -> CaseView:
    """Give a case of three contact notes in three chats, two of which felt wrong."""
    evidence = (
        EvidenceLine(NOW, "contact_request", "could you give me your number", LINK, felt_wrong=True),
        EvidenceLine(
            NOW + timedelta(days=2), "pretext", "my phone is nearly empty here", LINK, disputed=True
        ),
        EvidenceLine(NOW + timedelta(days=3), "contact_share", "0 7 7 0 0", LINK, felt_wrong=True),
    )
    return CaseView(31, 12, PERSON, "listener", 3, 3, 2, CaseReason.CONTACT, evidence=evidence)
