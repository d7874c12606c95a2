"""Chats through the bot: made-up names, a message that is not passed on, and an end without a word."""

import re
from dataclasses import dataclass
from itertools import pairwise

from bot.chats import RelayFor
from bot.demo import harbour
from bot.demo.lines import Line
from bot.demo.opening import accept, ask, quietly
from bot.demo.simulation import Person, Shown
from bot.demo.stage import Stage

OWN_NAME = re.compile(r"In this chat you are \*\*([^*]+)\*\*")
NOT_PASSED_ON = "A message was not passed on because"
SUDDENLY, YES = "Did it end suddenly", "Yes, it ended suddenly"


@dataclass(frozen=True, slots=True)
class Relayed:
    """A chat of two people who write to the bot, and the name that each has in it."""

    member: Person
    listener: Person
    names: dict[str, str]


async def made_up_names(stage: Stage) -> None:
    """Both write to the bot, which passes it on: neither learns the other's account."""
    await stage.telling.scene("Chats through the bot", "the names, and at who can see an account")
    owner = stage.harbour.owner
    await stage.telling.does(owner.name, 'runs /setup: "How 1-to-1 chats work" is now: all through me')
    await harbour.go_by(stage.simulation, stage.harbour, RelayFor.ALL)
    await stage.later("The next evening.", days=1)
    chat = await open_relayed(stage, stage.harbour.wren, stage.harbour.kit, told=True)
    await _talk(stage, chat, (Line.QUIET_FLAT, Line.MISS, Line.SINGING))
    pairs = ((chat.member, chat.listener), (chat.listener, chat.member))
    hidden = not any(
        names(line.text, other.name) for one, other in pairs for line in stage.private_lines(one)
    )
    await stage.telling.saw("neither ever reads the other's account", yes=hidden)


async def stopped_message(stage: Stage) -> Relayed:
    """Contact details do not arrive; both are told, and only the sender learns why."""
    await stage.telling.scene("A stopped message", "what each of the two reads")
    chat = await open_relayed(stage, stage.harbour.pip, stage.harbour.reed)
    await stage.says_privately(chat.member, Line.TEST)
    await stage.says_privately(chat.listener, Line.REACH)
    arrived = any(Line.REACH in line.text for line in stage.private_lines(chat.member))
    await stage.telling.saw("the words never arrive", yes=not arrived)
    await stage.sees_privately(
        chat.member, NOT_PASSED_ON, "the member reads that something was not passed on"
    )
    told = await stage.finds(chat.member, stage.simulation.private_messages(chat.member), NOT_PASSED_ON)
    ways = {"What's okay here?", "Something feels wrong", "Another listener"}
    await stage.telling.saw("help and another listener are one tap away", yes=ways <= set(told.labels))
    await stage.sees_privately(chat.listener, "It looked like asking for contact", "the listener reads why")
    await stage.says_privately(chat.member, Line.RATHER_HERE)
    return chat


async def sudden_ending(stage: Stage, chat: Relayed) -> None:
    """The listener is gone without a word: the member alone is asked whether it ended suddenly."""
    await stage.telling.scene("The listener is gone, without a word", "who is asked, and who is not")
    await stage.later("Ten minutes later, nobody has answered.", minutes=11)
    await stage.sees_privately(
        chat.member, "The connection may have dropped", "no blame, and another listener"
    )
    await stage.later("Twenty more minutes.", minutes=21)
    await stage.sees_privately(chat.member, SUDDENLY, "the member is asked, in private")
    asked = any(YES in line.labels for line in stage.private_lines(chat.listener))
    await stage.telling.saw("the listener is not asked", yes=not asked)
    card = await stage.finds(chat.member, stage.simulation.private_messages(chat.member), SUDDENLY)
    answer = await stage.presses(chat.member, card, YES)
    await stage.is_shown(chat.member, answer, "Thank you for telling us. I kept a note.", "their word counts")
    await stage.telling.saw("and they can say how it was, or never again", yes=_asks_on(answer))
    cases = [line.text for line in stage.bot_lines(stage.harbour.moderator, stage.harbour.moderators)]
    alone = not any(f"@{chat.listener.name}" in text for text in cases)
    await stage.telling.saw("one sudden end alone calls no moderator", yes=alone)
    again = await open_relayed(stage, chat.member, stage.harbour.kit)
    fresh = again.names[chat.member.name] not in chat.names.values()
    await stage.telling.saw("another listener is there, and both have new names", yes=fresh)


async def open_relayed(stage: Stage, member: Person, listener: Person, *, told: bool = False) -> Relayed:
    """A member asks, having read how such a chat works; a listener accepts; both are called by private message."""
    shown = stage if told else await quietly(stage, member, listener)
    await ask(shown, member, "loss", "made-up name", "before asking: both get a made-up name")
    await accept(shown, member, listener)
    names = {person.name: _own_name(stage, person) for person in (member, listener)}
    await shown.sees_privately(member, "is here to listen", "the bot calls the member, who has a new name")
    both = all(names.values()) and names[member.name] != names[listener.name]
    await shown.telling.saw("the listener has one too", yes=both)
    return Relayed(member, listener, names)


async def _talk(stage: Stage, chat: Relayed, talk: tuple[Line, ...]) -> None:
    """The two write in turn; each line arrives under the made-up name."""
    people = (chat.member, chat.listener) * len(talk)
    for line, (writer, reader) in zip(talk, pairwise(people), strict=False):
        await stage.says_privately(writer, line)
        name = chat.names[writer.name]
        newest = stage.private_lines(reader)[-1]
        await stage.telling.shows(f"{reader.name} privately", newest.text)
        arrived = name in newest.text and line in newest.text
        await stage.telling.saw(f"it arrives, from {name or 'nobody'}", yes=arrived)


def names(text: str, name: str) -> bool:
    """Whether a text holds somebody's name as a word: "Kite" is no "Kit"."""
    return re.search(rf"\b{re.escape(name)}\b", text) is not None


def _own_name(stage: Stage, person: Person) -> str:
    """The newest made-up name that somebody was given."""
    found = [OWN_NAME.findall(line.text) for line in stage.private_lines(person)]
    return next((names[0] for names in reversed(found) if names), "")


def _asks_on(answer: Shown) -> bool:
    return {"Say something felt wrong", "Never meet them again", "Urgent help"} <= set(answer.labels)
