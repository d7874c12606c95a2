"""How many plain lines that are noticed are still noticed in each disguise: `python -m benchmarks.disguises`."""

import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from bot.screening import Message, Screener, Side, find_packs, is_flagged, load_screener
from tests.screening.disguises import DISGUISES, SLIPS, Disguise, find_keys, known_words

UNSEEN = Path(__file__).parent / "unseen"
SETS = ("first", "second")
_PLAIN = "plain"
CONTACTS = (
    "my number is 07700 900142 if you want it",
    "text me, 07700900781",
    "07700 900413 thats me, save it",
    "you can ring 020 7946 0857 after six",
    "here it is: (202) 555-0143",
    "call me on 415-555-0172 tonight",
    "+44 7700 900655 is my whatsapp",
    "my cell 202 555 0199, anytime",
    "0161 496 0371 and ask for me",
    "ok so 07700 900926 but tell nobody",
    "write to quiet.harbour@gmail.com",
    "my mail is fernlight@example.com",
    "its reedmarsh.9@example.org if you need me",
    "send it to plumstone@gmail.com please",
    "discord.gg/pebblenest",
    "we are all at discord.gg/lateowls come",
    "t.me/brightheron is me",
    "wa.me/447700900144",
    "my room is discord.gg/softmoss ok",
)
"""Lines that give a contact away, in reserved numbers and domains."""


@dataclass(slots=True)
class Survival:
    """Of how many disguised lines how many were noticed, and which were not."""

    tried: int = 0
    noticed: int = 0
    missed: list[tuple[str, str]] = field(default_factory=list)

    @property
    def share(self) -> float:
        """The share noticed; 1 when none was tried."""
        return self.noticed / self.tried if self.tried else 1.0


def plain_lines(screener: Screener) -> list[Message]:
    """The lines that are noticed as they are: examples of the packs, and plain lines of the unseen sets."""
    lines = [
        Message(line, pattern.side or Side.LISTENER)
        for pattern in screener.patterns
        if pattern.role == "act"
        for line in pattern.match
    ]
    lines += [message for name in SETS for message in _unseen(UNSEEN / name / "positives.jsonl", flag=True)]
    lines += [Message(line, Side.LISTENER) for line in CONTACTS]
    return [line for line in dict.fromkeys(lines) if screener.look(line)]


def harmless_lines(screener: Screener) -> list[Message]:
    """The lines that are left alone as they are: examples of the packs, and look-alikes of the unseen sets."""
    lines = [
        Message(line, pattern.side or Side.LISTENER)
        for pattern in screener.patterns
        for line in pattern.leave
    ]
    lines += [message for name in SETS for message in _unseen(UNSEEN / name / "lookalikes.jsonl", flag=False)]
    return [line for line in dict.fromkeys(lines) if not is_flagged(screener.look(line))]


def _unseen(path: Path, *, flag: bool) -> Iterator[Message]:
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if row["flag"] == flag and (row.get("style") == _PLAIN or not flag):
            yield Message(row["text"], Side(row["sender"]))


def still_noticed(screener: Screener, plain: Message, text: str) -> bool:
    """Whether a line is noticed for as much as the plain line: as a flag, if that was one."""
    flags = any(finding.category.flaggable for finding in screener.look(plain))
    found = screener.look(Message(text, plain.side))
    return any(finding.category.flaggable or not flags for finding in found)


def survival(screener: Screener, disguise: Disguise, lines: Sequence[Message], seed: int) -> Survival:
    """What is left of the lines in one disguise."""
    known = known_words((*screener.pack.spelling.anchors, *screener.pack.spelling.names))
    result = Survival()
    for line in lines:
        text = disguise.write(find_keys(line.text, known), Random(f"{seed} {disguise.name} {line.text}"))
        if text == line.text:
            continue
        result.tried += 1
        if still_noticed(screener, line, text):
            result.noticed += 1
        else:
            result.missed.append((line.text, text))
    return result


def suspected(screener: Screener, slip: Disguise, lines: Sequence[Message], seed: int) -> list[str]:
    """The harmless lines that are flagged when they are typed another way."""
    known = known_words((*screener.pack.spelling.anchors, *screener.pack.spelling.names))
    typed = (
        Message(slip.write(find_keys(line.text, known), Random(f"{seed} {slip.name} {line.text}")), line.side)
        for line in lines
    )
    return [message.text for message in typed if is_flagged(screener.look(message))]


def main() -> None:
    """Print the share for each disguise; with a disguise's name, also the lines that were missed."""
    screener = load_screener(find_packs(), cache=Path(".scan_cache"))
    lines = plain_lines(screener)
    print(f"{len(lines)} lines")
    for disguise in DISGUISES:
        if sys.argv[1:] and disguise.name not in sys.argv[1:]:
            continue
        result = survival(screener, disguise, lines, seed=1)
        print(f"{disguise.name:24}{result.noticed:6} of {result.tried:5}  {result.share:7.1%}")
        for plain, text in result.missed if sys.argv[1:] else ():
            print(f"    {plain!r}\n    {text!r}")
    harmless = harmless_lines(screener)
    print(f"{len(harmless)} harmless lines; flagged when typed another way:")
    for slip in SLIPS:
        flagged = suspected(screener, slip, harmless, seed=1)
        print(f"{slip.name:24}{len(flagged):6}")
        for text in flagged if sys.argv[1:] else ():
            print(f"    {text!r}")


if __name__ == "__main__":
    main()
