"""Names and titles are looked at when they change: a kind private word, a line to the team, nothing on record (D14)."""

from dataclasses import replace

import pytest

from bot.flows.surface import Seen
from bot.guide import Action, Card
from bot.guide.cards_names import CONTACT, name_allowed_card, name_card, your_name_card
from bot.guide.cards_shared import not_allowed_card, too_late_card
from bot.store import tables
from tests.flows.world import (
    DESK,
    HOME,
    LISTENER,
    LOBBY,
    MEMBER,
    MODERATOR,
    NAME,
    PLAIN,
    ROOM,
    World,
    argument,
    has,
)

THREAD = 7001


async def writes_as(world: World, person: int, name: str, place: int = ROOM) -> None:
    """Somebody writes under a name."""
    seen = Seen(HOME, place, world.surface.new_id(), world.person(person), PLAIN, world.now, place)
    await world.stories.message_seen(replace(seen, author=replace(seen.author, name=name)))
    await world.settle()


async def renames(world: World, person: int, name: str) -> None:
    await world.stories.name_changed(HOME, replace(world.person(person), name=name))
    await world.settle()


def lines(world: World) -> list[Card]:
    """What the team was told about names."""
    return [card for card in world.cards(DESK) if has(card, Action.ALLOW_NAME)]


async def test_a_listener_who_calls_themselves_a_therapist_is_asked_and_the_team_sees_it(
    world: World,
) -> None:
    await renames(world, LISTENER, "Ana, Therapist")
    assert lines(world) == [name_card(world.wording, f"@{LISTENER}", "therapist")]
    assert world.private_cards(LISTENER) == [your_name_card(world.wording, "therapist", NAME)]
    assert await world.flags_about(LISTENER) == ()
    assert await world.cases() == ()


async def test_a_name_is_seen_with_the_first_message_also_without_the_members_intent(world: World) -> None:
    await writes_as(world, MEMBER, "LifeCoach Ana")
    assert lines(world) == [name_card(world.wording, f"@{MEMBER}", "lifecoach")]


async def test_it_is_brought_up_once_also_over_a_restart(world: World) -> None:
    for _ in range(3):
        await writes_as(world, MEMBER, "Ana, Therapist")
    await world.restart()
    await writes_as(world, MEMBER, "Ana, Therapist")
    assert len(lines(world)) == 1


async def test_who_changes_it_and_changes_it_back_is_seen_again(world: World) -> None:
    for name in ("Ana, Therapist", "Ana", "Ana, Therapist"):
        await writes_as(world, MEMBER, name)
    assert len(lines(world)) == 2


async def test_what_the_team_allows_is_not_brought_up_again(world: World) -> None:
    await writes_as(world, LISTENER, "Ana, Therapist")
    message = world.surface.places[DESK][-1]
    pressed = argument(message.card, Action.ALLOW_NAME)
    refused = await world.press(MEMBER, Action.ALLOW_NAME, pressed, place=DESK, message=message.id)
    assert refused.card == not_allowed_card(world.wording)
    await world.press(MODERATOR, Action.ALLOW_NAME, pressed, place=DESK, message=message.id)
    allowed = name_allowed_card(world.wording, f"@{LISTENER}", f"<@{MODERATOR}>")
    assert world.cards(DESK)[-1] == allowed
    for name in ("Ana", "Ana, Therapist"):
        await writes_as(world, LISTENER, name)
    assert lines(world) == []


async def test_an_old_button_allows_nothing(world: World) -> None:
    answer = await world.press(MODERATOR, Action.ALLOW_NAME, f"@{MEMBER}:therapist", place=DESK)
    assert answer.card == too_late_card(world.wording)


async def test_how_to_reach_someone_in_a_name_is_brought_up_too(world: World) -> None:
    await writes_as(world, LISTENER, "ana, my number is 07700 900123")
    assert lines(world) == [name_card(world.wording, f"@{LISTENER}", CONTACT)]


async def test_moderators_may_be_called_so(world: World) -> None:
    await writes_as(world, MODERATOR, "Mo, Moderator")
    assert lines(world) == []


async def test_names_are_not_looked_at_where_nothing_is_watched_nor_in_shadow_mode(world: World) -> None:
    await writes_as(world, MEMBER, "Ana, Therapist", place=LOBBY)
    await renames(world, MEMBER, "Ana, Therapist")
    assert lines(world) == []
    await world.set_up(shadow=True)
    await writes_as(world, MEMBER, "Ana, Therapist")
    assert lines(world) == []


async def test_the_name_itself_is_not_stored(world: World) -> None:
    await writes_as(world, MEMBER, "Annabel Lee, Therapist")
    (row,) = await world.rows(tables.names)
    assert "Annabel" not in str(row)


# -- threads -----------------------------------------------------------------------------------------------


async def title(world: World, words: str, parent: int = ROOM) -> None:
    await world.stories.title_seen(HOME, THREAD, parent, words)
    await world.settle()


@pytest.mark.parametrize(
    ("words", "what"),
    [
        ("Free therapy, write to me", "therapy"),
        ("text me on 07700 900123", CONTACT),
    ],
)
async def test_the_title_of_a_thread_is_looked_at_when_made_or_renamed(
    world: World, words: str, what: str
) -> None:
    await title(world, "A quiet place")
    assert lines(world) == []
    await title(world, words)
    await title(world, words)
    assert lines(world) == [name_card(world.wording, f"#{THREAD}", what)]


async def test_threads_elsewhere_are_not_looked_at(world: World) -> None:
    await title(world, "Free therapy", parent=LOBBY)
    assert lines(world) == []
