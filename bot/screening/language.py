"""Language: whether a text is in one that the packs can read; what is not must never count as safe."""

import regex

# A text shorter than this tells too little, so it counts as read.
LEAST_WORDS = 6
LEAST_SHARE = 0.25
_WORDS = regex.compile(r"[\p{Latin}\p{M}'’]+")
_FOREIGN = regex.compile(r"[\p{L}--\p{Latin}--\p{Common}]", regex.V1)
_NATIVE = regex.compile(r"\p{Latin}")


def in_language(text: str, everyday: frozenset[str]) -> bool:
    """Say whether a text is written in the language whose everyday words these are.

    A text mostly in another script is not; nor is a longer one with hardly any of these words.
    """
    native = len(_NATIVE.findall(text))
    if len(_FOREIGN.findall(text)) > native:
        return False
    words = [word.lower().replace("'", "").replace("’", "") for word in _WORDS.findall(text)]
    if len(words) < LEAST_WORDS:
        return True
    return sum(word in everyday for word in words) >= LEAST_SHARE * len(words)
