"""Messages and threads on the loopback, with the plain library."""

import io
from datetime import timedelta

import discord
import pytest

from tests.loopback import LoopbackDiscord, MessageKind, NotPossibleError, Person, PlaceKind
from tests.loopback.listening import Listening, intents, running


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
