#!/usr/bin/env python3
"""How good the choice of moments is, beside simple choosers: choosing.py DATA [--program smartclip] [--folds]

DATA holds gold.json and the captions ID.vtt, or vtt/ID.vtt, of the talks that it lists. Of each talk it says either

    {"id": ..., "duration": s, "paragraphs": [[start, end], ...]}          where thoughts begin and end, or
    {"id": ..., "duration": s, "gold": [{"start": s, "end": s}, ...]}      what an editor picked.

Of paragraphs the share of moments is printed that open one, close one, and do both, within 0.6 s. Of picks: how many
have half of themselves in one of the first 5, 10, 20 moments, and the mean percentile: how the candidates that hold half
of a pick stand among all by score (0.5 is chance). Behind each figure stand its 95 % interval over talks (2,000
bootstrap samples) and that of the difference to smartclip over the same talks, which is what tells whether a change
is one: compare only what excludes 0.

The other choosers know nothing of smartclip's borders: `random` lays spans of the same lengths from the start of a
sentence to the end of one, `position` lays them one after another from the beginning, `pauses` takes the spans of 20 to
60 s whose ends have the longest pauses. Only `random candidates` takes any of smartclip's. Percentiles are always over
smartclip's candidates, ordered by earliness or by the pauses at their ends. With --folds
the weights of a moment's ends and of its position are chosen anew for each talk on all others (leave one out), and the
result is printed with and without position. Where DATA has a score.py, it is run over the moments as well.
"""

from __future__ import annotations

import argparse
import bisect
import itertools
import json
import pathlib
import random
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Sequence
from typing import Any

# Seconds at which something begins and ends.
Span = tuple[float, float]
# A moment or a candidate as smartclip prints it.
Printed = dict[str, Any]
Score = Callable[[Printed], float]
# By its name, a sum and of how many it is.
Figures = dict[str, tuple[float, float]]

DRAWS, SAMPLES, RANKS, NEAR = 200, 2000, (5, 10, 20), 0.6
ENDS = ("clear_beginning", "clear_end")


def seconds(clock: str) -> float:
    return sum(float(part) * 60.0**place for place, part in enumerate(reversed(clock.split(":"))))


class Talk:
    """A talk with its gold, its candidates and the moments that smartclip chooses."""

    def __init__(self, gold: dict[str, Any], captions: pathlib.Path, program: str, count: int | None) -> None:
        self.id: str = gold["id"]
        self.paragraphs: list[Span] = gold.get("paragraphs", [])
        self.picks: list[dict[str, float]] = gold.get("gold", [])
        blocks = re.findall(r"([\d:.]+) --> ([\d:.]+)[^\n]*\n(.*?)\n\n", captions.read_text() + "\n\n", re.S)
        cues = [(seconds(start), seconds(end), text.rstrip()[-1:] in ".!?\"'") for start, end, text in blocks]
        self.starts = [cue[0] for at, cue in enumerate(cues) if at == 0 or cues[at - 1][2]] or [cues[0][0]]
        self.stops = [cue[1] for cue in cues if cue[2]] or [cues[-1][1]]
        self.pause_before = {cue[0]: cue[0] - cues[at - 1][1] if at else 9 for at, cue in enumerate(cues)}
        self.pause_after = {cue[1]: cues[at + 1][0] - cue[1] if at + 1 < len(cues) else 9 for at, cue in enumerate(cues)}

        def run(*flags: str) -> Any:
            command = [program, "highlights", str(captions), "--json", *flags]
            return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)

        limit = ["--count", str(count)] if count else []
        self.report: dict[str, Any] = run(*limit)
        self.moments = [span(each) for each in self.report["moments"]]
        self.candidates: list[Printed] = run("--candidates")

    def pause(self, each: Printed) -> float:
        """The shorter of the pauses at the ends of a candidate, which begins and ends at most 0.5 s beside its words."""
        start, end = span(each)
        before = [self.pause_before[t] for t in self.pause_before if 0 <= t - start < 0.5]
        after = [self.pause_after[t] for t in self.pause_after if 0 <= end - t < 0.5]
        return min(max(before, default=0), max(after, default=0))

    def random_span(self, length: float, rng: random.Random) -> Span:
        return self.span_from(rng.choice(self.starts), length)

    def span_from(self, start: float, length: float) -> Span:
        return start, min(self.stops, key=lambda stop: abs(stop - start - length))

    def earliest(self) -> list[Span]:
        spans: list[Span] = []
        for start, end in self.moments:
            later = [each for each in self.starts if not spans or each >= spans[-1][1]]
            if later:
                spans.append(self.span_from(later[0], end - start))
        return spans

    def longest_pauses(self) -> list[Span]:
        spans: list[tuple[float, float, float]] = []
        for start in self.starts:
            for end in self.stops[bisect.bisect_left(self.stops, start + 20) :]:
                if end - start > 60:
                    break
                spans.append((min(self.pause_before[start], self.pause_after[end]), start, end))
        return apart([(start, end) for _, start, end in sorted(spans, key=lambda each: -each[0])], len(self.moments))


