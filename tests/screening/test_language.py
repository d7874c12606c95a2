"""What is in another language is not read, and must not pass for safe."""

import pytest

from bot.screening import Screener


@pytest.mark.parametrize(
    "text",
    [
        "hoy me siento muy triste y no tengo con quien hablar",
        "je ne sais plus quoi faire et tout le monde dort",
        "сегодня мне очень плохо",
        "今日はとても疲れました",
    ],
)
def test_another_language_is_not_read(screener: Screener, text: str) -> None:
    assert not screener.can_read(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "ok",
        "gracias",
        "i dont know what to say to them any more",
        "My cousin Oluwaseun said it would get better, and it did",
        "ｃａｎ ｉ ｈａｖｅ ｙｏｕｒ ｎｕｍｂｅｒ",
        "💔💔💔",
    ],
)
def test_english_and_what_is_too_short_to_tell_count_as_read(screener: Screener, text: str) -> None:
    assert screener.can_read(text)
