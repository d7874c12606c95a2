"""The real bot in a simulated Discord, for anyone to try without an account."""

from bot.demo.playing import main

__all__ = ["main"]
