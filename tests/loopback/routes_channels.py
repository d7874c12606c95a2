"""Discord's routes for messages, channels, threads and direct channels."""

from tests.loopback import payloads, refusals
from tests.loopback.changes import Changes
from tests.loopback.drafts import Draft
from tests.loopback.refusals import RefusedError
from tests.loopback.transport import Answer, Call, Route
from tests.loopback.world import Json, Message, Person, Place, PlaceKind, World

MOST_HISTORY = 100


class ChannelRoutes:
    """Answers for everything under `/channels`, and for opening a direct channel."""

    def __init__(self, world: World, changes: Changes) -> None:
        self._world = world
        self._changes = changes

    def table(self) -> list[Route]:
        place, message = "/channels/{place}", "/channels/{place}/messages/{message}"
        return [
            Route("POST", "/users/@me/channels", self._open_direct),
            Route("GET", place, self._get),
            Route("PATCH", place, self._change),
            Route("DELETE", place, self._delete),
            Route("PUT", place + "/permissions/{target}", self._allow),
            Route("DELETE", place + "/permissions/{target}", self._disallow),
            Route("POST", place + "/typing", self._type),
            Route("POST", place + "/messages", self._post),
            Route("GET", place + "/messages", self._history),
            Route("POST", place + "/messages/bulk-delete", self._delete_many),
            Route("GET", place + "/messages/pins", self._pins),
            Route("PUT", place + "/messages/pins/{message}", self._pin),
            Route("DELETE", place + "/messages/pins/{message}", self._unpin),
            Route("GET", message, self._message),
            Route("PATCH", message, self._edit),
            Route("DELETE", message, self._delete_message),
            Route("POST", message + "/threads", self._start_thread),
            Route("POST", place + "/threads", self._start_thread),
            Route("GET", place + "/threads/archived/{privacy}", self._archived),
            Route("GET", place + "/users/@me/threads/archived/{privacy}", self._archived),
            Route("GET", place + "/thread-members", self._thread_members),
            Route("GET", place + "/thread-members/{person}", self._thread_member),
            Route("PUT", place + "/thread-members/{person}", self._add),
            Route("DELETE", place + "/thread-members/{person}", self._remove),
        ]

    def _place(self, call: Call) -> Place:
        place = self._world.places.get(call.id("place"))
        if place is None or place.deleted:
            raise RefusedError(refusals.UNKNOWN_CHANNEL)
        if (place.in_community and not self._world.joined) or (
            place.kind is PlaceKind.DIRECT and self._world.bot.id not in place.people
        ):
            raise RefusedError(refusals.NO_ACCESS)
        return place

    def _found(self, call: Call) -> Message:
        place, message = self._place(call), self._world.messages.get(call.id("message"))
        if message is None or message.place_id != place.id or not message.is_public:
            raise RefusedError(refusals.UNKNOWN_MESSAGE)
        return message

    def _person(self, call: Call) -> Person:
        named = call.path["person"]
        person = self._world.bot if named == "@me" else self._world.people.get(int(named))
        if person is None:
            raise RefusedError(refusals.UNKNOWN_USER)
        return person

    def _show(self, message: Message) -> Json:
        return payloads.message(self._world, message, readable=self._changes.readable(message))

    # Messages.

    def _post(self, call: Call) -> Answer:
        place, draft = self._place(call), Draft.from_body(call.body)
        if place.kind is PlaceKind.FORUM:
            raise RefusedError(refusals.INVALID_BODY)
        if draft.nonce is not None and call.body.get("enforce_nonce"):
            first = self._world.sent_with_nonce(self._world.bot.id, draft.nonce)
            if first is not None:
                return self._show(first)
        return self._show(self._changes.post(place, self._world.bot, draft))

    def _history(self, call: Call) -> Answer:
        """Newest first; with `after` the oldest ones after it, still given newest first."""
        found = self._world.history(self._place(call).id)
        limit = min(int(call.query.get("limit", 50)), MOST_HISTORY)
        if "after" in call.query:
            found = [message for message in found if message.id > int(call.query["after"])][:limit]
        elif "before" in call.query:
            found = [message for message in found if message.id < int(call.query["before"])][-limit:]
        elif "around" in call.query:
            near = sorted(found, key=lambda message: abs(message.id - int(call.query["around"])))[:limit]
            found = sorted(near, key=lambda message: message.id)
        else:
            found = found[-limit:]
        return [self._show(message) for message in reversed(found)]

    def _message(self, call: Call) -> Answer:
        return self._show(self._found(call))

    def _edit(self, call: Call) -> Answer:
        message = self._found(call)
        if message.author_id != self._world.bot.id and call.body.keys() - {"flags"}:
            raise RefusedError(refusals.NOT_THE_AUTHOR)
        self._changes.edit(message, call.body)
        return self._show(message)

    def _delete_message(self, call: Call) -> Answer:
        self._changes.delete(self._found(call))
        return None

    def _delete_many(self, call: Call) -> Answer:
        place = self._place(call)
        for message in self._world.history(place.id):
            if str(message.id) in {str(wanted) for wanted in call.body["messages"]}:
                self._changes.delete(message)
        return None

    def _pins(self, call: Call) -> Answer:
        pinned = [message for message in self._world.history(self._place(call).id) if message.pinned]
        items = [
            {"pinned_at": message.created_at.isoformat(), "message": self._show(message)}
            for message in pinned
        ]
        return {"items": items[::-1], "has_more": False}

    def _pin(self, call: Call) -> Answer:
        self._changes.pin(self._found(call), pinned=True)
        return None

    def _unpin(self, call: Call) -> Answer:
        self._changes.pin(self._found(call), pinned=False)
        return None

    def _type(self, call: Call) -> Answer:
        self._place(call)
        return None

    # Channels.

    def _open_direct(self, call: Call) -> Answer:
        person = self._world.people.get(int(call.body["recipient_id"]))
        if person is None:
            raise RefusedError(refusals.UNKNOWN_USER)
        return payloads.place(self._world, self._world.direct_place(self._world.bot, person))

    def _get(self, call: Call) -> Answer:
        return payloads.place(self._world, self._place(call))

    def _change(self, call: Call) -> Answer:
        place, body = self._place(call), call.body
        if place.archived and body.get("archived") is not False:
            raise RefusedError(refusals.THREAD_ARCHIVED)
        place.name = body.get("name", place.name)
        place.topic = body.get("topic", place.topic)
        place.parent_id = int(body["parent_id"]) if body.get("parent_id") else place.parent_id
        place.overwrites = body.get("permission_overwrites", place.overwrites)
        place.invitable = body.get("invitable", place.invitable)
        place.archives_after_minutes = body.get("auto_archive_duration", place.archives_after_minutes)
        if place.is_thread:
            self._changes.change_thread(place, archived=body.get("archived"), locked=body.get("locked"))
        else:
            self._changes.announce_place(place)
        return payloads.place(self._world, place)

    def _delete(self, call: Call) -> Answer:
        place = self._place(call)
        self._changes.delete_place(place)
        return payloads.place(self._world, place)

    def _allow(self, call: Call) -> Answer:
        place, target = self._place(call), call.path["target"]
        others = [overwrite for overwrite in place.overwrites if overwrite["id"] != target]
        bits = {name: str(call.body.get(name, 0)) for name in ("allow", "deny")}
        place.overwrites = [*others, {"id": target, "type": int(call.body["type"]), **bits}]
        self._changes.announce_place(place)
        return None

    def _disallow(self, call: Call) -> Answer:
        place, target = self._place(call), call.path["target"]
        place.overwrites = [overwrite for overwrite in place.overwrites if overwrite["id"] != target]
        self._changes.announce_place(place)
        return None

    # Threads.

    def _start_thread(self, call: Call) -> Answer:
        """A thread of its own, under a message (then it has the message's id), or a post in a forum."""
        parent, body = self._place(call), call.body
        under = self._found(call) if "message" in call.path else None
        public = (
            under is not None or parent.kind is PlaceKind.FORUM or body.get("type") == PlaceKind.PUBLIC_THREAD
        )
        thread = Place(
            id=under.id if under is not None else self._world.new_id(),
            kind=PlaceKind.PUBLIC_THREAD if public else PlaceKind.PRIVATE_THREAD,
            name=body["name"],
            parent_id=parent.id,
            owner_id=self._world.bot.id,
            people={self._world.bot.id},
            invitable=body.get("invitable", True),
            archives_after_minutes=body.get("auto_archive_duration") or 1440,
        )
        opening = Draft.from_body(body["message"]) if parent.kind is PlaceKind.FORUM else None
        self._changes.add_thread(thread)
        answer = payloads.thread(self._world, thread)
        if opening is None:
            return answer
        return {**answer, "message": self._show(self._changes.post(thread, self._world.bot, opening))}

    def _archived(self, call: Call) -> Answer:
        parent, private = self._place(call), call.path["privacy"] == "private"
        wanted = PlaceKind.PRIVATE_THREAD if private else PlaceKind.PUBLIC_THREAD
        found = [
            place
            for place in self._world.places.values()
            if place.parent_id == parent.id and place.kind is wanted and place.archived and not place.deleted
        ]
        threads = [payloads.thread(self._world, place) for place in found]
        return {"threads": threads, "members": [], "has_more": False}

    def _thread_members(self, call: Call) -> Answer:
        place = self._place(call)
        people = [self._world.people[person_id] for person_id in sorted(place.people)]
        return [payloads.thread_member(self._world, place, person) for person in people]

    def _thread_member(self, call: Call) -> Answer:
        place, person = self._place(call), self._person(call)
        if person.id not in place.people:
            raise RefusedError(refusals.UNKNOWN_MEMBER)
        return payloads.thread_member(self._world, place, person)

    def _add(self, call: Call) -> Answer:
        place, person = self._place(call), self._person(call)
        if not person.in_community:
            raise RefusedError(refusals.UNKNOWN_MEMBER)
        self._changes.add_to_thread(place, person)
        return None

    def _remove(self, call: Call) -> Answer:
        self._changes.remove_from_thread(self._place(call), self._person(call))
        return None
