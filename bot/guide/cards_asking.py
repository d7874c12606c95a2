"""Cards for moderators who ask for somebody's side, and what the case then says about it."""

from datetime import datetime

from bot.casework.reply_words import MOST_LETTERS, Trouble
from bot.casework.replying import Matter
from bot.guide.actions import Action
from bot.guide.building import button, buttons, day_and_time, hidden, lines, paragraphs, quoted
from bot.guide.cards_reply import allegation_text
from bot.guide.known_as import Known, called
from bot.guide.values import Card, Choice, Field, Form, Select, Style
from bot.guide.views_reply import AllegationView, AskingView, RuleChoice, SideState, SideView
from bot.guide.wording import Wording

MOST_CHOICES, MOST_TABLES = 25, 2


def asking_card(wording: Wording, asking: AskingView) -> Card:
    """Let a moderator choose what to ask about; what may not be asked about is counted, with the reason."""
    key = "pick" if asking.matters else "none"
    text = paragraphs(
        wording.text("moderator.ask.head", number=asking.number),
        wording.named("moderator.ask", key, subject=called(wording, asking.subject)),
        lines(*_held_back(wording, asking)),
        wording.text("moderator.ask.again") if asking.may_ask_again else "",
        wording.text("moderator.ask.danger") if asking.may_be_danger else "",
        wording.text("moderator.ask.in_danger") if asking.danger else "",
    )
    case = str(asking.id)
    again = buttons(wording, case, Action.SIDE_ASK_REPORTER) if asking.may_ask_again else ()
    danger = buttons(wording, case, Action.SIDE_DANGER) if asking.may_be_danger else ()
    back = buttons(wording, case, Action.CASE_CANCEL)
    return Card(text, (*again, *danger, *back), _matters(wording, asking))


def danger_card(wording: Wording, case: str, number: int) -> Card:
    """Name the one exception from a reporter's choice before it is used."""
    yes = button(wording, Action.SIDE_DANGER_YES, case, Style.DANGER)
    text = wording.text("moderator.ask.danger_confirm", number=number)
    return Card(text, (yes, *buttons(wording, case, Action.CASE_CANCEL)))


def question_form(
    wording: Wording,
    argument: str,
    matter: Matter,
    table: tuple[RuleChoice, ...] = (),
    sentence: str | None = None,
    rule: str = "",
) -> Form:
    """Ask what may have happened and which rule it is about; filled in as far as the kind of what was noted goes."""
    written = prefilled(wording, matter) if sentence is None else sentence
    words = Field(
        "sentence",
        wording.text("moderator.ask.sentence"),
        wording.text("moderator.ask.sentence_hint"),
        value=written,
        long=True,
        required=True,
        most=MOST_LETTERS,
    )
    own_rule = rule if rule in set(Matter) else matter
    own = Field(
        "rule",
        wording.text("moderator.ask.rule"),
        value=own_rule,
        choices=tuple(Choice(own_rule_text(wording, each)[:100], each) for each in Matter),
    )
    fields = (words, own, *_tables(wording, table, rule))
    return Form(wording.named("form", Action.SIDE_WRITTEN), Action.SIDE_WRITTEN, fields, argument)


def prefilled(wording: Wording, matter: Matter) -> str:
    """Give the words that stand in the form at first; none for what has no kind."""
    return wording.named("reply.happened", matter) if wording.has("reply.happened", matter) else ""


def own_rule_text(wording: Wording, matter: str) -> str:
    """Give Sidelight's own rule about a matter."""
    return wording.named("reply.rule", matter)


def preview_card(
    wording: Wording,
    argument: str,
    case: str,
    asked: AllegationView,
    sent_at: datetime | None,
    troubles: tuple[Trouble, ...] = (),
) -> Card:
    """Show a question as it will be read, or what has to be changed first; nothing is lost either way.

    `sent_at`: it is night there, so it is sent then; None: at once.
    """
    change = buttons(wording, argument, Action.SIDE_CHANGE)
    back = buttons(wording, case, Action.CASE_CANCEL)
    if troubles:
        problems = (f"- {wording.named('moderator.ask.trouble', each)}" for each in troubles)
        text = lines(
            wording.text("moderator.ask.please_change", sentence=quoted(asked.sentence, MOST_LETTERS) or "…"),
            *problems,
        )
        return Card(text, (*change, *back))
    when = _when(wording, sent_at)
    shown = "\n".join(f"> {line}" for line in allegation_text(wording, asked).splitlines())
    text = paragraphs(
        wording.text("moderator.ask.preview", subject=called(wording, asked.name), when=when), shown
    )
    return Card(text, (button(wording, Action.SIDE_SEND, argument, Style.MAIN), *change, *back))


