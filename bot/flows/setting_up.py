"""Setup: guided and re-runnable; every choice is saved at once, and what is missing is named."""

from dataclasses import dataclass
from urllib.parse import urlsplit
from zoneinfo import available_timezones

from bot.casework.authority import may_set_up
from bot.casework.points import shipped_policies
from bot.chats import RelayFor
from bot.flows.digest_due import schedule_digest
from bot.flows.parts import Parts
from bot.flows.setup_shown import missing_steps, view_setup
from bot.flows.surface import Answer, Press
from bot.flows.work import Work
from bot.guide import Action, Card
from bot.guide.cards_setup import setup_card, setup_done_card, setup_form, setup_test_card, setup_test_ok_card
from bot.guide.cards_shared import lobby_panel, not_allowed_card, room_panel, too_late_card
from bot.guide.cards_shift import desk_panel
from bot.guide.views_setup import DAILY, ON, WEEKLY, Said, SetupPart, SetupStep
from bot.screening import Strictness
from bot.store import communities
from bot.store.acts import DeleteMessage, SendCard
from bot.store.communities import NO_POINTS, Community
from bot.store.sent import is_done, is_owed, sent_about
from bot.store.watermarks import advance, newest_possible

_COLUMNS = {
    SetupStep.MODERATORS_CHANNEL: "moderators_channel",
    SetupStep.MODERATORS_ROLE: "moderators_role",
    SetupStep.OVERSIGHT: "oversight",
    SetupStep.LISTENER_ROLE: "listener_role",
    SetupStep.LOBBY: "lobby",
    SetupStep.REQUESTS: "requests_channel",
    SetupStep.ADULT_ROLE: "adult_role",
    SetupStep.TEEN_ROLE: "teen_role",
}

_SWITCHES = {
    SetupStep.SHADOW: "shadow",
    SetupStep.PAUSE_ON_URGENT: "pause_on_urgent",
    SetupStep.GROUPS_MIX: "groups_mix",
    SetupStep.CRISIS: "crisis_refers",
    SetupStep.CRISIS_ALERT: "crisis_alert",
}

_SEVERAL = {
    SetupStep.BREAK_ROLES: (
        *(SetupPart.LEADERSHIP_ROLE, SetupPart.ADULT_TEEN_ROLE, SetupPart.REVIEWERS_ROLE),
    ),
    SetupStep.MUTING: (SetupPart.MUTED_ROLE, SetupPart.QUIET_ROOM),
}

_ROLES = (
    *(SetupStep.MODERATORS_ROLE, SetupStep.LISTENER_ROLE),
    *(SetupStep.ADULT_ROLE, SetupStep.TEEN_ROLE),
)


@dataclass(frozen=True, slots=True)
class Checked:
    """What a form gave: the settings to save, or what is wrong with it."""

    said: Said
    zone: str | None = None
    hour: int | None = None
    link: str | None = None


async def set_up(parts: Parts, press: Press, community: Community) -> Answer:
    """Open setup at its first open step."""
    if not may_set_up(press.person):
        return Answer(not_allowed_card(parts.wording(community.locale)))
    step = _first_open(community)
    return Answer(await _card(parts, community.id, step))


async def setup_pressed(parts: Parts, press: Press, community: Community) -> Answer:
    """Carry out one press inside setup."""
    wording = parts.wording(community.locale)
    if not may_set_up(press.person):
        return Answer(not_allowed_card(wording))
    match Action(press.action):
        case Action.SETUP_NEXT | Action.SETUP_BACK:
            return await _show(parts, community.id, SetupStep(press.argument))
        case Action.SETUP_GO:
            return await _show(parts, community.id, SetupStep(press.values[0]))
        case Action.SETUP_PICK:
            return await _pick(parts, press, community)
        case Action.SETUP_CLEAR:
            return await _clear(parts, community, SetupStep(press.argument))
        case Action.SETUP_WRITE:
            view = await view_setup(parts, community, SetupStep(press.argument))
            return Answer(form=setup_form(wording, view))
        case Action.SETUP_SAVE:
            return await _save_form(parts, press, community)
        case Action.SETUP_TEST:
            return await _test(parts, community)
        case _:
            return await _finish(parts, community)


