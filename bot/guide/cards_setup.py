"""Cards of the guided setup: one step each, with its present value, and leaving again."""

from itertools import accumulate

from bot.chats import RelayFor
from bot.guide.actions import Action
from bot.guide.building import button, buttons, fitted, lines, paragraphs
from bot.guide.cards_shared import permission_names
from bot.guide.values import Button, Card, Choice, Field, Form, Pick, Select, Style
from bot.guide.views_setup import (
    DAILY,
    OFF,
    ON,
    WEEKLY,
    BreakTrouble,
    MissingPermissions,
    SetupPart,
    SetupStep,
    SetupView,
)
from bot.guide.wording import Wording, available_locales
from bot.screening import Strictness

# What is chosen by most comes first.
_SWITCHES = {
    SetupStep.SHADOW: (ON, OFF),
    SetupStep.PAUSE_ON_URGENT: (ON, OFF),
    SetupStep.GROUPS_MIX: (OFF, ON),
    SetupStep.CRISIS: (ON, OFF),
    SetupStep.CRISIS_ALERT: (ON, OFF),
}
_PICKS = {
    SetupStep.MODERATORS_CHANNEL: (Pick.CHANNEL, 1),
    SetupStep.MODERATORS_ROLE: (Pick.ROLE, 1),
    SetupStep.OVERSIGHT: (Pick.PERSON, 1),
    SetupStep.LISTENER_ROLE: (Pick.ROLE, 1),
    SetupStep.LOBBY: (Pick.CHANNEL, 1),
    SetupStep.REQUESTS: (Pick.CHANNEL, 1),
    SetupStep.ROOMS: (Pick.FORUM_OR_CHANNEL, 25),
    SetupStep.ADULT_ROLE: (Pick.ROLE, 1),
    SetupStep.TEEN_ROLE: (Pick.ROLE, 1),
}
# The steps that choose several things, with what Discord lists for each.
_PARTS = {
    SetupStep.BREAK_ROLES: {
        SetupPart.LEADERSHIP_ROLE: Pick.ROLE,
        SetupPart.ADULT_TEEN_ROLE: Pick.ROLE,
        SetupPart.REVIEWERS_ROLE: Pick.ROLE,
    },
    SetupStep.MUTING: {SetupPart.MUTED_ROLE: Pick.ROLE, SetupPart.QUIET_ROOM: Pick.CHANNEL},
}
# As `casework.points` names the tables that come with Sidelight; `off` uses none.
_TABLES = ("off", "starter", "table-2020")
_RELAYS = (RelayFor.ALL, RelayFor.NEW, RelayFor.NOBODY)
_WRITTEN = (SetupStep.TIME, SetupStep.GUIDE_LINK)
_OPTIONAL = (
    *(SetupStep.OVERSIGHT, SetupStep.REQUESTS, SetupStep.ROOMS, SetupStep.GUIDE_LINK),
    *(SetupStep.ADULT_ROLE, SetupStep.TEEN_ROLE, SetupStep.BREAK_ROLES, SetupStep.MUTING),
)

# How long the list of what is missing may be, and that of what would go wrong; and how many rooms one line names.
SECTION_LENGTH, MOST_PLACES = 700, 5


def added_card(wording: Wording) -> Card:
    """Give the one message on being added to a server."""
    return Card(wording.text("setup.added"), (button(wording, Action.SET_UP, style=Style.MAIN),))


def setup_card(wording: Wording, view: SetupView) -> Card:
    """Show one step: what it is, what it holds, what is missing, and where to go next."""
    total = len(SetupStep)
    head = lines(_said(wording, view), wording.text("setup.head", number=view.step.number, total=total))
    step = wording.text(
        "setup.step_now",
        title=wording.named("setup.title", view.step),
        about=wording.named("setup.about", view.step),
    )
    rows = _summary(wording, view) if view.step is SetupStep.CHECK else [_now(wording, view, view.step)]
    more = wording.count
    text = fitted(
        paragraphs(head, step), rows, _missing(wording, view), lambda left: more("setup.more", left)
    )
    return Card(text, _buttons(wording, view), (*_selects(wording, view), _go(wording)))


