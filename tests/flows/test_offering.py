"""A request is offered to one listener after the other, and nobody who asks is forgotten."""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import insert

from bot import guide
from bot.chats import OFFER_LASTS, State
from bot.flows.surface import Press, Refused
from bot.guide import Action
from bot.store import listeners, people
from bot.store.acts import SendCard
from bot.store.tables import pauses
from tests.flows.recording import Message, Trouble
from tests.flows.world import (
    HELPERS,
    HOME,
    LISTENER,
    LOBBY,
    MEMBER,
    REQUESTS,
    SECOND_LISTENER,
    SECOND_MEMBER,
    THIRD_LISTENER,
    THIRD_MEMBER,
    World,
    argument,
    has,
)

ADULTS, TEENS = 81, 82
SECONDS = OFFER_LASTS.total_seconds()
EVERYBODY = (LISTENER, SECOND_LISTENER, THIRD_LISTENER)


async def on_shift(world: World, *who: int) -> None:
    """These listeners start their shifts, one a second."""
    for listener in who:
        answer = await world.press(listener, Action.GO_ON_SHIFT, place=REQUESTS)
        assert has(answer.card, Action.GO_OFF_SHIFT)
        world.clock.move(timedelta(seconds=1))


def cards(world: World) -> list[Message]:
    return world.messages_with(REQUESTS, Action.ACCEPT_REQUEST)


def asked_now(world: World) -> list[int | None]:
    """Who is called by each request's card that stands, None for a card to all."""
    return [one.act.mention_person for one in cards(world) if isinstance(one.act, SendCard)]


async def accept(world: World, listener: int, chat: int) -> guide.Card | None:
    return (await world.press(listener, Action.ACCEPT_REQUEST, chat, place=REQUESTS)).card


async def test_one_listener_is_asked_then_the_next_then_all(world: World) -> None:
    fourth = 54
    world.surface.roles[fourth] = frozenset({HELPERS})
    await world.agree(fourth, yes=True)
    await on_shift(world, *EVERYBODY, fourth)
    chat = await world.ask(MEMBER)
    for listener in EVERYBODY:
        assert asked_now(world) == [listener]
        await world.pass_time(seconds=SECONDS - 1)
        assert asked_now(world) == [listener]
        await world.pass_time(seconds=1)
    assert asked_now(world) == [None]
    assert not has(cards(world)[0].card, Action.NOT_THIS_ONE)
    await accept(world, fourth, chat.id)
    assert (await world.chat(chat.id)).listener == fourth
    assert cards(world) == []


async def test_only_the_one_who_is_asked_can_accept(world: World) -> None:
    await on_shift(world, *EVERYBODY)
    chat = await world.ask(MEMBER)
    assert await accept(world, SECOND_LISTENER, chat.id) == guide.not_your_turn_card(world.wording)
    await accept(world, LISTENER, chat.id)
    assert (await world.chat(chat.id)).listener == LISTENER


async def test_not_this_one_goes_on_at_once(world: World) -> None:
    await on_shift(world, *EVERYBODY)
    chat = await world.ask(MEMBER)
    answer = await world.press(LISTENER, Action.NOT_THIS_ONE, chat.id, place=REQUESTS)
    assert answer.card == guide.passed_card(world.wording)
    assert asked_now(world) == [SECOND_LISTENER]
    again = await world.press(LISTENER, Action.NOT_THIS_ONE, chat.id, place=REQUESTS)
    assert again.card == guide.not_your_turn_card(world.wording)
    await world.pass_time(seconds=SECONDS - 1)
    assert asked_now(world) == [SECOND_LISTENER]


async def test_who_waited_longest_since_the_last_offer_is_next(world: World) -> None:
    await on_shift(world, *EVERYBODY)
    first_asked = []
    for _ in range(6):
        chat = await world.ask(MEMBER)
        first_asked += asked_now(world)
        await world.press(MEMBER, Action.WITHDRAW_REQUEST, chat.id)
        world.clock.move(timedelta(seconds=5))
    assert first_asked == [*EVERYBODY, *EVERYBODY]


