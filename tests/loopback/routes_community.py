"""Discord's routes for logging in, for commands, and for the community's people, roles and channels."""

from datetime import datetime

from tests.loopback import payloads, refusals
from tests.loopback.changes import Changes
from tests.loopback.gateway import Gateway
from tests.loopback.refusals import RefusedError
from tests.loopback.transport import Answer, Call, Route
from tests.loopback.world import Json, Person, Place, PlaceKind, Role, World


class CommunityRoutes:
    """Answers for `/users`, `/oauth2`, `/gateway`, `/applications` and `/guilds`."""

    def __init__(self, world: World, changes: Changes, gateway: Gateway) -> None:
        self._world = world
        self._changes = changes
        self._gateway = gateway

    def table(self) -> list[Route]:
        application, guild = "/applications/{application}", "/guilds/{guild}"
        member = guild + "/members/{person}"
        return [
            Route("GET", "/users/@me", self._myself),
            Route("GET", "/users/{person}", self._user),
            Route("GET", "/oauth2/applications/@me", self._application),
            Route("GET", "/applications/@me", self._application),
            Route("GET", "/users/@me/guilds", self._my_communities),
            Route("GET", "/gateway/bot", self._gateway_address),
            Route("GET", application + "/commands", self._commands),
            Route("PUT", application + "/commands", self._register),
            Route("GET", application + "/guilds/{guild}/commands", self._commands),
            Route("PUT", application + "/guilds/{guild}/commands", self._register),
            Route("GET", guild, self._community),
            Route("GET", guild + "/channels", self._channels),
            Route("POST", guild + "/channels", self._add_channel),
            Route("GET", guild + "/threads/active", self._active_threads),
            Route("GET", guild + "/roles", self._roles),
            Route("POST", guild + "/roles", self._add_role),
            Route("GET", guild + "/members", self._members),
            Route("GET", member, self._member),
            Route("PATCH", member, self._change_member),
            Route("PUT", member + "/roles/{role}", self._give_role),
            Route("DELETE", member + "/roles/{role}", self._take_role),
            Route("DELETE", "/users/@me/guilds/{guild}", self._leave),
            Route("GET", guild + "/auto-moderation/rules", self._no_rules),
        ]

    def _check_guild(self, call: Call) -> None:
        if call.id("guild") != self._world.guild_id:
            raise RefusedError(refusals.UNKNOWN_GUILD)
        if not self._world.joined:
            raise RefusedError(refusals.NO_ACCESS)

    def _person(self, call: Call) -> Person:
        self._check_guild(call)
        named = call.path["person"]
        person = self._world.bot if named == "@me" else self._world.people.get(int(named))
        if person is None or not person.in_community:
            raise RefusedError(refusals.UNKNOWN_MEMBER)
        return person

    # Logging in.

    def _myself(self, _call: Call) -> Answer:
        return {**payloads.user(self._world.bot), "verified": True, "mfa_enabled": True, "email": None}

    def _user(self, call: Call) -> Answer:
        person = self._world.people.get(call.id("person"))
        if person is None:
            raise RefusedError(refusals.UNKNOWN_USER)
        return payloads.user(person)

    def _application(self, _call: Call) -> Answer:
        return {
            "id": str(self._world.bot.id),
            "name": self._world.bot.name,
            "description": "",
            "icon": None,
            "bot_public": True,
            "bot_require_code_grant": False,
            "owner": payloads.user(self._world.people[self._world.owner_id]),
            "verify_key": "0" * 64,
            "summary": "",
            "team": None,
            "flags": self._world.application_flags,
        }

    def _my_communities(self, _call: Call) -> Answer:
        if not self._world.joined:
            return []
        bits = str(self._world.permissions_of(self._world.bot))
        guild = {"id": str(self._world.guild_id), "name": self._world.guild_name, "owner": False}
        return [{**guild, "icon": None, "features": [], "permissions": bits}]

    def _gateway_address(self, _call: Call) -> Answer:
        limit = {"total": 1000, "remaining": 1000, "reset_after": 86_400_000, "max_concurrency": 1}
        return {"url": self._gateway.address, "shards": 1, "session_start_limit": limit}

    # Commands.

    def _commands(self, call: Call) -> Answer:
        wanted = call.path.get("guild")
        return [command for command in self._world.commands.values() if command.get("guild_id") == wanted]

    def _register(self, call: Call) -> Answer:
        """Overwrites the commands of one scope; a command keeps its id when its name and type stay."""
        scope = call.path.get("guild")
        before = {
            (c["name"], c["type"]): c for c in self._world.commands.values() if c.get("guild_id") == scope
        }
        for command in before.values():
            del self._world.commands[int(command["id"])]
        return [self._registered(given, scope, before) for given in call.body["items"]]

    def _registered(self, given: Json, scope: str | None, before: dict[tuple[str, int], Json]) -> Json:
        kind = given.get("type", 1)
        old = before.get((given["name"], kind))
        command: Json = {
            **given,
            "type": kind,
            "id": old["id"] if old else str(self._world.new_id()),
            "application_id": str(self._world.bot.id),
            "version": str(self._world.new_id()),
            "description": given.get("description", ""),
        }
        if scope is not None:
            command["guild_id"] = scope
        self._world.commands[int(command["id"])] = command
        return command

    # The community.

    def _community(self, call: Call) -> Answer:
        self._check_guild(call)
        return payloads.guild(self._world, whole=False)

    def _channels(self, call: Call) -> Answer:
        self._check_guild(call)
        inside = [place for place in self._world.places.values() if place.in_community and not place.deleted]
        return [payloads.channel(self._world, place) for place in inside if not place.is_thread]

    def _add_channel(self, call: Call) -> Answer:
        self._check_guild(call)
        body = call.body
        place = Place(
            id=self._world.new_id(),
            kind=PlaceKind(body.get("type", PlaceKind.TEXT)),
            name=body["name"],
            parent_id=int(body["parent_id"]) if body.get("parent_id") else None,
            position=len(self._world.places),
            topic=body.get("topic"),
            overwrites=body.get("permission_overwrites") or [],
        )
        self._changes.add_channel(place)
        return payloads.channel(self._world, place)

    def _active_threads(self, call: Call) -> Answer:
        self._check_guild(call)
        threads = [payloads.thread(self._world, place) for place in self._world.threads()]
        return {"threads": threads, "members": []}

    def _roles(self, call: Call) -> Answer:
        self._check_guild(call)
        return [payloads.role(role) for role in self._world.roles.values()]

    def _add_role(self, call: Call) -> Answer:
        self._check_guild(call)
        role = Role(
            id=self._world.new_id(),
            name=call.body.get("name") or "new role",
            permissions=int(call.body.get("permissions") or 0),
            position=1,
        )
        self._changes.add_role(role)
        return payloads.role(role)

    # People.

    def _members(self, call: Call) -> Answer:
        self._check_guild(call)
        after, limit = int(call.query.get("after", 0)), int(call.query.get("limit", 1))
        inside = [
            person for person in self._world.people.values() if person.in_community and person.id > after
        ]
        return [payloads.member(person) for person in sorted(inside, key=lambda person: person.id)[:limit]]

    def _member(self, call: Call) -> Answer:
        return payloads.member(self._person(call))

    def _change_member(self, call: Call) -> Answer:
        person, body = self._person(call), call.body
        person.nickname = body.get("nick", person.nickname)
        if "roles" in body:
            person.roles = {int(role_id) for role_id in body["roles"]}
        if "communication_disabled_until" in body:
            until = body["communication_disabled_until"]
            person.timed_out_until = datetime.fromisoformat(until) if until else None
        self._changes.person_changed(person)
        return payloads.member(person)

    def _give_role(self, call: Call) -> Answer:
        person = self._person(call)
        person.roles.add(self._known_role(call))
        self._changes.person_changed(person)
        return None

    def _take_role(self, call: Call) -> Answer:
        person = self._person(call)
        person.roles.discard(self._known_role(call))
        self._changes.person_changed(person)
        return None

    def _known_role(self, call: Call) -> int:
        if call.id("role") not in self._world.roles:
            raise RefusedError(refusals.UNKNOWN_ROLE)
        return call.id("role")

    def _leave(self, call: Call) -> Answer:
        self._check_guild(call)
        self._changes.bot_leaves()
        return None

    def _no_rules(self, call: Call) -> Answer:
        self._check_guild(call)
        return []
