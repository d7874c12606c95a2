"""Cards in the moderators' channel: the case message, its confirmations, urgent calls."""

from datetime import datetime

from bot.casework.case_life import CaseState
from bot.guide.actions import Action
from bot.guide.building import button, buttons, day_and_time, fitted, hidden, lines, paragraphs
from bot.guide.values import Button, Card, Style
from bot.guide.views import CaseView, EvidenceLine
from bot.guide.wording import Wording


def case_card(wording: Wording, case: CaseView) -> Card:
    """Show a case. Its first line says who, how many chats and members, how many felt wrong, what next."""
    opening = lines(_first_line(wording, case), wording.named("moderator.reason", case.reason))
    if case.state is CaseState.CLOSED:
        # What was noted is deleted, so the message must not keep it either.
        return Card(paragraphs(opening, _state(wording, case)))
    newest_first = sorted(case.evidence, key=lambda line: line.when, reverse=True)
    rows = [_evidence(wording, line) for line in newest_first]
    head = paragraphs(opening, wording.text("moderator.evidence_head" if rows else "moderator.no_evidence"))
    text = fitted(head, rows, _state(wording, case), lambda left: wording.count("moderator.more", left))
    return Card(text, _case_buttons(wording, case))


def confirm_take_card(wording: Wording, case: CaseView) -> Card:
    """Ask once more before a moderator takes a case."""
    text = wording.text("moderator.confirm_take", number=case.number)
    return Card(text, _confirm(wording, case, Action.CASE_TAKE_YES))


def confirm_pause_card(wording: Wording, case: CaseView, until: datetime) -> Card:
    """Ask once more before new chats are paused, and say who is told what."""
    text = wording.text("moderator.confirm_pause", subject=case.subject, until=day_and_time(until))
    return Card(text, _confirm(wording, case, Action.CASE_PAUSE_YES))


def confirm_fine_card(wording: Wording, case: CaseView) -> Card:
    """Ask once more before a case is closed as not a problem."""
    text = wording.text("moderator.confirm_fine", number=case.number, subject=case.subject)
    return Card(text, _confirm(wording, case, Action.CASE_FINE_YES))


def confirm_dealt_card(wording: Wording, case: CaseView) -> Card:
    """Ask once more before a case is closed as dealt with."""
    text = wording.text("moderator.confirm_dealt", number=case.number)
    return Card(text, _confirm(wording, case, Action.CASE_DEALT_YES))


def taken_card(wording: Wording, number: int) -> Card:
    """Confirm that a moderator took a case."""
    return Card(wording.text("moderator.done_take", number=number))


def paused_card(wording: Wording, subject: str, until: datetime) -> Card:
    """Confirm a pause from new chats."""
    return Card(wording.text("moderator.done_pause", subject=subject, until=day_and_time(until)))


def case_done_card(wording: Wording, number: int) -> Card:
    """Confirm that a case is closed as not a problem."""
    return Card(wording.text("moderator.done_fine", number=number))


def case_dealt_card(wording: Wording, number: int) -> Card:
    """Confirm that a case is closed as dealt with."""
    return Card(wording.text("moderator.done_dealt", number=number))


def nothing_done_card(wording: Wording) -> Card:
    """Answer Go back."""
    return Card(wording.text("moderator.nothing_done"))


def someone_did_card(wording: Wording, who: str, number: int) -> Card:
    """Answer a press on a case that someone else changed first. `who` is a mention."""
    return Card(wording.text("moderator.someone_did", who=who, number=number))


def own_case_card(wording: Wording, number: int) -> Card:
    """Answer someone who is part of the case they want to decide."""
    return Card(wording.text("moderator.own_case", number=number))


def needs_other_person_card(wording: Wording, number: int) -> Card:
    """Answer somebody who has decided already what another person must look at now."""
    return Card(wording.text("moderator.needs_other_person", number=number))


def take_first_card(wording: Wording, number: int) -> Card:
    """Answer somebody who wants what only the one who is on it may do."""
    return Card(wording.text("moderator.take_first", number=number))


def urgent_card(wording: Wording, case: CaseView, kind: str, link: str) -> Card:
    """Call moderators at once. `kind` is a category or a situation, `link` leads to the chat."""
    kind = wording.named("moderator.kind", kind)
    # A relayed chat has no place to go to.
    first = wording.text("moderator.urgent_no_link", number=case.number, subject=case.subject, kind=kind)
    if link:
        first = wording.text(
            "moderator.urgent", number=case.number, subject=case.subject, kind=kind, link=link
        )
    paused = wording.text("moderator.urgent_paused", subject=case.subject) if case.pause_by_bot else ""
    return Card(lines(first, paused), _case_buttons(wording, case))


