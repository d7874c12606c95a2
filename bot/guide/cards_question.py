"""Cards for a question to the moderators that names nobody (P34), and for its answer."""

from bot.casework.question_words import Names
from bot.guide.actions import Action
from bot.guide.building import button, buttons, hidden, paragraphs, quoted
from bot.guide.cards_shared import private, urgent_button
from bot.guide.values import Card, Field, Form, Style
from bot.guide.wording import Wording

LONGEST = 1000


def team_question_form(wording: Wording, argument: str, held: str = "") -> Form:
    """Ask for the question, and to leave out names; `held` is what was typed before."""
    action = Action.SEND_QUESTION_AGAIN if held else Action.SEND_QUESTION
    words = Field(
        "words",
        wording.text("question.words"),
        wording.text("question.words_hint"),
        wording.text("question.example"),
        held,
        long=True,
        required=True,
        most=LONGEST,
    )
    return Form(wording.named("form", action), action, (words,), argument)


def question_names_card(wording: Wording, argument: str, named: Names, words: str) -> Card:
    """Ask once whether the question should name somebody; it may be sent as it is."""
    text = paragraphs(
        wording.named("question.named", named),
        wording.text("question.why_no_names"),
        wording.text("question.you_wrote", words=quoted(words, LONGEST)),
    )
    change = button(wording, Action.ASK_AGAIN, argument, Style.MAIN)
    return Card(text, (change, *buttons(wording, argument, Action.SEND_ANYWAY, Action.FEELS_WRONG)))


def team_question_sent_card(wording: Wording, number: int) -> Card:
    """Confirm that a question was passed on; it says so under My messages until it is answered."""
    own = button(wording, Action.MY_MESSAGES)
    return Card(wording.text("question.sent", number=number), (own, urgent_button(wording)))


def question_done_card(wording: Wording, number: int) -> Card:
    """Say under My messages that a question is answered."""
    return Card(wording.text("question.done", number=number))


def questions_wait_card(wording: Wording, words: str) -> Card:
    """Answer somebody whose questions wait already; nothing typed is lost."""
    text = paragraphs(
        wording.text("question.wait"), wording.text("question.you_wrote", words=quoted(words, LONGEST))
    )
    return Card(text, (button(wording, Action.MY_MESSAGES), urgent_button(wording)))


def question_answered_card(wording: Wording, number: int, words: str, community: str = "") -> Card:
    """Tell the asker what a moderator answered."""
    answer = wording.text("question.answer", number=number, words=quoted(words, LONGEST))
    text = private(wording, community, answer, wording.text("question.answer_foot"))
    return Card(text, buttons(wording, "", Action.FEELS_WRONG))


def question_card(wording: Wording, question: str, number: int, words: str, answered_by: str = "") -> Card:
    """Show a question to moderators, without who asks. `answered_by` is a mention."""
    first = wording.text("moderator.question", number=number)
    if answered_by:
        return Card(paragraphs(first, wording.text("moderator.question_answered", who=answered_by)))
    text = paragraphs(first, hidden(words, LONGEST), wording.text("moderator.question_foot"))
    return Card(text, (button(wording, Action.ANSWER_QUESTION, question, Style.MAIN),))


def team_answer_form(wording: Wording, question: str, number: int) -> Form:
    """Ask a moderator for the answer."""
    words = Field(
        "words",
        wording.text("moderator.answer_words"),
        wording.text("moderator.answer_hint"),
        long=True,
        required=True,
        most=LONGEST,
    )
    title = wording.text("moderator.answer_title", number=number)
    return Form(title, Action.SEND_QUESTION_ANSWER, (words,), question)


def answer_sent_card(wording: Wording, number: int) -> Card:
    """Confirm an answer."""
    return Card(wording.text("moderator.answer_sent", number=number))


def answered_before_card(wording: Wording, number: int, words: str) -> Card:
    """Answer somebody whose answer came second, and give their words back."""
    late = wording.text("moderator.answered_before", number=number)
    return Card(paragraphs(late, quoted(words, LONGEST)))


def someone_did_question_card(wording: Wording, who: str, number: int) -> Card:
    """Answer a press on a question that somebody answered. `who` is a mention."""
    return Card(wording.text("moderator.question_taken", who=who, number=number))
