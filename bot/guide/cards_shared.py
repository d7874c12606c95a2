"""Cards that both sides of a chat read, and answers when something cannot be done."""

from datetime import datetime

from bot.guide.actions import Action
from bot.guide.building import button, buttons, day, lines, opening, paragraphs
from bot.guide.pages import Page
from bot.guide.values import Button, Card, Choice, Select, Style
from bot.guide.wording import Wording

ROOM_BUTTONS = (Action.SHOW_RULES, Action.WHO_IS_HERE, Action.OKAY_HERE, Action.FEELS_WRONG)
NEAR_BUTTONS = (Action.OKAY_HERE, Action.FEELS_WRONG, Action.ANOTHER_LISTENER)


def help_line(wording: Wording, emergency: str = "", helpline: str = "") -> str:
    """Give the line that names who to call. Empty numbers fall back to the directory."""
    call = emergency or wording.text("help.any_emergency")
    directory = wording.helplines.directory
    if not helpline:
        return wording.text("help.line_directory", emergency=call, directory=directory)
    return wording.text("help.line", emergency=call, helpline=helpline, directory=directory)


def lobby_panel(wording: Wording, emergency: str = "", helpline: str = "") -> Card:
    """Give the lobby's panel, where members ask for a listener."""
    text = wording.text("lobby.panel", help=help_line(wording, emergency, helpline))
    rest = buttons(wording, "", Action.OKAY_HERE, Action.FEELS_WRONG)
    return Card(text, (button(wording, Action.TALK, style=Style.MAIN), *rest, urgent_button(wording)))


def room_panel(wording: Wording, emergency: str = "", helpline: str = "") -> Card:
    """Give the panel of a watched room; it says that a bot checks and who can read."""
    text = wording.text("room.panel", help=help_line(wording, emergency, helpline))
    return Card(text, (*buttons(wording, "", *ROOM_BUTTONS), urgent_button(wording)))


def panel(wording: Wording, chat: str, listener: str, emergency: str = "", helpline: str = "") -> Card:
    """Give the safety panel that is pinned in every chat (T27 to T34). `listener` is a name or a mention."""
    text = wording.text("panel.chat", listener=listener, help=help_line(wording, emergency, helpline))
    return Card(text, (*buttons(wording, chat, *NEAR_BUTTONS, Action.END_CHAT), urgent_button(wording, chat)))


def nearby_card(wording: Wording, chat: str) -> Card:
    """Give the silent line that keeps the buttons, the listener's card (T36) and urgent help near the bottom."""
    near = buttons(wording, chat, *NEAR_BUTTONS, Action.LISTENER_CARD)
    return Card(wording.text("panel.nearby"), (*near, urgent_button(wording, chat)))


def urgent_button(wording: Wording, chat: str = "") -> Button:
    """Give the button Urgent help; it looks the same everywhere."""
    return button(wording, Action.URGENT_HELP, chat, Style.DANGER)


def notice(wording: Wording, chat: str, category: str = "contact_request", excuse: str = "") -> Card:
    """Give the notice to both sides. An excuse that has no line of its own is passed over (T09 to T12)."""
    answer = wording.named("excuse", excuse) if excuse and wording.has("excuse", excuse) else ""
    about = wording.named("notice.about", category)
    said = lines(f"{wording.text('notice.start')} {about}", answer, wording.text("notice.end"))
    return Card(said, buttons(wording, chat, *NEAR_BUTTONS))


def notice_checked(wording: Wording) -> Card:
    """Give what replaces a notice after a person found nothing wrong."""
    return Card(wording.text("notice.checked"))


def see_note_card(wording: Wording, mention: str, note: str) -> Card:
    """Give the neutral line for someone whose private messages are closed. It names no topic."""
    return Card(wording.text("note.waiting", mention=mention), buttons(wording, note, Action.SEE_NOTE))


def not_yours_card(wording: Wording) -> Card:
    """Answer someone who opened another person's note."""
    return Card(wording.text("note.not_yours"))


