"""Packs timed pieces of speech into captions, two lines of 42 characters and 7 s at most, and prints them."""

from dataclasses import dataclass

WIDTH, LONGEST, GAP = 42, 7.0, 0.75  # characters a line, seconds a cue, seconds of silence that end a cue


@dataclass
class Spoken:
    """A piece of speech, or an event, with its exact first and last second."""

    start: float
    end: float
    text: str
    speaker: str  # empty for an event


def fold(text):
    """Folds `text` into one or two lines, as even as they get; None when two do not hold it."""
    if len(text) <= WIDTH:
        return [text]
    words = text.split(" ")
    folds = [(" ".join(words[:k]), " ".join(words[k:])) for k in range(1, len(words))]
    fitting = [pair for pair in folds if max(map(len, pair)) <= WIDTH]
    return list(min(fitting, key=lambda pair: abs(len(pair[0]) - len(pair[1])))) if fitting else None


def cues(spoken, several):
    """(start, end, lines) of every cue. With `several` speakers each change of speaker opens a cue with the name."""
    found, named = [], None
    for piece in spoken:
        last = found[-1] if found else None
        joins = (last and piece.speaker and piece.speaker == last.speaker and piece.start - last.end < GAP
                 and piece.end - last.start <= LONGEST and fold(last.text + " " + piece.text))
        if joins:
            last.text, last.end = last.text + " " + piece.text, piece.end
            continue
        name = f"{piece.speaker.upper()}: " if several and piece.speaker not in ("", named) else ""
        named = piece.speaker or named
        found.append(Spoken(piece.start, piece.end, name + piece.text, piece.speaker))
        if not fold(found[-1].text):
            raise SystemExit(f"too long for a caption, add a breath: {found[-1].text!r}")
    # An event that goes on under the speech gives way to it: cues do not overlap.
    for cue, following in zip(found, found[1:]):
        cue.end = min(cue.end, following.start)
    return [(cue.start, cue.end, fold(cue.text)) for cue in found]


def stamp(seconds, point):
    thousandths = round(seconds * 1000)
    minutes, rest = divmod(thousandths, 60_000)
    return f"{minutes // 60:02}:{minutes % 60:02}:{rest // 1000:02}{point}{rest % 1000:03}"


def webvtt(found):
    """The cues as WebVTT; the texts hold no `<`, `>` or `&`, so nothing needs escaping."""
    blocks = [f"{stamp(a, '.')} --> {stamp(b, '.')}\n" + "\n".join(lines) for a, b, lines in found]
    return "\n\n".join(["WEBVTT", *blocks]) + "\n"


def subrip(found):
    blocks = [f"{n}\n{stamp(a, ',')} --> {stamp(b, ',')}\n" + "\n".join(c) for n, (a, b, c) in enumerate(found, 1)]
    return "\n\n".join(blocks) + "\n"
