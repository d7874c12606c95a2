"""What a copy tells of what a person chose, did, said and asked for themselves."""

from sqlalchemy import and_

from bot.store import tables
from bot.store.my_data_told import LINK, OF_THE_BOT, SOMEBODY, TEAM, THEIR_WORDS, WHOSE, Told
from bot.store.whose import of_chats, own_wish


def given() -> tuple[Told, ...]:
    """List what came from the person."""
    return (*_self(), *_listening(), *_chats(), *_told_to_us(), *_asked())


def _self() -> tuple[Told, ...]:
    people, names, letters, spoken = tables.people, tables.names, tables.letters, tables.spoken
    return (
        Told(
            "choices",
            people,
            lambda who: and_(people.c.person == who.person, people.c.community == who.community),
            ("private_words", "locale", "asked_at", "away_until"),
            {"community": WHOSE, "person": WHOSE},
        ),
        Told(
            "names_brought_up",
            names,
            lambda who: and_(names.c.whose == who.person, names.c.community == who.community),
            ("what", "told_at"),
            {"community": WHOSE, "whose": WHOSE, "allowed_by": SOMEBODY},
        ),
        Told(
            "private_messages_from_the_bot",
            letters,
            lambda who: and_(letters.c.person == who.person, letters.c.community == who.community),
            ("made_at", "read_at"),
            {
                "id": OF_THE_BOT,
                "community": WHOSE,
                "person": WHOSE,
                "body": f"{THEIR_WORDS}; it can be read under My messages",
            },
        ),
        Told(
            "when_the_bot_spoke_to_you",
            spoken,
            lambda who: and_(spoken.c.person == who.person, spoken.c.community == who.community),
            ("what", "at"),
            {
                "id": OF_THE_BOT,
                "community": WHOSE,
                "person": WHOSE,
                "place": OF_THE_BOT,
                "would_have": OF_THE_BOT,
            },
        ),
    )


def _listening() -> tuple[Told, ...]:
    listeners, offers, stops = tables.listeners, tables.offers, tables.stops
    return (
        Told(
            "as_a_listener",
            listeners,
            lambda who: and_(listeners.c.person == who.person, listeners.c.community == who.community),
            (
                *("seen_at", "on_shift_since", "resting_until", "last_offer", "most_chats", "not_taken"),
                *("knows_card", "chats_begun", "topics", "languages", "called", "listed", "age_group"),
            ),
            {"id": OF_THE_BOT, "community": WHOSE, "person": WHOSE},
        ),
        Told(
            "requests_offered_to_you",
            offers,
            lambda who: and_(offers.c.listener == who.person, of_chats(offers, who)),
            ("made_at",),
            {"id": OF_THE_BOT, "chat_id": LINK, "listener": WHOSE, "open_chat": OF_THE_BOT},
        ),
        Told(
            "chats_you_stopped",
            stops,
            lambda who: and_(stops.c.listener == who.person, stops.c.community == who.community),
            ("at",),
            {"chat_id": LINK, "community": WHOSE, "member": SOMEBODY, "listener": WHOSE},
        ),
    )


