"""The digest: what moderators need to know, in one message, or one line when there is nothing."""

from bot.guide.building import day, fitted
from bot.guide.values import Card
from bot.guide.views_digest import DigestNote, DigestView, OpenCase, Unread
from bot.guide.wording import Wording


def digest_card(wording: Wording, digest: DigestView) -> Card:
    """Show the digest. What needs people comes first; nothing to report is said in one line."""
    since, until = day(digest.since), day(digest.until)
    if digest.empty:
        return Card(wording.text("moderator.digest.nothing", since=since, until=until))
    head = wording.text("moderator.digest.head", since=since, until=until)
    rows = (
        *_needs(wording, digest),
        *_cases(wording, digest),
        *_notes(wording, digest),
        *_near(wording, digest),
        *_felt(wording, digest),
        *_done(wording, digest),
        *_patterns(wording, digest),
        *_rest(wording, digest),
    )
    return Card(fitted(head, rows, "", lambda left: wording.count("moderator.digest.more", left)))


def _needs(wording: Wording, digest: DigestView) -> list[str]:
    counted = (("overdue", digest.overdue), ("reports", digest.reports), ("uneasy", digest.uneasy))
    first = wording.text("moderator.digest.needs", number=digest.needs_you)
    if digest.minutes:
        minutes = wording.count("moderator.digest.minutes", digest.minutes)
        first = wording.text("moderator.digest.needs_minutes", number=digest.needs_you, minutes=minutes)
    return [first, *(_count(wording, key, number) for key, number in counted if number)]


def _notes(wording: Wording, digest: DigestView) -> list[str]:
    if not digest.contact_notes:
        return []
    return [
        _heading(wording, "notes_head"),
        *(_note(wording, note) for note in digest.contact_notes),
    ]


def _note(wording: Wording, note: DigestNote) -> str:
    notes, chats = _count(wording, "notes", note.notes), wording.count("moderator.chats", note.chats)
    line = wording.text("moderator.digest.note_line", person=note.person, notes=notes, chats=chats)
    if note.disputed:
        line = f"{line}, {wording.text('moderator.digest.note_disputed', number=note.disputed)}"
    return f"{line} · {wording.text('moderator.evidence_link', link=note.link)}" if note.link else line


def _felt(wording: Wording, digest: DigestView) -> list[str]:
    """Patterns only: who answered what is for nobody to read."""
    if not digest.felt:
        return []
    key = "moderator.digest.felt_line"
    rows = [
        wording.text(key, person=line.person, unsafe=line.unsafe, answered=line.answered)
        for line in digest.felt
    ]
    return [_heading(wording, "felt_head"), *rows]


def _near(wording: Wording, digest: DigestView) -> list[str]:
    rows = [
        wording.text(
            f"moderator.digest.near.{line.kind}", person=line.person, have=line.have, needed=line.needed
        )
        for line in digest.near
    ]
    return [_heading(wording, "near_head"), *rows] if rows else []


def _done(wording: Wording, digest: DigestView) -> list[str]:
    rows = [wording.text(f"moderator.digest.done.{case.how}", number=case.number) for case in digest.decided]
    if digest.first_look_hours is not None:
        # Before the list: behind it, it would look like a part of the last case's line.
        rows.insert(0, _count(wording, "first_look", digest.first_look_hours))
    return [_heading(wording, "done_head"), *rows] if rows else []


def _patterns(wording: Wording, digest: DigestView) -> list[str]:
    """Patterns that people found wrong more often than right."""
    rows = [
        wording.text("moderator.digest.pattern_line", pattern=one.pattern, percent=one.percent or 0)
        for one in digest.doubtful
    ]
    return [_heading(wording, "patterns_head"), *rows] if rows else []


def _cases(wording: Wording, digest: DigestView) -> list[str]:
    if not digest.open_cases:
        return []
    return [_heading(wording, "open_head"), *(_case(wording, case) for case in digest.open_cases)]


def _case(wording: Wording, case: OpenCase) -> str:
    taken = wording.text("moderator.digest.taken", who=case.taken_by) if case.taken_by else ""
    state = taken or wording.text("moderator.digest.free")
    if case.link:
        key = "moderator.digest.open_link"
        return wording.text(key, number=case.number, link=case.link, subject=case.subject, state=state)
    return wording.text("moderator.digest.open_line", number=case.number, subject=case.subject, state=state)


def _rest(wording: Wording, digest: DigestView) -> list[str]:
    rows = []
    if digest.unread:
        rows = [_heading(wording, "unread_head"), *(_unread(wording, unread) for unread in digest.unread)]
    last = _last(wording, digest)
    if last:
        # Like a heading: an empty line before it, or Discord draws it as part of the list above.
        last[0] = f"\n{last[0]}"
    return rows + last


def _last(wording: Wording, digest: DigestView) -> list[str]:
    rows = []
    if digest.missing:
        steps = ", ".join(wording.named("setup.title", step) for step in digest.missing)
        rows.append(wording.text("moderator.digest.missing", steps=steps))
    if digest.suggestions:
        rows.append(_count(wording, "suggestions", digest.suggestions))
    if digest.undelivered:
        rows.append(_count(wording, "undelivered", digest.undelivered))
    if digest.shadow:
        rows.append(_count(wording, "would", digest.would_have_spoken))
        rows.append(wording.text("moderator.digest.shadow"))
    return rows


def _unread(wording: Wording, unread: Unread) -> str:
    group = "moderator.digest.unread"
    kind = unread.kind if wording.has(group, unread.kind) else "other_kind"
    return wording.text("moderator.digest.unread_line", kind=wording.named(group, kind), number=unread.number)


def _count(wording: Wording, key: str, number: int) -> str:
    return wording.count(f"moderator.digest.{key}", number)


def _heading(wording: Wording, key: str) -> str:
    """Give a heading with an empty line before it, or Discord draws it as part of the list above."""
    return "\n" + wording.text(f"moderator.digest.{key}")
