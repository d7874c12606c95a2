"""The screener reads speech acts, survives any text, and points at the right words."""

from collections.abc import Callable
from itertools import islice
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.screening import (
    Category,
    Findings,
    Memory,
    Message,
    Screener,
    Severity,
    Side,
    Strictness,
    concern_score,
    find_packs,
    is_flagged,
    load_screener,
)
from bot.screening.balance import LEAST

Voice = Callable[[str], Findings]

ONE_PATTERN = """
[[pattern]]
id = "odd_hat"
category = "conduct"
severity = "note"
reason = "It talks about an odd hat."
phrases = ["(odd|strange) <2> hat"]
match = ["what an odd green hat"]
leave = ["a hat"]
"""


@pytest.fixture
def listener(screener: Screener) -> Voice:
    return lambda text: screener.look(Message(text, Side.LISTENER))


@pytest.fixture
def member(screener: Screener) -> Voice:
    return lambda text: screener.look(Message(text, Side.MEMBER))


@pytest.mark.parametrize(
    ("text", "hides"),
    [
        ("k33p an 3ye on the oven", True),
        ("my sp@ce b@r is broken", True),
        ("keep an eye on the oven", False),
        ("gr8, see u l8r on the 2nd", False),
        ("my mother-in-law's T-shirt, size 12", False),
        ("they moved 50 boxes in 3hrs", False),
        ("k\u0435ep an \u0435ye on the oven", True),
        ("ke\u200bep an eye on the oven", True),
        ("keep an \u24d4\u24e8\u24d4 on the oven", True),
        ("behalte den \u00d6fen im Auge, Zo\u00eb", False),
        ("a 5k\u03a9 resistor and 30\u00b5g of it", False),
        ("\u043c\u0430\u043c\u0430 sent me a card", False),
        ("an over\u00adcast day", False),
    ],
)
def test_figures_and_letters_that_stand_for_others_are_told_from_those_that_do_not(
    screener: Screener, text: str, hides: bool
) -> None:
    balance = screener.judge(Message(text)).balance
    assert balance is not None
    assert (balance.limit < LEAST[Strictness.USUAL]) is hides


@pytest.mark.parametrize(
    ("open_words", "hidden"),
    [
        ("some things are only for us", "s0me things are 0nly f0r us"),
        ("when are you alone", "wh3n are y0u al0ne"),
        ("where do you shop", "wh3re d0 y0u shop"),
    ],
)
def test_words_that_alone_say_too_little_are_noticed_when_they_are_hidden(
    listener: Voice, open_words: str, hidden: str
) -> None:
    assert not is_flagged(listener(open_words))
    assert is_flagged(listener(hidden))


_RELAXED = settings(
    deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150
)
_BAIT = st.sampled_from(
    [
        "ur insta?",
        "whats your number",
        "07911 123456",
        "t e l e",
        "tеlegram",
        "t.me/owl",
        "me@mail.example",
        "\ud800",
        "||",
        "%61",
    ]
)
ANY_TEXT = st.lists(st.one_of(st.text(st.characters(codec=None), max_size=30), _BAIT), max_size=6).map(
    " ".join
)


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("what's your number?", Category.CONTACT_REQUEST),
        ("could we swap emails before sunday", Category.CONTACT_REQUEST),
        ("ring me on 07911 123456", Category.CONTACT_SHARE),
        ("write to otter.friend@mail.example", Category.CONTACT_SHARE),
        ("otter dot friend at mail dot com", Category.CONTACT_SHARE),
        ("oh seven nine double one, one two three, four five six", Category.CONTACT_SHARE),
        ("zero seven, then double nine, then four hundred, and then one one two", Category.CONTACT_SHARE),
        ("join us at discord.gg/otterpond", Category.CONTACT_SHARE),
        ("let's carry on over on telegram", Category.OFFSITE_INVITE),
        ("shall we do a quick video call", Category.OFFSITE_INVITE),
        ("which town do you live in?", Category.PERSONAL_PROBE),
        ("send me a selfie", Category.PERSONAL_PROBE),
        ("don't tell the mods we talk", Category.SECRECY),
        ("i think i'm falling for you", Category.ADVANCE),
        ("what are you wearing right now", Category.ADVANCE),
        ("you should just leave him", Category.CONDUCT),
        ("i no longer want to live", Category.CRISIS),
    ],
)
def test_acts_are_noticed(listener: Voice, text: str, category: Category) -> None:
    assert category in {finding.category for finding in listener(text)}


