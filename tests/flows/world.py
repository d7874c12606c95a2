"""One community with its people, a real database and real screening: the stage on which the stories are told."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count

from sqlalchemy import Table, select

from bot.casework.authority import Person
from bot.casework.values import Flag
from bot.flows.courier import Courier
from bot.flows.parts import Operator, Parts
from bot.flows.stories import Stories
from bot.flows.surface import Answer, Answered, Press, Seen
from bot.guide import Action, Wording
from bot.guide.cards_shared import ended_card, sorry_card
from bot.guide.values import Card
from bot.screening import Screener
from bot.store import cases, chats, communities, flags, people, reports, tables
from bot.store.cases import Case
from bot.store.chats import Chat
from bot.store.database import Database
from bot.store.reports import Report
from bot.store.watermarks import advance, newest_possible
from tests.flows.recording import Clock, Message, Recording

START = datetime(2031, 5, 4, 12, 30, tzinfo=UTC)
HOME, NAME = 9001, "Harbour"
ELSEWHERE = 9002
LOBBY, DESK, ROOM, REQUESTS = 101, 102, 103, 104
TEAM, HELPERS = 31, 32
MODERATOR, SECOND_MODERATOR, OVERSIGHT, OWNER = 41, 42, 43, 44
LISTENER, SECOND_LISTENER, THIRD_LISTENER = 51, 52, 53
MEMBER, SECOND_MEMBER, THIRD_MEMBER, FOURTH_MEMBER, FIFTH_MEMBER = 61, 62, 63, 64, 65
MEMBERS = (MEMBER, SECOND_MEMBER, THIRD_MEMBER, FOURTH_MEMBER, FIFTH_MEMBER)

ASKS = "what is your phone number?"
ASKS_WITH_EXCUSE = "typing hurts my hands today, so what's your number?"
WANTS_SECRECY_AND_HOME = "are your parents home tonight?"
PROBES = "which school do you go to?"
MEMBER_ASKS = "can i have your whatsapp please"
SAYS_NO = "no, sorry, I can't share my number"
MEMBER_PUSHES = "please just give me your number"
OVERSHARES = "my phone number is 07700 900123"
SEXUAL = "you sound so sexy, i want to kiss you"
PLAIN = "i feel a bit better today"
CRISIS = "i want to kill myself tonight"


@dataclass(frozen=True, slots=True)
class OpenChat:
    """A chat that has opened."""

    id: int
    place: int
    member: int
    listener: int


@dataclass(slots=True, repr=False)
class World:
    """Everything a story needs; `stories` is the bot that runs now.

    It has no long form: asyncio writes out what a fixture returned, each time.
    """

    database: Database
    screener: Screener
    clock: Clock
    surface: Recording
    wording: Wording
    deliveries: "count[int]" = field(default_factory=lambda: count(1))
    stories: Stories = field(init=False)

    def __post_init__(self) -> None:
        self.stories = self.new_stories()
        self.surface.roles = {
            MODERATOR: frozenset({TEAM}),
            SECOND_MODERATOR: frozenset({TEAM}),
            LISTENER: frozenset({HELPERS}),
            SECOND_LISTENER: frozenset({HELPERS}),
            THIRD_LISTENER: frozenset({HELPERS}),
        }

    @property
    def now(self) -> datetime:
        return self.clock()

    def new_stories(self, database: Database | None = None) -> Stories:
        """A bot on this database (or another connection to it), with empty memories."""
        parts = Parts(
            database=database or self.database,
            surface=self.surface,
            screener=self.screener,
            clock=self.clock,
            new_delivery=lambda: f"d{next(self.deliveries)}",
            operator=Operator("the operator"),
        )
        return Stories(parts, Courier(parts))

    # -- people and their doings ---------------------------------------------------------------------------

    def person(self, person: int) -> Person:
        roles = self.surface.roles.get(person, frozenset())
        return Person(person, f"person {person}", roles, manages_server=person == OWNER)

    async def set_up(self, **settings: str | int | bool | datetime | None) -> None:
        """The community as it is after setup."""
        usual: dict[str, str | int | bool | None] = {
            "moderators_channel": DESK,
            "moderators_role": TEAM,
            "oversight": OVERSIGHT,
            "listener_role": HELPERS,
            "lobby": LOBBY,
            "requests_channel": REQUESTS,
            # Chats by thread, unless a story is about relayed ones.
            "relay": "nobody",
        }
        async with self.database.writing() as connection:
            await communities.welcome(connection, HOME, NAME, self.now)
            await communities.change(connection, HOME, **{**usual, **settings})
            await communities.set_rooms(connection, HOME, frozenset({ROOM}))
            await advance(connection, HOME, ROOM, newest_possible(self.now))
            for person in (LISTENER, SECOND_LISTENER, THIRD_LISTENER, *MEMBERS):
                await people.agree(connection, HOME, person, yes=True, now=self.now)
        self.stories.parts.forget_settings(HOME)
        self.stories.parts.places.fall_behind(())

    async def is_also_elsewhere(self, *people_there: int) -> None:
        """There is another community, in which these people know the bot."""
        async with self.database.writing() as connection:
            await communities.welcome(connection, ELSEWHERE, "Elsewhere", self.now)
            for person in people_there:
                await people.agree(connection, ELSEWHERE, person, yes=True, now=self.now)

    async def agree(self, person: int, *, yes: bool) -> None:
        async with self.database.writing() as connection:
            await people.agree(connection, HOME, person, yes=yes, now=self.now)

    async def press(
        self,
        person: int,
        action: str,
        argument: str | int = "",
        *,
        place: int = LOBBY,
        community: int | None = HOME,
        values: tuple[str, ...] = (),
        fields: Mapping[str, str] | None = None,
        message: int = 0,
    ) -> Answer:
        """Somebody presses, chooses or sends; what that causes is delivered. No press may fail."""
        press = Press(
            community,
            place,
            self.person(person),
            action,
            str(argument),
            message,
            values,
            tuple(Answered(key, value) for key, value in (fields or {}).items()),
        )
        answer = await self.stories.pressed(press)
        await self.settle()
        assert answer.card != sorry_card(self.wording)
        return answer

    async def say(
        self,
        person: int,
        place: int,
        text: str,
        *,
        written_at: datetime | None = None,
        unread: tuple[str, ...] = (),
        parent: int = 0,
    ) -> int:
        """Somebody writes, and the bot sees it at once."""
        seen = self.wrote(person, place, text, written_at=written_at, unread=unread, parent=parent)
        await self.stories.message_seen(seen)
        await self.settle()
        return seen.id

    def wrote(
        self,
        person: int,
        place: int,
        text: str,
        *,
        written_at: datetime | None = None,
        unread: tuple[str, ...] = (),
        parent: int = 0,
    ) -> Seen:
        """Somebody writes while the bot does not look."""
        seen = Seen(
            HOME,
            place,
            self.surface.new_id(),
            self.person(person),
            text,
            written_at or self.now,
            parent or place,
            unread,
        )
        self.surface.written[place].append(seen)
        return seen

    async def ask(
        self, member: int, *, consent: str = "yes", topic: str = "work", minutes: str = "30", **more: str
    ) -> Chat:
        """A member asks for a listener."""
        form = {"topic": topic, "language": "en", "minutes": minutes, **more}
        await self.press(member, Action.SEND_REQUEST, consent, fields=form)
        chat = await self.live_chat(member)
        assert chat is not None
        return chat

    async def open_chat(self, member: int = MEMBER, listener: int = LISTENER) -> OpenChat:
        """A member asks and a listener accepts."""
        chat = await self.ask(member)
        await self.press(listener, Action.ACCEPT_REQUEST, chat.id, place=REQUESTS)
        opened = await self.chat(chat.id)
        assert opened.place is not None
        return OpenChat(chat.id, opened.place, member, listener)

    async def end_chat(self, chat: OpenChat, by: int | None = None) -> None:
        await self.press(by or chat.member, Action.END_YES, chat.id, place=chat.place)
        self.clock.move(timedelta(seconds=1))

    async def report(self, chat: OpenChat, situation: str, words: str = "", by: int | None = None) -> Report:
        """One side of a chat reports the other."""
        reporter = by or chat.member
        argument = f"{situation}:{chat.id}"
        await self.press(reporter, Action.SEND_REPORT, argument, place=chat.place, fields={"words": words})
        return (await self.reports())[-1]

    # -- time ----------------------------------------------------------------------------------------------

    async def pass_time(self, **by: float) -> None:
        """Time passes, and the sleeper does what became due."""
        self.clock.move(timedelta(**by))
        self.stories.sleeper.wake()
        await until(self._sleeper_rests)

    async def settle(self) -> None:
        """Wait until everything owed is delivered, whoever delivers it."""
        await self.stories.settle()
        await until(self._sleeper_rests)

    async def _sleeper_rests(self) -> bool:
        sleeper = self.stories.sleeper
        return sleeper._asleep or sleeper._task is None or sleeper._task.done()

    async def restart(self) -> None:
        """The program ends and starts anew, on the same database."""
        await self.stories.stop()
        self.stories = self.new_stories()
        self.stories.reconnected()
        await self.stories.start()
        await self.stories.catch_up(frozenset({HOME}))
        await self.settle()

    # -- what there is -------------------------------------------------------------------------------------

    def says_ended(self, place: int) -> bool:
        """Whether the last card in a chat says that it has ended, as all ended chats do."""
        return self.cards(place)[-1].text.startswith(ended_card(self.wording).text)

    def cards(self, place: int) -> list[Card]:
        return [message.card for message in self.surface.places[place]]

    def messages_with(self, place: int, action: Action) -> list[Message]:
        return [one for one in self.surface.places[place] if has(one.card, action)]

    def private_cards(self, person: int) -> list[Card]:
        return [message.card for message in self.surface.private[person]]

    def notices(self, place: int) -> list[Card]:
        return [card for card in self.cards(place) if self.wording.text("notice.start") in card.text]

    def reminders(self, person: int) -> list[Card]:
        return [card for card in self.private_cards(person) if has(card, Action.GOT_IT_WRONG)]

    def case_messages(self, place: int = DESK) -> list[Message]:
        return self.messages_with(place, Action.CASE_FINE)

    async def written(self, case: int = 1, by: int = OVERSIGHT) -> str:
        """What opens with Read the words."""
        card = (await self.press(by, Action.CASE_WORDS, case, place=DESK)).card
        assert card is not None
        return card.text

    async def more(self, case: int = 1, by: int = MODERATOR) -> Card:
        """What is offered under More."""
        card = (await self.press(by, Action.CASE_MORE, case, place=DESK)).card
        assert card is not None
        return card

    async def chat(self, chat: int) -> Chat:
        async with self.database.reading() as connection:
            found = await chats.find_chat(connection, self.database.keys, chat)
        assert found is not None
        return found

    async def live_chat(self, member: int) -> Chat | None:
        async with self.database.reading() as connection:
            return await chats.live_chat_of(connection, self.database.keys, HOME, member)

    async def flags_about(self, person: int) -> tuple[Flag, ...]:
        async with self.database.reading() as connection:
            return await flags.flags_about(connection, self.database.keys, HOME, person)

    async def flagged_messages(self, person: int) -> set[int]:
        return {flag.message for flag in await self.flags_about(person)}

    async def cases(self) -> tuple[Case, ...]:
        async with self.database.reading() as connection:
            return await cases.all_cases(connection, HOME)

    async def only_case(self) -> Case:
        (case,) = await self.cases()
        return case

    async def case_log(self, case: int) -> list[str]:
        async with self.database.reading() as connection:
            return [line.what for line in await cases.read_log(connection, case)]

    async def reports(self) -> tuple[Report, ...]:
        async with self.database.reading() as connection:
            rows = await connection.execute(select(tables.reports.c.id).order_by(tables.reports.c.id))
            found = [
                await reports.find_report(connection, self.database.keys, number) for number in rows.scalars()
            ]
        return tuple(report for report in found if report is not None)

    async def rows(self, table: Table) -> list[Mapping[str, object]]:
        async with self.database.reading() as connection:
            found = await connection.execute(select(table))
            return [dict(row) for row in found.mappings()]

    async def community(self) -> communities.Community:
        async with self.database.reading() as connection:
            found = await communities.find_community(connection, HOME)
        assert found is not None
        return found


def has(card: Card | None, action: Action) -> bool:
    """Whether a card offers something to press."""
    return card is not None and any(button.action == action for button in card.buttons)


def argument(card: Card | None, action: Action) -> str:
    """What the button of an action carries."""
    assert card is not None
    return next(button.argument for button in card.buttons if button.action == action)


async def until(holds: Callable[[], Awaitable[bool]]) -> None:
    """Wait until something holds."""
    async with asyncio.timeout(20):
        while True:
            await asyncio.sleep(0.002)
            if await holds():
                return
