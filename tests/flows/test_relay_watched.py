"""A relayed chat is watched and reported as other chats are, without showing an account."""

from bot.guide import Action
from bot.guide.cards_crisis import crisis_card
from bot.guide.cards_listener import listener_crisis_card
from bot.guide.cards_relay import relay_nearby_card
from bot.store import tables
from tests.flows.relaying import open_relay, write
from tests.flows.world import (
    CRISIS,
    DESK,
    LISTENER,
    LOBBY,
    MEMBER,
    NAME,
    SECOND_MEMBER,
    WANTS_SECRECY_AND_HOME,
    World,
    argument,
)


async def test_crisis_words_are_passed_on_and_both_get_help_privately(world: World) -> None:
    chat = await open_relay(world)
    await write(world, MEMBER, CRISIS)
    card = crisis_card(world.wording, str(chat.id))
    assert chat.heard(LISTENER) == [CRISIS]
    assert card in world.private_cards(MEMBER)
    assert card in world.private_cards(LISTENER)
    helped = listener_crisis_card(world.wording, str(chat.id), NAME)
    assert helped in world.private_cards(LISTENER)
    assert world.cards(LOBBY) == []


async def test_urgent_words_bring_a_case_without_a_link_and_without_an_account(world: World) -> None:
    chat = await open_relay(world)
    await write(world, LISTENER, WANTS_SECRECY_AND_HOME)
    (message,) = world.case_messages()
    assert (await chat.relay()).listener_name in message.card.text
    assert f"<@{LISTENER}>" not in message.card.text
    assert "discord.com" not in message.card.text
    near = relay_nearby_card(world.wording, str(chat.id), to_member=True)
    assert near in world.private_cards(MEMBER)


async def test_a_notice_is_private_to_both(world: World) -> None:
    chat = await open_relay(world)
    await write(world, LISTENER, "which school do you go to?")
    start = world.wording.text("notice.start")
    for person in (MEMBER, LISTENER):
        assert any(start in card.text for card in world.private_cards(person))
    assert world.reminders(LISTENER)
    assert chat.heard(MEMBER) == ["which school do you go to?"]


async def test_words_on_their_way_are_sealed_and_forgotten_when_they_arrived(world: World) -> None:
    chat = await open_relay(world)
    world.surface.ask_for_time("pass_on", 30)
    await write(world, MEMBER, "a very quiet thought")
    bodies = [bytes(row["body"]) for row in await world.rows(tables.outbox) if isinstance(row["body"], bytes)]
    assert bodies
    assert all(b"quiet" not in body for body in bodies)
    await world.pass_time(minutes=1)
    assert chat.heard(LISTENER) == ["a very quiet thought"]
    assert all(row["body"] is None for row in await world.rows(tables.outbox))


async def test_a_report_from_a_message_means_its_real_author(world: World) -> None:
    chat = await open_relay(world)
    await write(world, LISTENER, "you are too sensitive")
    copy = world.surface.heard[MEMBER][0]
    answer = await world.press(MEMBER, "report_message", f"777/{copy.id}/0", community=None)
    assert answer.card is not None
    target = answer.card.selects[0].argument if answer.card.selects else ""
    assert str(LISTENER) not in target
    fields = {"words": "you are too sensitive"}
    await world.press(MEMBER, Action.SEND_REPORT, f"judged:{target}", community=None, fields=fields)
    (report,) = await world.reports()
    assert (report.subject, report.chat, report.reporter) == (LISTENER, chat.id, MEMBER)
    (message,) = world.case_messages(DESK)
    assert f"<@{LISTENER}>" not in message.card.text
    assert argument(await world.more(), Action.REVEAL)


async def test_only_who_has_a_message_reports_its_author(world: World) -> None:
    await open_relay(world)
    await write(world, LISTENER, "you are too sensitive")
    copy = world.surface.heard[MEMBER][0]
    await world.press(SECOND_MEMBER, "report_message", f"777/{copy.id}/0")
    await world.press(SECOND_MEMBER, Action.SEND_REPORT, "judged:r-1", fields={"words": "x"})
    (report,) = await world.reports()
    assert report.subject is None
