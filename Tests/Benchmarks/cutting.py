#!/usr/bin/env python3
"""What clips cost that are copied between key frames, beside clips that are encoded, and beside smartcut of PyPI.

    cutting.py --program smartclip --work DIR [--clips 6] [--length 45] [--no-exact] [--smartcut PROGRAM]

Talks of 1080p with numbered frames and noise are made in DIR, one with a key frame every 2 s and one every 8.3 s. Spans of them
that begin anywhere between two key frames become clips, in one run each way:

1. the program with `--cut auto`: picture, sound, thumbnail, checks;
2. the program with `--cut exact`, unless --no-exact is given, which saves half of the time;
3. one run of ffmpeg a clip, with the same settings: nothing but an encode;
4. smartcut, where it is given.

Printed are the processor time of each way with all processes that it starts, the most memory of the program's whole tree (sum of
resident sizes, sampled twenty times a second), and how many frames are wrong: each frame shows its number.
"""

from __future__ import annotations

import argparse
import itertools
import json
import math
import pathlib
import subprocess

from usage import children, watched

RATE = 30
KEY_FRAMES = {"2 s": 60, "8.3 s": 250}
SENTENCES = [
    "Nobody believed that a bridge of wood could carry forty wagons of stone.",
    "Every engineer makes the same terrible mistake about the price of steel.",
    "The cheapest repair in the world is a broom and an hour of your time.",
]


def ffmpeg(*arguments: str, folder: pathlib.Path) -> bytes:
    """Runs ffmpeg and gives what it writes."""
    command = ["ffmpeg", "-nostdin", "-hide_banner", "-loglevel", "error", "-y", *arguments]
    return subprocess.run(command, cwd=folder, check=True, stdout=subprocess.PIPE).stdout


def clock(seconds: float) -> str:
    return f"{int(seconds) // 3600:02}:{int(seconds) // 60 % 60:02}:{seconds % 60:06.3f}"


