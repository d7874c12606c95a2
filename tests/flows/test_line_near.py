"""One silent line with buttons stays near the bottom of a chat and of a room: never two, never none (T27, T29)."""

from datetime import timedelta

import pytest

from bot.guide import Action
from bot.guide.cards_room import room_nearby_card, who_is_here_card, who_is_unknown_card
from bot.guide.cards_rules import RulesPlace, RulesReader, rules_card
from bot.guide.cards_shared import nearby_card, room_panel, too_late_card
from bot.store.acts import SendCard
from tests.flows.recording import PowerCut
from tests.flows.world import HOME, LISTENER, MEMBER, OWNER, PLAIN, ROOM, OpenChat, World, argument


async def talk(world: World, chat: OpenChat, messages: int) -> None:
    for number in range(messages):
        await world.say((MEMBER, LISTENER)[number % 2], chat.place, f"{PLAIN} {number}")


def lines(world: World, chat: OpenChat) -> list[int]:
    """Where the line stands among our messages in the chat."""
    card = nearby_card(world.wording, str(chat.id))
    return [message.id for message in world.surface.places[chat.place] if message.card == card]


async def test_the_line_comes_after_25_messages_and_silently(world: World) -> None:
    chat = await world.open_chat()
    await talk(world, chat, 24)
    assert lines(world, chat) == []
    await talk(world, chat, 1)
    assert len(lines(world, chat)) == 1
    act = world.surface.places[chat.place][-1].act
    assert isinstance(act, SendCard)
    assert act.silent


async def test_after_25_more_it_moves_down_and_the_old_one_goes_once_the_new_one_stands(world: World) -> None:
    chat = await world.open_chat()
    await talk(world, chat, 25)
    (old,) = lines(world, chat)
    await talk(world, chat, 25)
    (new,) = lines(world, chat)
    assert new > old
    assert [one.act.kind for one in world.surface.acts_in(chat.place)][-2:] == ["send_card", "delete_message"]


async def test_a_restart_does_not_begin_to_count_anew(world: World) -> None:
    chat = await world.open_chat()
    await talk(world, chat, 20)
    await world.restart()
    await talk(world, chat, 5)
    assert len(lines(world, chat)) == 1


@pytest.mark.parametrize("after", [False, True])
@pytest.mark.parametrize("kind", ["send_card", "delete_message"])
async def test_a_crash_around_the_line_leaves_exactly_one(world: World, kind: str, after: bool) -> None:
    chat = await world.open_chat()
    await talk(world, chat, 49)
    world.surface.lose_power(kind, after=after)
    with pytest.raises(PowerCut):
        await talk(world, chat, 1)
    assert lines(world, chat)
    await world.restart()
    assert len(lines(world, chat)) == 1
    await talk(world, chat, 25)
    assert len(lines(world, chat)) == 1


async def test_a_line_that_came_too_late_leaves_the_old_one(world: World) -> None:
    chat = await world.open_chat()
    await talk(world, chat, 25)
    old = lines(world, chat)
    world.surface.ask_for_time("send_card", 3600)
    await talk(world, chat, 25)
    await world.pass_time(hours=2)
    assert lines(world, chat) == old


# -- rooms -------------------------------------------------------------------------------------------------


async def furnished(world: World) -> None:
    """The room has its panel."""
    await world.press(OWNER, Action.SETUP_DONE)


async def test_a_room_has_a_pinned_panel_with_rules_guide_people_and_report(world: World) -> None:
    await furnished(world)
    (panel,) = world.surface.places[ROOM]
    assert panel.card == room_panel(world.wording)
    assert panel.id in world.surface.pins
    assert [button.action for button in panel.card.buttons] == [
        Action.SHOW_RULES,
        Action.WHO_IS_HERE,
        Action.OKAY_HERE,
        Action.FEELS_WRONG,
        Action.URGENT_HELP,
    ]
    rules = await world.press(MEMBER, Action.SHOW_RULES, place=ROOM)
    assert rules.card == rules_card(world.wording, RulesPlace(), RulesReader())


async def test_in_a_busy_room_the_line_stays_near_but_comes_at_most_every_ten_minutes(world: World) -> None:
    await furnished(world)
    line = room_nearby_card(world.wording)
    for _ in range(60):
        await world.say(MEMBER, ROOM, PLAIN)
    assert world.cards(ROOM).count(line) == 1
    before = [message.id for message in world.surface.places[ROOM] if message.card == line]
    world.clock.move(timedelta(minutes=10))
    await world.say(MEMBER, ROOM, PLAIN)
    after = [message.id for message in world.surface.places[ROOM] if message.card == line]
    assert len(after) == 1
    assert after > before


async def test_a_room_without_a_panel_gets_no_line(world: World) -> None:
    for _ in range(30):
        await world.say(MEMBER, ROOM, PLAIN)
    assert world.cards(ROOM) == []


async def test_who_takes_part_now_is_said_to_the_reader_alone(world: World) -> None:
    await world.say(MEMBER, ROOM, PLAIN)
    world.clock.move(timedelta(minutes=31))
    await world.say(LISTENER, ROOM, PLAIN)
    await world.say(OWNER, ROOM, PLAIN)
    await world.say(LISTENER, ROOM, PLAIN)
    answer = await world.press(MEMBER, Action.WHO_IS_HERE, place=ROOM)
    assert answer.card == who_is_here_card(world.wording, (f"<@{LISTENER}>", f"<@{OWNER}>"), 30)
    assert world.cards(ROOM) == []


async def test_elsewhere_or_where_the_bot_cannot_read_it_says_so(world: World) -> None:
    chat = await world.open_chat()
    answer = await world.press(MEMBER, Action.WHO_IS_HERE, place=chat.place)
    assert answer.card == too_late_card(world.wording)
    world.surface.busy = 1
    answer = await world.press(MEMBER, Action.WHO_IS_HERE, place=ROOM)
    assert answer.card == who_is_unknown_card(world.wording)


async def test_a_report_from_a_room_reaches_people(world: World) -> None:
    await furnished(world)
    card = (await world.press(MEMBER, Action.FEELS_WRONG, place=ROOM)).card
    assert card is not None
    form = await world.press(
        MEMBER, Action.CHOOSE_SITUATION, card.selects[0].argument, place=ROOM, values=("judged",)
    )
    assert form.form is not None
    words = "yesterday evening he laughed at me"
    await world.press(MEMBER, Action.SEND_REPORT, form.form.argument, place=ROOM, fields={"words": words})
    assert len(await world.reports()) == 1
    assert argument(card, Action.UNEASY) == f"p-{HOME}-0"
    assert (await world.community()).id == HOME
