"""Choosing whom to talk with, and a request that goes to one listener first."""

from dataclasses import replace

from bot.chats import LANGUAGES, Topic
from bot.guide import Wording
from bot.guide.cards_choosing import (
    choose_listener_card,
    group_needed_card,
    never_again_card,
    never_again_done_card,
    not_your_turn_card,
    other_group_card,
    passed_card,
    request_expired_card,
    with_avoid,
)
from bot.guide.cards_listener import request_card
from bot.guide.cards_listening import listener_card
from bot.guide.cards_member import before_asking_card
from bot.guide.views import ListedListener, RequestView
from tests.guide.examples.shelf import COMMUNITY, NOW, Named


def cards(wording: Wording) -> Named:
    asked = RequestView("5", "work", "en", 30, NOW, "teen")
    yield "listener-request-first", request_card(wording, replace(asked, offered_to="@Robin"))
    yield "listener-not-your-turn", not_your_turn_card(wording)
    yield "listener-other-group", other_group_card(wording)
    yield "listener-passed", passed_card(wording)
    card = listener_card(wording, "12", "Robin", 30)
    yield "listener-card-avoid", with_avoid(wording, card, "my *father*")
    yield "member-request-expired", request_expired_card(wording, COMMUNITY, "112", "116 123")
    yield "member-group-needed", group_needed_card(wording)
    yield "member-never-again", never_again_card(wording, "12")
    yield "member-never-again-done", never_again_done_card(wording)
    robin = ListedListener("3", "Robin", ("worry", "loss"), ("en", "fr"), on_shift=True)
    sky = ListedListener("4", "Sky", (), ())
    yield "member-choose-listener", choose_listener_card(wording, (robin, sky), last="12")
    yield "member-choose-nobody", choose_listener_card(wording, (), "worry", "de")
    for many in (11, 60):
        crowd = (replace(robin, called="x" * 40, topics=tuple(Topic), languages=LANGUAGES),) * many
        yield f"member-choose-{many}", choose_listener_card(wording, crowd)
    yield "member-before-asking-chosen", before_asking_card(wording, wanted="l3")
