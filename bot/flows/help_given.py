"""Somebody needs help now: numbers first, then people; nothing here is ever held against anyone."""

from datetime import datetime, timedelta

from bot.casework.authority import is_moderator
from bot.flows.account_shown import fresh_account
from bot.flows.chat_ended import own_chat
from bot.flows.parts import Parts
from bot.flows.private_words import tell_privately
from bot.flows.surface import Answer, Press
from bot.flows.work import Work
from bot.guide import Card, Wording
from bot.guide.cards_account import AccountView
from bot.guide.cards_crisis import (
    asked_moderator_card,
    crisis_link_card,
    help_taken_card,
    helpline_card,
    helpline_select,
    moderator_coming_card,
    moderator_wanted_card,
    moderator_wanted_relay_card,
    nobody_answered_card,
    okay_for_now_card,
    urgent_help_card,
)
from bot.guide.cards_shared import not_allowed_card
from bot.store import relays
from bot.store.acts import EditCard, SendCard
from bot.store.chats import Chat, chat_at
from bot.store.communities import Community
from bot.store.people import known
from bot.store.speech import note_spoken, spoken_in
from bot.store.tallies import count

ASKED, TAKEN = "asked_moderator", "help_taken"
ANSWER_WITHIN = timedelta(minutes=10)
BETWEEN_CALLS = timedelta(hours=1)
STILL_WAITED_FOR = timedelta(days=1)


async def urgent_help(parts: Parts, press: Press, locale: str) -> Answer:
    """Show the numbers at once."""
    return Answer(urgent_help_card(parts.wording(locale), press.argument))


async def find_help(parts: Parts, press: Press, locale: str) -> Answer:
    """Let the person choose a country; the choice is not stored."""
    return Answer(helpline_select(parts.wording(locale)))


async def show_country(parts: Parts, press: Press, locale: str) -> Answer:
    """Show one country's helplines."""
    return Answer(helpline_card(parts.wording(locale), press.values[0]), replace=True)


async def okay_for_now(parts: Parts, press: Press, locale: str) -> Answer:
    """Take it as said, and leave the door open."""
    return Answer(okay_for_now_card(parts.wording(locale)))


async def ask_moderator(parts: Parts, press: Press, community: Community) -> Answer:
    """Call the moderators with a link and no words, at most once an hour for each person."""
    wording = parts.wording(community.locale)
    if community.moderators_channel is None:
        return Answer(helpline_select(wording))
    chat = await own_chat(parts, press)
    # Only the thread of a chat is private enough for a line to this person.
    place = chat.place if chat is not None and chat.place is not None else 0
    account = await _new_account(parts, press, community, chat)
    async with parts.work() as work:
        await count(work.connection, community.id, "asked_moderator", work.now)
        lately = await called_lately(work, community, press.person.id)
        if TAKEN in lately:
            return Answer(moderator_coming_card(wording))
        key = f"{press.person.id}:{place}"
        if ASKED not in lately:
            card = _call_card(wording, community, press, chat, key, account)
            await _call(work, community, press.person.id, card)
        # Whoever asks again is told again when nobody answers.
        await work.remind_at(community.id, "nobody_answered", key, work.now + ANSWER_WITHIN)
        waits = not place and not await _takes_messages(work, community, press.person.id)
    return Answer(asked_moderator_card(wording, named=not place, waits=waits))


async def _takes_messages(work: Work, community: Community, person: int) -> bool:
    """Whether somebody agreed to private words, or talks by private messages with the bot this very moment."""
    if (await known(work.connection, community.id, person)).private_words:
        return True
    return bool(await relays.open_relays_with(work.connection, work.keys, person))


async def _new_account(
    parts: Parts, press: Press, community: Community, chat: Chat | None
) -> AccountView | None:
    """What moderators may know about the member's account, when a listener calls them and it is new (T57)."""
    if chat is None or chat.place is None or press.person.id != chat.listener:
        return None
    return await fresh_account(parts, community, chat.member)


def _call_card(
    wording: Wording,
    community: Community,
    press: Press,
    chat: Chat | None,
    key: str,
    account: AccountView | None,
) -> Card:
    if chat is not None and chat.place is None and chat.listener == press.person.id:
        return moderator_wanted_relay_card(wording, chat.number, f"<@{press.person.id}>", key)
    if chat is None or chat.place is None:
        # Who asks outside a chat is named, or nobody could go to them.
        return crisis_link_card(wording, f"<@{press.person.id}>", key, asked=True)
    link = f"https://discord.com/channels/{community.id}/{chat.place}"
    if chat.listener == press.person.id:
        return moderator_wanted_card(wording, link, key, account)
    return crisis_link_card(wording, link, key, asked=True)


async def help_taken(parts: Parts, press: Press, community: Community) -> Answer:
    """A moderator is on it: only now may the person be told so."""
    wording = parts.wording(community.locale)
    if not is_moderator(press.person, community.offices):
        return Answer(not_allowed_card(wording))
    person, place, message = _read_call(press.argument)
    # Who asked outside a chat is named, or nobody could go to them.
    link = f"https://discord.com/channels/{community.id}/{message or place}"
    if not (message or int(place)):
        link = f"<@{person}>"
    async with parts.work() as work:
        await work.forget_timer("nobody_answered", f"{person}:{place}")
        chat = await chat_at(work.connection, work.keys, int(place))
        enter = str(chat.id) if chat is not None and chat.is_open else ""
        await note_spoken(work.connection, community.id, press.place, TAKEN, work.now, person=int(person))
        taken = help_taken_card(wording, f"<@{press.person.id}>", link, enter)
        await work.owe(community.id, EditCard(press.place, press.message, taken))
        card = moderator_coming_card(wording, community.name)
        await _tell(parts, work, community, int(person), int(place), card)
    return Answer()


def _read_call(argument: str) -> tuple[str, str, str]:
    """Read what a call's button carries: the person, their chat's place (0: none), and a message in a room."""
    person, _, rest = argument.partition(":")
    place, _, message = rest.partition(":")
    return person, place, message


async def nobody_answered(
    parts: Parts, work: Work, community: Community, key: str, due: datetime | None = None
) -> None:
    """Ten minutes have passed: say so, and who does answer. A day after it was due, nobody waits for that."""
    if due is not None and work.now - due > STILL_WAITED_FOR:
        return
    person, _, place = key.partition(":")
    card = nobody_answered_card(parts.wording(community.locale), community.name)
    await _tell(parts, work, community, int(person), int(place), card)


async def _tell(parts: Parts, work: Work, community: Community, person: int, place: int, card: Card) -> None:
    """Tell somebody who asked for a moderator what came of it."""
    relayed = not place and bool(await relays.open_relays_with(work.connection, work.keys, person))
    await tell_privately(
        parts, work, community, person, card, place=place or None, asked=True, in_relay=relayed
    )


async def _call(work: Work, community: Community, person: int, card: Card) -> None:
    if community.moderators_channel is None:
        return
    act = SendCard(community.moderators_channel, card, mention_role=community.moderators_role)
    await work.owe(community.id, act, urgent=True, about=f"call:{person}")
    await note_spoken(
        work.connection, community.id, community.moderators_channel, ASKED, work.now, person=person
    )


async def called_lately(work: Work, community: Community, person: int) -> frozenset[str]:
    """What became of this person's calls within the last hour: asked, taken."""
    if community.moderators_channel is None:
        return frozenset()
    said = await spoken_in(work.connection, community.moderators_channel)
    return frozenset(line.what for who, line in said if who == person and work.now - line.at < BETWEEN_CALLS)
