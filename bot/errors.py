"""Errors that a person can put right."""

import json

MOST_SHOWN = 60


class SidelightError(Exception):
    """Something outside the program must change; the message says what, in plain words.

    The command line prints the message without a traceback and ends with exit status 2.
    """


class ConfigError(SidelightError):
    """A setting cannot be used; the message names file, key, value and what is allowed."""


def as_written(value: object) -> str:
    """A wrong value as its file has it, to be named in an error; of a long one the beginning."""
    plain = isinstance(value, str | int | float | list | dict | None)
    written = json.dumps(value, default=str) if plain else str(value)
    return written if len(written) <= MOST_SHOWN else f"{written[:MOST_SHOWN]}..."
