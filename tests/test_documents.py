"""The documents are true: commands, settings, permissions, links and recipes in them exist and work."""

import re
import shlex
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import discord
import pytest
import typer
from sqlalchemy import create_engine, insert

from bot.casework.keeping import EXCERPT_KEPT, FLAG_KEPT
from bot.cli import build_app
from bot.cogs.client import build_client
from bot.cogs.permissions import LOBBY, ROOM, WRITING
from bot.config import known_settings, load_settings
from bot.flows.stories import Stories
from bot.flows.surface import Surface
from bot.guide import load_wording
from bot.settings import DiscordSettings
from bot.store import tables
from bot.store.migrating import upgrade

ROOT = Path(__file__).parents[1]
DOCUMENTS = tuple(
    path.relative_to(ROOT).as_posix()
    for path in sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("patterns/*.md")])
)
each_document = pytest.mark.parametrize("document", DOCUMENTS)

FENCED = re.compile(r"^ *```(\w*)\n(.*?)^ *```$", re.MULTILINE | re.DOTALL)
INLINE = re.compile(r"`([^`\n]+)`")
LINK = re.compile(r"\]\(([^)\s]+)\)")
COMMAND = re.compile(r"(?:^ *|/bin/)sidelight +(.+)$", re.MULTILINE)
TARGET = re.compile(r"(?:^ *|&& )make ([a-z-]+)", re.MULTILINE)
SLASH = re.compile(r"^/([a-z]+(?:-[a-z]+)*)$")
SETTING = re.compile(r"^\[(\w+)\] (\w+)")
FOREIGN_PATH = re.compile(r"(?<![\w.])/(?:work|root|home|Users|mnt|tmp)/")

PERSON, OTHER, COMMUNITY = 11, 12, 1
NOW = datetime(2031, 5, 4, 12, 30, tzinfo=UTC)


def read(document: str) -> str:
    return (ROOT / document).read_text(encoding="utf-8")


def fenced(document: str, language: str) -> list[str]:
    return [content for name, content in FENCED.findall(read(document)) if name == language]


def prose(document: str) -> str:
    """The text without blocks of code."""
    return FENCED.sub("", read(document))


def codes(document: str) -> list[str]:
    """Every piece of code, in blocks and in lines."""
    return [content for _, content in FENCED.findall(read(document))] + INLINE.findall(prose(document))


def heading_names(document: str) -> set[str]:
    """What links can point to, named as the usual viewers of Markdown name it."""
    headings = re.findall(r"^#+ (.+)$", prose(document), re.MULTILINE)
    plain = (re.sub(r"[^\w\- ]", "", heading).strip().lower() for heading in headings)
    return {name.replace(" ", "-") for name in plain}


def problem_with(command: str) -> str:
    """Say what does not exist in what is written after `sidelight`; empty when all of it does."""
    found: Any = typer.main.get_command(build_app())
    words = shlex.split(command)
    while words and hasattr(found, "commands") and not words[0].startswith("-"):
        if words[0] not in found.commands:
            return f"no command {words[0]}"
        found = found.commands[words.pop(0)]
    known = {"--help", *(name for parameter in found.params for name in parameter.opts)}
    unknown = [word for word in words if word.startswith("--") and word not in known]
    return f"no option {unknown[0]}" if unknown else ""


def commands(document: str) -> list[str]:
    return [command for code in codes(document) for command in COMMAND.findall(code)]


def test_the_documents_are_found() -> None:
    assert {"README.md", "CHANGELOG.md", "CONTRIBUTING.md", "docs/running.md"} <= set(DOCUMENTS)


