"""Scenes with faces at known places, for `smartclip-bench framing`: scenes.py FOLDER MODEL.onnx PORTRAIT [NAME…]

PORTRAIT is a picture of one person, such as astronaut.png of scikit-image (public domain). The person is cut out,
speaks, and is moved over backgrounds. For each scene a video NAME.mp4 and the truth about it, NAME.json, are written.
"""

from __future__ import annotations

import json
import math
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import cv2
import numpy
import numpy.typing

Image = numpy.typing.NDArray[numpy.uint8]
Floats = numpy.typing.NDArray[numpy.float32]

WIDTH, HEIGHT, RATE = 1280, 720, 25
Box = tuple[float, float, float, float]


@dataclass
class Actor:
    """Somebody at a moment: where the middle of the face is, how high it is, how far the mouth is open, who it is."""

    x: float
    y: float
    height: float
    mouth: float = 0.0
    mirrored: bool = False
    away: bool = False
    """With the back to the camera: nobody is to be found."""


@dataclass
class Moment:
    """What a frame shows."""

    ground: str = "room"
    actors: list[Actor] = field(default_factory=list)
    wanted: list[int] = field(default_factory=list)
    """Which of the actors the window must hold, by number."""
    number: int = 0
    """Of a slide."""


@dataclass
class Scene:
    seconds: float
    at: Callable[[float], Moment]
    cuts: list[float] = field(default_factory=list)
    sentence_ends: list[float] = field(default_factory=list)
    speech: Callable[[float], float] = lambda moment: 1.0
    """How loud it is, 0 to 1."""
    mode: str = "follow"
    """What must come of it."""


class Portrait:
    """The person, cut out of the picture, whose face the finder itself has measured there."""

    def __init__(self, path: str, model: str) -> None:
        image = cv2.imread(path)
        if image is None:
            sys.exit(f"{path} is not a picture")
        detector = cv2.FaceDetectorYN.create(model, "", (image.shape[1], image.shape[0]), 0.6)
        _, found = detector.detect(image)
        if found is None or len(found) != 1:
            sys.exit(f"{path} does not show one face")
        row = [float(value) for value in found[0]]
        self.image: Floats = image.astype(numpy.float32)
        self.box: Box = (row[0], row[1], row[2], row[3])
        self.mouth = ((row[10] + row[12]) / 2, (row[11] + row[13]) / 2, abs(row[10] - row[12]))
        x, y, wide, high = self.box
        mask = numpy.zeros(image.shape[:2], dtype=numpy.float32)
        middle = (int(x + wide / 2), int(y + high * 0.4))
        cv2.ellipse(mask, middle, (int(wide * 0.85), int(high * 0.95)), 0, 0, 360, 1.0, -1)
        shoulders = (middle[0], int(y + high * 2.6))
        cv2.ellipse(mask, shoulders, (int(wide * 1.7), int(high * 1.5)), 0, 0, 360, 1.0, -1)
        self.mask: Floats = cv2.GaussianBlur(mask, (0, 0), 4).astype(numpy.float32)

    def draw(self, canvas: Floats, actor: Actor) -> Box:
        """Draws the person, and gives the box of the face in fractions of the canvas."""
        x, y, wide, high = self.box
        scale = actor.height * HEIGHT / high
        image, mask = self.image, self.mask
        if actor.mouth > 0:
            image = image.copy()
            middle = (int(self.mouth[0]), int(self.mouth[1] + high * 0.04 * actor.mouth))
            size = (int(self.mouth[2] * 0.42), max(1, int(high * 0.1 * actor.mouth)))
            cv2.ellipse(image, middle, size, 0, 0, 360, (35.0, 25.0, 70.0), -1, cv2.LINE_AA)
        if actor.away:
            image = numpy.full_like(image, 40)
        if actor.mirrored:
            image, mask, x = image[:, ::-1] * 0.85, mask[:, ::-1], image.shape[1] - x - wide
        left, top = actor.x * WIDTH - (x + wide / 2) * scale, actor.y * HEIGHT - (y + high / 2) * scale
        matrix = numpy.array([[scale, 0, left], [0, scale, top]], dtype=numpy.float32)
        shown = cv2.warpAffine(image, matrix, (WIDTH, HEIGHT), flags=cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR)
        alpha = cv2.warpAffine(mask, matrix, (WIDTH, HEIGHT))[:, :, None]
        canvas += (shown - canvas) * alpha
        return ((left + x * scale) / WIDTH, (top + y * scale) / HEIGHT, wide * scale / WIDTH, high * scale / HEIGHT)


