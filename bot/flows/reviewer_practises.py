"""A volunteer who was asked to help with reviewing practises first: five situations, each answered and explained."""

from bot.casework.authority import Person
from bot.casework.reviewing import (
    PRACTICE_STEPS,
    has_practised,
    holds_reviewers_role,
    next_step,
    reads_with_another,
)
from bot.flows.parts import Parts
from bot.flows.surface import Answer, Press
from bot.flows.work import Work
from bot.guide.cards_reviewer import practice_answer_card, practice_card, practice_done_card
from bot.guide.cards_shared import not_allowed_card, too_late_card
from bot.store.communities import Community
from bot.store.reviewers import ended_by, practised_steps, save_steps


async def begin(parts: Parts, press: Press, community: Community) -> Answer:
    """Answer `/review-practice`: the first situation that is not answered yet."""
    wording = parts.wording(community.locale)
    if not holds_reviewers_role(press.person, community.offices):
        return Answer(not_allowed_card(wording))
    async with parts.work() as work:
        steps = await practised_steps(work.connection, community.id, press.person.id)
    if has_practised(steps):
        return Answer(practice_done_card(wording))
    return Answer(practice_card(wording, steps + 1))


async def answer(parts: Parts, press: Press, community: Community) -> Answer:
    """Explain an answer; the argument is the situation's number and the choice."""
    wording = parts.wording(community.locale)
    if not holds_reviewers_role(press.person, community.offices):
        return Answer(not_allowed_card(wording))
    number, _, choice = press.argument.partition(":")
    if not number.isdecimal() or not 1 <= int(number) <= PRACTICE_STEPS:
        return Answer(too_late_card(wording))
    async with parts.work() as work:
        steps = await practised_steps(work.connection, community.id, press.person.id)
        reached = next_step(steps, int(number))
        await save_steps(work.connection, community.id, press.person.id, reached, work.now)
    return Answer(practice_answer_card(wording, int(number), choice, PRACTICE_STEPS), replace=True)


async def go_on(parts: Parts, press: Press, community: Community) -> Answer:
    """Show the next situation, or say that the practice is done."""
    shown = await begin(parts, press, community)
    return Answer(shown.card, replace=True)


async def may_review(work: Work, community: Community, person: Person) -> bool:
    """Whether somebody helps to review here: asked to by the role, and through with the practice."""
    if not holds_reviewers_role(person, community.offices):
        return False
    return has_practised(await practised_steps(work.connection, community.id, person.id))


async def needs_second_reader(work: Work, community: Community, person: Person) -> bool:
    """Whether what this person ends for people needs somebody who agrees, because they are new to reviewing."""
    ended = await ended_by(work.connection, community.id, person.id)
    return reads_with_another(person, community.offices, ended)
