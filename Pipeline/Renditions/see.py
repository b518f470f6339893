"""SmartClip's face helper: looks at small pictures of a clip and answers in JSON lines.

Requests come on standard input and answers go to standard output, one object a line; logs go to standard error.
Pictures are raw, three bytes a pixel (blue, green, red), one after the other, in a file or a named pipe. They are read
one at a time, so that memory does not grow with the length of a clip. Boxes in answers are fractions of the picture.
"""

from __future__ import annotations

import json
import math
import os
import select
import signal
import stat
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    import cv2.typing
    import numpy
    import numpy.typing

    Picture = numpy.typing.NDArray[numpy.uint8]
    Floats = numpy.typing.NDArray[numpy.float32]

Answer = dict[str, Any]

SURE = 0.6
"""What YuNet finds below this is mostly no face."""
MOST = 12
"""Faces of a picture that are told, the largest first."""
WAIT = 60.0
"""Seconds within which somebody must begin to write to a named pipe."""
SIDES = (16, 2048)
"""Of pictures, in pixels."""
PATCH = (48, 56)
"""Width and height of a face that was turned upright and scaled, to compare its mouth with the sample before."""
EYES_AND_NOSE = ((15.0, 20.0), (33.0, 20.0), (24.0, 31.0))
"""Where they lie in a patch. The corners of the mouth are left out: they shall be free to move."""
MOUTH = (slice(34, 54), slice(11, 37))
FIXED = (slice(8, 33), slice(8, 40))
"""Rows and columns of a patch: what speaks, and what does not."""
CHANGED = 8
"""Levels of grey, of 256, by which a place of the picture differs when it counts as changed."""
CUT = 0.6
"""Where more of the picture than this changes it is another shot, and mouths are not compared."""


class Fault(Exception):
    """Something wrong with one request, told in words."""

    def __init__(self, kind: str, message: str) -> None:
        super().__init__(message)
        self.kind = kind


class Eye(Protocol):
    """What looks at pictures. The tests have one of their own."""

    name: str

    def begin(self, width: int, height: int) -> None: ...

    def look(self, picture: bytearray) -> Answer: ...


# The finder.


