"""What the cards say in the moments that matter."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.casework.case_life import CaseState
from bot.casework.situations import Setting, Situation
from bot.guide import Action, Card, Page, Pick, Wording, cards_listener
from bot.guide.building import day_and_time
from bot.guide.cards_case import case_card, words_card
from bot.guide.cards_crisis import crisis_link_card, helpline_card
from bot.guide.cards_digest import digest_card
from bot.guide.cards_listener import all_clear_card, request_card
from bot.guide.cards_member import boundary_card, my_messages_card, overshare_tip
from bot.guide.cards_moderator import urgent_card
from bot.guide.cards_report import receipt, report_form, situations_card, split_report_argument
from bot.guide.cards_setup import setup_card
from bot.guide.cards_shared import guide_card, notice, panel
from bot.guide.views import EvidenceLine, NextStep, RequestView, WaitingMessage
from bot.guide.views_digest import DigestView, OpenCase
from bot.guide.views_setup import MissingPermissions, SetupStep, SetupValue, SetupView
from bot.screening import Category
from tests.guide.examples import EXCUSES, LATER, NOW, OTHER, PERSON, Example, case
from tests.guide.examples.shelf import LINK


def actions(card: Card) -> list[str]:
    return [button.action for button in card.buttons]


def test_the_three_excuses_of_the_thread_are_answered(wording: Wording) -> None:
    answers = {
        excuse: notice(wording, "12", excuse=excuse).text.splitlines()[1]
        for excuse in ("typing_difficulty", "battery_data_drain", "speak_freely_censor")
    }

    assert answers == {
        "typing_difficulty": "Slow replies are fine here.",
        "battery_data_drain": "You can stop and come back, or meet another listener.",
        "speak_freely_censor": "You can talk about hard things here.",
    }


def test_every_family_of_excuses_has_a_line_of_its_own(wording: Wording) -> None:
    named = {key.removeprefix("excuse.") for key in wording.strings if key.startswith("excuse.")}

    assert named == set(EXCUSES)


def test_an_excuse_nobody_foresaw_is_passed_over(wording: Wording) -> None:
    assert notice(wording, "12", excuse="moon_phase") == notice(wording, "12")


def test_a_first_line_to_one_person_names_no_topic(wording: Wording) -> None:
    reminder = cards_listener.reminder(wording, "77", "give me your number", LATER, "Willow Room")

    assert reminder.text.splitlines()[0] == (
        "*Sidelight, the bot of Willow Room. I never ask for your number or password.*"
    )


def test_the_reminder_says_what_was_kept_and_until_when(wording: Wording) -> None:
    reminder = cards_listener.reminder(wording, "77", "give me your *number*", LATER, "Willow Room")

    assert r'You wrote: "give me your \*number\*"' in reminder.text
    assert "I kept a note. It is deleted on <t:1780477200:D>." in reminder.text
    assert actions(reminder) == [Action.GOT_IT_WRONG, Action.WHY_RULE, Action.MY_NOTES]


def test_a_note_about_a_member_is_mentioned_only_if_it_was_kept(wording: Wording) -> None:
    assert "I kept a note" not in boundary_card(wording, "12").text
    assert "I kept a note" in boundary_card(wording, "12", LATER).text


def test_listeners_never_see_a_name_in_a_request(wording: Wording) -> None:
    card = request_card(wording, RequestView("5", "<@2001> exams", "<@2001>", 30, NOW))

    assert "2001" not in card.text
    assert actions(card) == [Action.ACCEPT_REQUEST, Action.MY_SHIFT]


def test_the_panel_names_help_in_its_text_also_without_a_country(wording: Wording) -> None:
    assert "Call 112. Someone to talk to: 116 123" in panel(wording, "12", "Riley", "112", "116 123").text
    unknown = panel(wording, "12", "Riley").text
    assert "your local emergency number" in unknown
    assert "<https://findahelpline.com>" in unknown


def test_a_message_that_cannot_be_hidden_gets_no_button(wording: Wording) -> None:
    assert actions(overshare_tip(wording, "4001")) == [Action.HIDE_IT, Action.KEEP_IT]
    assert actions(overshare_tip(wording, "4001", can_hide=False)) == []


def test_every_situation_can_be_chosen_or_pressed(wording: Wording) -> None:
    card = situations_card(wording, "12")
    everywhere = [situations_card(wording, "12", setting) for setting in Setting]
    chosen = {choice.value for one in everywhere for choice in one.selects[0].choices}

    assert chosen | {Situation.UNEASY} == set(Situation)
    assert Action.UNEASY in actions(card)


@pytest.mark.parametrize("situation", list(Situation))
def test_a_report_form_carries_its_situation(wording: Wording, situation: Situation) -> None:
    form = report_form(wording, "chat:12", situation)

    assert split_report_argument(form.argument) == (situation, "chat:12")


def test_an_unknown_situation_in_a_form_is_refused() -> None:
    with pytest.raises(ValueError, match="moved_to_mars"):
        split_report_argument("moved_to_mars:12")


def test_a_receipt_outside_a_chat_offers_no_end(wording: Wording) -> None:
    inside = receipt(wording, 142, LATER, Situation.JUDGED, "12")
    outside = receipt(wording, 142, LATER, Situation.JUDGED)

    assert Action.END_CHAT in actions(inside)
    assert Action.END_CHAT not in actions(outside)


def test_the_first_line_of_a_case_says_who_how_often_and_what_next(wording: Wording) -> None:
    first = case_card(wording, case()).text.splitlines()[0]

    assert first == (
        "**Case 12** · <@2001> (listener) · 3 chats with 3 members · 2 said it felt wrong"
        " · **Next: press I'm on it and read the words (about 4 minutes)**"
    )


@pytest.mark.parametrize("state", list(CaseState))
def test_a_case_never_shows_what_people_wrote(wording: Wording, state: CaseState) -> None:
    one = replace(case(), state=state, taken_by=OTHER, closed_by=OTHER, closed_at=LATER)
    shown = (case_card(wording, one), urgent_card(wording, one, "secrecy", LINK))

    assert not any(line.excerpt in card.text for card in shown for line in one.evidence)


def test_the_words_open_newest_first_and_say_that_it_is_logged(wording: Wording) -> None:
    text = words_card(wording, case(), 0).text

    assert text.index("0 7 7 0 0") < text.index("could you give me your number")
    assert "in the log" in text


def test_all_words_can_be_read_page_by_page(wording: Wording) -> None:
    long = tuple(EvidenceLine(NOW, "secrecy", f"{place} " + "_" * 1500) for place in range(4))
    view, said, page = replace(case(), evidence=long), "", 0
    while True:
        card = words_card(wording, view, page)
        said += card.text
        if not card.buttons:
            break
        page = int(card.buttons[0].argument.partition(":")[2])

    assert said.count("\\_") == 4 * 1500
    assert page > 1


def test_a_closed_case_says_by_whom(wording: Wording) -> None:
    closed = replace(case(), state=CaseState.CLOSED, closed_by=OTHER, closed_at=LATER)

    assert "Closed by <@2002>" in case_card(wording, closed).text


def test_a_case_shows_by_when_the_next_step_is_promised(wording: Wording) -> None:
    text = case_card(wording, replace(case(), due_at=LATER)).text

    assert day_and_time(LATER) in text.splitlines()[2]


def test_a_case_offers_only_what_can_still_be_done(wording: Wording) -> None:
    fresh = case()
    taken = replace(fresh, state=CaseState.LOOKING, taken_by=OTHER)
    paused_by_bot = replace(taken, paused_until=LATER, pause_by_bot=True)
    paused = replace(taken, paused_until=LATER)
    closed = replace(fresh, state=CaseState.CLOSED, closed_by=OTHER, closed_at=LATER)

    usual = [Action.CASE_REMIND, Action.CASE_ASK_SIDE, Action.CASE_PAUSE, Action.CASE_FINE, Action.CASE_MORE]
    unpaused = [action for action in usual if action != Action.CASE_PAUSE]
    assert actions(case_card(wording, fresh)) == [Action.CASE_TAKE, *usual]
    assert actions(case_card(wording, taken)) == [Action.CASE_WORDS, *usual]
    assert actions(case_card(wording, paused_by_bot)) == [Action.CASE_WORDS, *usual]
    assert actions(case_card(wording, paused)) == [Action.CASE_WORDS, *unpaused]
    assert actions(case_card(wording, closed)) == []


@pytest.mark.parametrize(
    ("state", "offered"),
    [
        (CaseState.WAITING, [Action.CASE_WORDS, Action.CASE_PAUSE, Action.CASE_FINE]),
        (
            CaseState.TO_DECIDE,
            [
                Action.CASE_WORDS,
                Action.CASE_DECIDE,
                Action.CASE_ASK_SIDE,
                Action.CASE_PAUSE,
                Action.CASE_FINE,
            ],
        ),
        (CaseState.DECIDED, [Action.CASE_WORDS]),
        (CaseState.APPEALED, [Action.CASE_WORDS]),
    ],
)
def test_each_state_offers_its_steps(wording: Wording, state: CaseState, offered: list[Action]) -> None:
    shown = case_card(wording, replace(case(), state=state, taken_by=OTHER))

    assert actions(shown) == [*offered, Action.CASE_MORE]


@pytest.mark.parametrize("category", [each for each in Category if each.flaggable])
def test_every_category_has_words_for_both_sides_and_for_moderators(
    wording: Wording, category: Category
) -> None:
    for group in ("notice.about", "reminder.about", "note.kind", "moderator.kind"):
        assert wording.has(group, category)


def test_a_quiet_digest_is_one_line(wording: Wording) -> None:
    text = digest_card(wording, DigestView(NOW, LATER)).text

    assert "\n" not in text
    assert "nothing to report" in text


def test_shadow_mode_alone_is_not_news(wording: Wording) -> None:
    quiet = digest_card(wording, DigestView(NOW, LATER, shadow=True))

    assert "nothing to report" in quiet.text


def test_what_needs_people_comes_first(wording: Wording) -> None:
    free = OpenCase(12, "<@2001>", NextStep.LOOK, needs_you=True)
    waits = OpenCase(13, "<@2002>", NextStep.WAIT, 5)
    digest = DigestView(NOW, LATER, open_cases=(waits, free), shadow=True, would_have_spoken=9)
    lines = digest_card(wording, digest).text.splitlines()

    assert lines[2] == "**Needs you today: 1**"
    assert lines[3].startswith("- Case 12 · <@2001> · press I'm on it")
    assert lines[5:7] == [
        "**Other open cases** (somebody is on each, and in time)",
        "- Case 13 · <@2002> · wait for their side",
    ]
    assert "Without it I would have spoken 9 times." in lines


def test_waiting_messages_are_read_one_by_one_with_their_buttons(wording: Wording) -> None:
    reminder = cards_listener.reminder(wording, "77", "your number?", LATER, "Willow Room")
    waiting = (
        WaitingMessage(NOW, all_clear_card(wording)),
        WaitingMessage(NOW + timedelta(days=1), reminder),
    )

    newest = my_messages_card(wording, waiting)
    oldest = my_messages_card(wording, waiting, 1)

    assert actions(newest) == [*actions(reminder), Action.TURN_MESSAGE]
    assert newest.buttons[-1].argument == "1"
    assert "We found no problem" in oldest.text
    assert my_messages_card(wording, waiting, 2) == newest


def test_the_guide_opens_inside_discord_and_links_only_to_a_known_address(wording: Wording) -> None:
    inside = guide_card(wording, Page.RULES)
    linked = guide_card(wording, Page.RULES, "https://guide.example.org")

    assert actions(inside) == [Action.ASK_TEAM]
    assert [button.url for button in linked.buttons if button.url] == ["https://guide.example.org"]
    assert inside.selects[0].choices[0].value == Page.IF_IT_HAPPENED


def test_setup_leads_through_every_step_and_back(wording: Wording) -> None:
    step = SetupStep.MODERATORS_CHANNEL
    seen = [step]
    while step is not SetupStep.CHECK:
        card = setup_card(wording, SetupView(step))
        onward = next(button for button in card.buttons if button.action == Action.SETUP_NEXT)
        step = SetupStep(onward.argument)
        seen.append(step)

    assert seen == list(SetupStep)
    assert [each.before for each in seen[1:]] == seen[:-1]
    assert SetupStep.MODERATORS_CHANNEL.before is SetupStep.MODERATORS_CHANNEL


def test_setup_shows_what_is_set_and_names_what_is_missing(wording: Wording) -> None:
    values = (SetupValue(SetupStep.LOBBY, "<#3001>", ("3001",)),)
    missing = (MissingPermissions("<#3001>", ("pin_messages", "create_private_threads")),)
    lobby = setup_card(wording, SetupView(SetupStep.LOBBY, values))
    check = setup_card(wording, SetupView(SetupStep.CHECK, values, missing))

    assert "Now: <#3001>" in lobby.text
    assert lobby.selects[0].chosen == ("3001",)
    assert lobby.selects[0].pick is Pick.CHANNEL
    assert "- Lobby: <#3001>" in check.text
    assert "In <#3001>: Pin Messages, Create Private Threads" in check.text
    assert Action.LEAVE in actions(check)


def test_helplines_say_first_whom_to_call_in_danger_then_the_directory_then_the_numbers(
    wording: Wording,
) -> None:
    lines = helpline_card(wording, "gb").text.splitlines()

    assert lines[0] == "**United Kingdom**"
    assert lines[1] == "In danger now? Call 999 or 112."
    assert "findahelpline.com" in lines[2]


def test_an_unlisted_country_still_gets_help(wording: Wording) -> None:
    text = helpline_card(wording, "JP").text

    assert "Another country" in text
    assert "findahelpline.com" in text


def test_moderators_get_a_link_without_words(wording: Wording) -> None:
    card = crisis_link_card(wording, "<#3001>", "12")

    assert card.text.splitlines()[0] == "Someone may need help: <#3001>"


def test_names_of_people_appear_only_where_they_were_given(shelf: tuple[Example, ...]) -> None:
    told = {each.name for each in shelf if PERSON in each.text and not each.for_team}

    # Whose idea it was is said with their yes.
    allegations = {"both-allegation", "both-allegation-paused"}
    assert told == {"both-see-note", "both-suggest", "both-situations-person-left", *allegations}
