"""Buttons, selects, forms and commands reach their stories, also on messages from before a restart."""

from typing import Any

import discord
import pytest
import simcord

from bot.cogs import answering
from bot.flows.surface import Answer
from bot.guide import Action, Button, Card, Field, Form
from bot.store.acts import SendCard
from tests.cogs.noting import Noted
from tests.simulated import Simulated

ECHO = Card("pressed", (Button("Again", "again", "2"),))
FORM = Form("Tell us", "sent", (Field("words", "Words", long=True), Field("name", "Name")), "7")


async def posted(world: Simulated, card: Card) -> discord.Message:
    """Post a card in the lobby the way stories do."""
    parts = world.stories.parts
    async with parts.work() as work:
        await work.owe(world.guild.id, SendCard(world.lobby.id, card))
    await world.stories.settle()
    message = world.lobby.last_message
    assert message is not None
    return message


def shown(result: simcord.InteractionResult) -> str:
    assert result.response is not None
    return result.response.content


async def test_a_press_says_who_where_and_what(world: Simulated, noted: Noted) -> None:
    message = await posted(world, Card("hi", (Button("Press", "do_it", "a/b"),)))
    noted.answer = Answer(ECHO)
    result = await world.person("mo").click(message, label="Press")
    (press,) = noted.presses
    assert (press.action, press.argument) == ("do_it", "a/b")
    assert (press.community, press.place, press.message) == (world.guild.id, world.lobby.id, message.id)
    assert press.person.id == world.person("mo").id
    assert world.moderator_role.id in press.person.roles
    assert press.person.manages_server
    assert shown(result) == "pressed"
    assert result.ephemeral


async def test_who_manages_nothing_is_not_said_to(world: Simulated, noted: Noted) -> None:
    message = await posted(world, Card("hi", (Button("Press", "do_it"),)))
    noted.answer = Answer(ECHO)
    await world.person("ann").click(message, label="Press")
    assert not noted.presses[0].person.manages_server
    assert world.moderator_role.id not in noted.presses[0].person.roles


async def test_buttons_and_forms_outlive_a_restart(world: Simulated, noted: Noted) -> None:
    message = await posted(world, Card("hi", (Button("Press", "do_it", "5"),)))
    await world.restart()
    noted.answer = Answer(form=FORM)
    asked = await world.person("ann").click(message, label="Press")
    assert asked.modal is not None
    await world.restart()
    noted.answer = Answer(ECHO)
    result = await world.person("ann").submit_modal(asked, {"words": "it was odd", "name": ""})
    opened, sent = noted.presses
    assert (opened.action, opened.argument) == ("do_it", "5")
    assert (sent.action, sent.argument) == ("sent", "7")
    assert (sent.field("words"), sent.field("name")) == ("it was odd", "")
    assert shown(result) == "pressed"
    assert result.ephemeral


async def test_two_people_can_hold_the_same_form_open(world: Simulated, noted: Noted) -> None:
    message = await posted(world, Card("hi", (Button("Press", "do_it"),)))
    noted.answer = Answer(form=FORM)
    first = await world.person("ann").click(message, label="Press")
    second = await world.person("ben").click(message, label="Press")
    noted.answer = Answer(ECHO)
    await world.person("ann").submit_modal(first, {"words": "from ann"})
    await world.person("ben").submit_modal(second, {"words": "from ben"})
    sent = [(press.person.name, press.field("words")) for press in noted.presses[2:]]
    assert sent == [("ann", "from ann"), ("ben", "from ben")]


async def test_an_answer_replaces_the_card_only_its_reader_sees(world: Simulated, noted: Noted) -> None:
    message = await posted(world, Card("hi", (Button("Press", "do_it"),)))
    noted.answer = Answer(ECHO, replace=True)
    result = await world.person("ann").click(message, label="Press")
    assert shown(result) == "pressed"
    assert world.lobby.history(viewer=world.person("ben"))[-1].content == "hi"
    noted.answer = Answer(Card("changed"), replace=True)
    assert result.response is not None
    await world.person("ann").click(result.response, label="Again")
    assert shown(result) == "changed"
    assert result.response.components == []


