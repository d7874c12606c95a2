"""Whom the team knows by a made-up name stays unknown to it, through a whole case and its second look."""

from bot.casework.replying import Matter
from bot.flows.surface import DESK as DESK_COMMAND
from bot.guide import Action
from tests.flows.breaking import decisions_on_record, like_this, name_rule, uses_table
from tests.flows.desk import press
from tests.flows.relaying import open_relay, write
from tests.flows.replying import answer, ask
from tests.flows.world import ASKS, DESK, LISTENER, MODERATOR, SECOND_MODERATOR, WANTS_SECRECY_AND_HOME, World


async def test_a_whole_case_about_a_relayed_chat_names_nobodys_account(world: World) -> None:
    await uses_table(world)
    chat = await open_relay(world)
    await write(world, LISTENER, ASKS)
    await write(world, LISTENER, WANTS_SECRECY_AND_HOME)
    await world.press(chat.member, Action.END_YES, chat.id, community=None)
    case = (await world.only_case()).id
    read = [await press(world, Action.CASE_TAKE_YES)]
    read.append(await ask(world, Matter.CONTACT))
    await answer(world, "happened", "I did ask")
    read.append(await press(world, Action.CASE_LOG))
    proposal = await name_rule(world, case, "D4")
    decided = await like_this(world, proposal)
    (decision,) = await decisions_on_record(world)
    await world.press(LISTENER, Action.SEND_APPEAL, decision.id, fields={"words": "Please look again."})
    for person in (MODERATOR, SECOND_MODERATOR):
        shown = (await world.press(person, DESK_COMMAND)).card
        assert shown is not None
        read.append(shown)
    read += [
        proposal,
        await press(world, Action.CASE_LOG),
        await press(world, Action.ANSWER_APPEAL, 1, SECOND_MODERATOR),
    ]
    assert decided.card is not None
    assert "read both sides for a second look" in (await press(world, Action.CASE_LOG)).text
    read += [decided.card, *world.cards(DESK)]
    accounts = (f"<@{LISTENER}>", f"<@{chat.member}>")
    assert [card for card in read if any(account in card.text for account in accounts)] == []