class TestCommands:
    @each_document
    def test_every_command_exists_with_its_options(self, document: str) -> None:
        problems = {command: problem_with(command) for command in commands(document)}
        assert {command: problem for command, problem in problems.items() if problem} == {}

    def test_the_readme_names_the_everyday_commands(self) -> None:
        named = {command.split()[0] for command in commands("README.md")}
        assert named >= {"run", "doctor", "check", "evaluate", "patterns"}

    @pytest.mark.parametrize("command", ["fly", "db fly", "check --fly", "patterns list --fly"])
    def test_a_command_that_does_not_exist_would_be_noticed(self, command: str) -> None:
        assert problem_with(command).endswith("fly")

    @each_document
    def test_every_make_target_exists(self, document: str) -> None:
        targets = set(re.findall(r"^([a-z-]+):", read("Makefile"), re.MULTILINE))
        assert {name for code in codes(document) for name in TARGET.findall(code)} <= targets

    def test_the_readme_says_how_to_begin(self) -> None:
        assert {"make demo", "make test"} <= set("\n".join(fenced("README.md", "sh")).splitlines())

    @each_document
    def test_every_command_in_discord_exists(self, document: str) -> None:
        group = "command."
        known = {key.removeprefix(group).replace("_", "-") for key in load_wording().strings if group in key}
        pages = {"health"}
        named = {found[1] for code in codes(document) if (found := SLASH.match(code))}
        assert named - pages <= known


class TestLinks:
    @each_document
    def test_every_link_to_a_file_or_heading_resolves(self, document: str) -> None:
        broken = [link for link in self.relative_links(document) if not self.resolves(document, link)]
        assert broken == []

    def test_the_readme_leads_to_every_other_document(self) -> None:
        linked = {link.partition("#")[0] for link in self.relative_links("README.md")}
        assert {name for name in DOCUMENTS if not name.startswith("patterns/")} - {"README.md"} <= linked

    @each_document
    def test_pictures_are_described(self, document: str) -> None:
        assert all(len(text) > 20 for text in re.findall(r"!\[([^\]]*)\]\(", prose(document)))

    def relative_links(self, document: str) -> Iterator[str]:
        return (link for link in LINK.findall(prose(document)) if "://" not in link)

    def resolves(self, document: str, link: str) -> bool:
        path, _, heading = link.partition("#")
        target = (ROOT / document).parent / path if path else ROOT / document
        if not target.exists() or not target.resolve().is_relative_to(ROOT):
            return False
        return not heading or heading in heading_names(target.resolve().relative_to(ROOT).as_posix())


class TestInvitation:
    needed = frozenset((*WRITING, *LOBBY, *ROOM))

    def test_the_link_asks_for_exactly_what_the_code_needs(self) -> None:
        wanted = discord.Permissions(**dict.fromkeys(sorted(self.needed), True))
        assert re.findall(r"&permissions=(\d+)", read("README.md")) == [str(wanted.value)]

    def test_every_permission_is_named_with_what_it_is_for(self) -> None:
        table = read("README.md").partition("| Permission |")[2].partition("\n\n")[0]
        rows = [row for row in table.splitlines() if row.count("|") == 3 and "---" not in row]
        named = {row.split("|")[1].strip(): row.split("|")[2].strip() for row in rows}
        wording = load_wording()
        assert {wording.named("permission", name) for name in self.needed} == set(named)
        assert all(named.values())

    def test_both_links_ask_for_the_right_scopes(self) -> None:
        links = re.findall(r"https://discord\.com/oauth2/authorize\?(\S+)", read("README.md"))
        parts = [dict(part.split("=") for part in link.split("&")) for link in links]
        server, person = parts
        assert (server["integration_type"], server["scope"]) == ("0", "bot+applications.commands")
        assert (person["integration_type"], person["scope"]) == ("1", "applications.commands")


class TestIntents:
    page = "docs/privileged-intents.md"

    async def test_the_page_explains_each_privileged_intent_that_can_be_asked_for(self) -> None:
        settings = DiscordSettings(message_content=True, members=True)
        asked = build_client(settings, never_connected, load_wording()).intents
        privileged = {name for name, default in discord.Intents.default() if not default}
        explained = re.findall(r"^## .+ \(`(\w+)`\)$", read(self.page), re.MULTILINE)
        assert {name for name, on in asked if on and name in privileged} == set(explained)

    def test_the_page_says_what_is_on_by_default(self) -> None:
        defaults = DiscordSettings()
        for name in ("message_content", "members"):
            section = read(self.page).partition(f"(`{name}`)")[2].partition("\n## ")[0]
            assert ("**On by default.**" in section) is getattr(defaults, name)

    @pytest.mark.parametrize("document", ["README.md", page])
    def test_the_times_are_those_of_the_code(self, document: str) -> None:
        assert f"{EXCERPT_KEPT.days} days" in read(document)

    def test_the_readme_says_how_long_a_note_is_kept(self) -> None:
        assert f"{FLAG_KEPT.days} days" in read("README.md")


