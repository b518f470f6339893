#!/usr/bin/env python3
"""Plays clips that are copied between key frames in Chromium, and looks at the frames beside their seams.

    seams.py --program smartclip --work DIR [--clips 4] [--length 12]

Needs chromium, chromedriver and a Python with selenium. The talks are those of cutting.py, in DIR. In each clip the player is
taken to the first frame, the last one, and the two on either side of each seam, and what it shows there is drawn on a canvas: each
frame shows its number, and the picture is compared with what the same player shows of the talk at that frame. Then the clip is
played from a second before each seam to a second behind it, and the frames that were shown must rise one by one.

Printed are how many frames were looked at, how many were other ones, and the greatest mean difference of a picture, 0 to 255.
"""

from __future__ import annotations

import argparse
import base64
import json
import math
import pathlib
from typing import Any

from cutting import KEY_FRAMES, RATE, choose, ours, spans, talk
from selenium import webdriver
from selenium.webdriver.chrome.service import Service

PAGE = """<!doctype html><video id=v muted playsinline preload=auto></video><canvas id=c width=288 height=90></canvas>
<script>
const video = document.getElementById("v"), canvas = document.getElementById("c");
const draw = canvas.getContext("2d", {willReadFrequently: true});
function pixels(width, height) { return draw.getImageData(0, 0, width, height).data }
function number() {
    draw.drawImage(video, 0, 0, 288, 32, 0, 0, 288, 32);
    const row = pixels(288, 32);
    let shown = 0;
    for (let bit = 0; bit < 12; bit++) if (row[4 * (16 * 288 + 24 * bit + 12)] > 125) shown |= 1 << bit;
    return shown;
}
function open(base64) {
    const bytes = Uint8Array.from(atob(base64), letter => letter.charCodeAt(0));
    return new Promise((done, failed) => {
        video.onloadeddata = () => done(video.duration);
        video.onerror = () => failed(new Error(video.error.message));
        video.src = URL.createObjectURL(new Blob([bytes], {type: "video/mp4"}));
    });
}
// That a place was found does not say that its frame is there to be drawn: the frame itself does.
function seek(time, half) {
    return new Promise(done => {
        function each(_, facts) {
            if (Math.abs(facts.mediaTime + half - time) > half) { video.requestVideoFrameCallback(each); return }
            const shown = number();
            draw.drawImage(video, 0, 0, 160, 90);
            done([shown, Array.from(pixels(160, 90)).filter((_, index) => index % 4 < 3)]);
        }
        video.requestVideoFrameCallback(each);
        video.currentTime = time;
    });
}
// It takes its handlers away again: a later seek would else play on, and from the beginning where the end was reached.
function play(from, to) {
    return new Promise((done, failed) => {
        const shown = [];
        function end() { video.onended = null; video.pause(); done(shown) }
        function each(_, facts) {
            shown.push([number(), facts.mediaTime]);
            if (facts.mediaTime < to) { video.requestVideoFrameCallback(each) } else { end() }
        }
        video.onended = end;
        video.onseeked = () => {
            video.onseeked = null;
            video.requestVideoFrameCallback(each);
            video.playbackRate = 0.5;
            video.play().catch(failed);
        };
        video.currentTime = from;
    });
}
</script>"""


