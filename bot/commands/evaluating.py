"""Judging labelled files: every message and chat through the same screening that the bot uses."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from bot.casework.within_chat import JudgedTurn, escalates
from bot.commands.labelled import BackgroundMessage, Labelled, LabelledDialogue, LabelledMessage
from bot.commands.measuring import (
    CurvePoint,
    DialogueFigures,
    JudgedBackground,
    JudgedDialogue,
    JudgedMessage,
    Row,
    Share,
    measure_background,
    measure_curve,
    measure_dialogues,
    measure_messages,
)
from bot.screening import Findings, Memory, Screener, is_flagged


@dataclass(slots=True)
class Judged:
    """Everything judged so far."""

    messages: list[JudgedMessage] = field(default_factory=list)
    dialogues: list[JudgedDialogue] = field(default_factory=list)
    background: list[JudgedBackground] = field(default_factory=list)

    def add(self, screener: Screener, content: Labelled, file: str) -> None:
        """Judge one more line of a file."""
        match content:
            case LabelledMessage():
                self.messages.append(_judge_message(screener, content))
            case LabelledDialogue():
                self.dialogues.append(_judge_dialogue(screener, content))
            case BackgroundMessage():
                flagged = is_flagged(screener.look(content.message))
                self.background.append(JudgedBackground(content.id, file, flagged))


@dataclass(frozen=True, slots=True)
class Mistakes:
    """Which lines were judged otherwise than labelled, by their ids (a turn as id#turn)."""

    missed: tuple[str, ...]
    false_alarms: tuple[str, ...]
    missed_chats: tuple[str, ...]
    false_chats: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Evaluation:
    """All figures of one evaluation; what was not in the files is None or empty."""

    messages: list[Row]
    curve: list[CurvePoint]
    dialogues: DialogueFigures | None
    background: list[tuple[str, Share]]
    mistakes: Mistakes


def evaluate_judged(judged: Judged) -> Evaluation:
    """Turn what was judged into figures."""
    return Evaluation(
        messages=measure_messages(judged.messages),
        curve=measure_curve(judged.messages),
        dialogues=measure_dialogues(judged.dialogues) if judged.dialogues else None,
        background=measure_background(judged.background),
        mistakes=_mistakes(judged),
    )


def _judge_message(screener: Screener, labelled: LabelledMessage) -> JudgedMessage:
    judged = screener.judge(labelled.message)
    findings = judged.findings
    return JudgedMessage(
        id=labelled.id,
        flag=labelled.flag,
        categories=labelled.categories,
        style=labelled.style,
        sender=labelled.message.side.value,
        found=_categories(findings),
        score=judged.score,
    )


def _judge_dialogue(screener: Screener, labelled: LabelledDialogue) -> JudgedDialogue:
    memory = Memory()
    turns = [JudgedTurn(message.side, screener.look(message, memory)) for message in labelled.turns]
    return JudgedDialogue(
        id=labelled.id,
        escalates=labelled.escalates,
        escalated=escalates(turns),
        deserved=labelled.flag_turns,
        flagged=frozenset(index for index, turn in enumerate(turns) if is_flagged(turn.findings)),
        turns=len(turns),
    )


def _categories(findings: Findings) -> frozenset[str]:
    return frozenset(finding.category.value for finding in findings if finding.category.flaggable)


def _mistakes(judged: Judged) -> Mistakes:
    messages, dialogues = judged.messages, judged.dialogues
    missed_turns = (_turn_ids(d.id, d.deserved - d.flagged) for d in dialogues)
    false_turns = (_turn_ids(d.id, d.flagged - d.deserved) for d in dialogues)
    return Mistakes(
        missed=(*(m.id for m in messages if m.flag and not m.flagged), *_flat(missed_turns)),
        false_alarms=(
            *(m.id for m in messages if m.flagged and not m.flag),
            *_flat(false_turns),
            *(m.id for m in judged.background if m.flagged),
        ),
        missed_chats=tuple(d.id for d in dialogues if d.escalates and not d.escalated),
        false_chats=tuple(d.id for d in dialogues if d.escalated and not d.escalates),
    )


def _turn_ids(dialogue: str, turns: Iterable[int]) -> list[str]:
    return [f"{dialogue}#{turn}" for turn in sorted(turns)]


def _flat(groups: Iterable[list[str]]) -> list[str]:
    return [name for group in groups for name in group]