async def test_who_is_in_a_chat_is_not_asked_until_it_ends(world: World) -> None:
    await on_shift(world, LISTENER)
    first, second = await world.ask(MEMBER), await world.ask(SECOND_MEMBER)
    assert asked_now(world) == [LISTENER]
    await accept(world, LISTENER, first.id)
    assert cards(world) == []
    await world.press(MEMBER, Action.END_YES, first.id)
    assert asked_now(world) == [LISTENER]
    await accept(world, LISTENER, second.id)
    assert (await world.chat(second.id)).state is State.OPEN


async def test_a_listener_who_wants_two_chats_gets_two(world: World) -> None:
    await world.press(LISTENER, Action.CHOOSE_MOST, values=("2",))
    await on_shift(world, LISTENER)
    first, second = await world.ask(MEMBER), await world.ask(SECOND_MEMBER)
    await world.ask(THIRD_MEMBER)
    await accept(world, LISTENER, first.id)
    assert asked_now(world) == [LISTENER]
    await accept(world, LISTENER, second.id)
    assert asked_now(world) == []


async def test_when_all_are_busy_for_long_everybody_sees_it(world: World) -> None:
    await on_shift(world, LISTENER)
    first, second = await world.ask(MEMBER), await world.ask(SECOND_MEMBER)
    await accept(world, LISTENER, first.id)
    await world.pass_time(minutes=3)
    assert asked_now(world) == [None]
    await accept(world, SECOND_LISTENER, second.id)
    assert (await world.chat(second.id)).listener == SECOND_LISTENER


async def test_a_shift_that_ends_passes_the_offer_on(world: World) -> None:
    await on_shift(world, LISTENER, SECOND_LISTENER)
    await world.ask(MEMBER)
    answer = await world.press(LISTENER, Action.GO_OFF_SHIFT)
    assert has(answer.card, Action.GO_ON_SHIFT)
    assert asked_now(world) == [SECOND_LISTENER]
    await world.pass_time(seconds=SECONDS)
    assert asked_now(world) == [None]


async def test_who_has_a_pause_is_off_shift(world: World) -> None:
    await on_shift(world, LISTENER, SECOND_LISTENER)
    async with world.database.writing() as connection:
        row = {"community": HOME, "person": LISTENER, "since": world.now}
        await connection.execute(insert(pauses).values(**row, until=world.now + timedelta(days=1)))
    await world.ask(MEMBER)
    assert asked_now(world) == [SECOND_LISTENER]
    answer = await world.press(LISTENER, Action.GO_ON_SHIFT)
    assert answer.card == guide.paused_listener_card(world.wording)


async def test_only_listeners_have_a_shift(world: World) -> None:
    for action in (Action.MY_SHIFT, Action.GO_ON_SHIFT, Action.CHANGE_PAGE, Action.SAVE_PAGE):
        answer = await world.press(MEMBER, action)
        assert answer.card == guide.not_allowed_card(world.wording)


async def test_over_a_restart_the_turn_goes_on_and_nothing_is_doubled(world: World) -> None:
    await on_shift(world, *EVERYBODY)
    chat = await world.ask(MEMBER)
    await world.restart()
    assert asked_now(world) == [LISTENER]
    await world.stories.stop()
    world.clock.move(timedelta(minutes=10))
    await world.restart()
    assert asked_now(world) == [SECOND_LISTENER]
    await accept(world, SECOND_LISTENER, chat.id)
    assert (await world.chat(chat.id)).state is State.OPEN
    assert cards(world) == []


async def test_past_its_time_a_request_is_answered_kindly(world: World) -> None:
    chat = await world.ask(MEMBER)
    await world.pass_time(hours=3)
    assert cards(world) == []
    assert (await world.chat(chat.id)).state is State.WITHDRAWN
    (card,) = world.private_cards(MEMBER)
    assert card == guide.request_expired_card(world.wording, "Harbour")
    assert has((await world.press(MEMBER, Action.TALK)).card, Action.ASK_MESSAGES_OKAY)


async def test_after_a_week_of_downtime_it_is_answered_too(world: World) -> None:
    await on_shift(world, LISTENER)
    await world.ask(MEMBER)
    await world.stories.stop()
    world.clock.move(timedelta(days=7))
    await world.restart()
    await world.pass_time(minutes=5)
    assert await world.live_chat(MEMBER) is None
    assert cards(world) == []
    assert [has(card, Action.TALK) for card in world.private_cards(MEMBER)] == [True]


