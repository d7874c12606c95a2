"""What a sender gives for a message, within Discord's limits."""

from dataclasses import dataclass, field
from typing import Self

from tests.loopback import refusals
from tests.loopback.refusals import RefusedError
from tests.loopback.world import Json, walk_components

LONGEST_MESSAGE = 2_000
LONGEST_CUSTOM_ID = 100
LONGEST_LABEL = 80
MOST_COMPONENTS = 40


@dataclass(frozen=True, slots=True)
class Draft:
    """The parts of a message as its sender gives them."""

    content: str = ""
    embeds: list[Json] = field(default_factory=list)
    components: list[Json] = field(default_factory=list)
    attachments: list[Json] = field(default_factory=list)
    flags: int = 0
    nonce: str | None = None
    allowed_mentions: Json | None = None
    reply_to: int | None = None

    @classmethod
    def from_body(cls, body: Json) -> Self:
        """Reads what the library sends for a new message.

        Raises:
            RefusedError: the message is empty, too long, or has impossible components.
        """
        reference = body.get("message_reference") or {}
        nonce = body.get("nonce")
        draft = cls(
            content=body.get("content") or "",
            embeds=body.get("embeds") or [],
            components=body.get("components") or [],
            attachments=body.get("attachments") or [],
            flags=body.get("flags") or 0,
            nonce=None if nonce is None else str(nonce),
            allowed_mentions=body.get("allowed_mentions"),
            reply_to=int(reference["message_id"]) if reference else None,
        )
        if not (draft.content or draft.embeds or draft.components or draft.attachments):
            raise RefusedError(refusals.EMPTY_MESSAGE)
        check_content(draft.content, draft.components)
        return draft


def check_content(content: str, components: list[Json]) -> None:
    """Discord's limits on the words and components of one message."""
    found = list(walk_components(components))
    custom_ids = [part["custom_id"] for part in found if "custom_id" in part]
    fits = (
        len(content) <= LONGEST_MESSAGE
        and len(found) <= MOST_COMPONENTS
        and len(custom_ids) == len(set(custom_ids))
        and all(0 < len(custom_id) <= LONGEST_CUSTOM_ID for custom_id in custom_ids)
        and all(len(part.get("label") or "") <= LONGEST_LABEL for part in found)
    )
    if not fits:
        raise RefusedError(refusals.INVALID_BODY)
