"""Choosing whom to talk with, and a request that goes to one listener first."""

from dataclasses import replace

from bot import guide
from bot.chats import LANGUAGES, Topic
from bot.guide import ListedListener, RequestView, Wording
from tests.guide.examples.shelf import COMMUNITY, NOW, Named


def cards(wording: Wording) -> Named:
    asked = RequestView("5", "work", "en", 30, NOW, "teen")
    yield "listener-request-first", guide.request_card(wording, replace(asked, offered_to="@Robin"))
    yield "listener-not-your-turn", guide.not_your_turn_card(wording)
    yield "listener-other-group", guide.other_group_card(wording)
    yield "listener-passed", guide.passed_card(wording)
    card = guide.listener_card(wording, "12", "Robin", 30)
    yield "listener-card-avoid", guide.with_avoid(wording, card, "my *father*")
    yield "member-request-expired", guide.request_expired_card(wording, COMMUNITY, "112", "116 123")
    yield "member-group-needed", guide.group_needed_card(wording)
    yield "member-never-again", guide.never_again_card(wording, "12")
    yield "member-never-again-done", guide.never_again_done_card(wording)
    robin = ListedListener("3", "Robin", ("worry", "loss"), ("en", "fr"), on_shift=True)
    sky = ListedListener("4", "Sky", (), ())
    yield "member-choose-listener", guide.choose_listener_card(wording, (robin, sky), last="12")
    yield "member-choose-nobody", guide.choose_listener_card(wording, (), "worry", "de")
    for many in (11, 60):
        crowd = (replace(robin, called="x" * 40, topics=tuple(Topic), languages=LANGUAGES),) * many
        yield f"member-choose-{many}", guide.choose_listener_card(wording, crowd)
    yield "member-before-asking-chosen", guide.before_asking_card(wording, wanted="l3")
