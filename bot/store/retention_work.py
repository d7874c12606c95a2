"""How long what listening, suggestions and the bot's own work need is kept."""

from datetime import timedelta

from sqlalchemy import Table, and_, func, select

from bot.casework.suggesting import Progress
from bot.store.retention_rule import Rule
from bot.store.tables import (
    chats,
    communities,
    handovers,
    listeners,
    outbox,
    relayed,
    spoken,
    stops,
    suggestions,
    tallies,
    timers,
    watermarks,
)
from bot.store.tallies import day_of
from bot.store.watermarks import newest_possible


def about_work() -> tuple[Rule, ...]:
    """List what work leaves behind; the last rule takes all that is left of a community."""
    return (*_of_listeners(), *_suggested(), *_workings(), *_relayed(), *_departed())


def _of_listeners() -> tuple[Rule, ...]:
    """List what is kept for listeners' work."""
    return (
        Rule(
            "A note that a listener hands over",
            handovers,
            timedelta(0),
            "the end of the chat it goes along to, or of its own if it goes nowhere",
            lambda limit, _: func.coalesce(handovers.c.next_chat, handovers.c.chat_id).in_(
                select(chats.c.id).where(chats.c.ended_at <= limit)
            ),
        ),
        Rule(
            "That a listener stopped a chat (who with whom, when)",
            stops,
            timedelta(days=7),
            "the stop",
            lambda limit, _: stops.c.at <= limit,
        ),
        Rule(
            "A listener's shift, limits, page and number of chats",
            listeners,
            timedelta(days=365),
            "their last choice or chat",
            lambda limit, _: listeners.c.seen_at <= limit,
        ),
    )


def _suggested() -> tuple[Rule, ...]:
    """List what is kept of suggestions: what was changed because of them outlives who said it."""
    final = suggestions.c.progress.in_([each for each in Progress if each.is_final])
    answered = "the team's last answer"
    return (
        Rule(
            "The words of a suggestion",
            suggestions,
            timedelta(days=30),
            answered,
            lambda limit, _: and_(final, suggestions.c.answered_at <= limit),
            column="words",
        ),
        Rule(
            "Who made a suggestion",
            suggestions,
            timedelta(days=30),
            answered,
            lambda limit, _: and_(final, suggestions.c.answered_at <= limit),
            column="person",
        ),
        Rule(
            "A suggestion that nothing is decided about",
            suggestions,
            timedelta(days=180),
            "the suggestion",
            lambda limit, _: and_(~final, suggestions.c.made_at <= limit),
        ),
        Rule(
            "What the team answered to a suggestion",
            suggestions,
            timedelta(days=365),
            answered,
            lambda limit, _: and_(final, suggestions.c.answered_at <= limit),
        ),
    )


def _workings() -> tuple[Rule, ...]:
    """List what the bot needs for its own work."""
    return (
        Rule(
            "When the bot spoke unasked",
            spoken,
            timedelta(days=90),
            "speaking",
            lambda limit, _: spoken.c.at <= limit,
        ),
        Rule(
            "What the bot did on Discord (its words are forgotten when done)",
            outbox,
            timedelta(days=90),
            "doing it",
            lambda limit, _: outbox.c.done_at <= limit,
        ),
        Rule(
            "Counts by day",
            tallies,
            timedelta(days=400),
            "that day",
            lambda limit, _: tallies.c.day < day_of(limit),
        ),
    )


def _relayed() -> tuple[Rule, ...]:
    """List what relayed chats need beside the chats themselves."""
    ended = select(chats.c.id).where(chats.c.ended_at.is_not(None))
    return (
        Rule(
            "Which message of a relayed chat arrived as which",
            relayed,
            timedelta(days=1),
            "the end of the chat",
            lambda limit, _: relayed.c.chat_id.in_(ended.where(chats.c.ended_at <= limit)),
        ),
        Rule(
            "Reading positions in direct messages",
            watermarks,
            timedelta(days=7),
            "the last message read",
            lambda limit, _: and_(watermarks.c.place < 0, watermarks.c.message < newest_possible(limit)),
        ),
    )


def _departed() -> tuple[Rule, ...]:
    """List what is left of communities that removed the bot; the last rule takes all that refers to them."""
    return (
        _of_departed("Acts", outbox),
        _of_departed("Timers", timers),
        _of_departed("Reading positions", watermarks),
        Rule(
            "Everything else about a community that removed Sidelight",
            communities,
            timedelta(days=30),
            "removal",
            lambda limit, _: communities.c.left_at <= limit,
        ),
    )


def _of_departed(what: str, table: Table) -> Rule:
    return Rule(
        f"{what} of a community that removed Sidelight",
        table,
        timedelta(days=30),
        "removal",
        lambda limit, _: table.c.community.in_(
            select(communities.c.id).where(communities.c.left_at <= limit)
        ),
    )
