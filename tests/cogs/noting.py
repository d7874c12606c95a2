"""The real stories, with a note of everything that Discord's edge hands to them."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field

from bot import app
from bot.casework.authority import Person
from bot.cogs.client import Client, build_client
from bot.flows.courier import Courier
from bot.flows.stories import Stories
from bot.flows.surface import Answer, Press, Seen, Surface


@dataclass(slots=True)
class Noted:
    """What was handed in. `answer` stands in for the story's own; it takes `seconds` to be found."""

    presses: list[Press] = field(default_factory=list)
    seen: list[Seen] = field(default_factory=list)
    gone: list[int] = field(default_factory=list)
    people_gone: list[int] = field(default_factory=list)
    answer: Answer | None = None
    seconds: float = 0.0


class NotedStories(Stories):
    """The stories themselves, taking notes at the front door."""

    noted: Noted

    async def pressed(self, press: Press) -> Answer:
        self.noted.presses.append(press)
        if self.noted.seconds:
            await asyncio.sleep(self.noted.seconds)
        if self.noted.answer is not None:
            return self.noted.answer
        return await Stories.pressed(self, press)

    async def message_seen(self, seen: Seen) -> None:
        self.noted.seen.append(seen)
        await Stories.message_seen(self, seen)

    async def message_gone(self, place: int, message: int) -> None:
        self.noted.gone.append(message)
        await Stories.message_gone(self, place, message)

    async def place_gone(self, place: int) -> None:
        self.noted.gone.append(place)
        await Stories.place_gone(self, place)

    async def role_gone(self, community: int, role: int) -> None:
        self.noted.gone.append(role)
        await Stories.role_gone(self, community, role)

    async def person_gone(self, community: int, person: Person) -> None:
        self.noted.people_gone.append(person.id)
        await Stories.person_gone(self, community, person)


def noting(noted: Noted) -> Callable[[app.Foundation], Client]:
    """Make clients whose stories take notes."""

    def make(on: app.Foundation) -> Client:
        async def make_stories(surface: Surface) -> Stories:
            parts = await app.make_parts(on, surface)
            stories = NotedStories(parts, Courier(parts))
            stories.noted = noted
            return stories

        return build_client(on.settings.discord, make_stories, on.wording)

    return make
