"""Setup: guided, re-runnable, and honest about what is missing."""

import pytest

from bot.flows.digest_due import next_digest
from bot.guide import Action, Card
from bot.guide.cards_setup import added_card, setup_done_card, setup_test_ok_card
from bot.guide.cards_shared import lobby_panel, not_allowed_card, room_panel
from bot.guide.views_setup import BreakTrouble, MissingPermissions, Said, SetupStep, Trouble
from bot.screening import Strictness
from bot.store import tables
from tests.flows.world import (
    DESK,
    HOME,
    LISTENER,
    LOBBY,
    MEMBER,
    MODERATOR,
    NAME,
    OWNER,
    ROOM,
    SECOND_MEMBER,
    WANTS_SECRECY_AND_HOME,
    World,
    has,
)

ALL_STEPS = {
    SetupStep.MODERATORS_CHANNEL: ("moderators_channel", DESK),
    SetupStep.MODERATORS_ROLE: ("moderators_role", 31),
    SetupStep.OVERSIGHT: ("oversight", 43),
    SetupStep.LISTENER_ROLE: ("listener_role", 32),
    SetupStep.LOBBY: ("lobby", LOBBY),
    SetupStep.REQUESTS: ("requests_channel", 104),
    SetupStep.ADULT_ROLE: ("adult_role", 33),
    SetupStep.TEEN_ROLE: ("teen_role", 34),
}


@pytest.fixture
async def new_world(bare_world: World) -> World:
    """The bot was just added."""
    await bare_world.stories.joined(HOME, NAME, LOBBY)
    await bare_world.settle()
    return bare_world


async def step(world: World, action: Action, argument: str = "", *values: str) -> Card:
    answer = await world.press(OWNER, action, argument, values=values)
    assert answer.card is not None
    return answer.card


async def test_being_added_leaves_one_message(new_world: World) -> None:
    assert new_world.cards(LOBBY) == [added_card(new_world.wording)]
    await new_world.stories.joined(HOME, "Harbour by the sea", LOBBY)
    await new_world.settle()
    assert len(new_world.cards(LOBBY)) == 1
    assert (await new_world.community()).name == "Harbour by the sea"


async def test_from_the_first_step_to_the_panels(new_world: World) -> None:
    world = new_world
    shown = await step(world, Action.SET_UP)
    assert world.wording.named("setup.title", SetupStep.MODERATORS_CHANNEL) in shown.text
    for one, (_, chosen) in ALL_STEPS.items():
        shown = await step(world, Action.SETUP_PICK, one, str(chosen))
        assert world.wording.named("setup.said", Said.SAVED) in shown.text
    await step(world, Action.SETUP_PICK, SetupStep.ROOMS, str(ROOM), "888")
    await step(world, Action.SETUP_DONE)
    community = await world.community()
    assert {name: getattr(community, name) for name, _ in ALL_STEPS.values()} == dict(ALL_STEPS.values())
    assert community.rooms == {ROOM, 888}
    assert lobby_panel(world.wording) in world.cards(LOBBY)
    assert community.lobby_panel == world.surface.places[LOBBY][-1].id
    assert world.cards(ROOM) == world.cards(888) == [room_panel(world.wording)]


async def test_running_it_again_changes_only_what_is_chosen(world: World) -> None:
    await step(world, Action.SETUP_DONE)
    await step(world, Action.SETUP_DONE)
    assert world.cards(LOBBY) == [lobby_panel(world.wording)]
    assert len(world.cards(ROOM)) == 1
    shown = await step(world, Action.SET_UP)
    assert world.wording.named("setup.title", SetupStep.CHECK) in shown.text


async def test_pressing_done_while_the_panel_is_on_its_way_posts_one(world: World) -> None:
    world.surface.ask_for_time("send_card", 5)
    await step(world, Action.SETUP_DONE)
    await step(world, Action.SETUP_DONE)
    await world.pass_time(minutes=1)
    assert len(world.cards(LOBBY)) == 1


async def test_age_groups_stay_apart_unless_the_community_says_otherwise(world: World) -> None:
    assert not (await world.community()).groups_mix
    shown = await step(world, Action.SETUP_PICK, SetupStep.GROUPS_MIX, "on")
    assert world.wording.text("setup.groups_mix_on") in shown.text
    assert (await world.community()).groups_mix
    await step(world, Action.SETUP_PICK, SetupStep.GROUPS_MIX, "off")
    assert not (await world.community()).groups_mix
    everybody = await step(world, Action.SETUP_PICK, SetupStep.TEEN_ROLE, str(HOME))
    assert world.wording.named("setup.said", Said.NOT_EVERYONE) in everybody.text
    await step(world, Action.SETUP_PICK, SetupStep.TEEN_ROLE, "34")
    await step(world, Action.SETUP_CLEAR, SetupStep.TEEN_ROLE)
    assert (await world.community()).teen_role is None


