"""Asking for a draft of a pattern, question by question; what was typed is kept at every step."""

from collections.abc import Callable, Mapping

import typer

from bot.commands.draft_checks import CATEGORIES, ROLES, SEVERITIES, Bench, Problem, form_problems
from bot.commands.drafts import FIELDS, LISTS, Draft, changed, suggest_phrases

QUESTIONS: Mapping[str, str] = {
    "about": "In plain words: what excuse or ask is it",
    "id": "A short name for it",
    "category": f"Category: {', '.join(CATEGORIES)}\nCategory",
    "severity": f"Severity, for a listener who writes it: {', '.join(SEVERITIES)}\nSeverity",
    "role": f"Role (see patterns/README.md): {', '.join(ROLES)}\nRole",
    "reason": "The reason that people read, one plain sentence",
    "match": "Lines that must match, at least 3, in your own words, as different people write.",
    "leave": "Lines that must not match, at least 3: the same words, with nothing to notice.",
    "phrases": "Phrases (see patterns/README.md): the words that make it what it is.",
}
SAVE = "save"
"""The answer that stops and keeps the draft unfinished."""
_ID_WORDS = 4


class Asker:
    """Asks for what is missing, and again for what is wrong. `draft` is always all that was typed."""

    def __init__(self, draft: Draft, bench: Bench) -> None:
        self.draft = draft
        self._bench = bench

    def missing(self) -> None:
        """Ask for each field that is still empty, until its form is right."""
        for field in FIELDS:
            if not getattr(self.draft, field):
                self._until_right(field)

    def again(self, found: list[Problem]) -> bool:
        """Ask what to change, and for that again; false when the draft is to be saved as it is."""
        field = typer.prompt(f"Change what? ({', '.join(FIELDS)}; or {SAVE})", default=found[0].field)
        if field == SAVE:
            return False
        if field in FIELDS:
            self._until_right(field)
        return True

    def _until_right(self, field: str) -> None:
        ask: Callable[[str], None] = self._ask_lines if field in LISTS else self._ask_one
        ask(field)
        while wrong := [one for one in form_problems(self.draft, self._bench) if one.field == field]:
            for problem in wrong:
                typer.echo(f"  {problem.says}")
            ask(field)

    def _ask_one(self, field: str) -> None:
        default = getattr(self.draft, field) or suggested(self.draft, field)
        answer = typer.prompt(QUESTIONS[field], default=default, show_default=bool(default))
        self.draft = changed(self.draft, field, answer.strip())

    def _ask_lines(self, field: str) -> None:
        """Go through the lines there are, then ask for more until an empty answer."""
        self._suggest(field)
        typer.echo(QUESTIONS[field])
        lines = list(getattr(self.draft, field))
        if lines:
            typer.echo("  Enter keeps a line, - takes it out.")
        for place, line in enumerate(lines):
            lines[place] = typer.prompt("  line", default=line).strip()
            self._keep(field, lines)
        while line := typer.prompt("  line (Enter to end)", default="", show_default=False).strip():
            lines.append(line)
            self._keep(field, lines)

    def _keep(self, field: str, lines: list[str]) -> None:
        self.draft = changed(self.draft, field, tuple(line for line in lines if line != "-"))

    def _suggest(self, field: str) -> None:
        if field == "phrases" and not self.draft.phrases:
            everyday = self._bench.screener.pack.everyday
            self.draft = changed(
                self.draft, field, suggest_phrases(self.draft.match, self.draft.leave, everyday)
            )
            if self.draft.phrases:
                typer.echo("These words are in all lines that must match:")


def suggested(draft: Draft, field: str) -> str:
    """Return the usual answer to a question, if there is one."""
    match field:
        case "id":
            words = "".join(
                letter if letter.isascii() and letter.isalnum() else " " for letter in draft.about
            )
            return "_".join(words.lower().split()[:_ID_WORDS])
        case "severity":
            return "concern"
        case "role":
            return "excuse" if draft.category == "pretext" else "act"
    return ""
