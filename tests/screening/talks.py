"""A talk in one place, as stories about memory tell it."""

from bot.screening import Findings, Memory, Message, Screener, Side


class Talk:
    """A conversation in one place."""

    def __init__(self, screener: Screener) -> None:
        self.screener, self.memory, self.count = screener, Memory(), 0

    def says(self, side: Side, text: str, key: str = "") -> Findings:
        """What screening finds in the next message."""
        self.count += 1
        return self.screener.look(Message(text, side, key or str(self.count)), self.memory)
