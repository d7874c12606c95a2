"""`sidelight patterns new` asks for a pattern, checks it, and loses nothing that was typed."""

from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.commands.drafts import Draft, draft_text, read_draft, suggest_phrases
from bot.screening import Known, load_pack, read_patterns

Sidelight = Callable[..., CompletedProcess[str]]

MATCH = (
    "my lamp is broken, what is your number",
    "with a broken lamp i need your number",
    "broken lamp, your number?",
)
LEAVE = ("my lamp is new", "we fixed the lamp", "the window is broken")
GIVEN: dict[str, str | tuple[str, ...]] = {
    "--about": "says the lamp is broken",
    "--id": "lamp_excuse",
    "--category": "pretext",
    "--reason": "It gives a broken lamp as the reason.",
    "--phrase": ("broken lamp", "lamp is broken"),
    "--match": MATCH,
    "--leave": LEAVE,
}


def options(**other: str | tuple[str, ...]) -> list[str]:
    """Everything that a good pattern needs, but for what is given otherwise."""
    words: list[str] = []
    for name, values in (GIVEN | {f"--{key}": value for key, value in other.items()}).items():
        for value in (values,) if isinstance(values, str) else values:
            words += [name, value]
    return words


@pytest.fixture
def new(sidelight: Sidelight, packs: Path) -> Sidelight:
    """Run `sidelight patterns new` on the small pack, with these answers typed in."""

    def run(*arguments: str | Path, typed: tuple[str, ...] = ()) -> CompletedProcess[str]:
        stdin = "".join(f"{answer}\n" for answer in typed).encode()
        return sidelight("patterns", "new", "--packs", packs, *arguments, stdin=stdin)

    return run


class TestByQuestions:
    answers = (
        *(
            "says the lamp is broken",
            "lamp_excuse",
            "pretext",
            "",
            "",
            "It gives a broken lamp as the reason.",
        ),
        *(*MATCH, "", *LEAVE, ""),
        *("broken lamp", "lamp is broken", ""),
    )

    def test_the_answers_become_a_draft_that_can_be_used(
        self, new: Sidelight, sidelight: Sidelight, packs: Path
    ) -> None:
        run = new(typed=self.answers)
        assert run.returncode == 0
        assert f"Written as a draft: {packs / 'en' / 'lamp_excuse.toml'}" in run.stdout
        (pattern,) = [one for one in load_pack(packs, "en").patterns if one.id == "lamp_excuse"]
        assert (pattern.category, pattern.severity.word, pattern.role) == ("pretext", "concern", "excuse")
        assert (pattern.match, pattern.leave, pattern.draft) == (MATCH, LEAVE, True)
        assert "draft pattern lamp_excuse" not in sidelight("patterns", "test", packs).stdout
        assert "lamp_excuse" in sidelight("check", MATCH[1], "--packs", packs).stdout

    def test_a_wrong_answer_is_asked_again_with_what_to_change(self, new: Sidelight, packs: Path) -> None:
        wrong = ("says the lamp is broken", "Lamp Excuse", "asks_number", "lamp_excuse", "pretexts")
        run = new(typed=(*wrong, *self.answers[2:]))
        assert run.returncode == 0
        for said in (
            "'Lamp Excuse' must begin with a letter a to z",
            "'asks_number' is taken, in small.toml",
            "'pretexts' must be one of: contact_request",
            "Did you mean pretext?",
        ):
            assert said in run.stdout

    def test_phrases_are_suggested_from_the_lines(self, new: Sidelight, packs: Path) -> None:
        lines = ("lend me your old lamp tonight", "so lend me your old lamp", "lend me your old lamp?")
        typed = ("wants a lamp", "", "contact_request", "", "", "It asks for a lamp.", *lines, "", *LEAVE, "")
        run = new(typed=(*typed, "", ""))
        assert (run.returncode, "These words are in all lines" in run.stdout) == (0, True)
        patterns = {one.id: one for one in load_pack(packs, "en").patterns}
        assert [phrase.text for phrase in patterns["wants_a_lamp"].phrases] == ["lend me your old lamp"]

    def test_a_phrase_can_be_put_right_after_the_lines_were_tried(self, new: Sidelight, packs: Path) -> None:
        run = new(
            *options(severity="concern", role="excuse", phrase="broken lamp"),
            typed=("phrases", "", "lamp is broken", ""),
        )
        assert run.returncode == 0
        assert "nearest is the phrase broken lamp" in run.stdout
        assert "Change what?" in run.stdout

    def test_stopping_halfway_keeps_what_was_typed(self, new: Sidelight, packs: Path) -> None:
        run = new(typed=self.answers[:8])
        assert run.returncode == 1
        saved = packs / "en" / "lamp_excuse.draft"
        assert f"What you typed is kept in {saved}" in run.stdout
        assert read_draft(saved).match == MATCH[:2]
        run = new("--from", saved, "--match", MATCH[0], typed=("- not asked",))
        assert run.returncode == 1
        again = new(
            "--from", saved, *(word for line in MATCH for word in ("--match", line)), typed=self.answers[10:]
        )
        assert again.returncode == 0
        assert load_pack(packs, "en").patterns[0].match == MATCH

    def test_nothing_typed_leaves_no_file(self, new: Sidelight, packs: Path) -> None:
        before = sorted(packs.rglob("*"))
        run = new()
        assert (run.returncode, "nothing was kept" in run.stdout) == (1, True)
        assert sorted(packs.rglob("*")) == before

    def test_a_draft_can_be_saved_instead_of_put_right(self, new: Sidelight, packs: Path) -> None:
        run = new(*options(leave=("a broken lamp", "what is your number", "ok")), typed=("save",))
        assert run.returncode == 1
        assert read_draft(packs / "en" / "lamp_excuse.draft").phrases == GIVEN["--phrase"]


