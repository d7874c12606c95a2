"""Age groups: adults and teens by role, who never meet in a chat unless their community says so."""

from enum import StrEnum


class Group(StrEnum):
    """The age group of a person; the value is stored."""

    EVERYONE = ""
    ADULT = "adult"
    TEEN = "teen"
    UNCLEAR = "unclear"


def group_of(roles: frozenset[int], adult_role: int | None, teen_role: int | None) -> Group:
    """The age group that a person's roles show.

    Without such roles in the community all are one group. With one of them, everybody else is the other group.
    With both, who holds neither or both is unclear.
    """
    if adult_role is None and teen_role is None:
        return Group.EVERYONE
    is_adult, is_teen = adult_role in roles, teen_role in roles
    if teen_role is None:
        return Group.ADULT if is_adult else Group.TEEN
    if adult_role is None:
        return Group.TEEN if is_teen else Group.ADULT
    if is_adult == is_teen:
        return Group.UNCLEAR
    return Group.ADULT if is_adult else Group.TEEN


def may_meet(one: Group, other: Group, *, mix: bool) -> bool:
    """Whether these two may be matched; who is unclear meets nobody while groups are kept apart."""
    return mix or (one is other and one is not Group.UNCLEAR)
