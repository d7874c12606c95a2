"""The receipt of a report: what happens next, when others were answered, and how to add something."""

from bot.casework.report_times import MEDIAN_OVER, typical
from bot.casework.situations import Situation
from bot.flows.parts import Parts
from bot.flows.private_words import dump_card
from bot.guide.cards_report import receipt
from bot.guide.values import Card
from bot.store.communities import Community
from bot.store.letters import keep_letter
from bot.store.reports import Report, closed_since


async def make_receipt(
    parts: Parts, community: Community, report: Report, situation: Situation, chat: str
) -> Card:
    """Make the receipt, with the team's real medians where enough reports were answered lately."""
    async with parts.database.reading() as connection:
        closed = await closed_since(connection, community.id, parts.clock() - MEDIAN_OVER)
    return receipt(
        parts.wording(community.locale),
        report.number,
        report.made_at + parts.promises.first_look,
        situation,
        chat,
        report=str(report.id),
        kept_apart=report.subject is not None,
        typical=typical(closed),
    )


async def keep_receipt(parts: Parts, community: Community, report: Report, card: Card) -> None:
    """Keep the receipt under My messages, so that its buttons are found again; nothing is sent."""
    async with parts.work() as work:
        await keep_letter(
            work.connection, work.keys, community.id, report.reporter, dump_card(card), work.now
        )