async def test_a_press_without_an_answer_is_let_stand(world: Simulated, noted: Noted) -> None:
    message = await posted(world, Card("hi", (Button("Press", "do_it"),)))
    noted.answer = Answer()
    result = await world.person("ann").click(message, label="Press")
    assert result.acknowledged
    assert result.response is None or shown(result) == "hi"


async def test_a_slow_story_still_answers(
    world: Simulated, noted: Noted, monkeypatch: pytest.MonkeyPatch
) -> None:
    message = await posted(world, Card("hi", (Button("Press", "do_it"),)))
    monkeypatch.setattr(answering, "PATIENCE_SECONDS", 0.0)
    noted.answer, noted.seconds = Answer(ECHO), 60.0
    result = await world.person("ann").click(message, label="Press")
    assert result.deferred
    assert result.ephemeral
    await world.env.advance_time(60.0)
    assert shown(result) == "pressed"


async def test_a_form_that_comes_too_late_is_explained(
    world: Simulated, noted: Noted, monkeypatch: pytest.MonkeyPatch
) -> None:
    message = await posted(world, Card("hi", (Button("Press", "do_it"),)))
    monkeypatch.setattr(answering, "PATIENCE_SECONDS", 0.0)
    noted.answer, noted.seconds = Answer(form=FORM), 60.0
    result = await world.person("ann").click(message, label="Press")
    await world.env.advance_time(60.0)
    assert result.modal is None
    assert len(shown(result)) > 20


@pytest.mark.parametrize("code", [10062, 40060])
async def test_an_answer_that_discord_no_longer_takes_ends_quietly(
    world: Simulated, noted: Noted, code: int
) -> None:
    message = await posted(world, Card("hi", (Button("Press", "do_it"),)))
    noted.answer = Answer(ECHO)
    world.env.inject_error("POST", "/interactions/*/callback", status=404, code=code)
    result = await world.person("ann").click(message, label="Press")
    assert len(noted.presses) == 1
    assert result.response is None


async def test_an_answer_that_cannot_be_shown_becomes_an_apology(world: Simulated, noted: Noted) -> None:
    message = await posted(world, Card("hi", (Button("Press", "do_it"),)))
    noted.answer = Answer(Card("too long", (Button("Press", "do_it", "x" * 200),)))
    result = await world.person("ann").click(message, label="Press")
    assert "too long" not in shown(result)
    assert result.ephemeral


async def test_what_a_press_causes_is_delivered_after_the_answer(world: Simulated) -> None:
    card = Card("hi", (Button("Talk", Action.TALK),))
    result = await world.person("ann").click(await posted(world, card), label="Talk")
    assert result.response is not None
    (ask,) = [label for label in _labels(result.response.components) if "no private" in label]
    form = await world.person("ann").click(result.response, label=ask)
    await world.person("ann").submit_modal(form, {"topic": ("work",), "language": ("en",)})
    last = world.lobby.last_message
    assert last is not None
    assert "Work or school" in last.content


async def test_choices_of_people_and_roles_arrive_as_ids(world: Simulated) -> None:
    result = await world.person("mo").slash(world.lobby, "setup")
    assert result.response is not None
    await world.person("mo").select(result.response, ["listener_role"], custom_id="sl:setup_go:")
    await world.person("mo").select(
        result.response, [world.moderator_role], custom_id="sl:setup_pick:listener_role"
    )
    community = await world.stories.parts.community(world.guild.id)
    assert community is not None
    assert community.listener_role == world.moderator_role.id