def talk(folder: pathlib.Path, interval: int, seconds: int) -> None:
    """Each frame shows its number in twelve fields of 24 x 32 pixels at the top: white is 1, the lowest bit is left."""
    if not (folder / "talk.mp4").exists():
        picture = (
            f"color=black:size=12x1:rate={RATE}:duration={seconds},format=gray,"
            "geq=lum='if(bitand(trunc(N/pow(2,X)),1),255,0)',scale=288x32:flags=neighbor,format=yuv420p[number];"
            f"testsrc2=size=1920x1080:rate={RATE}:duration={seconds},noise=alls=4:allf=t,format=yuv420p[picture];"
            "[picture][number]overlay=shortest=1"
        )
        voice = f"anoisesrc=a=0.2:r=48000:d={seconds},volume='if(lt(mod(t,5),4.5),1,0.01)':eval=frame"
        ffmpeg("-f", "lavfi", "-i", picture, "-f", "lavfi", "-i", voice, "-c:v", "libx264", "-preset", "veryfast",
               "-x264-params", f"keyint={interval}:min-keyint={interval}:scenecut=0", "-c:a", "aac", "talk.mp4",
               folder=folder)
    cues = [
        f"{clock(5 * index)} --> {clock(5 * index + 4.5)}\n{SENTENCES[index % len(SENTENCES)]}\n"
        for index in range(seconds // 5)
    ]
    (folder / "talk.vtt").write_text("WEBVTT\n\n" + "\n".join(cues))


def wrong(file: pathlib.Path, span: tuple[float, float]) -> int:
    """How many frames of a clip are not the one that should stand there, those too many and too few among them."""
    luma = ffmpeg("-i", str(file), "-map", "0:v", "-vf", "crop=288:32:0:0,scale=12:1:flags=area,format=gray", "-fps_mode",
                  "passthrough", "-f", "rawvideo", "-", folder=file.parent)
    shown = [sum((luma[at + bit] > 125) << bit for bit in range(12)) for at in range(0, len(luma), 12)]
    first, end = (math.ceil(round(time * RATE, 6)) for time in span)
    return sum(one != other for one, other in itertools.zip_longest(shown, range(first, end)))


def spans(count: int, length: float, seconds: int, interval: float) -> list[tuple[float, float]]:
    """Spread over the talk, to the millisecond. What lies before the next key frame is in all half of what lies between two."""
    room = seconds - length - interval - 1
    starts = []
    for index in range(count):
        at = room * index / max(1, count - 1)
        starts.append(round(at - at % interval + interval * (index + 0.5) / count + 0.004, 3))
    return [(start, round(start + length, 3)) for start in starts]


def choose(folder: pathlib.Path, wanted: list[tuple[float, float]]) -> None:
    """Puts these spans in the place of the moments, as a person would by hand."""
    file = folder / "outbox/talk/moments.json"
    moments = json.loads(file.read_text())
    first = moments["moments"][0]
    moments["moments"] = [
        first | {"id": f"span{index}", "title": f"Span {index}", "start_time": start, "end_time": end}
        for index, (start, end) in enumerate(wanted)
    ]
    file.write_text(json.dumps(moments))


def ours(
    folder: pathlib.Path, program: str, way: str, wanted: list[tuple[float, float]]
) -> tuple[float, int, int, list[object]]:
    run = [program, "run", "talk.mp4", "--output", "outbox", "--clips", "1", "--min-length", "5", "--max-length", "8"]
    time, memory = watched(run + ["--cut", way], folder)
    clips = json.loads((folder / "outbox/talk/manifest.json").read_text())["clips"]
    faults = sum(wrong(folder / "outbox/talk" / clip["file"], span) for clip, span in zip(clips, wanted))
    return time, memory, faults, [clip["checks"]["cut"] for clip in clips]


def encode(folder: pathlib.Path, wanted: list[tuple[float, float]]) -> float:
    before = children()
    for start, end in wanted:
        ffmpeg("-ss", f"{start}", "-i", "talk.mp4", "-t", f"{end - start}", "-c:v", "libx264", "-preset", "fast", "-crf",
               "20", "-g", f"{2 * RATE}", "-c:a", "aac", "-b:a", "192k", "-movflags", "+faststart", "plain.mp4",
               folder=folder)
    return children() - before


def theirs(folder: pathlib.Path, smartcut: str, wanted: list[tuple[float, float]]) -> tuple[float, int]:
    faults, time = 0, 0.0
    for span in wanted:
        file = folder / "smartcut.mp4"
        file.unlink(missing_ok=True)
        time += watched([smartcut, "talk.mp4", file.name, "--keep", f"{span[0]},{span[1]}"], folder)[0]
        faults += wrong(file, span)
    return time, faults


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", required=True, type=pathlib.Path)
    parser.add_argument("--work", required=True, type=pathlib.Path)
    parser.add_argument("--clips", type=int, default=6)
    parser.add_argument("--length", type=float, default=45)
    parser.add_argument("--exact", action=argparse.BooleanOptionalAction, default=True)
    parser.add_argument("--smartcut")
    options = parser.parse_args()
    program = str(options.program.resolve())
    for name, interval in KEY_FRAMES.items():
        folder: pathlib.Path = (options.work / f"every-{interval}").resolve()
        folder.mkdir(parents=True, exist_ok=True)
        seconds = min(130, int(options.length * 2))
        talk(folder, interval, seconds)
        wanted = spans(options.clips, options.length, seconds, interval / RATE)
        # One short clip, so that all but the cutting is done; then the moments are edited.
        ours(folder, program, "exact", [])
        choose(folder, wanted)
        smart, memory, smart_wrong, ways = ours(folder, program, "auto", wanted)
        print(f"key frames every {name}, {options.clips} clips of {options.length} s", flush=True)
        print(f"  --cut auto: {smart:.1f} s of processor time, {smart_wrong} frames wrong, at most {memory / 1e6:.0f} MB")
        for way in ways:
            print(f"    {json.dumps(way)}", flush=True)
        if options.exact:
            exact, memory, exact_wrong, _ = ours(folder, program, "exact", wanted)
            print(f"  --cut exact: {exact:.1f} s, {exact_wrong} frames wrong, at most {memory / 1e6:.0f} MB", flush=True)
            print(f"  auto / exact: {smart / exact:.3f}", flush=True)
        plain = encode(folder, wanted)
        print(f"  encoded by ffmpeg alone: {plain:.1f} s; auto / ffmpeg alone: {smart / plain:.3f}", flush=True)
        if options.smartcut:
            other, other_wrong = theirs(folder, options.smartcut, wanted)
            print(f"  smartcut: {other:.1f} s, {other_wrong} frames wrong; auto / smartcut: {smart / other:.3f}", flush=True)


if __name__ == "__main__":
    main()
