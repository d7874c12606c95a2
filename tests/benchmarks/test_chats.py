"""Opening chats is measured beside the bare calls, and the print says what was measured."""

from benchmarks.bare_calls import call_all
from benchmarks.chats import FLOOR, SLOWED, Waits, page
from benchmarks.machine import Machine
from tests.loopback import LoopbackDiscord


def test_middle_rounds_worst_waits_and_ratios_are_shown() -> None:
    bare, slowed = Waits(FLOOR), Waits(SLOWED)
    for bare_round, slowed_round in (([1.0, 2.0, 9.0], [20.0, 40.0]), ([4.0], [60.0]), ([3.0], [90.0])):
        bare.add(bare_round)
        slowed.add(slowed_round)
    text = page(Machine("A processor", 2, "CPython 3.11"), [bare, slowed])
    assert "3 rounds" in text
    assert f"| {FLOOR} | 3.00 | 4.00 | x 1.00 |" in text
    assert f"| {SLOWED} | 60.0 | 60.0 | x 20.0 |" in text


async def test_the_floor_makes_the_same_threads_with_one_message_each() -> None:
    async with LoopbackDiscord() as discord:
        lobby = discord.add_channel("lobby")
        waited = await call_all(discord.api_address, discord.token, str(lobby.id), 4, 2)
        threads = discord.private_threads()
        assert len(waited) == len(threads) == 4
        assert all(one > 0 for one in waited)
        assert [len(discord.by_bot(thread)) for thread in threads] == [1] * 4
