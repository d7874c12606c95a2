"""Runs the real bot with packs that were loaded and warmed up before it was forked, which it would do for seconds.

For stories that start the bot many times and are about something else:
`BotProcess(..., run="tests.loopback.ready_packs:run")`.
"""

from pathlib import Path

from bot import app
from bot.screening import find_packs, load_screener
from tests.loopback.bot_process import run_sidelight

_CACHE = Path(__file__).resolve().parents[2] / ".pytest_cache" / "d" / "packs"

# Worked out at import, since that is what happens once, in the process from which all bots are forked.
_SCREENER = load_screener(find_packs(), cache=_CACHE)
for _ in _SCREENER.warm_up():
    pass


def run(config: Path) -> int:
    """Runs Sidelight with this settings file until it ends; returns its exit status."""
    app.load_packs = lambda settings: _SCREENER
    return run_sidelight(config)