async def test_who_said_no_to_private_messages_finds_it_under_my_messages(world: World) -> None:
    await world.ask(MEMBER, consent="no")
    await world.pass_time(hours=3)
    assert world.private_cards(MEMBER) == []
    answer = await world.press(MEMBER, Action.MY_MESSAGES, community=None)
    assert has(answer.card, Action.TALK)


async def test_a_card_that_arrives_late_does_not_stay(world: World) -> None:
    await on_shift(world, LISTENER)
    world.surface.ask_for_time("send_card", 30)
    chat = await world.ask(MEMBER)
    await world.press(MEMBER, Action.WITHDRAW_REQUEST, chat.id)
    await world.pass_time(seconds=40)
    assert cards(world) == []


async def test_an_offer_that_cannot_be_posted_in_time_is_not_posted_at_all(world: World) -> None:
    await on_shift(world, LISTENER, SECOND_LISTENER)
    world.surface.ask_for_time("send_card", 90)
    await world.ask(MEMBER)
    await world.pass_time(seconds=SECONDS)
    await world.pass_time(seconds=30)
    assert asked_now(world) == [SECOND_LISTENER]
    assert len(world.surface.acts("send_card")) == 1


async def test_a_thread_that_is_refused_offers_the_request_anew(world: World) -> None:
    await on_shift(world, LISTENER, SECOND_LISTENER)
    world.surface.refuse("open_thread")
    chat = await world.ask(MEMBER)
    await accept(world, LISTENER, chat.id)
    assert asked_now(world) == [SECOND_LISTENER]


async def test_requests_that_cannot_be_shown_are_taken_back_and_the_member_told(world: World) -> None:
    await on_shift(world, LISTENER)
    world.surface.troubles.append(Trouble(lambda one: isinstance(one.act, SendCard), Refused("no")))
    await world.press(MEMBER, Action.SEND_REQUEST, "yes")
    assert world.private_cards(MEMBER) == [guide.request_not_shown_card(world.wording, "Harbour")]
    await world.ask(SECOND_MEMBER)
    assert asked_now(world) == [LISTENER]


async def test_what_to_avoid_reaches_only_who_accepts(world: World) -> None:
    chat = await world.ask(MEMBER, avoid="my *father*")
    assert "father" not in cards(world)[0].card.text
    card = await accept(world, LISTENER, chat.id)
    assert card is not None
    assert card.text.startswith(r"They ask to avoid: my \*father\*")
    await world.press(MEMBER, Action.END_YES, chat.id)
    assert (await world.chat(chat.id)).avoid == ""


async def test_a_language_goes_to_who_speaks_it(world: World) -> None:
    await world.press(LISTENER, Action.SAVE_PAGE, fields={"languages": "en,fr"})
    await world.press(SECOND_LISTENER, Action.SAVE_PAGE, fields={"languages": "de"})
    await on_shift(world, LISTENER, SECOND_LISTENER)
    await world.press(MEMBER, Action.SEND_REQUEST, "yes", fields={"language": "de"})
    assert asked_now(world) == [SECOND_LISTENER]


async def test_just_the_helplines_sends_nothing(world: World) -> None:
    before = (await world.press(MEMBER, Action.TALK)).card
    assert has(before, Action.JUST_HELPLINES)
    answer = await world.press(MEMBER, Action.JUST_HELPLINES)
    assert answer.card == guide.helpline_select(world.wording)
    assert await world.live_chat(MEMBER) is None


# -- the same one again, or never ------------------------------------------------------------------------------


async def test_the_same_listener_again_is_asked_first(world: World) -> None:
    earlier = await world.open_chat(MEMBER, SECOND_LISTENER)
    await world.end_chat(earlier)
    await on_shift(world, *EVERYBODY)
    choose = (await world.press(MEMBER, Action.CHOOSE_LISTENER)).card
    before = (await world.press(MEMBER, Action.SAME_AGAIN, argument(choose, Action.SAME_AGAIN))).card
    form = (
        await world.press(MEMBER, Action.ASK_MESSAGES_OKAY, argument(before, Action.ASK_MESSAGES_OKAY))
    ).form
    assert form is not None
    await world.press(MEMBER, form.action, form.argument)
    assert asked_now(world) == [SECOND_LISTENER]
    await world.pass_time(seconds=SECONDS)
    assert asked_now(world) == [LISTENER]


