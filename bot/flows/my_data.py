"""People get a copy of what is stored about them, or have it deleted, and hear what stays, why and until when."""

import json

from bot.flows.parts import Parts
from bot.flows.report_where import carried
from bot.flows.safety_news import wish_of
from bot.flows.surface import Answer, Export, Press
from bot.flows.work import Work
from bot.guide.cards_my_record import (
    confirm_delete_card,
    data_copy_card,
    data_deleted_card,
    data_kept_card,
    my_data_card,
)
from bot.guide.views_my_record import StaysView
from bot.store.communities import Community
from bot.store.forgetting import forget_person
from bot.store.my_data import copy_of
from bot.store.staying import what_stays
from bot.store.whose import Whose


async def my_data(parts: Parts, press: Press, community: Community) -> Answer:
    """Offer a copy, and a deletion, and say whether safety news come."""
    async with parts.database.reading() as connection:
        news = await wish_of(connection, community.id, press.person.id)
    wording = parts.wording_for(press.locale, community)
    return Answer(my_data_card(wording, news, carried(press, community)))


async def data_copy(parts: Parts, press: Press, community: Community) -> Answer:
    """Give everything stored about the person that is theirs, as a file that only they see."""
    async with parts.database.reading() as connection:
        copy = await copy_of(connection, parts.database.keys, Whose(press.person.id, community.id))
    about = {"person": str(press.person.id), "community": community.name, "made": parts.clock().isoformat()}
    text = json.dumps({**about, **copy}, indent=2, ensure_ascii=False)
    card = data_copy_card(parts.wording_for(press.locale, community), carried(press, community))
    return Answer(card, export=Export("sidelight-my-data.json", text))


async def ask_delete(parts: Parts, press: Press, community: Community) -> Answer:
    """Ask once more, with what would stay."""
    async with parts.work() as work:
        stays = await _stays(work, Whose(press.person.id, community.id))
    wording, home = parts.wording_for(press.locale, community), carried(press, community)
    return Answer(confirm_delete_card(wording, stays, home))


async def delete(parts: Parts, press: Press, community: Community) -> Answer:
    """Delete at once what can go; a second press finds nothing more and says the same."""
    whose = Whose(press.person.id, community.id)
    async with parts.work() as work:
        await forget_person(work.connection, work.keys, whose, work.now)
        stays = await _stays(work, whose)
    card = data_deleted_card(parts.wording_for(press.locale, community), stays)
    return Answer(card, replace=True)


async def keep(parts: Parts, press: Press, community: Community) -> Answer:
    """Nothing is deleted."""
    return Answer(data_kept_card(parts.wording_for(press.locale, community)), replace=True)


async def _stays(work: Work, whose: Whose) -> StaysView:
    found = await what_stays(work.connection, work.keys, whose, work.now)
    return StaysView(
        found.notes,
        found.notes_until,
        found.decisions_until,
        found.pause_until,
        found.break_until,
        found.open_cases,
    )