class TestByOptions:
    def test_all_options_need_no_answer(self, new: Sidelight, packs: Path) -> None:
        run = new(*options(), "--no-ask")
        assert (run.returncode, run.stderr) == (0, "")
        assert {one.id for one in load_pack(packs, "en").patterns} > {"lamp_excuse"}

    def test_the_file_can_be_chosen_and_is_added_to(self, new: Sidelight, packs: Path) -> None:
        pack = packs / "en" / "small.toml"
        before = pack.read_text(encoding="utf-8")
        assert new(*options(), "--no-ask", "--to", pack).returncode == 0
        assert pack.read_text(encoding="utf-8").startswith(before.strip())
        assert len(load_pack(packs, "en").patterns) == 4

    @pytest.mark.parametrize(
        ("wrong", "says"),
        [
            ({"id": "asks_number"}, "id: 'asks_number' is taken, in small.toml. Choose another name."),
            ({"id": "9lives"}, "must begin with a letter"),
            ({"category": "hat"}, "category: 'hat' must be one of: contact_request, "),
            ({"severity": "huge"}, "severity: 'huge' must be one of: tip, note, concern, urgent."),
            ({"role": "excuses"}, "Did you mean excuse?"),
            ({"reason": "Lamp."}, "reason: It must have 10 to 160 characters, and has 5."),
            ({"reason": "It gives a lamp"}, "end it with a full stop"),
            (
                {"phrase": "broken {lmps}"},
                "names the class {lmps}, which no word list defines. Did you mean {lamps}",
            ),
            ({"phrase": "broken {zzz}"}, "add the class to words.toml first"),
            ({"phrase": "(broken lamp"}, "phrases: '(broken lamp': expected ')'"),
            ({"match": MATCH[:2]}, "match: Write at least 3 different lines that must match; there are 2."),
            (
                {"leave": (LEAVE[0],) * 3},
                "leave: Write at least 3 different lines that must not match; there are 1.",
            ),
            ({"leave": (*LEAVE, MATCH[0])}, "leave: This line cannot both match and not match: my lamp"),
            ({"match": (*MATCH, "a lamp here")}, "a lamp here\n    does not match: "),
            ({"match": (*MATCH, "the wind blows")}, "does not match: no phrase comes near."),
            ({"match": (*MATCH, "the lamp is broken")}, "an excuse counts beside an act or a move"),
            (
                {"match": (*MATCH, 'he wrote "my lamp is broken, hey your number"')},
                "it is protected by quote.",
            ),
            (
                {"leave": (*LEAVE, "and your number")},
                '"your number" meets asks_number, which was there before.',
            ),
            (
                {"leave": (*LEAVE, "oh my lamp is broken"), "category": "advance", "role": "act"},
                '"lamp is broken" meets a phrase of this pattern. Make the phrase say more.',
            ),
        ],
    )
    def test_what_is_wrong_is_said_and_kept(
        self, new: Sidelight, packs: Path, wrong: dict[str, str | tuple[str, ...]], says: str
    ) -> None:
        (packs / "en" / "words.toml").write_text('[classes]\nlamps = ["lamp"]\n', encoding="utf-8")
        run = new(*options(**wrong), "--no-ask", "--to", packs / "en" / "mine.toml")
        assert run.returncode == 1
        assert says in run.stderr
        assert not (packs / "en" / "mine.toml").exists()
        kept = read_draft(packs / "en" / "mine.draft")
        for field, value in wrong.items():
            given = getattr(kept, {"phrase": "phrases"}.get(field, field))
            assert given == ((value,) if field == "phrase" else value)

    def test_what_was_kept_before_is_not_written_over(self, new: Sidelight, packs: Path) -> None:
        for _ in range(2):
            assert new(*options(severity="huge"), "--no-ask").returncode == 1
        assert (packs / "en" / "lamp_excuse.draft").read_text() == (
            packs / "en" / "lamp_excuse-2.draft"
        ).read_text()

    def test_a_file_that_cannot_be_written_loses_nothing(self, new: Sidelight, tmp_path: Path) -> None:
        (tmp_path / "file").touch()
        run = new(*options(), "--no-ask", "--to", tmp_path / "file" / "mine.toml")
        assert run.returncode == 2
        assert "Choose another file with --to." in run.stderr
        assert read_draft(tmp_path / "mine.draft").match == MATCH

    def test_a_broken_file_is_not_added_to(self, new: Sidelight, tmp_path: Path) -> None:
        (tmp_path / "broken.toml").write_text("[[pattern", encoding="utf-8")
        run = new(*options(), "--no-ask", "--to", tmp_path / "broken.toml")
        assert (run.returncode, "nothing can be added to this file" in run.stderr) == (2, True)
        assert (tmp_path / "broken.toml").read_text(encoding="utf-8") == "[[pattern"
        assert read_draft(tmp_path / "broken.draft").id == "lamp_excuse"

    def test_a_pattern_that_others_cover_is_told_so(self, new: Sidelight) -> None:
        same = {"category": "contact_request", "phrase": "your number"}
        run = new(*options(**same), "--no-ask")
        assert (run.returncode, "Others find all these lines already: asks_number." in run.stdout) == (
            0,
            True,
        )

    def test_a_saved_draft_that_cannot_be_read_is_named(self, new: Sidelight, tmp_path: Path) -> None:
        run = new("--from", tmp_path / "nowhere.draft")
        assert (run.returncode, "nowhere.draft: cannot be read as a draft" in run.stderr) == (2, True)


