"""A loopback Discord with the plain library beside it."""

from collections.abc import AsyncIterator

import discord
import pytest
import yarl

from tests.loopback import LoopbackDiscord, Person
from tests.loopback.listening import Listening, running


@pytest.fixture
async def server(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[LoopbackDiscord]:
    async with LoopbackDiscord() as server:
        monkeypatch.setattr(discord.http.Route, "BASE", server.api_address)
        gateway = yarl.URL(server.gateway_address)
        monkeypatch.setattr(discord.gateway.DiscordWebSocket, "DEFAULT_GATEWAY", gateway)
        yield server


@pytest.fixture
async def client(server: LoopbackDiscord) -> AsyncIterator[Listening]:
    client = Listening()
    async with running(server, client):
        yield client


@pytest.fixture
def robin(server: LoopbackDiscord) -> Person:
    return server.add_person("robin")
