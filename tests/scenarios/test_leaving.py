"""A community leaves Sidelight through /setup, on the loopback Discord: exported, deleted, gone."""

from pathlib import Path

from sqlalchemy import select

from bot.store.tables import communities, flags
from tests.loopback import Interaction, LoopbackDiscord
from tests.scenarios.harbour import build, set_up


def shown(interaction: Interaction, label: str) -> str:
    """The custom id of a button in the answer that only this person sees."""
    buttons = [
        part
        for reply in interaction.replies
        for row in reply.components
        for part in row["components"]
        if part.get("label") == label
    ]
    return str(buttons[-1]["custom_id"])


async def test_leaving_exports_deletes_and_goes(tmp_path: Path, packs_cache: Path) -> None:
    async with LoopbackDiscord() as discord:
        harbour = build(discord, tmp_path, packs_cache)
        await set_up(harbour, 1, flagged=1)
        async with harbour.bot() as bot:
            await discord.ready()
            setup = await discord.answer(discord.command("setup", {}, discord.owner))
            asked = await discord.answer(
                discord.press(setup.replies[-1], shown(setup, "Leave Sidelight"), discord.owner)
            )
            discord.press(asked.replies[-1], shown(asked, "Yes, leave and delete"), discord.owner)
            await discord.wait_until(lambda: not discord.world.joined)
            assert await bot.stop() == 0
        # The question was replaced by the goodbye, in which only the owner sees what is left behind.
        (goodbye,) = asked.replies
        assert str(harbour.threads[0].id) in goodbye.content
        (export,) = goodbye.attachments
        assert export["filename"].endswith(".json")
        async with harbour.database() as database, database.reading() as connection:
            assert (await connection.execute(select(communities.c.id))).all() == []
            assert (await connection.execute(select(flags.c.id))).all() == []
