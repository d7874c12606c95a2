"""Starting is what a new process waits for: importing screening, reading the packs, and the compiled scanner."""

import statistics
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

_PROGRAM = """
import sys, time
started = time.perf_counter()
from pathlib import Path
from bot.screening import find_packs, load_screener
load_screener(find_packs(), cache=Path(sys.argv[1]))
print(time.perf_counter() - started)
"""
_REPEATS = 3


@dataclass(frozen=True, slots=True)
class Start:
    """Seconds from the import to a screener that is ready: the first time, and with what that left behind."""

    cold: float
    cached: float


def measure_start() -> Start:
    """Start anew in processes of their own."""
    with tempfile.TemporaryDirectory() as folder:
        cold = _seconds(Path(folder))
        return Start(cold, statistics.median(_seconds(Path(folder)) for _ in range(_REPEATS)))


def _seconds(cache: Path) -> float:
    command = [sys.executable, "-c", _PROGRAM, str(cache)]
    done = subprocess.run(command, cwd=Path(__file__).parents[1], capture_output=True, text=True, check=True)
    return float(done.stdout)