def _chats() -> tuple[Told, ...]:
    chats, answers, wishes = tables.chats, tables.answers, tables.wishes
    when = ("number", "state", "language", "minutes", "made_at", "opened_at", "ended_at", "ending")
    asked = ("topic", "avoid", "wish", "age_group", "for_all")
    unsaid = {
        **dict.fromkeys(("place", "request_message", "panel_message", "live_member"), OF_THE_BOT),
        **dict.fromkeys(("member", "listener", "ended_by", "wanted"), f"{SOMEBODY}, or the reader"),
        "id": OF_THE_BOT,
        "community": WHOSE,
    }
    return (
        Told(
            "chats_as_a_member",
            chats,
            lambda who: and_(chats.c.member == who.person, chats.c.community == who.community),
            (*when, *asked),
            unsaid,
        ),
        Told(
            "chats_as_a_listener",
            chats,
            lambda who: and_(chats.c.listener == who.person, chats.c.community == who.community),
            when,
            {**unsaid, **dict.fromkeys(asked, "the other person said it")},
        ),
        Told(
            "answers_after_chats",
            answers,
            lambda who: and_(answers.c.member == who.person, answers.c.community == who.community),
            ("helped", "safe", "answered_at"),
            {"chat_id": LINK, "community": WHOSE, "member": WHOSE, "listener": SOMEBODY},
        ),
        Told(
            "whom_to_meet_again_or_never",
            wishes,
            lambda who: and_(own_wish(who), wishes.c.community == who.community),
            ("side", "kind", "since"),
            {"community": WHOSE, "member": SOMEBODY, "listener": SOMEBODY},
        ),
    )


def _told_to_us() -> tuple[Told, ...]:
    reports, files = tables.reports, tables.case_files
    return (
        Told(
            "your_reports",
            reports,
            lambda who: and_(reports.c.reporter == who.person, reports.c.community == who.community),
            ("number", "situation", "words", "naming", "made_at", "closed_at", "looked_again_at"),
            {
                "id": OF_THE_BOT,
                "community": WHOSE,
                "reporter": WHOSE,
                "subject": SOMEBODY,
                **dict.fromkeys(("chat_id", "case_id"), LINK),
                **dict.fromkeys(("place", "message"), "leads to what another person wrote"),
                "fresh": TEAM,
            },
        ),
        Told(
            "files_you_gave",
            files,
            lambda who: and_(files.c.by == who.person, files.c.community == who.community),
            ("name", "kind", "at"),
            {
                "id": OF_THE_BOT,
                "community": WHOSE,
                "by": WHOSE,
                **dict.fromkeys(("report_id", "case_id"), LINK),
                "content": "the giver has the file, and it may show another person's words",
            },
        ),
    )


def _asked() -> tuple[Told, ...]:
    suggestions, questions = tables.suggestions, tables.questions
    readers, reviewers, views = tables.news_readers, tables.reviewers, tables.record_views
    return (
        Told(
            "your_suggestions",
            suggestions,
            lambda who: and_(suggestions.c.person == who.person, suggestions.c.community == who.community),
            ("number", "words", "may_name", "progress", "made_at", "answered_at"),
            {
                **dict.fromkeys(("id", "answers"), OF_THE_BOT),
                "community": WHOSE,
                "person": WHOSE,
                "answer": f"{THEIR_WORDS}; it can be read under My messages",
            },
        ),
        Told(
            "your_questions_to_the_moderators",
            questions,
            lambda who: and_(questions.c.asker == who.person, questions.c.community == who.community),
            ("number", "words", "asked_at", "answered_at"),
            {
                **dict.fromkeys(("id", "letter"), OF_THE_BOT),
                "community": WHOSE,
                "asker": WHOSE,
                "answer": f"{THEIR_WORDS}; it can be read under My messages",
                "answered_by": SOMEBODY,
            },
        ),
        Told(
            "news_about_safety",
            readers,
            lambda who: and_(readers.c.person == who.person, readers.c.community == who.community),
            ("since",),
            {"community": WHOSE, "person": WHOSE},
        ),
        Told(
            "practice_for_reviewing",
            reviewers,
            lambda who: and_(reviewers.c.person == who.person, reviewers.c.community == who.community),
            ("steps", "seen_at"),
            {"community": WHOSE, "person": WHOSE},
        ),
        Told(
            "records_you_opened",
            views,
            lambda who: and_(views.c.viewer == who.person, views.c.community == who.community),
            ("at", "reason"),
            {
                "id": OF_THE_BOT,
                "community": WHOSE,
                "viewer": WHOSE,
                "person": SOMEBODY,
                "case_id": LINK,
            },
        ),
    )
