"""Cases about the team: oversight alone sees and decides them, and none is lost when oversight cannot be reached."""

from bot.flows.surface import Refused
from bot.guide import Action, Card
from bot.guide.cards_moderator import oversight_unreached_card
from bot.guide.cards_shared import not_allowed_card
from bot.store.acts import Delivery, SendCard
from tests.flows.recording import Trouble
from tests.flows.world import (
    DESK,
    HELPERS,
    LISTENER,
    MEMBER,
    MODERATOR,
    OVERSIGHT,
    OWNER,
    SECOND_MEMBER,
    TEAM,
    OpenChat,
    World,
    has,
)


async def about_a_moderator(world: World) -> OpenChat:
    """A moderator who also listens is reported."""
    world.surface.roles[LISTENER] = frozenset({TEAM, HELPERS})
    chat = await world.open_chat()
    await world.report(chat, "asked_contact", "they wanted my number")
    return chat


async def waiting_for(world: World, person: int) -> Card:
    card = (await world.press(person, Action.MY_MESSAGES, community=None)).card
    assert card is not None
    return card


async def test_moderators_do_not_decide_what_is_for_oversight(world: World) -> None:
    await about_a_moderator(world)
    answer = await world.press(MODERATOR, Action.CASE_FINE_YES, 1, place=DESK)
    assert answer.card == not_allowed_card(world.wording)
    assert (await world.only_case()).closed_at is None
    await world.press(OVERSIGHT, Action.CASE_FINE_YES, 1, community=None)
    assert (await world.only_case()).closed_at is not None


async def test_when_oversight_told_us_itself_the_team_sees_and_decides(world: World) -> None:
    world.surface.roles[LISTENER] = frozenset({TEAM, HELPERS})
    chat = await world.open_chat(OVERSIGHT)
    await world.report(chat, "asked_contact")
    assert len(world.case_messages()) == 1
    assert (await world.press(MODERATOR, Action.CASE_FINE_YES, 1, place=DESK)).replace


async def test_with_closed_messages_the_case_waits_and_the_team_hears_only_that(world: World) -> None:
    world.surface.closed.add(OVERSIGHT)
    chat = await about_a_moderator(world)
    line = oversight_unreached_card(world.wording, f"<@{OVERSIGHT}>")
    assert world.cards(DESK) == [line]
    assert str(LISTENER) not in line.text
    waiting = await waiting_for(world, OVERSIGHT)
    assert has(waiting, Action.CASE_TAKE)
    assert "they wanted my number" in await world.written()
    await world.report(chat, "judged", "and more")
    assert world.cards(DESK) == [line]
    assert "and more" in await world.written()
    await world.press(OVERSIGHT, Action.CASE_FINE_YES, 1, community=None)
    closed = await waiting_for(world, OVERSIGHT)
    assert not closed.buttons


async def test_when_nobody_can_be_written_to_oversight_still_finds_the_case(world: World) -> None:
    world.surface.closed.add(OVERSIGHT)
    world.surface.troubles.append(Trouble(in_desk, Refused("missing access"), times=9))
    chat = await world.open_chat()
    await world.report(chat, "asked_contact", "they wanted my number")
    assert has(await waiting_for(world, OVERSIGHT), Action.CASE_TAKE)


async def test_while_discord_does_not_answer_a_case_is_for_oversight(world: World) -> None:
    chat = await world.open_chat()
    world.surface.silent = True
    await world.report(chat, "asked_contact")
    assert world.cards(DESK) == []
    assert len(world.private_cards(OVERSIGHT)) == 1


async def test_without_oversight_the_team_gets_it_also_then(world: World) -> None:
    await world.set_up(oversight=None)
    chat = await world.open_chat()
    world.surface.silent = True
    await world.report(chat, "asked_contact")
    assert len(world.case_messages()) == 1


async def test_a_case_turns_out_to_be_about_a_moderator(world: World) -> None:
    chat = await world.open_chat()
    await world.report(chat, "asked_contact")
    assert len(world.case_messages()) == 1
    world.surface.roles[LISTENER] = frozenset({TEAM, HELPERS})
    other = await world.open_chat(SECOND_MEMBER)
    await world.report(other, "judged")
    assert world.cards(DESK) == []
    (card,) = world.private_cards(OVERSIGHT)
    assert has(card, Action.CASE_TAKE)
    answer = await world.press(MODERATOR, Action.CASE_TAKE_YES, 1, place=DESK)
    assert answer.card == not_allowed_card(world.wording)


async def test_it_turns_out_while_the_card_is_on_its_way_to_the_team(world: World) -> None:
    chat = await world.open_chat()
    world.surface.ask_for_time("send_card", 30)
    await world.report(chat, "asked_contact")
    world.surface.roles[LISTENER] = frozenset({TEAM, HELPERS})
    await world.report(chat, "judged", by=MEMBER)
    await world.pass_time(minutes=2)
    assert world.cards(DESK) == []
    (card,) = world.private_cards(OVERSIGHT)
    assert has(card, Action.CASE_TAKE)


async def test_a_case_message_that_somebody_deleted_is_sent_anew(world: World) -> None:
    chat = await world.open_chat()
    await world.report(chat, "asked_contact")
    world.surface.places[DESK].clear()
    await world.press(MODERATOR, Action.CASE_TAKE_YES, 1, place=DESK)
    (message,) = world.case_messages()
    assert f"<@{MODERATOR}> is on it" in message.card.text
    assert (await world.only_case()).message == message.id
    await world.press(MODERATOR, Action.CASE_PAUSE_YES, 1, place=DESK)
    (message,) = world.case_messages()
    assert not has(message.card, Action.CASE_PAUSE)


async def test_a_closed_case_whose_message_is_gone_stays_gone(world: World) -> None:
    chat = await world.open_chat()
    await world.report(chat, "asked_contact")
    world.surface.places[DESK].clear()
    await world.press(MODERATOR, Action.CASE_FINE_YES, 1, place=DESK)
    assert world.cards(DESK) == []
    assert (await world.only_case()).message is None


async def test_the_owner_of_the_server_does_not_decide_either(world: World) -> None:
    await about_a_moderator(world)
    answer = await world.press(OWNER, Action.CASE_TAKE_YES, 1, place=DESK)
    assert answer.card == not_allowed_card(world.wording)


def in_desk(one: Delivery) -> bool:
    return isinstance(one.act, SendCard) and one.act.place == DESK
