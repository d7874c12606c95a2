"""The moderators' channel or the listeners' channel refuses what we write: nobody waits in vain."""

import pytest

from bot.flows.surface import Refused
from bot.guide import Action
from bot.guide.cards_crisis import nobody_answered_card
from bot.guide.cards_member import before_asking_card, request_not_shown_card
from bot.guide.cards_moderator import asked_elsewhere_card, requests_closed_card
from bot.store.acts import Delivery, SendCard
from bot.store.tallies import UNDELIVERED
from tests.flows.recording import Trouble
from tests.flows.test_digest import finish_setup, to_the_next_digest
from tests.flows.world import (
    ASKS,
    DESK,
    LISTENER,
    MEMBER,
    NAME,
    OVERSIGHT,
    REQUESTS,
    WANTS_SECRECY_AND_HOME,
    World,
    has,
)


def refuse(world: World, place: int, times: int = 99) -> None:
    """From now on, nothing can be posted in a channel."""

    def there(one: Delivery) -> bool:
        return isinstance(one.act, SendCard) and one.act.place == place

    world.surface.troubles.append(Trouble(there, Refused("missing access"), times))


# -- requests ----------------------------------------------------------------------------------------------


async def test_a_request_that_cannot_be_shown_is_taken_back_and_all_are_told(world: World) -> None:
    refuse(world, REQUESTS)
    await world.press(MEMBER, Action.SEND_REQUEST, "yes", fields={"topic": "work"})
    assert await world.live_chat(MEMBER) is None
    assert world.private_cards(MEMBER) == [request_not_shown_card(world.wording, NAME)]
    assert world.cards(DESK) == [requests_closed_card(world.wording, f"<#{REQUESTS}>")]
    again = await world.press(MEMBER, Action.TALK)
    assert again.card == before_asking_card(world.wording)


async def test_without_private_messages_it_waits_under_my_messages(world: World) -> None:
    refuse(world, REQUESTS)
    await world.press(MEMBER, Action.SEND_REQUEST, "no", fields={"topic": "work"})
    card = (await world.press(MEMBER, Action.MY_MESSAGES)).card
    assert card is not None
    assert "could not be shown" in card.text


# -- calls -------------------------------------------------------------------------------------------------


async def test_a_call_that_nobody_can_hear_is_said_at_once_and_oversight_is_called(world: World) -> None:
    refuse(world, DESK)
    chat = await world.open_chat()
    await world.press(MEMBER, Action.ASK_MODERATOR, chat.id, place=chat.place)
    assert nobody_answered_card(world.wording, NAME) in world.private_cards(MEMBER)
    link = f"https://discord.com/channels/9001/{chat.place}"
    assert world.private_cards(OVERSIGHT) == [asked_elsewhere_card(world.wording, link, NAME)]
    told = len(world.private_cards(MEMBER))
    await world.pass_time(minutes=11)
    assert len(world.private_cards(MEMBER)) == told


async def test_without_oversight_the_person_is_still_told(world: World) -> None:
    await world.set_up(oversight=None)
    refuse(world, DESK)
    await world.press(MEMBER, Action.ASK_MODERATOR)
    assert nobody_answered_card(world.wording, NAME) in world.private_cards(MEMBER)


# -- cases, reports and the digest -------------------------------------------------------------------------


async def test_something_urgent_in_a_case_that_stands_reaches_oversight(world: World) -> None:
    chat = await world.open_chat()
    await world.report(chat, "judged")
    refuse(world, DESK)
    await world.say(LISTENER, chat.place, WANTS_SECRECY_AND_HOME)
    (card,) = world.private_cards(OVERSIGHT)
    assert has(card, Action.CASE_TAKE)
    assert world.wording.text("moderator.reason.urgent") in card.text


@pytest.mark.parametrize("closed", [True, False])
async def test_a_report_about_nobody_we_know_reaches_oversight(world: World, *, closed: bool) -> None:
    if closed:
        world.surface.closed.add(OVERSIGHT)
    refuse(world, DESK)
    await world.press(MEMBER, Action.SEND_REPORT, "threatened:", fields={"words": "somebody wrote to me"})
    waiting = (await world.press(OVERSIGHT, Action.MY_MESSAGES, community=None)).card
    assert waiting is not None
    assert "somebody wrote to me" in waiting.text
    assert len(world.private_cards(OVERSIGHT)) == (0 if closed else 1)


async def test_the_digest_says_how_much_was_not_delivered_and_skips_no_day(world: World) -> None:
    await finish_setup(world)
    chat = await world.open_chat()
    await world.say(LISTENER, chat.place, ASKS)
    refuse(world, DESK, times=2)
    await world.report(chat, "judged")
    with pytest.raises(IndexError):
        await to_the_next_digest(world)
    text = await to_the_next_digest(world)
    # The case's card, and the first digest.
    assert world.wording.count(f"moderator.digest.{UNDELIVERED}", 2) in text
    assert f"<@{LISTENER}>: 1 note in 1 chat" in text
    assert "not be delivered" not in await to_the_next_digest(world)
