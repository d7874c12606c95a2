"""Print the life of a chat as a page, for `docs/chats.md`."""

import sys

from bot.chats import life_table

if __name__ == "__main__":
    sys.stdout.write(life_table())
