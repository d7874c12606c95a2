"""`sidelight patterns new`: ask for a pattern, check it, and write it as a draft into a pack."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.commands.options import (
    ConfigOption,
    LocaleOption,
    PacksOption,
    open_known,
    open_screener,
    packs_folder,
)
from bot.errors import SidelightError

if TYPE_CHECKING:
    from bot.commands.draft_asking import Asker
    from bot.commands.draft_checks import Bench
    from bot.commands.drafts import Draft

Lines = list[str]


def new_pattern(
    *,
    about: Annotated[str, typer.Option("--about", help="The excuse or ask in plain words.")] = "",
    name: Annotated[str, typer.Option("--id", help="A short name, for instance asks_number.")] = "",
    category: Annotated[str, typer.Option("--category", help="What a finding is about.")] = "",
    severity: Annotated[str, typer.Option("--severity", help="tip, note, concern or urgent.")] = "",
    role: Annotated[str, typer.Option("--role", help="What it needs to count: act, excuse, move ...")] = "",
    reason: Annotated[str, typer.Option("--reason", help="One plain sentence that people read.")] = "",
    phrase: Annotated[
        Lines, typer.Option("--phrase", help="A phrase; may be given again. Else suggested from the lines.")
    ] = [],  # noqa: B006
    match: Annotated[Lines, typer.Option("--match", help="A line that must match; 3 or more.")] = [],  # noqa: B006
    leave: Annotated[Lines, typer.Option("--leave", help="A line that must not match; 3 or more.")] = [],  # noqa: B006
    start: Annotated[
        Path | None, typer.Option("--from", metavar="FILE", help="Go on with a draft that was saved.")
    ] = None,
    to: Annotated[
        Path | None,
        typer.Option("--to", metavar="FILE", help="Where to write. Default: ID.toml in the locale's folder."),
    ] = None,
    ask: Annotated[
        bool, typer.Option("--ask/--no-ask", help="Ask for what is missing or wrong; else stop and say it.")
    ] = True,
    locale: LocaleOption = None,
    packs: PacksOption = None,
    config: ConfigOption = None,
) -> None:
    """Write a new pattern as a draft: asks for what the options leave out, and checks everything.

    Nothing typed is lost: a draft that is not right yet is saved, and --from goes on with it.
    Exit status 1 when the draft is not finished.

    For instance: sidelight patterns new
    """
    from bot.commands.draft_asking import Asker
    from bot.commands.draft_checks import Bench
    from bot.commands.drafts import Draft, read_draft
    from bot.commands.options import read_settings

    screening = read_settings(config).screening
    locale = locale or screening.locale
    bench = Bench(open_screener(config, packs, locale), open_known(config, packs, locale), screening.cache)
    given = Draft(about, name, category, severity, role, reason, tuple(match), tuple(leave), tuple(phrase))
    asker = Asker(_filled(given, read_draft(start) if start else Draft()), bench)
    folder = packs_folder(packs) / locale
    finished = _finish(asker, bench, ask)
    target = to or folder / f"{asker.draft.id or 'pattern'}.toml"
    if not finished:
        raise typer.Exit(_keep_unfinished(asker.draft, target))
    _write(asker.draft, target)
    _say_next(asker.draft, target, bench)


def _filled(given: "Draft", saved: "Draft") -> "Draft":
    """Return what the options gave, and for the rest what was saved."""
    from bot.commands.drafts import FIELDS, changed

    for field in FIELDS:
        if not getattr(given, field):
            given = changed(given, field, getattr(saved, field))
    return given


def _finish(asker: "Asker", bench: "Bench", ask: bool) -> bool:
    """Ask and check until the draft is right; false when it stays unfinished."""
    from bot.commands.draft_checks import problems

    try:
        if ask:
            asker.missing()
        else:
            asker.draft = _with_usual_answers(asker.draft, bench)
        while found := problems(asker.draft, bench):
            for problem in found:
                typer.echo(f"{problem.field}: {problem.says}", err=not ask)
            if not ask or not asker.again(found):
                return False
    except (typer.Abort, KeyboardInterrupt):
        return False
    return True


def _with_usual_answers(draft: "Draft", bench: "Bench") -> "Draft":
    """Fill in what has a usual answer, as Enter would when asked."""
    from bot.commands.draft_asking import suggested
    from bot.commands.drafts import changed, suggest_phrases

    for field in ("id", "severity", "role"):
        if not getattr(draft, field):
            draft = changed(draft, field, suggested(draft, field))
    if not draft.phrases:
        everyday = bench.screener.pack.everyday
        draft = changed(draft, "phrases", suggest_phrases(draft.match, draft.leave, everyday))
    return draft


def _write(draft: "Draft", target: Path) -> None:
    from bot.commands.drafts import write_draft

    try:
        write_draft(draft, target)
    except (OSError, UnicodeDecodeError, SidelightError) as error:
        _keep_unfinished(draft, target)
        raise SidelightError(f"{target} was not written: {error}. Choose another file with --to.") from None


def _keep_unfinished(draft: "Draft", target: Path) -> int:
    """Save what was typed and say where; if no folder takes it, print it."""
    from bot.commands.drafts import Draft, draft_text, save_unfinished

    if draft == Draft():
        typer.echo("\nNothing was typed, so nothing was kept.")
        return 1
    try:
        saved = save_unfinished(draft, target)
    except OSError as error:
        typer.echo(f"\nThe draft could not be saved ({error}). This is what you typed:\n{draft_text(draft)}")
    else:
        typer.echo(f"\nNot finished. What you typed is kept in {saved}")
        typer.echo(f"Go on with: sidelight patterns new --from {saved}")
    return 1


def _say_next(draft: "Draft", target: Path, bench: "Bench") -> None:
    from bot.commands.draft_checks import screener_with
    from bot.commands.examples import SHIPPED
    from bot.commands.shadows import shadowed

    typer.echo(f"Written as a draft: {target}")
    for shadow in shadowed(screener_with(draft, bench)[0]):
        if shadow.pattern.id == draft.id:
            typer.echo(f"Others find all these lines already: {', '.join(shadow.others)}. Is it needed?")
    if draft.role == "excuse":
        typer.echo(f"A notice can answer this excuse: give {draft.id} a line under [excuse] in wording.toml.")
    typer.echo(
        f"Before it is shipped: {SHIPPED[0]} lines that must match, {SHIPPED[1]} that must not, no draft = true."
    )
    typer.echo("Next: sidelight patterns test")
