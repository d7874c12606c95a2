"""What stands in the place of a person who had their data deleted: a number that only this deployment can make."""

from bot.store.keys import Keys

# As much of the keyed hash as a column of ids holds, and far more than could ever meet by chance.
_HASH_DIGITS = 15


def hashed_person(keys: Keys, person: int) -> int:
    """A number below zero for a person: always the same, and never an id of Discord's."""
    return -1 - int(keys.keyed_hash(f"person {person}")[:_HASH_DIGITS], 16)
