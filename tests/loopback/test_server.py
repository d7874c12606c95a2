"""The loopback Discord, shown with the plain library: what it answers, what it keeps, how it breaks."""

import asyncio
import contextlib
import io
from collections.abc import AsyncIterator, Callable, Sequence
from datetime import timedelta
from typing import Any, Self, cast

import aiohttp
import discord
import pytest
import yarl
from discord import app_commands, ui

from tests.loopback import LoopbackDiscord, MessageKind, NotPossibleError, Person, Place, PlaceKind
from tests.loopback.paths import MESSAGES, PERSON_ROLE, PLACE


def intents(*, message_content: bool = True, members: bool = False) -> discord.Intents:
    wanted = discord.Intents.default()
    wanted.message_content, wanted.members = message_content, members
    return wanted


class Listening(discord.Client):
    """A client that writes down what it hears, without the library's waits."""

    def __init__(self, wanted: discord.Intents | None = None) -> None:
        super().__init__(intents=wanted or intents(), guild_ready_timeout=0.01, max_messages=None)
        self.tree = app_commands.CommandTree(self)
        self.heard: list[str] = []
        self.resumed = 0
        self.joined: list[str] = []

    async def before_identify_hook(self, _shard_id: int | None, *, initial: bool = False) -> None:
        pass

    async def on_message(self, message: discord.Message) -> None:
        if self.user is not None and message.author.id != self.user.id:
            self.heard.append(message.content)

    async def on_resumed(self) -> None:
        self.resumed += 1

    async def on_guild_join(self, guild: discord.Guild) -> None:
        self.joined.append(guild.name)

    def channel(self, place: Place) -> discord.TextChannel:
        return cast("discord.TextChannel", self.get_channel(place.id))

    def thread(self, place: Place) -> discord.Thread:
        return cast("discord.Thread", self.get_channel(place.id))


