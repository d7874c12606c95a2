"""Once a week oversight hears who opened how many words and records; nothing is said when there was none."""

from collections import Counter
from datetime import datetime, timedelta

from bot.flows.parts import Parts
from bot.flows.private_words import dump_card
from bot.flows.work import OUTCOME_USEFUL, Work
from bot.guide.cards_desk import views_card
from bot.guide.views_desk import OpenedRecord, ViewCount, ViewsOfWeek
from bot.store.acts import SendPrivately
from bot.store.communities import Community
from bot.store.letters import keep_letter
from bot.store.timers import timers_of
from bot.store.views_logged import records_opened, words_opened

TIMER = "views_told"
WEEK = timedelta(days=7)


async def wait_to_tell(work: Work, community: Community) -> None:
    """Something was opened: oversight hears of it a week after the first view it has not heard of."""
    key = str(community.id)
    if not any(timer.key == key for timer in await timers_of(work.connection, TIMER, key)):
        await work.remind_at(community.id, TIMER, key, work.now + WEEK)


async def tell_views(parts: Parts, work: Work, community: Community, due: datetime) -> None:
    """Tell oversight what was opened since the first view of the week that is over."""
    views = await _view(work, community, due - WEEK)
    if community.oversight is None or not views.counts:
        return
    card = views_card(parts.wording(community.locale), views, community.name)
    letter = await keep_letter(
        work.connection, work.keys, community.id, community.oversight, dump_card(card), work.now
    )
    act = SendPrivately(community.oversight, card)
    await work.owe(community.id, act, about=f"private:{letter}:0", useful=OUTCOME_USEFUL)


async def _view(work: Work, community: Community, since: datetime) -> ViewsOfWeek:
    words = dict(await words_opened(work.connection, community.id, since))
    opened = await records_opened(work.connection, work.keys, community.id, since)
    records = Counter(view.viewer for view in opened)
    counts = tuple(
        ViewCount(f"<@{viewer}>", words.get(viewer, 0), records[viewer])
        for viewer in sorted(words.keys() | records.keys())
    )
    reasons = tuple(
        OpenedRecord(f"<@{view.viewer}>", f"<@{view.person}>", view.reason) for view in opened if view.reason
    )
    return ViewsOfWeek(since, work.now, counts, reasons)
