"""A case that cannot reach oversight waits under My messages: one letter for each case, kept up to date."""

from bot.flows.private_words import dump_card
from bot.flows.work import Work
from bot.guide import Card
from bot.store import cases
from bot.store.cases import Case
from bot.store.letters import keep_letter, rewrite_letter

LETTER = "letter:"


async def keep_for(work: Work, case: Case, person: int, card: Card) -> bool:
    """Keep the case's card for a person; False when it waits for them already."""
    if await renew_letter(work, case, card):
        return False
    letter = await keep_letter(work.connection, work.keys, case.community, person, dump_card(card), work.now)
    await cases.write_log(work.connection, case.id, 0, f"{LETTER}{letter}", work.now)
    return True


async def renew_letter(work: Work, case: Case, card: Card) -> bool:
    """Bring the letter about a case up to date, also when the case is closed; False when there is none."""
    log = await cases.read_log(work.connection, case.id)
    kept = [int(line.what.removeprefix(LETTER)) for line in log if line.what.startswith(LETTER)]
    return bool(kept) and await rewrite_letter(work.connection, work.keys, kept[-1], dump_card(card))
