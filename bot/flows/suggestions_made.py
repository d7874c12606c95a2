"""Somebody says what should be better, and reads what earlier suggestions changed (T59, Q10, Q26)."""

from bot.casework.suggesting import PERIOD, may_suggest
from bot.flows.parts import Parts
from bot.flows.request_screened import sounds_like_crisis
from bot.flows.surface import Answer, Press
from bot.flows.work import OUTCOME_USEFUL, Work
from bot.guide.cards_suggest import (
    Changed,
    SuggestionView,
    not_suggested_card,
    suggest_card,
    suggested_card,
    suggestion_card,
    suggestion_form,
)
from bot.store import suggestions
from bot.store.acts import SendCard, SendPrivately
from bot.store.communities import Community
from bot.store.suggestions import Suggestion

CHANGES_SHOWN = 3
LONGEST = 1000
# Stands before its id on buttons, or in private it could be taken for that of a chat.
MARK = "s"


async def show(parts: Parts, press: Press, community: Community) -> Answer:
    """Answer /suggest: what was changed lately, and the way to write."""
    async with parts.database.reading() as connection:
        keys = parts.database.keys
        done = await suggestions.changed_lately(connection, keys, community.id, CHANGES_SHOWN)
    changed = [Changed(each.answer, _who(each)) for each in done if each.answer]
    return Answer(suggest_card(parts.wording_for(press.locale, community), changed))


async def write(parts: Parts, press: Press, community: Community) -> Answer:
    """Ask what should be better."""
    return Answer(form=suggestion_form(parts.wording_for(press.locale, community)))


async def send(parts: Parts, press: Press, community: Community) -> Answer:
    """Keep a suggestion and show it to the team. One that cannot be kept is given back."""
    wording, words = parts.wording_for(press.locale, community), press.field("words")[:LONGEST]
    if not words:
        return Answer(not_suggested_card(wording, "empty", ""))
    if community.moderators_channel is None and community.oversight is None:
        return Answer(not_suggested_card(wording, "nobody", words))
    named = press.field("name") == "yes"
    async with parts.work() as work:
        person, since = press.person.id, work.now - PERIOD
        if not may_suggest(await suggestions.suggested_since(work.connection, community.id, person, since)):
            return Answer(not_suggested_card(wording, "often", words))
        made = await suggestions.add_suggestion(
            work.connection, work.keys, community.id, person, words, work.now, may_name=named
        )
        await _show_team(parts, work, community, made)
    crisis = sounds_like_crisis(parts, words)
    return Answer(suggested_card(wording, made.number, named=named, crisis=crisis))


async def card_refused(parts: Parts, work: Work, suggestion: int) -> None:
    """The team's channel is not there: oversight reads it instead."""
    made = await suggestions.find_suggestion(work.connection, work.keys, suggestion)
    community = await parts.community(made.community) if made is not None else None
    if made is None or community is None or community.oversight is None:
        return
    card = suggestion_card(parts.wording(community.locale), view_of(made))
    act = SendPrivately(community.oversight, card)
    await work.owe(community.id, act, about=f"suggestion_instead:{made.id}", useful=OUTCOME_USEFUL)


def view_of(suggestion: Suggestion) -> SuggestionView:
    """A suggestion as the team sees it; who had the idea only with their yes."""
    return SuggestionView(
        f"{MARK}{suggestion.id}",
        suggestion.number,
        suggestion.words,
        suggestion.progress,
        _who(suggestion),
        suggestion.answer,
    )


def read_id(argument: str) -> int | None:
    """Read a suggestion's id back from a button."""
    number = argument.removeprefix(MARK)
    return int(number) if argument.startswith(MARK) and number.isdecimal() else None


async def _show_team(parts: Parts, work: Work, community: Community, made: Suggestion) -> None:
    card = suggestion_card(parts.wording(community.locale), view_of(made))
    about = f"suggestion:{made.id}"
    if community.moderators_channel is not None:
        act = SendCard(community.moderators_channel, card, silent=True)
        await work.owe(community.id, act, about=about, useful=OUTCOME_USEFUL)
    else:
        await card_refused(parts, work, made.id)


def _who(suggestion: Suggestion) -> str:
    return f"<@{suggestion.person}>" if suggestion.may_name and suggestion.person is not None else ""