def report_without_person_card(
    wording: Wording, number: int, situation: str, words: str, link: str = ""
) -> Card:
    """Show moderators a report that names nobody we know; its words stay covered until wanted.

    `link` leads to the message that was reported, where there is one.
    """
    kind = wording.named("moderator.kind", situation)
    first = wording.text("moderator.report_without_person", number=number, kind=kind)
    said = wording.text("moderator.report_words", words=hidden(words, 800)) if words else ""
    return Card(lines(first, said, link))


def oversight_unreached_card(wording: Wording, oversight: str) -> Card:
    """Tell the team that a case waits for oversight, and nothing about it. `oversight` is a mention."""
    return Card(wording.text("moderator.oversight_unreached", oversight=oversight))


def requests_closed_card(wording: Wording, place: str) -> Card:
    """Tell the team that requests cannot be shown. `place` is a mention of the channel."""
    return Card(wording.text("moderator.requests_closed", place=place))


def asked_elsewhere_card(wording: Wording, link: str, community: str) -> Card:
    """Call oversight to somebody who asks for a moderator, while the team cannot be written to."""
    asked = wording.text("moderator.crisis_asked", link=link)
    why = wording.text("moderator.instead_of_team", community=community)
    return Card(lines(asked, why, wording.text("moderator.crisis_foot")))


def _first_line(wording: Wording, case: CaseView) -> str:
    return wording.text(
        "moderator.case_first",
        number=case.number,
        subject=case.subject,
        side=wording.named("moderator.side", case.subject_side),
        where=_where(wording, case),
        felt=wording.count("moderator.felt", case.felt_wrong),
        next=wording.named("moderator.next", case.next_step),
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


def _evidence(wording: Wording, line: EvidenceLine) -> str:
    parts = (
        day_and_time(line.when),
        wording.named("moderator.kind", line.kind),
        hidden(line.excerpt) if line.excerpt else "",
        wording.text("moderator.mark_felt_wrong") if line.felt_wrong else "",
        wording.named("moderator.naming", line.naming) if line.naming else "",
        wording.text("moderator.mark_disputed") if line.disputed else "",
        wording.text("moderator.evidence_link", link=line.link) if line.link else "",
    )
    return wording.text("moderator.evidence_line", parts=" · ".join(filter(None, parts)))


def _state(wording: Wording, case: CaseView) -> str:
    if case.state is CaseState.CLOSED and case.closed_at:
        when = day_and_time(case.closed_at)
        key = "moderator.closed_dealt" if case.dealt_with else "moderator.closed"
        return wording.text(key, who=case.closed_by, when=when)
    taken = wording.text("moderator.taken", who=case.taken_by) if case.taken_by else ""
    return lines(taken, _pause(wording, case))


def _pause(wording: Wording, case: CaseView) -> str:
    if not case.paused_until:
        return ""
    until = day_and_time(case.paused_until)
    if case.pause_by_bot:
        return wording.text("moderator.paused_by_bot", until=until)
    return wording.text("moderator.paused", until=until, subject=case.subject)


def _case_buttons(wording: Wording, case: CaseView) -> tuple[Button, ...]:
    """Give the buttons that still make sense: none when closed, no second taking, no second pause."""
    if case.state is CaseState.CLOSED:
        return ()
    argument = str(case.id)
    take = () if case.taken_by else (button(wording, Action.CASE_TAKE, argument, Style.MAIN),)
    pause = () if case.paused_by_people else (button(wording, Action.CASE_PAUSE, argument, Style.DANGER),)
    # Accounts of members only: listeners are known to the team (T57).
    about = (Action.ABOUT_ACCOUNT,) if case.subject_side == "member" else ()
    more = (Action.REVEAL,) if case.hidden else about
    return (*take, *pause, *buttons(wording, argument, Action.CASE_DEALT, Action.CASE_FINE, *more))


def _confirm(wording: Wording, case: CaseView, yes: Action) -> tuple[Button, ...]:
    argument = str(case.id)
    return (button(wording, yes, argument, Style.MAIN), *buttons(wording, argument, Action.CASE_CANCEL))
