"""Turns the loopback's values into the JSON that Discord sends."""

from datetime import datetime

from discord import Permissions

from tests.loopback.world import (
    Interaction,
    InteractionKind,
    Json,
    Message,
    MessageKind,
    Person,
    Place,
    PlaceKind,
    Role,
    World,
)

UPLOAD_LIMIT_BYTES = 10 * 1024 * 1024
INTENT_MESSAGE_CONTENT = 1 << 15


def user(person: Person) -> Json:
    return {
        "id": str(person.id),
        "username": person.name,
        "discriminator": "0",
        "avatar": None,
        "global_name": person.name,
        "bot": person.bot,
        "public_flags": 0,
    }


def member(person: Person, *, with_user: bool = True) -> Json:
    found: Json = {
        "roles": [str(role_id) for role_id in sorted(person.roles)],
        "nick": person.nickname,
        "avatar": None,
        "joined_at": person.joined_at.isoformat(),
        "premium_since": None,
        "deaf": False,
        "mute": False,
        "pending": False,
        "flags": 0,
        "communication_disabled_until": instant(person.timed_out_until),
    }
    return {"user": user(person), **found} if with_user else found


def member_pressing(world: World, person: Person) -> Json:
    """A member object inside an interaction: the only place where Discord adds computed permissions."""
    return {**member(person), "permissions": str(world.permissions_of(person))}


def role(found: Role) -> Json:
    return {
        "id": str(found.id),
        "name": found.name,
        "permissions": str(found.permissions),
        "position": found.position,
        "color": 0,
        "colors": {"primary_color": 0, "secondary_color": None, "tertiary_color": None},
        "hoist": False,
        "managed": False,
        "mentionable": True,
        "flags": 0,
    }


def place(world: World, found: Place) -> Json:
    if found.kind is PlaceKind.DIRECT:
        others = [world.people[person_id] for person_id in found.people if person_id != world.bot.id]
        return {"id": str(found.id), "type": 1, "flags": 0, "recipients": [user(other) for other in others]}
    return thread(world, found) if found.is_thread else channel(world, found)


def channel(world: World, found: Place) -> Json:
    forum: Json = {"available_tags": []} if found.kind is PlaceKind.FORUM else {}
    return {
        "id": str(found.id),
        "type": int(found.kind),
        "guild_id": str(world.guild_id),
        "name": found.name,
        "position": found.position,
        "parent_id": found.parent_id and str(found.parent_id),
        "topic": found.topic,
        "nsfw": False,
        "rate_limit_per_user": 0,
        "flags": 0,
        "permission_overwrites": found.overwrites,
        **forum,
    }


def thread(world: World, found: Place) -> Json:
    payload: Json = {
        "id": str(found.id),
        "type": int(found.kind),
        "guild_id": str(world.guild_id),
        "parent_id": str(found.parent_id),
        "owner_id": str(found.owner_id),
        "name": found.name,
        "message_count": len(world.history(found.id)),
        "member_count": len(found.people),
        "rate_limit_per_user": 0,
        "flags": 0,
        "thread_metadata": {
            "archived": found.archived,
            "locked": found.locked,
            "invitable": found.invitable,
            "auto_archive_duration": found.archives_after_minutes,
            "archive_timestamp": instant(found.archive_changed_at or world.clock()),
        },
    }
    if world.bot.id in found.people:
        payload["member"] = thread_member(world, found, world.bot)
    return payload


def thread_member(world: World, found: Place, person: Person) -> Json:
    return {
        "id": str(found.id),
        "user_id": str(person.id),
        "join_timestamp": world.clock().isoformat(),
        "flags": 0,
    }


def guild(world: World, *, whole: bool = True) -> Json:
    """The community; `whole` adds what GUILD_CREATE carries: channels, active threads, the bot's member."""
    payload: Json = {
        "id": str(world.guild_id),
        "name": world.guild_name,
        "owner_id": str(world.owner_id),
        "system_channel_id": world.system_place_id and str(world.system_place_id),
        "system_channel_flags": 0,
        "preferred_locale": world.locale,
        "features": ["COMMUNITY"],
        "emojis": [],
        "stickers": [],
        "verification_level": 1,
        "default_message_notifications": 1,
        "explicit_content_filter": 0,
        "mfa_level": 0,
        "nsfw_level": 0,
        "premium_tier": 0,
        "afk_timeout": 300,
        "roles": [role(found) for found in world.roles.values()],
    }
    if not whole:
        return payload
    inside = [found for found in world.places.values() if found.in_community and not found.deleted]
    return {
        **payload,
        "large": False,
        "member_count": sum(person.in_community for person in world.people.values()),
        "members": [member(world.bot)],
        "channels": [channel(world, found) for found in inside if not found.is_thread],
        "threads": [thread(world, found) for found in world.threads()],
        "presences": [],
        "voice_states": [],
        "stage_instances": [],
        "guild_scheduled_events": [],
        "soundboard_sounds": [],
    }


