"""What a setup card shows: every choice so far, and the permissions that are missing."""

from dataclasses import replace

from bot.flows.parts import Parts
from bot.flows.surface import Refused, TryLater
from bot.guide.views_setup import (
    OFF,
    ON,
    BreakTrouble,
    MissingPermissions,
    Said,
    SetupPart,
    SetupStep,
    SetupValue,
    SetupView,
)
from bot.guide.wording import Wording
from bot.store.communities import Community


async def view_setup(
    parts: Parts, community: Community, step: SetupStep, said: Said | None = None
) -> SetupView:
    """Gather what the card of one step shows; permissions are looked up where they are asked for."""
    missing: tuple[MissingPermissions, ...] = ()
    troubles: tuple[BreakTrouble, ...] = ()
    try:
        if step is SetupStep.CHECK:
            missing = await parts.surface.missing_permissions(community)
        if step in (SetupStep.CHECK, SetupStep.MUTING):
            troubles = await parts.surface.break_troubles(community)
    except (Refused, TryLater):
        missing, troubles = (), ()
    return SetupView(step, _values(parts, community), missing, said, troubles)


def missing_steps(community: Community) -> tuple[SetupStep, ...]:
    """What must be chosen before everything works, and is not, or not any more."""
    needed = (
        (SetupStep.MODERATORS_CHANNEL, community.moderators_channel),
        (SetupStep.MODERATORS_ROLE, community.moderators_role),
        (SetupStep.LISTENER_ROLE, community.listener_role),
        (SetupStep.LOBBY, community.lobby),
    )
    return tuple(step for step, held in needed if held is None)


def _values(parts: Parts, community: Community) -> tuple[SetupValue, ...]:
    rooms = sorted(community.rooms)
    shown_rooms = ", ".join(f"<#{room}>" for room in rooms)
    wording = parts.wording(community.locale)
    hour = f"{community.digest_hour:02}:00"
    return (
        _channel(SetupStep.MODERATORS_CHANNEL, community.moderators_channel),
        _role(SetupStep.MODERATORS_ROLE, community.moderators_role),
        _person(SetupStep.OVERSIGHT, community.oversight),
        _role(SetupStep.LISTENER_ROLE, community.listener_role),
        _channel(SetupStep.LOBBY, community.lobby),
        _channel(SetupStep.REQUESTS, community.requests_channel),
        SetupValue(SetupStep.ROOMS, shown_rooms, tuple(str(room) for room in rooms)),
        SetupValue(SetupStep.LANGUAGE, wording.language(community.locale), (community.locale,)),
        SetupValue(
            SetupStep.TIME,
            f"{community.time_zone}, {hour}, {wording.text(f'setup.digest_{community.digest_every}')}",
            (community.time_zone, str(community.digest_hour), community.digest_every),
        ),
        SetupValue(
            SetupStep.GUIDE_LINK,
            community.guide_link,
            (community.guide_link,) if community.guide_link else (),
        ),
        _switch(wording, SetupStep.SHADOW, on=community.shadow),
        _switch(wording, SetupStep.PAUSE_ON_URGENT, on=community.pause_on_urgent),
        SetupValue(
            SetupStep.STRICTNESS,
            wording.named("setup.strictness", community.strictness),
            (community.strictness.value,),
        ),
        _role(SetupStep.ADULT_ROLE, community.adult_role),
        _role(SetupStep.TEEN_ROLE, community.teen_role),
        _switch(wording, SetupStep.GROUPS_MIX, on=community.groups_mix),
        _switch(wording, SetupStep.CRISIS, on=community.crisis_refers),
        _switch(wording, SetupStep.CRISIS_ALERT, on=community.crisis_alert),
        SetupValue(SetupStep.RELAY, wording.text(f"setup.relay_{community.relay}"), (community.relay.value,)),
        *_about_points(wording, community),
    )


def _about_points(wording: Wording, community: Community) -> tuple[SetupValue, ...]:
    chosen = community.points_table
    # A table that this version does not bring along any more is named as it is.
    known = wording.has("setup", f"points_{chosen}")
    shown = wording.text(f"setup.points_{chosen}") if known else chosen
    roles, muting = SetupStep.BREAK_ROLES, SetupStep.MUTING
    return (
        SetupValue(SetupStep.POINTS, shown, (chosen,)),
        replace(_role(roles, community.leadership_role), part=SetupPart.LEADERSHIP_ROLE),
        replace(_role(roles, community.adult_teen_role), part=SetupPart.ADULT_TEEN_ROLE),
        replace(_role(roles, community.reviewers_role), part=SetupPart.REVIEWERS_ROLE),
        replace(_role(muting, community.muted_role), part=SetupPart.MUTED_ROLE),
        replace(_channel(muting, community.quiet_room), part=SetupPart.QUIET_ROOM),
    )


def _switch(wording: Wording, step: SetupStep, *, on: bool) -> SetupValue:
    chosen = ON if on else OFF
    return SetupValue(step, wording.text(f"setup.{step}_{chosen}"), (chosen,))


def _channel(step: SetupStep, channel: int | None) -> SetupValue:
    return SetupValue(step, f"<#{channel}>" if channel else "", (str(channel),) if channel else ())


def _role(step: SetupStep, role: int | None) -> SetupValue:
    return SetupValue(step, f"<@&{role}>" if role else "", (str(role),) if role else ())


def _person(step: SetupStep, person: int | None) -> SetupValue:
    return SetupValue(step, f"<@{person}>" if person else "", (str(person),) if person else ())
