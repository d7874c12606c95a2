"""Relay, the pure parts: names, destinations, pieces, pictures, and what is stopped."""

import random
import struct
import zlib
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.chats import (
    File,
    NotAPicture,
    Unclear,
    bare_picture,
    chat_meant,
    direct_place,
    draw_names,
    passed_files,
    person_at,
    pieces,
    reason_to_stop,
    relay_place,
    shown_account,
    without_accounts,
)
from bot.chats.relaying import LONGEST_PIECE, MOST_BYTES, MOST_FILES
from bot.screening import Category, Finding, Severity, Side

WORDS = st.lists(st.text("abcdef", min_size=1), min_size=2, max_size=8, unique=True)


@given(firsts=WORDS, seconds=WORDS, seed=st.integers())
def test_two_names_share_no_word(firsts: list[str], seconds: list[str], seed: int) -> None:
    member, listener = draw_names(firsts, seconds, random.Random(seed).randrange)
    for one, other in zip(member.split(), listener.split(), strict=True):
        assert one != other
    assert member.split()[0] in firsts
    assert listener.split()[1] in seconds


def test_a_name_from_an_earlier_chat_is_drawn_anew() -> None:
    picks = iter((0, 0, 0, 0, 1, 0, 0, 0))
    drawn = draw_names(["Calm", "Slow"], ["Fox", "Otter"], lambda most: next(picks), met={"Slow Otter"})
    assert drawn == ("Slow Fox", "Calm Otter")


def test_who_has_met_every_name_meets_one_again() -> None:
    assert draw_names(["Calm", "Slow"], ["Fox", "Otter"], lambda most: 0, {"Calm Fox"})[0] == "Calm Fox"


def test_names_need_words() -> None:
    with pytest.raises(ValueError, match="two words"):
        draw_names(["Calm"], ["Otter", "Fox"], lambda most: 0)


@pytest.mark.parametrize(
    ("open_chats", "replied_to", "meant"),
    [
        ((), None, Unclear.NO_CHAT),
        ((), 4, Unclear.NO_CHAT),
        ((4,), None, 4),
        ((4,), 4, 4),
        ((4,), 3, Unclear.NO_CHAT),
        ((4, 5), None, Unclear.SEVERAL),
        ((4, 5), 5, 5),
        ((4, 5), 6, Unclear.NO_CHAT),
    ],
)
def test_a_message_goes_to_the_one_chat_it_can_mean(
    open_chats: tuple[int, ...], replied_to: int | None, meant: int | Unclear
) -> None:
    assert chat_meant(open_chats, replied_to) == meant


@given(person=st.integers(1, (1 << 62) - 1), chat=st.integers(1, 1 << 40))
def test_places_that_are_no_channels_are_told_apart(person: int, chat: int) -> None:
    assert person_at(direct_place(person)) == person
    assert person_at(relay_place(chat)) is None
    assert person_at(person) is None
    assert relay_place(chat) >= -(1 << 63)


@given(st.text(max_size=200).map(lambda text: text * 40))
def test_pieces_fit_and_lose_no_words(text: str) -> None:
    cut = pieces(text)
    assert all(0 < len(piece) <= LONGEST_PIECE for piece in cut)
    assert "".join("".join(cut).split()) == "".join(text.split())


def test_pictures_alone_go_along_and_not_too_many_or_too_large() -> None:
    fit = [File(number, "image/jpeg", MOST_BYTES) for number in range(MOST_FILES + 2)]
    others = [File(90, "image/png", MOST_BYTES + 1), File(91, "image/gif", 5), File(92, "audio/ogg", 5)]
    assert passed_files([*others, *fit]) == tuple(range(MOST_FILES))


# -- what is stopped ---------------------------------------------------------------------------------------


def finding(
    category: Category, severity: Severity, score: float = 0.9, *, after_refusal: bool = False
) -> Finding:
    return Finding(category, severity, "rule", score, 0, 1, "x", "why", after_refusal=after_refusal)


STOPPED = [
    (finding(Category.CONTACT_REQUEST, Severity.CONCERN), Side.LISTENER, False, True),
    (finding(Category.CONTACT_REQUEST, Severity.NOTE), Side.MEMBER, False, False),
    (finding(Category.CONTACT_REQUEST, Severity.NOTE, after_refusal=True), Side.MEMBER, False, True),
    (finding(Category.OFFSITE_INVITE, Severity.CONCERN), Side.LISTENER, False, True),
    (finding(Category.OFFSITE_INVITE, Severity.CONCERN, 0.6), Side.LISTENER, False, False),
    (finding(Category.OFFSITE_INVITE, Severity.CONCERN, 0.6), Side.LISTENER, True, True),
    (finding(Category.CONTACT_SHARE, Severity.TIP, 0.7), Side.MEMBER, False, True),
    (finding(Category.CONTACT_SHARE, Severity.TIP, 0.5), Side.MEMBER, False, False),
    (finding(Category.PRETEXT, Severity.CONCERN), Side.LISTENER, False, False),
    (finding(Category.PRETEXT, Severity.CONCERN), Side.LISTENER, True, True),
    (finding(Category.CONTACT_REQUEST, Severity.NOTE), Side.MEMBER, True, False),
    (finding(Category.CRISIS, Severity.CONCERN, 1.0), Side.MEMBER, True, False),
    (finding(Category.ADVANCE, Severity.URGENT, 1.0), Side.LISTENER, True, False),
]


