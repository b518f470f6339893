#!/usr/bin/env python3
"""A model of an outbox of a hundred thousand videos: records, seals, index and list as SmartClip leaves them, written directly, with no
video worked on. Measures what of each command grows with the number of videos, in wall and processor time.

    Tests/Benchmarks/many.py .build/release/smartclip [--videos 1000,10000,100000] [--work DIR]
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import pathlib
import resource
import shutil
import subprocess
import tempfile
import time


def run(*command: str, cwd: pathlib.Path, codes: tuple[int, ...] = (0,)) -> tuple[float, float, str]:
    """Wall seconds, processor seconds, and what it says."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    began = time.monotonic()
    ended = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)
    wall = time.monotonic() - began
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if ended.returncode not in codes:
        raise SystemExit(f"{' '.join(command)} ended with {ended.returncode}: {ended.stderr[-500:]}")
    processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return wall, processor, ended.stdout


def seed(program: str, folder: pathlib.Path) -> pathlib.Path:
    """One short video, done by the program itself."""
    inbox = folder / "inbox"
    inbox.mkdir(parents=True)
    subprocess.run(
        ["ffmpeg", "-loglevel", "error", "-f", "lavfi", "-i", "color=c=teal:s=64x48:r=5:d=40", "-f", "lavfi", "-i",
         "sine=frequency=300:duration=40", "-shortest", "-preset", "ultrafast", "-crf", "40", "seed.mp4"],
        cwd=inbox, check=True,
    )
    lines = ["WEBVTT", ""]
    for number in range(8):
        start = number * 5
        lines += [f"00:00:{start:02}.000 --> 00:00:{start + 4:02}.500",
                  f"Nobody believed that the bridge number {number} could carry forty wagons of stone.", ""]
    (inbox / "seed.vtt").write_text("\n".join(lines))
    run(program, "run", "inbox", "-o", "outbox", "--clips", "1", "--min-length", "5", "--max-length", "15", cwd=folder)
    return folder / "outbox"


def copies(made: pathlib.Path, root: pathlib.Path, count: int) -> None:
    """Copies of the seed's folder under other names and ids, with entries, seals and the list of all."""
    (root / ".smartclip").mkdir(parents=True)
    for name in ("attempts", "locks", "seals", "videos", "workshop"):
        (root / ".smartclip" / name).mkdir()
    (root / ".smartclip/videos/whole").touch()
    entry = json.loads(next((made / ".smartclip/videos").glob("*.json")).read_text())
    lines = next((made / ".smartclip/seals").iterdir()).read_text().split("\n")
    line = json.loads((made / "manifest.ndjson").read_text())
    old = entry["sha256"]
    files = {
        path.relative_to(made / "seed"): path.read_bytes()
        for path in (made / "seed").rglob("*") if path.is_file()
    }
    small = {path: data for path, data in files.items() if path.suffix != ".mp4"}
    listed = []
    for number in range(count):
        new = hashlib.sha256(str(number).encode()).hexdigest()
        name = f"talk-{100_000 + number}"
        folder = root / name
        for part in ("state", "clips"):
            (folder / part).mkdir(parents=True)
        for path, data in files.items():
            if path in small:
                data = data.replace(old.encode(), new.encode()).replace(old[:16].encode(), new[:16].encode())
            (folder / path).write_bytes(data if path in small else b"")
        source = f"/inbox/{name}.mp4"
        own = dict(entry, sha256=new, folder=name, source=source, inbox="/inbox")
        (root / ".smartclip/videos" / f"{new[:16]}.json").write_text(json.dumps(own))
        (root / ".smartclip/seals" / hashlib.sha256(source.encode()).hexdigest()[:32]).write_text(
            sealed(lines, new, name, source, folder))
        listed.append(json.dumps(dict(line, id=new[:16], folder=name), separators=(",", ":")))
    (root / "manifest.ndjson").write_text("\n".join(listed) + "\n")
    (root / "index.html").write_text("")


def sealed(lines: list[str], sha256: str, name: str, source: str, folder: pathlib.Path) -> str:
    """The seal of a copy; see Pipeline/Outbox/Seal.swift."""
    own = list(lines)
    own[2], own[4] = sha256, name
    own[5] = "\t".join([*own[5].split("\t")[:3], source])
    own[6] = str(state([file for file in own[7:] if file], folder))
    return "\n".join(own)


def state(files: list[str], folder: pathlib.Path) -> int:
    """The joined state of files, as `Seal.state` computes it."""
    known, factor, mask = 0xCBF29CE484222325, 0x9E3779B97F4A7C15, (1 << 64) - 1
    for file in files:
        facts = os.stat(folder / file)
        for value in (facts.st_ino, facts.st_size, facts.st_ctime_ns):
            product = (known ^ value) * factor
            known = (product >> 64) ^ (product & mask)
    return known


def measure(program: str, root: pathlib.Path, count: int) -> None:
    folder = root.parent
    name = f"talk-{100_000 + count // 2}"

    def show(what: str, command: list[str], codes: tuple[int, ...] = (0,)) -> None:
        wall, processor, _ = run(program, *command, "-o", str(root), cwd=folder, codes=codes)
        print(f"{count:>7} videos  {what:<42} {wall:7.2f} s wall {processor:7.2f} s processor", flush=True)

    _, _, told = run(program, "status", "--json", "-o", str(root), cwd=folder)
    states = [json.loads(line)["status"] for line in told.splitlines()]
    assert len(states) == count and set(states) == {"ready"}, (len(states), set(states))
    show("status", ["status"])
    show("show of one", ["show", name])
    show("clean of one, the list made of all manifests", ["clean", name])
    # As at the end of each video's work: all lines are read, one is changed, and the list and its page are written.
    show("clean of another, its line taken out", ["clean", f"talk-{100_000 + count // 3}"])
    began = time.monotonic()
    names = sum(1 for _ in os.scandir(root)) + sum(1 for _ in os.scandir(root / ".smartclip/seals"))
    print(f"{count:>7} videos  {'listing of the outbox and its seals':<42} {time.monotonic() - began:7.2f} s wall ({names})")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("--videos", default="1000,10000,100000")
    parser.add_argument("--work")
    options = parser.parse_args()
    program = str(pathlib.Path(options.program).absolute())
    with tempfile.TemporaryDirectory(dir=options.work) as work:
        folder = pathlib.Path(work)
        made = seed(program, folder / "seed")
        for count in map(int, options.videos.split(",")):
            root = folder / f"many-{count}" / "outbox"
            copies(made, root, count)
            measure(program, root, count)
            shutil.rmtree(root.parent)


if __name__ == "__main__":
    main()