async def _pick(parts: Parts, press: Press, community: Community) -> Answer:
    named, _, part = press.argument.partition(":")
    step = SetupStep(named)
    wrong = _what_is_wrong(community, step, press)
    if wrong is not None:
        return await _show(parts, community.id, step, wrong)
    async with parts.work() as work:
        if step is SetupStep.ROOMS:
            await _set_rooms(parts, work, community, frozenset(int(value) for value in press.values))
        elif step is SetupStep.LANGUAGE:
            await communities.change(work.connection, community.id, locale=press.values[0])
        elif step is SetupStep.STRICTNESS:
            await communities.change(work.connection, community.id, strictness=Strictness(press.values[0]))
        elif step is SetupStep.RELAY:
            await communities.change(work.connection, community.id, relay=RelayFor(press.values[0]))
        elif step is SetupStep.TIME:
            every = WEEKLY if press.values[0] == WEEKLY else DAILY
            await _set_digest(work, community, digest_every=every)
        elif step is SetupStep.POINTS:
            await _choose_table(work, community, press.values[0])
        elif part:
            # Its column has its name.
            column = {SetupPart(part).value: int(press.values[0])}
            await communities.change(work.connection, community.id, **column)
        elif step in _SWITCHES:
            on = press.values[0] == ON
            await communities.change(work.connection, community.id, **{_SWITCHES[step]: on})
        else:
            await _set_column(work, community, step, int(press.values[0]))
    return await _show(parts, community.id, step, Said.SAVED)


def _what_is_wrong(community: Community, step: SetupStep, press: Press) -> Said | None:
    """Refuse what would give everybody an office, or show members what is for moderators."""
    chosen = press.values[0]
    # The role of everybody has the id of the server.
    is_role = step in _ROLES or press.argument.endswith("_role")
    if is_role and chosen == str(community.id):
        return Said.NOT_EVERYONE
    other = {SetupStep.LOBBY: community.moderators_channel, SetupStep.MODERATORS_CHANNEL: community.lobby}
    if step in other and chosen == str(other[step]):
        return Said.SAME_CHANNEL
    return None


async def _choose_table(work: Work, community: Community, name: str) -> None:
    """Choose a table of points. It begins now: nothing counts back (P19), and decisions keep the table they name."""
    if name == community.points_table or name not in (NO_POINTS, *shipped_policies()):
        return
    since = None if name == NO_POINTS else work.now
    await communities.change(work.connection, community.id, points_table=name, points_since=since)


async def _set_column(work: Work, community: Community, step: SetupStep, chosen: int | None) -> None:
    column = _COLUMNS[step]
    if step is SetupStep.REQUESTS and chosen != community.requests_channel:
        await communities.change(work.connection, community.id, listeners_panel=None)
        if community.requests_channel is not None and community.listeners_panel is not None:
            await work.owe(community.id, DeleteMessage(community.requests_channel, community.listeners_panel))
    if step is SetupStep.LOBBY and chosen != community.lobby:
        # The new lobby has no panel yet; the old one would lead nowhere.
        await communities.change(work.connection, community.id, lobby_panel=None)
        if community.lobby is not None and community.lobby_panel is not None:
            await work.owe(community.id, DeleteMessage(community.lobby, community.lobby_panel))
    await communities.change(work.connection, community.id, **{column: chosen})


async def _clear(parts: Parts, community: Community, step: SetupStep) -> Answer:
    async with parts.work() as work:
        if step is SetupStep.ROOMS:
            await _set_rooms(parts, work, community, frozenset())
        elif step is SetupStep.GUIDE_LINK:
            await communities.change(work.connection, community.id, guide_link="")
        elif step in _SEVERAL:
            empty: dict[str, None] = dict.fromkeys(part.value for part in _SEVERAL[step])
            await communities.change(work.connection, community.id, **empty)
        else:
            await _set_column(work, community, step, None)
    return await _show(parts, community.id, step, Said.CLEARED)


async def _set_rooms(parts: Parts, work: Work, community: Community, rooms: frozenset[int]) -> None:
    for room, panel in await communities.room_panels(work.connection, community.id):
        if room not in rooms:
            # It says that a bot checks messages there, which is not true any more.
            await work.owe(community.id, DeleteMessage(room, panel))
    await communities.set_rooms(work.connection, community.id, rooms)
    # Who chooses rooms again may have mended what was missing.
    await communities.try_panels_again(work.connection, community.id)
    for room in rooms - community.rooms:
        # A new room is read from now on, not from its beginning.
        await advance(work.connection, community.id, room, newest_possible(work.now) - 1)