# Grounds.


def room() -> Floats:
    """A wall with light from one side, a shelf of books, and a door."""
    chance = numpy.random.default_rng(16)
    light = numpy.linspace(210, 120, WIDTH, dtype=numpy.float32)[None, :, None]
    wall = numpy.repeat(light * numpy.array([0.9, 0.97, 1.0], numpy.float32), HEIGHT, axis=0)
    for shelf in range(4):
        x, y = 60, 90 + 140 * shelf
        while x < 420:
            wide, high = int(chance.integers(10, 28)), int(chance.integers(70, 115))
            colour = [float(value) for value in chance.integers(20, 190, 3)]
            cv2.rectangle(wall, (x, y + 120 - high), (x + wide, y + 120), colour, -1)
            x += wide + 2
        cv2.rectangle(wall, (40, y + 120), (440, y + 130), (40.0, 60.0, 90.0), -1)
    cv2.rectangle(wall, (1000, 140), (1180, 720), (70.0, 90.0, 120.0), -1)
    blurred: Floats = cv2.GaussianBlur(wall, (0, 0), 3).astype(numpy.float32)
    return blurred


def street() -> Floats:
    """Something without people or letters: smooth noise."""
    chance = numpy.random.default_rng(4)
    small = chance.integers(20, 230, (18, 32, 3)).astype(numpy.float32)
    large: Floats = cv2.resize(small, (WIDTH, HEIGHT), interpolation=cv2.INTER_CUBIC).astype(numpy.float32)
    return large


def slide(number: int, dark: bool) -> Floats:
    """Letters and a chart on a plain ground."""
    ground, ink = ((40.0, 28.0, 25.0), (235.0, 235.0, 235.0)) if dark else ((252.0, 252.0, 252.0), (40.0, 30.0, 30.0))
    canvas = numpy.full((HEIGHT, WIDTH, 3), ground, dtype=numpy.float32)
    chance = numpy.random.default_rng(number)
    cv2.putText(canvas, f"What slide {number} says", (90, 120), 0, 2.2, ink, 4, cv2.LINE_AA)
    for line in range(4):
        words = " ".join("abcdefghijklmnop"[: int(count)] for count in chance.integers(2, 9, 4))
        cv2.putText(canvas, "- " + words, (110, 240 + 90 * line), 0, 1.2, ink, 2, cv2.LINE_AA)
    for bar in range(5):
        high = int(chance.integers(60, 350))
        cv2.rectangle(canvas, (860 + 70 * bar, 620 - high), (910 + 70 * bar, 620), (200.0, 120.0, 60.0), -1)
    return canvas


def screen(number: int) -> Floats:
    """Windows and code, of which a line is typed."""
    canvas = numpy.full((HEIGHT, WIDTH, 3), (48.0, 42.0, 40.0), dtype=numpy.float32)
    cv2.rectangle(canvas, (0, 0), (230, HEIGHT), (62.0, 55.0, 52.0), -1)
    chance = numpy.random.default_rng(8)
    for line in range(26):
        words = " ".join("letvarfuncifx"[: int(count)] for count in chance.integers(2, 9, int(chance.integers(1, 6))))
        if line == 12:
            words = "let answer = question(everything)"[: number % 34]
        colour = [float(value) for value in chance.integers(120, 240, 3)]
        place = (260 + 30 * int(chance.integers(0, 4)), 40 + 26 * line)
        cv2.putText(canvas, words, place, 0, 0.6, colour, 1, cv2.LINE_AA)
    return canvas


