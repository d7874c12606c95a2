"""Communities, their rooms, and what they have set up."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import delete, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.casework.authority import Offices
from bot.chats import Group, RelayFor, group_of
from bot.screening import Strictness
from bot.store.tables import communities, rooms, switches, timers, watermarks
from bot.store.upserting import upsert

# In place of a panel's message: the room refused it.
NO_PANEL = 0
# In place of a table's name: this community uses no behaviour points.
NO_POINTS = "off"


@dataclass(frozen=True, slots=True)
class Community:
    """One community's settings, as `/setup` saved them; a missing id means: not chosen yet."""

    id: int
    joined_at: datetime
    name: str = ""
    moderators_channel: int | None = None
    moderators_role: int | None = None
    oversight: int | None = None
    listener_role: int | None = None
    lobby: int | None = None
    lobby_panel: int | None = None
    requests_channel: int | None = None
    locale: str = "en"
    time_zone: str = "UTC"
    digest_hour: int = 9
    guide_link: str = ""
    shadow: bool = False
    pause_on_urgent: bool = True
    strictness: Strictness = Strictness.USUAL
    relay: RelayFor = RelayFor.NEW
    left_at: datetime | None = None
    adult_role: int | None = None
    teen_role: int | None = None
    groups_mix: bool = False
    crisis_refers: bool = False
    crisis_alert: bool = False
    listeners_panel: int | None = None
    points_table: str = NO_POINTS
    points_since: datetime | None = None
    leadership_role: int | None = None
    adult_teen_role: int | None = None
    muted_role: int | None = None
    quiet_room: int | None = None
    reviewers_role: int | None = None
    digest_every: str = "daily"
    rooms: frozenset[int] = frozenset()
    switched_off: frozenset[str] = frozenset()

    @property
    def offices(self) -> Offices:
        """Who holds which office here."""
        return Offices(self.moderators_role, self.listener_role, self.oversight, self.reviewers_role)

    def group_of(self, roles: frozenset[int]) -> Group:
        """The age group of somebody with these roles."""
        return group_of(roles, self.adult_role, self.teen_role)

    @property
    def requests_place(self) -> int | None:
        """Where listeners see requests: their own channel, or the lobby."""
        return self.requests_channel or self.lobby


class Counter(StrEnum):
    """What is numbered in each community."""

    CHAT = "last_chat"
    CASE = "last_case"
    REPORT = "last_report"
    SUGGESTION = "last_suggestion"
    QUESTION = "last_question"


async def next_number(connection: AsyncConnection, community: int, counter: Counter) -> int:
    """Give the next number of something; none is ever given twice."""
    column = communities.c[counter.value]
    given = await connection.execute(
        update(communities)
        .where(communities.c.id == community)
        .values({counter.value: column + 1})
        .returning(column)
    )
    return int(given.scalar_one())


async def welcome(connection: AsyncConnection, community: int, name: str, now: datetime) -> None:
    """Record that Sidelight joined (or came back to) a community; its settings are kept."""
    values = {"left_at": None, "name": name[:100]}
    await upsert(connection, communities, {"id": community}, values, only_new={"joined_at": now})


async def find_community(connection: AsyncConnection, community: int) -> Community | None:
    """Read one community with its rooms; None when Sidelight was never set up there."""
    settings = [column for column in communities.c if column.name not in set(Counter)]
    row = (await connection.execute(select(*settings).where(communities.c.id == community))).one_or_none()
    if row is None:
        return None
    found = await connection.execute(select(rooms.c.channel).where(rooms.c.community == community))
    off = select(switches.c.live_pattern).where(
        switches.c.community == community, switches.c.live_pattern.is_not(None)
    )
    patterns = frozenset((await connection.execute(off)).scalars())
    return Community(**row._asdict(), rooms=frozenset(found.scalars()), switched_off=patterns)


async def all_communities(connection: AsyncConnection) -> tuple[Community, ...]:
    """Read every community that Sidelight has not left."""
    ids = (
        await connection.execute(select(communities.c.id).where(communities.c.left_at.is_(None)))
    ).scalars()
    found = [await find_community(connection, community) for community in ids.all()]
    return tuple(community for community in found if community is not None)


async def using_place(connection: AsyncConnection, place: int) -> tuple[int, ...]:
    """The communities that have set up this channel for something."""
    names = ("moderators_channel", "lobby", "requests_channel", "quiet_room")
    columns = [communities.c[name] for name in names]
    by_setting = select(communities.c.id).where(or_(*(column == place for column in columns)))
    by_room = select(rooms.c.community).where(rooms.c.channel == place)
    return tuple((await connection.execute(by_setting.union(by_room))).scalars())


async def change(
    connection: AsyncConnection, community: int, **settings: str | int | bool | datetime | None
) -> None:
    """Save settings of a community, by column name."""
    await connection.execute(update(communities).where(communities.c.id == community).values(**settings))


async def set_rooms(connection: AsyncConnection, community: int, channels: frozenset[int]) -> None:
    """Replace the list of watched rooms."""
    await connection.execute(
        delete(rooms).where(rooms.c.community == community, rooms.c.channel.not_in(channels))
    )
    held = await connection.execute(select(rooms.c.channel).where(rooms.c.community == community))
    new = channels - frozenset(held.scalars())
    if new:
        values = [{"community": community, "channel": channel} for channel in sorted(new)]
        await connection.execute(insert(rooms), values)


async def forget_community(connection: AsyncConnection, community: int) -> None:
    """Delete a community and everything stored about it; acts still owed stay until they are done."""
    for table in (timers, watermarks):
        await connection.execute(delete(table).where(table.c.community == community))
    await connection.execute(delete(communities).where(communities.c.id == community))


async def panel_stands(connection: AsyncConnection, channel: int, message: int) -> None:
    """Remember the safety panel of a watched room."""
    await connection.execute(update(rooms).where(rooms.c.channel == channel).values(panel=message))


async def panel_refused(connection: AsyncConnection, channel: int) -> None:
    """Remember that no panel can stand in a room, for instance because it is a forum."""
    values = {"panel": NO_PANEL}
    await connection.execute(
        update(rooms).where(rooms.c.channel == channel, rooms.c.panel.is_(None)).values(values)
    )


async def try_panels_again(connection: AsyncConnection, community: int) -> None:
    """Forget which rooms refused their panel."""
    refused = update(rooms).where(rooms.c.community == community, rooms.c.panel == NO_PANEL)
    await connection.execute(refused.values(panel=None))


async def rooms_without_panel(connection: AsyncConnection, community: int) -> tuple[int, ...]:
    """The watched rooms in which no safety panel stands yet, and none was refused."""
    wanted = select(rooms.c.channel).where(rooms.c.community == community, rooms.c.panel.is_(None))
    return tuple((await connection.execute(wanted.order_by(rooms.c.channel))).scalars())


async def room_panels(connection: AsyncConnection, community: int) -> tuple[tuple[int, int], ...]:
    """The rooms with a safety panel, each with the panel's message."""
    wanted = select(rooms.c.channel, rooms.c.panel).where(
        rooms.c.community == community, rooms.c.panel.is_not(None), rooms.c.panel != NO_PANEL
    )
    return tuple((row.channel, row.panel) for row in (await connection.execute(wanted)).all())
