"""What a copy tells of what a person chose, did, said and asked for themselves."""

from sqlalchemy import and_

from bot.store import tables
from bot.store.my_data_told import LINK, OF_THE_BOT, SOMEBODY, TEAM, THEIR_WORDS, WHOSE, Told
from bot.store.whose import at_home, here, of_chats, own_wish


def given() -> tuple[Told, ...]:
    """List what came from the person."""
    return (*_self(), *_listening(), *_chats(), *_told_to_us(), *_asked())


def _self() -> tuple[Told, ...]:
    people, names, letters, spoken = tables.people, tables.names, tables.letters, tables.spoken
    return (
        Told(
            "choices",
            people,
            lambda who: here(people, who),
            ("private_words", "locale", "asked_at", "away_until"),
            {"community": WHOSE, "person": WHOSE},
        ),
        Told(
            "names_brought_up",
            names,
            lambda who: here(names, who, "whose"),
            ("what", "told_at"),
            {"community": WHOSE, "whose": WHOSE, "allowed_by": SOMEBODY},
        ),
        Told(
            "private_messages_from_the_bot",
            letters,
            lambda who: here(letters, who),
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
            lambda who: here(spoken, who),
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
            lambda who: here(listeners, who),
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
            lambda who: here(stops, who, "listener"),
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
            lambda who: here(chats, who, "member"),
            (*when, *asked),
            unsaid,
        ),
        Told(
            "chats_as_a_listener",
            chats,
            lambda who: here(chats, who, "listener"),
            when,
            {**unsaid, **dict.fromkeys(asked, "the other person said it")},
        ),
        Told(
            "answers_after_chats",
            answers,
            lambda who: here(answers, who, "member"),
            ("helped", "safe", "answered_at"),
            {"chat_id": LINK, "community": WHOSE, "member": WHOSE, "listener": SOMEBODY},
        ),
        Told(
            "whom_to_meet_again_or_never",
            wishes,
            lambda who: and_(own_wish(who), at_home(wishes, who)),
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
            lambda who: here(reports, who, "reporter"),
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
            lambda who: here(files, who, "by"),
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
            lambda who: here(suggestions, who),
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
            lambda who: here(questions, who, "asker"),
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
            lambda who: here(readers, who),
            ("since",),
            {"community": WHOSE, "person": WHOSE},
        ),
        Told(
            "practice_for_reviewing",
            reviewers,
            lambda who: here(reviewers, who),
            ("steps", "seen_at"),
            {"community": WHOSE, "person": WHOSE},
        ),
        Told(
            "records_you_opened",
            views,
            lambda who: here(views, who, "viewer"),
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
