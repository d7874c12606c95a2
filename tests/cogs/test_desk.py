"""The desk in Discord itself: whole ways of a report through people's hands, each step pressed by its label.

What each step decides is shown in `tests/flows`; here it is shown that the steps meet each other in Discord.
"""

from datetime import timedelta

import discord
import pytest
import simcord

from bot.store import communities, people
from tests.cogs.pressing import choose, fill, press, seen, text_of, told
from tests.simulated import Simulated

WORDS = "lee said that i only want attention"
ASKED = "Somebody felt judged for how they live."
WHY = "It was said twice, and it hurt."
QUESTION = "We would like to hear your side"
DECIDED = "We have decided something"
OUTCOME = "We have finished looking at report 1"


@pytest.fixture
async def desk(world: Simulated) -> Simulated:
    """By day, with a table of points, a second moderator, somebody for oversight, and a room to read."""
    guild = world.guild
    reviewers = guild.create_role("Reviewers")
    for name, roles in (("mia", [world.moderator_role]), ("rae", [reviewers]), ("olga", [])):
        world.people[name] = guild.add_member(world.env.create_user(name), roles=roles)
    world.room = guild.create_text_channel("quiet")
    async with world.on.database.writing() as connection:
        await communities.change(
            connection,
            guild.id,
            quiet_room=world.room.id,
            oversight=world.person("olga").id,
            reviewers_role=reviewers.id,
            points_table="table-2020",
            points_since=world.env.now() - timedelta(days=30),
        )
        for name in ("ann", "lee"):
            person = world.person(name).id
            await people.agree(connection, guild.id, person, yes=True, now=world.env.now())
    world.stories.parts.forget_settings(guild.id)
    await world.env.advance_time(timedelta(hours=12).total_seconds())
    return world


async def report(world: Simulated, about: str, words: str = WORDS) -> None:
    """Ann tells the moderators about somebody, and says that they may be asked."""
    situations = await world.person("ann").slash(world.lobby, "report", person=world.person(about))
    form = await choose(world, "ann", situations, "sl:choose_situation", "judged")
    receipt = await fill(world, "ann", form, {"words": words})
    naming = await press(world, "ann", receipt, "Who may know?")
    await press(world, "ann", naming, "You may tell them now")


async def take(world: Simulated, name: str) -> None:
    answer = await press(world, name, case(world, name), "I'm on it")
    assert "You are on case 1" in text_of(await press(world, name, answer, "Yes, I'm on it"))


async def ask_side(world: Simulated, name: str) -> None:
    matters = await press(world, name, case(world, name), "Ask for their side")
    form = await choose(world, name, matters, "sl:side_pick", "judged")
    preview = await fill(world, name, form, {"sentence": ASKED})
    await press(world, name, preview, "Send it")


async def tell_side(world: Simulated) -> None:
    """Lee answers in private."""
    form = await press(world, "lee", told(world, "lee", QUESTION), "Tell my side")
    await fill(world, "lee", form, {"said": ("happened",), "words": "i was tired"}, private=True)


async def propose(world: Simulated, name: str, rule: str) -> simcord.InteractionResult:
    rules = await press(world, name, case(world, name), "Decide")
    return await choose(world, name, rules, "sl:decide_rule", rule)


def case(world: Simulated, name: str) -> discord.Message:
    """The card of the case as it stands now."""
    return seen(world, name, world.moderators, "**Case 1**")


