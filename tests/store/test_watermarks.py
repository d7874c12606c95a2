"""Watermarks tell how far a place was read, and never go back."""

import pytest
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.watermarks import Watermark, advance, all_watermarks, watermark


@pytest.mark.parametrize(
    ("read", "answers"),
    [
        ((5, 6, 9), [True, True, True]),
        ((5, 5), [True, False]),
        ((9, 5, 8, 10), [True, False, False, True]),
    ],
)
async def test_a_place_is_read_as_far_as_its_furthest_message(
    connection: AsyncConnection, read: tuple[int, ...], answers: list[bool]
) -> None:
    assert [await advance(connection, 1, 10, message) for message in read] == answers
    assert await watermark(connection, 10) == max(read)


async def test_a_place_never_read_has_no_watermark(connection: AsyncConnection) -> None:
    assert await watermark(connection, 10) is None


async def test_discords_largest_ids_fit(connection: AsyncConnection) -> None:
    largest = 2**63 - 1
    await advance(connection, largest, largest, largest)
    assert await watermark(connection, largest) == largest


async def test_each_community_has_its_own(connection: AsyncConnection) -> None:
    for community, place, message in ((1, 12, 5), (2, 11, 6), (1, 10, 7)):
        await advance(connection, community, place, message)
    assert await all_watermarks(connection, 1) == (Watermark(10, 7), Watermark(12, 5))
