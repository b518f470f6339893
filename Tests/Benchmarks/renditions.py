#!/usr/bin/env python3
"""What three shapes of a clip cost, beside separate runs of ffmpeg.

    renditions.py --program smartclip --work DIR [--seconds 45] [--noise 2] [--lines 1080] [--codec libx264]

A talk of 1080p, or as many lines as are asked for, with moving shapes, noise (the more of it, the more the encoder alone counts) and
captions is made in DIR and clipped once by the program. Then, in one run:

1. the program makes 9x16, 1x1 and 4x5 of the clip that stands (`--framing centre --captions burn`), with thumbnails and checks;
2. ffmpeg makes the same from the talk, a run each: seek, decode, crop, scale, the same captions, x264 with the same
   options, the sound brought to -14 LUFS in two passes; then a run for the thumbnail, and one that decodes the result
   to measure it;
3. ffmpeg once more, with the preset and the crf that the program's settings name, of which it takes a quicker equal.

Printed are the processor time of each, the ratios, and the most memory of the program's whole tree (sum of resident
sizes, sampled twenty times a second).
"""

from __future__ import annotations

import argparse
import json
import pathlib
import subprocess
import time

from usage import children, watched

SHAPES = {"9x16": (1080, 1920), "1x1": (1080, 1080), "4x5": (1080, 1350)}
CODING = ["-c:v", "libx264", "-profile:v", "high", "-maxrate", "12M", "-bufsize", "24M", "-g", "30", "-bf", "2", "-flags", "+cgop"]
# What the program has for shapes where nothing else is set, and what its settings are then.
TAKEN = ["-preset", "veryfast", "-crf", "18"]
ASKED = ["-preset", "fast", "-crf", "20"]
SENTENCES = [
    "Nobody believed that a bridge of wood could carry forty wagons of stone.",
    "Every engineer makes the same terrible mistake about the price of steel.",
    "The cheapest repair in the world is a broom and an hour of your time.",
    "My teacher counted each nail in the church, and she never missed one.",
]


def ffmpeg(*arguments: str, folder: pathlib.Path) -> str:
    """Runs ffmpeg and gives what it says."""
    command = ["ffmpeg", "-nostdin", "-hide_banner", "-y", *arguments]
    return subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True).stderr


def clock(seconds: float) -> str:
    return f"{int(seconds) // 3600:02}:{int(seconds) // 60 % 60:02}:{seconds % 60:06.3f}"