def message(world: World, found: Message, *, readable: bool = True) -> Json:
    """A message; with `readable` false its words and files are blank, as without Message Content."""
    author = world.people[found.author_id]
    payload: Json = {
        "id": str(found.id),
        "channel_id": str(found.place_id),
        "author": _author(found, author),
        "content": found.content if readable else "",
        "type": int(found.kind),
        "timestamp": found.created_at.isoformat(),
        "edited_timestamp": instant(found.edited_at),
        "attachments": found.attachments if readable else [],
        "embeds": found.embeds if readable else [],
        "components": found.components if readable else [],
        "mentions": [user(person) for person in world.people.values() if f"<@{person.id}>" in found.content],
        "mention_roles": [str(role_id) for role_id in world.roles if f"<@&{role_id}>" in found.content],
        "mention_everyone": False,
        "pinned": found.pinned,
        "tts": False,
        "flags": found.flags,
        **_references(world, found),
    }
    if found.nonce is not None:
        payload["nonce"] = found.nonce
    return payload


def _author(found: Message, author: Person) -> Json:
    if found.webhook_id is None:
        return user(author)
    return {**user(author), "id": str(found.webhook_id), "username": found.webhook_name, "bot": True}


def _references(world: World, found: Message) -> Json:
    references: Json = {}
    if found.webhook_id is not None:
        references["webhook_id"] = str(found.webhook_id)
    if found.reply_to is not None:
        references["message_reference"] = {
            "type": 0,
            "message_id": str(found.reply_to),
            "channel_id": str(found.place_id),
        }
        target = world.messages.get(found.reply_to)
        if found.kind is MessageKind.REPLY and target is not None and not target.deleted:
            references["referenced_message"] = message(world, target)
    if found.interaction_id is not None:
        interaction = world.interactions[found.interaction_id]
        references["interaction_metadata"] = {
            "id": str(interaction.id),
            "type": int(interaction.kind),
            "user": user(world.people[interaction.person_id]),
            "authorizing_integration_owners": {},
        }
    return references


def message_event(world: World, found: Message, *, readable: bool) -> Json:
    """A message as the gateway sends it: inside the community it also names the author's membership."""
    payload = message(world, found, readable=readable)
    if world.places[found.place_id].in_community:
        payload["guild_id"] = str(world.guild_id)
        if found.webhook_id is None:
            payload["member"] = member(world.people[found.author_id], with_user=False)
    return payload


def readable(world: World, found: Message, intents: int) -> bool:
    """Whether the bot may read the message's words: its intents, or one of Discord's four exceptions."""
    return (
        bool(intents & INTENT_MESSAGE_CONTENT)
        or found.author_id == world.bot.id
        or not world.places[found.place_id].in_community
        or f"<@{world.bot.id}>" in found.content
    )


def interaction(world: World, found: Interaction) -> Json:
    here = world.places[found.place_id]
    person = world.people[found.person_id]
    payload: Json = {
        "id": str(found.id),
        "application_id": str(world.bot.id),
        "type": int(found.kind),
        "token": found.token,
        "version": 1,
        "data": found.data,
        "locale": person.locale,
        "channel_id": str(here.id),
        "channel": {**place(world, here), "permissions": str(world.permissions_of(person))},
        "app_permissions": str(world.permissions_of(world.bot)),
        "attachment_size_limit": UPLOAD_LIMIT_BYTES,
        "entitlements": [],
        **_where(world, here, person),
    }
    if found.message_id is not None and found.kind is not InteractionKind.COMMAND:
        payload["message"] = message(world, world.messages[found.message_id])
    return payload


def _where(world: World, here: Place, person: Person) -> Json:
    if here.in_community:
        return {
            "context": 0,
            "guild_id": str(world.guild_id),
            "guild": {"id": str(world.guild_id), "locale": world.locale, "features": ["COMMUNITY"]},
            "guild_locale": world.locale,
            "member": member_pressing(world, person),
            "authorizing_integration_owners": {"0": str(world.guild_id)},
        }
    with_bot = world.bot.id in here.people
    return {
        "context": 1 if with_bot else 2,
        "user": user(person),
        "authorizing_integration_owners": {"0": "0"} if with_bot else {"1": str(person.id)},
        "app_permissions": str(Permissions.none().value),
    }


def instant(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat()