class YuNet:
    """OpenCV's face detector on the processor. Its packages are imported here, where it can be told that they lack."""

    def __init__(self, model: str, threads: int) -> None:
        # One thread for each of OpenCV's libraries, unless asked for more; they read this as they load.
        for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
            os.environ[name] = str(threads)
        if not os.path.isfile(model):
            raise Fault("model", f"there is no {model}")
        try:
            import cv2
            import numpy
        except ImportError as error:
            raise Fault("model", f"a package is missing or broken: {error}") from error
        self.cv2, self.numpy = cv2, numpy
        cv2.setNumThreads(threads)
        try:
            self.detector = cv2.FaceDetectorYN.create(model, "", (64, 64), SURE, 0.3, 200)
            # Another network would load as well; it fails, or finds nonsense, only when it is used.
            self.detector.detect(numpy.zeros((64, 64, 3), dtype=numpy.uint8))
        except (cv2.error, AttributeError) as error:
            raise Fault("model", f"{model} cannot be used: {one_line(error)}") from error
        self.name = f"YuNet 2023mar, OpenCV {cv2.__version__}"
        self.begin(64, 64)

    def begin(self, width: int, height: int) -> None:
        """Forgets the last clip."""
        self.size = (width, height)
        self.detector.setInputSize(self.size)
        self.coarse: Picture | None = None
        self.patches: list[tuple[Floats, Floats]] = []

    def look(self, picture: bytearray) -> Answer:
        """What is to be seen in the next picture."""
        width, height = self.size
        frame = self.numpy.frombuffer(picture, dtype=self.numpy.uint8).reshape(height, width, 3)
        grey = self.pixels(self.cv2.cvtColor(frame, self.cv2.COLOR_BGR2GRAY))
        motion = self.motion(grey)
        before = [] if motion > CUT else self.patches
        self.patches = []
        faces: list[Answer] = []
        _, found = self.detector.detect(frame)
        rows = [] if found is None else sorted(found.astype(float).tolist(), key=lambda row: -row[2] * row[3])
        for row in rows[:MOST]:
            x, y, wide, high, *marks, score = row
            if not all(map(math.isfinite, row)) or wide < 1 or high < 1:
                continue
            faces.append({
                "x": number(x / width),
                "y": number(y / height),
                "width": number(wide / width),
                "height": number(high / height),
                "score": number(score),
            })
            mouth = self.mouth(grey, (x, y, wide, high), marks, before)
            if mouth is not None:
                faces[-1]["mouth"] = number(mouth)
        return {"faces": faces, "motion": number(motion), "screen": number(self.screen(grey, faces))}

    def motion(self, grey: Picture) -> float:
        """The share of places that differ from the picture before."""
        height, width = grey.shape
        small = (max(1, width // 4), max(1, height // 4))
        coarse = self.pixels(self.cv2.resize(grey, small, interpolation=self.cv2.INTER_AREA))
        before, self.coarse = self.coarse, coarse
        if before is None:
            return 0.0
        return float((self.cv2.absdiff(coarse, before) >= CHANGED).mean())

    def screen(self, grey: Picture, faces: list[Answer]) -> float:
        """How much it looks like a slide or a screen, 0 to 1.

        There most pixels are just like their neighbours, and of the others most differ much: letters and lines. In a
        camera's picture light and shade lie on all things: of the pixels that differ from their neighbours most do so a
        little. People are left out, so that one before an empty wall is no slide.
        """
        across = self.cv2.absdiff(grey[:-1, 1:], grey[:-1, :-1])
        down = self.cv2.absdiff(grey[1:, :-1], grey[:-1, :-1])
        step = self.numpy.maximum(across, down)
        height, width = grey.shape
        rest = self.numpy.ones(step.shape, dtype=bool)
        for face in faces:
            left, right = face["x"] - 1.6 * face["width"], face["x"] + 2.6 * face["width"]
            top = face["y"] - 0.6 * face["height"]
            rest[max(0, int(top * height)) :, max(0, int(left * width)) : max(0, int(right * width))] = False
        step = step[rest]
        if step.size < 0.2 * rest.size:
            return 0.0
        calm, uneven, hard = (float((step <= 1).mean()), int((step > 1).sum()), float((step > 25).mean()))
        soft = int(((step > 1) & (step <= 12)).sum()) / max(1, uneven)
        return between(calm, 0.5, 0.7) * between(-soft, -0.65, -0.5) * between(hard, 0.001, 0.004)

    def mouth(
        self, grey: Picture, box: tuple[float, float, float, float], marks: list[float],
        before: list[tuple[Floats, Floats]],
    ) -> float | None:
        """How much more the mouth of a face changed than the rest of it; none where the face was not there before.

        Levels of grey, in units of the face's own contrast, so that neither light nor skin matters."""
        patch = self.patch(grey, marks)
        if patch is None:
            return None
        place = self.numpy.array(box, dtype=self.numpy.float32)
        self.patches.append((place, patch))
        near = [old for where, old in before if self.overlap(where, place) > 0.3]
        if not near:
            return None
        # Marks are found to a pixel or two: of a few shifts the one counts at which the rest of the face agrees best.
        old = near[0]
        rows, columns = FIXED
        best, shift = math.inf, (0, 0)
        for down in (-2, -1, 0, 1, 2):
            for right in (-2, -1, 0, 1, 2):
                moved = old[rows.start + down : rows.stop + down, columns.start + right : columns.stop + right]
                apart = float(self.numpy.abs(patch[FIXED] - moved).mean())
                if apart < best:
                    best, shift = apart, (down, right)
        rows, columns = MOUTH
        moved = old[rows.start + shift[0] : rows.stop + shift[0], columns.start + shift[1] : columns.stop + shift[1]]
        apart = float(self.numpy.abs(patch[MOUTH] - moved).mean())
        return max(0.0, apart - 1.3 * best) / max(8.0, float(patch[8:54, 8:40].std()))

    def patch(self, grey: Picture, marks: list[float]) -> Floats | None:
        """The face upright and of one size: moved, turned and scaled so that eyes and nose lie where they belong."""
        points = [complex(marks[2 * index], marks[2 * index + 1]) for index in range(3)]
        places = [complex(*place) for place in EYES_AND_NOSE]
        middle, centre = sum(points) / 3, sum(places) / 3
        size = sum(abs(point - middle) ** 2 for point in points)
        if size < 1:
            return None
        turn = sum(((place - centre) * (point - middle).conjugate() for point, place in zip(points, places)), 0j) / size
        move = centre - turn * middle
        matrix = self.numpy.array([[turn.real, -turn.imag, move.real], [turn.imag, turn.real, move.imag]])
        patch = self.cv2.warpAffine(grey, matrix, PATCH, borderMode=self.cv2.BORDER_REPLICATE)
        return self.cv2.GaussianBlur(patch, (3, 3), 0).astype(self.numpy.float32)

    def overlap(self, one: Floats, other: Floats) -> float:
        """The share of two boxes that both have."""
        low = self.numpy.maximum(one[:2], other[:2])
        high = self.numpy.minimum(one[:2] + one[2:], other[:2] + other[2:])
        wide, high_ = (max(0.0, float(side)) for side in high - low)
        common = wide * high_
        return common / (float(one[2] * one[3]) + float(other[2] * other[3]) - common)

    def pixels(self, picture: cv2.typing.MatLike) -> Picture:
        return picture.astype(self.numpy.uint8, copy=False)


def between(value: float, none: float, all_: float) -> float:
    """0 up to one value, 1 from another on."""
    return min(max((value - none) / (all_ - none), 0.0), 1.0)


# The pictures.


def opened(path: str) -> int:
    """A descriptor to read from. Whoever writes to a named pipe may come later, or never."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError as error:
        raise Fault("frames", f"{path} cannot be read: {error.strerror}") from error
    try:
        kind = os.fstat(descriptor).st_mode
        if stat.S_ISDIR(kind):
            raise Fault("frames", f"{path} cannot be read: it is a folder")
        if stat.S_ISFIFO(kind):
            poll = select.poll()
            poll.register(descriptor, select.POLLIN)
            if not poll.poll(WAIT * 1000):
                raise Fault("frames", f"nobody writes to {path}")
        os.set_blocking(descriptor, True)
    except BaseException:
        os.close(descriptor)
        raise
    return descriptor


def pictures(path: str, size: int) -> Iterator[bytearray]:
    """One picture after the other, each in the same memory."""
    count = 0
    picture = bytearray(size)
    with open(opened(path), "rb", buffering=0) as file:
        while True:
            filled = 0
            while filled < size:
                try:
                    got = file.readinto(memoryview(picture)[filled:])
                except OSError as error:
                    raise Fault("frames", f"{path} cannot be read: {error.strerror}") from error
                if not got:
                    break
                filled += got
            if filled == 0:
                break
            if filled < size:
                raise Fault("frames", f"{path} ends in picture {count + 1}: {filled} of {size} bytes")
            count += 1
            yield picture
    if count == 0:
        raise Fault("frames", f"there is no picture in {path}")


# The protocol.


def number(value: Any) -> float:
    """A plain finite number, for JSON has no others."""
    plain = float(value)
    return round(plain, 4) if math.isfinite(plain) else 0.0


def one_line(error: BaseException) -> str:
    return " ".join(str(error).split()) or type(error).__name__


def wanted(request: Answer, key: str, kind: type | tuple[type, ...]) -> Any:
    value = request.get(key)
    if not isinstance(value, kind) or isinstance(value, bool):
        raise Fault("bug", f"'{key}' is missing or of the wrong type")
    return value


def answer(request: Answer, eye: Eye | None, open_eye: Callable[[str, int], Eye],
           say: Callable[[Answer], None]) -> Eye | None:
    """Does one request; returns the eye to go on with."""
    identity, do = request.get("id"), request.get("do")
    if do == "open":
        eye = open_eye(wanted(request, "model", str), max(1, wanted(request, "threads", int)))
        say({"id": identity, "opened": {"engine": eye.name}})
        return eye
    if eye is None:
        raise Fault("bug", "the first request must be 'open'")
    if do != "see":
        raise Fault("bug", f"unknown request {do!r}")
    width, height = wanted(request, "width", int), wanted(request, "height", int)
    step = float(wanted(request, "step", (int, float)))
    if not all(SIDES[0] <= side <= SIDES[1] for side in (width, height)):
        raise Fault("bug", f"pictures of {width}x{height} are too small or too large")
    if not 0 < step < 3600:
        raise Fault("bug", f"{step} s from picture to picture cannot be")
    eye.begin(width, height)
    count = 0
    for picture in pictures(wanted(request, "frames", str), width * height * 3):
        say({"id": identity, "sighting": {"time": number(count * step), **eye.look(picture)}})
        count += 1
    say({"id": identity, "seen": count})
    return eye


def failure(error: Exception) -> Answer:
    message = one_line(error)
    if isinstance(error, Fault):
        return {"kind": error.kind, "message": message}
    if isinstance(error, MemoryError) or "bad_alloc" in message or "Insufficient memory" in message:
        return {"kind": "memory", "message": "out of memory: " + message}
    return {"kind": "bug", "message": f"{type(error).__name__}: {message}"}


def serve(lines: Iterable[str], open_eye: Callable[[str, int], Eye], say: Callable[[Answer], None]) -> None:
    eye: Eye | None = None
    for line in lines:
        if not line.strip():
            continue
        identity: Any = None
        try:
            try:
                request = json.loads(line)
            except ValueError as error:
                raise Fault("bug", f"not JSON: {error}") from error
            if not isinstance(request, dict):
                raise Fault("bug", "a request must be an object")
            identity = request.get("id")
            eye = answer(request, eye, open_eye, say)
        except BrokenPipeError:
            raise
        except Exception as error:
            say({"id": identity, "error": failure(error)})


def end_on_terminate() -> None:
    """A handler of Python's own would run only after the library's call: a thread waits instead."""
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTERM})

    def wait() -> None:
        signal.sigwait({signal.SIGTERM})
        os._exit(0)

    threading.Thread(target=wait, daemon=True).start()


def main() -> None:
    end_on_terminate()
    # Libraries that print must not break the protocol: what they take for standard output is standard error.
    output = os.fdopen(os.dup(1), "w", encoding="utf-8", newline="\n")
    os.dup2(2, 1)

    def say(message: Answer) -> None:
        output.write(json.dumps(message, ensure_ascii=False, allow_nan=False) + "\n")
        output.flush()

    try:
        serve(sys.stdin, YuNet, say)
    except BrokenPipeError:
        pass
    # Not an ordinary exit: what is still in the buffer of a broken output would be tried again, with a complaint.
    os._exit(0)


if __name__ == "__main__":
    main()