def span(each: Printed) -> Span:
    return float(each["start_time"]), float(each["end_time"])


def apart(spans: Iterable[Span], count: int) -> list[Span]:
    """The first spans that overlap none before them."""
    kept: list[Span] = []
    for start, end in spans:
        if len(kept) < count and all(end <= a or start >= b for a, b in kept):
            kept.append((start, end))
    return kept


def ranked(talk: Talk, score: Score, count: int) -> list[Span]:
    best = sorted(talk.candidates, key=score, reverse=True)
    return apart([span(each) for each in best], count)


def holds(window: Span, pick: dict[str, float]) -> bool:
    shared = min(window[1], pick["end"]) - max(window[0], pick["start"])
    return shared >= 0.5 * (pick["end"] - pick["start"])


# Figures of one talk: pairs of a sum and of how many it is over.


def borders(talk: Talk, moments: list[Span]) -> Figures:
    def near(time: float, marks: list[float]) -> bool:
        return any(abs(time - mark) <= NEAR for mark in marks)

    opens = [near(start, [p[0] for p in talk.paragraphs]) for start, _ in moments]
    closes = [near(end, [p[1] for p in talk.paragraphs]) for _, end in moments]
    both = [one and other for one, other in zip(opens, closes)]
    return {name: (sum(hits), len(moments)) for name, hits in (("opens", opens), ("closes", closes), ("both", both))}


def recalls(talk: Talk, moments: list[Span]) -> Figures:
    return {
        f"recall@{rank}": (sum(any(holds(m, pick) for m in moments[:rank]) for pick in talk.picks), len(talk.picks))
        for rank in RANKS
    }


def percentile(talk: Talk, score: Score) -> Figures:
    order = sorted(talk.candidates, key=score)
    last = max(1, len(order) - 1)
    places = [[at / last for at, each in enumerate(order) if holds(span(each), pick)] for pick in talk.picks]
    found = [sum(own) / len(own) for own in places if own]
    return {"percentile": (sum(found), len(found)), "in a candidate": (len(found), len(places))}


def mean_of(draws: list[Figures]) -> Figures:
    return {name: (sum(d[name][0] for d in draws) / len(draws), draws[0][name][1]) for name in draws[0]}


def figures(talk: Talk, kind: str, rng: random.Random) -> Figures:
    """The figures of one talk by one chooser."""
    count = len(talk.moments)
    of = borders if talk.paragraphs else recalls
    if kind == "random":
        lengths = [end - start for start, end in talk.moments]
        return mean_of([of(talk, [talk.random_span(length, rng) for length in lengths]) for _ in range(DRAWS)])
    if kind == "random candidates":
        chance = {id(each): 0.0 for each in talk.candidates}

        def draw() -> Figures:
            for each in chance:
                chance[each] = rng.random()
            return of(talk, ranked(talk, lambda each: chance[id(each)], count))

        return mean_of([draw() for _ in range(DRAWS)])
    scores: dict[str, Score] = {
        "smartclip": lambda each: each["score"],
        "position": lambda each: -each["start_time"],
        "pauses": talk.pause,
    }
    choosers: dict[str, Callable[[], list[Span]]] = {
        "smartclip": lambda: talk.moments,
        "position": talk.earliest,
        "pauses": talk.longest_pauses,
    }
    moments = choosers[kind]()
    return of(talk, moments) if talk.paragraphs else of(talk, moments) | percentile(talk, scores[kind])