async def test_nobody_asks_for_the_listener_of_somebody_else(world: World) -> None:
    earlier = await world.open_chat(MEMBER, SECOND_LISTENER)
    await world.end_chat(earlier)
    await on_shift(world, *EVERYBODY)
    await world.press(SECOND_MEMBER, Action.SEND_REQUEST, f"yes:c{earlier.id}")
    assert asked_now(world) == [LISTENER]


async def test_a_wish_for_somebody_known_is_tried_first(world: World) -> None:
    await world.end_chat(await world.open_chat(MEMBER, THIRD_LISTENER))
    await on_shift(world, *EVERYBODY)
    await world.ask(MEMBER, wish="known")
    assert asked_now(world) == [THIRD_LISTENER]


@pytest.mark.parametrize("who", [MEMBER, LISTENER])
async def test_never_again_holds_for_both_and_the_other_is_not_told(world: World, who: int) -> None:
    chat = await world.open_chat()
    await world.end_chat(chat)
    told = len(world.surface.done)
    asked = await world.press(who, Action.NEVER_AGAIN, chat.id)
    assert asked.card == guide.never_again_card(world.wording, str(chat.id))
    done = await world.press(who, Action.NEVER_YES, chat.id)
    assert done.card == guide.never_again_done_card(world.wording)
    assert len(world.surface.done) == told
    await on_shift(world, LISTENER, SECOND_LISTENER)
    again = await world.ask(MEMBER)
    assert asked_now(world) == [SECOND_LISTENER]
    await world.pass_time(seconds=SECONDS)
    assert asked_now(world) == [None]
    assert await accept(world, LISTENER, again.id) == guide.someone_else_took_it_card(world.wording)


async def test_only_the_two_of_a_chat_can_say_never_again(world: World) -> None:
    chat = await world.open_chat()
    for action in (Action.NEVER_AGAIN, Action.NEVER_YES):
        answer = await world.press(SECOND_MEMBER, action, chat.id)
        assert answer.card == guide.too_late_card(world.wording)
    async with world.database.reading() as connection:
        assert not await people.are_apart(connection, HOME, (SECOND_MEMBER, LISTENER))


# -- choosing --------------------------------------------------------------------------------------------------


async def lists(world: World, listener: int, called: str, topics: str = "", languages: str = "") -> None:
    told = {"called": called, "topics": topics, "languages": languages, "listed": "yes"}
    answer = await world.press(listener, Action.SAVE_PAGE, fields=told)
    assert answer.card is not None
    assert called in answer.card.text


def chosen_from(card: guide.Card | None) -> list[str]:
    assert card is not None
    return [
        choice.label for one in card.selects if one.action == Action.PICK_LISTENER for choice in one.choices
    ]


async def test_listeners_are_chosen_by_topic_and_language_without_ratings(world: World) -> None:
    await lists(world, LISTENER, "Robin", "worry,loss", "en")
    await lists(world, SECOND_LISTENER, "Sky", "worry", "de")
    await lists(world, THIRD_LISTENER, "Wren")
    await on_shift(world, SECOND_LISTENER)
    all_of_them = (await world.press(MEMBER, Action.CHOOSE_LISTENER)).card
    assert chosen_from(all_of_them) == ["Sky", "Robin", "Wren"]
    assert all_of_them is not None
    assert str(LISTENER) not in str(all_of_them)
    loss = await world.press(MEMBER, Action.FILTER_TOPIC, "all", values=("loss",))
    assert chosen_from(loss.card) == ["Robin", "Wren"]
    german = await world.press(MEMBER, Action.FILTER_LANGUAGE, "worry", values=("de",))
    assert chosen_from(german.card) == ["Sky", "Wren"]
    nobody = await world.press(MEMBER, Action.FILTER_LANGUAGE, "all", values=("fr",))
    assert chosen_from(nobody.card) == ["Wren"]


