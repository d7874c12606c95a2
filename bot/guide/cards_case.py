"""The case message, and the words that it does not show."""

from textwrap import wrap

from bot.casework.case_life import CaseState, CaseStep, can
from bot.guide.actions import Action
from bot.guide.building import ago, button, buttons, day_and_time, fitted, lines, paragraphs, quoted
from bot.guide.cards_asking import side_lines, side_words
from bot.guide.cards_late import late_line
from bot.guide.known_as import Unnamed, called
from bot.guide.values import Button, Card, Style
from bot.guide.views import CaseView, EvidenceLine
from bot.guide.wording import Wording

# Room for the words of one page; the rest of a message is its heading and foot.
PAGE = 1500
# So much is quoted at once: with every sign made harmless it is twice as long at most.
PIECE = 600
_STYLES = {
    Action.CASE_TAKE: Style.MAIN,
    Action.CASE_WORDS: Style.MAIN,
    Action.CASE_DECIDE: Style.MAIN,
    Action.CASE_PAUSE: Style.DANGER,
}


def case_card(wording: Wording, case: CaseView) -> Card:
    """Show a case. Its first line says who, how many chats and members, how many felt wrong, what next.

    What people wrote is not in it: that opens for the one who is on it.
    """
    opening = lines(
        _first_line(wording, case),
        wording.named("moderator.reason", case.reason),
        _promise(wording, case),
        _why_unnamed(wording, case),
    )
    if case.state is CaseState.CLOSED:
        # What was noted is deleted, so the message must not keep it either.
        return Card(paragraphs(opening, _state(wording, case)))
    newest_first = sorted(case.evidence, key=lambda line: line.when, reverse=True)
    rows = [evidence_line(wording, line) for line in newest_first]
    head = paragraphs(opening, wording.text("moderator.evidence_head" if rows else "moderator.no_evidence"))
    words = wording.text("moderator.words_kept") if case.has_words else ""
    tail = paragraphs(words, _state(wording, case))
    text = fitted(head, rows, tail, lambda left: wording.count("moderator.more", left))
    return Card(text, case_buttons(wording, case))


def case_buttons(wording: Wording, case: CaseView) -> tuple[Button, ...]:
    """Give the buttons that make sense now, at most five and More; none when closed."""
    argument = str(case.id)
    return tuple(
        button(wording, action, argument, _STYLES.get(action, Style.PLAIN)) for action in _offered(case)
    )


def found_case_card(wording: Wording, case: CaseView) -> Card:
    """Answer `/case`: the case as it is, and its log also when it is closed."""
    card = case_card(wording, case)
    return Card(card.text, card.buttons or buttons(wording, str(case.id), Action.CASE_LOG))


def no_such_case_card(wording: Wording, number: str) -> Card:
    """Answer `/case` with a number that there is not, or not for this reader."""
    return Card(wording.text("moderator.no_such_case", number=number))


def words_card(wording: Wording, case: CaseView, page: int) -> Card:
    """Open what people wrote, newest first, one page of it; the reader hears that this is logged."""
    said = sorted((line for line in case.evidence if line.excerpt), key=lambda line: line.when, reverse=True)
    # What its subject was asked and answered comes first.
    side = [side_words(wording, case.side)] if case.side else []
    rows = [*side, *(row for line in said for row in _words_rows(wording, line))]
    if not rows:
        return Card(wording.text("moderator.words.none", number=case.number))
    pages = _pages(rows)
    shown = min(max(page, 0), len(pages) - 1)
    head = wording.text("moderator.words.head", number=case.number)
    if len(pages) > 1:
        head = wording.text("moderator.words.head_page", number=case.number, page=shown + 1, pages=len(pages))
    text = paragraphs(head, lines(*pages[shown]), wording.text("moderator.words.foot"))
    on = f"{case.id}:{shown + 1}"
    return Card(text, buttons(wording, on, Action.CASE_WORDS_ON) if shown + 1 < len(pages) else ())


def evidence_line(wording: Wording, line: EvidenceLine) -> str:
    """Say what kind, when, where and how it is marked; never what was written."""
    return wording.text("moderator.evidence_line", parts=_joined(*_about(wording, line)))


def _words_rows(wording: Wording, line: EvidenceLine) -> list[str]:
    """Quote all that was written, in pieces that fit into a message."""
    first, *rest = wrap(line.excerpt, PIECE) or [""]
    about = _joined(*_about(wording, line))
    opening = wording.text("moderator.words.row", about=about, words=quoted(first, PIECE))
    return [opening, *(wording.text("moderator.words.on", words=quoted(piece, PIECE)) for piece in rest)]


