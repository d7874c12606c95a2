"""Settings come from the file, then from the environment; what is wrong is named in plain words."""

import itertools
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from bot.config import ConfigError, Settings, known_settings, load_settings

EXAMPLE = Path(__file__).parents[1] / "config.example.toml"


@pytest.fixture(autouse=True)
def _in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def write(folder: Path, content: str) -> Path:
    file = folder / "config.toml"
    file.write_text(content, encoding="utf-8")
    return file


def refusal(file: Path | None, environment: dict[str, str] | None = None) -> str:
    with pytest.raises(ConfigError) as caught:
        load_settings(file, environment or {})
    return str(caught.value)


def test_without_a_file_everything_has_a_default() -> None:
    settings = load_settings(None, {})
    assert settings.web.port == 8734
    assert settings.discord.message_content is True
    assert settings.storage.database == "data/sidelight.sqlite3"


def test_config_toml_in_the_working_folder_is_read(tmp_path: Path) -> None:
    write(tmp_path, "[web]\nport = 81\n")
    assert load_settings(None, {}).web.port == 81


def test_the_environment_may_name_the_file(tmp_path: Path) -> None:
    file = write(tmp_path, "[logging]\njson = true\n")
    assert load_settings(None, {"SIDELIGHT_CONFIG": str(file)}).logging.as_json is True


def test_the_environment_wins_over_the_file(tmp_path: Path) -> None:
    file = write(tmp_path, '[web]\nport = 81\nhost = "0.0.0.0"\n')
    settings = load_settings(file, {"SIDELIGHT__WEB__PORT": "82", "SIDELIGHT__STORAGE__KEYS": "new, old"})
    assert (settings.web.port, settings.web.host) == (82, "0.0.0.0")
    assert [key.get_secret_value() for key in settings.storage.keys] == ["new", "old"]


def test_the_process_environment_is_not_read_unasked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WEB__PORT", "83")
    monkeypatch.setenv("WEB", '{"port": 83}')
    assert Settings().web.port == 8734


def test_settings_cannot_be_changed(tmp_path: Path) -> None:
    settings = load_settings(write(tmp_path, ""), {})
    with pytest.raises(ValidationError, match="frozen"):
        settings.web.port = 1


def test_a_file_with_a_byte_order_mark_is_read(tmp_path: Path) -> None:
    file = write(tmp_path, "\ufeff[web]\nport = 81\n")
    assert load_settings(file, {}).web.port == 81


def test_a_named_file_must_exist(tmp_path: Path) -> None:
    missing = tmp_path / "missing.toml"
    assert str(missing) in refusal(missing)
    assert str(missing) in refusal(None, {"SIDELIGHT_CONFIG": str(missing)})


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("[web]\nport = 0", "[web] port = 0: must be a whole number from 1 to 65535"),
        ("[web]\nport = 65536", "[web] port = 65536: must be a whole number from 1 to 65535"),
        ('[web]\nport = "x"', "[web] port = 'x': must be a whole number"),
        ('[web]\nhost = ""', "[web] host = '': must be a host name"),
        ('[web]\npublic_url = "guide.example"', "must be empty, or an address that begins with https://"),
        ("[web]\nprot = 1", "[web] prot: no such setting; the settings of [web] are enabled, host, port"),
        ("[wbe]\nport = 1", "[wbe]: no such setting; the sections are [discord], [storage]"),
        ("port = 1", "port must stand in a section"),
        ("web = 1", "web must stand in a section"),
        ("[web]\nport =", "not valid TOML"),
        ('[screening]\nlocale = "English"', "[screening] locale = 'English': must be a language"),
        ('[logging]\nlevel = "loud"', '[logging] level = \'loud\': must be "debug", "info"'),
        ("[logging]\njson = 7", "[logging] json = 7: must be true or false"),
        ("[logging]\nas_json = true", "[logging] as_json: no such setting"),
        ("[discord]\nmembers = 2", "[discord] members = 2: must be true or false"),
        ("[discord]\ndevelopment_guild = -1", "[discord] development_guild = -1: must be a server's ID"),
        (f'[discord]\nowner_contact = "{"x" * 201}"', "must be a text of at most 200 characters"),
        ('[discord]\ntoken = "a"\ntoken_file = "b"', "token and token_file are both set"),
        ('[storage]\ndatabase = "mysql://somewhere"', "[storage] database: must be a path, or an address"),
        ('[storage]\ndatabase = ""', "[storage] database: must be a path"),
        ('[storage]\nkey_file = ""', "[storage] key_file = '': must be a path"),
    ],
)
def test_a_wrong_setting_is_named_with_what_is_allowed(tmp_path: Path, content: str, expected: str) -> None:
    file = write(tmp_path, content)
    message = refusal(file)
    assert message.startswith(str(file))
    assert expected in message


def test_all_wrong_settings_are_named_at_once(tmp_path: Path) -> None:
    message = refusal(write(tmp_path, '[web]\nport = 0\n[logging]\nlevel = "loud"'))
    assert len(message.splitlines()) == 2


