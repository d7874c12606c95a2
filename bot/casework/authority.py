"""Who may do what: checked on every press, from the community's settings and the person's roles."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who wrote or pressed something, with the roles they hold at that moment."""

    id: int
    name: str = ""
    roles: frozenset[int] = field(default_factory=frozenset)
    manages_server: bool = False
    bot: bool = False


@dataclass(frozen=True, slots=True)
class Offices:
    """Which roles and people hold which office in a community."""

    moderators_role: int | None = None
    listener_role: int | None = None
    oversight: int | None = None
    reviewers_role: int | None = None


def may_set_up(person: Person) -> bool:
    """Setting up is for those who manage the server."""
    return person.manages_server


def is_moderator(person: Person, offices: Offices) -> bool:
    """A moderator holds the moderators' role; who manages the server counts while no role is set."""
    if offices.moderators_role is None:
        return person.manages_server
    return offices.moderators_role in person.roles


def is_listener(person: Person, offices: Offices) -> bool:
    """A listener holds the listener role."""
    return offices.listener_role is not None and offices.listener_role in person.roles


def oversight_can_decide(offices: Offices, subject: int, takes_part: frozenset[int]) -> bool:
    """Whether there is an oversight contact who is no part of the case; if not, somebody else must decide."""
    return offices.oversight is not None and offices.oversight not in {subject, *takes_part}


def must_go_to_oversight(subject_roles: frozenset[int], offices: Offices) -> bool:
    """Cases about moderators go to oversight only."""
    return offices.moderators_role is not None and offices.moderators_role in subject_roles
