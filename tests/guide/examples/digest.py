"""The daily digest."""

from dataclasses import replace

from bot.guide import Wording
from bot.guide.cards_digest import digest_card
from bot.guide.known_as import Unnamed
from bot.guide.views import NextStep
from bot.guide.views_digest import DigestNote, DigestView, DoneCase, FeltLine, NearLine, OpenCase, Unread
from bot.guide.views_patterns import PatternLine
from bot.guide.views_setup import SetupStep
from tests.guide.examples.shelf import LATER, LINK, NOW, OTHER, PERSON, Named

HOW = ("no_problem", "dealt_with", "decided")


def cards(wording: Wording) -> Named:
    quiet = DigestView(NOW, LATER)
    yield "moderator-digest-quiet", digest_card(wording, quiet)
    full = DigestView(
        NOW,
        LATER,
        contact_notes=(
            DigestNote(PERSON, 3, 2, LINK),
            DigestNote(OTHER, 1, 1),
            DigestNote(OTHER, 2, 2, LINK, 2),
            DigestNote(OTHER, 3, 3, LINK, 1),
        ),
        open_cases=(
            OpenCase(12, PERSON, NextStep.LOOK, 3, needs_you=True, link=LINK),
            OpenCase(13, OTHER, NextStep.WAIT, taken_by=PERSON, link=LINK),
            OpenCase(14, Unnamed.LISTENER, NextStep.DECIDE, 5, needs_you=True, late=True, taken_by=OTHER),
        ),
        reports=2,
        uneasy=1,
        overdue=1,
        unread=tuple(Unread(kind, 4) for kind in (*_unread_kinds(wording), "a poll of the future")),
        shadow=True,
        would_have_spoken=9,
        undelivered=1,
        missing=(SetupStep.LISTENER_ROLE, SetupStep.LOBBY),
        felt=(FeltLine(OTHER, 3, 7), FeltLine(Unnamed.LISTENER, 3, 3)),
        decided=tuple(DoneCase(number, how) for number, how in enumerate(HOW, 7)),
        near=(NearLine(PERSON, "contact_chats", 2, 3), NearLine(OTHER, "ended_chats", 4, 5)),
        doubtful=(PatternLine("battery", "pretext", "This is an excuse.", 1, 4, percent=20),),
        first_look_hours=26,
        suggestions=2,
        poor_listening=6,
    )
    yield "moderator-digest", digest_card(wording, full)
    rest = replace(
        quiet, unread=full.unread, missing=full.missing, shadow=True, would_have_spoken=9, poor_listening=6
    )
    yield "moderator-digest-rest", digest_card(wording, rest)
    single = replace(
        full,
        open_cases=(replace(full.open_cases[0], minutes=1),),
        reports=1,
        uneasy=2,
        overdue=2,
        would_have_spoken=1,
        undelivered=2,
    )
    single = replace(single, first_look_hours=1, suggestions=1, poor_listening=1)
    yield "moderator-digest-single", digest_card(wording, single)
    for many in (100, 1000):
        notes = tuple(DigestNote(PERSON, 3, 2, LINK) for _ in range(many))
        yield f"moderator-digest-many-{many}", digest_card(wording, replace(quiet, contact_notes=notes))
    for length in range(60):
        notes = (*(DigestNote(PERSON, 3, 2, LINK) for _ in range(19)), DigestNote("y" * length * 5, 1, 1))
        yield (
            f"moderator-digest-edge-{length}",
            digest_card(wording, replace(quiet, contact_notes=notes)),
        )


def _unread_kinds(wording: Wording) -> list[str]:
    group = "moderator.digest.unread."
    kinds = [key.removeprefix(group) for key in wording.strings if key.startswith(group)]
    return [kind for kind in kinds if kind != "other_kind"]
