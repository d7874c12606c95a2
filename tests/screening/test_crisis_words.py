"""Words of crisis bring up help for those who say them of themselves, and leave everyday talk alone."""

import pytest

from bot.screening import Category, Message, Screener, Side
from bot.screening.topics import CRISIS

PHRASES_ALONE = frozenset((CRISIS.rule,))


def brings_help(screener: Screener, text: str, switched_off: frozenset[str] = frozenset()) -> bool:
    findings = screener.look(Message(text, Side.MEMBER), switched_off=switched_off)
    return any(finding.category is Category.CRISIS for finding in findings)


@pytest.mark.parametrize(
    "text",
    [
        "been thinkin about killin myself all week",
        "i stood on the platform wanting to die",
        "already took them all",
        "my stepdad is hitting me rn",
        "he had me by the throat again last night",
        "i dont think i'll make it through the night",
        "wish i had never been born",
        "the blood won't stop",
        "i'm so tired of being alive",
        "there's no reason to carry on anymore",
        "i wan die, life no good again",
        "suicidal again tonight",
        # What is told in the same breath takes no help away:
        "i want to die because my mum hates me",
        "i'll kill myself if you tell anyone",
        "i'm going to kill myself tonight tell my sister i love her",
        "i've been thinking about killing myself since my friend died",
        "i cut myself with glass again",
        "i took all the pills and put my favourite song on",
        "i'm standing on the bridge watching the traffic",
        "he is hitting me again because i spoke to my friend",
        "i can't do this anymore, work is killing me and i have nobody",
        "i lost all hope when my phone broke and she left",
    ],
)
def test_who_says_it_of_themselves_is_helped_by_phrases_alone(screener: Screener, text: str) -> None:
    assert brings_help(screener, text, PHRASES_ALONE)
    assert brings_help(screener, text)


@pytest.mark.parametrize(
    "text",
    [
        "i've got a date on friday!",
        "can you take me to the station?",
        "i finished my kitchen today",
        "someone cut me off in traffic",
        "i took a lot of courses last year",
        "bye and thank you again",
        "i do not want to live there",
        "i just gave up smoking",
        "how long does it take me to get there",
        "she wants to die her hair green",
        "are you thinking of ending your life?",
        "rather die than eat that soup",
        "if he posts one more selfie i'll kill myself lol",
        "he kept hitting me up for money",
        "i was sitting on the edge of my seat",
    ],
)
def test_everyday_words_bring_up_no_card(screener: Screener, text: str) -> None:
    assert not brings_help(screener, text, PHRASES_ALONE)
    assert not brings_help(screener, text)
