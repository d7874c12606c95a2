"""`sidelight doctor` says ok or what to do, line by line, and looks at Discord only over the network."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pytest
from aiohttp import web

from bot.commands.checkup import Advice, Line, examine
from bot.store.database import Database
from bot.store.keys import load_or_make_keys, make_key

Sidelight = Callable[..., CompletedProcess[str]]

# View Channels, Send Messages, Manage Messages, Embed Links, Read Message History, Manage Threads,
# Create Private Threads, Send Messages in Threads, Pin Messages: by Discord's numbers for them.
ALL_PERMISSIONS = sum(1 << bit for bit in (10, 11, 13, 14, 16, 34, 36, 38, 51))
KEY_FILE = Path("keys/sidelight.key")


async def open_once() -> None:
    """Make the database and its key, as the first start does."""
    database = await Database.open("data/sidelight.sqlite3", load_or_make_keys((), KEY_FILE))
    await database.close()


@asynccontextmanager
async def discord(
    flags: int = 0, guilds: tuple[dict[str, Any], ...] = (), status: int = 200
) -> AsyncIterator[str]:
    """A small server on this machine that answers the three questions of the doctor."""

    async def answer(request: web.Request) -> web.Response:
        if request.headers["Authorization"] != "Bot right":
            return web.json_response({"message": "401: Unauthorized"}, status=401)
        answers: dict[str, Any] = {
            "/users/@me": {"id": "1", "username": "lamp"},
            "/applications/@me": {"id": "1", "flags": flags},
            "/users/@me/guilds": list(guilds),
        }
        return web.json_response(answers[request.path], status=status)

    app = web.Application()
    app.router.add_get("/{path:.*}", answer)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    try:
        host, port = runner.addresses[0][:2]
        yield f"http://{host}:{port}"
    finally:
        await runner.cleanup()


def written(lines: list[Line]) -> list[str]:
    return [f"{line.advice.value} {line.topic}: {line.message}" for line in lines]


def about(topic: str, lines: list[Line]) -> list[tuple[Advice, str]]:
    return [(line.advice, line.message) for line in lines if line.topic == topic]


@pytest.fixture(autouse=True)
def _settings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SIDELIGHT__STORAGE__KEY_FILE", str(KEY_FILE))
    monkeypatch.setenv("SIDELIGHT__DISCORD__OWNER_CONTACT", "mail@example.org")
    monkeypatch.setenv("SIDELIGHT__DISCORD__TOKEN", "right")
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")


@pytest.fixture
def _small_packs(packs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.screening.find_packs", lambda: packs)


pytestmark = pytest.mark.usefixtures("_small_packs")


class TestCommand:
    def test_a_ready_bot_gets_ok_on_every_line(self, sidelight: Sidelight) -> None:
        asyncio.run(open_once())
        run = sidelight("doctor", "--offline")
        assert run.returncode == 0
        topics = [line.split(":")[0].split()[-1] for line in run.stdout.splitlines()]
        assert topics == ["configuration", "key", "database", "packs", "token"]

    def test_wrong_settings_are_all_named(
        self, sidelight: Sidelight, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("SIDELIGHT__WEB__PORT", "0")
        monkeypatch.setenv("SIDELIGHT__LOGGING__LEVEL", "loud")
        run = sidelight("doctor", "--offline")
        assert run.returncode == 1
        assert [line[:20] for line in run.stdout.splitlines()] == ["to do   configuratio"] * 2

    def test_no_token_is_something_to_do(self, sidelight: Sidelight, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.delenv("SIDELIGHT__DISCORD__TOKEN")
        run = sidelight("doctor")
        assert (run.returncode, "to do   token:" in run.stdout) == (1, True)

    def test_it_makes_nothing(self, sidelight: Sidelight, tmp_path: Path) -> None:
        sidelight("doctor", "--offline")
        assert not KEY_FILE.exists()
        assert not (tmp_path / "data").exists()


class TestStorage:
    def look(self, topic: str) -> list[tuple[Advice, str]]:
        return about(topic, asyncio.run(examine(None, ask=False)))

    def test_a_new_deployment_has_nothing_to_do(self) -> None:
        assert [advice for advice, _ in self.look("key")] == [Advice.OK]
        assert [advice for advice, _ in self.look("database")] == [Advice.OK]

    def test_a_key_that_others_can_read_must_be_closed(self) -> None:
        asyncio.run(open_once())
        KEY_FILE.chmod(0o644)
        ((advice, message),) = self.look("key")
        assert advice is Advice.TO_DO
        assert f"chmod 600 {KEY_FILE}" in message

    def test_a_key_beside_the_database_should_move(self, monkeypatch: pytest.MonkeyPatch) -> None:
        asyncio.run(open_once())
        monkeypatch.setenv("SIDELIGHT__STORAGE__DATABASE", "keys/sidelight.sqlite3")
        advice, message = (self.look("key"))[1]
        assert advice is Advice.ADVICE
        assert "Move it to another folder" in message

    def test_a_missing_key_must_be_put_back(self) -> None:
        asyncio.run(open_once())
        KEY_FILE.unlink()
        assert [advice for advice, _ in self.look("key")] == [Advice.TO_DO]
        assert [advice for advice, _ in self.look("database")] == [Advice.TO_DO]
        assert not KEY_FILE.exists()

    def test_a_wrong_key_is_found_out(self) -> None:
        asyncio.run(open_once())
        KEY_FILE.write_text(make_key(), encoding="utf-8")
        ((advice, message),) = self.look("database")
        assert (advice, "does not fit" in message) == (Advice.TO_DO, True)

    def test_keys_in_the_settings_are_enough(self, monkeypatch: pytest.MonkeyPatch) -> None:
        asyncio.run(open_once())
        monkeypatch.setenv("SIDELIGHT__STORAGE__KEYS", KEY_FILE.read_text(encoding="utf-8").strip())
        KEY_FILE.unlink()
        assert [advice for advice, _ in self.look("key")] == [Advice.OK]
        assert [advice for advice, _ in self.look("database")] == [Advice.OK]

    def test_a_file_that_is_no_database_is_found_out(self) -> None:
        Path("data").mkdir()
        Path("data/sidelight.sqlite3").write_text("no database" * 100, encoding="utf-8")
        ((advice, _),) = self.look("database")
        assert advice is Advice.TO_DO

    def test_a_faulty_pack_is_found_out(self, packs: Path) -> None:
        (packs / "en" / "broken.toml").write_text("[", encoding="utf-8")
        ((advice, message),) = self.look("packs")
        assert (advice, "broken.toml" in message) == (Advice.TO_DO, True)

    def test_a_missing_contact_is_advised(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.delenv("SIDELIGHT__DISCORD__OWNER_CONTACT")
        assert [advice for advice, _ in self.look("configuration")] == [Advice.OK, Advice.ADVICE]


class TestDiscord:
    async def ask(self, url: str) -> list[str]:
        lines = await examine(None, ask=True, discord_url=url)
        return written([line for line in lines if line.topic in ("token", "intents", "permissions")])

    async def test_everything_is_as_it_should_be(self) -> None:
        guild = {"id": "7", "name": "Harbour", "permissions": str(ALL_PERMISSIONS)}
        async with discord(flags=1 << 19, guilds=(guild,)) as url:
            assert await self.ask(url) == [
                "ok token: Discord knows this bot as lamp.",
                "ok intents: Message Content is on.",
                "ok intents: Server Members is not asked for.",
                "ok permissions: everything needed in Harbour.",
            ]

    async def test_a_refused_token_says_where_to_make_a_new_one(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("SIDELIGHT__DISCORD__TOKEN", "wrong")
        async with discord() as url:
            (line,) = await self.ask(url)
        assert line.startswith("to do token: Discord refused the token.")
        assert "wrong" not in line

    async def test_an_intent_must_be_on_in_both_places(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("SIDELIGHT__DISCORD__MEMBERS", "true")
        async with discord(flags=1 << 18) as url:
            lines = await self.ask(url)
        assert "ok intents: Message Content is on." in lines
        assert any(line.startswith("to do intents: switch on Server Members Intent") for line in lines)

    async def test_without_message_content_it_says_what_is_not_read(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("SIDELIGHT__DISCORD__MESSAGE_CONTENT", "false")
        async with discord() as url:
            lines = await self.ask(url)
        assert "advice intents: without Message Content, chats in threads and rooms are not read." in lines

    async def test_missing_permissions_have_the_names_people_see(self) -> None:
        few = {"id": "7", "name": "Harbour", "permissions": str(ALL_PERMISSIONS & ~(1 << 51) & ~(1 << 34))}
        boss = {"id": "8", "name": "Quay", "permissions": str(1 << 3)}
        async with discord(flags=1 << 19, guilds=(few, boss)) as url:
            lines = await self.ask(url)
        assert "to do permissions: in Harbour, allow the bot: Manage Threads, Pin Messages." in lines
        assert "advice permissions: in Quay, take Administrator from the bot: it needs much less." in lines

    async def test_a_bot_in_no_server_is_told_how_to_invite_it(self) -> None:
        async with discord(flags=1 << 19) as url:
            assert (await self.ask(url))[-1].startswith("advice permissions: the bot is in no server yet.")

    @pytest.mark.parametrize(
        ("status", "expected"), [(500, "could not be reached"), (429, "Try again in a few minutes")]
    )
    async def test_a_failing_discord_is_told_apart(self, status: int, expected: str) -> None:
        async with discord(status=status) as url:
            (line,) = await self.ask(url)
        assert line.startswith("to do token:")
        assert expected in line

    async def test_an_odd_answer_is_no_crash(self) -> None:
        async with discord(guilds=({"id": "seven"},)) as url:
            (line,) = await self.ask(url)
        assert "not expected" in line

    async def test_no_network_is_said(self) -> None:
        async with discord() as url:
            closed = url
        (line,) = await self.ask(closed)
        assert "Discord could not be reached" in line
