"""Cards for telling us that something is wrong: a choice, optional words, a receipt, what may be said."""

from datetime import datetime, timedelta

from bot.casework.evidence import MOST_FILES
from bot.casework.report_times import Typical
from bot.casework.report_words import Lacking
from bot.casework.situations import Setting, Situation, situations_for
from bot.guide.actions import Action
from bot.guide.building import button, buttons, day, lines, paragraphs, quoted
from bot.guide.cards_shared import private, urgent_button
from bot.guide.values import Card, Choice, Field, Form, Pick, Select, Style
from bot.guide.wording import Wording

IN_CHAT = (Setting.ABOUT_LISTENER, Setting.ABOUT_MEMBER)
NAMING = (Action.NAME_NOW, Action.NAME_TOGETHER, Action.NAME_MODERATORS)


def situations_card(
    wording: Wording,
    argument: str,
    setting: Setting = Setting.ABOUT_LISTENER,
    *,
    about: str = "",
    may_choose_who: bool = False,
    left: str = "",
) -> Card:
    """Let someone choose what happened (T35), or say with one press that it made them uneasy (T51).

    `about` mentions the person it is about, outside of chats; `may_choose_who`: they can still be chosen.
    `left` is the community that the reader is not in any more.
    """
    placeholder = wording.named("select", Action.CHOOSE_SITUATION)
    choices = tuple(Choice(_situation(wording, each, setting), each) for each in situations_for(setting))
    select = Select(Action.CHOOSE_SITUATION, placeholder, choices, argument=argument)
    text = paragraphs(
        wording.text("report.about", person=about) if about else "",
        wording.text("report.left", community=quoted(left, 100)) if left else "",
        wording.text("report.choose" if setting in IN_CHAT else "report.choose_outside"),
        wording.text("report.choose_who") if may_choose_who and not about else "",
    )
    who = (_who_select(wording),) if may_choose_who else ()
    uneasy = button(wording, Action.UNEASY, argument)
    return Card(text, (uneasy, urgent_button(wording, _chat(argument))), (*who, select))


def _situation(wording: Wording, situation: Situation, setting: Setting) -> str:
    """Give the words of a situation; some sound different outside of a chat."""
    own = "report.situation_outside"
    return wording.named(
        "report.situation" if setting in IN_CHAT or not wording.has(own, situation) else own, situation
    )


def _who_select(wording: Wording) -> Select:
    return Select(Action.CHOOSE_WHO, wording.named("select", Action.CHOOSE_WHO), pick=Pick.PERSON, least=0)


def _chat(argument: str) -> str:
    """What Urgent help carries: a chat's number, and nothing of other reports."""
    return argument if argument.isdecimal() else ""


def choose_community_card(
    wording: Wording, argument: str, communities: tuple[tuple[str, str], ...], *, own: bool = False
) -> Card:
    """Ask which community is meant, in private. `communities` are ids and names; `own`: to read one's own record."""
    choices = tuple(Choice(name[:100] or key, key) for key, name in communities[:25])
    placeholder = wording.named("select", Action.CHOOSE_COMMUNITY)
    select = Select(Action.CHOOSE_COMMUNITY, placeholder, choices, argument=argument)
    text = wording.text("record.which_community" if own else "report.which_community")
    return Card(text, (urgent_button(wording),), (select,))


def report_form(
    wording: Wording, argument: str, situation: Situation, *, needed: bool = False, again: bool = False
) -> Form:
    """Ask for words. The argument becomes `{situation}:{argument}`.

    `needed`: the words alone say what happened. `again`: they were asked for before, and are taken as they are.
    """
    hint = wording.text("report.words_needed" if needed or again else "report.words_hint")
    words = Field("words", wording.text("report.words"), hint, long=True, required=needed)
    action = Action.SEND_AGAIN if again else Action.SEND_REPORT
    return Form(wording.named("form", action), action, (words,), f"{situation}:{argument}")


def more_words_card(wording: Wording, argument: str, missing: Lacking, words: str) -> Card:
    """Ask once, and kindly, for what would help; what was typed stands there, and may go as it is."""
    text = paragraphs(
        wording.named("report.lacking", missing),
        wording.text("report.would_help"),
        wording.text("report.you_wrote", words=quoted(words, 1000)) if words else "",
    )
    again = button(wording, Action.WRITE_AGAIN, argument, Style.MAIN)
    return Card(text, (again, button(wording, Action.SEND_AS_IS, argument), urgent_button(wording)))


def split_report_argument(argument: str) -> tuple[Situation, str]:
    """Give the situation and the rest of a report form's argument. Raises ValueError if it is unknown."""
    situation, _, rest = argument.partition(":")
    return Situation(situation), rest