@pytest.mark.parametrize(("seen", "side", "strict", "stops"), STOPPED)
def test_severe_asks_and_sure_identifiers_are_stopped(
    seen: Finding, side: Side, strict: bool, stops: bool
) -> None:
    assert reason_to_stop((seen,), side, strict=strict) == (seen if stops else None)


def test_the_weightiest_reason_is_named() -> None:
    ask = finding(Category.CONTACT_REQUEST, Severity.CONCERN)
    share = finding(Category.CONTACT_SHARE, Severity.TIP, 0.99)
    assert reason_to_stop((share, ask), Side.LISTENER) == ask
    assert reason_to_stop((), Side.LISTENER) is None


@pytest.mark.parametrize(
    "text",
    [
        "<@123>",
        "it is <@!123456789012345678>, really",
        "https://Discord.com/users/1234",
        "discordapp.com/users/9",
    ],
)
def test_an_account_is_seen_and_covered(text: str) -> None:
    account = shown_account(text, Side.MEMBER)
    assert account is not None
    assert reason_to_stop((account,), Side.MEMBER) == account
    assert not any(letter.isdecimal() for letter in without_accounts(text))


@pytest.mark.parametrize("text", ["", "at 5 < 6 @ home", "<#123>", "<:calm:123>", "discord.com/guidelines"])
def test_what_shows_no_account_stays_as_it_is(text: str) -> None:
    assert shown_account(text, Side.LISTENER) is None
    assert without_accounts(text) == text


# -- pictures ----------------------------------------------------------------------------------------------

SECRET = b"51.7N 1.2W, taken by somebody"


def chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def segment(kind: int, content: bytes) -> bytes:
    return bytes((0xFF, kind)) + struct.pack(">H", len(content) + 2) + content


NEEDED_CHUNKS = [
    chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)),
    chunk(b"IDAT", zlib.compress(b"\x00\x01\x02\x03")),
    chunk(b"IEND", b""),
]
PNG_START = b"\x89PNG\r\n\x1a\n"
PNG = PNG_START + b"".join(NEEDED_CHUNKS)
SCAN = segment(0xDA, b"\x01\x01\x00\x00\x3f\x00") + b"\x12\xff\x00\x34\xff\xd0\x56"
NEEDED_SEGMENTS = [
    segment(0xDB, bytes(65)),
    segment(0xC0, b"\x08\x00\x01\x00\x01\x01\x01\x11\x00"),
    segment(0xC4, bytes(20)),
    SCAN,
    segment(0xC4, bytes(20)),
    SCAN,
]
JPEG = b"\xff\xd8" + b"".join(NEEDED_SEGMENTS) + b"\xff\xd9"


@pytest.mark.parametrize("kind", [b"tEXt", b"iTXt", b"zTXt", b"eXIf", b"tIME", b"iCCP", b"ruSt"])
@pytest.mark.parametrize("place", range(3))
def test_nothing_that_describes_a_png_goes_along(kind: bytes, place: int) -> None:
    chunks = [*NEEDED_CHUNKS]
    chunks.insert(place, chunk(kind, SECRET))
    assert bare_picture(PNG_START + b"".join(chunks) + SECRET) == (PNG, "png")


@pytest.mark.parametrize("kind", [*range(0xE0, 0xF0), 0xFE])
@pytest.mark.parametrize("place", range(6))
def test_nothing_that_describes_a_jpeg_goes_along(kind: int, place: int) -> None:
    segments = [*NEEDED_SEGMENTS]
    segments.insert(place, segment(kind, SECRET))
    filled = b"\xff\xd8" + b"\xff".join((b"", b"".join(segments))) + b"\xff\xd9" + SECRET
    assert bare_picture(filled) == (JPEG, "jpg")


def test_what_tells_how_colours_are_kept_goes_along() -> None:
    adobe = segment(0xEE, b"Adobe\x00\x64\x00\x00\x00\x00\x01")
    whole = b"\xff\xd8" + adobe + JPEG[2:]
    assert bare_picture(whole) == (whole, "jpg")


@pytest.mark.parametrize("content", [PNG, JPEG])
def test_a_torn_picture_does_not_go_along(content: bytes) -> None:
    for length in range(len(content)):
        with pytest.raises(NotAPicture):
            bare_picture(content[:length])


@given(st.binary(max_size=300), st.sampled_from([b"", PNG_START, b"\xff\xd8", PNG, JPEG]))
def test_any_file_is_bare_or_refused(content: bytes, start: bytes) -> None:
    try:
        bare, ending = bare_picture(start + content)
    except NotAPicture:
        return
    assert bare_picture(bare) == (bare, ending)


def test_what_is_kept_keeps_its_order() -> None:
    positions = [JPEG.find(part) for part in NEEDED_SEGMENTS[:3]]
    assert all(before < after for before, after in pairwise(positions))
