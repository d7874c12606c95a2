"""Cards about what is stored about the reader: their record in plain words, a copy of their data, and deleting it."""

from collections.abc import Iterable

from bot.guide.actions import Action
from bot.guide.building import button, buttons, day, day_and_time, fitted, lines, paragraphs, quoted
from bot.guide.cards_listener import note_row
from bot.guide.cards_news import DATA_PAGE, NewsWish, news_button, news_line
from bot.guide.values import Button, Card, Choice, Select, Style
from bot.guide.views_my_record import AwayLine, MatterLine, MyRecordView, OwnDecision, StaysView
from bot.guide.wording import Wording

MOST_CHOICES = 25
_FORECASTS = 3


def my_record_card(wording: Wording, record: MyRecordView, home: str = "") -> Card:
    """Show somebody what is on record about them: first what it means, then points, matters, breaks and notes.

    `home` is the community's number where nothing else says which one it is, in private.
    """
    about = wording.text("record.about")
    notes, data = buttons(wording, home, Action.MY_NOTES, Action.MY_DATA)
    own = (notes, button(wording, Action.MY_MESSAGES), data)
    if record.empty:
        return Card(paragraphs(wording.text("record.head"), wording.text("record.none"), about), own)
    rows = [
        *_part(wording, "points", _points(wording, record)),
        *_part(wording, "decisions", (_decision(wording, one) for one in _newest(record))),
        *_part(wording, "matters", (_matter(wording, one) for one in record.matters)),
        *_part(wording, "away", (_away(wording, one) for one in record.away)),
        *_part(wording, "notes", (note_row(wording, one) for one in reversed(record.notes))),
    ]
    head, foot = paragraphs(wording.text("record.head"), about), wording.text("record.foot")
    text = fitted(head, rows, foot, lambda left: wording.count("record.more", left))
    asking, selects = _second_looks(wording, record)
    endless = any(one.until is None for one in record.away)
    about_it = buttons(wording, "", Action.ASK_TEAM) if endless else ()
    return Card(text, (*asking, *about_it, *own), selects)


def _second_looks(wording: Wording, record: MyRecordView) -> tuple[tuple[Button, ...], tuple[Select, ...]]:
    """A button for one decision that can be looked at again, a choice where there are several."""
    ready = [one for one in _newest(record) if one.appeal_until is not None][:MOST_CHOICES]
    if len(ready) <= 1:
        return tuple(button(wording, Action.APPEAL, str(one.id), Style.MAIN) for one in ready), ()
    choices = tuple(
        Choice(wording.text("record.choice", number=one.number, rule=one.rule)[:100], str(one.id))
        for one in ready
    )
    return (), (Select(Action.APPEAL, wording.named("select", Action.APPEAL), choices),)


def _part(wording: Wording, name: str, rows: Iterable[str]) -> tuple[str, ...]:
    shown = tuple(rows)
    return (wording.named("record.part", name), *shown) if shown else ()


def _points(wording: Wording, record: MyRecordView) -> Iterable[str]:
    if not record.total:
        return
    yield wording.text("record.total", total=record.total)
    coming = [
        wording.text("record.then", total=one.total, day=day(one.at)) for one in record.next[:_FORECASTS]
    ]
    if coming:
        yield wording.text("record.quiet", then=", ".join(coming))


def _newest(record: MyRecordView) -> list[OwnDecision]:
    return sorted(record.decisions, key=lambda one: (one.when, one.id), reverse=True)


def _decision(wording: Wording, one: OwnDecision) -> str:
    until = day(one.until) if one.until is not None else ""
    state = wording.text("record.counts", until=until) if one.state == "counts" else _state(wording, one)
    ask = wording.text("record.ask_until", until=day(one.appeal_until)) if one.appeal_until else ""
    line = wording.text(
        "record.decision",
        number=one.number,
        when=day(one.when),
        rule=quoted(one.rule, 120),
        points=one.points,
        state=state,
    )
    return " ".join(filter(None, (line, ask)))


def _state(wording: Wording, one: OwnDecision) -> str:
    if one.state == "asked" and one.answer_by is not None:
        return wording.text("record.asked", by=day(one.answer_by))
    return wording.named("record.decided_state", one.state)


def _matter(wording: Wording, one: MatterLine) -> str:
    state = wording.named("record.matter", one.state, number=one.number)
    return f"{state} {wording.text('record.by', by=day_and_time(one.due_at))}" if one.due_at else state


def _away(wording: Wording, one: AwayLine) -> str:
    what = wording.named("record.away", one.kind)
    if one.until is not None:
        return f"{what} {wording.text('record.away_until', until=day_and_time(one.until))}"
    if one.appeal_until is not None:
        ask = wording.text("record.ask_until", until=day(one.appeal_until))
    else:
        ask = wording.text("record.away_ask")
    return f"{what} {wording.text('record.away_open')} {ask}"


# -- my data --------------------------------------------------------------------------------------------------


def my_data_card(wording: Wording, news: NewsWish = NewsWish.OFF, home: str = "") -> Card:
    """Offer a copy and a deletion, say what each means, and whether safety news come. `home` as for the record."""
    text = paragraphs(wording.text("my_data.offer"), news_line(wording, news))
    hears = news is not NewsWish.OFF
    page = f"{DATA_PAGE}:{home}" if home else DATA_PAGE
    own = buttons(wording, home, Action.DATA_COPY, Action.DATA_DELETE)
    return Card(text, (*own, news_button(wording, hears=hears, page=page)))


def data_copy_card(wording: Wording, home: str = "") -> Card:
    """Hand over the copy. `home` as for the record."""
    return Card(wording.text("my_data.copy"), buttons(wording, home, Action.MY_RECORD))


def confirm_delete_card(wording: Wording, stays: StaysView, home: str = "") -> Card:
    """Ask once more, and say what would stay, why, and until when. `home` as for the record."""
    text = paragraphs(wording.text("my_data.confirm"), _stays(wording, stays))
    yes = button(wording, Action.DATA_DELETE_YES, home, Style.DANGER)
    return Card(text, (yes, *buttons(wording, home, Action.DATA_COPY, Action.DATA_KEEP)))


def data_deleted_card(wording: Wording, stays: StaysView) -> Card:
    """Confirm a deletion, and say what stays, why, and until when."""
    return Card(paragraphs(wording.text("my_data.deleted"), _stays(wording, stays)))


def data_kept_card(wording: Wording) -> Card:
    """Answer Keep it."""
    return Card(wording.text("my_data.kept"))


def _stays(wording: Wording, stays: StaysView) -> str:
    rows = [
        wording.count("my_data.notes", stays.notes, until=day(stays.notes_until))
        if stays.notes_until
        else "",
        wording.text("my_data.decisions", until=day(stays.decisions_until)) if stays.decisions_until else "",
        wording.text("my_data.pause", until=day(stays.pause_until)) if stays.pause_until else "",
        wording.text("my_data.break", until=day(stays.break_until)) if stays.break_until else "",
        *(wording.text("my_data.number", number=number) for number in stays.numbers),
        wording.text("my_data.chats"),
        wording.text("my_data.reviews"),
    ]
    return lines(wording.text("my_data.stays"), *(f"- {row}" for row in rows if row))
