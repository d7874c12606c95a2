"""What people of the story can do and see: each deed is told, each thing seen is checked."""

from dataclasses import dataclass
from datetime import timedelta

from bot.demo.harbour import Harbour
from bot.demo.simulation import Asked, Person, Place, Shown, Simulation, SimulationError
from bot.demo.telling import Telling


@dataclass(frozen=True, slots=True)
class Chat:
    """A chat between a member and a listener, and how many lines of the bot stood in it at the start."""

    place: Place
    member: Person
    listener: Person
    lines_at_start: int


@dataclass(slots=True)
class Stage:
    """Where the story plays."""

    simulation: Simulation
    harbour: Harbour
    telling: Telling

    async def says(self, person: Person, place: Place, text: str) -> None:
        """Somebody writes something."""
        await self.telling.says(person.name, text)
        await self.simulation.write(person, place, text)

    async def says_privately(self, person: Person, text: str) -> None:
        """Somebody writes to the bot by private message."""
        await self.says(person, self.simulation.private_messages(person), text)

    async def presses(self, person: Person, shown: Shown, label: str, *, where: str = "") -> Shown:
        """Somebody presses a button that is answered."""
        await self.telling.does(person.name, f"presses [{label}]{f' in {where}' if where else ''}")
        answer = await self.simulation.press(person, shown, label)
        if answer is None:
            raise SimulationError(f"{label} had no answer.")
        return answer

    async def presses_for_form(self, person: Person, shown: Shown, label: str) -> Asked:
        """Somebody presses a button that opens a form."""
        await self.telling.does(person.name, f"presses [{label}]")
        return await self.simulation.press_for_form(person, shown, label)

    async def finds(self, person: Person, place: Place, words: str) -> Shown:
        """Somebody looks for the bot's newest message with these words, and must find it."""
        found = self.found(person, place, words)
        if found is None:
            raise SimulationError(f"{person.name} did not find “{words}” in {place.name}.")
        return found

    def found(self, person: Person, place: Place, words: str) -> Shown | None:
        """Look for the bot's newest message with these words, as a person sees the place."""
        seen = self.simulation.seen(person, place)
        return next((each for each in reversed(seen) if each.by_bot and words in each.text), None)

    async def is_shown(self, person: Person, shown: Shown, words: str, what: str) -> None:
        """Check an answer that only one person sees, and tell it."""
        await self.telling.shows(f"{person.name} only", _from(shown.text, words))
        await self.telling.saw(what, yes=words in shown.text)

    async def sees(self, person: Person, place: Place, words: str, what: str, to: str = "") -> None:
        """Check that somebody sees the bot's words in a place, and tell them."""
        found = self.found(person, place, words)
        if found is not None:
            await self.telling.shows(to or place.name, _from(found.text, words))
        await self.telling.saw(what, yes=found is not None)

    async def sees_privately(self, person: Person, words: str, what: str) -> None:
        """Check that somebody has these words in their private messages, and tell them."""
        place = self.simulation.private_messages(person)
        await self.sees(person, place, words, what, to=f"{person.name} privately")

    def private_lines(self, person: Person) -> tuple[Shown, ...]:
        """Everything that the bot wrote to a person privately."""
        return self.bot_lines(person, self.simulation.private_messages(person))

    def bot_lines(self, person: Person, place: Place) -> tuple[Shown, ...]:
        """Everything the bot has said in a place that this person can see."""
        return tuple(each for each in self.simulation.seen(person, place) if each.by_bot)

    async def later(self, words: str, **time: float) -> None:
        """Let time pass."""
        await self.telling.passes(words)
        await self.simulation.skip(timedelta(**time))


def _from(text: str, words: str) -> str:
    """The text from the paragraph on that holds these words."""
    paragraphs = [part for part in text.split("\n\n") if part.strip()]
    first = next((number for number, part in enumerate(paragraphs) if words in part), 0)
    return "\n\n".join(paragraphs[first:])
