"""Many members who ask at the same time, and listeners who serve them one by one, on the loopback Discord."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from discord.utils import snowflake_time, utcnow
from sqlalchemy import select

from bot.chats import Group, State
from bot.cogs.rendering import read_custom_id
from bot.guide import Action, load_wording
from bot.guide.cards_shared import lobby_panel
from bot.store import communities, listeners, outbox, people
from bot.store.acts import SendCard
from bot.store.tables import chats
from tests.loopback import Interaction, LoopbackDiscord, Message, Person, Place, paths
from tests.scenarios.harbour import Harbour, set_up

LONGEST_SECONDS = 60.0
LOOK_AGAIN_SECONDS = 0.01
CHANGES = ("POST", "PUT", "PATCH", "DELETE")


@dataclass(frozen=True, slots=True)
class Served:
    """One chat as people saw it: who served whom, where, and how long from accepting to its panel."""

    chat: int
    listener: Person
    thread: Place
    panel_after: timedelta


@dataclass(slots=True)
class Crowd:
    """Members and listeners; `offered` are the requests in the order in which their cards were posted."""

    harbour: Harbour
    requests: Place
    members: list[Person]
    listeners: dict[int, Person]
    offered: list[int] = field(default_factory=list)
    served: list[Served] = field(default_factory=list)
    _panels: dict[int, list[Message]] = field(default_factory=dict)
    _read: int = 0

    @property
    def discord(self) -> LoopbackDiscord:
        return self.harbour.discord

    def panels(self, chat: int) -> list[Message]:
        """Every panel that was posted for a chat."""
        return self._panels.get(chat, [])

    async def all_ask(self) -> None:
        """Everybody presses in the lobby, agrees to private words and sends the form, all at the same time."""
        (panel,) = self.discord.by_bot(self.harbour.lobby)
        await asyncio.gather(*(self._ask(panel, member) for member in self.members))

    async def _ask(self, panel: Message, member: Person) -> None:
        before = await self._press(panel, Action.TALK, member)
        form = await self._press(before.replies[-1], Action.ASK_MESSAGES_OKAY, member)
        await self._answered(self.discord.submit(form, {}))

    async def serve_all(self) -> None:
        """Listeners accept what they are offered, and end each chat as soon as both are in it."""
        async with asyncio.timeout(LONGEST_SECONDS), asyncio.TaskGroup() as group:
            while len(self.served) < len(self.members):
                for card in self._new_cards():
                    group.create_task(self._serve(card))
                await asyncio.sleep(LOOK_AGAIN_SECONDS)

    def _new_cards(self) -> list[Message]:
        """The requests shown since the last look; panels are noted on the way."""
        messages = list(self.discord.world.messages.values())
        new, self._read = messages[self._read :], len(messages)
        cards = []
        for message in new:
            asked, stands = meant(message, Action.ACCEPT_REQUEST), meant(message, Action.FEELS_WRONG)
            if asked is not None and message.place_id == self.requests.id:
                self.offered.append(asked)
                cards.append(message)
            elif stands is not None and self.discord.world.places[message.place_id].is_thread:
                self._panels.setdefault(stands, []).append(message)
        return cards

    async def _serve(self, card: Message) -> None:
        chat = meant(card, Action.ACCEPT_REQUEST) or 0
        listener = next(one for one in self.listeners.values() if f"<@{one.id}>" in card.content)
        accepted = await self._press(card, Action.ACCEPT_REQUEST, listener)
        panel = await self.discord.wait_until(
            lambda: next(iter(self.panels(chat)), None), LONGEST_SECONDS, f"a panel for chat {chat}"
        )
        thread = self.discord.world.places[panel.place_id]
        # The bot, the listener and the member.
        await self.discord.wait_until(lambda: len(thread.people) == 3, LONGEST_SECONDS, "coming in")
        sure = await self._press(panel, Action.END_CHAT, listener)
        await self._press(sure.replies[-1], Action.END_YES, listener)
        after = panel.created_at - snowflake_time(accepted.id)
        self.served.append(Served(chat, listener, thread, after))

    async def _press(self, message: Message, action: Action, person: Person) -> Interaction:
        (custom_id,) = (one for one in message.custom_ids() if _read(one)[0] == action)
        return await self._answered(self.discord.press(message, custom_id, person))

    async def _answered(self, interaction: Interaction) -> Interaction:
        return await self.discord.wait_until(
            lambda: interaction if interaction.answered else None,
            LONGEST_SECONDS,
            f"an answer to {interaction.data}",
        )

    async def states(self) -> list[tuple[int, int, State]]:
        """Chat, member and state of everything that was ever asked, in the order of asking."""
        async with self.harbour.database() as database, database.reading() as connection:
            rows = await connection.execute(select(chats).order_by(chats.c.made_at, chats.c.id))
            return [(row.id, row.member, State(row.state)) for row in rows]


async def gather(harbour: Harbour, members: int, team: int) -> Crowd:
    """Set the community up with a lobby panel and a channel for requests, and put the listeners on shift."""
    await set_up(harbour, 0)
    discord = harbour.discord
    requests = discord.add_channel("requests")
    on_shift = [discord.add_person(f"listener{number}", harbour.listener_role) for number in range(team)]
    asking = [discord.add_person(f"asking{number}") for number in range(members)]
    async with harbour.database() as database, database.writing() as connection:
        now, home = utcnow(), harbour.community
        await communities.change(connection, home, requests_channel=requests.id, relay="nobody")
        for listener in on_shift:
            await people.agree(connection, home, listener.id, yes=True, now=now)
            await listeners.begin_shift(connection, home, listener.id, Group.EVERYONE, now)
        panel = SendCard(harbour.lobby.id, lobby_panel(load_wording("en")))
        await outbox.owe(
            connection, database.keys, home, panel, now=now, delivery="lobby", about=f"lobby:{home}"
        )
    return Crowd(harbour, requests, asking, {one.id: one for one in on_shift})


def slow(discord: LoopbackDiscord, every: int, retry_after: float) -> None:
    """From now on each so many changes is answered with a rate limit, and one call with a limit for all."""
    discord.slow_down("POST", paths.THREADS, 2 * retry_after, everywhere=True)
    for method in CHANGES:
        discord.slow_down(method, ".*", retry_after, times=100_000, every=every)


def meant(message: Message, action: Action) -> int | None:
    """The chat that a message's button of this action is about; None when it has no such button."""
    found = [argument for name, argument in map(_read, message.custom_ids()) if name == action]
    return int(found[0]) if found and found[0].isdecimal() else None


def people_added(discord: LoopbackDiscord, thread: Place) -> Sequence[int]:
    """Whom the bot brought into a thread, in order."""
    path = rf"/channels/{thread.id}/thread-members/\d+"
    done = [seen for seen in discord.plan.seen("PUT", path) if seen.carried_out]
    return [int(seen.path.rpartition("/")[2]) for seen in done]


def _read(custom_id: str) -> tuple[str, str]:
    return read_custom_id(custom_id) or ("", "")