class Player:
    """A page with a player in it."""

    def __init__(self, page: pathlib.Path) -> None:
        page.write_text(PAGE)
        options = webdriver.ChromeOptions()
        options.binary_location = "/usr/bin/chromium"
        for flag in ("--headless=new", "--no-sandbox", "--disable-dev-shm-usage",
                     "--autoplay-policy=no-user-gesture-required"):
            options.add_argument(flag)
        self.browser = webdriver.Chrome(options=options, service=Service("/usr/bin/chromedriver"))
        self.browser.set_script_timeout(120)
        self.browser.get(page.as_uri())

    def call(self, name: str, *arguments: object) -> Any:
        script = f"const done = arguments[arguments.length - 1], given = Array.from(arguments).slice(0, -1);" \
                 f"{name}(...given).then(value => done({{value}}), error => done({{error: String(error)}}))"
        answer = self.browser.execute_async_script(script, *arguments)
        if "error" in answer:
            raise RuntimeError(f"{name}: {answer['error']}")
        return answer["value"]

    def open(self, file: pathlib.Path) -> None:
        self.call("open", base64.b64encode(file.read_bytes()).decode())

    def frames(self, numbers: list[int]) -> dict[int, tuple[int, list[int]]]:
        """What is shown in the middle of the time of each frame: the number on it, and its pixels."""
        return {number: self.call("seek", (number + 0.5) / RATE, 0.5 / RATE) for number in numbers}


def looked_at(clip: dict[str, Any], frames: int) -> list[int]:
    wanted = {0, frames - 1}
    for seam in clip["checks"]["cut"]["seams"]:
        behind = round(seam * RATE)
        wanted |= {behind - 2, behind - 1, behind, behind + 1}
    return sorted(number for number in wanted if 0 <= number < frames)


def look(player: Player, folder: pathlib.Path, clips: list[dict[str, Any]]) -> None:
    count, wrong, worst, steps = 0, 0, 0.0, 0
    for clip in clips:
        checks = clip["checks"]
        frames, first = checks["frames"], round(checks["first_frame_time"] * RATE)
        numbers = looked_at(clip, frames)
        player.open(folder / "outbox/talk" / clip["file"])
        shown = player.frames(numbers)
        for seam in checks["cut"]["seams"]:
            row = player.call("play", max(0, seam - 1), min(seam + 1, (frames - 1.5) / RATE))
            # A machine that is busy leaves frames out, or draws one that came after the one it was told of; none comes twice, or before
            # another, or early.
            due = [first + round(time * RATE) for _, time in row]
            rises = all(one < other for one, other in zip(due, due[1:]))
            assert rises and all(number >= least for (number, _), least in zip(row, due)), f"{clip['file']} at {seam}: {row}"
            assert all(one <= other for (one, _), (other, _) in zip(row, row[1:])), f"{clip['file']} at {seam}: {row}"
            steps += len(row)
        player.open(folder / "talk.mp4")
        asked = player.frames([first + number for number in numbers])
        for number in numbers:
            (told, pixels), (wanted, source) = shown[number], asked[first + number]
            difference = sum(abs(one - other) for one, other in zip(pixels, source)) / len(pixels)
            count += 1
            if told != first + number or wanted != first + number:
                wrong += 1
                print(f"    {clip['file']}: frame {number} is {told}, of the talk {wanted}, in place of {first + number}")
            worst = max(worst, difference)
    print(f"  {len(clips)} clips: {count} frames looked at, {wrong} wrong, difference at most {worst:.2f}; {steps} frames seen "
          "while it played, none out of order", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", required=True, type=pathlib.Path)
    parser.add_argument("--work", required=True, type=pathlib.Path)
    parser.add_argument("--clips", type=int, default=4)
    parser.add_argument("--length", type=float, default=12)
    options = parser.parse_args()
    program = str(options.program.resolve())
    for name, interval in KEY_FRAMES.items():
        folder: pathlib.Path = (options.work / f"every-{interval}").resolve()
        folder.mkdir(parents=True, exist_ok=True)
        talk(folder, interval, math.ceil(options.length * 4))
        ours(folder, program, "exact", [])
        choose(folder, spans(options.clips, options.length, math.ceil(options.length * 4), interval / RATE))
        ours(folder, program, "auto", [])
        clips = json.loads((folder / "outbox/talk/manifest.json").read_text())["clips"]
        smart = [clip for clip in clips if clip["checks"]["cut"]["method"] == "smart"]
        print(f"key frames every {name}", flush=True)
        player = Player(folder / "player.html")
        try:
            look(player, folder, smart)
        finally:
            player.browser.quit()


if __name__ == "__main__":
    main()
