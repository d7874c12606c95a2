"""`sidelight check` keeps its contract: one line in, one line out, in order, whatever the line is."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pytest

Sidelight = Callable[..., CompletedProcess[str]]


def as_lines(*records: object) -> bytes:
    return "".join(f"{json.dumps(record)}\n" for record in records).encode()


def answers(run: CompletedProcess[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in run.stdout.splitlines()]


class TestOneText:
    def test_a_finding_is_shown_with_its_words_and_reason(self, sidelight: Sidelight, packs: Path) -> None:
        run = sidelight("check", "so what is your number", "--sender", "listener", "--packs", packs)
        assert run.returncode == 0
        assert "Flagged, score 0.80." in run.stdout
        assert "contact_request (concern, score 0.80)" in run.stdout
        assert '"your number" (characters 11 to 22)' in run.stdout
        assert "Asks for a phone number." in run.stdout
        assert "asks_number" in run.stdout

    def test_without_a_sender_it_is_judged_as_a_members(self, sidelight: Sidelight, packs: Path) -> None:
        assert "(note, " in sidelight("check", "your number", "--packs", packs).stdout

    def test_nothing_found_is_said(self, sidelight: Sidelight, packs: Path) -> None:
        assert sidelight("check", "it rained all day", "--packs", packs).stdout == "Nothing found.\n"

    def test_crisis_words_are_no_flag(self, sidelight: Sidelight, packs: Path) -> None:
        run = sidelight("check", "there is no way out", "--packs", packs)
        assert run.stdout.startswith("Not flagged.")
        assert "crisis" in run.stdout

    def test_a_text_may_come_through_a_pipe(self, sidelight: Sidelight, packs: Path) -> None:
        run = sidelight("check", "--packs", packs, stdin="what is your\u2003number\r\n".encode())
        assert "contact_request" in run.stdout

    def test_a_pipe_that_is_not_utf8_is_read_as_far_as_possible(
        self, sidelight: Sidelight, packs: Path
    ) -> None:
        run = sidelight("check", "--packs", packs, stdin=b"Zo\xeb, what is your number")
        assert (run.returncode, "contact_request" in run.stdout) == (0, True)

    def test_a_text_cannot_steer_the_terminal(self, sidelight: Sidelight, packs: Path) -> None:
        run = sidelight("check", "your \x1b[31m number\udc80 your number", "--packs", packs)
        assert "\x1b" not in run.stdout

    @pytest.mark.parametrize(
        ("arguments", "expected"),
        [
            (("hello", "--sender", "moderator"), "must be listener or member"),
            (("hello", "--jsonl"), "--jsonl takes text and sender from standard input"),
            (("--jsonl", "--sender", "member"), "--jsonl takes text and sender from standard input"),
            (("hello", "--packs", "nowhere"), "nowhere: there is no such folder of packs"),
            (("hello", "--config", "nowhere.toml"), "nowhere.toml: there is no such settings file"),
        ],
    )
    def test_misuse_is_explained(
        self, sidelight: Sidelight, packs: Path, arguments: tuple[str, ...], expected: str
    ) -> None:
        run = sidelight("check", *(["--packs", packs] if "--packs" not in arguments else []), *arguments)
        assert run.returncode == 2
        assert run.stdout == ""
        assert expected in run.stderr
        assert "Traceback" not in run.stderr

    def test_a_faulty_pack_is_explained(self, sidelight: Sidelight, packs: Path) -> None:
        (packs / "en" / "broken.toml").write_text("[[pattern]]\nid = 'x'\n", encoding="utf-8")
        run = sidelight("check", "hello", "--packs", packs)
        assert run.returncode == 2
        assert "broken.toml" in run.stderr
        assert "Traceback" not in run.stderr


class TestMessages:
    def test_a_finding_has_the_fixed_shape(self, sidelight: Sidelight, packs: Path) -> None:
        line = {"id": "a", "text": "\U0001f642 what is your number", "sender": "listener", "more": 1}
        run = sidelight("check", "--jsonl", "--packs", packs, stdin=as_lines(line))
        assert run.returncode == 0
        assert answers(run) == [
            {
                "id": "a",
                "flagged": True,
                "score": 0.8,
                "findings": [
                    {
                        "category": "contact_request",
                        "severity": "concern",
                        "rule": "asks_number",
                        "score": 0.8,
                        "start": 10,
                        "end": 21,
                        "matched": "your number",
                        "reason": "Asks for a phone number.",
                    }
                ],
            }
        ]

    def test_nothing_found_has_the_fixed_shape(self, sidelight: Sidelight, packs: Path) -> None:
        run = sidelight("check", "--jsonl", "--packs", packs, stdin=as_lines({"id": 1, "text": "hello"}))
        assert answers(run) == [{"id": 1, "flagged": False, "score": 0.0, "findings": []}]

    def test_crisis_is_listed_but_neither_flags_nor_scores(self, sidelight: Sidelight, packs: Path) -> None:
        stdin = as_lines({"id": 1, "text": "there is no way out"})
        (answer,) = answers(sidelight("check", "--jsonl", "--packs", packs, stdin=stdin))
        assert (answer["flagged"], answer["score"]) == (False, 0.0)
        assert [finding["category"] for finding in answer["findings"]] == ["crisis"]

    def test_answers_keep_the_order_and_echo_any_id(self, sidelight: Sidelight, packs: Path) -> None:
        ids: list[object] = ["b", 7, None, 1.5, ["x"], {"y": "é"}, True, "\ud800"]
        stdin = as_lines(*({"id": each, "text": "hi"} for each in ids))
        run = sidelight("check", "--jsonl", "--packs", packs, stdin=stdin)
        assert [answer["id"] for answer in answers(run)] == ids

    def test_a_missing_id_is_echoed_as_null(self, sidelight: Sidelight, packs: Path) -> None:
        (answer,) = answers(sidelight("check", "--jsonl", "--packs", packs, stdin=as_lines({"text": "hi"})))
        assert answer["id"] is None

    @pytest.mark.parametrize("sender", [{}, {"sender": None}, {"sender": "member"}])
    def test_an_unknown_sender_is_judged_as_a_member(
        self, sidelight: Sidelight, packs: Path, sender: dict[str, object]
    ) -> None:
        stdin = as_lines({"id": 1, "text": "your number"} | sender)
        (answer,) = answers(sidelight("check", "--jsonl", "--packs", packs, stdin=stdin))
        assert answer["findings"][0]["severity"] == "note"

    def test_lone_surrogates_are_answered(self, sidelight: Sidelight, packs: Path) -> None:
        stdin = b'{"id": "\\ud83d", "text": "\\udc00 what is your number \\ud83d"}\n'
        run = sidelight("check", "--jsonl", "--packs", packs, stdin=stdin)
        (answer,) = answers(run)
        assert answer["flagged"] is True
        assert run.stdout.isascii()

    def test_blank_lines_are_skipped_and_counted(self, sidelight: Sidelight, packs: Path) -> None:
        stdin = b'\n  \r\n{"id": 1, "text": "hi"}\r\n\nnot json\n{"id": 2, "text": "hi"}'
        run = sidelight("check", "--jsonl", "--packs", packs, stdin=stdin)
        first, second, third = answers(run)
        assert (first["id"], second["line"], third["id"]) == (1, 5, 2)
        assert run.returncode == 1

    def test_a_separator_inside_a_text_is_no_new_line(self, sidelight: Sidelight, packs: Path) -> None:
        stdin = '{"id": 1, "text": "one\u2028two\u0085three"}\n'.encode()
        run = sidelight("check", "--jsonl", "--packs", packs, stdin=stdin)
        assert (len(answers(run)), run.returncode) == (1, 0)

    def test_a_byte_order_mark_is_passed_over(self, sidelight: Sidelight, packs: Path) -> None:
        stdin = b"\xef\xbb\xbf" + as_lines({"id": 1, "text": "hi"})
        assert sidelight("check", "--jsonl", "--packs", packs, stdin=stdin).returncode == 0

    def test_nothing_in_gives_nothing_out(self, sidelight: Sidelight, packs: Path) -> None:
        run = sidelight("check", "--jsonl", "--packs", packs)
        assert (run.returncode, run.stdout) == (0, "")

    @pytest.mark.parametrize(
        ("line", "expected"),
        [
            (b"{", "not valid JSON at column 2"),
            (b"[1]", "must be a JSON object, not a list"),
            (b"null", "must be a JSON object, not null"),
            (b"12", "must be a JSON object, not a number"),
            (b'"hi"', "must be a JSON object, not text"),
            (b"{}", '"text" is missing'),
            (b'{"id": 1}', '"text" is missing; it must be text'),
            (b'{"text": 5}', '"text" must be text, not a number'),
            (b'{"text": null}', '"text" must be text, not null'),
            (b'{"text": "a", "sender": "bot"}', '"sender" must be "listener" or "member", or be left out'),
            (b'{"text": "a", "sender": 3}', "not a number"),
            (b'{"text": "a", "turns": []}', 'must be "text" or "turns", not both'),
            (b'{"turns": {}}', '"turns" must be a list of turns, not an object'),
            (b'{"turns": ["a"]}', "turn 1 must be an object, not text"),
            (b'{"turns": [{"text": "a"}, {"sender": "member"}]}', 'turn 2: "text" is missing'),
            (b'{"turns": [{"text": "a", "sender": "x"}]}', 'turn 1: "sender" must be'),
            (b'{"id": NaN, "text": "a"}', "NaN is not JSON"),
            (b'{"id": 1e999, "text": "a"}', '"id" cannot be written back'),
            (b'{"text": "Zo\xeb"}', "byte 13 is not UTF-8"),
            (b"\xff\xfe{\x00}\x00", "byte 1 is not UTF-8"),
            (b"[" * 100_000, "not usable JSON"),
            (b'{"id": ' + b"9" * 5000 + b', "text": "a"}', "not usable JSON"),
        ],
    )
    def test_a_malformed_line_is_answered_in_its_place(
        self, sidelight: Sidelight, packs: Path, line: bytes, expected: str
    ) -> None:
        good = as_lines({"id": 1, "text": "hi"})
        run = sidelight("check", "--jsonl", "--packs", packs, stdin=good + line + b"\n" + good)
        first, second, third = answers(run)
        assert (first["id"], third["id"]) == (1, 1)
        assert set(second) == {"line", "error"}
        assert second["line"] == 2
        assert expected in second["error"]
        assert run.returncode == 1


class TestTurns:
    def test_each_turn_is_answered_and_the_chat_judged(self, sidelight: Sidelight, packs: Path) -> None:
        turns = [
            {"sender": "member", "text": "hello"},
            {"sender": "listener", "text": "this is our secret"},
        ]
        run = sidelight("check", "--jsonl", "--packs", packs, stdin=as_lines({"id": "d", "turns": turns}))
        (answer,) = answers(run)
        assert list(answer) == ["id", "escalates", "turns"]
        assert answer["id"] == "d"
        assert answer["escalates"] is True
        assert answer["turns"][0] == {"flagged": False, "score": 0.0, "findings": []}
        assert answer["turns"][1]["findings"][0]["severity"] == "urgent"
        assert run.returncode == 0

    def test_three_flagged_turns_by_one_person_escalate(self, sidelight: Sidelight, packs: Path) -> None:
        ask = {"sender": "listener", "text": "your number"}
        chats = [{"id": count, "turns": [ask] * count} for count in range(4)]
        run = sidelight("check", "--jsonl", "--packs", packs, stdin=as_lines(*chats))
        assert [answer["escalates"] for answer in answers(run)] == [False, False, False, True]

    def test_chats_do_not_know_each_other(self, sidelight: Sidelight, packs: Path) -> None:
        chat = {"id": 1, "turns": [{"sender": "listener", "text": "your number"}] * 2}
        run = sidelight("check", "--jsonl", "--packs", packs, stdin=as_lines(chat, chat))
        first, second = answers(run)
        assert first == second


class TestProcess:
    """The whole process, as others run it."""

    def test_each_answer_comes_before_the_next_question(self, packs: Path) -> None:
        command = [sys.executable, "-m", "bot", "check", "--jsonl", "--packs", str(packs)]
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0) as process:
            assert process.stdin is not None
            assert process.stdout is not None
            for number in range(3):
                process.stdin.write(as_lines({"id": number, "text": "your number"}))
                assert json.loads(process.stdout.readline())["id"] == number
            process.stdin.close()
            assert process.wait() == 0

    def test_a_reader_that_leaves_early_gets_no_traceback(self, packs: Path, tmp_path: Path) -> None:
        many = tmp_path / "many.jsonl"
        many.write_bytes(as_lines(*({"id": number, "text": "your number"} for number in range(20_000))))
        command = [sys.executable, "-m", "bot", "check", "--jsonl", "--packs", str(packs)]
        with (
            many.open("rb") as source,
            subprocess.Popen(
                command, stdin=source, stdout=subprocess.PIPE, stderr=subprocess.PIPE
            ) as process,
        ):
            assert process.stdout is not None
            assert process.stderr is not None
            process.stdout.close()
            assert process.stderr.read() == b""

    def test_check_needs_neither_discord_nor_a_database(self, packs: Path) -> None:
        program = (
            "import sys; sys.argv = ['sidelight', 'check', 'hi', '--packs', sys.argv[1]]\n"
            "from bot.cli import main\n"
            "try: main()\n"
            "except SystemExit: pass\n"
            "print([name for name in ('discord', 'sqlalchemy', 'aiohttp') if name in sys.modules])"
        )
        run = subprocess.run(
            [sys.executable, "-c", program, str(packs)], capture_output=True, text=True, check=True
        )
        assert run.stdout.splitlines() == ["Nothing found.", "[]"]


def test_a_cache_that_cannot_be_written_stops_nobody(
    sidelight: Sidelight, packs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("SIDELIGHT__SCREENING__CACHE_FOLDER", str(tmp_path / "file" / "cache"))
    assert sidelight("check", "your number", "--packs", packs).returncode == 0
