"""Cards for someone who may need help now: helplines first, then people of the community."""

from dataclasses import replace

from bot.guide.actions import Action
from bot.guide.building import TEXT_LIMIT, button, buttons, lines, paragraphs
from bot.guide.cards_account import AccountView, account_line
from bot.guide.cards_shared import help_line, private, urgent_button
from bot.guide.helplines import EVERYWHERE, Country, Helpline
from bot.guide.values import Card, Choice, Select, Style
from bot.guide.wording import Wording


def urgent_help_card(wording: Wording, chat: str = "", emergency: str = "", helpline: str = "") -> Card:
    """Answer Urgent help: the numbers in the text itself, so that nothing depends on a further press."""
    text = wording.text("crisis.urgent", help=help_line(wording, emergency, helpline))
    return Card(text, buttons(wording, chat, Action.FIND_HELP, Action.ASK_MODERATOR))


def crisis_card(
    wording: Wording,
    chat: str,
    emergency: str = "",
    helpline: str = "",
    community: str = "",
    *,
    refers: bool = False,
    alerted: bool = False,
    hint: bool = False,
) -> Card:
    """Give the one warm card after crisis words. `refers`: such chats go to trained people (T38).

    `alerted`: moderators got a link, which people are told. `hint`: the words only may mean it, and the card says so.
    """
    then = wording.text("crisis.referring" if refers else "crisis.keep_talking")
    said = "crisis.hint" if hint else "crisis.card"
    text = wording.text(said, help=help_line(wording, emergency, helpline), then=then)
    choices = buttons(wording, chat, Action.FIND_HELP, Action.ASK_MODERATOR, Action.OKAY_FOR_NOW)
    told = wording.text("crisis.alerted") if alerted else ""
    return Card(private(wording, community, text, told), choices)


def helpline_select(wording: Wording) -> Card:
    """Let someone choose a country; whom to call, and the directory, are in the text already."""
    text = paragraphs(help_line(wording), wording.text("crisis.pick"))
    choices = tuple(
        Choice(country_name(wording, country.code), country.code) for country in in_order(wording)
    )
    select = Select(Action.CHOOSE_COUNTRY, wording.named("select", Action.CHOOSE_COUNTRY), choices)
    return Card(text, selects=(select,))


def helpline_card(wording: Wording, code: str) -> Card:
    """Show one country's numbers: for danger first, then the directory. An unknown code shows the directory."""
    country = wording.helplines.country(code)
    text = lines(
        wording.text("crisis.in_country", country=country_name(wording, country.code)),
        wording.text("crisis.emergency", emergency=emergency_of(wording, country)),
        wording.text("crisis.directory", directory=wording.helplines.directory),
        *(service(wording, line) for line in country.lines),
        wording.text("crisis.checked", checked=wording.day(country.checked)),
    )
    return Card(text, selects=helpline_select(wording).selects)


def asked_moderator_card(wording: Wording, *, named: bool = False, waits: bool = False) -> Card:
    """Confirm that the moderators were asked, promising nothing more than that.

    `named`: they were told who asks, since there is no chat to go to. `waits`: answers wait under My messages.
    """
    said = (
        wording.text("crisis.asked"),
        wording.text("crisis.named") if named else "",
        wording.text("crisis.waits") if waits else "",
    )
    more = (Action.MY_MESSAGES,) if waits else ()
    return Card(paragraphs(*said), buttons(wording, "", Action.FIND_HELP, *more))


def nobody_answered_card(
    wording: Wording, community: str = "", emergency: str = "", helpline: str = ""
) -> Card:
    """Say after ten minutes that no moderator answered, and who does."""
    numbers = help_line(wording, emergency, helpline)
    text = private(wording, community, wording.text("crisis.nobody_yet"), numbers)
    return Card(text, buttons(wording, "", Action.FIND_HELP))


def moderator_coming_card(wording: Wording, community: str = "") -> Card:
    """Say that a moderator is on it; only after one pressed so."""
    return Card(private(wording, community, wording.text("crisis.coming")))


def okay_for_now_card(wording: Wording) -> Card:
    """Answer I'm okay for now."""
    return Card(wording.text("crisis.okay"))


def crisis_link_card(wording: Wording, link: str, argument: str, *, asked: bool = False) -> Card:
    """Give moderators a link without words. `asked`: the person asked for a moderator."""
    key = "moderator.crisis_asked" if asked else "moderator.crisis_words"
    text = lines(wording.text(key, link=link), wording.text("moderator.crisis_foot"))
    return Card(text, (button(wording, Action.HELP_TAKEN, argument, Style.GO),))


def moderator_wanted_card(
    wording: Wording, link: str, argument: str, account: AccountView | None = None
) -> Card:
    """Tell moderators that a listener asks for one of them. `account`: the member's, when it is new here."""
    taken = button(wording, Action.HELP_TAKEN, argument, Style.GO)
    about = account_line(wording, account) if account is not None else ""
    return Card(lines(wording.text("moderator.help_asked", link=link), about), (taken,))


def moderator_wanted_relay_card(wording: Wording, number: int, listener: str, argument: str) -> Card:
    """Tell moderators that a listener in a relayed chat asks for one of them. `listener` is a mention."""
    taken = button(wording, Action.HELP_TAKEN, argument, Style.GO)
    return Card(wording.text("moderator.help_asked_relay", number=number, listener=listener), (taken,))


def help_taken_card(wording: Wording, who: str, link: str, chat: str = "") -> Card:
    """Replace a call for help after a moderator took it. `who` is a mention; `chat` may be gone into."""
    enter = buttons(wording, chat, Action.ENTER_CHAT) if chat else ()
    return Card(wording.text("moderator.help_taken", who=who, link=link), enter)


def country_name(wording: Wording, code: str) -> str:
    """Give a country's name, or the words for anywhere else."""
    return wording.text("crisis.elsewhere") if code == EVERYWHERE else wording.country(code)


def emergency_of(wording: Wording, country: Country) -> str:
    """Give a country's emergency number, or the words for an unknown one."""
    return country.emergency or wording.text("help.any_emergency")


def service(wording: Wording, line: Helpline) -> str:
    """Give one helpline as a list line."""
    if line.whom:
        return wording.text("crisis.service_for", name=line.name, whom=line.whom, reach=line.reach)
    return wording.text("crisis.service", name=line.name, reach=line.reach)


def in_order(wording: Wording) -> list[Country]:
    """Give the countries by name in this locale, anywhere else last."""
    countries = wording.helplines.countries
    return sorted(countries, key=lambda each: (each.code == EVERYWHERE, country_name(wording, each.code)))


def with_help_first(wording: Wording, card: Card) -> Card:
    """Put help before an answer to somebody whose words sounded like a crisis (T38), with a way to more of it."""
    offered = any(one.action == Action.URGENT_HELP for one in card.buttons)
    more = () if offered else (urgent_button(wording),)
    text = paragraphs(urgent_help_card(wording).text, card.text)
    # At the end of such an answer stand, if anything so long, their own words, which are kept elsewhere.
    fits = text if len(text) <= TEXT_LIMIT else f"{text[: TEXT_LIMIT - 1]}…"
    return replace(card, text=fits, buttons=(*card.buttons, *more))
