"""`sidelight language` begins a language, and lists what one still lacks beside English."""

import re
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from bot.guide import load_wording
from bot.screening import load_known, load_pack

Sidelight = Callable[..., CompletedProcess[str]]


def lines(run: CompletedProcess[str]) -> dict[str, str]:
    """What is said, by its kind."""
    return dict(line.split(": ", 1) for line in run.stdout.splitlines() if ": " in line)


class TestNew:
    def test_the_starter_files_are_a_language_that_works(self, sidelight: Sidelight, packs: Path) -> None:
        run = sidelight("language", "new", "de", "--packs", packs)
        assert run.returncode == 0
        names = {path.name for path in (packs / "de").iterdir()}
        starters = ("words", "contexts", "numbers", "spelling", "emoji", "common", "requests")
        assert names == {f"{name}.toml" for name in starters}
        assert [pattern.draft for pattern in load_pack(packs, "de").patterns] == [True]
        tested = sidelight("patterns", "test", packs, "--locale", "de")
        assert (tested.returncode, "6 examples of 1 patterns: 0 failed" in tested.stdout) == (0, True)

    def test_every_starter_file_explains_itself(self, sidelight: Sidelight, packs: Path) -> None:
        sidelight("language", "new", "de", "--packs", packs)
        assert all(path.read_text(encoding="utf-8").startswith("# ") for path in (packs / "de").iterdir())

    def test_every_commented_example_can_be_used(self, sidelight: Sidelight, packs: Path) -> None:
        sidelight("language", "new", "de", "--packs", packs)
        for path in (packs / "de").iterdir():
            content = path.read_text(encoding="utf-8")
            code = re.sub(r'^# (?=\[\[|\w+ = |"\S+" = )', "", content, flags=re.MULTILINE)
            path.write_text(code, encoding="utf-8")
        pack = load_pack(packs, "de")
        assert [one.id for one in pack.contexts] == ["refusal"]
        assert [one.id for one in pack.replies] == ["says_no"]
        assert (pack.numbers, pack.emoji) == ({"one": "1"}, {"📞": "phone"})
        assert pack.spelling.shorthand == {"2nite": "tonight"}
        assert set(load_known(packs, "de").listed) == {"you", "app"}

    def test_what_comes_next_is_said_with_commands_that_fit(self, sidelight: Sidelight, packs: Path) -> None:
        run = sidelight("language", "new", "de", "--packs", packs)
        for expected in (
            f"sidelight patterns new --locale de --packs {packs}",
            f"sidelight patterns test {packs} --locale de",
            "bot/guide/locales/de",
            "bot/guide/countries",
        ):
            assert expected in run.stdout

    def test_a_language_that_is_there_is_left_alone(self, sidelight: Sidelight, packs: Path) -> None:
        before = {path: path.read_bytes() for path in packs.rglob("*.toml")}
        run = sidelight("language", "new", "en", "--packs", packs)
        assert (run.returncode, "there is something already" in run.stderr) == (2, True)
        assert {path: path.read_bytes() for path in packs.rglob("*.toml")} == before

    @pytest.mark.parametrize("locale", ["German", "../de", "xx", "de-AT", ""])
    def test_what_is_no_language_is_refused(self, sidelight: Sidelight, packs: Path, locale: str) -> None:
        run = sidelight("language", "new", locale, "--packs", packs)
        assert (run.returncode, "write a language in two or three small letters" in run.stderr) == (2, True)
        assert [path.name for path in packs.iterdir()] == ["en"]


