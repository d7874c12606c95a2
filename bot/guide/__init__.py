"""Everything people read: cards, forms, guide pages and helplines, per locale, free of Discord.

Here stand the shapes that all of it has, what can be pressed, and the wording of a locale. The rest is imported
from the module that owns it: `cards_*` make cards and forms, `views` and `views_*` are what these are given to
show, and `pages`, `rules`, `helplines`, `news` and `goodbyes` read the long texts.
"""

from bot.guide.actions import Action, custom_id
from bot.guide.pages import Page
from bot.guide.values import Button, Card, Choice, Field, Form, Pick, Select, Style
from bot.guide.wording import Wording, WordingError, available_locales, load_wording

__all__ = [
    "Action",
    "Button",
    "Card",
    "Choice",
    "Field",
    "Form",
    "Page",
    "Pick",
    "Select",
    "Style",
    "Wording",
    "WordingError",
    "available_locales",
    "custom_id",
    "load_wording",
]