async def test_a_new_lobby_gets_the_panel(world: World) -> None:
    await step(world, Action.SETUP_DONE)
    await step(world, Action.SETUP_PICK, SetupStep.LOBBY, "999")
    await step(world, Action.SETUP_DONE)
    assert world.cards(999) == [lobby_panel(world.wording)]
    assert world.cards(LOBBY) == []


@pytest.mark.parametrize(
    ("action", "argument", "values"),
    [
        (Action.SET_UP, "", ()),
        (Action.SETUP_PICK, "lobby", ("5",)),
        (Action.SETUP_DONE, "", ()),
        (Action.LEAVE, "", ()),
        (Action.LEAVE_YES, "", ()),
    ],
)
async def test_setup_is_for_those_who_manage_the_server(
    world: World, action: Action, argument: str, values: tuple[str, ...]
) -> None:
    before = await world.community()
    for person in (MEMBER, MODERATOR):
        answer = await world.press(person, action, argument, values=values)
        assert answer.card == not_allowed_card(world.wording)
    assert await world.community() == before
    assert world.surface.done == []


async def test_steps_go_forth_and_back(world: World) -> None:
    for action in (Action.SETUP_NEXT, Action.SETUP_BACK):
        shown = await step(world, action, SetupStep.SHADOW)
        assert world.wording.named("setup.title", SetupStep.SHADOW) in shown.text
    shown = await step(world, Action.SETUP_GO, "", SetupStep.LANGUAGE)
    assert world.wording.named("setup.title", SetupStep.LANGUAGE) in shown.text


async def test_what_is_chosen_can_be_emptied(world: World) -> None:
    await world.press(
        OWNER, Action.SETUP_SAVE, SetupStep.GUIDE_LINK, fields={"link": "https://harbour.example"}
    )
    assert (await world.community()).guide_link == "https://harbour.example"
    for one in (SetupStep.OVERSIGHT, SetupStep.REQUESTS, SetupStep.ROOMS, SetupStep.GUIDE_LINK):
        shown = await step(world, Action.SETUP_CLEAR, one)
        assert world.wording.named("setup.said", Said.CLEARED) in shown.text
    community = await world.community()
    assert (community.oversight, community.requests_channel) == (None, None)
    assert (community.rooms, community.guide_link) == (frozenset(), "")


@pytest.mark.parametrize("chosen", list(Strictness))
async def test_a_community_says_how_much_is_noticed(world: World, chosen: Strictness) -> None:
    await step(world, Action.SETUP_PICK, SetupStep.STRICTNESS, chosen)
    assert (await world.community()).strictness is chosen


@pytest.mark.parametrize("on", [True, False])
async def test_shadow_mode_and_language(world: World, on: bool) -> None:
    await step(world, Action.SETUP_PICK, SetupStep.SHADOW, "on" if on else "off")
    await step(world, Action.SETUP_PICK, SetupStep.LANGUAGE, "en")
    community = await world.community()
    assert (community.shadow, community.locale) == (on, "en")


@pytest.mark.parametrize(
    ("one", "fields", "said"),
    [
        (SetupStep.TIME, {"zone": "europe/berlin", "hour": "7"}, Said.SAVED),
        (SetupStep.TIME, {"zone": "Atlantis", "hour": "7"}, Said.BAD_ZONE),
        (SetupStep.TIME, {"zone": "", "hour": "7"}, Said.BAD_ZONE),
        (SetupStep.TIME, {"zone": "UTC", "hour": "24"}, Said.BAD_HOUR),
        (SetupStep.TIME, {"zone": "UTC", "hour": "nine"}, Said.BAD_HOUR),
        (SetupStep.TIME, {"zone": "UTC", "hour": "²"}, Said.BAD_HOUR),
        (SetupStep.TIME, {"zone": "UTC", "hour": "-1"}, Said.BAD_HOUR),
        (SetupStep.GUIDE_LINK, {"link": ""}, Said.SAVED),
        (SetupStep.GUIDE_LINK, {"link": "https://harbour.example/guide"}, Said.SAVED),
        (SetupStep.GUIDE_LINK, {"link": "http://harbour.example"}, Said.BAD_LINK),
        (SetupStep.GUIDE_LINK, {"link": "harbour"}, Said.BAD_LINK),
        (SetupStep.GUIDE_LINK, {"link": "https://"}, Said.BAD_LINK),
        (SetupStep.GUIDE_LINK, {"link": "https://[oops"}, Said.BAD_LINK),
    ],
)
async def test_what_is_written_is_checked(
    world: World, one: SetupStep, fields: dict[str, str], said: Said
) -> None:
    before = await world.community()
    form = (await world.press(OWNER, Action.SETUP_WRITE, one)).form
    assert form is not None
    answer = await world.press(OWNER, form.action, form.argument, fields=fields)
    assert answer.card is not None
    assert world.wording.named("setup.said", said) in answer.card.text
    if said is not Said.SAVED:
        assert await world.community() == before


