"""How a chat of the story begins: a member asks, a listener accepts, and the two are alone."""

from dataclasses import replace

from bot.demo.simulation import Person, Place, SimulationError
from bot.demo.stage import Chat, Stage

TALK, REQUEST = "Talk to a listener", "Someone would like to talk"
WHO_READS = "before asking: who will read, and what else there is"


async def open_chat(stage: Stage, member: Person, listener: Person, topic: str) -> Chat:
    """A member asks, a listener accepts, a private thread opens: told in one line, and checked."""
    quiet = await quietly(stage, member, listener)
    await ask(quiet, member, topic)
    await accept(quiet, member, listener)
    return await newest_chat(quiet, member, listener)


async def newest_chat(stage: Stage, member: Person, listener: Person) -> Chat:
    """Give the chat that opened last, in which these two are alone."""
    place, simulation = _newest(stage, stage.harbour.lobby), stage.simulation
    await stage.telling.saw("a private chat opens for these two", yes=simulation.can_see(member, place))
    await stage.telling.saw(
        "nobody else can look in", yes=not simulation.can_see(_other(stage, member), place)
    )
    return Chat(place, member, listener, len(stage.bot_lines(member, place)))


async def quietly(stage: Stage, member: Person, listener: Person) -> Stage:
    """Tell in one line that a chat begins, and give a stage on which its steps are only checked."""
    await stage.telling.does(member.name, f"asks for a listener; {listener.name} accepts.")
    return replace(stage, telling=stage.telling.quietly())


async def ask(
    stage: Stage, member: Person, topic: str, words: str = "Who can read it", what: str = WHO_READS
) -> None:
    """A member asks for a listener, having read these words of what is said before."""
    panel = await stage.finds(member, stage.harbour.lobby, TALK)
    before = await stage.presses(member, panel, TALK, where="#lobby")
    await stage.is_shown(member, before, words, what)
    form = await stage.presses_for_form(member, before, "Ask, and you may write to me")
    answers: dict[str, str | tuple[str, ...]] = {"topic": (topic,), "language": ("en",), "minutes": ("45",)}
    await stage.simulation.send_form(member, form, answers)


async def accept(stage: Stage, member: Person, listener: Person) -> None:
    """A listener accepts the newest request, and allows private words if they were not asked before."""
    request = await stage.finds(listener, stage.harbour.listeners, REQUEST)
    await stage.telling.shows("#listeners", request.text)
    await stage.telling.saw("listeners see the topic and never a name", yes=member.name not in request.text)
    answer = await stage.presses(listener, request, "Accept", where="#listeners")
    if "Yes, write to me" in answer.labels:
        await stage.presses(listener, answer, "Yes, write to me")


def _newest(stage: Stage, lobby: Place) -> Place:
    chats = stage.simulation.chats(lobby)
    if not chats:
        raise SimulationError("No chat opened.")
    return chats[-1]


def _other(stage: Stage, member: Person) -> Person:
    harbour = stage.harbour
    return harbour.pip if member is not harbour.pip else harbour.wren
