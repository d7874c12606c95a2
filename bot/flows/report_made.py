"""Somebody tells us that something is wrong: one choice, optional words, a receipt; then people look."""

from dataclasses import dataclass, replace
from datetime import timedelta

from bot import guide
from bot.casework.keeping import REPORT_ANSWERED_WITHIN
from bot.casework.reporting import case_reason, recorded_for
from bot.casework.situations import Situation
from bot.casework.thresholds import threshold_reached
from bot.casework.values import Reason, Source
from bot.flows import relay_reported
from bot.flows.case_raised import is_about_moderator, raise_case
from bot.flows.parts import Parts
from bot.flows.reply_pressure import part_taker_of_asked, told_after_asked
from bot.flows.report_followed import show_without_person
from bot.flows.sudden_end import counts_as_sudden
from bot.flows.surface import REPORTED_TEXT, Answer, Press, Refused, TryLater
from bot.flows.work import Work
from bot.screening import Side
from bot.store import people, reports
from bot.store.chats import Chat, chat_at, find_chat
from bot.store.communities import Community
from bot.store.flags import FlagPlace, flags_about, record
from bot.store.reports import NewReport, Report

MOST_REPORTED = 100
SAME_REPORT_WITHIN = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class About:
    """What a report is about, as its buttons carry it.

    That is a chat's number, one message (`m-place-message-author`), or one relayed message (`r-number`), whose
    author the buttons must not name. The author is 0 for a program's message. `place` is None where moderators
    cannot go.
    """

    chat: Chat | None = None
    place: int | None = None
    message: int | None = None
    subject: int | None = None


async def feels_wrong(parts: Parts, press: Press, community: Community) -> Answer:
    """Show the situations; in a chat the report is about the other person there."""
    argument = press.argument
    if not argument:
        async with parts.database.reading() as connection:
            chat = await chat_at(connection, parts.database.keys, press.place)
        argument = str(chat.id) if chat is not None else ""
    return Answer(guide.situations_card(parts.wording(community.locale), argument))


async def report_message(parts: Parts, press: Press, community: Community) -> Answer:
    """Start from one message: `argument` is `place/message/author`."""
    async with parts.database.reading() as connection:
        passed = await relay_reported.reported(connection, parts.database.keys, press)
    target = "m-" + press.argument.replace("/", "-")
    if passed is not None:
        target = f"{relay_reported.TARGET}{passed.id}"
    if press.field(REPORTED_TEXT):
        parts.reported[(press.person.id, target)] = press.field(REPORTED_TEXT)
        while len(parts.reported) > MOST_REPORTED:
            parts.reported.popitem(last=False)
    return Answer(guide.situations_card(parts.wording(community.locale), target))


async def choose_situation(parts: Parts, press: Press, community: Community) -> Answer:
    """Ask for words, which may be left out; what the bot could not read itself stands there already."""
    form = guide.report_form(parts.wording(community.locale), press.argument, Situation(press.values[0]))
    held = parts.reported.get((press.person.id, press.argument), "")
    words = tuple(replace(field, value=held[: field.most]) for field in form.fields)
    return Answer(form=replace(form, fields=words))


async def uneasy(parts: Parts, press: Press, community: Community) -> Answer:
    """One press is enough: it counts as a note."""
    await _record(parts, press, community, press.argument, Situation.UNEASY)
    wording = parts.wording(community.locale)
    chat = press.argument if press.argument.isdecimal() else ""
    return Answer(guide.uneasy_thanks(wording, chat), replace=True)


async def send_report(parts: Parts, press: Press, community: Community) -> Answer:
    """Record the report first, then answer with the receipt."""
    situation, target = guide.split_report_argument(press.argument)
    parts.reported.pop((press.person.id, target), None)
    report = await _record(parts, press, community, target, situation)
    by = report.made_at + REPORT_ANSWERED_WITHIN
    chat = target if target.isdecimal() else ""
    card = guide.receipt(
        parts.wording(community.locale),
        report.number,
        by,
        situation,
        chat,
        report=str(report.id),
        kept_apart=report.subject is not None,
    )
    return Answer(card, replace=True)


async def _record(
    parts: Parts, press: Press, community: Community, target: str, situation: Situation
) -> Report:
    about = await _about(parts, press, target, community)
    to_oversight = await is_about_moderator(parts, community, about.subject)
    side = await _side_of(parts, community, about)
    # A sudden end counts only where the bot saw it too (T42); the report is read in any case.
    sudden = about.chat is not None and await counts_as_sudden(parts, about.chat)
    async with parts.work() as work:
        new = NewReport(
            community.id,
            press.person.id,
            situation,
            subject=about.subject,
            chat=about.chat.id if about.chat else None,
            place=about.place,
            message=about.message,
            words=press.field("words"),
        )
        report, is_news = await _keep(work, new)
        if is_news and about.subject is None:
            await show_without_person(parts, work, community, report)
        elif is_news:
            await _against(
                parts, work, community, report, about, side, sudden=sudden, to_oversight=to_oversight
            )
    return report


