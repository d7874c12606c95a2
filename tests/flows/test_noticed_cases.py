"""What is noticed is put before people: across chats, at once when it is urgent, and quietly in shadow mode."""

from bot.flows.surface import TryLater
from bot.guide import Action
from bot.guide.cards_listener import paused_listener_card
from bot.guide.cards_shared import nearby_card
from bot.store.acts import SendCard
from tests.flows.recording import Trouble
from tests.flows.world import (
    ASKS,
    DESK,
    HOME,
    LISTENER,
    MEMBER,
    SECOND_MEMBER,
    WANTS_SECRECY_AND_HOME,
    World,
)


async def test_three_chats_with_three_members_make_one_case_message(world: World) -> None:
    for member in (MEMBER, SECOND_MEMBER):
        chat = await world.open_chat(member)
        await world.say(LISTENER, chat.place, ASKS)
        await world.end_chat(chat)
        assert await world.cases() == ()
    third = await world.open_chat(63)
    await world.say(LISTENER, third.place, ASKS)
    (message,) = world.case_messages()
    case = await world.only_case()
    assert (case.reason, case.subject, case.message, case.place) == (
        "contact_chats",
        LISTENER,
        message.id,
        DESK,
    )
    assert f"<@{LISTENER}>" in message.card.text.splitlines()[0]
    assert "3 chats with 3 members" in message.card.text.splitlines()[0]
    assert f"https://discord.com/channels/{HOME}/{third.place}/" in message.card.text
    assert isinstance(message.act, SendCard)
    assert message.act.mention_role is None


async def test_what_comes_later_edits_the_one_case_message(world: World) -> None:
    for member in (MEMBER, SECOND_MEMBER, 63, 64):
        chat = await world.open_chat(member)
        await world.say(LISTENER, chat.place, ASKS)
    (message,) = world.case_messages()
    assert message.edits == 1
    assert "4 chats with 4 members" in message.card.text.splitlines()[0]
    assert len(await world.cases()) == 1


async def test_what_comes_while_the_card_is_on_its_way_is_on_it_in_the_end(world: World) -> None:
    chats = [await world.open_chat(member) for member in (MEMBER, SECOND_MEMBER, 63, 64)]
    for chat in chats[:2]:
        await world.say(LISTENER, chat.place, ASKS)
    world.surface.troubles.append(later_at(DESK))
    for chat in chats[2:]:
        await world.say(LISTENER, chat.place, ASKS)
    assert world.case_messages() == []
    await world.pass_time(minutes=1)
    (message,) = world.case_messages()
    assert "4 chats with 4 members" in message.card.text


async def test_urgent_words_go_to_moderators_at_once_and_the_listener_hears_nothing(world: World) -> None:
    chat = await world.open_chat()
    before = len(world.private_cards(LISTENER))
    await world.say(LISTENER, chat.place, WANTS_SECRECY_AND_HOME)
    (message,) = world.case_messages()
    assert isinstance(message.act, SendCard)
    assert message.act.mention_role == 31
    assert len(world.private_cards(LISTENER)) == before
    assert world.notices(chat.place) == []
    assert world.messages_with(chat.place, Action.SEE_NOTE) == []


async def test_for_the_member_help_comes_first(world: World) -> None:
    chat = await world.open_chat()
    await world.say(LISTENER, chat.place, WANTS_SECRECY_AND_HOME)
    nearby = nearby_card(world.wording, str(chat.id))
    assert nearby in world.cards(chat.place)


async def test_an_urgent_pause_ends_within_a_day_and_only_then_new_chats_come(world: World) -> None:
    chat = await world.open_chat()
    await world.say(LISTENER, chat.place, WANTS_SECRECY_AND_HOME)
    request = await world.ask(SECOND_MEMBER)
    answer = await world.press(LISTENER, Action.ACCEPT_REQUEST, request.id)
    assert answer.card == paused_listener_card(world.wording)
    await world.pass_time(hours=24)
    request = await world.ask(SECOND_MEMBER)
    await world.press(LISTENER, Action.ACCEPT_REQUEST, request.id)
    assert (await world.chat(request.id)).listener == LISTENER
    # Nobody had looked, so neither the pause nor its end was spoken of.
    assert not any("pause" in card.text for card in world.private_cards(LISTENER))


async def test_a_community_can_do_without_the_urgent_pause(world: World) -> None:
    await world.set_up(pause_on_urgent=False)
    chat = await world.open_chat()
    await world.say(LISTENER, chat.place, WANTS_SECRECY_AND_HOME)
    assert (await world.only_case()).reason == "urgent"
    request = await world.ask(SECOND_MEMBER)
    await world.press(LISTENER, Action.ACCEPT_REQUEST, request.id)
    assert (await world.chat(request.id)).listener == LISTENER


async def test_something_urgent_in_an_open_case_calls_moderators_again(world: World) -> None:
    chat = await world.open_chat()
    await world.report(chat, "judged")
    (first,) = world.case_messages()
    await world.say(LISTENER, chat.place, WANTS_SECRECY_AND_HOME)
    call = world.surface.places[DESK][-1]
    assert isinstance(call.act, SendCard)
    assert call.act.mention_role == 31
    assert "Urgent" in call.card.text
    assert first.edits == 1
    assert (await world.only_case()).reason == "urgent"


async def test_shadow_mode_is_silent_and_counts_what_it_would_have_said(world: World) -> None:
    await world.set_up(shadow=True)
    for member in (MEMBER, SECOND_MEMBER, 63):
        chat = await world.open_chat(member)
        await world.say(LISTENER, chat.place, ASKS)
        assert world.notices(chat.place) == []
    assert world.reminders(LISTENER) == []
    assert await world.cases() == ()
    assert all(flag.shadow for flag in await world.flags_about(LISTENER))


async def test_in_shadow_mode_urgent_cases_and_reports_work(world: World) -> None:
    await world.set_up(shadow=True)
    chat = await world.open_chat()
    await world.say(LISTENER, chat.place, WANTS_SECRECY_AND_HOME)
    assert (await world.only_case()).reason == "urgent"
    other = await world.open_chat(SECOND_MEMBER, 52)
    await world.report(other, "asked_contact")
    assert len(await world.cases()) == 2


def later_at(place: int) -> Trouble:
    """The next message to this place has to wait."""
    return Trouble(lambda one: isinstance(one.act, SendCard) and one.act.place == place, TryLater(5))
