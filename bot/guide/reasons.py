"""The reasons people give for talking elsewhere (T09 to T12), in groups small enough for one screen."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType


class ReasonGroup(StrEnum):
    """What a reason leans on, in the words of the person who hears it."""

    DEVICE = "device"
    TIME = "time"
    FREEDOM = "freedom"
    ALLOWED = "allowed"
    MORE_HELP = "more_help"
    PROOF = "proof"
    CLOSENESS = "closeness"
    PRESSURE = "pressure"


# Each name is that of a family of excuses in the packs; each family has one group.
REASONS: Mapping[ReasonGroup, tuple[str, ...]] = MappingProxyType(
    {
        ReasonGroup.DEVICE: (
            "typing_difficulty",
            "battery_data_drain",
            "app_glitch",
            "notifications_missed",
            "media_wont_upload",
            "access_needs",
            "device_sharing",
        ),
        ReasonGroup.TIME: (
            "leaving_soon",
            "rarely_here",
            "limits_paywall_ban",
            "last_chance_urgency",
            "ban_evasion_continuity",
            "timezone",
        ),
        ReasonGroup.FREEDOM: (
            "speak_freely_censor",
            "mods_are_watching",
            "more_private_or_secure",
            "secrecy",
        ),
        ReasonGroup.ALLOWED: ("rule_minimising", "permission_claim", "easier_elsewhere"),
        ReasonGroup.MORE_HELP: (
            "always_available",
            "just_for_emergencies",
            "special_technique_or_handoff",
            "resource_delivery",
            "group_invite",
        ),
        ReasonGroup.PROOF: (
            "hear_see_for_trust",
            "prove_real",
            "find_you_by_name",
            "id_or_survey",
            "welfare_check_hook",
            "joke_probe",
        ),
        ReasonGroup.CLOSENESS: ("shared_hobby", "third_party_ask", "more_than_listener", "affinity"),
        ReasonGroup.PRESSURE: (
            "guilt_trust_test",
            "reciprocity_debt",
            "helper_in_need",
            "abandonment_threat",
            "gifts_money",
        ),
    }
)
