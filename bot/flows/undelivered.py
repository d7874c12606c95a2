"""What becomes of a call, a report or a digest that the moderators' channel refuses: somebody else hears."""

from bot.flows.help_given import nobody_answered
from bot.flows.parts import Parts
from bot.flows.private_words import dump_card
from bot.flows.work import Work
from bot.guide.cards_moderator import asked_elsewhere_card, report_without_person_card
from bot.store import chats, reports
from bot.store.acts import SendPrivately
from bot.store.communities import Community
from bot.store.letters import keep_letter
from bot.store.tallies import UNDELIVERED, count
from bot.store.timers import Timer, remove_timer, timers_of


async def call_refused(parts: Parts, work: Work, person: str) -> None:
    """No moderator will see the call: say so at once, and call oversight."""
    for timer in await timers_of(work.connection, "nobody_answered", f"{person}:"):
        community = await parts.community(timer.community)
        if community is None or not await remove_timer(work.connection, timer):
            continue
        await count(work.connection, community.id, UNDELIVERED, work.now)
        await _call_oversight(parts, work, community, timer)
        await nobody_answered(parts, work, community, timer.key)


async def report_refused(parts: Parts, work: Work, report_id: int) -> None:
    """The team cannot read a report that names nobody: oversight does."""
    report = await reports.find_report(work.connection, work.keys, report_id)
    community = await parts.community(report.community) if report is not None else None
    if report is None or community is None:
        return
    await count(work.connection, community.id, UNDELIVERED, work.now)
    if community.oversight is None or community.moderators_channel is None:
        return
    wording = parts.wording(community.locale)
    card = report_without_person_card(wording, report.number, report.situation, report.words)
    # It also waits under oversight's messages, in case these are closed.
    await keep_letter(
        work.connection, work.keys, community.id, community.oversight, dump_card(card), work.now
    )
    await work.owe(
        community.id, SendPrivately(community.oversight, card), about=f"report_instead:{report.id}"
    )


async def digest_refused(work: Work, community: int) -> None:
    """The next digest says that one is missing, and tells again what stood in it."""
    await count(work.connection, community, UNDELIVERED, work.now)


async def _call_oversight(parts: Parts, work: Work, community: Community, timer: Timer) -> None:
    if community.oversight is None:
        return
    person, _, place = timer.key.partition(":")
    chat = await chats.chat_at(work.connection, work.keys, int(place))
    link = f"https://discord.com/channels/{community.id}/{place}" if chat is not None else f"<@{person}>"
    card = asked_elsewhere_card(parts.wording(community.locale), link, community.name)
    act = SendPrivately(community.oversight, card)
    await work.owe(community.id, act, about=f"call_instead:{person}", urgent=True)
