"""The moderators' desk: a report, the digest of the morning, both sides, a decision, and what each is told."""

from bot.demo import harbour
from bot.demo.lines import Line
from bot.demo.made_up_names import Relayed, open_relayed
from bot.demo.simulation import Person, Shown
from bot.demo.stage import Stage

# The starter table, and its row about judging somebody.
TABLE, ROW = "starter", "S6"
CASE = "**Case 2**"
# When the chat of this story was.
THE_DAY = "7 January"
SIDE = "We would like to hear your side"


async def desk(stage: Stage) -> None:
    """From a report to its outcome, as a moderator, the listener and the reporter each see it."""
    chat = await told(stage)
    await the_morning(stage)
    await asked(stage)
    await answered(stage, chat)
    await decided(stage, chat)


async def told(stage: Stage) -> Relayed:
    """A chat felt wrong; the member says so, and what may be told to the listener."""
    await stage.telling.scene("A listener was harsh", "who chooses what the listener may know")
    owner = stage.harbour.owner
    await stage.telling.does(owner.name, 'runs /setup: "Behaviour points" is now: the starter table')
    await harbour.count_by(stage.simulation, stage.harbour, TABLE)
    await stage.later("The next evening.", days=1)
    chat = await open_relayed(stage, stage.harbour.juno, stage.harbour.reed)
    await stage.says_privately(chat.member, Line.SOFA)
    await stage.says_privately(chat.listener, Line.HARSH)
    receipt = await _report(stage, chat.member)
    await stage.is_shown(chat.member, receipt, "Your report is number 2", "the member holds a receipt")
    choices = await stage.presses(chat.member, receipt, "Who may know?")
    saved = await stage.presses(chat.member, choices, "You may tell them now")
    await stage.is_shown(chat.member, saved, "We never give your name", "and their name stays out of it")
    return chat


async def the_morning(stage: Stage) -> None:
    """The digest says what needs people, and how long that takes."""
    await stage.telling.scene("The desk in the morning", "the first line")
    await stage.later("The next morning.", hours=14)
    place = stage.harbour.moderators
    digest = await stage.finds(stage.harbour.moderator, place, "Needs you today")
    await stage.telling.shows("#moderators", _after(digest, "Needs you today"))
    needed = "Needs you today: 1 (about" in digest.text and "minutes)" in digest.text
    await stage.telling.saw("what needs people today, with its minutes", yes=needed)


async def asked(stage: Stage) -> None:
    """A moderator takes the case, reads the words, and asks for the other side."""
    await stage.telling.scene("Both sides first", "who can read which words")
    moss = stage.harbour.moderator
    answer = await stage.presses(moss, await _case(stage), "I'm on it")
    await stage.presses(moss, answer, "Yes, I'm on it")
    case = await _case(stage)
    await stage.telling.saw("the case message holds no word of it", yes=Line.TOLD not in case.text)
    words = await stage.presses(moss, case, "Read the words")
    await stage.is_shown(moss, words, Line.TOLD, "the words open for the one who is on it")
    choices = await stage.presses(moss, case, "Ask for their side")
    await stage.telling.does(moss.name, "chooses: judging")
    form = await stage.simulation.choose_for_form(moss, choices, "sl:side_pick", "judged")
    preview = await stage.simulation.send_form(moss, form, {"sentence": Line.ASKED})
    await stage.is_shown(moss, preview, "This is what", "first a preview of what the listener will read")
    sent = await stage.presses(moss, preview, "Send it")
    await stage.is_shown(moss, sent, "privately", "only then it is sent")


async def answered(stage: Stage, chat: Relayed) -> None:
    """The listener reads what may have happened, without a name or a day, and tells their side."""
    listener = chat.listener
    await stage.sees_privately(listener, SIDE, "the listener is asked, and nothing is decided")
    question = await stage.finds(listener, stage.simulation.private_messages(listener), SIDE)
    hidden = (chat.member.name, chat.names[chat.member.name], THE_DAY, Line.TOLD)
    quiet = Line.ASKED in question.text and not any(one in question.text for one in hidden)
    await stage.telling.saw("what may have happened, with no name and no day", yes=quiet)
    form = await stage.presses_for_form(listener, question, "Tell my side")
    await stage.telling.says(listener.name, Line.TIRED)
    answers: dict[str, str | tuple[str, ...]] = {"said": ("happened",), "words": Line.TIRED}
    thanks = await stage.simulation.send_form(listener, form, answers)
    await stage.is_shown(listener, thanks, "Thank you for telling us", "they can change it for days")
    moss, place = stage.harbour.moderator, stage.harbour.moderators
    await stage.sees(moss, place, "has told their side", "the moderator is called", to="#moderators")


async def decided(stage: Stage, chat: Relayed) -> None:
    """A moderator names the row of the table, and decides; both sides hear what comes of it."""
    await stage.telling.scene("A decision that both can understand", "what the table says, and who decides")
    moss = stage.harbour.moderator
    rules = await stage.presses(moss, await _case(stage), "Decide")
    await stage.telling.does(moss.name, "chooses: Judging somebody for what they did, do or feel")
    proposal = await stage.simulation.choose(moss, rules, "sl:decide_rule", ROW)
    await stage.is_shown(moss, proposal, "The table says", "the table proposes, and says why")
    done = await stage.presses(moss, proposal, "Decide like this")
    await stage.is_shown(moss, done, "is decided", "a person has decided")
    await stage.sees_privately(chat.listener, "We have decided something", "the listener reads it, and why")
    place = stage.simulation.private_messages(chat.listener)
    letter = await stage.finds(chat.listener, place, "We have decided something")
    await stage.telling.saw("and can ask for a second look", yes="Ask for a second look" in letter.labels)
    await stage.sees_privately(chat.member, "We have finished looking", "the reporter hears that we are done")


async def _report(stage: Stage, member: Person) -> Shown:
    """End the chat, then say in private that it felt wrong; gives the receipt."""
    place = stage.simulation.private_messages(member)
    panel = await stage.finds(member, place, "is here to listen")
    ending = await stage.presses(member, panel, "End chat")
    await stage.presses(member, ending, "Yes, end it")
    after = await stage.finds(member, place, "Your chat has ended")
    choices = await stage.presses(member, after, "Say something felt wrong")
    await stage.telling.does(member.name, "chooses: They judged me")
    form = await stage.simulation.choose_for_form(member, choices, "sl:choose_situation", "judged")
    await stage.telling.says(member.name, Line.TOLD)
    return await stage.simulation.send_form(member, form, {"words": Line.TOLD})


async def _case(stage: Stage) -> Shown:
    """The case message as it is now; its first line names the next step."""
    return await stage.finds(stage.harbour.moderator, stage.harbour.moderators, CASE)


def _after(shown: Shown, words: str) -> str:
    return words + shown.text.partition(words)[2]
