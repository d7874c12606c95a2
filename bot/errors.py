"""Errors that a person can put right."""


class SidelightError(Exception):
    """Something outside the program must change; the message says what, in plain words.

    The command line prints the message without a traceback and ends with exit status 2.
    """


class ConfigError(SidelightError):
    """A setting cannot be used; the message names file, key, value and what is allowed."""
