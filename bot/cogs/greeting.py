"""Greeting servers that Sidelight does not know yet, however it came to be in them."""

import discord

from bot.flows.stories import Stories


async def greet_if_new(stories: Stories, guild: discord.Guild) -> None:
    """Record a server and post one message there, unless it was greeted before and never left."""
    if guild.unavailable:
        return
    known = await stories.parts.community(guild.id)
    if known is None or known.left_at is not None:
        await stories.joined(guild.id, guild.name, _greeting_place(guild))


def _greeting_place(guild: discord.Guild) -> int | None:
    """Find where one message may stand: the system channel, else the first text channel to write in."""
    for channel in (guild.system_channel, *guild.text_channels):
        if channel is not None:
            held = channel.permissions_for(guild.me)
            if held.view_channel and held.send_messages:
                return channel.id
    return None
