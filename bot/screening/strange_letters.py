"""Strange letters stand for plain ones in a word, so that people can read it and programs cannot."""

import regex

_ALPHABETS = r"\p{Cyrillic}\p{Greek}\p{Armenian}\p{Cherokee}\p{Lisu}\p{Coptic}\p{Canadian_Aboriginal}"
_FONTS = (
    r"\u1D00-\u1D6A\u0250-\u02B8\u2070-\u209C\u24B6-\u24E9\uFF21-\uFF3A\uFF41-\uFF5A"
    r"\U0001D400-\U0001D7FF\U0001F130-\U0001F189"
)
_UNSEEN = r"\u200B-\u200D\u2060-\u2064\u034F\u180E\uFEFF"
"""Without the soft hyphen, which programs put into long words."""
_STRANGE = regex.compile(
    rf"[a-z][{_ALPHABETS}]|[{_ALPHABETS}][a-z]|[{_FONTS}]|[a-z][{_UNSEEN}]+[a-z]", regex.IGNORECASE
)
_PLAIN = regex.compile("[A-Za-z]")
_FEW = 2
"""Words that are no sentence yet."""


def strange_words(text: str) -> list[str]:
    """The chunks of a text in which letters of other alphabets or fonts stand beside or for Latin ones.

    None where a whole sentence has no other letters: that is somebody's font, not a hidden word.
    """
    if text.isascii() or not _STRANGE.search(text):
        return []
    chunks = text.split()
    is_font = len(chunks) > _FEW and not _PLAIN.search(text)
    return [] if is_font else [chunk for chunk in chunks if _STRANGE.search(chunk)]
