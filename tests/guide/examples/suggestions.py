"""A suggestion on its way: written, seen, answered."""

from bot.casework.suggesting import ANSWERS, Progress
from bot.guide import Wording
from bot.guide.cards_suggest import (
    Changed,
    SuggestionView,
    answer_form,
    answer_needs_words_card,
    answered_already_card,
    answered_card,
    not_suggested_card,
    suggest_card,
    suggested_card,
    suggestion_answer_card,
    suggestion_card,
    suggestion_form,
)
from tests.guide.examples.shelf import COMMUNITY, PERSON, Named


def cards(wording: Wording) -> Named:
    """A suggestion on its way: written, seen, answered."""
    changed = (Changed("Requests now say how long people waited."), Changed("Quieter nights.", PERSON))
    yield "both-suggest", suggest_card(wording, changed)
    yield "both-suggest-nothing", suggest_card(wording, ())
    for many in (4, 20):
        yield f"both-suggest-many-{many}", suggest_card(wording, (Changed("x" * 600),) * many)
    yield "both-suggestion-form", suggestion_form(wording)
    yield "both-suggestion-sent", suggested_card(wording, 4, named=False)
    yield "both-suggestion-named", suggested_card(wording, 4, named=True, crisis=True)
    for why in ("often", "nobody", "empty"):
        words = "" if why == "empty" else "*" * 1000
        yield f"both-not-suggested-{why}", not_suggested_card(wording, why, words)
    for progress in Progress:
        yield from _suggestion(wording, progress)
    yield "moderator-suggestion-form", answer_form(wording, "s12:0:" + "9" * 20, 4)
    for progress in (Progress.DONE, Progress.NOT_NOW):
        yield f"moderator-suggestion-needs-{progress}", answer_needs_words_card(wording, progress)
    yield "moderator-suggestion-answered", answered_card(wording, 4)
    yield "moderator-suggestion-someone-did", answered_already_card(wording, 4, "*" * 600)


def _suggestion(wording: Wording, progress: Progress) -> Named:
    answer = "We talk about it on Sunday." if progress in ANSWERS else ""
    view = SuggestionView("s12", 4, "Please show how long the wait is.", progress, answer=answer)
    name = "moderator-suggestion" if progress is Progress.NEW else f"moderator-suggestion-{progress}"
    yield name, suggestion_card(wording, view)
    yield f"both-suggestion-answer-{progress}", suggestion_answer_card(wording, view, COMMUNITY)
    if progress is Progress.NOT_NOW:
        longest = SuggestionView("s12", 4, "*" * 1000, progress, PERSON, "_" * 600)
        yield "moderator-suggestion-longest", suggestion_card(wording, longest)
        yield (
            "moderator-suggestion-purged",
            suggestion_card(wording, SuggestionView("s12", 4, "", progress)),
        )
