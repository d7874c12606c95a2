"""A listener gets a moderator: told that one is coming only once it is true, who comes in after both are told."""

from bot.guide import Action, Card
from bot.guide.building import day
from bot.guide.cards_account import entering_card, you_enter_card
from bot.guide.cards_crisis import moderator_coming_card
from bot.guide.cards_shared import not_allowed_card, too_late_card
from bot.store import chats
from bot.store.acts import AddPerson, SendCard
from bot.store.watermarks import newest_possible
from tests.flows.world import (
    DESK,
    HOME,
    LISTENER,
    MEMBER,
    MODERATOR,
    NAME,
    SECOND_MODERATOR,
    THIRD_MEMBER,
    OpenChat,
    World,
    argument,
    has,
)


async def call(world: World, chat: OpenChat) -> Card:
    """The listener calls, and a moderator takes the call; gives the card as it then stands."""
    await world.press(LISTENER, Action.GET_MODERATOR, chat.id, place=chat.place)
    (message,) = world.messages_with(DESK, Action.HELP_TAKEN)
    key = argument(message.card, Action.HELP_TAKEN)
    await world.press(MODERATOR, Action.HELP_TAKEN, key, place=DESK, message=message.id)
    return message.card


async def test_both_are_told_and_then_the_moderator_comes_in(world: World) -> None:
    chat = await world.open_chat()
    card = await call(world, chat)
    assert MODERATOR not in world.surface.threads[chat.place].people
    assert moderator_coming_card(world.wording, NAME) in world.private_cards(LISTENER)
    answer = await world.press(MODERATOR, Action.ENTER_CHAT, argument(card, Action.ENTER_CHAT), place=DESK)
    assert answer.card == you_enter_card(world.wording)
    assert world.surface.threads[chat.place].people == {LISTENER, MEMBER, MODERATOR}
    told = SendCard(chat.place, entering_card(world.wording, f"<@{MODERATOR}>"))
    acts = [done.act for done in world.surface.acts_in(chat.place)]
    assert acts.index(told) < acts.index(AddPerson(chat.place, MODERATOR))


async def test_who_cannot_tell_both_does_not_come_in(world: World) -> None:
    chat = await world.open_chat()
    card = await call(world, chat)
    world.surface.refuse("send_card")
    await world.press(MODERATOR, Action.ENTER_CHAT, argument(card, Action.ENTER_CHAT), place=DESK)
    assert MODERATOR not in world.surface.threads[chat.place].people


async def test_only_moderators_come_in_and_never_into_their_own_chat(world: World) -> None:
    chat = await world.open_chat()
    card = await call(world, chat)
    number = argument(card, Action.ENTER_CHAT)
    outsider = await world.press(THIRD_MEMBER, Action.ENTER_CHAT, number, place=DESK)
    assert outsider.card == not_allowed_card(world.wording)
    world.surface.roles[MEMBER] = world.surface.roles[SECOND_MODERATOR]
    own = await world.press(MEMBER, Action.ENTER_CHAT, number, place=DESK)
    assert own.card == not_allowed_card(world.wording)
    await world.end_chat(chat)
    late = await world.press(SECOND_MODERATOR, Action.ENTER_CHAT, number, place=DESK)
    assert late.card == too_late_card(world.wording)


# -- new accounts (T57) ------------------------------------------------------------------------------------


async def newcomer(world: World) -> int:
    """A member whose account is two days old, and who came yesterday."""
    person = newest_possible(world.now) - (2 * 86_400_000 << 22)
    world.surface.joined[person] = world.now
    await world.agree(person, yes=True)
    return person


async def test_with_a_new_account_moderators_read_age_join_date_and_listeners_troubled(world: World) -> None:
    person = await newcomer(world)
    first = await world.open_chat(person, 52)
    await world.press(52, Action.END_NOW, first.id, place=first.place)
    second = await world.open_chat(person, 53)
    await world.report(second, "sexual_romantic", by=53)
    await world.press(53, Action.END_NOW, second.id, place=second.place)
    chat = await world.open_chat(person, LISTENER)
    await world.press(LISTENER, Action.GET_MODERATOR, chat.id, place=chat.place)
    call = world.messages_with(DESK, Action.HELP_TAKEN)[-1]
    assert "**New here.**" in call.card.text
    assert "2 listeners stopped a chat with them or reported them" in call.card.text
    (case,) = await world.cases()
    answer = await world.press(MODERATOR, Action.ABOUT_ACCOUNT, case.id, place=DESK)
    assert answer.card is not None
    assert "2 listeners" in answer.card.text
    assert day(world.surface.joined[person]) in answer.card.text
    await world.pass_time(days=8)
    later = await world.press(MODERATOR, Action.ABOUT_ACCOUNT, case.id, place=DESK)
    assert later.card is not None
    assert "0 listeners" in later.card.text


async def test_an_old_account_is_not_talked_about(world: World) -> None:
    chat = await world.open_chat()
    await world.press(LISTENER, Action.GET_MODERATOR, chat.id, place=chat.place)
    (message,) = world.messages_with(DESK, Action.HELP_TAKEN)
    assert "account" not in message.card.text


async def test_only_moderators_ask_about_an_account(world: World) -> None:
    chat = await world.open_chat()
    await world.report(chat, "threatened", by=LISTENER)
    number = argument(await world.more(), Action.ABOUT_ACCOUNT)
    for person in (LISTENER, MEMBER):
        answer = await world.press(person, Action.ABOUT_ACCOUNT, number, place=DESK)
        assert answer.card == not_allowed_card(world.wording)
    world.surface.silent = True
    unknown = await world.press(MODERATOR, Action.ABOUT_ACCOUNT, number, place=DESK)
    assert unknown.card is not None
    assert "could not see when they joined" in unknown.card.text
    late = await world.press(MODERATOR, Action.ABOUT_ACCOUNT, 999, place=DESK)
    assert late.card == too_late_card(world.wording)


async def test_a_case_about_a_listener_has_no_such_button(world: World) -> None:
    chat = await world.open_chat()
    await world.report(chat, "judged")
    assert not has(await world.more(), Action.ABOUT_ACCOUNT)
    async with world.database.reading() as connection:
        assert len(await chats.open_chats(connection, world.database.keys, HOME)) == 1
