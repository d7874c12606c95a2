"""Reading the deployment settings: config.toml first, then the environment, which wins."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from bot.errors import ConfigError
from bot.settings import (
    DiscordSettings,
    LoggingSettings,
    ScreeningSettings,
    Settings,
    StorageSettings,
    WebSettings,
)

__all__ = [
    "ConfigError",
    "DiscordSettings",
    "LoggingSettings",
    "ScreeningSettings",
    "Settings",
    "StorageSettings",
    "WebSettings",
    "known_settings",
    "load_settings",
]

DEFAULT_FILE = Path("config.toml")
FILE_VARIABLE = "SIDELIGHT_CONFIG"
PREFIX = "SIDELIGHT__"
SECRETS = ("token", "keys", "database")

Values = dict[str, dict[str, Any]]


def load_settings(path: Path | None, environment: Mapping[str, str]) -> Settings:
    """Read the settings from a file, then from the environment, which wins.

    `path` is the file a person named; without it `SIDELIGHT_CONFIG` names one. A named file must exist;
    the default `config.toml` may be absent. Raises ConfigError, one line for each wrong setting.
    """
    file = _settings_file(path, environment)
    from_file = _read_file(file) if file is not None else {}
    from_environment = _read_environment(environment)
    merged = {
        section: {**from_file.get(section, {}), **from_environment.get(section, {})}
        for section in {**from_file, **from_environment}
    }
    try:
        return Settings(**merged)  # type: ignore[arg-type]  # pydantic checks the values
    except ValidationError as error:
        lines = [_explain(detail, file, from_environment) for detail in error.errors()]
        raise ConfigError("\n".join(dict.fromkeys(lines))) from None


def known_settings() -> dict[str, dict[str, FieldInfo]]:
    """Every section with its settings, named as they are written in the file."""
    known: dict[str, dict[str, FieldInfo]] = {}
    for section, field in Settings.model_fields.items():
        model = field.annotation
        if isinstance(model, type) and issubclass(model, BaseModel):
            known[section] = {inner.alias or name: inner for name, inner in model.model_fields.items()}
    return known


def _settings_file(path: Path | None, environment: Mapping[str, str]) -> Path | None:
    named = path or (Path(environment[FILE_VARIABLE]) if environment.get(FILE_VARIABLE) else None)
    if named is not None and not named.is_file():
        raise ConfigError(
            f"{named}: there is no such settings file. Check the path, or copy config.example.toml there."
        )
    return named or (DEFAULT_FILE if DEFAULT_FILE.is_file() else None)


def _read_file(file: Path) -> Values:
    try:
        content = tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except UnicodeDecodeError as error:
        raise ConfigError(f"{file}: byte {error.start} is not UTF-8. Save the file as UTF-8.") from None
    except OSError as error:
        raise ConfigError(f"{file}: cannot be read: {error.strerror}.") from None
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{file}: not valid TOML: {error}.") from None
    for name, section in content.items():
        if not isinstance(section, dict):
            raise ConfigError(f"{file}: {name} must stand in a section; {_known_sections()}.")
    return content


def _read_environment(environment: Mapping[str, str]) -> Values:
    values: Values = {}
    for variable in sorted(name for name in environment if name.startswith(PREFIX)):
        section, _, key = variable.removeprefix(PREFIX).lower().partition("__")
        if section not in Settings.model_fields or not key:
            raise ConfigError(
                f"environment, {variable}: no such setting. Write {PREFIX}SECTION__KEY; {_known_sections()}."
            )
        values.setdefault(section, {})[key] = environment[variable]
    return values


def _explain(detail: ErrorDetails, file: Path | None, from_environment: Values) -> str:
    """Say in one line where the wrong setting stands, what it holds and what is allowed."""
    section, key = ([str(part) for part in detail["loc"]] + ["", ""])[:2]
    place = _place(section, key, file, from_environment)
    if detail["type"] == "extra_forbidden":
        return f"{place}: no such setting; {_known_keys(section) if key else _known_sections()}."
    if not key:
        return f"{place}: {detail['msg'].removeprefix('Value error, ')}."
    return f"{place}{_shown(key, detail)}: must be {known_settings()[section][key].description}."


def _place(section: str, key: str, file: Path | None, from_environment: Values) -> str:
    if key and key in from_environment.get(section, {}):
        return f"environment, {PREFIX}{section.upper()}__{key.upper()}"
    return f"{file or 'settings'}, [{section}] {key}".rstrip()


def _shown(key: str, detail: ErrorDetails) -> str:
    """Show the value as written, but never one that may be a secret."""
    return "" if key in SECRETS else f" = {detail['input']!r}"


def _known_sections() -> str:
    return "the sections are " + ", ".join(f"[{name}]" for name in known_settings())


def _known_keys(section: str) -> str:
    return f"the settings of [{section}] are {', '.join(known_settings()[section])}"
