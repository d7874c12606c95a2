"""Locks and memories of places: bounded, forgotten in the right order, and whole after a lost connection."""

import asyncio

from bot.flows.places import MOST_MEMORIES, MOST_TEXTS, Places, Remembered


def test_the_place_used_longest_ago_is_forgotten_first() -> None:
    places = Places()
    for place in range(MOST_MEMORIES):
        places.begin(place, 0)
    assert places.find(0, 0) is not None
    places.begin(MOST_MEMORIES, 0)
    assert places.find(0, 0) is not None
    assert places.find(1, 0) is None


def test_a_text_is_known_until_it_changes_or_is_long_gone() -> None:
    remembered = Remembered()
    assert not remembered.is_known(1, "a")
    remembered.note(1, "a")
    assert remembered.is_known(1, "a")
    assert not remembered.is_known(1, "b")
    for message in range(2, MOST_TEXTS + 2):
        remembered.note(message, "c")
    assert not remembered.is_known(1, "a")


def test_a_place_is_forgotten_with_everybody_in_it() -> None:
    places = Places()
    for author in (0, 5):
        places.begin(1, author)
        places.begin(2, author)
    places.forget_place(1)
    assert places.find(1, 0) is None
    assert places.find(1, 5) is None
    assert places.find(2, 5) is not None


def test_a_deleted_message_may_come_again() -> None:
    places = Places()
    remembered = places.begin(1, 0)
    remembered.note(7, "a")
    places.forget_message(1, 7)
    assert not remembered.is_known(7, "a")


def test_at_first_every_place_is_behind_then_those_that_have_a_gap() -> None:
    places = Places()
    assert places.is_behind(1)
    places.fall_behind([1, 2])
    places.caught_up(1)
    assert [places.is_behind(place) for place in (1, 2, 3)] == [False, True, False]
    places.fall_behind(None)
    assert places.is_behind(3)


async def test_one_lock_for_each_place() -> None:
    places = Places()
    lock = places.lock(1)
    assert places.lock(1) is lock
    assert places.lock(2) is not lock
    async with lock:
        assert isinstance(lock, asyncio.Lock)
        assert places.lock(1).locked()
