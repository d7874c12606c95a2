"""Edges of words: where a Latin word begins and ends among letters of all scripts.

A letter of any script directly beside a Latin word continues it: there is no "snap" in "snapд". Not so letters of
scripts that are written without spaces, and Hangul, whose particles follow a foreign word directly: beside those a
Latin word stands by itself. Texts are folded before, so letters that look Latin are Latin here.
"""

OTHERS = (
    r"\u00aa-\u0dff\u10a0-\u10ff\u1200-\u177f\u1800-\u194f\u1b80-\u1fff\u2100-\u218f\u2c00-\u2e7f\ua4d0-\ua95f\uaa00-\uaa5f"
    r"\uaae0-\uabff\ufb00-\ufdff\ufe70-\ufefe\U00010000-\U00011fff\U00012000-\U00016fdf\U0001bc00-\U0001cfff"
    r"\U0001df00-\U0001efff"
)
"""For a class of an expression: the letters of other scripts that continue a Latin word. Signs among them are folded
to spaces before. Left out are Thai, Lao, Tibetan, Burmese, Khmer, Tai, Balinese, Javanese, Yi, Han, kana, bopomofo
and Hangul."""
WORD = rf"a-z0-9_{OTHERS}"
"""For a class of an expression: everything that continues a word."""
BEFORE, AFTER = rf"(?<![{WORD}])", rf"(?![{WORD}])"
"""Where a word begins and ends."""
