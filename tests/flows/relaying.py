"""Helpers for the stories of relayed chats: who writes what to the bot, and what arrives."""

from dataclasses import dataclass, replace

from bot.chats import File, direct_place
from bot.flows.surface import Seen
from bot.guide import Action
from bot.store import relays
from bot.store.relays import Relay
from tests.flows.world import LISTENER, MEMBER, REQUESTS, World


@dataclass(slots=True)
class RelayedChat:
    """A relayed chat between two people, as its tests see it."""

    world: World
    id: int
    member: int
    listener: int

    async def relay(self) -> Relay:
        async with self.world.database.reading() as connection:
            found = await relays.find_relay(connection, self.world.database.keys, self.id)
        assert found is not None
        return found

    def heard(self, person: int) -> list[str]:
        """What this person has of the other one's words now."""
        return [one.text for one in self.world.surface.heard[person]]


async def open_relay(world: World, member: int = MEMBER, listener: int = LISTENER) -> RelayedChat:
    """A member asks and a listener accepts, in a community that relays."""
    await world.set_up(relay="all")
    chat = await world.ask(member)
    await world.press(listener, Action.ACCEPT_REQUEST, chat.id, place=REQUESTS)
    return RelayedChat(world, chat.id, member, listener)


def wrote(world: World, person: int, text: str, *, reply_to: int = 0, files: tuple[File, ...] = ()) -> Seen:
    """Somebody writes to the bot while it does not look."""
    place = direct_place(person)
    seen = Seen(
        0,
        place,
        world.surface.new_id(),
        replace(world.person(person), roles=frozenset()),
        text,
        world.now,
        place,
        words=text,
        reply_to=reply_to,
        files=files,
    )
    world.surface.written[place].append(seen)
    return seen


async def write(
    world: World, person: int, text: str, *, reply_to: int = 0, files: tuple[File, ...] = ()
) -> Seen:
    """Somebody writes to the bot, which sees it at once."""
    seen = wrote(world, person, text, reply_to=reply_to, files=files)
    await world.stories.message_seen(seen)
    await world.settle()
    return seen


async def edit(world: World, seen: Seen, text: str) -> Seen:
    """Somebody changes what they wrote."""
    changed = replace(seen, text=text, words=text, edited=True)
    kept = world.surface.written[seen.place]
    kept[[one.id for one in kept].index(seen.id)] = replace(changed, edited=False)
    await world.stories.message_seen(changed)
    await world.settle()
    return changed


async def delete(world: World, seen: Seen) -> None:
    """Somebody deletes what they wrote."""
    kept = world.surface.written[seen.place]
    world.surface.written[seen.place] = [one for one in kept if one.id != seen.id]
    await world.stories.direct_gone(seen.id)
    await world.settle()