async def test_who_is_chosen_is_asked_first_and_not_told_so(world: World) -> None:
    await lists(world, SECOND_LISTENER, "Sky")
    await on_shift(world, *EVERYBODY)
    choose = (await world.press(MEMBER, Action.CHOOSE_LISTENER)).card
    assert choose is not None
    (pick,) = (one for one in choose.selects if one.action == Action.PICK_LISTENER)
    before = await world.press(MEMBER, Action.PICK_LISTENER, values=(pick.choices[0].value,))
    wanted = argument(before.card, Action.ASK_NO_MESSAGES)
    form = (await world.press(MEMBER, Action.ASK_NO_MESSAGES, wanted)).form
    assert form is not None
    await world.press(MEMBER, form.action, form.argument)
    chat = await world.live_chat(MEMBER)
    assert chat is not None
    assert asked_now(world) == [SECOND_LISTENER]
    shown = guide.RequestView(str(chat.id), "", "", 0, chat.made_at, offered_to=f"<@{SECOND_LISTENER}>")
    assert cards(world)[0].card == guide.request_card(world.wording, shown)


async def test_who_is_not_listed_or_kept_apart_cannot_be_chosen(world: World) -> None:
    await world.press(LISTENER, Action.SAVE_PAGE, fields={"called": "Robin", "listed": "no"})
    await lists(world, SECOND_LISTENER, "Sky")
    async with world.database.writing() as connection:
        await people.keep_apart(connection, HOME, (MEMBER, SECOND_LISTENER), world.now)
        robin = await listeners.find_listener(connection, HOME, LISTENER)
    assert chosen_from((await world.press(MEMBER, Action.CHOOSE_LISTENER)).card) == []
    assert robin is not None
    await on_shift(world, THIRD_LISTENER, LISTENER)
    await world.press(MEMBER, Action.SEND_REQUEST, f"yes:l{robin.id}")
    assert asked_now(world) == [THIRD_LISTENER]


async def test_a_name_that_leads_elsewhere_is_not_shown(world: World) -> None:
    told = {"called": "snap: quietfox_77", "listed": "yes"}
    await world.press(LISTENER, Action.SAVE_PAGE, fields=told)
    assert chosen_from((await world.press(MEMBER, Action.CHOOSE_LISTENER)).card) == []


async def test_who_leaves_is_forgotten_and_their_offer_goes_on(world: World) -> None:
    await lists(world, LISTENER, "Robin")
    await on_shift(world, LISTENER, SECOND_LISTENER)
    await world.ask(MEMBER)
    await world.stories.person_gone(HOME, world.person(LISTENER))
    await world.settle()
    assert asked_now(world) == [SECOND_LISTENER]
    assert chosen_from((await world.press(MEMBER, Action.CHOOSE_LISTENER)).card) == []


# -- age groups ------------------------------------------------------------------------------------------------


async def in_groups(world: World, *, mix: bool = False) -> None:
    """The first listener and the first member are teens, the second ones adults; the third are neither."""
    for person in (LISTENER, MEMBER):
        world.surface.roles[person] = world.surface.roles.get(person, frozenset()) | {TEENS}
    for person in (SECOND_LISTENER, SECOND_MEMBER):
        world.surface.roles[person] = world.surface.roles.get(person, frozenset()) | {ADULTS}
    await world.set_up(adult_role=ADULTS, teen_role=TEENS, groups_mix=mix)


async def test_adults_and_teens_are_never_matched(world: World) -> None:
    await in_groups(world)
    await lists(world, LISTENER, "Robin")
    await lists(world, SECOND_LISTENER, "Sky")
    await on_shift(world, LISTENER, SECOND_LISTENER)
    teen, adult = await world.ask(MEMBER), await world.ask(SECOND_MEMBER)
    assert asked_now(world) == [LISTENER, SECOND_LISTENER]
    await world.pass_time(seconds=SECONDS)
    assert asked_now(world) == [None, None]
    other = guide.other_group_card(world.wording)
    assert await accept(world, SECOND_LISTENER, teen.id) == other
    assert await accept(world, LISTENER, adult.id) == other
    assert await accept(world, THIRD_LISTENER, adult.id) == other
    assert chosen_from((await world.press(MEMBER, Action.CHOOSE_LISTENER)).card) == ["Robin"]


