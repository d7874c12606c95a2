"""Cards of suggestions: what was changed, the form, the thanks, the team's card with Answer, and the answer."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.casework.suggesting import ANSWERS, Progress
from bot.guide.actions import Action
from bot.guide.building import buttons, fitted, lines, paragraphs, quoted
from bot.guide.cards_shared import private, urgent_button
from bot.guide.values import Card, Choice, Field, Form
from bot.guide.wording import Wording

SUGGESTION_LENGTH = 1000
ANSWER_LENGTH = 600
# Signs are escaped, so the longest words could grow beyond a message.
SHOWN_WORDS, SHOWN_ANSWER = 1200, 600


@dataclass(frozen=True, slots=True)
class SuggestionView:
    """A suggestion as the team sees it. `who` is empty when the person would rather not be named."""

    id: str
    number: int
    words: str
    progress: Progress
    who: str = ""
    answer: str = ""


@dataclass(frozen=True, slots=True)
class Changed:
    """Something that was changed, in the team's words; `who` had the idea and may be named."""

    words: str
    who: str = ""


def suggest_card(wording: Wording, changed: Sequence[Changed]) -> Card:
    """Answer `/suggest`: what earlier suggestions changed, and the way to write one."""
    rows = [_changed(wording, each) for each in changed]
    head = lines(
        wording.text("suggest.head"), wording.text("suggest.changed" if rows else "suggest.nothing_yet")
    )
    foot = wording.text("suggest.foot")
    text = fitted(head, rows, foot, lambda left: wording.count("suggest.more", left))
    return Card(text, buttons(wording, "", Action.WRITE_SUGGESTION))


def suggestion_form(wording: Wording) -> Form:
    """Ask what should be better, and whether the team may say who had the idea."""
    words = Field(
        "words",
        wording.text("suggest.words"),
        wording.text("suggest.words_hint"),
        long=True,
        required=True,
        most=SUGGESTION_LENGTH,
    )
    choices = tuple(Choice(wording.named("suggest.naming", each), each) for each in ("no", "yes"))
    may_name = Field("name", wording.text("suggest.may_name"), value="no", choices=choices)
    return Form(wording.named("form", Action.SEND_SUGGESTION), Action.SEND_SUGGESTION, (words, may_name))


def suggested_card(wording: Wording, number: int, *, named: bool, crisis: bool = False) -> Card:
    """Thank, and say what happens next; with help first where the words tell of a crisis."""
    key = "suggest.thanks_named" if named else "suggest.thanks_unnamed"
    text = paragraphs(
        wording.text("suggest.help_first") if crisis else "",
        wording.text("suggest.thanks", number=number),
        wording.text(key),
    )
    return Card(text, (*buttons(wording, "", Action.MY_MESSAGES), urgent_button(wording)))


def not_suggested_card(wording: Wording, why: str, words: str) -> Card:
    """Say kindly why a suggestion is not kept now, and give the words back. `why`: `often`, `nobody` or `empty`."""
    return Card(paragraphs(wording.named("suggest.not_kept", why), _given_back(wording, words)))


def suggestion_card(wording: Wording, view: SuggestionView) -> Card:
    """Show the team one suggestion, how far it is, and Answer."""
    who = wording.text("moderator.suggestion.who", who=view.who) if view.who else ""
    said = wording.text(
        "moderator.suggestion.answer", answer=quoted(view.answer, ANSWER_LENGTH)[:SHOWN_ANSWER]
    )
    words = quoted(view.words, SUGGESTION_LENGTH)[:SHOWN_WORDS] or wording.text(
        "moderator.suggestion.forgotten"
    )
    text = paragraphs(
        wording.text(
            "moderator.suggestion.head",
            number=view.number,
            progress=wording.named("suggest.progress", view.progress),
        ),
        f"> {words}",
        lines(who or wording.text("moderator.suggestion.unnamed"), said if view.answer else ""),
    )
    return Card(text, buttons(wording, view.id, Action.ANSWER_SUGGESTION))


def answer_form(wording: Wording, argument: str, number: int) -> Form:
    """Ask how far a suggestion is, and what the person is to read."""
    choices = tuple(Choice(wording.named("moderator.suggestion.choice", each), each) for each in ANSWERS)
    progress = Field(
        "progress", wording.text("moderator.suggestion.progress"), required=True, choices=choices
    )
    answer = Field(
        "answer",
        wording.text("moderator.suggestion.words"),
        wording.text("moderator.suggestion.words_hint"),
        long=True,
        most=ANSWER_LENGTH,
    )
    title = wording.text("moderator.suggestion.form", number=number)
    return Form(title, Action.SEND_ANSWER, (progress, answer), argument)


def answer_needs_words_card(wording: Wording, progress: Progress) -> Card:
    """Ask for the words that an answer needs: why not now, or what was changed."""
    return Card(wording.named("moderator.suggestion.needs", progress))


def answered_card(wording: Wording, number: int) -> Card:
    """Confirm to the moderator that the answer is on its way."""
    return Card(wording.text("moderator.suggestion.answered", number=number))


def answered_already_card(wording: Wording, number: int, words: str) -> Card:
    """Say that somebody else answered meanwhile, and give the words back."""
    said = wording.text("moderator.suggestion.someone_did", number=number)
    return Card(paragraphs(said, _given_back(wording, words)))


def suggestion_answer_card(wording: Wording, view: SuggestionView, community: str = "") -> Card:
    """Tell the person how far their suggestion is, in the team's words."""
    said = wording.text("suggest.team_says", answer=quoted(view.answer, ANSWER_LENGTH)) if view.answer else ""
    text = private(
        wording,
        community,
        wording.text("suggest.about", number=view.number),
        lines(wording.named("suggest.told", view.progress), said),
    )
    return Card(text, buttons(wording, "", Action.SUGGEST))


def _given_back(wording: Wording, words: str) -> str:
    """Give somebody their own words back as they wrote them, to be copied."""
    return wording.text("suggest.words_back", words=words.replace("`", "'")) if words else ""


def _changed(wording: Wording, changed: Changed) -> str:
    words = quoted(changed.words, ANSWER_LENGTH)[:SHOWN_ANSWER]
    if changed.who:
        return wording.text("suggest.changed_line_by", words=words, who=changed.who)
    return wording.text("suggest.changed_line", words=words)
