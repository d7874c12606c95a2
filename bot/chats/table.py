"""The life of a chat as a page in Markdown, made from the very rules that it describes."""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from types import MappingProxyType

from bot.chats.ending import Ending
from bot.chats.life import Event, State, after, events_in
from bot.chats.matching import OFFER_LASTS, PASSES, PATIENCE, REQUEST_LASTS, RequestDeadline
from bot.chats.timing import Deadline, Pace

_STATES: Mapping[State, str] = MappingProxyType(
    {
        State.ASKED: "The request is with the listeners. Nobody has accepted.",
        State.WITHDRAWN: "The request was taken back, or nobody can be asked any more.",
        State.OPENING: (
            "One listener has accepted. The thread and its panel are being made; nobody is in it yet. In a "
            "relayed chat, panels go to the listener and then to the member."
        ),
        State.OPEN: "The panel stands, and both can talk.",
        State.ENDED: (
            "The chat has ended, for one of the reasons below. The thread is locked; a relayed chat has none, and "
            "what went where is forgotten after a day."
        ),
        State.DELETED: "The thread is deleted.",
    }
)

_EVENTS: Mapping[Event, str] = MappingProxyType(
    {
        Event.WITHDRAW: "the member takes the request back, or it cannot be shown",
        Event.ACCEPT: "a listener accepts; who comes second reads that somebody was quicker",
        Event.THREAD_MADE: "the thread is there and empty; relayed chats have none",
        Event.THREAD_REFUSED: (
            "the thread or its panel cannot be made, or the listener of a relayed chat cannot be written to"
        ),
        Event.PANEL_STANDS: "the panel was posted and both come in; in a relayed chat, both have theirs",
        Event.END: "the chat ends",
        Event.DELETE: "7 days have passed and no open case points to it, or somebody deleted the thread",
    }
)

_ENDINGS: Mapping[Ending, str] = MappingProxyType(
    {
        Ending.MEMBER_ENDED: "The member ended it.",
        Ending.LISTENER_ENDED: "The listener ended it.",
        Ending.END_NOW: "The listener pressed End now; no reason is asked.",
        Ending.REFERRED: "The listener asked for somebody else to take over.",
        Ending.ANOTHER_LISTENER: "The member asked for another listener.",
        Ending.MEMBER_LEFT: "The member left the thread or the server, or could not come in.",
        Ending.LISTENER_LEFT: "The listener left the thread or the server.",
        Ending.TIME_OVER: "The agreed time was over, and nobody wrote any more.",
        Ending.SAID_GOODBYE: "A goodbye was said, and nobody wrote any more.",
        Ending.WENT_QUIET: "It went quiet, and stayed so after the line about the connection.",
        Ending.PLACE_GONE: "The thread or the channel above it was deleted.",
        Ending.BY_MODERATOR: "A moderator ended it: more than one message was not passed on, or a break began.",
        Ending.ROLE_LOST: "The listener does not have the listener role any more.",
        Ending.STOPPED: "Neither of the two: Sidelight leaves the community, or was removed from it.",
    }
)

_HEAD = """# The life of a chat

A chat between a member and a listener is always in one of these states. What is not listed cannot happen.
This page is made by `python -m bot.chats` from the rules in `bot/chats`, and a test holds the two together.
"""

_SUDDEN = """## Did it end suddenly?

The member alone is asked, in private, when the chat ended and they still waited for an answer. They are not
asked after a goodbye by either side, after End now or Refer, or when both could see the end coming. Their yes
counts only if the bot saw and could read everything since the last message: its own restarts and outages
are nobody's fault. It never counts after an advance by that member. One alone means nothing. The fifth with
different members within 90 days is shown to moderators, who decide.
"""


def life_table(pace: Pace | None = None) -> str:
    """Write states, events, deadlines and reasons of ending as one page."""
    return "\n".join(
        (_HEAD, _states(), _request_deadlines(), _deadlines(pace or Pace()), _endings(), _SUDDEN)
    )


def _states() -> str:
    rows = []
    for state in State:
        ways = "<br>".join(f"{_EVENTS[event]}: **{after(state, event)}**" for event in events_in(state))
        rows.append((f"**{state}**", _STATES[state], ways or "nothing: this is the end"))
    return f"## States\n\n{_table(('State', 'What it means', 'What can happen, and what follows'), rows)}"


def _request_deadlines() -> str:
    seconds = f"{OFFER_LASTS // timedelta(seconds=1)} seconds"
    when: Mapping[RequestDeadline, tuple[str, str]] = {
        RequestDeadline.NEXT_TURN: (
            f"{seconds} after a listener on shift was offered the request",
            "The next listener is offered it, in fair rotation.",
        ),
        RequestDeadline.SHOWN_TO_ALL: (
            f"after {PASSES} listeners let it pass; {_minutes(PATIENCE)} after asking if all are busy; else at once",
            "All listeners see it, and the first who accepts has it.",
        ),
        RequestDeadline.REQUEST_OLD: (
            f"{REQUEST_LASTS // timedelta(hours=1)} hours after asking",
            f"The request is taken back, the member is told kindly, and it becomes **{State.WITHDRAWN}**.",
        ),
    }
    rows = [(f"**{deadline}**", *when[deadline]) for deadline in RequestDeadline]
    foot = (
        f"A chat that is **{State.OPENING}** has no deadline of its own: each of its steps is carried out or "
        "given up, and both\nlead on. A request that comes back keeps the moment of asking."
    )
    head = ("Deadline", "When", "What follows")
    return f"## Deadlines of a request\n\n{_table(head, rows)}\n{foot}\n"


def _deadlines(pace: Pace) -> str:
    when: Mapping[Deadline, tuple[str, str]] = {
        Deadline.FIVE_MINUTES: (
            f"{_minutes(pace.warn_before)} before the agreed end (usually {pace.usual} minutes after the start)",
            f"Both are told. When each of the two presses the button, there are {_minutes(pace.more)} more.",
        ),
        Deadline.TIME_UP: ("at the agreed end", "Both are told kindly. Nobody is cut off."),
        Deadline.QUIET: (
            f"after {_minutes(pace.quiet)} in which nobody wrote",
            "The connection may have dropped: another listener is offered.",
        ),
        Deadline.CLOSE: (
            f"{_minutes(pace.close)} after that line; {_minutes(pace.after_end)} of quiet after the end or a goodbye",
            f"The chat becomes **{State.ENDED}**.",
        ),
    }
    rows = [(f"**{deadline}**", *when[deadline]) for deadline in Deadline]
    foot = (
        f"What the clock has to say is said at most {_minutes(pace.time_useful)} late, and otherwise not at all. "
        "While the bot or its\nconnection was away, silence does not count."
    )
    head = ("Deadline", "When", "What follows")
    return f"## Deadlines of an open chat\n\n{_table(head, rows)}\n{foot}\n"


def _endings() -> str:
    rows = [(f"**{ending}**", _ENDINGS[ending]) for ending in Ending]
    return f"## Reasons of ending\n\n{_table(('Reason', 'What happened'), rows)}"


def _minutes(span: timedelta) -> str:
    return f"{span // timedelta(minutes=1)} minutes"


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [head, ("---",) * len(head), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)