def setup_form(wording: Wording, view: SetupView) -> Form:
    """Ask for what is written: zone and hour, or the guide's address. The step's `chosen` fills it in."""
    chosen = view.value(view.step).chosen
    title = wording.named("form", Action.SETUP_SAVE)
    if view.step is SetupStep.TIME:
        zone, hour, *_ = chosen or ("", "")
        fields: tuple[Field, ...] = (
            _field(wording, "zone", zone, 60),
            _field(wording, "hour", hour, 2),
        )
    else:
        fields = (_field(wording, "link", chosen[0] if chosen else "", 200),)
    return Form(title, Action.SETUP_SAVE, fields, view.step)


def setup_test_ok_card(wording: Wording, place: str) -> Card:
    """Confirm the test: a message could be written, pinned and taken away."""
    return Card(wording.text("setup.test_ok", place=place))


def setup_test_card(wording: Wording) -> Card:
    """Give the message that the test writes for a moment."""
    return Card(wording.text("moderator.test"))


def setup_done_card(wording: Wording, missing: tuple[SetupStep, ...] = ()) -> Card:
    """Say that setup is finished and can be run again, or which steps are still needed."""
    if not missing:
        return Card(wording.text("setup.done"))
    rows = (wording.text("setup.needed_line", title=wording.named("setup.title", step)) for step in missing)
    return Card(
        lines(wording.text("setup.needed"), *rows), (button(wording, Action.SET_UP, style=Style.MAIN),)
    )


def leave_confirm_card(wording: Wording) -> Card:
    """Ask once more before everything is exported, deleted and left."""
    yes = button(wording, Action.LEAVE_YES, style=Style.DANGER)
    return Card(wording.text("setup.leave"), (yes, button(wording, Action.LEAVE_NO)))


def left_card(wording: Wording, made: tuple[str, ...]) -> Card:
    """Say goodbye and list what the bot made in the server."""
    if not made:
        return Card(wording.text("setup.left_nothing"))
    rows = [wording.text("setup.left_line", thing=thing) for thing in made]
    return Card(fitted(wording.text("setup.left"), rows, "", lambda left: wording.count("setup.more", left)))


def stays_card(wording: Wording) -> Card:
    """Answer No, stay."""
    return Card(wording.text("setup.stays"))


def _said(wording: Wording, view: SetupView) -> str:
    return wording.named("setup.said", view.said) if view.said else ""


def _now(wording: Wording, view: SetupView, step: SetupStep) -> str:
    if step in _PARTS:
        return lines(*(_part(wording, view, step, part) for part in _PARTS[step]))
    shown = view.value(step).shown or wording.text("setup.unset")
    return wording.text("setup.now", shown=shown)


def _part(wording: Wording, view: SetupView, step: SetupStep, part: SetupPart) -> str:
    shown = view.value(step, part).shown or wording.text("setup.unset")
    return wording.text("setup.part_now", name=wording.named("setup.part", part), shown=shown)


def _shown(wording: Wording, view: SetupView, step: SetupStep) -> str:
    parts = _PARTS.get(step, (None,))
    held = (view.value(step, part).shown for part in parts)
    return ", ".join(filter(None, held)) or wording.text("setup.unset")


def _summary(wording: Wording, view: SetupView) -> list[str]:
    return [
        wording.text(
            "setup.summary_line",
            title=wording.named("setup.title", step),
            shown=_shown(wording, view, step),
        )
        for step in SetupStep
        if step is not SetupStep.CHECK
    ]


def _missing(wording: Wording, view: SetupView) -> str:
    rows = [_missing_line(wording, one) for one in view.missing]
    missing = _section(wording, "setup.missing_head", rows)
    if not rows and view.step is SetupStep.CHECK:
        missing = wording.text("setup.all_there")
    troubles = [_trouble_line(wording, one) for one in view.troubles]
    return paragraphs(missing, _section(wording, "setup.trouble_head", troubles))


def _section(wording: Wording, head: str, rows: list[str]) -> str:
    """Give a heading with as many of its lines as it has room for, at least one; nothing without lines."""
    if not rows:
        return ""
    shown = max(1, sum(length <= SECTION_LENGTH for length in accumulate(len(row) + 1 for row in rows)))
    more = wording.count("setup.more", len(rows) - shown) if shown < len(rows) else ""
    return lines(wording.text(head), *rows[:shown], more)


