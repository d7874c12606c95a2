"""What clients send for commands, choices and forms: the `data` of an interaction."""

from collections.abc import Mapping, Sequence
from typing import TypeAlias

from tests.loopback import payloads
from tests.loopback.world import Json, NotPossibleError, Person, Place, Role, World, walk_components

Thing: TypeAlias = Person | Place | Role
OptionValue: TypeAlias = str | int | float | bool | Thing
FieldValue: TypeAlias = str | bool | Sequence[str | Thing]

SUBCOMMANDS = (1, 2)
BUTTON, TEXT_INPUT, TEXT_DISPLAY, LABEL, FILE_UPLOAD = 2, 4, 10, 18, 19
STRING_SELECT, RADIO_GROUP, CHECKBOX_GROUP, CHECKBOX = 3, 21, 22, 23
WITH_OPTIONS = (STRING_SELECT, RADIO_GROUP, CHECKBOX_GROUP)


def resolved(world: World, things: Sequence[object]) -> Json:
    """Discord's `resolved` part: the whole objects behind the ids in an interaction."""
    people = [thing for thing in things if isinstance(thing, Person)]
    found: Json = {
        "users": {str(person.id): payloads.user(person) for person in people},
        "members": {str(p.id): _bare_member(world, p) for p in people if p.in_community},
        "roles": {str(thing.id): payloads.role(thing) for thing in things if isinstance(thing, Role)},
        "channels": {str(thing.id): _channel(world, thing) for thing in things if isinstance(thing, Place)},
    }
    return {name: part for name, part in found.items() if part}


def _bare_member(world: World, person: Person) -> Json:
    return {**payloads.member(person, with_user=False), "permissions": str(world.permissions_of(person))}


def _channel(world: World, place: Place) -> Json:
    return {**payloads.place(world, place), "permissions": str(world.permissions_of(world.bot))}


def command_data(
    world: World,
    command: Json,
    path: Sequence[str],
    given: Mapping[str, OptionValue],
    focused: str | None = None,
) -> Json:
    """The data of a slash command; `path` names the subcommand, if any; `focused` the option being typed."""
    options, wrappers = command.get("options") or [], []
    for name in path:
        inner = next((o for o in options if o["name"] == name and o["type"] in SUBCOMMANDS), None)
        if inner is None:
            raise NotPossibleError(f"/{command['name']} has no subcommand {name}")
        wrappers.append(inner)
        options = inner.get("options") or []
    chosen = _chosen_options(command["name"], options, given, focused)
    for wrapper in reversed(wrappers):
        chosen = [{"name": wrapper["name"], "type": wrapper["type"], "options": chosen}]
    data = {**_named(command), "options": chosen}
    found = resolved(world, list(given.values()))
    return {**data, "resolved": found} if found else data


def _chosen_options(
    command: str, options: list[Json], given: Mapping[str, OptionValue], focused: str | None
) -> list[Json]:
    known = {option["name"]: option for option in options}
    missing = [o["name"] for o in options if o.get("required") and o["name"] not in given and focused is None]
    if given.keys() - known.keys() or missing:
        raise NotPossibleError(f"/{command} takes {sorted(known)} and needs {missing}, not {sorted(given)}")
    chosen = []
    for name, value in given.items():
        plain = str(value.id) if isinstance(value, Person | Place | Role) else value
        choices = [choice["value"] for choice in known[name].get("choices") or ()]
        if choices and plain not in choices and focused is None:
            raise NotPossibleError(f"/{command} {name} is one of {choices}, not {plain!r}")
        option: Json = {"name": name, "type": known[name]["type"], "value": plain}
        chosen.append({**option, "focused": True} if name == focused else option)
    return chosen


def menu_data(world: World, command: Json, target_id: int, found: Json) -> Json:
    """The data of a context-menu command on a message or person."""
    return {**_named(command), "target_id": str(target_id), "resolved": found}


def _named(command: Json) -> Json:
    data = {"id": command["id"], "name": command["name"], "type": command["type"]}
    return {**data, "guild_id": command["guild_id"]} if "guild_id" in command else data