def talk(folder: pathlib.Path, seconds: int, noise: int, lines: int, codec: str) -> None:
    """A picture that is not easy to code, a voice that is noise, and captions."""
    if not (folder / "talk.mp4").exists():
        picture = f"testsrc2=s={lines * 16 // 9}x{lines}:r=30:d={seconds + 10},noise=alls={noise}:allf=t"
        voice = f"anoisesrc=a=0.2:r=48000:d={seconds + 10},volume='if(lt(mod(t,5),4.5),1,0.01)':eval=frame"
        ffmpeg("-f", "lavfi", "-i", picture, "-f", "lavfi", "-i", voice, "-c:v", codec, "-preset", "veryfast" if codec == "libx264" else "ultrafast",
               "-crf", "20", "-pix_fmt", "yuv420p", "-c:a", "aac", "talk.mp4", folder=folder)
    cues = [
        f"{clock(5 * index)} --> {clock(5 * index + 4.5)}\n{SENTENCES[index % len(SENTENCES)]}\n"
        for index in range((seconds + 10) // 5)
    ]
    (folder / "talk.vtt").write_text("WEBVTT\n\n" + "\n".join(cues))


def script(folder: pathlib.Path, name: str, width: int, height: int, start: float) -> None:
    """The captions for one shape, in two lines at the size that the program's own have."""
    lines = [
        "[Script Info]", "ScriptType: v4.00+", f"PlayResX: {width}", f"PlayResY: {height}", "", "[V4+ Styles]",
        "Format: Name, Fontname, Fontsize, PrimaryColour, OutlineColour, Bold, BorderStyle, Outline, Alignment, MarginV",
        f"Style: Caption,Inter,{width * 80 // 1080},&H00FFFFFF,&H00000000,1,1,5,2,{height // 3}", "", "[Events]",
        "Format: Start, End, Style, Text",
    ]
    for index in range(100):
        words = SENTENCES[index % len(SENTENCES)].split()
        for part, first in enumerate(range(0, len(words), 5)):
            begin = 5 * index + part * 1.5 - start
            if begin >= 0:
                shown = clock(begin)[1:-1], clock(begin + 1.4)[1:-1]
                lines.append(f"Dialogue: {shown[0]},{shown[1]},Caption,{' '.join(words[first:first + 5])}")
    (folder / f"{name}.ass").write_text("\n".join(lines) + "\n")


def separate(folder: pathlib.Path, start: float, length: float, lines: int, coding: list[str]) -> float:
    """Processor seconds of runs of ffmpeg of their own."""
    before = children()
    span = ["-ss", f"{start}", "-t", f"{length}", "-i", "talk.mp4"]
    for name, (width, height) in SHAPES.items():
        script(folder, name, width, height, start)
        said = ffmpeg(*span, "-vn", "-af", "loudnorm=I=-14:TP=-1:print_format=json", "-f", "null", "-", folder=folder)
        level = json.loads(said[said.rindex("{"):])
        loud = (
            f"loudnorm=I=-14:TP=-1:measured_I={level['input_i']}:measured_TP={level['input_tp']}"
            f":measured_LRA={level['input_lra']}:measured_thresh={level['input_thresh']}"
        )
        window = lines * width // height & ~1
        shape = f"crop={window}:{lines},scale={width}:{height}:flags=bicubic,ass=f={name}.ass"
        ffmpeg(*span, "-vf", shape, *CODING, *coding, "-af", loud, "-ar", "48000", "-c:a", "aac", "-b:a", "192k",
               "-movflags", "+faststart", f"{name}.mp4", folder=folder)
        ffmpeg("-i", f"{name}.mp4", "-vf", "thumbnail=150,scale=720:-2", "-frames:v", "1", f"{name}.jpg", folder=folder)
        ffmpeg("-i", f"{name}.mp4", "-af", "ebur128=peak=true", "-f", "null", "-", folder=folder)
    return children() - before


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", required=True, type=pathlib.Path)
    parser.add_argument("--work", required=True, type=pathlib.Path)
    parser.add_argument("--seconds", type=int, default=45)
    parser.add_argument("--noise", type=int, default=2, help="strength of the noise, 0 to 100")
    parser.add_argument("--lines", type=int, default=1080, help="the height of the talk's picture")
    parser.add_argument("--codec", default="libx264", choices=["libx264", "libx265"], help="what codes the talk")
    options = parser.parse_args()
    folder: pathlib.Path = options.work.resolve()
    folder.mkdir(parents=True, exist_ok=True)
    talk(folder, options.seconds, options.noise, options.lines, options.codec)
    program = str(options.program.resolve())
    run = [
        program, "run", "talk.mp4", "--output", "outbox", "--clips", "1", "--min-length", f"{max(5, options.seconds - 10)}",
        "--max-length", f"{options.seconds}",
    ]
    plain, _ = watched(run, folder)
    manifest = json.loads((folder / "outbox/talk/manifest.json").read_text())
    moment = manifest["moments"][0]
    length = manifest["clips"][0]["duration"]
    began = time.monotonic()
    ours, most = watched(run + ["--formats", ",".join(SHAPES), "--captions", "burn", "--framing", "centre"], folder)
    wall = time.monotonic() - began
    print(f"a clip of {length:.1f} s: {plain:.1f} s of processor time")
    print(f"its three shapes: {ours:.1f} s of processor time ({wall:.1f} s of time), at most {most / 1e6:.0f} MB")
    for coding in (TAKEN, ASKED):
        theirs = separate(folder, moment["start_time"], length, options.lines, coding)
        print(f"by separate runs of ffmpeg, {' '.join(coding)}: {theirs:.1f} s of processor time; ratio {ours / theirs:.2f}", flush=True)


if __name__ == "__main__":
    main()
