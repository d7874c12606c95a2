"""Cards of a listener's own shift: on and off, limits, and a rest after something heavy."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.chats import MOST_CHATS, Shift, Topic
from bot.guide.actions import Action
from bot.guide.building import button, buttons, day_and_time, lines, paragraphs
from bot.guide.cards_choosing import page_lines, topic_name
from bot.guide.cards_news import SHIFT_PAGE, NewsWish, news_button, news_line
from bot.guide.cards_shared import private
from bot.guide.values import Button, Card, Choice, Select, Style
from bot.guide.views import ListenerPage
from bot.guide.wording import Wording

NO_LIMIT = "0"
RESTS = {
    "half_hour": timedelta(minutes=30),
    "hour": timedelta(hours=1),
    "three_hours": timedelta(hours=3),
    "day": timedelta(days=1),
}


@dataclass(frozen=True, slots=True)
class ShiftView:
    """A listener's shift as it is now, and how many chats they have open."""

    shift: Shift
    open_chats: int
    now: datetime
    page: ListenerPage = field(default_factory=ListenerPage)
    news: NewsWish = NewsWish.OFF


def desk_panel(wording: Wording) -> Card:
    """Give the panel in the listeners' own channel."""
    return Card(wording.text("desk.panel"), buttons(wording, "", Action.MY_SHIFT, Action.LISTENER_CARD))


def my_shift_card(wording: Wording, view: ShiftView) -> Card:
    """Show a listener their shift and limits, each to be changed at once."""
    shift = view.shift
    topics = ", ".join(topic_name(wording, topic) for topic in Topic if topic in shift.not_taken)
    limits = lines(
        wording.text("shift.most", most=_most(wording, shift.most_chats), open=view.open_chats),
        wording.text("shift.not_taken", topics=topics) if topics else wording.text("shift.all_topics"),
    )
    page = page_lines(wording, view.page)
    news = news_line(wording, view.news)
    text = paragraphs(_standing(wording, view), limits, page, news, wording.text("shift.foot"))
    return Card(text, _shift_buttons(wording, view), (_most_select(wording, shift), _topics(wording, shift)))


def full_card(wording: Wording) -> Card:
    """Answer a listener who accepts more chats than they chose to have at once."""
    return Card(wording.text("shift.full"), buttons(wording, "", Action.MY_SHIFT))


def rest_offer_card(wording: Wording, before: str = "") -> Card:
    """Ask after a heavy chat whether the listener wants a rest. `before` is what is said first."""
    offer = wording.text("rest.offer", directory=wording.helplines.directory)
    take = button(wording, Action.TAKE_REST, style=Style.MAIN)
    return Card(paragraphs(before, offer), (take, button(wording, Action.NO_REST)))


def rest_taken_card(wording: Wording, until: datetime, length: str = "hour") -> Card:
    """Confirm a rest, and let its length be changed."""
    choices = tuple(Choice(wording.named("rest.length", name), name) for name in RESTS)
    placeholder = wording.named("select", Action.CHOOSE_REST)
    select = Select(Action.CHOOSE_REST, placeholder, choices, chosen=(length,))
    back = buttons(wording, "", Action.GO_ON_SHIFT)
    return Card(wording.text("rest.taken", until=day_and_time(until)), back, (select,))


def rest_over_card(wording: Wording, community: str = "") -> Card:
    """Welcome a listener back after a rest; they are not put on shift."""
    text = private(wording, community, wording.text("rest.over"))
    return Card(text, buttons(wording, "", Action.GO_ON_SHIFT, Action.MY_SHIFT))


def _standing(wording: Wording, view: ShiftView) -> str:
    if view.shift.resting_until is not None and view.shift.rests(view.now):
        return wording.text("shift.resting", until=day_and_time(view.shift.resting_until))
    return wording.text("shift.on" if view.shift.on else "shift.off")


def _shift_buttons(wording: Wording, view: ShiftView) -> tuple[Button, ...]:
    turn = Action.GO_OFF_SHIFT if view.shift.on else Action.GO_ON_SHIFT
    rest = buttons(wording, "", Action.TAKE_REST) if view.shift.on else ()
    more = buttons(wording, "", Action.CHANGE_PAGE, Action.LISTENER_CARD)
    news = news_button(wording, hears=view.news is not NewsWish.OFF, page=SHIFT_PAGE)
    return (button(wording, turn, style=Style.MAIN), *rest, *more, news)


def _most(wording: Wording, most: int | None) -> str:
    return wording.text("shift.no_limit") if most is None else wording.text("shift.up_to", number=most)


def _most_select(wording: Wording, shift: Shift) -> Select:
    choices = (
        *(Choice(_most_choice(wording, _most(wording, number)), str(number)) for number in MOST_CHATS),
        Choice(_most_choice(wording, wording.text("shift.no_limit_choice")), NO_LIMIT),
    )
    chosen = NO_LIMIT if shift.most_chats is None else str(shift.most_chats)
    return Select(Action.CHOOSE_MOST, wording.named("select", Action.CHOOSE_MOST), choices, chosen=(chosen,))


def _most_choice(wording: Wording, most: str) -> str:
    """What is chosen hides the placeholder, so each choice says itself what it is about."""
    return wording.text("shift.most_choice", most=most)


def _topics(wording: Wording, shift: Shift) -> Select:
    choices = tuple(Choice(topic_name(wording, topic), topic.value) for topic in Topic)
    return Select(
        Action.CHOOSE_TOPICS,
        wording.named("select", Action.CHOOSE_TOPICS),
        choices,
        least=0,
        most=len(choices),
        chosen=tuple(sorted(shift.not_taken)),
    )


def off_by_role_card(wording: Wording, community: str = "") -> Card:
    """Tell a listener whose roles changed that they are off shift."""
    return Card(
        private(wording, community, wording.text("shift.off_by_role")), buttons(wording, "", Action.MY_SHIFT)
    )
