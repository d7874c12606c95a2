"""Lines are read whole, however their bytes arrive."""

import io
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from bot.commands.json_lines import CHUNK, batches


class Pieces:
    """A source that hands out its bytes in these pieces, as a slow writer would."""

    def __init__(self, pieces: list[bytes]) -> None:
        self.pieces = [piece for piece in pieces if piece]

    def read1(self, size: int, /) -> bytes:
        assert size >= 1
        return self.pieces.pop(0) if self.pieces else b""


lines = st.lists(st.binary(max_size=8).map(lambda line: line.replace(b"\n", b"")), max_size=6)


@given(lines, st.lists(st.integers(0, 60), max_size=5), st.booleans())
def test_lines_survive_any_cut(wanted: list[bytes], cuts: list[int], ends: bool) -> None:
    text = b"\n".join(wanted) + (b"\n" if ends else b"")
    places = sorted({0, len(text), *(min(cut, len(text)) for cut in cuts)})
    pieces = [text[start:stop] for start, stop in pairwise(places)]
    read = [line for batch in batches(Pieces(pieces)) for line in batch]
    assert [line for line in read if line] == [line for line in wanted if line]
    assert read == text.removesuffix(b"\n").split(b"\n") if text else read == []


def test_what_is_complete_is_handed_out_at_once() -> None:
    source = Pieces([b"one\ntw", b"o\n", b"three"])
    assert [list(batch) for batch in batches(source)] == [[b"one"], [b"two"], [b"three"]]


def test_a_line_longer_than_a_chunk_stays_whole() -> None:
    line = b"x" * (3 * CHUNK)
    assert list(batches(io.BytesIO(line + b"\n" + line))) == [[line], [line]]