@pytest.mark.parametrize(
    "text",
    [
        "my battery is nearly flat, back in an hour",
        "instagram makes me feel small",
        "a listener wanted my number and i froze",
        "please don't share your insta with anybody here",
        "i'm not giving you my snap",
        "no thank you, i'd rather stay on here",
        "my sister texts me every day on whatsapp",
        "listeners must never ask for your email",
        "the helpline is on 116 123, day and night",
        "if it hurts, samaritans answer on 116 123",
        "i was awake at 03:47 and again at 04:12",
        "i took 50 mg at 8 and 100 mg at 12",
        "my order 4471-2290-18 never came",
        "born 12/04/1987, moved in 2019",
        "rent is 1450 and wages are 1612",
        'she wrote "add me on telegram now please" and i left',
        "> what's your number then\nthat is what he sent",
        "could we change the subject for a bit",
        "are you somewhere safe right now",
        "who can i call about this bill",
    ],
)
def test_life_is_left_alone(listener: Voice, member: Voice, text: str) -> None:
    assert not is_flagged(listener(text))
    assert not is_flagged(member(text))


@pytest.mark.parametrize(
    "text",
    [
        "ｗｈａｔｓ ｙｏｕｒ ｎｕｍｂｅｒ",
        "pass me your n u m b e r",
        "what's your numbr",
        "what's your inst@",
        "whats your numbeeeer",
        "whаts yоur numbеr",
        "what's your **num**ber",
        "whats your ||number||",
        "rebmun ruoy s'tahw",
        "what%27s your number",
        "what's your n*mber",
        "what's your nu mb er",
        "w h a t s y o u r n u m b e r",
        "what's your margatsni",
        "what's\u200b your nu\u200bmber",
    ],
)
def test_disguises_do_not_hide_an_ask(listener: Voice, text: str) -> None:
    findings = listener(text)
    assert Category.CONTACT_REQUEST in {finding.category for finding in findings}


def test_a_refusal_that_ends_in_an_ask_is_an_ask(listener: Voice) -> None:
    assert is_flagged(listener("I'm not on snap but what's your insta?"))


def test_an_excuse_makes_the_ask_a_pretext(listener: Voice) -> None:
    findings = listener("my typing is so slow tonight, what's your number so we can talk")
    assert {"typing_difficulty"} <= {finding.excuse for finding in findings}
    assert {Category.PRETEXT, Category.CONTACT_REQUEST} <= {finding.category for finding in findings}


def test_an_excuse_alone_is_nothing(listener: Voice) -> None:
    assert listener("my typing is so slow tonight, bear with me") == ()


def test_a_member_weighs_one_less(listener: Voice, member: Voice) -> None:
    text = "let's move to telegram"
    assert listener(text)[0].severity is Severity.CONCERN
    assert member(text)[0].severity is Severity.NOTE


def test_a_member_sharing_is_a_tip(member: Voice) -> None:
    findings = member("you can ring me on 07911 123456")
    shares = [finding for finding in findings if finding.category is Category.CONTACT_SHARE]
    assert {finding.severity for finding in shares} == {Severity.TIP}


def test_crisis_and_conduct_never_flag(listener: Voice) -> None:
    for text in ("i want to die", "get over it, others have it worse"):
        findings = listener(text)
        assert findings
        assert not is_flagged(findings)
        assert concern_score(findings) == 0.0


@pytest.mark.parametrize(
    ("harmless", "ask"),
    [
        ("neither of us should ask for a phone number", "neither of us is sleeping so whats your number"),
        (
            "it's never a photo of your id, whoever asks",
            "we never have enough time here so give me your number",
        ),
        ("can you see my avatar on here?", "my insta is on my profile on here"),
        ("is there a neighbour you could call?", "let me be the friend you can call on whatsapp tonight"),
        ("my phone is at 5% so i may go quiet", "my insta is jo_99 and my phone is at 5%"),
        (
            "the helpline is free and you wouldn't even have to give your real name",
            "you won't need to wait if you add me on snap",
        ),
        (
            "i got a weird message from somebody saying hey beautiful send a pic",
            "i got a text from my bank saying hello, anyway can you send a pic of you",
        ),
    ],
)
def test_what_makes_one_line_harmless_does_not_shelter_an_ask(
    screener: Screener, harmless: str, ask: str
) -> None:
    assert not is_flagged(screener.look(Message(harmless, Side.LISTENER)))
    assert is_flagged(screener.look(Message(ask, Side.LISTENER)))


@pytest.mark.parametrize(
    "text", ["what's your number?", "if a person wanted to find you after your shift, how would they?"]
)
def test_a_pattern_can_be_switched_off_and_so_can_words_that_no_pattern_has(
    screener: Screener, text: str
) -> None:
    message = Message(text, Side.LISTENER)
    rules = frozenset(finding.rule for finding in screener.look(message))
    assert rules
    assert screener.look(message, switched_off=rules) == ()