def receipt(
    wording: Wording,
    number: int,
    by: datetime,
    situation: Situation,
    chat: str = "",
    *,
    report: str = "",
    kept_apart: bool = True,
    typical: Typical | None = None,
) -> Card:
    """Thank, give first help for this situation, and say what happens next and when.

    `report` is what the buttons carry; `kept_apart`: the two will not be matched again. `typical`: how long
    reports really took lately; None while too few were answered to say.
    """
    text = paragraphs(
        wording.text("report.thanks"),
        wording.named("report.first_help", situation),
        lines(
            _number(wording, number, by, typical),
            wording.text("report.when_done"),
        ),
        wording.text("report.naming"),
        lines(
            wording.text("report.no_match") if kept_apart else "",
            wording.text("report.add_later", files=MOST_FILES),
        ),
    )
    leave = buttons(wording, chat, Action.END_CHAT) if chat else ()
    own = buttons(wording, report, Action.ADD_TO_REPORT, Action.ADD_FILE, Action.CHOOSE_NAMING)
    waiting = button(wording, Action.MY_MESSAGES)
    return Card(text, (*leave, *own, waiting, urgent_button(wording, chat)))


def _number(wording: Wording, number: int, by: datetime, typical: Typical | None) -> str:
    """Say what really is usual; only while that is not known, what we mean to keep."""
    if typical is None:
        return wording.text("report.number", number=number, by=day(by))
    look, outcome = span(wording, typical.look), span(wording, typical.outcome)
    return wording.text("report.number_typical", number=number, look=look, outcome=outcome)


def span(wording: Wording, length: timedelta) -> str:
    """Give a length in whole hours, or beyond two days in days; always rounded up, so that it holds."""
    hours = max(1, -(-length // timedelta(hours=1)))
    if hours < 48:
        return wording.count("report.hours", hours)
    return wording.count("report.days", -(-length // timedelta(days=1)))


def addition_form(wording: Wording, report: str) -> Form:
    """Ask for more words to a report already made."""
    words = Field(
        "words",
        wording.text("report.addition"),
        wording.text("report.words_hint"),
        long=True,
        required=True,
    )
    return Form(wording.named("form", Action.SEND_ADDITION), Action.SEND_ADDITION, (words,), report)


def added_to_report_card(wording: Wording, number: int) -> Card:
    """Confirm that words were added to a report."""
    return Card(wording.text("report.added", number=number))


def naming_card(wording: Wording, report: str) -> Card:
    """Ask what moderators may do, since in a 1-to-1 chat the other person can guess who spoke."""
    return Card(wording.text("report.naming_ask"), buttons(wording, report, *NAMING))


def naming_saved_card(wording: Wording, choice: Action) -> Card:
    """Confirm the reporter's choice: one of NAME_NOW, NAME_TOGETHER, NAME_MODERATORS."""
    return Card(wording.named("report", choice))


def uneasy_thanks(wording: Wording, chat: str = "", target: str = "") -> Card:
    """Thank someone who only pressed that it made them uneasy. `target` is what they told it about."""
    more = button(wording, Action.FEELS_WRONG, target or chat)
    leave = buttons(wording, chat, Action.END_CHAT) if chat else ()
    return Card(wording.text("report.uneasy_thanks"), (more, *leave))


def report_done_card(
    wording: Wording,
    number: int,
    community: str = "",
    *,
    acted: bool,
    report: str = "",
    again_until: datetime | None = None,
) -> Card:
    """Tell the reporter that we are done, without details about another person.

    `again_until`: until when they may ask somebody else to look again; None when they may not, or did so before.
    """
    key = "report.done_acted" if acted else "report.done_fine"
    again = wording.text("report.done_again", until=day(again_until)) if again_until is not None else ""
    ask = buttons(wording, report, Action.LOOK_AGAIN) if again_until is not None else ()
    return Card(private(wording, community, wording.text(key, number=number), again), ask)


def second_look_card(wording: Wording, number: int, by: datetime) -> Card:
    """Confirm that another moderator will look at a report."""
    return Card(wording.text("report.looked_again", number=number, by=day(by)))


def report_reopened_card(wording: Wording, number: int, community: str = "") -> Card:
    """Tell the reporter that people look at it again after all."""
    return Card(private(wording, community, wording.text("report.reopened", number=number)))


def outcome_changed_card(wording: Wording, number: int, community: str = "") -> Card:
    """Tell the reporter that what came of their report is another thing now, in general words."""
    return Card(private(wording, community, wording.text("report.outcome_changed", number=number)))
