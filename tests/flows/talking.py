"""Small talk, so that time passes in a chat without silence."""

from datetime import timedelta

from tests.flows.world import PLAIN, OpenChat, World

STEP = 2


async def talk(world: World, chat: OpenChat, minutes: int, last: int | None = None) -> None:
    """The two write to each other for so many minutes; `last` writes at the very end."""
    end = world.now + timedelta(minutes=minutes)
    while world.now < end:
        for person in (chat.member, chat.listener):
            await world.say(person, chat.place, PLAIN)
        left = (end - world.now) / timedelta(minutes=1)
        await world.pass_time(minutes=min(STEP, left))
    await world.say(last or chat.listener, chat.place, PLAIN)


def said(world: World, chat: OpenChat, key: str) -> int:
    """How often a text of the time was said in the chat."""
    start = world.wording.strings[f"time.{key}"].partition("{")[0].partition("**")[0]
    return sum(card.text.startswith(start) for card in world.cards(chat.place))