def test_the_most_severe_comes_first(listener: Voice) -> None:
    severities = [finding.severity for finding in listener("hey gorgeous, what's your number? check my bio")]
    assert severities == sorted(severities, reverse=True)


def test_an_ask_far_inside_a_long_text_is_found(listener: Voice) -> None:
    text = "we had soup and then more soup. " * 80 + "anyway, what's your number? " + "it rained again. " * 80
    (finding, *_) = listener(text)
    assert "your number" in finding.matched
    assert text[finding.start : finding.end] == finding.matched


def test_trying_a_text_says_what_protected(screener: Screener) -> None:
    trials = screener.try_text("i can't share my email, sorry")
    assert any(trial.protected_by for trial in trials) or not trials


def test_the_quick_look_finds_what_the_closer_one_finds(screener: Screener) -> None:
    for pattern in screener.patterns:
        for line in (*pattern.match, *pattern.leave):
            message = Message(line, pattern.side or Side.LISTENER)
            for strictness in Strictness:
                judged = screener.judge(message, strictness=strictness)
                assert screener.look(message, strictness=strictness) == judged.findings, line


def test_the_quick_look_remembers_what_the_closer_one_remembers(screener: Screener) -> None:
    quick, closer = Memory(), Memory()
    lines = [line for pattern in screener.patterns for line in (*pattern.match[:1], *pattern.leave[:2])]
    for number, line in enumerate(lines):
        side = Side.LISTENER if number % 2 else Side.MEMBER
        message = Message(line, side, str(number))
        assert screener.look(message, quick) == screener.judge(message, closer).findings, line
        assert quick == closer


def test_the_compiled_form_is_kept_and_used_again(tmp_path: Path) -> None:
    cache, packs = tmp_path / "cache", tmp_path / "packs"
    (packs / "en").mkdir(parents=True)
    (packs / "en" / "hats.toml").write_text(ONE_PATTERN, encoding="utf-8")
    first = load_screener(packs, cache=cache)
    kept = list(cache.iterdir())
    assert kept
    again = load_screener(packs, cache=cache)
    message = Message("what an odd green hat")
    assert first.look(message)
    assert again.look(message) == first.look(message)
    assert list(cache.iterdir()) == kept


def test_a_broken_cache_is_compiled_anew(tmp_path: Path) -> None:
    cache, packs = tmp_path / "cache", tmp_path / "packs"
    (packs / "en").mkdir(parents=True)
    (packs / "en" / "hats.toml").write_text(ONE_PATTERN, encoding="utf-8")
    load_screener(packs, cache=cache)
    for path in cache.iterdir():
        path.write_bytes(b"not a database")
    assert load_screener(packs, cache=cache).look(Message("what an odd green hat"))


@_RELAXED
@given(ANY_TEXT, st.sampled_from(Side))
def test_no_text_raises_and_places_are_right(screener: Screener, text: str, side: Side) -> None:
    for finding in screener.look(Message(text, side, key="1"), Memory()):
        assert text[finding.start : finding.end] == finding.matched
        assert 0 < finding.score < 1
        assert finding.reason


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\ud800" * 50,
        "a" * 4000,
        "a " * 2000,
        "\u0301" * 4000,
        "7" * 4000,
        "( " * 2000,
        "." * 4000,
        "'" * 3000,
        "u " * 1500 + "?",
    ],
)
def test_strange_texts_are_survived(screener: Screener, text: str) -> None:
    assert isinstance(screener.look(Message(text, Side.LISTENER)), tuple)


@pytest.mark.parametrize(
    "text", ["\U0001f47b" * 1000, "a\U0001f47b" * 500, "ur snap " * 120, "'\U0001f47b'" * 60]
)
def test_the_same_words_over_and_over_are_weighed_only_so_often(screener: Screener, text: str) -> None:
    assert len(screener.try_text(text)) < 400
    for finding in screener.look(Message(text, Side.LISTENER)):
        assert finding.matched == text[finding.start : finding.end]


def test_warmed_up_no_message_waits_for_a_phrase_to_be_compiled(packs_folder: Path) -> None:
    screener = load_screener(find_packs(), cache=packs_folder)
    first = list(islice(screener.warm_up(), 20))
    assert all(phrase.is_ready for phrase in first)
    assert not all(phrase.is_ready for phrase in screener.pack.phrases)
    assert next(screener.warm_up()) not in first
