"""What a relay never delivers: both are told, it is noted, and the second one pauses the chat for a moderator."""

import pytest

from bot.casework.keeping import FLAG_KEPT
from bot.chats import State
from bot.guide import Action
from bot.guide.cards_listener import disputed_card, how_to_answer_card
from bot.guide.cards_member import member_asked_tip
from bot.guide.cards_moderator import nothing_done_card
from bot.guide.cards_relay import (
    relay_goes_on_card,
    relay_held_back_card,
    relay_paused_card,
    relay_stopped_card,
    relay_waits_card,
    reveal_needs_other_card,
    reveal_waits_card,
    revealed_card,
)
from bot.guide.cards_shared import ended_card, not_allowed_card, too_late_card
from bot.screening import Severity
from bot.store import listeners, tables
from tests.flows.relaying import edit, open_relay, write
from tests.flows.world import (
    ASKS,
    DESK,
    HOME,
    LISTENER,
    MEMBER,
    MEMBER_ASKS,
    MEMBER_PUSHES,
    MODERATOR,
    NAME,
    OVERSHARES,
    PLAIN,
    SAYS_NO,
    SECOND_MODERATOR,
    World,
    argument,
    has,
)


async def test_an_ask_is_not_delivered_and_its_sender_reads_the_kind_and_no_words(world: World) -> None:
    chat = await open_relay(world)
    seen = await write(world, LISTENER, ASKS)
    assert chat.heard(MEMBER) == []
    until = world.now + FLAG_KEPT
    told = relay_stopped_card(world.wording, str(seen.id), "contact_request", until)
    assert world.private_cards(LISTENER)[-1] == told
    assert "phone number" not in told.text
    held_back = relay_held_back_card(world.wording, str(chat.id), to_member=True)
    assert world.private_cards(MEMBER)[-1] == held_back
    assert has(held_back, Action.FEELS_WRONG)
    assert has(held_back, Action.ANOTHER_LISTENER)
    (flag,) = await world.flags_about(LISTENER)
    assert (flag.severity, flag.chat, flag.message) == (Severity.CONCERN, chat.id, seen.id)
    assert world.reminders(LISTENER) == [told]


@pytest.mark.parametrize(("chats_before", "arrives"), [(0, False), (4, False), (5, True)])
async def test_in_a_listeners_first_five_chats_less_arrives(
    world: World, chats_before: int, arrives: bool
) -> None:
    async with world.database.writing() as connection:
        for _ in range(chats_before):
            await listeners.count_chat(connection, HOME, LISTENER, world.now)
    chat = await open_relay(world)
    await write(world, LISTENER, "is there another place we could talk?")
    assert bool(chat.heard(MEMBER)) is arrives


async def test_a_number_is_not_delivered_whoever_writes_it(world: World) -> None:
    chat = await open_relay(world)
    await write(world, MEMBER, OVERSHARES)
    assert chat.heard(LISTENER) == []
    (flag,) = await world.flags_about(MEMBER)
    assert flag.severity is Severity.NOTE
    assert has(world.private_cards(LISTENER)[-1], Action.END_NOW)


async def test_a_members_first_ask_is_delivered_and_both_are_helped(world: World) -> None:
    chat = await open_relay(world)
    await write(world, MEMBER, MEMBER_ASKS)
    assert chat.heard(LISTENER) == [MEMBER_ASKS]
    assert member_asked_tip(world.wording, str(chat.id), NAME) in world.private_cards(MEMBER)
    assert how_to_answer_card(world.wording, str(chat.id), NAME) in world.private_cards(LISTENER)
    await write(world, LISTENER, SAYS_NO)
    await write(world, MEMBER, MEMBER_PUSHES)
    assert chat.heard(LISTENER) == [MEMBER_ASKS]


async def test_the_sender_can_say_that_it_was_a_mistake(world: World) -> None:
    await open_relay(world)
    await write(world, LISTENER, ASKS)
    number = argument(world.private_cards(LISTENER)[-1], Action.GOT_IT_WRONG)
    answer = await world.press(LISTENER, Action.GOT_IT_WRONG, number, community=None)
    assert answer.card == disputed_card(world.wording)
    (flag,) = await world.flags_about(LISTENER)
    assert flag.disputed


async def test_a_change_into_an_ask_does_not_arrive(world: World) -> None:
    chat = await open_relay(world)
    seen = await write(world, LISTENER, PLAIN)
    await edit(world, seen, ASKS)
    assert chat.heard(MEMBER) == [PLAIN]
    assert has(world.private_cards(LISTENER)[-1], Action.GOT_IT_WRONG)
    assert len(await world.flags_about(LISTENER)) == 1


async def test_a_stopped_message_stays_stopped_when_it_is_changed(world: World) -> None:
    chat = await open_relay(world)
    seen = await write(world, LISTENER, ASKS)
    await edit(world, seen, PLAIN)
    assert chat.heard(MEMBER) == []


async def test_a_stopped_message_is_stopped_once_also_over_a_restart(world: World) -> None:
    chat = await open_relay(world)
    await write(world, LISTENER, ASKS)
    await world.restart()
    assert (await chat.relay()).stops == 1
    assert len(await world.flags_about(LISTENER)) == 1
    assert sum(has(card, Action.GOT_IT_WRONG) for card in world.private_cards(LISTENER)) == 1