# Scenes.


def talking(moment: float, seed: float = 0.0) -> float:
    """How far a mouth is open: syllables, some five a second."""
    wave = math.sin(moment * 2 * math.pi * 4.7 + seed) + math.sin(moment * 2 * math.pi * 3.1 + 2 * seed)
    return max(0.0, min(1.0, 0.4 + 0.4 * wave))


def sway(moment: float, seed: float = 0.0) -> float:
    """People do not stand quite still."""
    return 0.012 * math.sin(moment * 1.3 + seed) + 0.006 * math.sin(moment * 2.9 + 2 * seed)


def speaker(x: float, moment: float, height: float = 0.24, speaks: bool = True, **others: Any) -> Actor:
    mouth = talking(moment, x) if speaks else 0.0
    return Actor(x + sway(moment, x), 0.36 + sway(moment, 7 * x) / 3, height, mouth, **others)


def eased(moment: float, start: float, seconds: float) -> float:
    part = min(max((moment - start) / seconds, 0.0), 1.0)
    return part * part * (3 - 2 * part)


def scenes() -> dict[str, Scene]:
    def alone(x: float, moment: float, height: float = 0.24) -> Moment:
        return Moment("room", [speaker(x, moment, height)], [0])

    def goes(moment: float) -> Moment:
        return alone(0.25 + 0.45 * eased(moment, 8, 1.8) - 0.4 * eased(moment, 20, 2.0), moment)

    def walks(moment: float) -> Moment:
        place = 0.5 - 0.36 * math.cos(2 * math.pi * moment / 24)
        return alone(place, moment)

    def near(moment: float) -> Moment:
        first = int(moment / 5) % 2 == 0
        actors = [speaker(0.52, moment, 0.18, first), speaker(0.66, moment, 0.18, not first, mirrored=True)]
        return Moment("room", actors, [0, 1])

    def far(moment: float) -> Moment:
        first = int(moment / 9) % 2 == 0
        actors = [speaker(0.2, moment, 0.24, first), speaker(0.8, moment, 0.24, not first, mirrored=True)]
        return Moment("room", actors, [0 if first else 1])

    def cut(moment: float) -> Moment:
        if moment < 7:
            return alone(0.25, moment)
        if moment < 13:
            return alone(0.7, moment, 0.5)
        if moment < 16:
            return Moment("street")
        return alone(0.45, moment, 0.3)

    def slides(moment: float) -> Moment:
        return Moment("slide", number=1 + int(moment / 6))

    def photo(moment: float) -> Moment:
        """A slide with a photograph of somebody."""
        return Moment("slide", [Actor(0.8, 0.5, 0.2)], number=3)

    def mixed(moment: float) -> Moment:
        if 8 <= moment < 16:
            return slides(moment)
        return alone(0.3 if moment < 8 else 0.62, moment)

    def typing(moment: float) -> Moment:
        return Moment("screen", number=int(moment * 6))

    def corner(moment: float) -> Moment:
        """A screen with its speaker in a corner."""
        return Moment("screen", [Actor(0.9 + sway(moment) / 4, 0.8, 0.14, talking(moment))], number=int(moment * 4))

    def poster(moment: float) -> Moment:
        """A large face on the wall, and somebody far away, beside who speaks."""
        far_away = speaker(0.62, moment, 0.07, mirrored=True)
        return Moment("room", [speaker(0.3, moment, 0.24), Actor(0.86, 0.3, 0.3), far_away], [0])

    def turned(moment: float) -> Moment:
        actor = speaker(0.62, moment)
        actor.away = 9 < moment < 12
        return Moment("room", [actor], [] if actor.away else [0])

    def close(moment: float) -> Moment:
        return Moment("room", [Actor(0.45 + sway(moment), 0.45, 0.55, talking(moment))], [0])

    def plain(moment: float) -> Moment:
        """Somebody before a wall without anything on it, who hardly moves."""
        return Moment("white", [speaker(0.6, moment, 0.2)], [0])

    return {
        "stays": Scene(20, lambda moment: alone(0.65, moment)),
        "goes": Scene(30, goes),
        "walks": Scene(24, walks),
        "two-near": Scene(20, near),
        "two-far": Scene(36, far, sentence_ends=[4.5, 9, 14, 18, 22, 27, 31],
                         speech=lambda moment: 0.1 if moment % 4.5 > 4.2 else 1.0),
        "cuts": Scene(24, cut, cuts=[7, 13, 16]),
        "slides": Scene(24, slides, cuts=[6, 12, 18], mode="fit"),
        "slide-photo": Scene(12, photo, mode="fit"),
        "mixed": Scene(30, mixed, cuts=[8, 12, 16]),
        "screen": Scene(20, typing, mode="fit"),
        "screen-corner": Scene(20, corner, mode="fit"),
        "poster": Scene(20, poster),
        "turns-away": Scene(20, turned),
        "close": Scene(16, close),
        "plain-wall": Scene(20, plain),
    }