@pytest.mark.parametrize(
    ("command", "action"),
    [
        ("help", "help"),
        ("privacy", "privacy"),
        ("safety", Action.OKAY_HERE),
        ("report", Action.FEELS_WRONG),
        ("my-messages", Action.MY_MESSAGES),
        ("ask-moderators", Action.ASK_TEAM),
        ("my-notes", Action.MY_NOTES),
        ("suggest", Action.SUGGEST),
        ("rules", Action.SHOW_RULES),
    ],
)
async def test_commands_are_presses_here_and_in_direct_messages(
    world: Simulated, noted: Noted, command: str, action: str
) -> None:
    noted.answer = Answer(ECHO)
    await world.person("ann").slash(world.room, command)
    await world.person("ann").user.slash(command)
    here, private = noted.presses
    assert (here.action, here.argument, here.community) == (action, "", world.guild.id)
    assert (private.action, private.community) == (action, None)


async def test_the_rules_are_searched_by_a_word_that_comes_with_the_command(
    world: Simulated, noted: Noted
) -> None:
    found = await world.person("ann").slash(world.room, "rules", word="diagnosys")
    assert shown(found).startswith("## No diagnosis")
    assert noted.presses[-1].field("word") == "diagnosys"
    assert shown(await world.person("ann").slash(world.room, "rules")).startswith("## Rules")


async def test_a_suggestion_is_written_in_a_form_and_answered_in_another(world: Simulated) -> None:
    ann, mo = world.person("ann"), world.person("mo")
    opened = await ann.slash(world.room, "suggest")
    assert opened.response is not None
    form = await ann.click(opened.response, label="Write a suggestion")
    await ann.submit_modal(form, {"words": "Please say how long people wait.", "name": ("no",)})
    card = world.moderators.last_message
    assert card is not None
    asked = await mo.click(card, label="Answer")
    await mo.submit_modal(asked, {"progress": ("done",), "answer": "It is said now."})
    after = world.moderators.last_message
    assert after is not None
    assert (after.id, "done" in after.content.splitlines()[0]) == (card.id, True)
    told = await ann.slash(world.room, "my-messages")
    assert "It is said now" in shown(told)


@pytest.mark.parametrize(
    ("command", "options", "argument"), [("desk", {}, ""), ("case", {"number": 12}, "12")]
)
async def test_the_moderators_commands_say_what_they_ask_for(
    world: Simulated, noted: Noted, command: str, options: dict[str, int], argument: str
) -> None:
    noted.answer = Answer(ECHO)
    result = await world.person("mo").slash(world.room, command, **options)
    (press,) = noted.presses
    assert (press.action, press.argument, press.community) == (command, argument, world.guild.id)
    assert result.ephemeral
    assert command not in world.person("mo").user.available_commands()


async def test_a_record_is_asked_for_by_account(world: Simulated, noted: Noted) -> None:
    noted.answer = Answer(ECHO)
    lee = world.person("lee")
    await world.person("mo").slash(world.room, "record", person=lee)
    (press,) = noted.presses
    assert (press.action, press.argument) == ("record", str(lee.id))


async def test_setup_is_offered_to_those_who_manage_the_server(world: Simulated) -> None:
    assert "setup" in world.person("mo").available_commands(world.lobby)
    assert "setup" not in world.person("ann").available_commands(world.lobby)
    assert "setup" not in world.person("mo").user.available_commands()


async def test_a_message_that_the_bot_can_read_is_reported_without_its_words(
    world: Simulated, noted: Noted
) -> None:
    message = await world.person("lee").send(world.room, "something odd")
    noted.answer = Answer(ECHO)
    result = await world.person("ann").context_menu(world.room, "Report message", message)
    (press,) = noted.presses
    assert press.action == "report_message"
    assert press.argument == f"{world.room.id}/{message.id}/{world.person('lee').id}"
    assert press.fields == ()
    assert result.ephemeral


async def test_commands_are_registered_only_when_they_changed(world: Simulated) -> None:
    def registered() -> list[Any]:
        return [entry for entry in world.env.http_requests if entry.method == "PUT"]

    before = len([entry for entry in registered() if entry.path.endswith("/commands")])
    await world.restart()
    await world.person("ann").slash(world.lobby, "help")
    assert len([entry for entry in registered() if entry.path.endswith("/commands")]) == before == 1


def _labels(rows: list[dict[str, Any]]) -> list[str]:
    return [str(item.get("label", "")) for row in rows for item in row["components"]]