def _about(wording: Wording, line: EvidenceLine) -> tuple[str, ...]:
    return (
        day_and_time(line.when),
        wording.named("moderator.kind", line.kind),
        wording.text("moderator.mark_felt_wrong") if line.felt_wrong else "",
        wording.named("moderator.naming", line.naming) if line.naming else "",
        wording.text("moderator.mark_after_stop") if line.after_stop else "",
        wording.text("moderator.mark_fresh") if line.fresh else "",
        wording.text("moderator.mark_again") if line.again else "",
        wording.count("moderator.files", line.files) if line.files else "",
        wording.text("moderator.mark_disputed") if line.disputed else "",
        wording.text("moderator.evidence_link", link=line.link) if line.link else "",
    )


def _joined(*parts: str) -> str:
    return " · ".join(filter(None, parts))


def _pages(rows: list[str]) -> list[list[str]]:
    """Lay rows onto pages that fit into one message each."""
    pages: list[list[str]] = [[]]
    for row in rows:
        if pages[-1] and sum(map(len, pages[-1])) + len(row) > PAGE:
            pages.append([])
        pages[-1].append(row)
    return pages


def _first_line(wording: Wording, case: CaseView) -> str:
    return wording.text(
        "moderator.case_first",
        number=case.number,
        who=_who(wording, case),
        where=_where(wording, case),
        felt=wording.count("moderator.felt", case.felt_wrong),
        next=next_step(wording, case),
    )


def _who(wording: Wording, case: CaseView) -> str:
    if case.subject in (Unnamed.LISTENER, Unnamed.MEMBER):
        # That says the side already.
        return called(wording, case.subject)
    side = wording.named("moderator.side", case.subject_side)
    return wording.text("moderator.who_and_side", subject=called(wording, case.subject), side=side)


def _why_unnamed(wording: Wording, case: CaseView) -> str:
    return wording.text("moderator.why_unnamed") if case.subject in (Unnamed.LISTENER, Unnamed.MEMBER) else ""


def next_step(wording: Wording, case: CaseView) -> str:
    """Say what is to be done next, and about how long it takes."""
    step = wording.named("moderator.next", case.next_step)
    if not case.minutes:
        return wording.text("moderator.next_step", next=step)
    minutes = wording.count("moderator.minutes", case.minutes)
    return wording.text("moderator.next_step_minutes", next=step, minutes=minutes)


def _promise(wording: Wording, case: CaseView) -> str:
    if case.due_at is None or case.state is CaseState.CLOSED:
        return ""
    return wording.named(
        "moderator.promised", case.state, due=day_and_time(case.due_at), left=ago(case.due_at)
    )


def _where(wording: Wording, case: CaseView) -> str:
    """Say in how many chats and with how many people, or that no chat was part of it."""
    people = wording.count("moderator.people", case.members)
    if not case.chats:
        key = "moderator.where.outside_with"
        return wording.text(key, people=people) if case.members else wording.text("moderator.where.outside")
    chats = wording.count("moderator.chats", case.chats)
    by_listener = case.subject_side == "listener"
    members = wording.count("moderator.members", case.members) if by_listener else people
    return wording.text("moderator.where.both", chats=chats, members=members)


def _state(wording: Wording, case: CaseView) -> str:
    if case.state is CaseState.CLOSED and case.closed_at:
        when = day_and_time(case.closed_at)
        dealt = "moderator.closed_taken_back" if case.taken_back else "moderator.closed_dealt"
        key = dealt if case.dealt_with else "moderator.closed"
        return wording.text(key, who=case.closed_by, when=when)
    taken = wording.text("moderator.taken", who=case.taken_by) if case.taken_by else ""
    notes = wording.count("moderator.team_notes", case.notes) if case.notes else ""
    files = wording.count("moderator.team_files", case.files) if case.files else ""
    side, late = side_lines(wording, case.side), late_line(wording, case.late_told_at)
    return lines(taken, _pause(wording, case), *side, late, notes, files)


def _pause(wording: Wording, case: CaseView) -> str:
    if not case.paused_until:
        return ""
    until = day_and_time(case.paused_until)
    if case.pause_by_bot:
        return wording.text("moderator.paused_by_bot", until=until)
    return wording.text("moderator.paused", until=until, subject=called(wording, case.subject))


def _offered(case: CaseView) -> tuple[Action, ...]:
    if case.state is CaseState.CLOSED:
        return ()
    if not case.state.under_review:
        return (Action.CASE_WORDS, Action.CASE_MORE)
    first = Action.CASE_WORDS if case.taken_by else Action.CASE_TAKE
    pause = () if case.paused_by_people else (Action.CASE_PAUSE,)
    if case.state is CaseState.WAITING:
        # Who was asked for their side is not told a rule before they have answered.
        return (first, *pause, Action.CASE_FINE, Action.CASE_MORE)
    # Once their side is there, deciding is what is due; a reminder is under More.
    second = Action.CASE_DECIDE if case.state is CaseState.TO_DECIDE else Action.CASE_REMIND
    ask = (Action.CASE_ASK_SIDE,) if can(case.state, CaseStep.SIDE_ASKED) else ()
    return (first, second, *ask, *pause, Action.CASE_FINE, Action.CASE_MORE)
