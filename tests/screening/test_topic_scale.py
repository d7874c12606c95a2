"""Topic scales notice despair and poor listening in anybody's own words, and let ordinary talk go early."""

import shutil
from pathlib import Path

import pytest

from bot.screening import (
    Category,
    Finding,
    Message,
    PackError,
    Screener,
    Severity,
    Side,
    find_packs,
    load_screener,
)
from bot.screening.balance import Strictness
from bot.screening.clues import words_in
from bot.screening.fine_scales import FineWeights, pressed
from bot.screening.glance import Glances
from bot.screening.topic_scale import TopicScale, TopicWeights, read_topic_weights
from bot.screening.topics import CONDUCT, CRISIS, TOPICS, Topic
from tests.installed import installed_pack
from tools.labelled_lines import digest, examples, read_lines, topic_lines

PACKS, LINES = find_packs(), ("lines", "crisis", "conduct")
STEP = 0.5
FINE = FineWeights(
    -4.0, STEP, frozenset(("i", "the")), pressed({"dark": 40.0, "pie": -40.0}, STEP, 1 << 16), "lines"
)
PAIRS = {"dark": 900, "the dark": 900}


def scale(pairs_limit: float = 200) -> TopicScale:
    weights = TopicWeights(Glances({}, 0.0), PAIRS, pairs_limit, FINE)
    return TopicScale(CRISIS, weights, lambda chunk: words_in(chunk, {}), {})


def scale_of(screener: Screener, topic: Topic) -> TopicScale:
    (found,) = (one for one in screener._tiers.topics if one.topic is topic)
    return found


def crisis_in(screener: Screener, text: str) -> tuple[Finding, ...]:
    return tuple(one for one in screener.look(Message(text)) if one.category is Category.CRISIS)


def phrase(severity: Severity) -> Finding:
    return Finding(
        Category.CRISIS, severity, "crisis_heavy", 0.5, 0, 3, "the", "Somebody sounds without hope."
    )


@pytest.mark.parametrize(
    "text",
    [
        "been sorting my things into boxes with names on so nobody has to do it for me after",
        "i keep thinking everyone could finally breathe out once i'm not around",
        "dont save me a seat for christmas, i wont need one",
        "some nights i hope my heart just forgets",
    ],
)
def test_despair_in_words_that_no_phrase_has_is_noticed(screener: Screener, text: str) -> None:
    (found,) = crisis_in(screener, text)
    assert (found.rule, found.severity, found.matched) == (CRISIS.rule, Severity.NOTE, text)


@pytest.mark.parametrize(
    "text",
    [
        "been sorting my things into boxes with names on, moving day is saturday",
        "everyone could finally breathe out once the exam was over",
        "dont save me a seat at the cinema, my bus is late",
        "don't worry about it",
        "are you safe right now? have you had thoughts of ending your life?",
    ],
)
def test_the_same_words_for_a_plain_reason_are_left_alone(screener: Screener, text: str) -> None:
    assert crisis_in(screener, text) == ()


def test_a_long_text_is_searched_to_its_end(screener: Screener) -> None:
    about = "we talked about the garden and what to plant in spring. " * 60
    assert crisis_in(screener, f"{about}some nights i hope my heart just forgets.")
    assert crisis_in(screener, about) == ()


def test_one_sentence_among_others_is_enough() -> None:
    among = "the dark. the pie is in the oven"
    assert scale().odds("the pie is in the oven") < scale().odds(among) < scale().odds("the dark")


def test_a_community_that_wants_to_miss_less_is_told_of_a_smaller_hint(screener: Screener) -> None:
    message = Message("i keep looking at the pills")
    found = {strictness: screener.look(message, strictness=strictness) for strictness in Strictness}
    assert not found[Strictness.USUAL]
    assert [one.rule for one in found[Strictness.STRICT]] == [CRISIS.rule]
    assert screener.judge(message, strictness=Strictness.STRICT).findings == found[Strictness.STRICT]


def rules_for(screener: Screener, text: str, side: Side = Side.LISTENER) -> list[str]:
    found = screener.look(Message(text, side))
    return [one.rule for one in found if one.category is Category.CONDUCT]


@pytest.mark.parametrize(
    "text",
    [
        "you're making a mountain out of this",
        "sounds like you have some sort of personality disorder",
        "ugh tell me about it, my husband is even worse, last night he",
        "a true christian would forgive her",
        "had a lad on here yesterday, same school as you, cried over the same teacher",
        "in my professional opinion you should come off them, i've seen it a hundred times",
    ],
)
def test_poor_listening_in_words_that_no_phrase_has_is_noticed_of_listeners_only(
    screener: Screener, text: str
) -> None:
    assert CONDUCT.rule in rules_for(screener, text)
    assert rules_for(screener, text, Side.MEMBER) == []