def _trouble_line(wording: Wording, trouble: BreakTrouble) -> str:
    shown = ", ".join(trouble.places[:MOST_PLACES])
    left_out = len(trouble.places) - MOST_PLACES
    values = {
        "places": wording.text("setup.places_more", places=shown, number=left_out) if left_out > 0 else shown,
        "names": permission_names(wording, trouble.names),
        "role": trouble.role,
        "other": trouble.other,
    }
    return wording.named(
        "setup.trouble", trouble.what, **{key: value for key, value in values.items() if value}
    )


def _missing_line(wording: Wording, missing: MissingPermissions) -> str:
    names = permission_names(wording, missing.names)
    if not missing.place:
        return wording.text("setup.missing_everywhere", names=names)
    return wording.text("setup.missing_line", place=missing.place, names=names)


def _selects(wording: Wording, view: SetupView) -> tuple[Select, ...]:
    placeholder = wording.named("select", Action.SETUP_PICK)
    chosen = view.value(view.step).chosen
    if view.step in _PARTS:
        return tuple(
            Select(
                Action.SETUP_PICK,
                wording.named("setup.part_pick", part),
                pick=pick,
                argument=f"{view.step}:{part}",
                chosen=view.value(view.step, part).chosen,
            )
            for part, pick in _PARTS[view.step].items()
        )
    if view.step in _PICKS:
        pick, most = _PICKS[view.step]
        select = Select(
            Action.SETUP_PICK, placeholder, pick=pick, argument=view.step, most=most, chosen=chosen
        )
        return (select,)
    choices = _choices(wording, view.step)
    return (
        (Select(Action.SETUP_PICK, placeholder, choices, argument=view.step, chosen=chosen),)
        if choices
        else ()
    )


def _choices(wording: Wording, step: SetupStep) -> tuple[Choice, ...]:
    if step is SetupStep.LANGUAGE:
        return tuple(Choice(wording.language(locale), locale) for locale in available_locales())
    if step is SetupStep.STRICTNESS:
        return tuple(_strictness(wording, name) for name in Strictness)
    if step is SetupStep.RELAY:
        return tuple(
            _choice(wording, f"relay_{value}", value)
            for value in (RelayFor.ALL, RelayFor.NEW, RelayFor.NOBODY)
        )
    if step is SetupStep.TIME:
        return tuple(_choice(wording, f"digest_{every}", every) for every in (DAILY, WEEKLY))
    if step is SetupStep.POINTS:
        return tuple(_choice(wording, f"points_{name}", name) for name in _TABLES)
    if step in _SWITCHES:
        return tuple(_choice(wording, f"{step}_{value}", value) for value in _SWITCHES[step])
    return ()


def _strictness(wording: Wording, name: Strictness) -> Choice:
    about = wording.named("setup.strictness_about", name)
    return Choice(wording.named("setup.strictness", name), name, about)


def _choice(wording: Wording, name: str, value: str) -> Choice:
    return Choice(wording.named("setup", name), value, wording.named("setup", f"{name}_about"))


def _go(wording: Wording) -> Select:
    # Nothing is shown as chosen, so that the placeholder says what this is for.
    choices = tuple(Choice(wording.named("setup.title", step), step) for step in SetupStep)
    return Select(Action.SETUP_GO, wording.named("select", Action.SETUP_GO), choices)


def _buttons(wording: Wording, view: SetupView) -> tuple[Button, ...]:
    step = view.step
    write = buttons(wording, step, Action.SETUP_WRITE) if step in _WRITTEN else ()
    clear = buttons(wording, step, Action.SETUP_CLEAR) if step in _OPTIONAL else ()
    back = buttons(wording, step.before, Action.SETUP_BACK) if step is not step.before else ()
    if step is not SetupStep.CHECK:
        onward = button(wording, Action.SETUP_NEXT, step.after, Style.MAIN)
        return (*write, *clear, *back, onward, button(wording, Action.SETUP_DONE))
    done = button(wording, Action.SETUP_DONE, style=Style.GO)
    leave = button(wording, Action.LEAVE, style=Style.DANGER)
    return (*back, button(wording, Action.SETUP_TEST), done, leave)


def _field(wording: Wording, key: str, value: str, most: int) -> Field:
    label = wording.text(f"setup.{key}_field")
    return Field(key, label, wording.text(f"setup.{key}_hint"), value=value, most=most)