@pytest.fixture
async def server(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[LoopbackDiscord]:
    async with LoopbackDiscord() as server:
        monkeypatch.setattr(discord.http.Route, "BASE", server.api_address)
        gateway = yarl.URL(server.gateway_address)
        monkeypatch.setattr(discord.gateway.DiscordWebSocket, "DEFAULT_GATEWAY", gateway)
        yield server


@contextlib.asynccontextmanager
async def running(server: LoopbackDiscord, client: discord.Client) -> AsyncIterator[None]:
    """The client from login to ready, and closed at the end."""
    task = asyncio.create_task(client.start(server.token))
    try:
        await server.wait_until(lambda: client.is_ready() or task.done(), what="ready")
        if task.done():
            task.result()
        yield
    finally:
        await client.close()
        await asyncio.gather(task, return_exceptions=True)


@pytest.fixture
async def client(server: LoopbackDiscord) -> AsyncIterator[Listening]:
    client = Listening()
    async with running(server, client):
        yield client


@pytest.fixture
def robin(server: LoopbackDiscord) -> Person:
    return server.add_person("robin")


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


class TestMessages:
    async def test_a_message_is_heard_and_answered(
        self, server: LoopbackDiscord, client: Listening, robin: Person
    ) -> None:
        said = server.say(server.general, robin, "hello there")
        await server.wait_until(lambda: client.heard == ["hello there"])
        partial = client.channel(server.general).get_partial_message(said.id)
        await partial.reply("hello robin")
        answer = server.by_bot(server.general)[0]
        assert (answer.content, answer.kind, answer.reply_to) == ("hello robin", MessageKind.REPLY, said.id)

    async def test_words_are_blank_without_message_content_but_not_in_a_direct_channel(
        self, server: LoopbackDiscord, robin: Person
    ) -> None:
        client = Listening(intents(message_content=False))
        async with running(server, client):
            server.say(server.general, robin, "in the open")
            server.say(server.direct(robin), robin, "to the bot")
            await server.wait_until(lambda: client.heard == ["", "to the bot"])

    async def test_edits_and_deletions_are_kept_to_look_at(
        self, server: LoopbackDiscord, client: Listening
    ) -> None:
        sent = await client.channel(server.general).send("first")
        await sent.edit(content="second")
        kept = server.by_bot(server.general)[0]
        await sent.delete()
        assert (kept.versions, kept.content, kept.deleted) == (["first"], "second", True)
        assert server.messages(server.general) == []

    async def test_history_is_read_in_both_directions(
        self, server: LoopbackDiscord, client: Listening, robin: Person
    ) -> None:
        early = server.world.clock() - timedelta(hours=1)
        server.say(server.general, robin, "now")
        said = server.say(server.general, robin, "an hour ago", at=early)
        for number in range(5):
            server.say(server.general, robin, f"later {number}")
        channel = client.channel(server.general)
        after = [m.content async for m in channel.history(after=discord.Object(said.id), limit=3)]
        before = [m.content async for m in channel.history(limit=2)]
        all_of_it = [m.content async for m in channel.history(limit=None, oldest_first=True)]
        assert after == ["now", "later 0", "later 1"]
        assert before == ["later 4", "later 3"]
        assert all_of_it[0] == "an hour ago"
        assert len(all_of_it) == 7

    async def test_impossible_messages_are_refused(self, server: LoopbackDiscord, client: Listening) -> None:
        channel = client.channel(server.general)
        with pytest.raises(discord.HTTPException, match="50006"):
            await channel.send("")
        with pytest.raises(discord.HTTPException, match="50035"):
            await channel.send("a" * 2001)

    async def test_a_file_is_kept_by_its_name(self, server: LoopbackDiscord, client: Listening) -> None:
        file = discord.File(io.BytesIO(b"12345"), filename="notes.txt")
        await client.channel(server.general).send("see here", file=file)
        kept = server.by_bot(server.general)[0]
        assert (kept.content, kept.attachments[0]["filename"], kept.attachments[0]["size"]) == (
            "see here",
            "notes.txt",
            5,
        )

    async def test_closed_direct_messages_are_refused(
        self, server: LoopbackDiscord, client: Listening, robin: Person
    ) -> None:
        user = await client.fetch_user(robin.id)
        await user.send("good morning")
        robin.dms_open = False
        with pytest.raises(discord.Forbidden) as refused:
            await user.send("good evening")
        assert refused.value.code == 50007
        assert [message.content for message in server.inbox(robin)] == ["good morning"]

    async def test_a_webhook_writes_under_a_pseudonym(
        self, server: LoopbackDiscord, client: Listening
    ) -> None:
        webhook = await client.channel(server.general).create_webhook(name="relay")
        await webhook.send("hello", username="Blue Heron", wait=True)
        await server.wait_until(lambda: client.heard == ["hello"])
        assert server.by_bot(server.general)[0].webhook_name == "Blue Heron"


class TestThreads:
    async def test_a_private_thread_from_opening_to_locking(
        self, server: LoopbackDiscord, client: Listening, robin: Person
    ) -> None:
        stranger = server.add_person("kit")
        thread = await client.channel(server.general).create_thread(name="chat 1", invitable=False)
        place = server.private_threads()[0]
        await thread.add_user(discord.Object(robin.id))
        panel = await thread.send("panel")
        await panel.pin()
        assert not place.invitable
        assert [message.id async for message in thread.pins()] == [panel.id]
        assert server.can_write(place, robin)
        with pytest.raises(NotPossibleError):
            server.say(place, stranger, "may I?")
        await thread.remove_user(discord.Object(robin.id))
        await thread.edit(archived=True, locked=True)
        assert place.archived
        assert not server.can_see(place, robin)
        kinds = [message.kind for message in server.world.history(place.id)]
        assert kinds == [
            MessageKind.PERSON_ADDED,
            MessageKind.ORDINARY,
            MessageKind.PINNED,
            MessageKind.PERSON_REMOVED,
        ]
        assert [message.content for message in server.messages(place)] == ["panel"]

    async def test_an_archived_thread_refuses_edits_until_it_is_opened(
        self, server: LoopbackDiscord, client: Listening
    ) -> None:
        thread = await client.channel(server.general).create_thread(name="chat 2")
        panel = await thread.send("panel")
        await thread.edit(archived=True)
        with pytest.raises(discord.HTTPException) as refused:
            await panel.edit(content="closed")
        assert refused.value.code == 50083
        await thread.edit(archived=False)
        await panel.edit(content="closed")
        assert server.by_bot(server.private_threads()[0])[0].content == "closed"

    async def test_a_locked_thread_is_open_to_moderators_only(
        self, server: LoopbackDiscord, client: Listening, robin: Person
    ) -> None:
        moderator = server.add_person("mo", permissions=discord.Permissions(manage_threads=True))
        topic = server.start_thread(server.general, robin, "a topic", "first words")
        await server.wait_until(lambda: client.heard == ["first words"])
        await client.thread(topic).edit(locked=True)
        assert not server.can_write(topic, robin)
        assert server.can_write(topic, moderator)

    async def test_a_post_in_a_forum_is_heard(
        self, server: LoopbackDiscord, client: Listening, robin: Person
    ) -> None:
        forum = server.add_channel("questions", PlaceKind.FORUM)
        server.start_thread(forum, robin, "a question", "how does this work?")
        await server.wait_until(lambda: client.heard == ["how does this work?"])


class Panel(ui.View):
    """A permanent view: one button that answers, one that opens a form."""

    def __init__(self) -> None:
        super().__init__(timeout=None)

    @ui.button(label="What's okay here?", custom_id="okay")
    async def okay(self, interaction: discord.Interaction, _button: ui.Button[Self]) -> None:
        bits = interaction.permissions.manage_threads
        await interaction.response.send_message(f"only you: {bits}", ephemeral=True)

    @ui.button(label="Report", custom_id="report")
    async def report(self, interaction: discord.Interaction, _button: ui.Button[Self]) -> None:
        await interaction.response.send_modal(Report(custom_id=f"report:{interaction.user.id}"))

    @ui.select(cls=ui.UserSelect, custom_id="who", max_values=2)
    async def who(self, interaction: discord.Interaction, select: ui.UserSelect[Self]) -> None:
        names = ", ".join(sorted(user.name for user in select.values))
        await interaction.response.edit_message(content=f"chosen: {names}", view=None)


class Report(ui.Modal, title="Report"):
    """A form in the newer layout: a text field and a select, each under a label."""

    words: ui.Label[Self] = ui.Label(
        text="Words", component=ui.TextInput(custom_id="words", max_length=20, required=False)
    )
    kind: ui.Label[Self] = ui.Label(
        text="Kind",
        component=ui.Select(
            custom_id="kind",
            options=[
                discord.SelectOption(label="Rude", value="rude"),
                discord.SelectOption(label="Else", value="else"),
            ],
        ),
    )

    async def on_submit(self, interaction: discord.Interaction) -> None:
        words = cast("ui.TextInput[Self]", self.words.component).value
        kind = cast("ui.Select[Self]", self.kind.component).values
        await interaction.response.send_message(f"{kind[0]}: {words}", ephemeral=True)


class Numbered(ui.DynamicItem[ui.Button[ui.View]], template=r"case:(?P<number>\d+):ack"):
    """A button whose state lies in its id."""

    def __init__(self, number: int) -> None:
        super().__init__(ui.Button(label="I'm on it", custom_id=f"case:{number}:ack"))
        self.number = number

    @classmethod
    async def from_custom_id(cls, _interaction: object, _item: object, match: Any) -> Self:  # noqa: ANN401
        return cls(int(match["number"]))

    async def callback(self, interaction: discord.Interaction) -> None:
        await interaction.response.defer(ephemeral=True)
        await interaction.followup.send(f"case {self.number} is yours", ephemeral=True)


class TestPressing:
    async def test_a_permanent_button_answers_after_a_restart(
        self, server: LoopbackDiscord, robin: Person
    ) -> None:
        async with running(server, first := Listening()):
            await first.channel(server.general).send("panel", view=Panel())
        panel = server.by_bot(server.general)[0]
        second = Listening()
        second.add_view(Panel())
        async with running(server, second):
            pressed = await server.answer(server.press(panel, "okay", robin))
            moderator = server.add_person("mo", permissions=discord.Permissions(manage_threads=True))
            by_label = await server.answer(server.press_label(panel, "What's okay here?", moderator))
        assert pressed.texts == ["only you: False"]
        assert by_label.texts == ["only you: True"]
        assert pressed.only_visible_to_person
        assert server.messages(server.general) == [panel]

    async def test_a_form_is_opened_filled_in_and_answered(
        self, server: LoopbackDiscord, client: Listening, robin: Person
    ) -> None:
        client.add_view(Panel())
        await client.channel(server.general).send("panel", view=Panel())
        opened = await server.answer(server.press(server.by_bot(server.general)[0], "report", robin))
        with pytest.raises(NotPossibleError):
            server.submit(opened, {"words": "no kind was chosen"})
        with pytest.raises(NotPossibleError):
            server.submit(opened, {"kind": ["unknown"]})
        sent = server.submit(f"report:{robin.id}", {"words": "they were rude", "kind": ["rude"]}, robin)
        await server.answer(sent)
        assert sent.texts == ["rude: they were rude"]

    async def test_a_select_of_people_edits_the_message_it_is_on(
        self, server: LoopbackDiscord, client: Listening, robin: Person
    ) -> None:
        await client.channel(server.general).send("panel", view=Panel())
        message = server.by_bot(server.general)[0]
        await server.answer(server.choose(message, "who", [robin, server.owner], robin))
        assert message.content == "chosen: Owner, robin"
        with pytest.raises(NotPossibleError, match="no 'who' here"):
            server.choose(message, "who", [robin], robin)

    async def test_state_in_the_id_of_a_button_and_a_deferred_answer(
        self, server: LoopbackDiscord, client: Listening, robin: Person
    ) -> None:
        client.add_dynamic_items(Numbered)
        await client.channel(server.general).send("case", view=ui.View().add_item(Numbered(42)))
        pressed = server.press(server.by_bot(server.general)[0], "case:42:ack", robin)
        assert await server.words(pressed) == "case 42 is yours"
        assert pressed.only_visible_to_person

    async def test_the_newer_layout_is_read_and_pressed(
        self, server: LoopbackDiscord, client: Listening, robin: Person
    ) -> None:
        async def thank(interaction: discord.Interaction) -> None:
            await interaction.response.send_message("thank you")

        button: ui.Button[ui.LayoutView] = ui.Button(label="Thanks", custom_id="thanks")
        button.callback = thank  # type: ignore[method-assign]
        section: ui.Section[ui.LayoutView] = ui.Section("Be kind.", accessory=button)
        await client.channel(server.general).send(view=ui.LayoutView().add_item(ui.Container(section)))
        pressed = await server.answer(server.press(server.by_bot(server.general)[0], "thanks", robin))
        assert pressed.texts == ["thank you"]
        assert not pressed.only_visible_to_person
        assert server.by_bot(server.general)[-1].content == "thank you"

    async def test_a_late_answer_and_a_second_answer_are_refused(
        self, server: LoopbackDiscord, client: Listening, robin: Person
    ) -> None:
        codes: list[int] = []

        async def answer(interaction: discord.Interaction) -> None:
            for _ in range(2):
                try:
                    await interaction.response.send_message("here")
                except discord.HTTPException as refused:
                    codes.append(refused.code)
                interaction.response._response_type = None

        view = ui.View(timeout=None)
        button: ui.Button[ui.View] = ui.Button(label="Go", custom_id="go")
        button.callback = answer  # type: ignore[method-assign]
        await client.channel(server.general).send("panel", view=view.add_item(button))
        server.press(server.by_bot(server.general)[0], "go", robin)
        await server.wait_until(lambda: codes == [40060])
        server.press(server.by_bot(server.general)[0], "go", robin).expired = True
        await server.wait_until(lambda: codes == [40060, 10062, 10062])

    async def test_people_press_only_what_they_see(
        self, server: LoopbackDiscord, client: Listening, robin: Person
    ) -> None:
        client.add_view(Panel())
        greyed: ui.Button[ui.View] = ui.Button(label="Gone", custom_id="gone", disabled=True)
        await client.channel(server.general).send("panel", view=Panel().add_item(greyed))
        panel = server.by_bot(server.general)[0]
        with pytest.raises(NotPossibleError, match="greyed out"):
            server.press(panel, "gone", robin)
        pressed = await server.answer(server.press(panel, "okay", robin))
        with pytest.raises(NotPossibleError):
            server.press(pressed.replies[0], "okay", server.owner)


class TestCommands:
    async def test_slash_commands_with_options_subcommands_and_autocomplete(
        self, server: LoopbackDiscord, robin: Person
    ) -> None:
        client = Listening()
        cases = app_commands.Group(
            name="case", description="Cases", default_permissions=discord.Permissions(manage_guild=True)
        )

        @cases.command(name="view", description="Show a case")
        async def view(
            interaction: discord.Interaction, number: int, about: discord.Member | None = None
        ) -> None:
            await interaction.response.send_message(f"case {number} about {about}", ephemeral=True)

        @view.autocomplete("number")
        async def numbers(_interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[int]]:
            return [app_commands.Choice(name=f"case {typed}", value=int(typed))]

        client.tree.add_command(cases)
        async with running(server, client):
            await client.tree.sync()
            offered = server.autocomplete("case view", "number", "4", server.owner)
            await server.answer(offered)
            shown = server.command("case view", {"number": 4, "about": robin}, server.owner)
            await server.answer(shown)
            with pytest.raises(NotPossibleError, match="not offered"):
                server.command("case view", {"number": 4}, robin)
        assert offered.choices == [{"name": "case 4", "value": 4}]
        assert shown.texts == ["case 4 about robin"]

    async def test_a_message_command_brings_the_words_without_the_intent(
        self, server: LoopbackDiscord, robin: Person
    ) -> None:
        client = Listening(intents(message_content=False))

        @client.tree.context_menu(name="Report message")
        @app_commands.allowed_installs(users=True)
        @app_commands.allowed_contexts(guilds=True, private_channels=True)
        async def report(interaction: discord.Interaction, message: discord.Message) -> None:
            words = f"{interaction.context.private_channel}: {message.content}"
            await interaction.response.send_message(words, ephemeral=True)

        async with running(server, client):
            await client.tree.sync()
            open_words = server.say(server.general, robin, "call me")
            private_words = server.say(server.direct(robin, server.owner), robin, "call me at home")
            first = await server.answer(server.message_command("Report message", open_words, server.owner))
            second = await server.answer(
                server.message_command("Report message", private_words, server.owner)
            )
        assert first.texts == ["False: call me"]
        assert second.texts == ["True: call me at home"]
        assert client.heard == [""]


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


class TestFaults:
    async def test_a_503_is_raised_once_and_then_it_works(
        self, server: LoopbackDiscord, client: Listening
    ) -> None:
        server.fail("POST", MESSAGES, 503)
        channel = client.channel(server.general)
        with pytest.raises(discord.DiscordServerError):
            await channel.send("hello")
        await channel.send("hello")
        assert len(server.by_bot(server.general)) == 1
        assert [seen.status for seen in server.plan.seen("POST", MESSAGES)] == [503, 200]

    async def test_a_rate_limit_is_waited_out_by_the_library(
        self, server: LoopbackDiscord, client: Listening
    ) -> None:
        server.slow_down("POST", MESSAGES, retry_after=0.01, times=2)
        await client.channel(server.general).send("hello")
        assert [seen.status for seen in server.plan.seen("POST", MESSAGES)] == [429, 429, 200]

    async def test_a_share_of_the_requests_is_limited(
        self, server: LoopbackDiscord, client: Listening
    ) -> None:
        server.slow_down("POST", MESSAGES, retry_after=0.01, times=2, every=3)
        for _ in range(5):
            await client.channel(server.general).send("hello")
        assert [seen.status for seen in server.plan.seen("POST", MESSAGES)] == [
            200,
            200,
            429,
            200,
            200,
            429,
            200,
        ]

    async def test_a_limit_for_all_calls_holds_up_the_others_too(
        self, server: LoopbackDiscord, client: Listening
    ) -> None:
        limited = server.slow_down("POST", MESSAGES, retry_after=1.0, everywhere=True)
        speaking = asyncio.create_task(client.channel(server.general).send("hello"))
        await limited.reached.wait()
        await server.quiet(0.1)
        looking = asyncio.create_task(client.fetch_channel(server.general.id))
        await server.quiet(0.1)
        assert server.plan.seen("GET", PLACE) == []
        await asyncio.gather(speaking, looking)
        assert len(server.plan.seen("GET", PLACE)) == 1

    @pytest.mark.parametrize(("remembered_seconds", "messages"), [(300, 1), (0, 2)])
    async def test_a_lost_answer_is_repaired_by_the_nonce(
        self, server: LoopbackDiscord, client: Listening, remembered_seconds: float, messages: int
    ) -> None:
        server.world.nonce_seconds = remembered_seconds
        server.drop("POST", MESSAGES)
        channel = client.channel(server.general)
        with pytest.raises(aiohttp.ClientError):
            await channel.send("hello", nonce="act-7")
        await channel.send("hello", nonce="act-7")
        assert len(server.by_bot(server.general)) == messages
        assert [seen.status for seen in server.plan.seen("POST", MESSAGES)] == [None, 200]

    async def test_a_hanging_request_says_when_it_is_reached(
        self, server: LoopbackDiscord, client: Listening
    ) -> None:
        before = server.hang("POST", MESSAGES, after_work=False)
        after = server.hang("POST", MESSAGES)
        for fault, messages in ((before, 0), (after, 1)):
            sending = asyncio.create_task(client.channel(server.general).send("hello"))
            await fault.reached.wait()
            assert len(server.by_bot(server.general)) == messages
            fault.release.set()
            with pytest.raises(aiohttp.ClientError):
                await sending

    async def test_a_json_code_is_passed_on(self, server: LoopbackDiscord, client: Listening) -> None:
        server.fail("POST", MESSAGES, 403, 50001, after_work=True)
        with pytest.raises(discord.Forbidden) as refused:
            await client.channel(server.general).send("hello")
        assert refused.value.code == 50001
        assert len(server.by_bot(server.general)) == 1

    async def test_an_unknown_route_is_reported_at_the_end(self, monkeypatch: pytest.MonkeyPatch) -> None:
        async def ask_for_the_moon() -> None:
            async with LoopbackDiscord() as server, aiohttp.ClientSession() as session:
                token = {"Authorization": f"Bot {server.token}"}
                await session.get(f"{server.api_address}/moon", headers=token)

        with pytest.raises(AssertionError, match="no such route: GET /api/v10/moon"):
            await ask_for_the_moon()

    async def test_waiting_in_vain_lists_the_last_requests(
        self, server: LoopbackDiscord, client: Listening
    ) -> None:
        await client.channel(server.general).send("hello")
        with pytest.raises(AssertionError, match=r"POST /channels/\d+/messages -> 200"):
            await server.wait_until(lambda: False, seconds=0.01)


Break = Callable[[LoopbackDiscord], Any]


async def _lose_quietly(server: LoopbackDiscord) -> None:
    await server.gateway.drop()


async def _lose_with_a_code(server: LoopbackDiscord) -> None:
    await server.gateway.drop(code=4000)


async def _be_asked(server: LoopbackDiscord) -> None:
    server.gateway.ask_to_reconnect()


BREAKS: Sequence[Break] = (_lose_quietly, _lose_with_a_code, _be_asked)


class TestReconnecting:
    @pytest.mark.parametrize("break_it", BREAKS)
    async def test_what_was_missed_is_replayed_on_a_resume(
        self, server: LoopbackDiscord, client: Listening, robin: Person, break_it: Break
    ) -> None:
        server.say(server.general, robin, "one")
        await server.wait_until(lambda: client.heard == ["one"])
        server.gateway.hold()
        await break_it(server)
        await server.wait_until(lambda: not server.gateway.connected)
        server.say(server.general, robin, "two")
        server.say(server.general, robin, "three")
        server.gateway.release()
        await server.wait_until(lambda: client.resumed)
        await server.wait_until(lambda: len(client.heard) == 3)
        assert client.heard == ["one", "two", "three"]
        assert (server.gateway.identifies, server.gateway.resumes) == (1, 1)

    async def test_what_was_missed_without_a_session_is_lost_but_in_the_history(
        self, server: LoopbackDiscord, client: Listening, robin: Person
    ) -> None:
        server.say(server.general, robin, "one")
        await server.wait_until(lambda: client.heard == ["one"])
        server.gateway.hold()
        server.gateway.forget_session()
        await server.gateway.drop()
        missed = server.say(server.general, robin, "two")
        server.gateway.release()
        await server.ready(times=2)
        server.say(server.general, robin, "three")
        await server.wait_until(lambda: client.heard == ["one", "three"])
        channel = client.channel(server.general)
        after = [m.content async for m in channel.history(after=discord.Object(missed.id - 1))]
        assert after == ["two", "three"]

    async def test_an_invalidated_session_is_identified_again(
        self, server: LoopbackDiscord, client: Listening
    ) -> None:
        server.gateway.invalidate()
        await server.ready(times=2)
        assert server.gateway.resumes == 0

    async def test_nothing_is_replayed_to_a_new_client(self, server: LoopbackDiscord, robin: Person) -> None:
        async with running(server, Listening()):
            pass
        await server.wait_until(lambda: not server.gateway.connected)
        server.say(server.general, robin, "is anybody there?")
        second = Listening()
        async with running(server, second):
            await server.quiet(0.05)
        assert second.heard == []