def question_sent_card(wording: Wording, subject: Known, sent_at: datetime | None) -> Card:
    """Confirm that a question is on its way, or goes at the end of the night."""
    return Card(
        wording.text("moderator.ask.sent", subject=called(wording, subject), when=_when(wording, sent_at))
    )


def asked_already_card(wording: Wording, case: str, number: int, side: SideView) -> Card:
    """Answer who would ask while a question stands, and let them take it back."""
    text = paragraphs(wording.text("moderator.ask.already", number=number), lines(*side_lines(wording, side)))
    actions = (Action.SIDE_TAKE_BACK, Action.CASE_CANCEL)
    return Card(text, buttons(wording, case, *actions))


def not_now_card(wording: Wording, number: int) -> Card:
    """Answer who would ask when the case does not wait for anything any more."""
    return Card(wording.text("moderator.ask.not_now", number=number))


def question_back_done_card(wording: Wording, case: str, subject: Known) -> Card:
    """Confirm that a question was taken back; another one can be asked."""
    text = wording.text("moderator.ask.taken_back", subject=called(wording, subject))
    return Card(text, buttons(wording, case, Action.CASE_ASK_SIDE))


def reporters_asked_card(wording: Wording, number: int) -> Card:
    """Confirm how many reporters were asked once more; none: all were."""
    return Card(
        wording.count("moderator.ask.reporters", number)
        if number
        else wording.text("moderator.ask.asked_once")
    )


def side_heard_card(wording: Wording, number: int, subject: Known, who: str) -> Card:
    """Call the moderator who is on it, once, when an answer is there. `who` is a mention, or empty."""
    text = wording.text("moderator.ask.heard", number=number, subject=called(wording, subject))
    return Card(f"{who} {text}".strip())


def side_lines(wording: Wording, side: SideView | None) -> tuple[str, ...]:
    """Give the lines of a case about somebody's own side, without any words of theirs."""
    if side is None:
        return ()
    matter, until = wording.named("moderator.ask.matter", side.matter), day_and_time(side.until)
    known = {} if side.state is SideState.ANSWERED else {"until": until}
    state = wording.named("moderator.ask.state", side.state, **known)
    longer = wording.text("moderator.ask.longer") if side.longer and side.state is SideState.ASKED else ""
    danger = wording.text("moderator.ask.was_danger") if side.danger else ""
    first = wording.text("moderator.ask.line", matter=matter, state=state)
    return (" ".join(part for part in (first, longer, danger) if part),)


def side_words(wording: Wording, side: SideView) -> str:
    """Give the question and the answer with its words covered, for those who may read the words of a case."""
    asked = wording.text("moderator.ask.asked_words", months=side.months, sentence=quoted(side.sentence))
    if side.answer is None or side.answered_at is None:
        return asked
    said = wording.text(
        "moderator.ask.answer_words",
        answer=wording.named("reply.answer", side.answer),
        when=day_and_time(side.answered_at),
        words=hidden(side.words, 1000) if side.words else wording.text("moderator.ask.no_words"),
    )
    return lines(asked, said)


def _held_back(wording: Wording, asking: AskingView) -> tuple[str, ...]:
    counted = {
        "chat_open": asking.chat_open,
        "not_together": asking.not_together,
        "not_allowed": asking.not_allowed,
    }
    return tuple(f"- {wording.count(f'moderator.ask.{key}', n)}" for key, n in counted.items() if n)


def _matters(wording: Wording, asking: AskingView) -> tuple[Select, ...]:
    if not asking.matters:
        return ()
    choices = tuple(Choice(wording.named("moderator.ask.matter", each), each) for each in asking.matters)
    argument = f"{asking.id}:danger" if asking.danger else str(asking.id)
    placeholder = wording.named("select", Action.SIDE_PICK)
    return (Select(Action.SIDE_PICK, placeholder, choices, argument=argument),)


def _tables(wording: Wording, table: tuple[RuleChoice, ...], chosen: str) -> tuple[Field, ...]:
    """Give the rows of a table of points in as many questions as a form has room for."""
    parts = [table[at : at + MOST_CHOICES] for at in range(0, len(table), MOST_CHOICES)][:MOST_TABLES]
    return tuple(
        Field(
            f"row{place}",
            wording.text("moderator.ask.table", first=part[0].id, last=part[-1].id),
            value=chosen if chosen in {row.id for row in part} else "",
            choices=tuple(Choice(f"{row.id}: {row.title}"[:100], row.id) for row in part),
        )
        for place, part in enumerate(parts)
    )


def _when(wording: Wording, sent_at: datetime | None) -> str:
    if sent_at is None:
        return wording.text("moderator.ask.at_once")
    return wording.text("moderator.ask.at_morning", when=day_and_time(sent_at))
