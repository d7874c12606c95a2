"""Somebody tells us that something is wrong: one choice, a few words, a receipt; then people look."""

from dataclasses import replace

from bot.casework.report_words import Lacking, lacking, words_needed
from bot.casework.situations import Setting, Situation
from bot.flows import relay_reported, report_where
from bot.flows.held_words import hold_words, let_words_go, words_held_about
from bot.flows.parts import Parts
from bot.flows.report_about import About, find_about, setting_of
from bot.flows.report_received import keep_receipt, make_receipt
from bot.flows.report_recorded import record_report
from bot.flows.report_where import person_target
from bot.flows.request_screened import sounds_like_crisis, with_help
from bot.flows.surface import REPORTED_TEXT, Answer, Press
from bot.guide.cards_report import (
    more_words_card,
    report_form,
    situations_card,
    split_report_argument,
    uneasy_thanks,
)
from bot.store import words_held
from bot.store.chats import chat_at
from bot.store.communities import Community


async def feels_wrong(parts: Parts, press: Press, community: Community) -> Answer:
    """Show the situations; in a chat the report is about the other person there."""
    target = press.argument
    if not target:
        async with parts.database.reading() as connection:
            chat = await chat_at(connection, parts.database.keys, press.place)
        target = str(chat.id) if chat is not None else person_target(community.id)
    elif target.startswith(report_where.PERSON):
        # The command names a person; the community is the one it was used in, or found from.
        told = report_where.read_person_target(target)
        target = person_target(community.id, told[1] if told is not None else 0)
    return await _situations(parts, press, community, target)


async def choose_who(parts: Parts, press: Press, community: Community) -> Answer:
    """Somebody chose whom it is about; it may be left out."""
    person = int(press.values[0]) if press.values else 0
    shown = await _situations(parts, press, community, person_target(community.id, person))
    return replace(shown, replace=True)


async def in_community(parts: Parts, press: Press, community: Community, person: int) -> Answer:
    """Go on in the community that somebody chose in private; words that came along stay with them."""
    target = person_target(community.id, person)
    async with parts.work() as work:
        await words_held.hold_as(work.connection, press.person.id, f"-{person}", target)
    return await _situations(parts, press, community, target)


async def report_message(parts: Parts, press: Press, community: Community) -> Answer:
    """Start from one message: `argument` is `place/message/author`."""
    async with parts.database.reading() as connection:
        passed = await relay_reported.reported(connection, parts.database.keys, press)
    target = message_target(press)
    if passed is not None:
        target = f"{relay_reported.TARGET}{passed.id}"
    await hold_message(parts, press, target)
    return await _situations(parts, press, community, target)


def message_target(press: Press) -> str:
    """What buttons carry about one message."""
    return "m-" + press.argument.replace("/", "-")


async def hold_message(parts: Parts, press: Press, target: str) -> None:
    """Hold the words of a message that the bot cannot read itself, until the form opens."""
    if press.field(REPORTED_TEXT):
        await hold_words(parts, press, target, press.field(REPORTED_TEXT))


async def choose_situation(parts: Parts, press: Press, community: Community) -> Answer:
    """Ask for words; what the bot could not read itself stands there already."""
    situation = Situation(press.values[0])
    about = await find_about(parts, press, press.argument, community)
    needed = _needs(situation, about)
    return await _form(parts, press, community, f"{situation}:{press.argument}", needed)


async def write_again(parts: Parts, press: Press, community: Community) -> Answer:
    """Open the form once more, with what was typed; what comes now is taken as it is."""
    return await _form(parts, press, community, press.argument, needed=False, again=True)


async def _form(
    parts: Parts, press: Press, community: Community, argument: str, needed: bool, *, again: bool = False
) -> Answer:
    situation, target = split_report_argument(argument)
    wording = parts.wording(community.locale)
    form = report_form(wording, target, situation, needed=needed, again=again)
    held = await words_held_about(parts, press, target) or ""
    words = tuple(replace(field, value=held[: field.most]) for field in form.fields)
    return Answer(form=replace(form, fields=words))


async def uneasy(parts: Parts, press: Press, community: Community) -> Answer:
    """One press is enough: it counts as a note."""
    about = await find_about(parts, press, press.argument, community)
    await record_report(parts, press, community, about, Situation.UNEASY, "")
    chat = press.argument if press.argument.isdecimal() else ""
    return Answer(uneasy_thanks(parts.wording(community.locale), chat, press.argument), replace=True)


async def send_report(parts: Parts, press: Press, community: Community) -> Answer:
    """Take the report, or ask once and kindly for what would help when its words say nothing."""
    situation, target = split_report_argument(press.argument)
    about = await find_about(parts, press, target, community)
    words = press.field("words")
    # Who may be in danger gets help, and is not asked for more.
    asks = _needs(situation, about) and not sounds_like_crisis(parts, words)
    missing = _missing(parts, community, words) if asks else None
    if missing is not None:
        await hold_words(parts, press, target, words)
        card = more_words_card(parts.wording(community.locale), press.argument, missing, words)
        return Answer(card, replace=True)
    return await _take(parts, press, community, about, words)


async def send_again(parts: Parts, press: Press, community: Community) -> Answer:
    """Take the second form as it is: nobody who is upset is asked twice."""
    _, target = split_report_argument(press.argument)
    about = await find_about(parts, press, target, community)
    return await _take(parts, press, community, about, press.field("words"))


async def send_as_it_is(parts: Parts, press: Press, community: Community) -> Answer:
    """Take a report with the words that were typed before; when they are not held any more, the form opens again."""
    _, target = split_report_argument(press.argument)
    held = await words_held_about(parts, press, target)
    if held is None:
        return await write_again(parts, press, community)
    about = await find_about(parts, press, target, community)
    return await _take(parts, press, community, about, held)


async def _take(parts: Parts, press: Press, community: Community, about: About, words: str) -> Answer:
    """Record the report first, then answer with the receipt, which also waits under My messages."""
    situation, target = split_report_argument(press.argument)
    report, is_new = await record_report(parts, press, community, about, situation, words)
    await let_words_go(parts, press, target)
    chat = target if target.isdecimal() else ""
    card = await make_receipt(parts, community, report, situation, chat)
    if is_new:
        await keep_receipt(parts, community, report, card)
    return Answer(with_help(parts, parts.wording(community.locale), words, card), replace=True)


async def _situations(parts: Parts, press: Press, community: Community, target: str) -> Answer:
    about = await find_about(parts, press, target, community)
    setting = await setting_of(parts, press, community, about)
    wording = parts.wording(community.locale)
    named = report_where.read_person_target(target)
    left = press.community is None and await report_where.has_left(parts, community, press.person.id)
    outside = setting in (Setting.OUTSIDE, Setting.AMONG_LISTENERS)
    card = situations_card(
        wording,
        target,
        setting,
        about=f"<@{about.subject}>" if named is not None and about.subject else "",
        # Discord lists people to choose from only where they are.
        may_choose_who=outside and named is not None and press.community is not None,
        left=community.name if left else "",
    )
    return Answer(card)


def _needs(situation: Situation, about: About) -> bool:
    return words_needed(situation, in_chat=about.chat is not None, by_message=about.message is not None)


def _missing(parts: Parts, community: Community, words: str) -> Lacking | None:
    pointing = parts.wording(community.locale).text("report.pointing")
    return lacking(words, frozenset(pointing.split()))
