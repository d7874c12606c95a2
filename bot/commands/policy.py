"""`sidelight policy`: check a table of behaviour points, and see what a history of decisions adds up to."""

import json
from datetime import UTC, date, datetime, time, tzinfo
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any
from zoneinfo import ZoneInfo, available_timezones

import typer

from bot.errors import SidelightError, as_written

if TYPE_CHECKING:
    from bot.casework.points import Decided, PointsPolicy, Rule, Standing

USUAL = "table-2020"
MOST_LINES = 10_000
FIRST_YEAR, LAST_YEAR = 1900, 9000
PolicyOption = Annotated[
    str | None,
    typer.Option(
        "--policy",
        metavar="FILE",
        help="The table: a TOML file, or `starter` or `table-2020` (the default), which come with Sidelight.",
    ),
]


def build_policy_commands() -> typer.Typer:
    """Put the commands for behaviour points together."""
    app = typer.Typer(help="Check a table of behaviour points, and replay a history.", no_args_is_help=True)
    app.command("check")(check_policy)
    app.command("explain")(explain_policy)
    return app


def check_policy(
    file: Annotated[str, typer.Argument(metavar="FILE", help="A TOML file, or the name of a shipped table.")],
) -> None:
    """Say whether a table can be used, and what is in it. Exit status 2 when it cannot.

    For instance: sidelight policy check policy.toml
    """
    from bot.casework.points import as_text

    policy = open_policy(file)
    typer.echo(f"{policy.name}: {len(policy.rules)} rules, in force since {policy.published()}.")
    for rule in policy.rules.values():
        points = "people decide" if rule.points is None else as_text(rule.points)
        typer.echo(f"  {rule.id}: {points}{_marks(rule)} - {rule.title}")
    typer.echo("It can be used.")


def _marks(rule: "Rule") -> str:
    """What else there is to say about a row."""
    from bot.casework.points import as_text

    first = f", first time {as_text(rule.first)}" if rule.first is not None else ""
    marks = {
        "people decide": rule.unclear,
        "red flag": rule.red_flag,
        "grave": rule.grave,
        "listeners only": rule.listeners_only,
        "with teens only": rule.with_teens_only,
        f"since {rule.since}": rule.since,
        f"until {rule.until}": rule.until,
    }
    return first + "".join(f", {mark}" for mark, holds in marks.items() if holds)


def explain_policy(
    history: Annotated[Path, typer.Argument(metavar="HISTORY", help="JSON lines: at, rule.")],
    at: Annotated[str, typer.Option("--at", metavar="DATE", help="A day (its start) or an instant.")],
    policy: PolicyOption = None,
    zone: Annotated[
        str, typer.Option("--zone", help="The community's, for days and months, such as Europe/Berlin.")
    ] = "UTC",
    *,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object instead of words.")] = False,
) -> None:
    """Replay decisions and say what they add up to at an instant, and what will change by itself.

    For instance: sidelight policy explain history.jsonl --at 2026-06-04
    """
    from bot.casework.points import standing_at

    table, there = open_policy(policy or USUAL), read_zone(zone)
    decided = read_history(history, table, there)
    standing = standing_at(decided, table, read_instant(at, "--at", there), there)
    if as_json:
        typer.echo(json.dumps(as_record(standing)))
    else:
        typer.echo("\n".join(as_words(standing, table, there)))


def read_zone(name: str) -> ZoneInfo:
    """Find a time zone by its name; raise SidelightError."""
    if name not in available_timezones():
        raise SidelightError(f'--zone must be a time zone such as "Europe/Berlin" or "UTC", not "{name}".')
    return ZoneInfo(name)


def open_policy(name: str) -> "PointsPolicy":
    """Read a table from a file, or one that comes with Sidelight; raise SidelightError."""
    from bot.casework.points import PolicyError, find_policy, read_policy, shipped_policies

    try:
        if name in shipped_policies() and not Path(name).exists():
            return find_policy(name)
        return read_policy(Path(name))
    except PolicyError as error:
        raise SidelightError(str(error)) from None