def ended_card(wording: Wording, deleted_at: datetime | None = None) -> Card:
    """Give the one text with which every chat ends, whoever ended it.

    In the chat itself it also says until when it is kept.
    """
    kept = wording.text("ending.kept", until=day(deleted_at)) if deleted_at is not None else ""
    return Card(paragraphs(wording.text("ending.ended"), kept))


def goes_on_card(wording: Wording) -> Card:
    """Answer Keep talking."""
    return Card(wording.text("ending.goes_on"))


def all_right_card(wording: Wording) -> Card:
    """Take a no as it is."""
    return Card(wording.text("sorry.all_right"))


def end_confirm(wording: Wording, chat: str) -> Card:
    """Ask once more before a chat ends; no reason is wanted."""
    yes = button(wording, Action.END_YES, chat, Style.DANGER)
    return Card(wording.text("ending.confirm"), (yes, button(wording, Action.END_NO, chat)))


def guide_card(wording: Wording, page: Page, url: str = "") -> Card:
    """Give one guide page inside Discord, with a choice of the others; a web button only with a `url`."""
    shown = wording.guide.page(page)
    head = wording.text("guide.head", title=shown.title)
    foot = wording.text("guide.foot", version=shown.version, updated=wording.day(shown.updated))
    choices = tuple(Choice(each.title, each.page, each.summary) for each in wording.guide.pages)
    select = Select(Action.SHOW_PAGE, wording.named("select", Action.SHOW_PAGE), choices, chosen=(page,))
    ask = button(wording, Action.ASK_TEAM)
    return Card(f"{head}\n{shown.text}\n{foot}", (ask, *web_button(wording, url)), (select,))


def privacy_card(wording: Wording, url: str = "") -> Card:
    """Answer `/privacy`: what is stored, how long, who reads it."""
    return guide_card(wording, Page.PRIVACY, url)


def help_card(
    wording: Wording, operator: str, url: str = "", emergency: str = "", helpline: str = ""
) -> Card:
    """Answer `/help`. `operator` is the contact of the person who runs this bot."""
    text = wording.text("guide.help", operator=operator, help=help_line(wording, emergency, helpline))
    safe = (Action.OKAY_HERE, Action.SHOW_RULES)
    own = buttons(wording, "", *safe, Action.MY_MESSAGES, Action.MY_NOTES, Action.ASK_TEAM)
    return Card(text, (*own, urgent_button(wording), *web_button(wording, url)))


def sorry_card(wording: Wording) -> Card:
    """Answer a press that failed on our side."""
    return Card(wording.text("sorry.sorry"))


def not_allowed_card(wording: Wording) -> Card:
    """Answer someone who may not press this."""
    return Card(wording.text("sorry.not_allowed"))


def too_late_card(wording: Wording) -> Card:
    """Answer a press on something that is over."""
    return Card(wording.text("sorry.too_late"))


def which_community_card(wording: Wording, emergency: str = "", helpline: str = "") -> Card:
    """Answer a press in private that could belong to more than one community, or to none."""
    text = wording.text("sorry.which_community", help=help_line(wording, emergency, helpline))
    return Card(text, buttons(wording, "", Action.FIND_HELP))


def permission_names(wording: Wording, names: tuple[str, ...]) -> str:
    """Give permissions in the client's own words; an unknown one is spelled out."""
    return ", ".join(
        wording.named("permission", name) if wording.has("permission", name) else name.replace("_", " ")
        for name in names
    )


def private(wording: Wording, community: str, *parts: str) -> str:
    """Give a private text; with a community's name it opens by saying who is speaking."""
    return paragraphs(opening(wording, community), *parts)


def web_button(wording: Wording, url: str) -> tuple[Button, ...]:
    """Give the link to the guide on the web; nothing without an address."""
    return (Button(wording.text("link.web_guide"), url=url),) if url else ()
