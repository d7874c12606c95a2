"""The loopback Discord, shown with the plain library: logging in, and people."""

from datetime import timedelta

import aiohttp
import discord
import pytest

from tests.loopback import LoopbackDiscord, NotPossibleError, Person
from tests.loopback.listening import Listening, intents, running
from tests.loopback.paths import PERSON_ROLE


class TestLoggingIn:
    async def test_the_client_sees_the_community(self, server: LoopbackDiscord) -> None:
        helpers = server.add_role("helpers", discord.Permissions(manage_threads=True))
        lobby = server.add_channel("lobby")
        topic = server.start_thread(lobby, server.owner, "a topic")
        client = Listening()
        async with running(server, client):
            guild = client.guilds[0]
            assert guild.name == "Quiet Harbour"
            assert guild.get_role(helpers.id) is not None
            assert client.thread(topic).name == "a topic"
            assert guild.me.guild_permissions.pin_messages
            assert not guild.me.guild_permissions.administrator

    async def test_a_sharded_client_gets_ready_too(self, server: LoopbackDiscord) -> None:
        class Sharded(discord.AutoShardedClient):
            async def before_identify_hook(self, _shard_id: int | None, *, initial: bool = False) -> None:
                pass

        client = Sharded(intents=intents(), guild_ready_timeout=0.01)
        async with running(server, client):
            assert client.shard_count == 1
            assert client.guilds[0].get_channel(server.general.id) is not None

    async def test_the_switches_of_the_portal_and_the_communities_can_be_asked_for(
        self, server: LoopbackDiscord, client: Listening
    ) -> None:
        flags = (await client.application_info()).flags
        joined = [guild.name async for guild in client.fetch_guilds(with_counts=False)]
        assert (flags.gateway_message_content_limited, joined) == (True, ["Quiet Harbour"])

    async def test_a_wrong_token_is_refused(self, server: LoopbackDiscord) -> None:
        client = Listening()
        with pytest.raises(discord.LoginFailure):
            await client.start("another token")
        await client.close()

    async def test_an_intent_that_is_switched_off_is_refused(self, server: LoopbackDiscord) -> None:
        server.gateway.forbidden_intents = discord.Intents.message_content.flag
        with pytest.raises(discord.PrivilegedIntentsRequired):
            async with running(server, Listening()):
                pass

    async def test_members_come_in_a_chunk_with_the_members_intent(
        self, server: LoopbackDiscord, robin: Person
    ) -> None:
        client = Listening(intents(members=True))
        async with running(server, client):
            member = client.guilds[0].get_member(robin.id)
            assert member is not None
            assert member.name == "robin"

    async def test_a_refused_gateway_ends_the_library_and_a_new_client_gets_in(
        self, server: LoopbackDiscord
    ) -> None:
        server.gateway.refuse(times=1)
        with pytest.raises(AttributeError, match="sequence"):
            async with running(server, Listening()):
                pass
        assert server.gateway.refused == 1
        async with running(server, Listening()):
            assert server.gateway.connected

    async def test_nothing_listens_after_the_port_is_closed(self, server: LoopbackDiscord) -> None:
        await server.stop_listening()
        client = Listening()
        with pytest.raises(aiohttp.ClientConnectorError):
            await client.start(server.token)
        await client.close()
        await server.start_listening()
        async with running(server, Listening()):
            assert server.gateway.connected

    async def test_joining_a_community_is_heard(self, server: LoopbackDiscord) -> None:
        server.world.joined = False
        client = Listening()
        async with running(server, client):
            assert list(client.guilds) == []
            server.changes.bot_joins()
            await server.wait_until(lambda: client.joined == ["Quiet Harbour"])


class TestPeople:
    async def test_roles_and_timeouts_reach_the_person(
        self, server: LoopbackDiscord, client: Listening, robin: Person
    ) -> None:
        helpers = server.add_role("helpers")
        await server.wait_until(lambda: client.guilds[0].get_role(helpers.id))
        member = await client.guilds[0].fetch_member(robin.id)
        await member.add_roles(discord.Object(helpers.id), reason="case 4, by mo")
        await member.timeout(timedelta(hours=1))
        assert helpers.id in robin.roles
        assert server.plan.seen("PUT", PERSON_ROLE)[0].reason == "case 4, by mo"
        with pytest.raises(NotPossibleError):
            server.say(server.general, robin, "hello?")
        server.say(server.direct(robin), robin, "hello?")

    async def test_who_left_is_unknown(
        self, server: LoopbackDiscord, client: Listening, robin: Person
    ) -> None:
        server.changes.person_leaves(robin)
        with pytest.raises(discord.NotFound) as refused:
            await client.guilds[0].fetch_member(robin.id)
        assert refused.value.code == 10007
