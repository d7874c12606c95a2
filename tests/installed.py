"""The packs that Sidelight comes with, read once for all tests that have a case for each pattern."""

from functools import cache

from bot.screening import Pack, find_packs, load_pack


@cache
def installed_pack() -> Pack:
    """The English pack; it takes a second to read."""
    return load_pack(find_packs(), "en")
