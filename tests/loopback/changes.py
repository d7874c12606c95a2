"""Changes to the loopback's world, each with the gateway events and refusals that Discord would give."""

from datetime import datetime

from discord import Permissions

from tests.loopback import payloads, refusals
from tests.loopback.drafts import Draft, check_content
from tests.loopback.gateway import (
    INTENT_DIRECT_MESSAGES,
    INTENT_GUILD_MEMBERS,
    INTENT_GUILD_MESSAGES,
    INTENT_GUILDS,
    Gateway,
)
from tests.loopback.refusals import RefusedError
from tests.loopback.world import (
    LOADING,
    SYSTEM_KINDS,
    Json,
    Message,
    MessageKind,
    Person,
    Place,
    PlaceKind,
    Role,
    World,
)


class Changes:
    """Everything that can happen at Discord, by the bot's requests or by a test's people."""

    def __init__(self, world: World, gateway: Gateway) -> None:
        self._world = world
        self._gateway = gateway

    def may_manage_threads(self, person: Person) -> bool:
        return Permissions(self._world.permissions_of(person)).manage_threads

    # Messages.

    def post(
        self,
        place: Place,
        author: Person,
        draft: Draft,
        *,
        kind: MessageKind = MessageKind.ORDINARY,
        at: datetime | None = None,
        interaction_id: int | None = None,
    ) -> Message:
        """Puts a message into a place and tells the bot; posting into an archived thread opens it again."""
        self._check_open_to(place, author)
        if place.archived and kind not in SYSTEM_KINDS:
            self.change_thread(place, archived=False)
        message = self.build(place, author, draft, kind=kind, at=at, interaction_id=interaction_id)
        self.announce(message)
        return message

    def _check_open_to(self, place: Place, author: Person) -> None:
        if place.kind is PlaceKind.DIRECT and author is self._world.bot:
            others = [self._world.people[person_id] for person_id in place.people if person_id != author.id]
            if not all(other.dms_open for other in others):
                raise RefusedError(refusals.DIRECT_MESSAGES_CLOSED)
        if place.locked and not self.may_manage_threads(author):
            raise RefusedError(refusals.THREAD_LOCKED)

    def build(
        self,
        place: Place,
        author: Person,
        draft: Draft,
        *,
        kind: MessageKind = MessageKind.ORDINARY,
        at: datetime | None = None,
        interaction_id: int | None = None,
        only_for: int | None = None,
    ) -> Message:
        """Stores a message without telling anybody: for answers that only one person sees."""
        message = Message(
            id=self._world.new_id(at),
            place_id=place.id,
            author_id=author.id,
            content=draft.content,
            created_at=at or self._world.clock(),
            kind=MessageKind.REPLY if draft.reply_to and kind is MessageKind.ORDINARY else kind,
            components=draft.components,
            embeds=draft.embeds,
            attachments=draft.attachments,
            flags=draft.flags,
            nonce=draft.nonce,
            allowed_mentions=draft.allowed_mentions,
            reply_to=draft.reply_to,
            interaction_id=interaction_id,
            only_for=only_for,
        )
        self._world.messages[message.id] = message
        return message

    def announce(self, message: Message, event: str = "MESSAGE_CREATE") -> None:
        """Tells the bot about a message, with its words only where its intents allow."""
        session, place = self._gateway.session, self._world.places[message.place_id]
        between_others = place.kind is PlaceKind.DIRECT and self._world.bot.id not in place.people
        if session is None or between_others or message.only_for is not None:
            return
        data = payloads.message_event(self._world, message, readable=self.readable(message))
        self._gateway.emit(event, data, self._message_intent(place))

    def readable(self, message: Message) -> bool:
        """Whether the bot may read this message's words; before its first session the loopback shows all."""
        session = self._gateway.session
        return session is None or payloads.readable(self._world, message, session.intents)

    def _message_intent(self, place: Place) -> int:
        return INTENT_GUILD_MESSAGES if place.in_community else INTENT_DIRECT_MESSAGES

    def edit(self, message: Message, body: Json) -> None:
        """Changes what the body names; unset parts stay, as Discord's PATCH does."""
        if self._world.places[message.place_id].archived:
            raise RefusedError(refusals.THREAD_ARCHIVED)
        content = body["content"] or "" if "content" in body else message.content
        components = body["components"] or [] if "components" in body else message.components
        check_content(content, components)
        if content != message.content:
            message.versions.append(message.content)
        message.content, message.components = content, components
        message.embeds = body["embeds"] or [] if "embeds" in body else message.embeds
        message.attachments = body["attachments"] or [] if "attachments" in body else message.attachments
        message.flags = (message.flags & ~LOADING) | (body.get("flags") or 0)
        message.edited_at = self._world.clock()
        self.announce(message, "MESSAGE_UPDATE")

    def delete(self, message: Message) -> None:
        place = self._world.places[message.place_id]
        message.deleted = True
        if message.only_for is None:
            ids = {"id": str(message.id), "channel_id": str(place.id), **self._guild_id_of(place)}
            self._gateway.emit("MESSAGE_DELETE", ids, self._message_intent(place))

    def pin(self, message: Message, *, pinned: bool) -> None:
        """Pins or unpins; a new pin leaves Discord's own line in the place, as in every client."""
        place = self._world.places[message.place_id]
        if place.archived:
            raise RefusedError(refusals.THREAD_ARCHIVED)
        if message.pinned == pinned:
            return
        message.pinned = pinned
        now = self._world.clock().isoformat()
        update = {"channel_id": str(place.id), "last_pin_timestamp": now, **self._guild_id_of(place)}
        self._gateway.emit("CHANNEL_PINS_UPDATE", update, INTENT_GUILDS if place.in_community else 0)
        self.announce(message, "MESSAGE_UPDATE")
        if pinned:
            self.post(place, self._world.bot, Draft(reply_to=message.id), kind=MessageKind.PINNED)

    def _guild_id_of(self, place: Place) -> Json:
        return {"guild_id": str(self._world.guild_id)} if place.in_community else {}

    # Channels and threads.

    def add_channel(self, place: Place) -> None:
        self._world.places[place.id] = place
        self._gateway.emit("CHANNEL_CREATE", payloads.channel(self._world, place), INTENT_GUILDS)

    def add_thread(self, place: Place) -> None:
        """Opens a thread with its owner in it."""
        self._world.places[place.id] = place
        data = {**payloads.thread(self._world, place), "newly_created": True}
        self._gateway.emit("THREAD_CREATE", data, INTENT_GUILDS)

    def change_thread(
        self, place: Place, *, archived: bool | None = None, locked: bool | None = None
    ) -> None:
        if archived is not None and archived != place.archived:
            place.archived, place.archive_changed_at = archived, self._world.clock()
        place.locked = place.locked if locked is None else locked
        self.announce_place(place)

    def announce_place(self, place: Place) -> None:
        event = "THREAD_UPDATE" if place.is_thread else "CHANNEL_UPDATE"
        self._gateway.emit(event, payloads.place(self._world, place), INTENT_GUILDS)

    def delete_place(self, place: Place) -> None:
        """Deletes a channel or thread with everything in it."""
        place.deleted = True
        for message in self._world.messages.values():
            message.deleted = message.deleted or message.place_id == place.id
        data = payloads.place(self._world, place)
        event = "THREAD_DELETE" if place.is_thread else "CHANNEL_DELETE"
        self._gateway.emit(event, data, INTENT_GUILDS)

    def add_to_thread(self, place: Place, person: Person) -> None:
        if place.archived:
            raise RefusedError(refusals.THREAD_ARCHIVED)
        if person.id not in place.people:
            place.people.add(person.id)
            self._people_changed(place, person, MessageKind.PERSON_ADDED)

    def remove_from_thread(self, place: Place, person: Person) -> None:
        if place.archived:
            raise RefusedError(refusals.THREAD_ARCHIVED)
        if person.id in place.people:
            place.people.discard(person.id)
            self._people_changed(place, person, MessageKind.PERSON_REMOVED)

    def _people_changed(self, place: Place, person: Person, kind: MessageKind) -> None:
        """Without the members intent a bot hears only of its own joining and leaving."""
        added = kind is MessageKind.PERSON_ADDED
        data: Json = {
            "id": str(place.id),
            "guild_id": str(self._world.guild_id),
            "member_count": len(place.people),
            "added_members": [payloads.thread_member(self._world, place, person)] if added else [],
            "removed_member_ids": [] if added else [str(person.id)],
        }
        intent = INTENT_GUILDS if person is self._world.bot else INTENT_GUILD_MEMBERS
        self._gateway.emit("THREAD_MEMBERS_UPDATE", data, intent)
        if person is not self._world.bot:
            self.post(place, self._world.bot, Draft(content=f"<@{person.id}>"), kind=kind)

    # People and the community.

    def add_role(self, role: Role) -> None:
        self._world.roles[role.id] = role
        data = {"guild_id": str(self._world.guild_id), "role": payloads.role(role)}
        self._gateway.emit("GUILD_ROLE_CREATE", data, INTENT_GUILDS)

    def person_changed(self, person: Person) -> None:
        data = {"guild_id": str(self._world.guild_id), **payloads.member(person)}
        self._gateway.emit("GUILD_MEMBER_UPDATE", data, INTENT_GUILD_MEMBERS)

    def person_joins(self, person: Person) -> None:
        person.in_community = True
        data = {"guild_id": str(self._world.guild_id), **payloads.member(person)}
        self._gateway.emit("GUILD_MEMBER_ADD", data, INTENT_GUILD_MEMBERS)

    def person_leaves(self, person: Person) -> None:
        person.in_community = False
        for place in self._world.threads():
            place.people.discard(person.id)
        data = {"guild_id": str(self._world.guild_id), "user": payloads.user(person)}
        self._gateway.emit("GUILD_MEMBER_REMOVE", data, INTENT_GUILD_MEMBERS)

    def bot_joins(self) -> None:
        self._world.joined = True
        self._gateway.emit("GUILD_CREATE", payloads.guild(self._world), INTENT_GUILDS)

    def bot_leaves(self) -> None:
        self._world.joined = False
        self._gateway.emit("GUILD_DELETE", {"id": str(self._world.guild_id)}, INTENT_GUILDS)