@pytest.mark.parametrize(
    "text",
    [
        "it's nothing, take your time",
        "is that all that happened on the bus?",
        "you can get over it in your own time",
    ],
)
def test_a_phrase_that_is_kindly_meant_is_taken_back(screener: Screener, text: str) -> None:
    met = screener.try_text(text)
    assert any(one.act == "conduct, act" and not one.protected_by for one in met)
    assert rules_for(screener, text) == []


@pytest.mark.parametrize("topic", TOPICS)
def test_fewer_notices_never_mean_less_help(topic: Topic) -> None:
    assert topic.least_for(Strictness.RELAXED) == topic.least_for(Strictness.USUAL) == topic.least


def test_who_switched_it_off_hears_of_phrases_only(screener: Screener) -> None:
    message = Message("i keep thinking everyone could finally breathe out once i'm not around")
    off = frozenset((CRISIS.rule,))
    assert (
        screener.look(message, switched_off=off) == screener.judge(message, switched_off=off).findings == ()
    )


def test_a_phrase_is_not_said_twice(screener: Screener) -> None:
    (found,) = crisis_in(screener, "i want to kill myself, everyone could breathe out once i'm not around")
    assert found.rule != CRISIS.rule


@pytest.mark.parametrize(
    ("severity", "readings", "stays"),
    [
        (Severity.NOTE, ["the pie"], False),
        (Severity.CONCERN, ["the pie"], False),
        (Severity.URGENT, ["the pie"], True),
        (Severity.NOTE, ["the tree"], True),
        (Severity.NOTE, ["the dark. the pie and a pie, what a day for a pie"], True),
        (Severity.NOTE, ["the p1e pie", "the dark"], True),
    ],
)
def test_only_words_that_are_clearly_against_it_take_a_phrase_back(
    severity: Severity, readings: list[str], stays: bool
) -> None:
    assert scale().takes_back((phrase(severity),), readings) is not stays


@pytest.mark.parametrize("text", ["i  w a n t  t o  d i e", "i t'nod tnaw ot eb ereh eromyna"])
def test_what_is_hidden_does_not_speak_against_what_is_said(screener: Screener, text: str) -> None:
    assert scale_of(screener, CRISIS).most(screener.folded(text)) < CRISIS.against
    assert crisis_in(screener, text)


def test_a_listener_who_asks_after_somebodys_words_is_in_no_crisis(screener: Screener) -> None:
    asked = "you said you can't go on, do you mean you think about suicide? you can tell me"
    assert any(
        trial.act.startswith("crisis") and not trial.protected_by for trial in screener.try_text(asked)
    )
    assert crisis_in(screener, asked) == ()


@pytest.mark.parametrize(("pairs_limit", "near"), [(200, True), (5000, False)])
def test_a_text_is_let_go_by_its_pairs(pairs_limit: float, near: bool) -> None:
    assert scale(pairs_limit).is_near("the dark") is near
    assert (scale(pairs_limit).odds("the dark") > 0) is near


@pytest.mark.parametrize("topic", TOPICS)
def test_hardly_an_ordinary_line_is_weighed_finely(screener: Screener, topic: Topic) -> None:
    place, weights = TOPICS.index(topic), scale_of(screener, topic)
    lines = [screener.folded(line.text) for line in read_lines(PACKS / "en" / "lines")][::20]
    at_a_glance = [text for text in lines if screener._tiers.glance.at(text).topics >> place & 1]
    assert len(at_a_glance) < len(lines) / 2
    assert sum(map(weights.is_near, at_a_glance)) < len(lines) / 25


@pytest.mark.parametrize("topic", TOPICS)
def test_the_weights_were_learnt_from_the_lines_that_are_here(topic: Topic) -> None:
    folder, pack = PACKS / "en", installed_pack()
    lines = [*read_lines(folder / "lines"), *examples(pack.patterns)]
    made_from = digest(topic_lines(folder, lines, topic))
    assert read_topic_weights(folder / topic.file).fine.made_from == made_from, "run `make weights`"


@pytest.mark.parametrize("missing", [CRISIS.file, CRISIS.early_file])
def test_half_of_the_weights_are_none(tmp_path: Path, missing: str) -> None:
    shutil.copytree(PACKS / "en", tmp_path / "en", ignore=shutil.ignore_patterns(*LINES))
    (tmp_path / "en" / missing).write_text("nothing of use", encoding="utf-8")
    with pytest.raises(PackError, match=r"crisis.weights: not a file of weights.*make weights"):
        load_screener(tmp_path)


def test_without_weights_phrases_decide_alone(tmp_path: Path, packs_folder: Path) -> None:
    shutil.copytree(PACKS / "en", tmp_path / "en", ignore=shutil.ignore_patterns("*.weights", *LINES))
    screener = load_screener(tmp_path, cache=packs_folder)
    assert crisis_in(screener, "i want to kill myself")
    assert not crisis_in(screener, "i keep thinking everyone could finally breathe out once i'm not around")