class TestCheck:
    @pytest.fixture(autouse=True)
    def _more_english(self, packs: Path) -> None:
        (packs / "en" / "more.toml").write_text(
            'common = ["the", "a"]\n[classes]\nlamp = ["lamp"]\nyou = ["you", "u"]\n'
            '[numbers]\none = "1"\ntwo = "2"\n[emoji]\n"📞" = "phone"\n[phones]\nregions = ["GB"]\n'
            '[[reply]]\nid = "says_no"\nphrases = ["no"]\n',
            encoding="utf-8",
        )

    def test_english_is_complete(self, sidelight: Sidelight) -> None:
        run = sidelight("language", "check", "en")
        assert (run.returncode, run.stdout.splitlines()[-1]) == (0, "en is complete.")
        assert "Missing" not in run.stdout

    def test_a_new_language_lacks_nearly_everything(self, sidelight: Sidelight, packs: Path) -> None:
        sidelight("language", "new", "de", "--packs", packs)
        run = sidelight("language", "check", "de", "--packs", packs)
        assert run.returncode == 1
        told = lines(run)
        assert told["patterns of small.toml"] == "0 of 3. Missing: asks_number, asks_to_hide, feels_hopeless"
        assert told["word classes"] == "0 of 2. Missing: lamp, you"
        assert told["replies"] == "0 of 1. Missing: says_no"
        assert told["figures with a number word"] == "0 of 10. Missing: 0, 1, 2, 3, 4, 5, 6, 7, 8, 9"
        assert told["emoji"] == "0 of 1. Missing: 📞"
        assert told["guide pages"].startswith("0 of 9. Missing: if-it-happened, ")
        assert told["rules, news and goodbyes"].startswith("0 of 3. Missing: rules.toml, ")
        assert told["helplines"].endswith("AT, BE, CH, DE, LI, LU")
        assert run.stdout.splitlines()[-1].startswith("de lacks ")

    def test_what_is_there_is_no_longer_missing(self, sidelight: Sidelight, packs: Path) -> None:
        (packs / "ga").mkdir()
        pack = (packs / "en" / "small.toml").read_text(encoding="utf-8")
        (packs / "ga" / "all.toml").write_text(pack.replace("asks_to_hide", "asks_else"), encoding="utf-8")
        more = (packs / "en" / "more.toml").read_text(encoding="utf-8")
        (packs / "ga" / "more.toml").write_text(more, encoding="utf-8")
        told = lines(sidelight("language", "check", "ga", "--packs", packs))
        assert told["patterns of small.toml"] == "2 of 3. Missing: asks_to_hide"
        assert told["word classes"] == "2 of 2"
        assert told["figures with a number word"].startswith("2 of 10. Missing: 0, 3,")
        assert told["phones"] == "1 of 3. Missing: helplines, not_phones"
        assert told["helplines"] == "1 of 1"

    def test_wording_is_compared_key_by_key(self, sidelight: Sidelight, packs: Path, tmp_path: Path) -> None:
        sidelight("language", "new", "de", "--packs", packs)
        own = tmp_path / "locales" / "de"
        (own / "guide").mkdir(parents=True)
        (own / "guide" / "rules.md").write_text("Regeln", encoding="utf-8")
        (own / "wording.toml").write_text('[button]\ntalk = "Sprechen"\n', encoding="utf-8")
        run = sidelight("language", "check", "de", "--packs", packs, "--wording", own.parent, "--all")
        told = lines(run)
        assert "button.talk" not in told["wording"]
        assert "button.okay_here" in told["wording"]
        assert "more (" not in told["wording"]
        assert told["guide pages"].startswith("1 of 9. ")

    def test_long_lists_are_cut_unless_all_is_wanted(self, sidelight: Sidelight, packs: Path) -> None:
        sidelight("language", "new", "de", "--packs", packs)
        short = sidelight("language", "check", "de", "--packs", packs).stdout
        whole = sidelight("language", "check", "de", "--packs", packs, "--all").stdout
        assert "(--all names them)" in short
        assert all(key in whole for key in load_wording().strings if key.startswith("button."))

    @pytest.mark.parametrize(
        ("locale", "says"),
        [("fr", "Begin with: sidelight language new fr"), ("French", "write a language in two or three")],
    )
    def test_a_language_that_is_not_there_is_said(
        self, sidelight: Sidelight, packs: Path, locale: str, says: str
    ) -> None:
        run = sidelight("language", "check", locale, "--packs", packs)
        assert (run.returncode, says in run.stderr) == (2, True)

    def test_broken_wording_is_named(self, sidelight: Sidelight, packs: Path, tmp_path: Path) -> None:
        sidelight("language", "new", "de", "--packs", packs)
        (tmp_path / "de").mkdir()
        (tmp_path / "de" / "wording.toml").write_text("[button", encoding="utf-8")
        run = sidelight("language", "check", "de", "--packs", packs, "--wording", tmp_path)
        assert (run.returncode, "de/wording.toml" in run.stderr) == (2, True)
