"""Harbour, the community of the demo: its people, roles and channels, set up by its owner's own presses."""

from dataclasses import dataclass

import discord

from bot.chats import RelayFor
from bot.demo.simulation import Person, Place, Simulation

NAME, OWNER = "Harbour", "Fern"
STEPS = ("Next", "Done")


@dataclass(frozen=True, slots=True)
class Harbour:
    """Who is there, and where."""

    lobby: Place
    listeners: Place
    moderators: Place
    chatter: Place
    owner: Person
    moderator: Person
    kit: Person
    sol: Person
    reed: Person
    wren: Person
    ash: Person
    juno: Person
    pip: Person

    @property
    def people(self) -> tuple[Person, ...]:
        """Everybody: members first, then listeners, then the team."""
        return (self.wren, self.ash, self.juno, self.pip, *self._listeners, self.moderator, self.owner)

    def part(self, person: Person) -> str:
        """What somebody is in the community."""
        if person is self.owner:
            return "owner"
        if person is self.moderator:
            return "moderator"
        return "listener" if person in self._listeners else "member"

    @property
    def _listeners(self) -> tuple[Person, ...]:
        return (self.kit, self.sol, self.reed)


async def build(simulation: Simulation) -> Harbour:
    """Make roles, channels and people, then set Sidelight up as its owner would."""
    moderators = simulation.add_role(
        "Moderator", discord.Permissions(manage_threads=True, manage_messages=True, moderate_members=True)
    )
    listeners = simulation.add_role("Listener")
    harbour = Harbour(
        lobby=simulation.add_channel("lobby"),
        listeners=simulation.add_channel("listeners", (listeners, moderators)),
        moderators=simulation.add_channel("moderators", (moderators,)),
        chatter=simulation.add_channel("chatter"),
        owner=simulation.owner,
        moderator=simulation.add_person("Moss", moderators),
        kit=simulation.add_person("Kit", listeners),
        sol=simulation.add_person("Sol", listeners),
        reed=simulation.add_person("Reed", listeners),
        wren=simulation.add_person("Wren"),
        ash=simulation.add_person("Ash"),
        juno=simulation.add_person("Juno"),
        pip=simulation.add_person("Pip"),
    )
    await simulation.settle()
    await _set_up(simulation, harbour, {"moderators": moderators, "listeners": listeners})
    return harbour


async def _set_up(simulation: Simulation, harbour: Harbour, roles: dict[str, object]) -> None:
    """Go through `/setup`: one choice for each step that the demo needs, **Next** for the others."""
    chosen: dict[str, object] = {
        "moderators_channel": harbour.moderators,
        "moderators_role": roles["moderators"],
        "oversight": harbour.owner,
        "listener_role": roles["listeners"],
        "lobby": harbour.lobby,
        "requests": harbour.listeners,
        "rooms": harbour.chatter,
    }
    owner = harbour.owner
    card = await simulation.command(owner, harbour.moderators, "setup")
    for step, value in chosen.items():
        card = await simulation.choose(owner, card, f"sl:setup_pick:{step}", value)
        card = await simulation.press(owner, card, "Next") or card
    await go_by(simulation, harbour, RelayFor.NOBODY)


async def go_by(simulation: Simulation, harbour: Harbour, relay: RelayFor) -> None:
    """Let the owner choose in `/setup` whose chats go by private messages with the bot."""
    await _change(simulation, harbour, "relay", relay.value)


async def count_by(simulation: Simulation, harbour: Harbour, table: str) -> None:
    """Let the owner choose in `/setup` a table of points; nothing counts back."""
    await _change(simulation, harbour, "points", table)


async def _change(simulation: Simulation, harbour: Harbour, step: str, value: str) -> None:
    card = await simulation.command(harbour.owner, harbour.moderators, "setup")
    card = await simulation.choose(harbour.owner, card, "sl:setup_go", step)
    card = await simulation.choose(harbour.owner, card, f"sl:setup_pick:{step}", value)
    card = await simulation.choose(harbour.owner, card, "sl:setup_go", "check")
    await simulation.press(harbour.owner, card, "Done")
