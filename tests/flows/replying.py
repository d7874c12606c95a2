"""What the stories about somebody's own side share: asking, the question as it was read, answering."""

from bot.casework.replying import Matter
from bot.guide import Action
from bot.guide.values import Card
from bot.store.replies import Reply, find_reply
from bot.store.tables import replies
from tests.flows.world import DESK, LISTENER, MEMBER, MODERATOR, OpenChat, World, argument, has

OWN_WORDS = "you told someone to just get over it."


async def reported(
    world: World, situation: str = "judged", *, by: int = MEMBER, naming: str = "now"
) -> OpenChat:
    """Somebody reports their listener, says who may know, and the chat ends."""
    chat = await world.open_chat(by)
    report = await world.report(chat, situation, "he laughed at me and told me to get over it")
    if naming != "moderators":
        await world.press(by, Action(f"name_{naming}"), report.id)
    await world.end_chat(chat)
    return chat


async def start_asking(world: World, by: int = MODERATOR) -> Card:
    """A moderator presses Ask for their side on the latest case."""
    case = (await world.cases())[-1]
    answer = await world.press(by, Action.CASE_ASK_SIDE, case.id, place=DESK)
    assert answer.card is not None
    return answer.card


async def preview(
    world: World, card: Card, matter: Matter, words: str | None = None, by: int = MODERATOR, **fields: str
) -> Card:
    """Choose what to ask about, and write it; what comes is the preview, or what has to be changed."""
    (select,) = card.selects
    form = (await world.press(by, select.action, select.argument, place=DESK, values=(matter,))).form
    assert form is not None
    filled = {field.key: field.value for field in form.fields} | fields
    if words is not None:
        filled["sentence"] = words
    answer = await world.press(by, form.action, form.argument, place=DESK, fields=filled)
    assert answer.card is not None
    return answer.card


async def ask(world: World, matter: Matter = Matter.JUDGED, by: int = MODERATOR) -> Card:
    """A moderator asks for somebody's side, with the words that stand there already."""
    shown = await preview(world, await start_asking(world, by), matter, by=by)
    answer = await world.press(by, Action.SIDE_SEND, argument(shown, Action.SIDE_SEND), place=DESK)
    assert answer.card is not None
    return answer.card


def questions_to(world: World, person: int = LISTENER) -> list[Card]:
    """The questions in somebody's private messages as they stand now."""
    return [card for card in world.private_cards(person) if has(card, Action.SIDE_LONGER)]


def the_question(world: World, person: int = LISTENER) -> Card:
    """The only one."""
    (card,) = questions_to(world, person)
    return card


async def answer(
    world: World, said: str = "did_not", words: str = "", by: int = LISTENER, key: str = ""
) -> Card:
    """Somebody tells their side by the button of their question."""
    target = key or argument(the_question(world, by), Action.TELL_SIDE)
    pressed = await world.press(by, Action.TELL_SIDE, target, community=None)
    if pressed.form is None:
        assert pressed.card is not None
        return pressed.card
    fields = {"said": said, "words": words}
    told = await world.press(by, pressed.form.action, pressed.form.argument, community=None, fields=fields)
    assert told.card is not None
    return told.card


async def last_reply(world: World) -> Reply:
    """The latest question or draft on record."""
    rows = await world.rows(replies)
    number = rows[-1]["id"]
    assert isinstance(number, int)
    async with world.database.reading() as connection:
        found = await find_reply(connection, world.database.keys, number)
    assert found is not None
    return found
