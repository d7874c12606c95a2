"""What the health page reports: each part of the running bot, and whether it works."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class HealthCheck:
    """One part, whether it works, and a plain word about it (never an address, a name or a key)."""

    name: str
    works: bool
    said: str = ""


@dataclass(frozen=True, slots=True)
class Health:
    """The state of the whole bot: well when every part works."""

    version: str
    checks: tuple[HealthCheck, ...] = ()

    @property
    def well(self) -> bool:
        """Whether every part works."""
        return all(check.works for check in self.checks)
