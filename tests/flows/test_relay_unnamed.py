"""No account is shown to the other side or to moderators before Reveal, wherever one might stand."""

import pytest

from bot.flows import case_shown, digest_due
from bot.flows.surface import DESK as DESK_COMMAND
from bot.guide import Action
from tests.flows.relaying import RelayedChat, open_relay, write
from tests.flows.world import (
    ASKS,
    DESK,
    LISTENER,
    MEMBER,
    MODERATOR,
    OWNER,
    SECOND_MEMBER,
    THIRD_MEMBER,
    WANTS_SECRECY_AND_HOME,
    World,
)

SECOND_ASK = "so what is your email address?"


def shown_to_team(world: World) -> str:
    """All that stands in the moderators' channel."""
    return "\n".join(card.text for card in world.cards(DESK))


async def case_card(world: World) -> str:
    """The card of the only case, as it stands now."""
    case = await world.only_case()
    async with world.stories.parts.work() as work:
        return (await case_shown.case_card(world.stories.parts, work, await world.community(), case)).text


async def digest(world: World) -> str:
    async with world.stories.parts.work() as work:
        await digest_due.send_digest(world.stories.parts, work, await world.community())
    await world.settle()
    return world.cards(DESK)[-1].text


async def felt_wrong(world: World, member: int) -> RelayedChat:
    chat = await open_relay(world, member)
    await world.press(member, Action.END_YES, chat.id, community=None)
    await world.press(member, Action.FELT_WRONG, chat.id, community=None)
    return chat


async def test_a_pattern_of_relayed_chats_names_nobody(world: World) -> None:
    chats = [await felt_wrong(world, member) for member in (MEMBER, SECOND_MEMBER, THIRD_MEMBER)]
    told = await digest(world)
    assert f"<@{LISTENER}>" not in told
    for chat in chats:
        assert (await chat.relay()).listener_name not in told
    assert "A listener with made-up names: 3 of the 3 people who answered" in told


async def asked_for_much(world: World, member: int) -> str:
    """A listener goes too far in a relayed chat; returns the made-up name they had in it."""
    chat = await open_relay(world, member)
    await write(world, LISTENER, WANTS_SECRECY_AND_HOME)
    await world.press(member, Action.END_YES, chat.id, community=None)
    return (await chat.relay()).listener_name


async def test_a_case_about_one_chat_stands_under_its_made_up_name(world: World) -> None:
    name = await asked_for_much(world, MEMBER)
    card = await case_card(world)
    assert f"*{name}* (listener)" in card
    assert "another made-up name" not in card


async def test_two_made_up_names_of_one_person_never_meet(world: World) -> None:
    first = await asked_for_much(world, MEMBER)
    await world.pass_time(hours=25)  # The bot's own pause is over.
    second = await asked_for_much(world, SECOND_MEMBER)
    case = await world.only_case()
    card = await case_card(world)
    assert card.startswith("**Case 1** · this listener · 2 chats with 2 members")
    assert first not in card
    pressed = [
        await world.press(MODERATOR, action, case.id, place=DESK)
        for action in (Action.CASE_PAUSE, Action.CASE_FINE, Action.CASE_LOG, Action.CASE_RECORD)
    ]
    desk = await world.press(MODERATOR, DESK_COMMAND, place=DESK)
    told = [answer.card.text for answer in (*pressed, desk) if answer.card is not None]
    assert len(told) == 5
    later = "\n".join((*told, await digest(world), shown_to_team(world)))
    assert second not in later
    assert str(LISTENER) not in later


async def test_a_pattern_is_named_where_one_chat_was_a_thread(world: World) -> None:
    for member in (MEMBER, SECOND_MEMBER):
        await felt_wrong(world, member)
    await world.set_up()
    chat = await world.open_chat(THIRD_MEMBER)
    await world.end_chat(chat)
    await world.press(THIRD_MEMBER, Action.FELT_WRONG, chat.id)
    assert f"<@{LISTENER}>" in await digest(world)


async def test_the_export_of_who_leaves_names_nobody(world: World) -> None:
    chat = await open_relay(world)
    await write(world, LISTENER, WANTS_SECRECY_AND_HOME)
    answer = await world.press(OWNER, Action.LEAVE_YES)
    assert answer.export is not None
    assert str(LISTENER) not in answer.export.text.replace(f'"{chat.id}"', "")


async def test_in_shadow_mode_a_paused_chat_names_nobody(world: World) -> None:
    await open_relay(world)
    await world.set_up(relay="all", shadow=True)
    await write(world, LISTENER, ASKS)
    await write(world, LISTENER, SECOND_ASK)
    assert f"<@{LISTENER}>" not in shown_to_team(world)


async def test_an_account_is_not_told_about_in_a_hidden_case(world: World) -> None:
    chat = await open_relay(world)
    fields = {"words": "they went on and on"}
    await world.press(
        LISTENER, Action.SEND_REPORT, f"sexual_romantic:{chat.id}", community=None, fields=fields
    )
    case = await world.only_case()
    assert case.subject == MEMBER
    answer = await world.press(MODERATOR, Action.ABOUT_ACCOUNT, case.id, place=DESK)
    assert answer.card is not None
    assert f"<@{MEMBER}>" not in answer.card.text
    assert f"<@{MEMBER}>" not in shown_to_team(world)


@pytest.mark.parametrize("listener_calls", [False, True])
async def test_a_call_names_only_who_calls(world: World, listener_calls: bool) -> None:
    chat = await open_relay(world)
    caller, other = (LISTENER, MEMBER) if listener_calls else (MEMBER, LISTENER)
    action = Action.GET_MODERATOR if listener_calls else Action.ASK_MODERATOR
    await world.press(caller, action, chat.id, community=None)
    assert f"<@{caller}>" in shown_to_team(world)
    assert f"<@{other}>" not in shown_to_team(world)


@pytest.mark.parametrize(
    "text",
    ["<@5100000000>", "i am <@123456789012345678> here", "https://discord.com/users/123456789012345678"],
)
async def test_an_account_in_a_message_is_neither_delivered_nor_kept(world: World, text: str) -> None:
    chat = await open_relay(world)
    await write(world, MEMBER, text)
    assert chat.heard(LISTENER) == []
    (flag,) = await world.flags_about(MEMBER)
    assert not any(letter.isdecimal() for letter in flag.excerpt)


async def test_an_account_in_a_request_is_left_out(world: World) -> None:
    await world.set_up(relay="all")
    request = await world.ask(MEMBER, avoid="people like <@123456789012345678>")
    assert request.avoid == ""
