"""People read the notes about themselves, disagree with one, or hide what they wrote."""

from bot.casework.keeping import FLAG_KEPT
from bot.casework.noted import by_message
from bot.casework.values import Flag, Source
from bot.flows.case_shown import show_case
from bot.flows.parts import Parts
from bot.flows.surface import Answer, Press
from bot.guide.cards_listener import disputed_card, my_notes_card
from bot.guide.cards_member import could_not_hide_card, hidden_card, kept_card
from bot.guide.cards_shared import not_allowed_card, too_late_card
from bot.guide.views import NoteLine
from bot.screening import Severity
from bot.store.acts import DeleteMessage
from bot.store.cases import open_case_of
from bot.store.communities import Community
from bot.store.flags import community_of_message, dispute, flags_about
from bot.store.sent import is_done


async def my_notes(parts: Parts, press: Press, community: Community) -> Answer:
    """List the notes about the person who asks, with their own words only.

    What others reported is not shown here: that comes with the moderators' question, if the reporter agrees.
    """
    async with parts.database.reading() as connection:
        record = await flags_about(connection, parts.database.keys, community.id, press.person.id)
    return Answer(my_notes_card(parts.wording(community.locale), note_lines(record)))


def note_lines(record: tuple[Flag, ...]) -> tuple[NoteLine, ...]:
    """The notes that their subject may read: what screening saw, and nothing that a person found to be no problem."""
    seen = (flag for flag in record if flag.source is Source.SCREENING and not flag.cleared)
    return tuple(_line(group) for group in by_message(seen))


async def got_it_wrong(parts: Parts, press: Press) -> Answer:
    """A disputed note does not count until a person has looked."""
    message = int(press.argument)
    async with parts.work() as work:
        home = await community_of_message(work.connection, message, press.person.id)
        community = await parts.community(home) if home is not None else None
        wording = parts.wording(community.locale if community else "en")
        changed = await dispute(work.connection, message, press.person.id, work.now)
        if community is None or not changed:
            return Answer(too_late_card(wording))
        case = await open_case_of(work.connection, community.id, press.person.id)
        if case is not None:
            await show_case(parts, work, community, case)
    return Answer(disputed_card(wording))


async def hide_it(parts: Parts, press: Press) -> Answer:
    """Delete the message its writer wants gone; says so only once it is gone. `argument` names its writer."""
    wording = parts.wording()
    place, message, author = (int(part) for part in press.argument.split("/"))
    if author != press.person.id:
        return Answer(not_allowed_card(wording))
    about = f"hide:{message}"
    async with parts.work() as work:
        act = DeleteMessage(place, message)
        await work.owe(press.community or 0, act, about=about, urgent=True)
    await parts.deliver(act.lane)
    async with parts.database.reading() as connection:
        gone = await is_done(connection, about)
    return Answer(hidden_card(wording) if gone else could_not_hide_card(wording), replace=True)


async def keep_it(parts: Parts, press: Press) -> Answer:
    """The message stays."""
    return Answer(kept_card(parts.wording()), replace=True)


def _line(group: tuple[Flag, ...]) -> NoteLine:
    """One message, with all that it was noted for; until the last of it is gone."""
    made = [flag.made_at for flag in group]
    return NoteLine(
        when=min(made),
        kinds=tuple(flag.category.value for flag in group),
        until=max(made) + FLAG_KEPT,
        excerpt=next((flag.excerpt for flag in group if flag.excerpt), ""),
        counts=any(flag.stands and flag.severity >= Severity.CONCERN for flag in group),
        disputed=any(flag.disputed for flag in group),
    )
