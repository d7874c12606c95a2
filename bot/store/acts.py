"""Acts: everything we owe Discord, as values that fit in an outbox row."""

from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from typing import Annotated, Literal

from pydantic import Field, TypeAdapter

from bot.guide.values import Card


@dataclass(frozen=True, slots=True)
class _AtPlace:
    """An act in a channel or thread."""

    place: int

    @property
    def lane(self) -> str:
        """The destination whose order must be kept."""
        return f"place:{self.place}"


@dataclass(frozen=True, slots=True)
class _ToPerson:
    """An act in the direct messages with one person."""

    person: int

    @property
    def lane(self) -> str:
        """The destination whose order must be kept."""
        return f"person:{self.person}"


@dataclass(frozen=True, slots=True)
class SendCard(_AtPlace):
    """Post a card in a channel or thread. `mention_role` is the one role that may be notified."""

    card: Card
    silent: bool = False
    mention_role: int | None = None
    mention_person: int | None = None
    kind: Literal["send_card"] = "send_card"


@dataclass(frozen=True, slots=True)
class SendPrivately(_ToPerson):
    """Write to one person by direct message."""

    card: Card
    kind: Literal["send_privately"] = "send_privately"


@dataclass(frozen=True, slots=True)
class PassOn(_ToPerson):
    """Write to one person what the other side of a relayed chat wrote, under a pseudonym.

    `reply_to` is the message in this person's direct messages that it answers, or 0. `files` are ids of
    attachments of `message` by `sender`; for each that cannot go along, `left_out` is said. `after` is the last
    message that is known to be another one, when this one is looked for.
    """

    name: str
    text: str
    reply_to: int = 0
    sender: int = 0
    message: int = 0
    files: tuple[int, ...] = ()
    left_out: str = ""
    after: int = 0
    kind: Literal["pass_on"] = "pass_on"


@dataclass(frozen=True, slots=True)
class EditPassedOn(_ToPerson):
    """Change the words of a message that was passed on."""

    message: int
    name: str
    text: str
    kind: Literal["edit_passed_on"] = "edit_passed_on"


@dataclass(frozen=True, slots=True)
class DeletePrivately(_ToPerson):
    """Delete a direct message of ours."""

    message: int
    kind: Literal["delete_privately"] = "delete_privately"


@dataclass(frozen=True, slots=True)
class EditCard(_AtPlace):
    """Replace the card of a message of ours."""

    message: int
    card: Card
    kind: Literal["edit_card"] = "edit_card"


@dataclass(frozen=True, slots=True)
class EditPrivately(_ToPerson):
    """Replace the card of a direct message of ours."""

    message: int
    card: Card
    kind: Literal["edit_privately"] = "edit_privately"


@dataclass(frozen=True, slots=True)
class Pin(_AtPlace):
    """Pin a message of ours."""

    message: int
    kind: Literal["pin"] = "pin"


@dataclass(frozen=True, slots=True)
class OpenThread:
    """Open a private thread below a channel; `name` carries the chat's number, so that it can be found again."""

    parent: int
    name: str
    kind: Literal["open_thread"] = "open_thread"

    @property
    def lane(self) -> str:
        """The destination whose order must be kept."""
        return f"place:{self.parent}"


@dataclass(frozen=True, slots=True)
class AddPerson(_AtPlace):
    """Add a person to a thread."""

    person: int
    kind: Literal["add_person"] = "add_person"


@dataclass(frozen=True, slots=True)
class RemovePerson(_AtPlace):
    """Remove a person from a thread."""

    person: int
    kind: Literal["remove_person"] = "remove_person"


@dataclass(frozen=True, slots=True)
class LockThread(_AtPlace):
    """Lock and archive a thread."""

    kind: Literal["lock_thread"] = "lock_thread"


@dataclass(frozen=True, slots=True)
class DeleteThread(_AtPlace):
    """Delete a thread that Sidelight opened."""

    kind: Literal["delete_thread"] = "delete_thread"


@dataclass(frozen=True, slots=True)
class DeleteMessage(_AtPlace):
    """Delete one message."""

    message: int
    kind: Literal["delete_message"] = "delete_message"


@dataclass(frozen=True, slots=True)
class _OfMember:
    """An act on what somebody may do in a community."""

    community: int
    person: int

    @property
    def lane(self) -> str:
        """The destination whose order must be kept."""
        return f"member:{self.person}"


@dataclass(frozen=True, slots=True)
class AddRole(_OfMember):
    """Give somebody a role; makes the role's id, or 0 when they hold it already."""

    role: int
    kind: Literal["add_role"] = "add_role"


@dataclass(frozen=True, slots=True)
class RemoveRole(_OfMember):
    """Take a role from somebody; makes the role's id, or 0 when they do not hold it."""

    role: int
    kind: Literal["remove_role"] = "remove_role"


@dataclass(frozen=True, slots=True)
class TimeOut(_OfMember):
    """Keep somebody from writing until then; at most 28 days by Discord's clock."""

    until: datetime
    kind: Literal["time_out"] = "time_out"


@dataclass(frozen=True, slots=True)
class EndTimeOut(_OfMember):
    """Let somebody write again."""

    kind: Literal["end_time_out"] = "end_time_out"


@dataclass(frozen=True, slots=True)
class LeaveServer:
    """Leave a community's server."""

    community: int
    kind: Literal["leave_server"] = "leave_server"

    @property
    def lane(self) -> str:
        """The destination whose order must be kept."""
        return f"community:{self.community}"


Act = Annotated[
    SendCard
    | SendPrivately
    | EditCard
    | EditPrivately
    | Pin
    | OpenThread
    | AddPerson
    | RemovePerson
    | LockThread
    | DeleteThread
    | DeleteMessage
    | LeaveServer
    | PassOn
    | EditPassedOn
    | DeletePrivately
    | AddRole
    | RemoveRole
    | TimeOut
    | EndTimeOut,
    Field(discriminator="kind"),
]


@dataclass(frozen=True, slots=True)
class Delivery:
    """One act on its way: its row, the id that can be found again at the destination, and what it is about.

    `about` names the follow-up that `flows` makes once the act is done or refused, for instance `panel:12`.
    """

    row: int
    delivery: str
    act: Act
    about: str = ""
    tries: int = field(default=0)


def dump_act(act: Act) -> str:
    """Write an act as JSON."""
    return _adapter().dump_json(act).decode()


def read_act(text: str) -> Act:
    """Read an act back from JSON."""
    return _adapter().validate_json(text)


@cache
def _adapter() -> TypeAdapter[Act]:
    return TypeAdapter(Act)