async def never_connected(surface: Surface) -> Stories:
    raise AssertionError("this client is not meant to connect")


class TestSettings:
    @each_document
    def test_every_setting_named_exists(self, document: str) -> None:
        named = {found.groups() for code in codes(document) if (found := SETTING.match(code))}
        known = {(section, key) for section, keys in known_settings().items() for key in keys}
        assert named <= known

    @each_document
    def test_every_example_of_settings_can_be_used(self, document: str, tmp_path: Path) -> None:
        examples = [] if document.startswith("patterns/") else fenced(document, "toml")
        for number, example in enumerate(examples):
            file = tmp_path / f"{number}.toml"
            file.write_text(example, encoding="utf-8")
            named = load_settings(file, {}).discord
            assert named.token or named.token_file


class TestDeletion:
    """The recipe for somebody who asks for their data, on a database as the bot makes it."""

    async def test_it_takes_the_words_and_leaves_the_notes(self, tmp_path: Path) -> None:
        database = tmp_path / "sidelight.sqlite3"
        await upgrade(str(database))
        fill(database)
        deleting, showing = fenced("docs/running.md", "sql")
        with closing(sqlite3.connect(database)) as connection:
            for statement in deleting.strip().split(";\n"):
                connection.execute(statement, {"person": PERSON})
            shown = connection.execute(showing, {"person": PERSON}).fetchall()
            connection.commit()
            assert self.left(connection, "SELECT subject, excerpt FROM flags") == [
                (PERSON, None),
                (OTHER, b"x"),
            ]
            assert self.left(connection, "SELECT reporter, words FROM reports") == [
                (PERSON, None),
                (OTHER, b"x"),
            ]
            assert self.left(connection, "SELECT member, topic FROM chats") == [(PERSON, None), (OTHER, b"x")]
            assert self.left(connection, "SELECT person FROM letters") == [(OTHER,)]
            assert self.left(connection, "SELECT person FROM people") == [(OTHER,)]
        assert shown == [(f"{NOW + FLAG_KEPT:%Y-%m-%d %H:%M:%S}", "ask_number")]

    def left(self, connection: sqlite3.Connection, query: str) -> list[tuple[object, ...]]:
        return connection.execute(f"{query} ORDER BY 1").fetchall()


def fill(database: Path) -> None:
    """Store something of everything about two people."""
    here = {"community": COMMUNITY}
    engine = create_engine(f"sqlite:///{database}")
    with engine.begin() as connection:
        connection.execute(insert(tables.communities).values(id=COMMUNITY, joined_at=NOW))
        for number, who in enumerate((PERSON, OTHER), 1):
            chat = {"number": number, "member": who, "state": "ended", "topic": b"x"}
            connection.execute(insert(tables.chats).values(here | chat | {"made_at": NOW, "ended_at": NOW}))
            flag = {"subject": who, "side": "listener", "place": 1, "message": number, "made_at": NOW}
            kind = {"category": "contact_request", "severity": 3, "rule": "ask_number", "source": "screening"}
            connection.execute(insert(tables.flags).values(here | flag | kind | {"excerpt": b"x"}))
            report = {"number": number, "reporter": who, "situation": "judged", "words": b"x", "made_at": NOW}
            connection.execute(insert(tables.reports).values(here | report))
            connection.execute(insert(tables.letters).values(here | {"person": who, "made_at": NOW}))
            connection.execute(insert(tables.people).values(here | {"person": who}))
    engine.dispose()


class TestTone:
    def test_the_readme_is_short(self) -> None:
        assert len(read("README.md").splitlines()) < 200

    @each_document
    def test_nothing_is_shouted(self, document: str) -> None:
        assert "!" not in INLINE.sub("", prose(document)).replace("![", "[")

    @each_document
    def test_no_folder_of_one_machine_is_named(self, document: str) -> None:
        assert FOREIGN_PATH.findall(read(document)) == []

    @each_document
    def test_nobody_is_labelled(self, document: str) -> None:
        assert re.findall(r"\b(?:predator|groomer|creep|abuser)\w*", read(document), re.IGNORECASE) == []