async def _save_form(parts: Parts, press: Press, community: Community) -> Answer:
    step = SetupStep(press.argument)
    checked = _check_time(press) if step is SetupStep.TIME else _check_link(press)
    if checked.said is Said.SAVED:
        async with parts.work() as work:
            if checked.link is not None:
                await communities.change(work.connection, community.id, guide_link=checked.link)
            else:
                await _set_digest(work, community, time_zone=checked.zone, digest_hour=checked.hour)
    return await _show(parts, community.id, step, checked.said)


async def _set_digest(work: Work, community: Community, **changes: str | int | None) -> None:
    """Change when the digest comes; the next one comes by that."""
    await communities.change(work.connection, community.id, **changes)
    changed = await communities.find_community(work.connection, community.id)
    await schedule_digest(work, changed or community)


def _check_time(press: Press) -> Checked:
    zone, hour = press.field("zone"), press.field("hour")
    known = {name.casefold(): name for name in available_timezones()}
    if zone.casefold() not in known:
        return Checked(Said.BAD_ZONE)
    if not hour.isdecimal() or not 0 <= int(hour) <= 23:
        return Checked(Said.BAD_HOUR)
    return Checked(Said.SAVED, zone=known[zone.casefold()], hour=int(hour))


def _check_link(press: Press) -> Checked:
    link = press.field("link")
    return Checked(Said.SAVED, link=link) if not link or _is_web_address(link) else Checked(Said.BAD_LINK)


def _is_web_address(link: str) -> bool:
    try:
        parted = urlsplit(link)
    except ValueError:
        return False
    return parted.scheme == "https" and bool(parted.hostname)


async def _test(parts: Parts, community: Community) -> Answer:
    """Write a line into the moderators' channel and take it away again."""
    wording = parts.wording(community.locale)
    if community.moderators_channel is None:
        return await _show(parts, community.id, SetupStep.MODERATORS_CHANNEL, Said.TEST_FAILED)
    about = f"test:{community.id}"
    async with parts.work() as work:
        act = SendCard(community.moderators_channel, setup_test_card(wording), silent=True)
        await work.owe(community.id, act, about=about)
    await parts.deliver(act.lane)
    async with parts.database.reading() as connection:
        arrived = await is_done(connection, about)
        sent = (await sent_about(connection, about))[-1:]
    if not arrived:
        return await _show(parts, community.id, SetupStep.CHECK, Said.TEST_FAILED)
    async with parts.work() as work:
        for one in sent:
            await work.owe(community.id, DeleteMessage(one.place, one.message))
    return Answer(setup_test_ok_card(wording, f"<#{community.moderators_channel}>"))


async def _finish(parts: Parts, community: Community) -> Answer:
    """Take the greeting away, post the panels that are missing, and set the digest's timer."""
    wording = parts.wording(community.locale)
    async with parts.work() as work:
        # It says that nothing is watched yet, which is not true any more.
        for greeting in await sent_about(work.connection, f"added:{community.id}"):
            await work.owe(community.id, DeleteMessage(greeting.place, greeting.message))
        fresh = await communities.find_community(work.connection, community.id) or community
        if fresh.lobby is not None and fresh.lobby_panel is None:
            await _post_panel(work, fresh, fresh.lobby, lobby_panel(wording), f"lobby:{fresh.id}")
        for room in await communities.rooms_without_panel(work.connection, fresh.id):
            await _post_panel(work, fresh, room, room_panel(wording), f"room:{room}")
        if fresh.requests_channel is not None and fresh.listeners_panel is None:
            await _post_panel(work, fresh, fresh.requests_channel, desk_panel(wording), f"desk:{fresh.id}")
        await schedule_digest(work, fresh)
    parts.forget_settings(community.id)
    return Answer(setup_done_card(wording, missing_steps(fresh)), replace=True)


async def _post_panel(work: Work, community: Community, place: int, card: Card, about: str) -> None:
    """Post a panel, unless one is on its way there already."""
    if not await is_owed(work.connection, about):
        await work.owe(community.id, SendCard(place, card, silent=True), about=about)


async def _show(parts: Parts, community: int, step: SetupStep, said: Said | None = None) -> Answer:
    return Answer(await _card(parts, community, step, said), replace=True)


async def _card(parts: Parts, community_id: int, step: SetupStep, said: Said | None = None) -> Card:
    parts.forget_settings(community_id)
    community = await parts.community(community_id)
    if community is None:
        return too_late_card(parts.wording())
    return setup_card(parts.wording(community.locale), await view_setup(parts, community, step, said))


def _first_open(community: Community) -> SetupStep:
    return next(iter(missing_steps(community)), SetupStep.CHECK)