async def test_from_a_report_to_a_decision_that_is_taken_back(desk: Simulated) -> None:
    """Everybody hears each thing once; two at once, a restart and a mute in between change nothing of it."""
    lee, quiet = desk.person("lee"), desk.room
    await report(desk, "lee")
    card = case(desk, "mo")
    assert WORDS not in card.content
    both = {name: await press(desk, name, card, "I'm on it") for name in ("mo", "mia")}
    assert "You are on case 1" in text_of(await press(desk, "mo", both["mo"], "Yes, I'm on it"))
    assert "was quicker: case 1 has changed" in text_of(
        await press(desk, "mia", both["mia"], "Yes, I'm on it")
    )
    await desk.restart()
    assert WORDS in text_of(await press(desk, "mo", card, "Read the words"))
    # The case goes from one to the other, without a reason.
    sure = await press(desk, "mo", await press(desk, "mo", case(desk, "mo"), "More"), "Hand over")
    await press(desk, "mo", sure, "Yes, hand it over")
    await take(desk, "mia")
    assert "case 1" in text_of(await desk.person("mia").slash(desk.moderators, "desk")).lower()
    assert WORDS not in text_of(await press(desk, "mo", card, "Read the words"))
    # Both sides.
    await ask_side(desk, "mia")
    question = told(desk, "lee", QUESTION).content
    assert (ASKED in question, WORDS in question) == (True, False)
    await tell_side(desk)
    # A decision with a break.
    proposal = await propose(desk, "mia", "C1")
    first, second = [await press(desk, "mia", proposal, "Decide otherwise") for _ in range(2)]
    done = await fill(desk, "mia", first, {"points": "3", "days": "14", "reason": WHY})
    assert "Case 1 is decided" in text_of(done)
    again = await fill(desk, "mia", second, {"points": "3", "days": "14", "reason": WHY})
    assert "Somebody was quicker" in text_of(again)
    assert WHY in text_of(again)
    letter = told(desk, "lee", DECIDED)
    assert (WHY in letter.content, quiet.mention in letter.content) == (True, True)
    told(desk, "ann", OUTCOME)
    # Muted, and every way to people is open.
    assert not await holds(desk, "lee", desk.listener_role)
    for place in (quiet, desk.lobby):
        with pytest.raises(simcord.BackendError, match="50013"):
            await lee.send(place, "hello")
    assert quiet.history(viewer=lee) == []
    record = await press(desk, "lee", letter, "My record")
    assert "3" in text_of(record)
    # A second look, by somebody else.
    form = await press(desk, "lee", letter, "Ask for a second look")
    await fill(desk, "lee", form, {"words": "It was about somebody else."}, private=True)
    call = seen(desk, "mo", desk.moderators, "A second look is wanted, case 1")
    assert "decided" in text_of(await press(desk, "mia", call, "Answer the appeal"))
    read = await press(desk, "mo", call, "Answer the appeal")
    assert "It was about somebody else." in text_of(read)
    form = await press(desk, "mo", read, "Reverse the decision")
    await fill(desk, "mo", form, {"reason": "Two people were mixed up."})
    told(desk, "lee", "Two people were mixed up.")
    told(desk, "lee", DECIDED)
    told(desk, "ann", "We looked again at report 1")
    told(desk, "ann", OUTCOME)
    assert "the decision was taken back" in case(desk, "mia").content
    assert await holds(desk, "lee", desk.listener_role)
    await lee.send(desk.lobby, "hello again")


async def test_with_every_way_closed_each_word_waits_and_people_do_the_rest(desk: Simulated) -> None:
    """Private messages are closed, the role is deleted, somebody leaves: nothing is lost, and the team hears it."""
    lee = desk.person("lee")
    for name in ("ann", "lee"):
        place = f"/channels/{desk.person(name).user.dm_channel.id}/messages"
        desk.env.inject_error("POST", place, status=403, code=50007, times=None)
    await report(desk, "lee")
    await take(desk, "mo")
    await ask_side(desk, "mo")
    assert "not reached by private message" in case(desk, "mo").content
    waiting = await lee.slash(desk.lobby, "my-messages")
    assert ASKED in text_of(waiting)
    form = await press(desk, "lee", waiting, "Tell my side")
    await fill(desk, "lee", form, {"said": ("happened",), "words": "i was tired"})
    proposal = await propose(desk, "mo", "C1")
    form = await press(desk, "mo", proposal, "Decide otherwise")
    await fill(desk, "mo", form, {"points": "3", "days": "1", "reason": WHY})
    assert OUTCOME in text_of(await desk.person("ann").slash(desk.lobby, "my-messages"))
    desk.env.backend.delete_role(desk.guild.id, desk.listener_role.id)
    desk.guild.remove_member(lee)
    await desk.env.advance_time(timedelta(days=1).total_seconds())
    assert "couldn't give" in seen(desk, "mo", desk.moderators, "A break is over").content
    # From outside, in private, they read what was decided, and ask for a second look.
    letters = [await lee.user.slash("my-messages")]
    while DECIDED not in text_of(letters[-1]):
        letters.append(await press(desk, "lee", letters[-1], "Next message"))
    assert "Deliberately interrupting" in text_of(await lee.user.slash("my-record"))
    form = await press(desk, "lee", letters[-1], "Ask for a second look")
    await fill(desk, "lee", form, {"words": "I was not there."}, private=True)
    seen(desk, "mo", desk.moderators, "A second look is wanted, case 1")