def render(name: str, scene: Scene, folder: str, portrait: Portrait) -> None:
    grounds: dict[str, Floats] = {
        "room": room(), "street": street(), "white": numpy.full((HEIGHT, WIDTH, 3), 244, dtype=numpy.float32),
    }
    chance = numpy.random.default_rng(1)
    noise = [chance.normal(0, 2.5, (HEIGHT, WIDTH, 1)).astype(numpy.float32) for _ in range(8)]
    frames: list[dict[str, Any]] = []
    command = ["ffmpeg", "-v", "error", "-y", "-f", "rawvideo", "-pix_fmt", "bgr24", "-s", f"{WIDTH}x{HEIGHT}"]
    command += ["-r", str(RATE), "-i", "-", "-c:v", "libx264", "-preset", "veryfast", "-crf", "21"]
    command += ["-pix_fmt", "yuv420p"]
    with subprocess.Popen([*command, os.path.join(folder, name + ".mp4")], stdin=subprocess.PIPE) as encoder:
        assert encoder.stdin
        for number in range(round(scene.seconds * RATE)):
            moment = scene.at(number / RATE)
            is_camera = moment.ground in grounds
            if is_camera:
                canvas = grounds[moment.ground].copy()
            else:
                is_dark = moment.number % 2 == 0
                canvas = screen(moment.number) if moment.ground == "screen" else slide(moment.number, is_dark)
            boxes = [portrait.draw(canvas, actor) for actor in moment.actors]
            if is_camera:
                canvas += noise[number % len(noise)]
            frames.append({"wanted": [boxes[index] for index in moment.wanted], "slide": not is_camera})
            encoder.stdin.write(numpy.clip(canvas, 0, 255).astype(numpy.uint8).tobytes())
        encoder.stdin.close()
        if encoder.wait() != 0:
            sys.exit("ffmpeg failed")
    levels = [20 * math.log10(0.001 + scene.speech(step / 10)) for step in range(round(scene.seconds * 10))]
    truth = {
        "width": WIDTH, "height": HEIGHT, "rate": RATE, "cuts": scene.cuts, "sentence_ends": scene.sentence_ends,
        "levels": levels, "mode": scene.mode, "frames": frames,
    }
    with open(os.path.join(folder, name + ".json"), "w", encoding="utf-8") as file:
        json.dump(truth, file)


def main() -> None:
    folder, model, path, *names = sys.argv[1:]
    portrait = Portrait(path, model)
    for name, scene in scenes().items():
        if (not names or name in names) and not os.path.exists(os.path.join(folder, name + ".json")):
            render(name, scene, folder, portrait)


if __name__ == "__main__":
    main()
