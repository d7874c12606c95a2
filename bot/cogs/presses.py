"""Presses, choices and sent forms: routed by their ids alone, so that all of them survive a restart."""

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from typing import Any

import aiohttp
import discord
from discord.ext import commands

from bot.cogs.answering import answer
from bot.cogs.people import as_person, as_stranger
from bot.cogs.rendering import read_custom_id
from bot.flows.stories import Stories
from bot.flows.surface import Answered, GivenFile, Press, TryLater

Data = Mapping[str, Any]


class Presses(commands.Cog):
    """Hands every press on something of ours to the stories, and gives back their answer."""

    def __init__(self, stories: Stories) -> None:
        self._stories = stories

    @commands.Cog.listener()
    async def on_interaction(self, interaction: discord.Interaction) -> None:
        """Answer somebody who pressed, chose, or sent a form."""
        press = read_press(interaction)
        if press is not None:
            await answer(self._stories, interaction, press)


def read_press(interaction: discord.Interaction) -> Press | None:
    """Make a press of an interaction with a component or form of ours; None for everything else."""
    if interaction.type not in (discord.InteractionType.component, discord.InteractionType.modal_submit):
        return None
    data: Data = interaction.data or {}
    meaning = read_custom_id(str(data.get("custom_id", "")))
    if meaning is None:
        return None
    action, argument = meaning
    return make_press(
        interaction,
        action,
        argument,
        values=tuple(str(value) for value in data.get("values", ())),
        fields=tuple(_answered(data.get("components", ()))),
        files=given_files(interaction),
    )


def make_press(
    interaction: discord.Interaction,
    action: str,
    argument: str = "",
    *,
    values: tuple[str, ...] = (),
    fields: tuple[Answered, ...] = (),
    files: tuple[GivenFile, ...] = (),
) -> Press:
    """Make a press of any interaction.

    A server that the bot is not in counts as no community, and what a person may do there counts for nothing.
    """
    guild, user = interaction.guild_id, interaction.user
    here = guild is not None and interaction.client.get_guild(guild) is not None
    return Press(
        community=guild if here else None,
        place=interaction.channel_id or 0,
        person=as_person(user, interaction.permissions) if here else as_stranger(user),
        action=action,
        argument=argument,
        message=interaction.message.id if interaction.message is not None else 0,
        values=values,
        fields=fields,
        locale=str(interaction.locale),
        files=files,
    )


def given_files(interaction: discord.Interaction) -> tuple[GivenFile, ...]:
    """The files that came with a form; they are read only when a story wants them."""
    data: Data = interaction.data or {}
    found = data.get("resolved", {}).get("attachments", {})
    read = partial(_read, interaction.client)
    return tuple(GivenFile(int(one["size"]), partial(read, str(one["url"]))) for one in found.values())


async def _read(client: discord.Client, address: str) -> bytes:
    try:
        return await client.http.get_from_cdn(address)
    except (discord.HTTPException, aiohttp.ClientError, TimeoutError) as error:
        raise TryLater from error


def _answered(components: Iterable[Data]) -> Iterator[Answered]:
    """Read a form's answers: inputs stand below labels, or in rows as older forms have them."""
    for component in components:
        inner = component.get("component")
        yield from _answered(component.get("components", () if inner is None else (inner,)))
        key = component.get("custom_id")
        if key:
            chosen = component.get("values")
            value = component.get("value") if chosen is None else ",".join(map(str, chosen))
            yield Answered(str(key), str(value or ""))