async def test_the_second_pauses_the_chat_until_a_moderator_lets_it_go_on(world: World) -> None:
    chat = await open_relay(world)
    await write(world, LISTENER, ASKS)
    assert await world.cases() == ()
    await write(world, LISTENER, "so what is your email address?")
    paused = relay_paused_card(world.wording, str(chat.id))
    assert paused in world.private_cards(MEMBER)
    assert paused in world.private_cards(LISTENER)
    case = await world.only_case()
    assert (case.subject, case.reason) == (LISTENER, "stopped")
    await write(world, MEMBER, "what happened?")
    await write(world, MEMBER, "hello?")
    assert chat.heard(LISTENER) == []
    waits = relay_waits_card(world.wording, str(chat.id))
    assert world.private_cards(MEMBER).count(waits) == 1
    (call,) = world.messages_with(DESK, Action.RELAY_GO_ON)
    assert f"<@{LISTENER}>" not in call.card.text
    refused = await world.press(MEMBER, Action.RELAY_GO_ON, chat.id, place=DESK, message=call.id)
    assert refused.card == not_allowed_card(world.wording)
    await world.press(MODERATOR, Action.RELAY_GO_ON, chat.id, place=DESK, message=call.id)
    assert not has(call.card, Action.RELAY_GO_ON)
    assert relay_goes_on_card(world.wording, str(chat.id)) in world.private_cards(MEMBER)
    await write(world, MEMBER, "i am still here")
    assert chat.heard(LISTENER) == ["i am still here"]
    late = await world.press(MODERATOR, Action.RELAY_GO_ON, chat.id, place=DESK, message=call.id)
    assert late.card == too_late_card(world.wording)


async def test_a_moderator_can_end_a_paused_chat(world: World) -> None:
    chat = await open_relay(world)
    await write(world, LISTENER, ASKS)
    await write(world, LISTENER, "so what is your email address?")
    (call,) = world.messages_with(DESK, Action.RELAY_END)
    await world.press(MODERATOR, Action.RELAY_END, chat.id, place=DESK, message=call.id)
    assert (await world.chat(chat.id)).state is State.ENDED
    assert ended_card(world.wording) in world.private_cards(MEMBER)


async def test_without_anybody_to_look_no_chat_is_paused(world: World) -> None:
    chat = await open_relay(world)
    await world.set_up(relay="all", moderators_channel=None, oversight=None)
    await write(world, LISTENER, ASKS)
    await write(world, LISTENER, "so what is your email address?")
    await write(world, MEMBER, PLAIN)
    assert chat.heard(LISTENER) == [PLAIN]


# -- the account -------------------------------------------------------------------------------------------


async def paused_case(world: World) -> int:
    await open_relay(world)
    await write(world, LISTENER, ASKS)
    await write(world, LISTENER, "so what is your email address?")
    return (await world.only_case()).id


async def ask_to_reveal(world: World, case: int) -> None:
    form = await world.press(MODERATOR, Action.REVEAL, case, place=DESK)
    assert form.form is not None
    reason = {"reason": "Two more people told us about the same words."}
    waits = await world.press(MODERATOR, Action.REVEAL_ASK, case, place=DESK, fields=reason)
    assert waits.card == reveal_waits_card(world.wording, 1)


async def test_an_account_is_shown_only_with_a_reason_and_a_second_person(world: World) -> None:
    case = await paused_case(world)
    assert all(f"<@{LISTENER}>" not in card.text for card in world.cards(DESK))
    await ask_to_reveal(world, case)
    (asked,) = world.messages_with(DESK, Action.REVEAL_YES)
    assert "Two more people" in asked.card.text
    alone = await world.press(MODERATOR, Action.REVEAL_YES, case, place=DESK)
    assert alone.card == reveal_needs_other_card(world.wording)
    shown = await world.press(SECOND_MODERATOR, Action.REVEAL_YES, case, place=DESK)
    assert shown.card == revealed_card(world.wording, 1, f"<@{LISTENER}>")
    (message,) = world.case_messages()
    assert f"<@{LISTENER}>" in message.card.text
    assert not has(await world.more(case), Action.REVEAL)
    assert (await world.case_log(case))[-2:] == ["reveal_asked", "revealed"]


async def test_a_second_person_may_say_no(world: World) -> None:
    case = await paused_case(world)
    await ask_to_reveal(world, case)
    answer = await world.press(SECOND_MODERATOR, Action.REVEAL_NO, case, place=DESK)
    assert answer.card == nothing_done_card(world.wording)
    late = await world.press(SECOND_MODERATOR, Action.REVEAL_YES, case, place=DESK)
    assert late.card == too_late_card(world.wording)
    assert (await world.case_log(case))[-1] == "reveal_refused"
    assert all(f"<@{LISTENER}>" not in card.text for card in world.cards(DESK))


@pytest.mark.parametrize("person", [MEMBER, LISTENER])
@pytest.mark.parametrize("action", [Action.REVEAL, Action.REVEAL_ASK, Action.REVEAL_YES])
async def test_nobody_else_sees_an_account(world: World, person: int, action: Action) -> None:
    case = await paused_case(world)
    await ask_to_reveal(world, case)
    answer = await world.press(person, action, case, place=DESK, fields={"reason": "I want to know"})
    assert answer.form is None
    assert answer.card is not None
    assert f"<@{LISTENER}>" not in answer.card.text
    assert [row["agreed_by"] for row in await world.rows(tables.reveals)] == [None]


async def test_without_a_reason_nobody_is_asked(world: World) -> None:
    case = await paused_case(world)
    await world.press(MODERATOR, Action.REVEAL_ASK, case, place=DESK, fields={"reason": " "})
    assert await world.rows(tables.reveals) == []


async def test_the_digest_names_nobody_from_relayed_chats(world: World) -> None:
    chat = await open_relay(world)
    await write(world, LISTENER, ASKS)
    from bot.flows import digest_due

    async with world.stories.parts.work() as work:
        await digest_due.send_digest(world.stories.parts, work, await world.community())
    await world.settle()
    digest = world.cards(DESK)[-1].text
    assert (await chat.relay()).listener_name in digest
    assert f"<@{LISTENER}>" not in digest