async def test_what_one_person_alone_does_not_decide(desk: Simulated) -> None:
    """Somebody is removed by two; what is about a moderator is for oversight, in private."""
    await report(desk, "lee")
    await take(desk, "mo")
    await ask_side(desk, "mo")
    await tell_side(desk)
    form = await press(desk, "mo", await propose(desk, "mo", "D10"), "Decide otherwise")
    answers = {"points": "8", "days": "0", "reason": WHY, "leaves": ("as_listener",)}
    assert "waits for a second person" in text_of(await fill(desk, "mo", form, answers))
    assert "Next: a second person agrees, or not" in case(desk, "mia").content
    wanted = seen(desk, "mia", desk.moderators, "It counts only once a second person agrees")
    assert "Another person has to look" in text_of(await press(desk, "mo", wanted, "Agree"))
    assert await holds(desk, "lee", desk.listener_role)
    await press(desk, "mia", wanted, "Agree")
    assert not await holds(desk, "lee", desk.listener_role)
    told(desk, "lee", "Two people decided this together")
    mia = desk.person("mia")
    assert "a second look" in text_of(await mia.slash(desk.moderators, "case", number=1))
    why = await mia.slash(desk.moderators, "record", person=desk.person("lee"))
    assert "Sexting" in text_of(await fill(desk, "mia", why, {"reason": "To see what came before it."}))
    # About a moderator: the others see nothing of it.
    await report(desk, "mo", "mo shouted at me in the lobby")
    assert "no case 2" in text_of(await mia.slash(desk.moderators, "case", number=2))
    assert all("Case 2" not in one.content for one in desk.moderators.history())
    sure = await press(desk, "olga", told(desk, "olga", "**Case 2**"), "Not a problem")
    assert "Case 2 is closed" in text_of(await press(desk, "olga", sure, "Yes, not a problem"))
    told(desk, "ann", "We have finished looking at report 2. We did not find a break of the rules.")
    # They never knew of it, and that stays so.
    assert "Nothing is waiting" in text_of(await desk.person("mo").slash(desk.lobby, "my-messages"))


async def test_what_else_people_find_at_the_desk(desk: Simulated) -> None:
    """Patterns, the practice for reviewers, safety news, and a copy of one's data."""
    lee = desk.person("lee")
    patterns = await desk.person("mo").slash(desk.moderators, "patterns")
    assert "No pattern has been judged yet" in text_of(patterns)
    practice = await desk.person("rae").slash(desk.lobby, "review-practice")
    answered = await press(desk, "rae", practice, "A")
    assert "Practice 2 of 5" in text_of(await press(desk, "rae", answered, "Go on"))
    rules = await lee.slash(desk.lobby, "rules")
    assert "private message" in text_of(await press(desk, "lee", rules, "Tell me about safety news"))
    offer = await lee.user.slash("my-data")
    copy = await press(desk, "lee", offer, "Get a copy")
    assert copy.response is not None
    (file,) = copy.response.attachments
    assert str(lee.id) in (await file.read()).decode()


async def holds(world: Simulated, name: str, role: simcord.RoleHandle) -> bool:
    guild = world.client.get_guild(world.guild.id)
    assert guild is not None
    return role.id in {held.id for held in (await guild.fetch_member(world.person(name).id)).roles}
