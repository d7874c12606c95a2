"""What the loopback Discord holds: people, places, messages and presses, as values a test can look at."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from enum import IntEnum
from typing import Any, TypeAlias

from discord import Permissions
from discord.utils import time_snowflake

Json: TypeAlias = dict[str, Any]
Clock: TypeAlias = Callable[[], datetime]

EPHEMERAL = 1 << 6
LOADING = 1 << 7

MEMBERS_ON = 1 << 15
MESSAGE_CONTENT_ON = 1 << 19


class PlaceKind(IntEnum):
    """Discord's channel types, as far as they occur here."""

    TEXT = 0
    DIRECT = 1
    CATEGORY = 4
    PUBLIC_THREAD = 11
    PRIVATE_THREAD = 12
    FORUM = 15


class MessageKind(IntEnum):
    """Discord's message types, as far as they occur here."""

    ORDINARY = 0
    PERSON_ADDED = 1
    PERSON_REMOVED = 2
    PINNED = 6
    REPLY = 19
    SLASH_ANSWER = 20
    MENU_ANSWER = 23


SYSTEM_KINDS = frozenset({MessageKind.PERSON_ADDED, MessageKind.PERSON_REMOVED, MessageKind.PINNED})


class NotPossibleError(AssertionError):
    """The test asked a person to do what Discord would not let them do."""


@dataclass(slots=True, eq=False)
class Role:
    """A role of the community; `permissions` are Discord's bits."""

    id: int
    name: str
    permissions: int
    position: int


@dataclass(slots=True, eq=False)
class Person:
    """Somebody at Discord, the bot included; `permissions` overrides what their roles give."""

    id: int
    name: str
    roles: set[int]
    joined_at: datetime
    permissions: int | None = None
    bot: bool = False
    in_community: bool = True
    dms_open: bool = True
    nickname: str | None = None
    locale: str = "en-US"
    timed_out_until: datetime | None = None


@dataclass(slots=True, eq=False)
class Place:
    """A channel, thread or direct channel; `people` are a thread's members or the two sides of a DM."""

    id: int
    kind: PlaceKind
    name: str
    in_community: bool = True
    parent_id: int | None = None
    position: int = 0
    topic: str | None = None
    overwrites: list[Json] = field(default_factory=list)
    owner_id: int | None = None
    people: set[int] = field(default_factory=set)
    archived: bool = False
    locked: bool = False
    invitable: bool = True
    archives_after_minutes: int = 1440
    archive_changed_at: datetime | None = None
    deleted: bool = False

    @property
    def is_thread(self) -> bool:
        return self.kind in (PlaceKind.PUBLIC_THREAD, PlaceKind.PRIVATE_THREAD)


@dataclass(slots=True, eq=False)
class Message:
    """A message; it stays here when deleted, and `versions` keeps each earlier wording."""

    id: int
    place_id: int
    author_id: int
    content: str
    created_at: datetime
    kind: MessageKind = MessageKind.ORDINARY
    components: list[Json] = field(default_factory=list)
    embeds: list[Json] = field(default_factory=list)
    attachments: list[Json] = field(default_factory=list)
    flags: int = 0
    nonce: str | None = None
    allowed_mentions: Json | None = None
    reply_to: int | None = None
    edited_at: datetime | None = None
    pinned: bool = False
    deleted: bool = False
    versions: list[str] = field(default_factory=list)
    webhook_id: int | None = None
    webhook_name: str | None = None
    interaction_id: int | None = None
    only_for: int | None = None
    """The one person who sees an ephemeral message; None when everybody in the place does."""

    @property
    def is_public(self) -> bool:
        return not self.deleted and self.only_for is None and not self.flags & LOADING

    def custom_ids(self) -> list[str]:
        """Every `custom_id` on the message, in reading order."""
        return [found["custom_id"] for found in walk_components(self.components) if "custom_id" in found]


class InteractionKind(IntEnum):
    """Discord's interaction types."""

    COMMAND = 2
    COMPONENT = 3
    AUTOCOMPLETE = 4
    MODAL = 5


@dataclass(slots=True, eq=False)
class Interaction:
    """A press, a choice, a command or a sent form, with all that the bot answered."""

    id: int
    token: str
    kind: InteractionKind
    person_id: int
    place_id: int
    data: Json
    message_id: int | None = None
    callback: int | None = None
    """Discord's callback type of the first answer; None while there is none."""
    original: Message | None = None
    replies: list[Message] = field(default_factory=list)
    modal: Json | None = None
    choices: list[Json] = field(default_factory=list)
    expired: bool = False

    @property
    def answered(self) -> bool:
        """Whether the person sees an answer: a deferral alone is none, a quiet acknowledgement is."""
        return self.callback is not None and not any(reply.flags & LOADING for reply in self.replies)

    @property
    def texts(self) -> list[str]:
        """What the person was answered, oldest first."""
        return [all_text(reply) for reply in self.replies if not reply.deleted]

    @property
    def only_visible_to_person(self) -> bool:
        return bool(self.replies) and all(reply.only_for == self.person_id for reply in self.replies)


