"""Print the moderators' desk as a page, for `docs/desk.md`."""

import sys

from bot.casework.desk_page import desk_page

if __name__ == "__main__":
    sys.stdout.write(desk_page())