def weighted(ends: float, early: float) -> Score:
    """A candidate's score with the weights of its ends and of its position changed by factors."""

    def score(each: Printed) -> float:
        parts: dict[str, float] = each["score_parts"]
        moved = sum(parts.get(name, 0) for name in ENDS) * (ends - 1) + parts.get("early", 0) * (early - 1)
        return sum(parts.values()) + moved

    return score


def folds(talks: list[Talk], earlies: Sequence[float]) -> list[Figures]:
    """Per talk, its figures with the weights that are best for all others."""
    grid = list(itertools.product((0.5, 0.75, 1, 1.25, 1.5), earlies))
    table = []
    for talk in talks:
        row: list[tuple[Figures, str]] = []
        for ends, early in grid:
            score = weighted(ends, early)
            own = ranked(talk, score, len(talk.moments))
            if talk.paragraphs:
                row.append((borders(talk, own), "both"))
            else:
                row.append((recalls(talk, own) | percentile(talk, score), "percentile"))
        table.append(row)

    def others(at: int, option: int) -> float:
        pairs = [row[option][0][row[option][1]] for other, row in enumerate(table) if other != at]
        return sum(pair[0] for pair in pairs) / max(1, sum(pair[1] for pair in pairs))

    return [row[max(range(len(grid)), key=lambda option: others(at, option))][0] for at, row in enumerate(table)]


def share(per_talk: list[Figures], name: str, sample: Sequence[int]) -> float:
    total = sum(per_talk[at][name][1] for at in sample)
    return sum(per_talk[at][name][0] for at in sample) / total if total else 0.0


def interval(values: list[float]) -> str:
    values = sorted(values)
    return f"[{values[len(values) * 25 // 1000]:+.3f}, {values[len(values) * 975 // 1000]:+.3f}]"


def show(results: dict[str, list[Figures]]) -> None:
    rng = random.Random(5)
    talks = range(len(results["smartclip"]))
    samples = [rng.choices(talks, k=len(talks)) for _ in range(SAMPLES)]
    base = results["smartclip"]
    for kind, per_talk in results.items():
        print(kind)
        for name in per_talk[0]:
            line = f"  {name:15}{share(per_talk, name, talks):.3f} {interval([share(per_talk, name, s) for s in samples])}"
            if per_talk is not base:
                differences = [share(base, name, s) - share(per_talk, name, s) for s in samples]
                line += f"  smartclip is above by {share(base, name, talks) - share(per_talk, name, talks):+.3f}"
                line += f" {interval(differences)}"
            print(line)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=pathlib.Path)
    parser.add_argument("--program", default=".build/release/smartclip")
    parser.add_argument("--count", type=int, help="moments a talk; for picks 20 where it is not said")
    parser.add_argument("--folds", action="store_true")
    options = parser.parse_args()
    talks = []
    for gold in json.loads((options.data / "gold.json").read_text()):
        files = [options.data / f"{gold['id']}.vtt", options.data / "vtt" / f"{gold['id']}.vtt"]
        file = next((file for file in files if file.exists()), None)
        if file is None:
            sys.exit(f"choosing.py: {gold['id']} is listed in gold.json and has no captions")
        talks.append(Talk(gold, file, options.program, options.count or (20 if "gold" in gold else None)))
    rng = random.Random(7)
    kinds = ["smartclip", "random", "random candidates", "position", "pauses"]
    results = {kind: [figures(talk, kind, rng) for talk in talks] for kind in kinds}
    if options.folds:
        results["smartclip, weights by leave one talk out"] = folds(talks, (0, 0.5, 1, 1.5))
        results["the same without position"] = folds(talks, (0,))
    print(f"{sum(len(talk.moments) for talk in talks)} moments, {sum(len(talk.candidates) for talk in talks)} candidates")
    show(results)
    scorer = options.data / "score.py"
    if scorer.exists():
        with tempfile.TemporaryDirectory() as folder:
            for talk in talks:
                path = pathlib.Path(folder) / talk.id
                path.with_suffix(".json").write_text(json.dumps(talk.report["moments"]))
                path.with_suffix(".candidates.json").write_text(json.dumps(talk.candidates))
            print("score.py", flush=True)
            subprocess.run([sys.executable, scorer, options.data / "gold.json", folder], check=True)


if __name__ == "__main__":
    main()
