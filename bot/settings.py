"""What the operator of one deployment decides: every setting, its default and what is allowed.

Each description completes the sentence "this setting must be ...", which is how errors read.
"""

from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    SecretStr,
    model_validator,
)
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

from bot.errors import ConfigError

DATABASE_SCHEMES = ("sqlite+aiosqlite", "postgresql+asyncpg")
LARGEST_ID = 2**63 - 1


def _split(value: object) -> object:
    """Let a list be written as one line of text, as environments need."""
    if isinstance(value, str):
        return [part.strip() for part in value.split(",") if part.strip()]
    return value


def _none_if_empty(value: object) -> object:
    """Read an empty text as "not set", so that an example file can show the key."""
    return None if value == "" else value


def _database(value: str) -> str:
    scheme, separator, _ = value.partition("://")
    if not value or (separator and scheme not in DATABASE_SCHEMES):
        raise ValueError("unknown database")
    return value


def _web_address(value: str) -> str:
    if value and not value.startswith(("https://", "http://")):
        raise ValueError("unknown web address")
    return value.rstrip("/")


def _path(value: object) -> object:
    if value == "":
        raise ValueError("empty path")
    return value


OptionalPath = Annotated[Path | None, BeforeValidator(_none_if_empty)]
GuildId = Annotated[int, Field(ge=1, le=LARGEST_ID)]
YES_OR_NO = "true or false"


class _Section(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)


class DiscordSettings(_Section):
    """How the bot joins Discord, and which privileged intents it may ask for."""

    token: Annotated[SecretStr | None, BeforeValidator(_none_if_empty)] = Field(
        default=None, description="the bot's token, as text"
    )
    token_file: OptionalPath = Field(
        default=None, description="the path of a file that holds the token and nothing else"
    )
    message_content: bool = Field(default=True, description=YES_OR_NO)
    members: bool = Field(default=False, description=YES_OR_NO)
    owner_contact: str = Field(
        default="",
        max_length=200,
        description="a text of at most 200 characters",
    )
    development_guild: Annotated[GuildId | None, BeforeValidator(_none_if_empty)] = Field(
        default=None, description="a server's ID, a whole number above 0"
    )

    @model_validator(mode="after")
    def _one_token(self) -> Self:
        if self.token is not None and self.token_file is not None:
            raise ValueError("token and token_file are both set; keep one of them")
        return self

    def read_token(self) -> SecretStr:
        """Return the bot's token, from the setting or its file; raise ConfigError when there is none."""
        if self.token is not None:
            return self.token
        if self.token_file is None:
            raise ConfigError(
                "[discord] token: there is no bot token. Set token or token_file in config.toml, or set "
                "SIDELIGHT__DISCORD__TOKEN. The token is in Discord's developer portal, under Bot."
            )
        return SecretStr(_read_secret(self.token_file))


class StorageSettings(_Section):
    """Where the bot keeps what it must remember, and the keys that lock it."""

    database: Annotated[str, AfterValidator(_database)] = Field(
        default="data/sidelight.sqlite3",
        description="a path, or an address that begins with "
        + " or ".join(f"{scheme}://" for scheme in DATABASE_SCHEMES),
    )
    keys: Annotated[tuple[SecretStr, ...], BeforeValidator(_split)] = Field(
        default=(), description="a list of keys as texts, the newest first"
    )
    key_file: Annotated[Path, BeforeValidator(_path)] = Field(
        default=Path("data/sidelight.key"), description="a path"
    )


class WebSettings(_Section):
    """The guide's web pages: off or on, and where they listen."""

    enabled: bool = Field(default=True, description=YES_OR_NO)
    host: str = Field(default="127.0.0.1", min_length=1, description="a host name or address to listen on")
    port: int = Field(default=8734, ge=1, le=65535, description="a whole number from 1 to 65535")
    public_url: Annotated[str, AfterValidator(_web_address)] = Field(
        default="", description="empty, or an address that begins with https:// or http://"
    )


class ScreeningSettings(_Section):
    """Which language's packs are read, and where the compiled ones are kept."""

    locale: str = Field(
        default="en",
        pattern=r"^[a-z]{2,3}(_[A-Z]{2})?$",
        description='a language, for instance "en" or "en_GB"',
    )
    cache_folder: OptionalPath = Field(default=None, description="a path, or empty for the usual folder")

    @property
    def cache(self) -> Path:
        """The folder for compiled packs: the one set, or this person's usual cache folder."""
        if self.cache_folder is not None:
            return self.cache_folder
        from platformdirs import user_cache_path

        return user_cache_path("sidelight")


class LoggingSettings(_Section):
    """What the bot writes to its log; never message text."""

    level: Literal["debug", "info", "warning", "error"] = Field(
        default="info", description='"debug", "info", "warning" or "error"'
    )
    as_json: bool = Field(default=False, alias="json", description=YES_OR_NO)


class Settings(BaseSettings):
    """All settings of one deployment. Communities choose the rest themselves, with /setup."""

    model_config = SettingsConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    discord: DiscordSettings = Field(default_factory=DiscordSettings)
    storage: StorageSettings = Field(default_factory=StorageSettings)
    web: WebSettings = Field(default_factory=WebSettings)
    screening: ScreeningSettings = Field(default_factory=ScreeningSettings)
    logging: LoggingSettings = Field(default_factory=LoggingSettings)

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Take only what `load_settings` hands in: the process environment is never read unasked."""
        return (init_settings,)


def _read_secret(file: Path) -> str:
    try:
        secret = file.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        raise ConfigError(f"[discord] token_file = {str(file)!r}: must be a readable text file.") from None
    if not secret:
        raise ConfigError(f"[discord] token_file = {str(file)!r}: must hold the bot's token, but is empty.")
    return secret