async def _keep(work: Work, new: NewReport) -> tuple[Report, bool]:
    """Record a report, or change the one just made about the same; says whether there is anything new in it."""
    before = await reports.same_report(work.connection, work.keys, new, work.now - SAME_REPORT_WITHIN)
    if before is None:
        return await reports.add_report(work.connection, work.keys, new, work.now), True
    # One press says less than a situation that was chosen.
    situation = before.situation if new.situation is Situation.UNEASY else new.situation
    words = before.words
    if new.words not in before.words:
        words = "\n".join(part for part in (before.words, new.words) if part)
    if (situation, words) == (before.situation, before.words):
        return before, False
    await reports.change_report(work.connection, work.keys, before.id, situation, words)
    return replace(before, situation=situation, words=words), True


async def _side_of(parts: Parts, community: Community, about: About) -> Side:
    """The side of a reported person: in a chat the one taken there, else the higher role counts."""
    if about.subject is None:
        return Side.MEMBER
    if about.chat is not None:
        return about.chat.side_of(about.subject) or Side.MEMBER
    try:
        roles = await parts.surface.roles_of(community.id, about.subject)
    except (Refused, TryLater):
        return Side.MEMBER
    return Side.LISTENER if roles & {community.listener_role, community.moderators_role} else Side.MEMBER


async def _against(
    parts: Parts,
    work: Work,
    community: Community,
    report: Report,
    about: About,
    side: Side,
    *,
    sudden: bool,
    to_oversight: bool,
) -> None:
    """Record the flag, keep the two apart, and open a case where the situation asks for one."""
    if about.subject is None:
        return
    where = FlagPlace(
        community.id,
        about.subject,
        side,
        about.place or 0,
        # A report has no message of its own; its own number keeps it unique.
        -report.id,
        chat=report.chat,
        other=report.reporter,
        source=Source.REPORT,
    )
    after_asked = await part_taker_of_asked(work, community, about.subject, report.reporter)
    draft = recorded_for(report.situation, sudden=sudden)
    await record(work.connection, work.keys, draft, where, work.now)
    if report.situation is not Situation.UNEASY:
        await people.keep_apart(work.connection, community.id, (report.reporter, about.subject), work.now)
    flags = await flags_about(work.connection, work.keys, community.id, about.subject)
    reason = case_reason(report.situation) or threshold_reached(flags, work.now, parts.policy)
    if after_asked:
        reason = reason or Reason.REPORT
    if reason is not None:
        case = await raise_case(parts, work, community, about.subject, reason, to_oversight=to_oversight)
        if after_asked:
            await told_after_asked(parts, work, community, case, report.id)


def author_of(press: Press) -> int | None:
    """Who wrote the message that a report is about, as its buttons carry it."""
    target = press.argument.rpartition(":")[2].removeprefix("m-").replace("/", "-").split("-")
    return int(target[2]) if len(target) == 3 and all(part.isdecimal() for part in target) else None


async def _about(parts: Parts, press: Press, target: str, community: Community) -> About:
    async with parts.database.reading() as connection:
        keys = parts.database.keys
        if target.isdecimal():
            chat = await find_chat(connection, keys, int(target))
            return _about_chat(_here(chat, community), press.person.id)
        passed = await relay_reported.by_target(connection, keys, target, press.person.id)
        if passed is not None:
            chat = _here(await find_chat(connection, keys, passed.chat), community)
            return About(chat, None, passed.message, passed.author) if chat is not None else About()
        if not target.startswith("m-"):
            return About()
        place, message, author = (int(part) for part in target.removeprefix("m-").split("-"))
        chat = _here(await chat_at(connection, keys, place), community)
    mine = chat if chat is not None and chat.side_of(press.person.id) is not None else None
    # Moderators cannot go to what was reported from direct messages.
    where = place if press.community is not None else None
    if not author:
        # A program wrote it, perhaps this one about somebody: in a chat it is about the other person there.
        return About(mine, where, message, mine.other_than(press.person.id) if mine else None)
    return About(mine, where, message, author if author != press.person.id else None)


def _here(chat: Chat | None, community: Community) -> Chat | None:
    return chat if chat is not None and chat.community == community.id else None


def _about_chat(chat: Chat | None, reporter: int) -> About:
    if chat is None or chat.side_of(reporter) is None:
        return About()
    return About(chat, chat.place, None, chat.other_than(reporter))