class TestSuggesting:
    @pytest.mark.parametrize(
        ("match", "leave", "expected"),
        [
            (("lend me a lamp", "so lend me a rope"), (), ("lend me a",)),
            (("a big lamp. now", "big lamp, ok now"), (), ("big lamp", "now")),
            (("a big lamp", "one big lamp"), ("the big lamp",), ("big lamp",)),
            (("a big red lamp", "one big red lamp"), ("the big red",), ("big red lamp",)),
            (("go to the sea", "we see the hill"), (), ()),
            (("one", "two"), (), ()),
            ((), (), ()),
        ],
    )
    def test_the_longest_shared_rows_are_taken(
        self, match: tuple[str, ...], leave: tuple[str, ...], expected: tuple[str, ...]
    ) -> None:
        assert suggest_phrases(match, leave, {"the", "to", "a"}) == expected


TEXT = st.text(min_size=1, max_size=30).map(str.strip).filter(bool)


class TestFile:
    @given(lines=st.lists(TEXT, min_size=1, max_size=4), reason=st.text(min_size=10, max_size=40))
    def test_whatever_is_typed_comes_back(self, lines: list[str], reason: str) -> None:
        draft = Draft(
            "about", "odd_one", "pretext", "note", "act", reason, tuple(lines), tuple(lines), ("lamp",)
        )
        (pattern,) = read_patterns("odd.toml", draft_text(draft), Known())
        assert (pattern.match, pattern.leave, pattern.reason) == (tuple(lines), tuple(lines), reason)