async def test_the_check_names_what_is_missing(world: World) -> None:
    world.surface.missing = (MissingPermissions("<#101>", ("create_private_threads",)),)
    shown = await step(world, Action.SETUP_GO, "", SetupStep.CHECK)
    assert "Create Private Threads" in shown.text
    assert "<#101>" in shown.text


@pytest.mark.parametrize("one", [SetupStep.MUTING, SetupStep.CHECK])
async def test_what_would_spoil_a_mute_is_named_with_room_and_permission(
    world: World, one: SetupStep
) -> None:
    world.surface.troubles_of_breaks = (
        BreakTrouble(Trouble.CAN_WRITE, ("<#105>",), ("send_messages",), "<@&35>"),
    )
    shown = await step(world, Action.SETUP_GO, "", one)
    assert "In <#105>: who has <@&35> can still write. Deny that role there: Send Messages" in shown.text
    elsewhere = await step(world, Action.SETUP_GO, "", SetupStep.LOBBY)
    assert "<@&35>" not in elsewhere.text


async def test_the_test_writes_a_line_and_takes_it_away(world: World) -> None:
    shown = await step(world, Action.SETUP_TEST)
    assert shown == setup_test_ok_card(world.wording, f"<#{DESK}>")
    assert world.cards(DESK) == []
    assert len(world.surface.acts("send_card")) == 1


async def test_a_test_that_fails_says_so(world: World) -> None:
    world.surface.refuse("send_card")
    shown = await step(world, Action.SETUP_TEST)
    assert world.wording.named("setup.said", Said.TEST_FAILED) in shown.text
    await world.set_up(moderators_channel=None)
    shown = await step(world, Action.SETUP_TEST)
    assert world.wording.named("setup.said", Said.TEST_FAILED) in shown.text


async def test_a_changed_setting_holds_at_once(world: World) -> None:
    await world.press(MEMBER, Action.TALK)
    await step(world, Action.SETUP_PICK, SetupStep.REQUESTS, "1234")
    await world.ask(MEMBER)
    assert has(world.cards(1234)[0], Action.ACCEPT_REQUEST)


@pytest.mark.parametrize("one", [SetupStep.MODERATORS_ROLE, SetupStep.LISTENER_ROLE])
async def test_everyone_holds_no_office(world: World, one: SetupStep) -> None:
    before = await world.community()
    shown = await step(world, Action.SETUP_PICK, one, str(HOME))
    assert world.wording.named("setup.said", Said.NOT_EVERYONE) in shown.text
    assert await world.community() == before


@pytest.mark.parametrize(("one", "chosen"), [(SetupStep.LOBBY, DESK), (SetupStep.MODERATORS_CHANNEL, LOBBY)])
async def test_the_lobby_is_not_the_moderators_channel(world: World, one: SetupStep, chosen: int) -> None:
    before = await world.community()
    shown = await step(world, Action.SETUP_PICK, one, str(chosen))
    assert world.wording.named("setup.said", Said.SAME_CHANNEL) in shown.text
    assert await world.community() == before


async def test_a_room_that_refuses_its_panel_is_not_asked_again_until_rooms_are_chosen(world: World) -> None:
    await world.set_up(lobby=None)
    world.surface.refuse("send_card")
    for _ in range(2):
        await step(world, Action.SETUP_DONE)
    assert world.cards(ROOM) == []
    await step(world, Action.SETUP_PICK, SetupStep.ROOMS, str(ROOM))
    await step(world, Action.SETUP_DONE)
    assert world.cards(ROOM) == [room_panel(world.wording)]


