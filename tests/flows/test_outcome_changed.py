"""A decision is taken back, by an answer or by the team: who reported hears so, once, and no details."""

from bot.casework.appealing import Outcome
from bot.guide import Action
from bot.guide.cards_report import outcome_changed_card, report_done_card
from bot.guide.values import Card
from bot.store.tables import letters
from tests.flows.appealed import answer, appeal, decided, three_asks
from tests.flows.breaking import like_this, name_rule, to_decide, uses_table
from tests.flows.world import DESK, FOURTH_MEMBER, LISTENER, MEMBER, MODERATOR, NAME, SECOND_MEMBER, World

WHY = {"reason": "It was another person after all."}


def changed(world: World, number: int = 1) -> Card:
    return outcome_changed_card(world.wording, number, NAME)


async def takes_back(world: World, decision: int) -> None:
    await world.press(MODERATOR, Action.DECISION_CORRECT_SEND, decision, place=DESK, fields=WHY)


async def test_the_team_takes_a_decision_back_and_who_reported_hears_of_it_once(world: World) -> None:
    await uses_table(world)
    chat = await world.open_chat(FOURTH_MEMBER)
    await world.report(chat, "asked_contact", "it felt odd")
    await world.end_chat(chat)
    case = await to_decide(world)
    await like_this(world, await name_rule(world, case, "D4"))
    acted = report_done_card(world.wording, 1, NAME, acted=True)
    assert world.private_cards(FOURTH_MEMBER)[-1] == acted
    assert changed(world) not in world.private_cards(FOURTH_MEMBER)
    for _ in range(2):
        await takes_back(world, 1)
    assert world.private_cards(FOURTH_MEMBER)[-1] == changed(world)
    assert world.private_cards(FOURTH_MEMBER).count(changed(world)) == 1
    for secret in (str(LISTENER), WHY["reason"], "number, an address"):
        assert secret not in changed(world).text


async def test_an_answer_takes_it_back_and_each_report_is_told_of(world: World) -> None:
    for member in (MEMBER, SECOND_MEMBER):
        chat = await world.open_chat(member)
        await world.report(chat, "judged", "it felt odd")
        await world.end_chat(chat)
    decision = await decided(world, case=(await world.cases())[-1])
    await appeal(world, decision)
    await answer(world, Outcome.REVERSED)
    for number, member in enumerate((MEMBER, SECOND_MEMBER), 1):
        assert world.private_cards(member)[-1] == changed(world, number)
        assert world.private_cards(member).count(changed(world, number)) == 1


async def test_while_another_decision_stands_people_did_act(world: World) -> None:
    await three_asks(world)
    chat = await world.open_chat()
    await world.report(chat, "asked_contact", "it felt odd")
    first = await decided(world, case=await world.only_case())
    second = await decided(world, case=await world.only_case(), rule="S2")
    await takes_back(world, first.id)
    assert changed(world) not in world.private_cards(MEMBER)
    await takes_back(world, second.id)
    assert world.private_cards(MEMBER).count(changed(world)) == 1


async def test_who_was_promised_no_answer_gets_none(world: World) -> None:
    chats = [await world.open_chat(member) for member in (MEMBER, SECOND_MEMBER)]
    await world.report(chats[0], "judged", "it felt odd")
    await world.press(SECOND_MEMBER, Action.UNEASY, chats[1].id, place=chats[1].place)
    decision = await decided(world, case=await world.only_case())
    await appeal(world, decision)
    await answer(world, Outcome.UPHELD)
    # The case is over, so a deletion leaves only that something was reported.
    await world.press(MEMBER, Action.DATA_DELETE_YES)
    before = len(await world.rows(letters))
    await takes_back(world, decision.id)
    assert [row["person"] for row in (await world.rows(letters))[before:]] == [LISTENER]


async def test_who_tells_more_meanwhile_hears_of_what_is_looked_at_now(world: World) -> None:
    chat = await world.open_chat()
    report = await world.report(chat, "judged", "it felt odd")
    decision = await decided(world, case=await world.only_case())
    await world.press(MEMBER, Action.SEND_ADDITION, report.id, fields={"words": "and there was more"})
    assert len(await world.cases()) == 2
    await takes_back(world, decision.id)
    assert changed(world) not in world.private_cards(MEMBER)
    await world.press(MODERATOR, Action.CASE_DEALT_YES, 2, place=DESK)
    assert world.private_cards(MEMBER)[-1] == report_done_card(world.wording, 1, NAME, acted=True)
