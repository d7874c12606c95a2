"""The life of a 1-1 chat as a state machine: pure, with no clock and no store of its own."""

from bot.chats.life import Event, NotNow, State, after, is_live, states_before

__all__ = ["Event", "NotNow", "State", "after", "is_live", "states_before"]
