"""The digest: what moderators need to know, in one message, or one line when there is nothing."""

from bot.guide.building import day, fitted
from bot.guide.known_as import Known, Unnamed, called
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
        *_also(wording, digest),
        *_waiting(wording, digest),
        *_new(wording, digest),
        *_notes(wording, digest),
        *_done(wording, digest),
        *_near(wording, digest),
        *_felt(wording, digest),
        *_first_look(wording, digest),
        *_patterns(wording, digest),
        *_listening(wording, digest),
        *_rest(wording, digest),
    )
    return Card(fitted(head, rows, "", lambda left: wording.count("moderator.digest.more", left)))


def _needs(wording: Wording, digest: DigestView) -> list[str]:
    """What somebody has to do, each case with its next step."""
    number = len(digest.needing)
    first = wording.text("moderator.digest.needs", number=number)
    if not number:
        first = wording.text("moderator.digest.needs_nothing")
    elif digest.minutes:
        minutes = wording.count("moderator.digest.minutes", digest.minutes)
        first = wording.text("moderator.digest.needs_minutes", number=number, minutes=minutes)
    late = [_count(wording, "overdue", digest.overdue)] if digest.overdue else []
    return [first, *(_case(wording, case) for case in digest.needing), *late]


def _also(wording: Wording, digest: DigestView) -> list[str]:
    """What is not a case, and somebody has to do all the same."""
    counted = (("suggestions", digest.suggestions), ("undelivered", digest.undelivered))
    rows = [_count(wording, key, number) for key, number in counted if number]
    if digest.missing:
        steps = ", ".join(wording.named("setup.title", step) for step in digest.missing)
        rows.append(wording.text("moderator.digest.missing", steps=steps))
    return [_heading(wording, "also_head"), *rows] if rows else []


def _waiting(wording: Wording, digest: DigestView) -> list[str]:
    rows = [_case(wording, case) for case in digest.waiting]
    return [_heading(wording, "waiting_head"), *rows] if rows else []


def _new(wording: Wording, digest: DigestView) -> list[str]:
    """What came in: a report is most often a case above as well."""
    counted = (("reports", digest.reports), ("uneasy", digest.uneasy))
    rows = [_count(wording, key, number) for key, number in counted if number]
    return [_heading(wording, "new_head"), *rows] if rows else []


def _notes(wording: Wording, digest: DigestView) -> list[str]:
    if not digest.contact_notes:
        return []
    return [
        _heading(wording, "notes_head"),
        *(_note(wording, note) for note in digest.contact_notes),
    ]


def _note(wording: Wording, note: DigestNote) -> str:
    notes, chats = _count(wording, "notes", note.notes), wording.count("moderator.chats", note.chats)
    line = wording.text(
        "moderator.digest.note_line", person=_person(wording, note.person), notes=notes, chats=chats
    )
    if note.disputed:
        line = f"{line}, {_count(wording, 'note_disputed', note.disputed)}"
    return f"{line} · {wording.text('moderator.evidence_link', link=note.link)}" if note.link else line


def _person(wording: Wording, who: Known) -> str:
    """Name whom a line begins with; nothing is listed about anybody but listeners."""
    return wording.text("moderator.digest.unnamed") if isinstance(who, Unnamed) else who


def _felt(wording: Wording, digest: DigestView) -> list[str]:
    """Patterns only: who answered what is for nobody to read."""
    if not digest.felt:
        return []
    key = "moderator.digest.felt_line"
    rows = [
        wording.text(key, person=_person(wording, line.person), unsafe=line.unsafe, answered=line.answered)
        for line in digest.felt
    ]
    return [_heading(wording, "felt_head"), *rows]


def _near(wording: Wording, digest: DigestView) -> list[str]:
    rows = [
        wording.text(
            f"moderator.digest.near.{line.kind}",
            person=_person(wording, line.person),
            have=line.have,
            needed=line.needed,
        )
        for line in digest.near
    ]
    return [_heading(wording, "near_head"), *rows] if rows else []


def _done(wording: Wording, digest: DigestView) -> list[str]:
    rows = [wording.text(f"moderator.digest.done.{case.how}", number=case.number) for case in digest.decided]
    return [_heading(wording, "done_head"), *rows] if rows else []


def _first_look(wording: Wording, digest: DigestView) -> list[str]:
    """How long people wait for the first answer of a person: what reporters read on their receipts, too."""
    hours = digest.first_look_hours
    if hours is None:
        return []
    return [_heading(wording, "first_look_head"), _count(wording, "first_look", hours)]


def _patterns(wording: Wording, digest: DigestView) -> list[str]:
    """Patterns that people found wrong more often than right."""
    rows = [
        wording.text("moderator.digest.pattern_line", pattern=one.pattern, percent=one.percent or 0)
        for one in digest.doubtful
    ]
    return [_heading(wording, "patterns_head"), *rows] if rows else []


def _case(wording: Wording, case: OpenCase) -> str:
    key = "moderator.digest.case_link" if case.link else "moderator.digest.case"
    values = {"link": case.link} if case.link else {}
    first = wording.text(key, number=case.number, subject=called(wording, case.subject), **values)
    taken = wording.text("moderator.digest.taken", who=case.taken_by) if case.taken_by else ""
    late = wording.text("moderator.digest.late") if case.late else ""
    return " · ".join(filter(None, (first, wording.named("moderator.next", case.next_step), taken, late)))


def _listening(wording: Wording, digest: DigestView) -> list[str]:
    """Late in the digest: nothing has to be done about it today."""
    if not digest.poor_listening:
        return []
    return [_heading(wording, "listening_head"), _count(wording, "poor_listening", digest.poor_listening)]


def _rest(wording: Wording, digest: DigestView) -> list[str]:
    rows = []
    if digest.unread:
        rows = [_heading(wording, "unread_head"), *(_unread(wording, unread) for unread in digest.unread)]
    if digest.shadow:
        rows += [_heading(wording, "shadow"), _count(wording, "would", digest.would_have_spoken)]
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