def component(components: Sequence[Json], custom_id: str) -> Json:
    """The pressable part with this id.

    Raises:
        NotPossibleError: there is none, or it is greyed out.
    """
    parts = {part["custom_id"]: part for part in walk_components(components) if "custom_id" in part}
    if custom_id not in parts:
        raise NotPossibleError(f"there is no {custom_id!r} here, only {sorted(parts)}")
    if parts[custom_id].get("disabled"):
        raise NotPossibleError(f"{custom_id!r} is greyed out")
    return parts[custom_id]


def choice_data(world: World, part: Json, values: Sequence[str | Thing]) -> Json:
    """The data of a press (no values) or of a choice in a select."""
    data: Json = {"custom_id": part["custom_id"], "component_type": part["type"]}
    if part["type"] == BUTTON:
        return data
    found = resolved(world, values)
    data["values"] = chosen_values(part, values)
    return {**data, "resolved": found} if found else data


def chosen_values(part: Json, values: Sequence[str | Thing]) -> list[str]:
    """The values of a select or group, checked against what it offers."""
    plain = [value if isinstance(value, str) else str(value.id) for value in values]
    offered = [option["value"] for option in part.get("options") or ()]
    least = part.get("min_values", 1) if part.get("required", True) else 0
    most = part.get("max_values", 1)
    if part["type"] in WITH_OPTIONS and not set(plain) <= set(offered):
        raise NotPossibleError(f"{part['custom_id']!r} offers {offered}, not {plain}")
    if part["type"] != RADIO_GROUP and not least <= len(plain) <= most:
        raise NotPossibleError(f"{part['custom_id']!r} takes {least} to {most} values, not {len(plain)}")
    return plain


def modal_data(world: World, modal: Json, given: Mapping[str, FieldValue]) -> Json:
    """The data of a sent form: every field, with what was typed or chosen, or what it began with."""
    parts = [part for part in walk_components(modal["components"]) if "custom_id" in part]
    unknown = given.keys() - {part["custom_id"] for part in parts}
    if unknown:
        raise NotPossibleError(
            f"the form has no {sorted(unknown)}, only {[part['custom_id'] for part in parts]}"
        )
    things = [thing for value in given.values() if not isinstance(value, str | bool) for thing in value]
    data: Json = {
        "custom_id": modal["custom_id"],
        "components": [_sent(number, part, given) for number, part in enumerate(modal["components"], 1)],
    }
    found = resolved(world, things)
    return {**data, "resolved": found} if found else data


def _sent(number: int, part: Json, given: Mapping[str, FieldValue]) -> Json:
    base: Json = {"type": part["type"], "id": part.get("id", number)}
    if part["type"] == LABEL:
        return {**base, "component": _field(number + 100, part["component"], given)}
    if part["type"] == TEXT_DISPLAY:
        return base
    inner = part.get("components", ())
    return {**base, "components": [_field(number + 100, field, given) for field in inner]}


def _field(number: int, part: Json, given: Mapping[str, FieldValue]) -> Json:
    custom_id, kind = part["custom_id"], part["type"]
    base: Json = {"type": kind, "id": part.get("id", number), "custom_id": custom_id}
    value = given.get(custom_id, _start(part))
    if isinstance(value, bool):
        return {**base, "value": value}
    if isinstance(value, str):
        return {**base, "value": _typed(part, value) if kind == TEXT_INPUT else value}
    values = chosen_values(part, value)
    return {**base, "value": next(iter(values), None)} if kind == RADIO_GROUP else {**base, "values": values}


def _start(part: Json) -> FieldValue:
    """What a field holds before anybody touches it."""
    if part["type"] == TEXT_INPUT:
        return str(part.get("value") or "")
    if part["type"] == CHECKBOX:
        return bool(part.get("default", False))
    return [option["value"] for option in part.get("options") or () if option.get("default")]


def _typed(part: Json, text: str) -> str:
    least = part.get("min_length") or (1 if part.get("required", True) else 0)
    if not least * bool(text or part.get("required", True)) <= len(text) <= (part.get("max_length") or 4000):
        raise NotPossibleError(f"{part['custom_id']!r} does not take {len(text)} characters")
    return text
