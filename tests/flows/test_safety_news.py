"""After an upgrade: what is new about safety is told once, to the team and to those who asked for it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.flows import safety_news, time_due
from bot.guide import Action, Page
from bot.guide.cards_my_record import my_data_card
from bot.guide.cards_news import DATA_PAGE, SHIFT_PAGE, NewsWish, news_off_card, news_on_card
from bot.guide.news import SafetyNews
from bot.guide.values import Card
from tests.flows.recording import PowerCut
from tests.flows.world import DESK, ELSEWHERE, HOME, LISTENER, MEMBER, OVERSIGHT, SECOND_MEMBER, World, has
from tests.flows.world import argument as argument_of

FRESH = SafetyNews(
    "a-fresh-thing", "9.0.0", date(2031, 5, 5), "A fresh thing", "It keeps you safer.", Page.PRIVACY
)
LATER = replace(FRESH, id="a-later-thing", title="A later thing", on=date(2031, 5, 6))


async def upgrade(world: World, *news: SafetyNews) -> None:
    """The program stops, and a version with this news starts on the same database."""
    await world.stories.stop()
    world.clock.move(timedelta(days=3))
    world.stories = world.new_stories()
    speaks(world, *news)
    await world.stories.start()
    await world.settle()


def speaks(world: World, *news: SafetyNews) -> None:
    """Let the program that runs now have this news beside what is shipped."""
    parts = world.stories.parts
    now = replace(world.wording, news=(*world.wording.news, *news))
    parts.read_wording = {"en": now}.__getitem__


def news_in(cards: list[Card]) -> list[Card]:
    return [card for card in cards if "A fresh thing" in card.text or "A later thing" in card.text]


async def test_who_asked_hears_it_once_and_the_team_hears_it_once(world: World) -> None:
    said = await world.press(MEMBER, Action.NEWS_ON)
    assert said.card == news_on_card(world.wording, by_message=True)
    await upgrade(world, FRESH)
    await upgrade(world, FRESH)
    (told,) = news_in(world.private_cards(MEMBER))
    assert told.text.startswith("*Sidelight, the bot of Harbour")
    assert has(told, Action.NEWS_OFF)
    assert told.selects[0].choices[0].value == Page.PRIVACY
    assert len(news_in(world.cards(DESK))) == 1
    assert world.private_cards(SECOND_MEMBER) == []


async def test_a_later_version_tells_only_what_is_new_in_it(world: World) -> None:
    await upgrade(world, FRESH)
    await upgrade(world, FRESH, LATER)
    first, second = news_in(world.cards(DESK))
    assert "A later thing" not in first.text
    assert "A fresh thing" not in second.text


@pytest.mark.parametrize("days", [-1, 0, 4])
async def test_what_was_there_before_the_community_came_or_is_not_yet_is_no_news(
    world: World, days: int
) -> None:
    await world.press(MEMBER, Action.NEWS_ON)
    await upgrade(world, replace(FRESH, on=world.now.date() + timedelta(days=days)))
    assert news_in([*world.cards(DESK), *world.private_cards(MEMBER)]) == []


@pytest.mark.parametrize("after", [True, False])
@pytest.mark.parametrize("kind", ["send_card", "send_privately"])
async def test_a_crash_while_telling_neither_loses_nor_repeats_it(
    world: World, kind: str, *, after: bool
) -> None:
    await world.press(MEMBER, Action.NEWS_ON)
    world.surface.lose_power(kind, after=after)
    with pytest.raises(PowerCut):
        await begin_and_deliver(world)
    await upgrade(world, FRESH)
    await world.pass_time(minutes=1)
    assert len(news_in(world.cards(DESK))) == 1
    assert len(news_in(world.private_cards(MEMBER))) == 1


async def begin_and_deliver(world: World) -> None:
    """A start in which nothing sleeps, so that the loss of power is met here."""
    await world.stories.stop()
    world.clock.move(timedelta(days=3))
    world.stories = world.new_stories()
    speaks(world, FRESH)
    async with world.stories.parts.work() as work:
        await safety_news.ask_at_start(work)
    await world.stories.sleeper.stop()
    await time_due.time_due(world.stories.parts)
    await world.stories.courier.settle()


async def test_who_said_no_to_private_messages_finds_it_under_my_messages(world: World) -> None:
    await world.agree(MEMBER, yes=False)
    said = await world.press(MEMBER, Action.NEWS_ON)
    assert said.card == news_on_card(world.wording, by_message=False)
    await upgrade(world, FRESH)
    assert world.private_cards(MEMBER) == []
    waiting = (await world.press(MEMBER, Action.MY_MESSAGES)).card
    assert waiting is not None
    assert "A fresh thing" in waiting.text


async def test_it_stops_when_somebody_says_so_also_from_the_message_itself(world: World) -> None:
    await world.press(MEMBER, Action.NEWS_ON)
    await upgrade(world, FRESH)
    message = world.surface.private[MEMBER][-1]
    stopped = await world.press(MEMBER, Action.NEWS_OFF, community=None, place=1, message=message.id)
    assert stopped.card == news_off_card(world.wording)
    await upgrade(world, FRESH, LATER)
    assert len(news_in(world.private_cards(MEMBER))) == 1


async def test_pressing_twice_changes_nothing_and_the_rules_offer_to_stop(world: World) -> None:
    for _ in range(2):
        await world.press(LISTENER, Action.NEWS_ON)
    assert has((await world.press(LISTENER, Action.SHOW_RULES)).card, Action.NEWS_OFF)
    await upgrade(world, FRESH)
    assert len(news_in(world.private_cards(LISTENER))) == 1


PAGES = [
    (MEMBER, Action.MY_DATA, DATA_PAGE),
    (LISTENER, Action.MY_DATA, DATA_PAGE),
    (LISTENER, Action.MY_SHIFT, SHIFT_PAGE),
]


@pytest.mark.parametrize(("person", "page", "argument"), PAGES)
async def test_it_begins_and_stops_where_people_keep_their_other_choices(
    world: World, person: int, page: Action, argument: str
) -> None:
    off = (await world.press(person, page)).card
    assert off is not None
    assert "**Safety news:** off." in off.text
    assert not has(off, Action.NEWS_OFF)
    assert argument_of(off, Action.NEWS_ON) == argument
    on = await world.press(person, Action.NEWS_ON, argument)
    assert on.card is not None
    assert on.replace
    assert "**Safety news:** on. I write you one private message" in on.card.text
    assert argument_of(on.card, Action.NEWS_OFF) == argument
    assert on.card == (await world.press(person, page)).card
    stopped = await world.press(person, Action.NEWS_OFF, argument)
    assert stopped.card == off
    await upgrade(world, FRESH)
    assert news_in(world.private_cards(person)) == []


async def test_in_private_it_is_about_the_community_that_the_page_is_about(world: World) -> None:
    await world.is_also_elsewhere(MEMBER)
    off = (await world.press(MEMBER, Action.MY_DATA, HOME, community=None)).card
    on = await world.press(MEMBER, Action.NEWS_ON, argument_of(off, Action.NEWS_ON), community=None)
    assert on.replace
    assert on.card == my_data_card(world.wording, NewsWish.BY_MESSAGE, str(HOME))
    assert (await world.press(MEMBER, Action.MY_DATA, HOME, community=None)).card == on.card
    other = (await world.press(MEMBER, Action.MY_DATA, ELSEWHERE, community=None)).card
    assert other == my_data_card(world.wording, home=str(ELSEWHERE))


async def test_the_page_says_how_it_comes_to_somebody_without_private_messages(world: World) -> None:
    await world.agree(MEMBER, yes=False)
    on = (await world.press(MEMBER, Action.NEWS_ON, DATA_PAGE)).card
    assert on == my_data_card(world.wording, NewsWish.WAITING)


async def test_on_an_old_shift_page_of_somebody_who_stopped_listening_it_still_works(world: World) -> None:
    world.surface.roles[LISTENER] = frozenset()
    stopped = await world.press(LISTENER, Action.NEWS_ON, SHIFT_PAGE)
    assert stopped.card == news_on_card(world.wording, by_message=True)
    await upgrade(world, FRESH)
    assert len(news_in(world.private_cards(LISTENER))) == 1


async def test_who_left_hears_nothing_more(world: World) -> None:
    await world.press(MEMBER, Action.NEWS_ON)
    await world.stories.person_gone(HOME, world.person(MEMBER))
    await upgrade(world, FRESH)
    assert world.private_cards(MEMBER) == []


async def test_oversight_hears_it_where_the_team_has_no_channel(bare_world: World) -> None:
    await bare_world.set_up(moderators_channel=None)
    await upgrade(bare_world, FRESH)
    assert len(news_in(bare_world.private_cards(OVERSIGHT))) == 1


async def test_a_community_that_removed_the_bot_is_not_told(world: World) -> None:
    await world.press(MEMBER, Action.NEWS_ON)
    await world.stories.left(HOME)
    world.clock.move(timedelta(days=1))
    await upgrade(world, FRESH)
    assert news_in([*world.cards(DESK), *world.private_cards(MEMBER)]) == []
