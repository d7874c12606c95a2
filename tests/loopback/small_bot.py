"""A bot of a few lines, to show the harness itself: it answers every message, after a restart again."""

from pathlib import Path

import discord


class Answering(discord.Client):
    """Answers each message with a nonce made of its id, so that a second answer is the first one again."""

    async def on_ready(self) -> None:
        for channel in self.guilds[0].text_channels:
            async for message in channel.history(oldest_first=True):
                await self.answer(message)

    async def on_message(self, message: discord.Message) -> None:
        await self.answer(message)

    async def answer(self, message: discord.Message) -> None:
        if not message.author.bot:
            await message.channel.send(f"heard: {message.content}", nonce=str(message.id))


def run(config: Path) -> int:
    """Runs it; `config` holds the token alone."""
    intents = discord.Intents.default()
    intents.message_content = True
    Answering(intents=intents).run(config.read_text(), log_handler=None)
    return 0
