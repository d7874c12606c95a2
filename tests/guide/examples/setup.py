"""Setting up, leaving, and what is missing."""

from collections.abc import Iterator

from bot.guide import Wording
from bot.guide.cards_setup import (
    added_card,
    leave_confirm_card,
    left_card,
    setup_card,
    setup_done_card,
    setup_form,
    setup_test_card,
    setup_test_ok_card,
    stays_card,
)
from bot.guide.views_setup import (
    BreakTrouble,
    MissingPermissions,
    Said,
    SetupStep,
    SetupValue,
    SetupView,
    Trouble,
)
from tests.guide.examples.shelf import PLACE, Named

ROLE = "<@&3001>"


def cards(wording: Wording) -> Named:
    yield "setup-added", added_card(wording)
    values = tuple(SetupValue(step, PLACE, ("3001",)) for step in SetupStep)
    for step in SetupStep:
        yield f"setup-step-{step}", setup_card(wording, SetupView(step))
        yield f"setup-again-{step}", setup_card(wording, SetupView(step, values))
    for said in Said:
        yield f"setup-said-{said}", setup_card(wording, SetupView(SetupStep.TIME, said=said))
    names = tuple(name for name in _permission_names(wording))
    missing = (MissingPermissions(PLACE, names), MissingPermissions("", ("manage_guild", "fly")))
    yield "setup-missing", setup_card(wording, SetupView(SetupStep.CHECK, values, missing))
    yield from _troubles(wording)
    yield "setup-time-form", setup_form(wording, SetupView(SetupStep.TIME))
    filled = SetupValue(SetupStep.TIME, "9:00", ("Europe/Berlin", "9"))
    yield "setup-time-form-filled", setup_form(wording, SetupView(SetupStep.TIME, (filled,)))
    yield "setup-link-form", setup_form(wording, SetupView(SetupStep.GUIDE_LINK))
    yield "setup-test", setup_test_card(wording)
    yield "setup-test-ok", setup_test_ok_card(wording, PLACE)
    yield "setup-done", setup_done_card(wording)
    yield "setup-done-missing", setup_done_card(wording, (SetupStep.MODERATORS_ROLE, SetupStep.LOBBY))
    yield "setup-leave", leave_confirm_card(wording)
    yield "setup-left", left_card(wording, ("the thread #chat-12", "the panel in #lobby"))
    yield "setup-left-nothing", left_card(wording, ())
    yield "setup-left-much", left_card(wording, ("a thread " * 20,) * 50)
    for number in range(1, 12):
        yield f"setup-left-edge-{number}", left_card(wording, ("a thread " * (15 + number),) * 11)
    yield "setup-stays", stays_card(wording)


def _troubles(wording: Wording) -> Named:
    write = ("send_messages", "send_messages_in_threads", "create_public_threads", "create_private_threads")
    every = (
        BreakTrouble(Trouble.OUT_OF_REACH, role=ROLE),
        BreakTrouble(Trouble.GONE),
        BreakTrouble(Trouble.NO_ROOM, (PLACE,)),
        BreakTrouble(Trouble.UNREADABLE_MUTED, (PLACE,), ("view_channel", "read_message_history"), ROLE),
        BreakTrouble(Trouble.UNREADABLE_TIMED_OUT, (PLACE,), ("view_channel",)),
        BreakTrouble(Trouble.CAN_WRITE, (PLACE,) * 40, write, ROLE),
        BreakTrouble(Trouble.ANOTHER_ROLE, (PLACE,), write[:1], ROLE, "<@&3002>"),
    )
    for trouble in every:
        view = SetupView(SetupStep.MUTING, troubles=(trouble,))
        yield f"setup-trouble-{trouble.what}", setup_card(wording, view)
    missing = (MissingPermissions(PLACE, write),) * 30
    yield (
        "setup-troubles",
        setup_card(wording, SetupView(SetupStep.CHECK, (), missing, None, every * 5)),
    )


def _permission_names(wording: Wording) -> Iterator[str]:
    return (key.removeprefix("permission.") for key in wording.strings if key.startswith("permission."))
