"""The machine a run was made on, as far as its figures depend on it."""

import os
import platform
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Machine:
    """Processor, number of cores and Python version."""

    processor: str
    cores: int
    python: str

    def __str__(self) -> str:
        return f"{self.processor}, {self.cores} cores shared with others, {self.python}"


def this_machine() -> Machine:
    """The machine that this process runs on."""
    python = f"{platform.python_implementation()} {platform.python_version()} on {platform.system()}"
    return Machine(_processor(), os.cpu_count() or 1, python)


def _processor() -> str:
    listed = Path("/proc/cpuinfo")
    lines = listed.read_text("utf-8").splitlines() if listed.is_file() else []
    named = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(named, platform.processor() or platform.machine())