@pytest.mark.parametrize("action", [Action.SETUP_PICK, Action.SETUP_CLEAR])
async def test_a_room_that_is_watched_no_more_loses_its_panel(world: World, action: Action) -> None:
    await step(world, Action.SETUP_DONE)
    assert len(world.cards(ROOM)) == 1
    await step(world, action, SetupStep.ROOMS, "888")
    assert world.cards(ROOM) == []


async def test_done_says_what_is_still_needed(world: World) -> None:
    assert await step(world, Action.SETUP_DONE) == setup_done_card(world.wording)
    await world.set_up(listener_role=None, lobby=None)
    shown = await step(world, Action.SETUP_DONE)
    missing = (SetupStep.LISTENER_ROLE, SetupStep.LOBBY)
    assert shown == setup_done_card(world.wording, missing)
    assert has(shown, Action.SET_UP)


@pytest.mark.parametrize("on", [False, True])
async def test_whether_something_urgent_pauses_at_once_is_for_the_community_to_say(
    world: World, *, on: bool
) -> None:
    await step(world, Action.SETUP_PICK, SetupStep.PAUSE_ON_URGENT, "on" if on else "off")
    shown = await step(world, Action.SETUP_GO, "", SetupStep.CHECK)
    assert world.wording.text("setup.pause_on_urgent_on" if on else "setup.pause_on_urgent_off") in shown.text
    chat = await world.open_chat()
    await world.say(LISTENER, chat.place, WANTS_SECRECY_AND_HOME)
    assert len(world.case_messages()) == 1
    request = await world.ask(SECOND_MEMBER)
    await world.press(LISTENER, Action.ACCEPT_REQUEST, request.id)
    assert (await world.chat(request.id)).is_open is not on


async def test_a_table_of_points_counts_from_when_it_is_chosen(world: World) -> None:
    await world.press(OWNER, Action.SETUP_PICK, SetupStep.POINTS, values=("starter",))
    chosen = await world.community()
    assert (chosen.points_table, chosen.points_since) == ("starter", world.now)
    await world.pass_time(days=1)
    await world.press(OWNER, Action.SETUP_PICK, SetupStep.POINTS, values=("starter",))
    assert (await world.community()).points_since == chosen.points_since
    await world.press(OWNER, Action.SETUP_PICK, SetupStep.POINTS, values=("table-2020",))
    assert (await world.community()).points_since == world.now
    await world.press(OWNER, Action.SETUP_PICK, SetupStep.POINTS, values=("invented",))
    assert (await world.community()).points_table == "table-2020"
    await world.press(OWNER, Action.SETUP_PICK, SetupStep.POINTS, values=("off",))
    assert (await world.community()).points_table == "off"


async def test_the_roles_around_breaks_are_chosen_one_by_one_and_emptied_together(world: World) -> None:
    for part, chosen in (("leadership_role", "71"), ("adult_teen_role", "72"), ("reviewers_role", "73")):
        await world.press(OWNER, Action.SETUP_PICK, f"break_roles:{part}", values=(chosen,))
    answer = await world.press(OWNER, Action.SETUP_PICK, "muting:quiet_room", values=("105",))
    assert answer.card is not None
    assert "<#105>" in answer.card.text
    held = await world.community()
    assert (held.leadership_role, held.adult_teen_role, held.reviewers_role) == (71, 72, 73)
    await world.press(OWNER, Action.SETUP_CLEAR, SetupStep.BREAK_ROLES)
    held = await world.community()
    assert (held.leadership_role, held.adult_teen_role, held.reviewers_role) == (None, None, None)
    assert held.quiet_room == 105


async def test_everybody_is_not_muted_by_role(world: World) -> None:
    await world.press(OWNER, Action.SETUP_PICK, "muting:muted_role", values=(str(HOME),))
    assert (await world.community()).muted_role is None


async def test_the_digest_can_come_once_a_week(world: World) -> None:
    await world.press(OWNER, Action.SETUP_DONE)
    for every, day in (("weekly", "Every Monday"), ("daily", "Every day")):
        answer = await world.press(OWNER, Action.SETUP_PICK, SetupStep.TIME, values=(every,))
        assert answer.card is not None
        assert day in answer.card.text
        community = await world.community()
        assert community.digest_every == every
        due = {row["due"] for row in await world.rows(tables.timers) if row["kind"] == "digest"}
        assert due == {next_digest(community, world.now)}
