"""What people do at Discord: the half of the harness with which a test tells its story."""

import secrets
from collections.abc import Mapping, Sequence
from datetime import datetime

from discord import Permissions

from tests.loopback import forms, payloads
from tests.loopback.changes import Changes
from tests.loopback.drafts import Draft
from tests.loopback.forms import FieldValue, OptionValue, Thing
from tests.loopback.gateway import Gateway
from tests.loopback.world import (
    Interaction,
    InteractionKind,
    Json,
    Message,
    NotPossibleError,
    Person,
    Place,
    PlaceKind,
    Role,
    World,
    walk_components,
)

SLASH, PERSON_MENU, MESSAGE_MENU = 1, 2, 3
IN_COMMUNITY, WITH_BOT, BETWEEN_PEOPLE = 0, 1, 2


class People:
    """People, roles, channels, and everything a person can do with them.

    Each method does the thing at once and tells the bot over the gateway; the bot's answer comes later, so a
    test waits for it. What a person could not do in a client raises `NotPossibleError`.
    """

    def __init__(self, world: World, gateway: Gateway, changes: Changes) -> None:
        self.world = world
        self.gateway = gateway
        self.changes = changes

    # Building the community.

    def add_role(self, name: str, permissions: Permissions | None = None) -> Role:
        role = Role(self.world.new_id(), name, (permissions or Permissions()).value, len(self.world.roles))
        self.changes.add_role(role)
        return role

    def add_person(self, name: str, *roles: Role, permissions: Permissions | None = None) -> Person:
        """A new person in the community; `permissions` overrides what the roles give."""
        person = Person(
            id=self.world.new_id(),
            name=name,
            roles={role.id for role in roles},
            joined_at=self.world.clock(),
            permissions=None if permissions is None else permissions.value,
        )
        self.world.people[person.id] = person
        self.changes.person_joins(person)
        return person

    def add_channel(
        self, name: str, kind: PlaceKind = PlaceKind.TEXT, *, overwrites: Sequence[Json] = ()
    ) -> Place:
        place = Place(
            self.world.new_id(), kind, name, position=len(self.world.places), overwrites=list(overwrites)
        )
        self.changes.add_channel(place)
        return place

    def start_thread(self, parent: Place, person: Person, name: str, text: str = "") -> Place:
        """A public thread, or a post when the parent is a forum, by a person; `text` is its first message."""
        thread = Place(
            id=self.world.new_id(),
            kind=PlaceKind.PUBLIC_THREAD,
            name=name,
            parent_id=parent.id,
            owner_id=person.id,
            people={person.id},
        )
        self.changes.add_thread(thread)
        if text:
            self.say(thread, person, text)
        return thread

    def direct(self, person: Person, other: Person | None = None) -> Place:
        """The direct channel of a person and the bot, or of two people, which the bot cannot see."""
        return self.world.direct_place(person, other or self.world.bot)

    # Writing.

    def say(
        self,
        place: Place,
        person: Person,
        text: str,
        *,
        at: datetime | None = None,
        reply_to: Message | None = None,
        files: Sequence[Json] = (),
        flags: int = 0,
    ) -> Message:
        """A message by a person; `at` dates it back, for something said while the bot was away."""
        self._check_may_write(place, person)
        answered = None if reply_to is None else reply_to.id
        draft = Draft(content=text, attachments=list(files), flags=flags, reply_to=answered)
        return self.changes.post(place, person, draft, at=at)

    def edit(self, message: Message, text: str) -> None:
        """The author changes the words."""
        self.changes.edit(message, {"content": text})

    def delete(self, message: Message) -> None:
        self.changes.delete(message)

    # Pressing.

    def press(self, message: Message, custom_id: str, person: Person) -> Interaction:
        """A press on a button, named by its whole `custom_id`."""
        return self.choose(message, custom_id, (), person)

    def press_label(self, message: Message, label: str, person: Person) -> Interaction:
        """A press on the button with these words."""
        parts = walk_components(message.components)
        found = [part for part in parts if part.get("label") == label and "custom_id" in part]
        if len(found) != 1:
            raise NotPossibleError(
                f"{len(found)} buttons say {label!r}; the message has {message.custom_ids()}"
            )
        return self.press(message, found[0]["custom_id"], person)

    def choose(
        self, message: Message, custom_id: str, values: Sequence[str | Thing], person: Person
    ) -> Interaction:
        """A choice in a select; a value may be a person, role or place where the select is made for them."""
        self._check_sees(message, person)
        part = forms.component(message.components, custom_id)
        data = forms.choice_data(self.world, part, values)
        place = self.world.places[message.place_id]
        return self._send(InteractionKind.COMPONENT, data, person, place, message.id)

    def submit(
        self, form: Interaction | str, values: Mapping[str, FieldValue], person: Person | None = None
    ) -> Interaction:
        """Sends a form: the interaction it answered, or its `custom_id` (the newest form with that id).

        `values` are by the fields' `custom_id`s. The form outlives a restart of the bot, as in real clients.
        """
        opened = form if isinstance(form, Interaction) else self._opened_form(form)
        if opened.modal is None:
            raise NotPossibleError("that interaction was not answered with a form")
        sender = person or self.world.people[opened.person_id]
        if sender.id != opened.person_id:
            raise NotPossibleError(f"{sender.name} does not have this form open")
        data = forms.modal_data(self.world, opened.modal, values)
        place = self.world.places[opened.place_id]
        return self._send(InteractionKind.MODAL, data, sender, place, opened.message_id)

    def _opened_form(self, custom_id: str) -> Interaction:
        opened = [found for found in self.world.interactions.values() if found.modal is not None]
        for interaction in reversed(opened):
            if interaction.modal is not None and interaction.modal["custom_id"] == custom_id:
                return interaction
        known = [found.modal["custom_id"] for found in opened if found.modal is not None]
        raise NotPossibleError(f"no form {custom_id!r} was opened, only {known}")

    def command(
        self, name: str, options: Mapping[str, OptionValue], person: Person, place: Place | None = None
    ) -> Interaction:
        """A slash command; a subcommand is named with spaces ("case view")."""
        here = place or self._first_channel()
        top, *path = name.split()
        command = self._known_command(top, SLASH, person, here)
        data = forms.command_data(self.world, command, path, options)
        return self._send(InteractionKind.COMMAND, data, person, here)

    def autocomplete(
        self, name: str, option: str, typed: str, person: Person, place: Place | None = None
    ) -> Interaction:
        """Typing in one option of a slash command; the offered values are in the interaction's `choices`."""
        here = place or self._first_channel()
        top, *path = name.split()
        command = self._known_command(top, SLASH, person, here)
        data = forms.command_data(self.world, command, path, {option: typed}, focused=option)
        return self._send(InteractionKind.AUTOCOMPLETE, data, person, here)

    def message_command(self, name: str, target: Message, person: Person) -> Interaction:
        """A command of a message's menu; it brings the message's words, whatever the bot may read."""
        self._check_sees(target, person)
        place = self.world.places[target.place_id]
        command = self._known_command(name, MESSAGE_MENU, person, place)
        found = {"messages": {str(target.id): payloads.message(self.world, target)}}
        data = forms.menu_data(self.world, command, target.id, found)
        return self._send(InteractionKind.COMMAND, data, person, place, target.id)

    def person_command(
        self, name: str, target: Person, person: Person, place: Place | None = None
    ) -> Interaction:
        """A command of a person's menu."""
        here = place or self._first_channel()
        command = self._known_command(name, PERSON_MENU, person, here)
        data = forms.menu_data(self.world, command, target.id, forms.resolved(self.world, [target]))
        return self._send(InteractionKind.COMMAND, data, person, here)

    def _send(
        self, kind: InteractionKind, data: Json, person: Person, place: Place, message_id: int | None = None
    ) -> Interaction:
        token = secrets.token_urlsafe(24)
        interaction = Interaction(self.world.new_id(), token, kind, person.id, place.id, data, message_id)
        self.world.interactions[interaction.id] = interaction
        self.gateway.emit("INTERACTION_CREATE", payloads.interaction(self.world, interaction))
        return interaction

    # What Discord lets people do.

    def can_see(self, place: Place, person: Person) -> bool:
        """Whether a person can open the place; channel overwrites are left out."""
        if place.deleted:
            return False
        if place.kind is PlaceKind.DIRECT:
            return person.id in place.people
        private = place.kind is PlaceKind.PRIVATE_THREAD
        inside = not private or person.id in place.people or self.changes.may_manage_threads(person)
        return person.in_community and inside

    def can_write(self, place: Place, person: Person) -> bool:
        """Whether a person can write there now: they see it, it is open to them, they are not timed out."""
        locked = place.locked and not self.changes.may_manage_threads(person)
        return self.can_see(place, person) and not locked and not self._timed_out(place, person)

    def _timed_out(self, place: Place, person: Person) -> bool:
        until = person.timed_out_until
        return place.in_community and until is not None and until > self.world.clock()

    def _check_may_write(self, place: Place, person: Person) -> None:
        if not self.can_write(place, person):
            raise NotPossibleError(f"{person.name} cannot write in {place.name or 'this direct channel'}")

    def _check_sees(self, message: Message, person: Person) -> None:
        place = self.world.places[message.place_id]
        hidden = message.deleted or message.only_for not in (None, person.id)
        if hidden or not self.can_see(place, person) or self._timed_out(place, person):
            raise NotPossibleError(f"{person.name} cannot use this message")

    def _known_command(self, name: str, kind: int, person: Person, place: Place) -> Json:
        for command in self.world.commands.values():
            if command["name"] == name and command["type"] == kind:
                self._check_may_use(command, person, place)
                return command
        known = sorted(command["name"] for command in self.world.commands.values())
        raise NotPossibleError(f"there is no command {name!r}, only {known}")

    def _check_may_use(self, command: Json, person: Person, place: Place) -> None:
        """Where the command is offered, and by default to whom."""
        between = BETWEEN_PEOPLE if self.world.bot.id not in place.people else WITH_BOT
        context = IN_COMMUNITY if place.in_community else between
        contexts = command.get("contexts")
        offered = context != BETWEEN_PEOPLE if contexts is None else context in contexts
        needed = int(command.get("default_member_permissions") or 0)
        has = Permissions(self.world.permissions_of(person))
        limited = command.get("default_member_permissions") is not None and place.in_community
        refused = limited and not has.administrator and (needed == 0 or bool(needed & ~has.value))
        if not offered or refused or not self.can_see(place, person):
            raise NotPossibleError(f"{command['name']!r} is not offered to {person.name} there")

    def _first_channel(self) -> Place:
        return next(place for place in self.world.places.values() if place.kind is PlaceKind.TEXT)