@dataclass(slots=True, eq=False)
class Webhook:
    """A webhook that the bot made in a channel."""

    id: int
    token: str
    place_id: int
    name: str


@dataclass(slots=True, eq=False)
class World:
    """Everything there is; changing it and telling the bot is the work of `changes`."""

    clock: Clock
    bot: Person
    guild_id: int
    guild_name: str
    owner_id: int
    system_place_id: int | None = None
    joined: bool = True
    """Whether the bot is in the community."""
    locale: str = "en-US"
    application_flags: int = MEMBERS_ON | MESSAGE_CONTENT_ON
    """The portal's switches for privileged intents, as the application's flags show them."""
    last_id: int = 0
    roles: dict[int, Role] = field(default_factory=dict)
    people: dict[int, Person] = field(default_factory=dict)
    places: dict[int, Place] = field(default_factory=dict)
    messages: dict[int, Message] = field(default_factory=dict)
    interactions: dict[int, Interaction] = field(default_factory=dict)
    webhooks: dict[int, Webhook] = field(default_factory=dict)
    commands: dict[int, Json] = field(default_factory=dict)
    """Registered commands by id, those of the community and those of everywhere together."""
    nonce_seconds: float = 300
    """How long a nonce is remembered; 0 forgets at once."""

    def new_id(self, at: datetime | None = None) -> int:
        """A snowflake of now, or of `at` for a message of the past; ids of one moment rise."""
        wanted = time_snowflake(at or self.clock())
        if at is not None:
            return next(number for number in range(wanted, wanted + 1_000_000) if number not in self.messages)
        self.last_id = max(wanted, self.last_id + 1)
        return self.last_id

    def permissions_of(self, person: Person) -> int:
        """The person's permission bits in the community; channel overwrites are left out."""
        if person.permissions is not None:
            return person.permissions
        everything = Permissions.all().value
        if person.id == self.owner_id:
            return everything
        bits = self.roles[self.guild_id].permissions
        for role_id in person.roles & self.roles.keys():
            bits |= self.roles[role_id].permissions
        return everything if Permissions(bits).administrator else bits

    def history(self, place_id: int) -> list[Message]:
        """What everybody in the place can read, oldest first."""
        found = (message for message in self.messages.values() if message.place_id == place_id)
        return sorted((message for message in found if message.is_public), key=lambda message: message.id)

    def threads(self) -> list[Place]:
        """The active threads, as GUILD_CREATE lists them."""
        return [
            place
            for place in self.places.values()
            if place.is_thread and not place.archived and not place.deleted
        ]

    def direct_place(self, *people: Person) -> Place:
        """The direct channel of these people, opened on first use."""
        ids = {person.id for person in people}
        for place in self.places.values():
            if place.kind is PlaceKind.DIRECT and place.people == ids:
                return place
        place = Place(self.new_id(), PlaceKind.DIRECT, "", in_community=False, people=ids)
        self.places[place.id] = place
        return place

    def sent_with_nonce(self, author_id: int, nonce: str) -> Message | None:
        """The author's message of the last minutes with this nonce, if there is one."""
        now = self.clock()
        for message in self.messages.values():
            young = (now - message.created_at).total_seconds() < self.nonce_seconds
            if message.nonce == nonce and message.author_id == author_id and young:
                return message
        return None


def walk_components(components: Iterable[Json]) -> Iterable[Json]:
    """Every component, nested ones included, in reading order."""
    for component in components:
        yield component
        yield from walk_components(component.get("components", ()))
        nested = [component[key] for key in ("component", "accessory") if component.get(key)]
        yield from walk_components(nested)


def all_text(message: Message) -> str:
    """Everything a person can read in the message: content, embeds, text displays; not the buttons."""
    parts = [message.content]
    for embed in message.embeds:
        parts += [embed.get("title", ""), embed.get("description", "")]
        parts += [f"{part['name']}\n{part['value']}" for part in embed.get("fields", ())]
        parts.append(embed.get("footer", {}).get("text", ""))
    parts += [part["content"] for part in walk_components(message.components) if part["type"] == 10]
    return "\n".join(part for part in parts if part)
