"""Reads a talk's script (the format stands in ../scripts/README.md) into plain values."""

import re
from dataclasses import dataclass

KEYS = {"file", "captions", "title", "accent", "motif", "bed", "pause", "part"}


@dataclass
class Speaker:
    voice: str
    speed: int
    pitch: int


@dataclass
class Piece:
    """What is spoken in one breath: as the captions show it, and as the voice says it."""

    shown: str
    spoken: str


@dataclass
class Sentence:
    speaker: str
    manner: str  # "plain", "slow" or "loud"
    pieces: list


@dataclass
class Pause:
    seconds: float


@dataclass
class Event:
    name: str
    goes_on: bool


@dataclass
class Slide:
    heading: str
    sky: tuple


@dataclass
class Bullet:
    words: str


class Script:
    """A talk: its head (`head`, `speakers`) and its lines in order (`lines`)."""

    def __init__(self, path):
        self.head, self.speakers, self.lines = {}, {}, []
        with open(path, encoding="utf-8") as file:
            rows = [row.strip() for row in file]
        body = rows.index("")
        for row in rows[:body]:
            key, value = (part.strip() for part in row.split(":", 1))
            if key.startswith("speaker "):
                voice, speed, pitch = value.split()
                self.speakers[key.removeprefix("speaker ")] = Speaker(voice, int(speed), int(pitch))
            elif key in KEYS:
                self.head[key] = value
            else:
                raise SystemExit(f"{path}: unknown key {key!r} in the head")
        if missing := KEYS - self.head.keys():
            raise SystemExit(f"{path}: the head lacks {', '.join(sorted(missing))}")
        self._speaker, self._sky = next(iter(self.speakers)), ("000000", "000000")
        for number, row in enumerate(rows[body:], body + 1):
            try:
                self._read(row)
            except ValueError as error:
                raise SystemExit(f"{path}:{number}: {error}") from error

    def _read(self, row):
        if not row or row.startswith(";"):
            return
        if row.startswith("# "):
            self.lines.append(Slide(row[2:], self._sky))
        elif row.startswith("- "):
            self.lines.append(Bullet(row[2:]))
        elif row.startswith("@"):
            if row[1:] not in self.speakers:
                raise ValueError(f"no speaker {row[1:]!r} in the head")
            self._speaker = row[1:]
        elif found := re.fullmatch(r"\[pause ([\d.]+)\]", row):
            self.lines.append(Pause(float(found[1])))
        elif found := re.fullmatch(r"\[sky ([\da-f]{6}) ([\da-f]{6})\]", row):
            self._sky = (found[1], found[2])
        elif found := re.fullmatch(r"\[([A-Z]\w+)( &)?\]", row):
            self.lines.append(Event(found[1], found[2] is not None))
        else:
            manner = {"~": "slow", "!": "loud"}.get(row[0], "plain")
            text = row if manner == "plain" else row[1:].strip()
            self.lines.append(Sentence(self._speaker, manner, pieces(text)))


def pieces(text):
    """Cuts a sentence at its breaths (` / `) and after commas, semicolons and colons; a crumb joins its neighbour."""
    found = []
    for breath in text.split(" / "):
        parts = []
        for part in re.split(r"(?<=[,;:]) ", breath):
            if parts and min(len(part), len(parts[-1])) < 14:
                parts[-1] += " " + part
            else:
                parts.append(part)
        found += parts
    shown = [re.sub(r"\{(.*?)\|.*?\}", r"\1", part) for part in found]
    spoken = [re.sub(r"\{.*?\|(.*?)\}", r"\1", part) for part in found]
    # A piece without a mark at its end would be spoken as the end of a sentence: a comma keeps the voice up.
    return [Piece(a, b if b[-1] in ",;:.?!" else b + ",") for a, b in zip(shown, spoken)]
