"""Every card and form once, with example values: the shelf that the tests of texts and limits look over."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from bot import guide
from bot.casework.afterwards import Helped, MeetAgain, SafeShare
from bot.casework.case_life import CaseState
from bot.casework.situations import Situation
from bot.chats import LANGUAGES, Shift, Topic
from bot.guide import (
    Action,
    Card,
    CaseReason,
    CaseView,
    DigestNote,
    DigestView,
    EvidenceLine,
    FeltLine,
    Form,
    Hard,
    ListedListener,
    MissingPermissions,
    NoteLine,
    OpenCase,
    Page,
    RequestView,
    Said,
    SetupStep,
    SetupValue,
    SetupView,
    Unread,
    WaitingMessage,
    Wording,
)
from bot.screening import Category

NOW = datetime(2026, 5, 6, 9, 0, tzinfo=UTC)
LATER = NOW + timedelta(days=28)
PERSON, OTHER = "<@2001>", "<@2002>"
PLACE = "<#3001>"
LINK = "https://discord.com/channels/1000/3001/4001"
COMMUNITY = "Willow Room"
WEB = "https://guide.example.org"
TEAM = ("moderator", "setup")
EXCUSES = tuple(each for group in guide.REASONS.values() for each in group)


@dataclass(frozen=True, slots=True)
class Example:
    """A card or form under a name that says who reads it: member, listener, both, moderator or setup."""

    name: str
    shown: Card | Form

    @property
    def for_team(self) -> bool:
        """Whether only moderators read it."""
        return self.name.startswith(TEAM)

    @property
    def text(self) -> str:
        """Everything in it that a person reads."""
        return as_text(self.shown)


class Recording(dict[str, str]):
    """The strings of a wording, remembering which were read."""

    def __init__(self, strings: dict[str, str]) -> None:
        super().__init__(strings)
        self.read: set[str] = set()

    def __getitem__(self, key: str) -> str:
        self.read.add(key)
        return super().__getitem__(key)


def examples(wording: Wording) -> tuple[Example, ...]:
    """Give all examples in one wording."""
    people = (_both, _time, _gone, _member, _listener, _shift, _refer, _after, _crisis)
    shelves = (*people, _relay, _reports, _moderator, _digest, _setup)
    return tuple(Example(name, shown) for shelf in shelves for name, shown in shelf(wording))


def as_text(shown: Card | Form) -> str:
    """Write a card or form as plain text, one line for each thing that can be pressed."""
    if isinstance(shown, Form):
        fields = [
            " | ".join((each.label, each.description, *(choice.label for choice in each.choices)))
            for each in shown.fields
        ]
        return "\n".join((shown.title, *fields))
    selects = [
        f"<{select.placeholder}> "
        + "; ".join(f"{each.label} {each.description}".strip() for each in select.choices)
        for select in shown.selects
    ]
    buttons = " ".join(f"[{button.label}]" for button in shown.buttons)
    return "\n".join(filter(None, (shown.text, *selects, buttons)))


Named = Iterator[tuple[str, Card | Form]]


def _both(wording: Wording) -> Named:
    yield "both-lobby-panel", guide.lobby_panel(wording)
    yield "both-lobby-panel-numbers", guide.lobby_panel(wording, "112", "116 123")
    yield "both-room-panel", guide.room_panel(wording)
    yield "both-room-nearby", guide.room_nearby_card(wording)
    for here in (0, 2, 81, 82, 100):
        yield f"both-who-is-here-{here}", guide.who_is_here_card(wording, (f"<@{'9' * 19}>",) * here, 30)
    yield "both-who-is-unknown", guide.who_is_unknown_card(wording)
    yield "both-panel", guide.panel(wording, "12", "Riley", "112", "116 123")
    yield "both-nearby", guide.nearby_card(wording, "12")
    yield "both-notice", guide.notice(wording, "12")
    for excuse in EXCUSES:
        yield f"both-notice-{excuse}", guide.notice(wording, "12", excuse=excuse)
    for category in Category:
        if category.flaggable:
            yield f"both-notice-about-{category}", guide.notice(wording, "12", category)
    yield "both-notice-checked", guide.notice_checked(wording)
    yield "both-see-note", guide.see_note_card(wording, PERSON, "77")
    yield "both-not-yours", guide.not_yours_card(wording)
    yield "both-ended", guide.ended_card(wording, LATER)
    yield "both-ended-answer", guide.ended_card(wording)
    yield "both-goes-on", guide.goes_on_card(wording)
    yield "both-all-right", guide.all_right_card(wording)
    yield "both-end-confirm", guide.end_confirm(wording, "12")
    for page in Page:
        yield f"both-guide-{page}", guide.guide_card(wording, page)
    yield "both-safety", guide.safety_card(wording, guide.Reader("12", leave=True), WEB)
    yield "both-safety-outside", guide.safety_card(wording)
    for topic in guide.PanelTopic:
        yield f"both-topic-{topic}", guide.topic_card(wording, topic, guide.Reader("12"), WEB)
    relayed = guide.Reader("12", relayed=True)
    readers = guide.topic_card(wording, guide.PanelTopic.READERS, relayed)
    yield "both-topic-readers-relayed", readers
    for group in guide.ReasonGroup:
        yield f"both-reasons-{group}", guide.reasons_card(wording, group, guide.Reader("12"))
    yield "both-privacy", guide.privacy_card(wording)
    yield "both-help", guide.help_card(wording, "willow@example.org", "https://guide.example.org")
    yield "both-sorry", guide.sorry_card(wording)
    yield "both-not-allowed", guide.not_allowed_card(wording)
    yield "both-too-late", guide.too_late_card(wording)
    yield "both-which-community", guide.which_community_card(wording)


def _time(wording: Wording) -> Named:
    yield "both-length", guide.length_card(wording, "12", 30, LATER, named=True)
    yield "both-length-usual", guide.length_card(wording, "12", 45, LATER, named=False)
    yield "listener-length-saved", guide.length_saved_card(wording, LATER)
    yield "listener-length-not-now", guide.length_not_now_card(wording)
    yield "member-listener-chooses", guide.listener_chooses_card(wording)
    yield "both-five-minutes", guide.five_minutes_card(wording, "12", LATER)
    yield "both-time-up", guide.time_up_card(wording, "12", timedelta(minutes=10))
    yield "both-more-wanted", guide.more_wanted_card(wording, timedelta(minutes=15))
    yield "both-more-time", guide.more_time_card(wording, LATER)
    yield "both-time-left", guide.time_left_card(wording, LATER)
    yield "both-dropped", guide.quiet_card(wording, "12", timedelta(minutes=20), waits=True)
    yield "both-quiet", guide.quiet_card(wording, "12", timedelta(minutes=20), waits=False)
    yield "both-listener-gone", guide.listener_gone_card(wording)
    yield "member-closed-quiet", guide.closed_quiet_card(wording, "12", COMMUNITY)
    yield "member-sudden-heard", guide.sudden_heard_card(wording, "12")


def _gone(wording: Wording) -> Named:
    yield "member-listener-stopped", guide.listener_stopped_card(wording, COMMUNITY)
    yield "listener-not-now", guide.not_listener_now_card(wording, COMMUNITY)
    yield "member-no-listeners", guide.no_listeners_now_card(wording, COMMUNITY)
    yield "moderator-threads-refused", guide.threads_refused_card(wording, PLACE)
    yield "moderator-thread-not-closed", guide.thread_not_closed_card(wording, PLACE)
    yield "both-bot-removed", guide.bot_removed_card(wording, COMMUNITY)
    for who in ("moderators", "listeners", "adults", "teens"):
        yield f"moderator-role-deleted-{who}", guide.role_deleted_card(wording, who)


def _member(wording: Wording) -> Named:
    shown = guide.before_asking_card(wording, wanted="c12", may_be_relayed=True)
    yield "member-before-asking-relay", shown
    yield "member-before-asking", guide.before_asking_card(wording, "112", "116 123")
    yield "member-request-form", guide.request_form(wording, "yes")
    yield "member-request-sent", guide.request_sent_card(wording, "5")
    yield "member-request-sent-left-out", guide.request_sent_card(wording, "5", left_out=True)
    yield "member-request-sent-help-first", guide.request_sent_card(wording, "5", help_first=True)
    yield "member-waiting-already", guide.waiting_already_card(wording, "5")
    yield "member-chat-opening", guide.chat_opening_card(wording)
    yield "member-your-chat", guide.your_chat_card(wording, PLACE)
    yield "member-not-ready", guide.not_ready_card(wording)
    yield "member-request-over", guide.request_over_card(wording, COMMUNITY)
    yield "member-not-shown", guide.request_not_shown_card(wording, COMMUNITY)
    yield "member-paused", guide.paused_member_card(wording, COMMUNITY)
    yield "member-paused-in-chat", guide.paused_in_chat_card(wording, "12")
    yield "member-withdrawn", guide.request_withdrawn_card(wording)
    yield "member-chat-opened", guide.chat_opened_card(wording, PLACE, COMMUNITY)
    yield "member-another-listener", guide.another_listener_card(wording, "6")
    yield "member-referred", guide.referred_card(wording, "6", COMMUNITY)
    yield "member-asked-tip", guide.member_asked_tip(wording, "12", COMMUNITY)
    yield "member-overshare-tip", guide.overshare_tip(wording, "4001", COMMUNITY)
    yield "member-overshare-self", guide.overshare_tip(wording, "4001", can_hide=False)
    yield "member-hidden", guide.hidden_card(wording)
    yield "member-kept", guide.kept_card(wording)
    yield "member-could-not-hide", guide.could_not_hide_card(wording)
    yield "member-boundary", guide.boundary_card(wording, "12", None, COMMUNITY)
    yield "member-boundary-kept", guide.boundary_card(wording, "12", LATER)
    yield "member-ended-suddenly", guide.ended_suddenly_card(wording, "12", COMMUNITY)
    yield "member-sudden-thanks", guide.sudden_thanks(wording, "12")
    yield "member-sudden-fine", guide.sudden_fine_card(wording, "12")
    yield "member-no-messages", guide.my_messages_card(wording, ())
    waiting = (
        WaitingMessage(NOW, guide.all_clear_card(wording)),
        WaitingMessage(LATER, guide.report_done_card(wording, 142, acted=True)),
    )
    yield "member-messages", guide.my_messages_card(wording, waiting)


def _listener(wording: Wording) -> Named:
    asked = RequestView("5", "work", "en", 30, NOW, "teen")
    yield "listener-request", guide.request_card(wording, asked)
    yield "listener-request-bare", guide.request_card(wording, RequestView("5", "", "", 0, NOW))
    for topic, language, group in (("a", "other", "adult"), ("b", "xx", "unclear")):
        plain = RequestView("5", topic, language, 0, NOW, group)
        yield f"listener-request-{group}", guide.request_card(wording, plain)
    yield from _choosing(wording, asked)
    yield "listener-could-not-open", guide.could_not_open_card(wording, COMMUNITY)
    closed = guide.could_not_open_card(wording, COMMUNITY, relayed=True)
    yield "listener-could-not-open-relay", closed
    yield "listener-someone-else", guide.someone_else_took_it_card(wording)
    yield "listener-own-request", guide.own_request_card(wording)
    yield "listener-off-shift", guide.paused_listener_card(wording)
    yield "listener-first-shift", guide.first_shift_consent_card(wording, "5")
    yield "listener-card", guide.listener_card(wording, "12", "Riley", 30)
    words = "my typing is hopeless today, shall we ring each other?"
    for excuse in ("", "typing_difficulty", "battery_data_drain", "speak_freely_censor"):
        name = f"listener-reminder-{excuse}".rstrip("-")
        yield name, guide.reminder(wording, "77", words, LATER, COMMUNITY, excuse=excuse)
    for category in Category:
        if category.flaggable:
            shown = guide.reminder(wording, "77", words, LATER, COMMUNITY, category=category)
            yield f"listener-reminder-about-{category}", shown
    yield "listener-why-rule", guide.why_rule_card(wording)
    yield "listener-disputed", guide.disputed_card(wording)
    yield "listener-no-notes", guide.my_notes_card(wording, ())
    yield "listener-notes", guide.my_notes_card(wording, _notes())
    for number in (1, 40):
        many = (NoteLine(NOW, "contact_request", LATER, "x" * 180),) * (8 if number == 1 else number)
        yield f"listener-notes-many-{number}", guide.my_notes_card(wording, many)
    yield "listener-how-to-answer", guide.how_to_answer_card(wording, "12", COMMUNITY)
    yield "listener-boundary", guide.listener_boundary_card(wording, "12", COMMUNITY)
    yield "listener-crisis", guide.listener_crisis_card(wording, "12", COMMUNITY)
    yield "listener-refer-done", guide.refer_done_card(wording)
    yield "listener-all-clear", guide.all_clear_card(wording, COMMUNITY)
    yield "listener-pause", guide.pause_card(wording, LATER, COMMUNITY)
    yield "listener-pause-by-bot", guide.pause_card(wording, LATER, COMMUNITY, by_bot=True)
    yield "listener-pause-over", guide.pause_over_card(wording, COMMUNITY)


def _shift(wording: Wording) -> Named:
    yield "listener-desk-panel", guide.desk_panel(wording)
    yield "listener-off-by-role", guide.off_by_role_card(wording, COMMUNITY)
    topics = frozenset(topic.value for topic in Topic)
    shifts = {
        "off": Shift(),
        "on": Shift(NOW, most_chats=2, not_taken=frozenset({Topic.LOSS, Topic.FOOD})),
        "rest": Shift(resting_until=LATER, most_chats=1),
        "no-topics": Shift(NOW, not_taken=topics),
    }
    for name, shift in shifts.items():
        yield f"listener-shift-{name}", guide.my_shift_card(wording, guide.ShiftView(shift, 1, NOW))
    page = guide.ListenerPage("Robin", tuple(Topic), LANGUAGES, listed=True)
    yield "listener-shift-page", guide.my_shift_card(wording, guide.ShiftView(Shift(NOW), 0, NOW, page))
    yield "listener-page-form", guide.page_form(wording, page)
    yield "listener-full", guide.full_card(wording)
    yield "listener-rest-offer", guide.rest_offer_card(wording, COMMUNITY)
    before = guide.ended_card(wording).text
    yield "listener-rest-offer-ended", guide.rest_offer_card(wording, before=before)
    yield "listener-rest-taken", guide.rest_taken_card(wording, LATER)
    yield "listener-rest-over", guide.rest_over_card(wording, COMMUNITY)
    yield "listener-card-outside", guide.listener_card(wording, "", "Riley", 45, knows=True)
    note = "He is waiting for exam results and would rather not talk about home."
    yield "listener-card-with-note", guide.listener_card(wording, "12", "Riley", 30, note)
    yield "listener-card-short", guide.listener_short_card(wording, "12")
    yield "listener-card-short-note", guide.listener_short_card(wording, "12", "x" * guide.NOTE_LENGTH)
    for hard in Hard:
        yield f"listener-help-{hard}", guide.listener_help_card(wording, "12", hard)
    yield "listener-help-crisis-refers", guide.listener_help_card(wording, "12", Hard.CRISIS, refers=True)
    yield "listener-card-known", guide.card_known_card(wording, "12")
    yield "listener-card-again", guide.card_shown_again_card(wording)
    yield "both-listeners-only", guide.listeners_only_card(wording, "12")


def _refer(wording: Wording) -> Named:
    note = "She is grieving for her *cat* and likes to be asked about it."
    yield "listener-refer", guide.refer_ask_card(wording, "12")
    yield "listener-refer-form", guide.refer_note_form(wording, "12")
    yield "listener-refer-waiting", guide.refer_waiting_card(wording, "12")
    yield "listener-note-not-sent", guide.note_not_sent_card(wording, "12")
    yield "member-may-go-along", guide.may_go_along_card(wording, "12", note, COMMUNITY)
    for goes_along in (True, False):
        answered = guide.note_answered_card(wording, "6", goes_along=goes_along)
        yield f"member-note-answered-{goes_along}", answered
    yield "both-moderator-enters", guide.entering_card(wording, OTHER)
    yield "moderator-you-enter", guide.you_enter_card(wording)
    account = guide.AccountView(PERSON, NOW, LATER, 3, fresh=True)
    yield "moderator-account", guide.account_card(wording, account)
    known = replace(account, joined=None, troubled=1, fresh=False)
    yield "moderator-account-left", guide.account_card(wording, known)
    yield "moderator-wanted-new", guide.moderator_wanted_card(wording, PLACE, "12", account)
    yield "moderator-help-taken-enter", guide.help_taken_card(wording, OTHER, PLACE, "12")


def _notes() -> tuple[NoteLine, ...]:
    kinds = (*(each for each in Category if each.flaggable), "ended_suddenly", "judged")
    notes = [NoteLine(NOW + timedelta(days=day), kind, LATER) for day, kind in enumerate(kinds)]
    notes[0] = replace(notes[0], excerpt="what's your *number*?", disputed=True)
    notes[1] = replace(notes[1], counts=False)
    return tuple(notes)


def _after(wording: Wording) -> Named:
    yield "member-after", guide.after_member_card(wording, "12", COMMUNITY)
    for encouraged in (False, True):
        shown = guide.after_listener_card(wording, "12", COMMUNITY, encouraged=encouraged)
        yield f"listener-after-{'encouraged' if encouraged else 'plain'}", shown
    shown = guide.after_listener_card(wording, "12", COMMUNITY, before="Thank you.", heavy=True)
    yield "listener-after-heavy", shown
    for helped, wish in zip(Helped, (*MeetAgain, None), strict=True):
        safe = {MeetAgain.AGAIN: True, MeetAgain.NEVER: False}.get(wish) if wish else None
        yield f"both-after-saved-{helped}", guide.after_saved_card(wording, guide.Saved(helped, safe, wish))
    for what in ("life coach", guide.CONTACT):
        yield f"both-your-name-{what}", guide.your_name_card(wording, what, COMMUNITY)
    yield "both-safe-share", guide.safe_share_card(wording, SafeShare(46, 50), 90)
    yield "both-safe-share-unknown", guide.safe_share_card(wording, None, 90)


def _crisis(wording: Wording) -> Named:
    yield "both-urgent-help", guide.urgent_help_card(wording, "12", "112", "116 123")
    yield "both-crisis", guide.crisis_card(wording, "12", "112", "116 123")
    yield "both-crisis-refers", guide.crisis_card(wording, "12", community=COMMUNITY, refers=True)
    yield "both-crisis-alerted", guide.crisis_card(wording, "12", alerted=True)
    told = guide.listener_crisis_card(wording, "12", COMMUNITY, refers=True, alerted=True)
    yield "listener-crisis-refers-alerted", told
    yield "both-helpline-select", guide.helpline_select(wording)
    for country in wording.helplines.countries:
        yield f"both-helpline-{country.code}", guide.helpline_card(wording, country.code)
    yield "both-asked-moderator", guide.asked_moderator_card(wording)
    yield "both-asked-moderator-named", guide.asked_moderator_card(wording, named=True, waits=True)
    yield "both-nobody-answered", guide.nobody_answered_card(wording, COMMUNITY)
    yield "both-moderator-coming", guide.moderator_coming_card(wording, COMMUNITY)
    yield "both-okay-for-now", guide.okay_for_now_card(wording)
    yield "moderator-crisis-link", guide.crisis_link_card(wording, PLACE, "12")
    yield "moderator-crisis-asked", guide.crisis_link_card(wording, PLACE, "12", asked=True)
    yield "moderator-wanted", guide.moderator_wanted_card(wording, PLACE, "12")
    wanted = guide.moderator_wanted_relay_card(wording, 12, OTHER, "12")
    yield "moderator-wanted-relay", wanted
    yield "moderator-help-taken", guide.help_taken_card(wording, OTHER, PLACE)


def _reports(wording: Wording) -> Named:
    yield "both-situations", guide.situations_card(wording, "12")
    for situation in Situation:
        yield f"both-receipt-{situation}", guide.receipt(wording, 142, LATER, situation, "12")
        yield f"both-report-form-{situation}", guide.report_form(wording, "12", situation)
    yield "both-addition-form", guide.addition_form(wording, "142")
    yield "both-added", guide.added_to_report_card(wording, 142)
    yield "both-naming", guide.naming_card(wording, "142")
    for choice in (Action.NAME_NOW, Action.NAME_TOGETHER, Action.NAME_MODERATORS):
        yield f"both-naming-{choice}", guide.naming_saved_card(wording, choice)
    yield "both-uneasy-thanks", guide.uneasy_thanks(wording, "12")
    yield "both-report-acted", guide.report_done_card(wording, 142, COMMUNITY, acted=True)
    yield "both-report-fine", guide.report_done_card(wording, 142, COMMUNITY, acted=False)


def _relay(wording: Wording) -> Named:
    words = guide.pseudonym_words(wording)
    names = f"{words.firsts[0]} {words.seconds[0]}", f"{words.firsts[1]} {words.seconds[1]}"
    yield "member-relay-before", guide.before_relay_card(wording)
    yield "member-relay-here", guide.your_relay_card(wording)
    yield "member-relay-panel", guide.relay_panel(wording, "12", *names, COMMUNITY, to_member=True)
    yield "listener-relay-panel", guide.relay_panel(wording, "12", *names, COMMUNITY, to_member=False)
    yield "listener-relay-accepted", guide.relay_accepted_card(wording, "12", 45, "Likes dogs.")
    for category in Category:
        if category.about_contact:
            shown = guide.relay_stopped_card(wording, "4001", category.value, LATER)
            yield f"both-relay-stopped-{category.value}", shown
    for to_member in (True, False):
        who = "member" if to_member else "listener"
        yield f"{who}-relay-held-back", guide.relay_held_back_card(wording, "12", to_member=to_member)
        unreachable = guide.relay_unreachable_card(wording, COMMUNITY, to_member=to_member)
        yield f"{who}-relay-unreachable", unreachable
    for to_member in (True, False):
        nearby = guide.relay_nearby_card(wording, "12", to_member=to_member)
        yield f"{'member' if to_member else 'listener'}-relay-nearby", nearby
    yield "both-relay-paused", guide.relay_paused_card(wording, "12")
    yield "both-relay-waits", guide.relay_waits_card(wording, "12")
    yield "both-relay-goes-on", guide.relay_goes_on_card(wording, "12")
    yield "both-relay-closed-messages", guide.relay_closed_messages_card(wording, COMMUNITY)
    yield "both-relay-no-chat", guide.relay_no_chat_card(wording)
    yield "both-relay-which", guide.relay_which_card(wording)
    yield "both-relay-left-out", guide.relay_left_out_card(wording, words_went=True)
    yield "both-relay-left-out-all", guide.relay_left_out_card(wording, words_went=False)
    yield "moderator-relay-paused", guide.relay_paused_call(wording, 12, 31, "12")
    yield "moderator-relay-went-on", guide.relay_call_done(wording, 12, OTHER, goes_on=True)
    yield "moderator-relay-ended", guide.relay_call_done(wording, 12, OTHER, goes_on=False)
    hidden = replace(case(), subject=f"*{names[0]}*", hidden=True)
    yield "moderator-relay-case", guide.case_card(wording, hidden)
    yield "moderator-relay-urgent", guide.urgent_card(wording, hidden, "secrecy", "")
    yield "moderator-reveal-form", guide.reveal_form(wording, "31", 12)
    yield "moderator-reveal-asked", guide.reveal_asked_card(wording, hidden, OTHER, "It came up again.")
    yield "moderator-reveal-waits", guide.reveal_waits_card(wording, 12)
    yield "moderator-reveal-needs-other", guide.reveal_needs_other_card(wording)
    yield "moderator-revealed", guide.revealed_card(wording, 12, PERSON)


def case() -> CaseView:
    """Give a case of three contact notes in three chats, two of which felt wrong."""
    evidence = (
        EvidenceLine(NOW, "contact_request", "could you give me your number", LINK, felt_wrong=True),
        EvidenceLine(
            NOW + timedelta(days=2), "pretext", "my phone is nearly empty here", LINK, disputed=True
        ),
        EvidenceLine(NOW + timedelta(days=3), "contact_share", "0 7 7 0 0", LINK, felt_wrong=True),
    )
    return CaseView(31, 12, PERSON, "listener", 3, 3, 2, CaseReason.CONTACT, evidence=evidence)


def _moderator(wording: Wording) -> Named:
    one = case()
    for naming in ("now", "together", "moderators"):
        line = EvidenceLine(NOW, Situation.JUDGED, "they judged me", felt_wrong=True, naming=naming)
        yield f"moderator-case-naming-{naming}", guide.case_card(wording, replace(one, evidence=(line,)))
    yield "moderator-case", guide.case_card(wording, one)
    taken = replace(one, state=CaseState.LOOKING, taken_by=OTHER, paused_until=LATER)
    for state in CaseState:
        in_state = replace(one, state=state, taken_by=OTHER, closed_by=OTHER, closed_at=LATER, due_at=LATER)
        yield f"moderator-case-state-{state}", guide.case_card(wording, in_state)
    yield "moderator-case-take-over", guide.case_card(wording, replace(one, state=CaseState.LOOKING))
    to_decide = replace(taken, state=CaseState.TO_DECIDE)
    yield "moderator-case-decide-paused", guide.case_card(wording, to_decide)
    yield "moderator-needs-other-person", guide.needs_other_person_card(wording, 12)
    yield "moderator-take-first", guide.take_first_card(wording, 12)
    yield "moderator-case-taken", guide.case_card(wording, taken)
    yield "moderator-case-paused-by-bot", guide.case_card(wording, replace(taken, pause_by_bot=True))
    closed = replace(one, state=CaseState.CLOSED, closed_by=OTHER, closed_at=LATER)
    yield "moderator-case-closed", guide.case_card(wording, closed)
    small = replace(one, evidence=(), chats=1, members=1, felt_wrong=1, subject_side="member")
    for reason in CaseReason:
        yield f"moderator-case-{reason}", guide.case_card(wording, replace(small, reason=reason))
    one_chat = replace(one, chats=1, members=1, felt_wrong=1)
    yield "moderator-case-one-chat", guide.case_card(wording, one_chat)
    yield "moderator-case-two-people", guide.case_card(wording, replace(small, members=2))
    for kind in (*(each.value for each in Category if each.flaggable), *Situation):
        shown = guide.case_card(wording, replace(one, evidence=(EvidenceLine(NOW, kind),)))
        yield f"moderator-evidence-{kind}", shown
    for many in (7, 60):
        long = tuple(replace(one.evidence[0], excerpt="*" * 200) for _ in range(many))
        yield f"moderator-case-many-{many}", guide.case_card(wording, replace(one, evidence=long))
    for more in range(200, 280, 4):
        lines = (EvidenceLine(NOW, "secrecy", "y" * more, LINK),) * 6
        yield f"moderator-case-edge-{more}", guide.case_card(wording, replace(one, evidence=lines))
    for people in (0, 1):
        outside = replace(one, chats=0, members=people)
        yield f"moderator-case-outside-{people}", guide.case_card(wording, outside)
    yield "moderator-confirm-take", guide.confirm_take_card(wording, one)
    yield "moderator-confirm-pause", guide.confirm_pause_card(wording, one, LATER)
    yield "moderator-confirm-fine", guide.confirm_fine_card(wording, one)
    yield "moderator-confirm-dealt", guide.confirm_dealt_card(wording, one)
    yield "moderator-dealt", guide.case_dealt_card(wording, 12)
    yield "moderator-taken", guide.taken_card(wording, 12)
    yield "moderator-paused", guide.paused_card(wording, PERSON, LATER)
    yield "moderator-done", guide.case_done_card(wording, 12)
    yield "moderator-nothing-done", guide.nothing_done_card(wording)
    yield "moderator-someone-did", guide.someone_did_card(wording, OTHER, 12)
    yield "moderator-requests-closed", guide.requests_closed_card(wording, PLACE)
    yield "moderator-asked-elsewhere", guide.asked_elsewhere_card(wording, PLACE, COMMUNITY)
    yield "moderator-oversight-unreached", guide.oversight_unreached_card(wording, OTHER)
    for what in ("life coach", guide.CONTACT):
        yield f"moderator-name-{what}", guide.name_card(wording, "@2001", what)
    yield "moderator-name-allowed", guide.name_allowed_card(wording, "@2001", OTHER)
    yield "moderator-own-case", guide.own_case_card(wording, 12)
    urgent = replace(one, reason=CaseReason.URGENT, paused_until=LATER, pause_by_bot=True)
    yield "moderator-urgent", guide.urgent_card(wording, urgent, "secrecy", LINK)
    for words in ("", "*" * 1000):
        shown = guide.report_without_person_card(wording, 142, Situation.THREATENED, words)
        yield f"moderator-report-without-person-{len(words)}", shown


def _choosing(wording: Wording, asked: RequestView) -> Named:
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


def _digest(wording: Wording) -> Named:
    quiet = DigestView(NOW, LATER)
    yield "moderator-digest-quiet", guide.digest_card(wording, quiet)
    full = DigestView(
        NOW,
        LATER,
        needs_you=2,
        contact_notes=(
            DigestNote(PERSON, 3, 2, LINK),
            DigestNote(OTHER, 1, 1),
            DigestNote(OTHER, 2, 2, LINK, 2),
        ),
        open_cases=(OpenCase(12, PERSON, LINK), OpenCase(13, OTHER, taken_by=OTHER)),
        reports=2,
        uneasy=1,
        overdue=1,
        unread=tuple(Unread(kind, 4) for kind in (*_unread_kinds(wording), "a poll of the future")),
        shadow=True,
        would_have_spoken=9,
        undelivered=1,
        missing=(SetupStep.LISTENER_ROLE, SetupStep.LOBBY),
        felt=(FeltLine(OTHER, 3, 7),),
    )
    yield "moderator-digest", guide.digest_card(wording, full)
    single = replace(full, needs_you=1, reports=1, uneasy=2, overdue=2, would_have_spoken=1, undelivered=2)
    yield "moderator-digest-single", guide.digest_card(wording, single)
    for many in (100, 1000):
        notes = tuple(DigestNote(PERSON, 3, 2, LINK) for _ in range(many))
        yield f"moderator-digest-many-{many}", guide.digest_card(wording, replace(quiet, contact_notes=notes))
    for length in range(60):
        notes = (*(DigestNote(PERSON, 3, 2, LINK) for _ in range(19)), DigestNote("y" * length * 5, 1, 1))
        yield (
            f"moderator-digest-edge-{length}",
            guide.digest_card(wording, replace(quiet, contact_notes=notes)),
        )


def _setup(wording: Wording) -> Named:
    yield "setup-added", guide.added_card(wording)
    values = tuple(SetupValue(step, PLACE, ("3001",)) for step in SetupStep)
    for step in SetupStep:
        yield f"setup-step-{step}", guide.setup_card(wording, SetupView(step))
        yield f"setup-again-{step}", guide.setup_card(wording, SetupView(step, values))
    for said in Said:
        yield f"setup-said-{said}", guide.setup_card(wording, SetupView(SetupStep.TIME, said=said))
    names = tuple(name for name in _permission_names(wording))
    missing = (MissingPermissions(PLACE, names), MissingPermissions("", ("manage_guild", "fly")))
    yield "setup-missing", guide.setup_card(wording, SetupView(SetupStep.CHECK, values, missing))
    yield "setup-time-form", guide.setup_form(wording, SetupView(SetupStep.TIME))
    filled = SetupValue(SetupStep.TIME, "9:00", ("Europe/Berlin", "9"))
    yield "setup-time-form-filled", guide.setup_form(wording, SetupView(SetupStep.TIME, (filled,)))
    yield "setup-link-form", guide.setup_form(wording, SetupView(SetupStep.GUIDE_LINK))
    yield "setup-test", guide.setup_test_card(wording)
    yield "setup-test-ok", guide.setup_test_ok_card(wording, PLACE)
    yield "setup-done", guide.setup_done_card(wording)
    yield "setup-done-missing", guide.setup_done_card(wording, (SetupStep.MODERATORS_ROLE, SetupStep.LOBBY))
    yield "setup-leave", guide.leave_confirm_card(wording)
    yield "setup-left", guide.left_card(wording, ("the thread #chat-12", "the panel in #lobby"))
    yield "setup-left-nothing", guide.left_card(wording, ())
    yield "setup-left-much", guide.left_card(wording, ("a thread " * 20,) * 50)
    for number in range(1, 12):
        yield f"setup-left-edge-{number}", guide.left_card(wording, ("a thread " * (15 + number),) * 11)
    yield "setup-stays", guide.stays_card(wording)


def _unread_kinds(wording: Wording) -> list[str]:
    group = "moderator.digest.unread."
    kinds = [key.removeprefix(group) for key in wording.strings if key.startswith(group)]
    return [kind for kind in kinds if kind != "other_kind"]


def _permission_names(wording: Wording) -> Iterator[str]:
    return (key.removeprefix("permission.") for key in wording.strings if key.startswith("permission."))
