"""Somebody reads the rules in Discord: by area, by word, in their own wording, and takes them along."""

import pytest

from bot.guide import Action, Card
from bot.guide.cards_rules import RulesPlace, RulesReader, rules_card
from bot.guide.cards_shared import too_late_card
from bot.guide.points_shown import points_table
from bot.guide.rules_text import rules_text
from bot.screening import Side
from bot.store import communities
from tests.flows.world import HOME, LISTENER, MEMBER, World, argument, has


async def points_by(world: World, table: str) -> None:
    """The community chooses a table of points."""
    async with world.database.writing() as connection:
        await communities.change(connection, HOME, points_table=table)
    world.stories.parts.forget_settings(HOME)


def text_of(card: Card | None) -> str:
    assert card is not None
    return card.text


async def test_each_side_reads_its_own_wording_first_and_can_turn_to_the_other(world: World) -> None:
    for person, side in ((MEMBER, Side.MEMBER), (LISTENER, Side.LISTENER)):
        answer = await world.press(person, Action.SHOW_RULES)
        assert answer.card == rules_card(world.wording, RulesPlace(side=side), RulesReader())
    area = await world.press(MEMBER, Action.READ_RULES, "member", values=("listening",))
    assert "A listener doesn't tell you what to do" in text_of(area.card)
    turned = await world.press(
        MEMBER, Action.RULES_FOR_LISTENERS, argument(area.card, Action.RULES_FOR_LISTENERS)
    )
    assert "Don't tell people what to do" in text_of(turned.card)
    assert turned.replace
    assert has(turned.card, Action.RULES_FOR_MEMBERS)


async def test_a_long_area_is_turned_part_by_part_and_begins_again(world: World) -> None:
    card = (await world.press(MEMBER, Action.READ_RULES, "member", values=("everywhere",))).card
    seen = []
    while text_of(card) not in seen:
        seen.append(text_of(card))
        card = (await world.press(MEMBER, Action.TURN_RULES, argument(card, Action.TURN_RULES))).card
    assert len(seen) > 1
    assert text_of(card) == seen[0]


@pytest.mark.parametrize("community", [HOME, None])
async def test_a_word_with_one_find_opens_that_rule(world: World, community: int | None) -> None:
    answer = await world.press(MEMBER, Action.SHOW_RULES, fields={"word": "diagnosys"}, community=community)
    assert text_of(answer.card).startswith("## No diagnosis")


async def test_a_search_by_form_offers_what_it_found_to_read(world: World) -> None:
    form = (await world.press(LISTENER, Action.SEARCH_RULES, "listener")).form
    assert form is not None
    found = await world.press(LISTENER, Action.FIND_RULE, form.argument, fields={"word": "gossip"})
    assert found.card is not None
    offered = {choice.value for choice in found.card.selects[0].choices}
    assert "conflict" in offered
    opened = await world.press(
        LISTENER, Action.OPEN_RULE, found.card.selects[0].argument, values=("conflict",)
    )
    assert "Listeners may report listeners" in text_of(opened.card)


async def test_a_word_that_is_in_no_rule_says_so_and_leads_on(world: World) -> None:
    answer = await world.press(MEMBER, Action.FIND_RULE, "member", fields={"word": "**xyzzy**"})
    assert "No rule about" in text_of(answer.card)
    assert "**xyzzy**" not in text_of(answer.card)
    assert has(answer.card, Action.SEARCH_RULES)


async def test_points_are_shown_where_the_community_chose_a_table_and_nowhere_else(world: World) -> None:
    gone = await world.press(MEMBER, Action.READ_RULES, "member", values=("points",))
    assert gone.card == too_late_card(world.wording)
    await points_by(world, "table-2020")
    card = (await world.press(MEMBER, Action.READ_RULES, "member", values=("points",))).card
    assert "2020 table, transcribed; may be out of date" in text_of(card)
    row = await world.press(MEMBER, Action.SHOW_RULES, fields={"word": "D8"})
    assert "Bringing people in is fine" in text_of(row.card) or has(row.card, Action.SEARCH_RULES)
    await points_by(world, "starter")
    card = (await world.press(MEMBER, Action.READ_RULES, "member", values=("contact",))).card
    assert "a talk the first time, then 2 points" in text_of(card)


async def test_a_table_says_only_what_it_really_has(world: World) -> None:
    mute = "earned in a listeners' room: no writing there"
    small = "What counts 0 points by itself"
    for table, has_both in (("table-2020", True), ("starter", False)):
        await points_by(world, table)
        shown = text_of((await world.press(MEMBER, Action.READ_RULES, "member", values=("points",))).card)
        saved = (await world.press(MEMBER, Action.SAVE_RULES)).export
        assert saved is not None
        for text in (shown, saved.text):
            assert (mute in text, small in text) == (has_both, has_both)


async def test_all_rules_go_along_as_a_file(world: World) -> None:
    await points_by(world, "starter")
    answer = await world.press(MEMBER, Action.SAVE_RULES)
    assert answer.export is not None
    assert answer.export.name == "rules.txt"
    table = points_table(world.wording.rules, "starter")
    assert answer.export.text == rules_text(world.wording, table)


@pytest.mark.parametrize(
    ("action", "carried", "values"),
    [
        (Action.TURN_RULES, "contact", ()),
        (Action.TURN_RULES, "contact/nobody/1", ()),
        (Action.TURN_RULES, "no-such-rule/member/1", ()),
        (Action.READ_RULES, "member", ("no-such-area",)),
        (Action.OPEN_RULE, "nobody", ("no-such-rule",)),
        (Action.READ_RULES, "member", ()),
    ],
)
async def test_an_old_button_to_what_is_gone_says_so(
    world: World, action: Action, carried: str, values: tuple[str, ...]
) -> None:
    answer = await world.press(MEMBER, action, carried, values=values)
    assert answer.card == too_late_card(world.wording)


async def test_the_page_in_the_guide_leads_to_the_same_rules(world: World) -> None:
    answer = await world.press(MEMBER, Action.SHOW_PAGE, values=("rules",))
    assert answer.card == rules_card(world.wording, RulesPlace(), RulesReader())
    assert answer.replace