def read_history(path: Path, policy: "PointsPolicy", zone: tzinfo = UTC) -> tuple["Decided", ...]:
    """Read the decisions of a file; raise SidelightError naming the line and the field."""
    try:
        lines = path.read_bytes().splitlines()
    except OSError as error:
        raise SidelightError(f"{path}: cannot be read: {error.strerror}.") from None
    if len(lines) > MOST_LINES:
        raise SidelightError(f"{path}: has {len(lines)} lines; at most {MOST_LINES} are read.")
    return tuple(
        _decided(line, policy, zone, f"{path}, line {number}")
        for number, line in enumerate(lines, start=1)
        if line.strip()
    )


def _decided(line: bytes, policy: "PointsPolicy", zone: tzinfo, where: str) -> "Decided":
    from bot.casework.points import Decided
    from bot.commands.json_lines import LineError, read_object

    try:
        record = read_object(line)
    except LineError as error:
        raise SidelightError(f"{where}: {error}.") from None
    rule, at = (_value(record, key, where) for key in ("rule", "at"))
    if not isinstance(rule, str):
        raise SidelightError(
            f'{where}: "rule" must be the id of a rule, such as "F4", not {as_written(rule)}.'
        )
    if rule not in policy.rules:
        known = ", ".join(policy.rules)
        raise SidelightError(f'{where}: "rule" is {as_written(rule)}; {policy.name} has {known}.')
    read = read_instant(at, f'{where}: "at"', zone)
    if not FIRST_YEAR <= read.year <= LAST_YEAR:
        raise SidelightError(
            f'{where}: "at" must be in the years {FIRST_YEAR} to {LAST_YEAR}, not {as_written(at)}.'
        )
    return Decided(read, rule)


def _value(record: dict[str, Any], key: str, where: str) -> object:
    if key not in record:
        raise SidelightError(f'{where}: "{key}" is missing; a line is {{"at": instant, "rule": id}}.')
    return record[key]


def read_instant(given: object, where: str, zone: tzinfo = UTC) -> datetime:
    """Read an instant; a day is its start, and without an offset it is of the zone. Raise SidelightError."""
    text = given if isinstance(given, str) else ""
    try:
        if len(text) == len("2026-06-04"):
            return datetime.combine(date.fromisoformat(text), time(), zone).astimezone(UTC)
        read = datetime.fromisoformat(text)
        return (read if read.tzinfo is not None else read.replace(tzinfo=zone)).astimezone(UTC)
    except (ValueError, OverflowError):
        raise SidelightError(
            f'{where} must be a day such as "2026-06-04" or an instant such as "2026-06-04T09:30:00Z", '
            f"not {as_written(given)}."
        ) from None


def as_record(standing: "Standing") -> dict[str, Any]:
    """What `--json` prints; totals are decimal numbers as text."""
    from bot.casework.points import as_text

    return {
        "at": _shown(standing.at),
        "total": as_text(standing.total),
        "tier": standing.tier.name,
        "entries": [
            {
                "at": _shown(entry.at),
                "rule": entry.rule,
                "points": as_text(entry.points),
                "counts": as_text(entry.counts),
            }
            for entry in standing.entries
        ],
        "next": [
            {"at": _shown(change.at), "total": as_text(change.total), "why": change.why.value}
            for change in standing.next
        ],
    }


def as_words(standing: "Standing", policy: "PointsPolicy", zone: tzinfo = UTC) -> list[str]:
    """The same for people to read, in the time of the zone."""
    from bot.casework.points import as_text

    lines = [f"{policy.name}, on {_shown(standing.at, zone)}"]
    for entry in standing.entries:
        rule = policy.rule(entry.rule)
        counts = f"{as_text(entry.points)} points, counts {as_text(entry.counts)}"
        lines.append(f"  {_shown(entry.at, zone)}  {entry.rule}  {counts}  - {rule.title}")
    tier = standing.tier
    lines.append(f"Total {as_text(standing.total)}, band {tier.name}. {tier.about}".strip())
    lines += [
        f"If all stays quiet, {as_text(change.total)} from {_shown(change.at, zone)} (it {change.why})"
        for change in standing.next
    ]
    return lines


def _shown(moment: datetime, zone: tzinfo = UTC) -> str:
    return moment.astimezone(zone).isoformat().replace("+00:00", "Z")