@pytest.mark.parametrize(
    ("variable", "expected"),
    [
        ("SIDELIGHT__WEB__PORT", "environment, SIDELIGHT__WEB__PORT = 'x': must be a whole number"),
        ("SIDELIGHT__WEB__PROT", "environment, SIDELIGHT__WEB__PROT: no such setting; the settings of [web]"),
        ("SIDELIGHT__WBE__PORT", "environment, SIDELIGHT__WBE__PORT: no such setting. Write SIDELIGHT__"),
        ("SIDELIGHT__WEB", "environment, SIDELIGHT__WEB: no such setting"),
    ],
)
def test_a_wrong_variable_is_named(tmp_path: Path, variable: str, expected: str) -> None:
    assert expected in refusal(write(tmp_path, ""), {variable: "x"})


def test_a_file_that_is_not_utf8_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_bytes(b'[discord]\nowner_contact = "Zo\xeb"\n')
    assert "byte 29 is not UTF-8" in refusal(file)


@pytest.mark.parametrize(
    "content",
    [
        "[discord]\ntoken = 4815162342",
        '[discord]\ntoken = "4815162342"\ntoken_file = "b"',
        "[storage]\nkeys = [4815162342]",
        '[storage]\ndatabase = "mysql://name:4815162342@host/db"',
    ],
)
def test_a_secret_is_never_shown(tmp_path: Path, content: str) -> None:
    assert "4815162342" not in refusal(write(tmp_path, content))


def test_a_secret_is_not_in_the_printed_settings(tmp_path: Path) -> None:
    file = write(tmp_path, '[discord]\ntoken = "4815162342"\n[storage]\nkeys = ["108"]')
    assert "4815162342" not in repr(load_settings(file, {}))
    assert "108" not in str(load_settings(file, {}))


class TestToken:
    def test_the_token_may_stand_in_the_settings(self) -> None:
        settings = load_settings(None, {"SIDELIGHT__DISCORD__TOKEN": "abc"})
        assert settings.discord.read_token().get_secret_value() == "abc"

    def test_the_token_may_stand_in_a_file(self, tmp_path: Path) -> None:
        (tmp_path / "token").write_text("abc\n", encoding="utf-8")
        settings = load_settings(None, {"SIDELIGHT__DISCORD__TOKEN_FILE": str(tmp_path / "token")})
        assert settings.discord.read_token().get_secret_value() == "abc"

    @pytest.mark.parametrize(("content", "expected"), [(None, "must be a readable"), ("\n", "but is empty")])
    def test_a_token_file_must_hold_a_token(self, tmp_path: Path, content: str | None, expected: str) -> None:
        file = tmp_path / "token"
        if content is not None:
            file.write_text(content, encoding="utf-8")
        settings = load_settings(None, {"SIDELIGHT__DISCORD__TOKEN_FILE": str(file)})
        with pytest.raises(ConfigError, match=expected):
            settings.discord.read_token()

    def test_no_token_says_where_to_find_it(self) -> None:
        settings = Settings()
        with pytest.raises(ConfigError, match="developer portal"):
            settings.discord.read_token()


@pytest.mark.parametrize(
    "database", ["a.sqlite3", "sqlite+aiosqlite:///a.db", "postgresql+asyncpg://host/db"]
)
def test_the_database_is_a_path_or_an_address(database: str) -> None:
    assert load_settings(None, {"SIDELIGHT__STORAGE__DATABASE": database}).storage.database == database


def test_the_cache_has_a_usual_folder_and_can_be_moved(tmp_path: Path) -> None:
    moved = load_settings(None, {"SIDELIGHT__SCREENING__CACHE_FOLDER": str(tmp_path)})
    assert moved.screening.cache == tmp_path
    assert Settings().screening.cache.name == "sidelight"


class TestExample:
    def test_the_example_and_the_settings_name_the_same_keys(self) -> None:
        example = tomllib.loads(EXAMPLE.read_text(encoding="utf-8"))
        written = {(section, key) for section, keys in example.items() for key in keys}
        known = {(section, key) for section, keys in known_settings().items() for key in keys}
        assert written == known

    def test_the_example_shows_the_defaults(self) -> None:
        assert load_settings(EXAMPLE, {}) == Settings()

    def test_every_setting_has_a_comment_above_it(self) -> None:
        lines = EXAMPLE.read_text(encoding="utf-8").splitlines()
        bare = [
            line
            for above, line in itertools.pairwise(lines)
            if "=" in line and not line.startswith("#") and not above.startswith("#")
        ]
        assert bare == []

    def test_every_setting_says_what_is_allowed(self) -> None:
        fields = [field for keys in known_settings().values() for field in keys.values()]
        assert all(field.description for field in fields)


@given(st.dictionaries(st.text(max_size=12), st.text(max_size=8), max_size=4))
def test_any_variables_are_either_read_or_refused(variables: dict[str, str]) -> None:
    environment = {f"SIDELIGHT__WEB__{name}": value for name, value in variables.items()}
    known = {"enabled", "host", "port", "public_url"}
    if any(name.lower() not in known for name in variables):
        assert "SIDELIGHT__" in refusal(EXAMPLE, environment)
    else:
        assert load_settings(EXAMPLE, environment).web.port == 8734