async def test_whose_group_is_unclear_is_told_what_is_needed(world: World) -> None:
    await in_groups(world)
    needed = guide.group_needed_card(world.wording)
    for action in (Action.TALK, Action.SEND_REQUEST):
        assert (await world.press(THIRD_MEMBER, action, "yes")).card == needed
    assert (await world.press(THIRD_LISTENER, Action.GO_ON_SHIFT)).card == needed
    assert await world.live_chat(THIRD_MEMBER) is None


async def test_in_direct_messages_the_group_is_looked_up(world: World) -> None:
    await in_groups(world)
    world.surface.roles[MEMBER] = frozenset({TEENS})
    press = Press(None, 1, world.person(MEMBER), Action.SEND_REQUEST, "yes")
    stranger = Press(None, 1, type(press.person)(MEMBER), Action.SEND_REQUEST, "yes")
    await world.stories.pressed(stranger)
    chat = await world.live_chat(MEMBER)
    assert chat is not None
    assert chat.group.value == "teen"
    await world.press(MEMBER, Action.WITHDRAW_REQUEST, chat.id)
    world.surface.silent = True
    answer = await world.stories.pressed(stranger)
    assert answer.card == guide.group_needed_card(world.wording)


async def test_a_community_may_let_them_talk(world: World) -> None:
    await in_groups(world, mix=True)
    await on_shift(world, SECOND_LISTENER)
    await world.ask(MEMBER)
    assert asked_now(world) == [SECOND_LISTENER]
    assert len(world.cards(LOBBY)) == 0


# -- many at once ----------------------------------------------------------------------------------------------


async def test_forty_ask_at_once_and_ten_listeners_serve_each_once_in_order(world: World) -> None:
    team, crowd = range(501, 511), range(601, 641)
    for listener in team:
        world.surface.roles[listener] = frozenset({HELPERS})
        await world.agree(listener, yes=True)
        await world.stories.pressed(Press(HOME, REQUESTS, world.person(listener), Action.GO_ON_SHIFT))
    await asyncio.gather(
        *(
            world.stories.pressed(Press(HOME, LOBBY, world.person(member), Action.SEND_REQUEST, "yes"))
            for member in crowd
        )
    )
    await world.settle()
    live = [chat for member in crowd if (chat := await world.live_chat(member)) is not None]
    asked_in_order = sorted(chat.id for chat in live)
    served: list[int] = []
    while cards(world):
        offered = [(int(argument(one.card, Action.ACCEPT_REQUEST)), one.act) for one in cards(world)]
        assert len(offered) <= len(team)
        presses = [
            Press(HOME, REQUESTS, world.person(act.mention_person or 0), Action.ACCEPT_REQUEST, str(chat))
            for chat, act in offered
            if isinstance(act, SendCard)
        ]
        await asyncio.gather(*(world.stories.pressed(press) for press in presses))
        await world.settle()
        served += sorted(chat for chat, _ in offered)
        for press in presses:
            end = Press(HOME, LOBBY, press.person, Action.END_YES, press.argument)
            await world.stories.pressed(end)
        await world.settle()
    assert served == asked_in_order
    assert len(set(served)) == len(crowd)
    assert [(await world.chat(chat)).state for chat in served] == [State.ENDED] * len(crowd)
    assert len(world.surface.acts("open_thread")) == len(crowd)
    by_listener = [(await world.chat(chat)).listener for chat in served]
    assert {by_listener.count(listener) for listener in team} == {4}


async def test_from_accepting_to_the_panel_it_takes_two_acts(world: World) -> None:
    """In the lobby's lane the thread comes first, and in the thread's lane the panel."""
    await on_shift(world, LISTENER)
    chat = await world.ask(MEMBER)
    before = len(world.surface.done)
    await accept(world, LISTENER, chat.id)
    place = (await world.chat(chat.id)).place
    made = [one.delivery.act for one in world.surface.done[before:]]
    waited_for = [act.kind for act in made if act.lane in (f"place:{LOBBY}", f"place:{place}")]
    assert waited_for[:2] == ["open_thread", "send_card"]
