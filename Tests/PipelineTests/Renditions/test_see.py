"""Tests of see.py. `python -m unittest test_see.py` needs no packages; with SMARTCLIP_FACES=FILE.onnx, and packages,
the real finder is tried too (SMARTCLIP_PORTRAIT=FILE.png, a picture with one face, gives it somebody to find)."""

from __future__ import annotations

import contextlib
import io
import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
import unittest
from collections.abc import Iterator
from typing import Any

import see

WIDTH, HEIGHT = 32, 18
SIZE = WIDTH * HEIGHT * 3


class Stub:
    """An eye that says how bright the first pixel is."""

    name = "stub 1"

    def begin(self, width: int, height: int) -> None:
        self.size = (width, height)

    def look(self, picture: bytearray) -> see.Answer:
        if picture[0] == 255:
            raise MemoryError
        if picture[0] == 254:
            raise ValueError("two\nlines")
        return {"faces": [], "motion": picture[0] / 256, "screen": 0.0}


def open_stub(model: str, threads: int) -> see.Eye:
    if model == "missing":
        raise see.Fault("model", "no such file")
    return Stub()


def talk(*requests: Any) -> list[see.Answer]:
    answers: list[see.Answer] = []
    lines = [request if isinstance(request, str) else json.dumps(request) for request in requests]
    see.serve(lines, open_stub, lambda answer: answers.append(json.loads(json.dumps(answer, allow_nan=False))))
    return answers


OPEN = {"id": 1, "do": "open", "model": "m", "threads": 1}


def ask(path: str, **others: Any) -> see.Answer:
    return {"id": 2, "do": "see", "frames": path, "width": WIDTH, "height": HEIGHT, "step": 0.2, **others}


@contextlib.contextmanager
def frames(*levels: int, extra: int = 0) -> Iterator[str]:
    """A file of pictures of one level each, and some bytes more."""
    with tempfile.NamedTemporaryFile(suffix=".bgr") as file:
        for level in levels:
            file.write(bytes([level]) * SIZE)
        file.write(bytes(extra))
        file.flush()
        yield file.name


class Requests(unittest.TestCase):
    def test_open(self) -> None:
        self.assertEqual([{"id": 1, "opened": {"engine": "stub 1"}}], talk(OPEN))

    def test_open_comes_first_and_may_fail(self) -> None:
        self.assertEqual("bug", talk({"id": 3, "do": "see"})[0]["error"]["kind"])
        self.assertEqual("model", talk({**OPEN, "model": "missing"})[0]["error"]["kind"])

    def test_each_picture_is_told_with_its_time_and_then_how_many_there_were(self) -> None:
        with frames(0, 64, 128) as path:
            answers = talk(OPEN, ask(path, step=0.5))[1:]
        self.assertEqual([0.0, 0.5, 1.0], [answer["sighting"]["time"] for answer in answers[:3]])
        self.assertEqual([0.0, 0.25, 0.5], [answer["sighting"]["motion"] for answer in answers[:3]])
        self.assertEqual({"id": 2, "seen": 3}, answers[3])

    def test_errors_are_told_and_the_next_request_is_done(self) -> None:
        with frames(1) as good, frames() as none, frames(1, extra=7) as short, frames(255) as large, frames(254) as odd:
            cases: list[tuple[Any, str, str]] = [
                (ask("/no/such/file"), "frames", "No such file"),
                (ask("/"), "frames", "/ cannot be read"),
                (ask(none), "frames", "there is no picture"),
                (ask(short), "frames", f"ends in picture 2: 7 of {SIZE} bytes"),
                (ask(large), "memory", "out of memory"),
                (ask(odd), "bug", "two lines"),
                (ask(good, width=8), "bug", "too small"),
                (ask(good, width=5000), "bug", "too large"),
                (ask(good, width="32"), "bug", "'width'"),
                (ask(good, width=True), "bug", "'width'"),
                (ask(good, step=0), "bug", "cannot be"),
                (ask(good, step=-1.5), "bug", "cannot be"),
                (json.dumps(ask(good, step=0)).replace('"step": 0', '"step": NaN'), "bug", "cannot be"),
                ({"id": 2, "do": "sing"}, "bug", "unknown"),
                ("no json", "bug", "not JSON"),
                ("[1]", "bug", "object"),
            ]
            for request, kind, words in cases:
                with self.subTest(request=request):
                    answers = talk(OPEN, request, ask(good))
                    (error,) = [answer["error"] for answer in answers if "error" in answer]
                    self.assertEqual(kind, error["kind"])
                    self.assertIn(words, error["message"])
                    self.assertNotIn("\n", error["message"])
                    self.assertEqual({"id": 2, "seen": 1}, answers[-1])

    def test_numbers_that_json_lacks(self) -> None:
        self.assertEqual([0.0, 0.0, 0.1235], [see.number(value) for value in (float("nan"), float("inf"), 0.12345)])

    def test_a_measure_between_two_values(self) -> None:
        values = [see.between(value, 1, 3) for value in (0, 1, 2, 3, 4)]
        self.assertEqual([0.0, 0.0, 0.5, 1.0, 1.0], values)
        self.assertEqual([1.0, 0.5, 0.0], [see.between(-value, -3, -1) for value in (1, 2, 3)])


class Pipes(unittest.TestCase):
    def test_pictures_come_through_a_named_pipe_in_any_pieces(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "frames")
            os.mkfifo(path)

            def write() -> None:
                with open(path, "wb", buffering=0) as pipe:
                    sent = bytes([10]) * SIZE + bytes([20]) * SIZE
                    for first in range(0, len(sent), 500):
                        pipe.write(sent[first : first + 500])

            writer = threading.Thread(target=write)
            writer.start()
            answers = talk(OPEN, ask(path))
            writer.join()
        self.assertEqual({"id": 2, "seen": 2}, answers[-1])

    def test_a_pipe_that_is_closed_early_is_told(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "frames")
            os.mkfifo(path)

            def write(count: int) -> None:
                with open(path, "wb", buffering=0) as pipe:
                    pipe.write(bytes(count))

            for count, words in ((0, "there is no picture"), (SIZE + 5, "ends in picture 2")):
                writer = threading.Thread(target=write, args=(count,))
                writer.start()
                answers = talk(OPEN, ask(path))
                writer.join()
                self.assertIn(words, answers[-1]["error"]["message"])

    def test_a_pipe_that_nobody_writes_to_is_not_waited_for_for_ever(self) -> None:
        wait, see.WAIT = see.WAIT, 0.05
        try:
            with tempfile.TemporaryDirectory() as folder:
                path = os.path.join(folder, "frames")
                os.mkfifo(path)
                self.assertIn("nobody writes", talk(OPEN, ask(path))[-1]["error"]["message"])
        finally:
            see.WAIT = wait


STUBBED = """
import sys; sys.path.insert(0, {folder!r})
import see, test_see, os, time
def noisy(model, threads):
    print("a library prints"); os.system("echo a child prints")
    if model == "wait": time.sleep(60)
    return test_see.Stub()
see.YuNet = noisy
see.main()
"""


class Process(unittest.TestCase):
    """The whole program, with the stub in the finder's place."""

    def start(self) -> subprocess.Popen[bytes]:
        code = STUBBED.format(folder=os.path.dirname(os.path.abspath(see.__file__)))
        return subprocess.Popen([sys.executable, "-B", "-X", "utf8", "-c", code], stdin=subprocess.PIPE,
                                stdout=subprocess.PIPE, stderr=subprocess.PIPE)

    def test_only_the_protocol_is_on_standard_output(self) -> None:
        output, errors = self.start().communicate(json.dumps(OPEN).encode() + b"\n", timeout=30)
        self.assertEqual(1, len(output.splitlines()))
        self.assertIn("opened", json.loads(output))
        self.assertIn(b"a library prints", errors)
        self.assertIn(b"a child prints", errors)

    def test_end_of_input_ends_it(self) -> None:
        process = self.start()
        process.communicate(b"", timeout=30)
        self.assertEqual(0, process.returncode)

    def test_terminate_ends_it_in_the_middle_of_work(self) -> None:
        process = self.start()
        assert process.stdin and process.stderr
        process.stdin.write(json.dumps({**OPEN, "model": "wait"}).encode() + b"\n")
        process.stdin.flush()
        process.stderr.readline()
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=10)
        self.assertEqual(0, process.returncode)

    def test_broken_output_ends_it_quietly(self) -> None:
        process = self.start()
        assert process.stdin and process.stdout and process.stderr
        process.stdout.close()
        with frames(*range(100)) as path:
            process.stdin.write(json.dumps(OPEN).encode() + b"\n" + json.dumps(ask(path)).encode() + b"\n")
            process.stdin.flush()
            self.assertEqual(0, process.wait(timeout=30))
        self.assertNotIn(b"Traceback", process.stderr.read())
        process.stdin.close()
        process.stderr.close()


class WithoutPackages(unittest.TestCase):
    def test_a_model_that_is_not_there(self) -> None:
        with self.assertRaises(see.Fault) as caught:
            see.YuNet("/no/such/model.onnx", 1)
        self.assertEqual("model", caught.exception.kind)

    def test_packages_that_are_not_there(self) -> None:
        code = f"""
import sys, tempfile; sys.path.insert(0, {os.path.dirname(os.path.abspath(see.__file__))!r})
sys.modules["cv2"] = None
import see
try:
    see.YuNet(sys.executable, 1)
except see.Fault as fault:
    print(fault.kind, fault)
"""
        output = subprocess.run([sys.executable, "-B", "-c", code], capture_output=True, text=True, timeout=30).stdout
        self.assertIn("model a package is missing", output)


@unittest.skipUnless(os.environ.get("SMARTCLIP_FACES"), "SMARTCLIP_FACES names no model")
class Real(unittest.TestCase):
    eye: see.YuNet

    @classmethod
    def setUpClass(cls) -> None:
        cls.eye = see.YuNet(os.environ["SMARTCLIP_FACES"], 1)

    def look(self, picture: Any) -> see.Answer:
        height, width = picture.shape[:2]
        if self.eye.size != (width, height):
            self.eye.begin(width, height)
        answer = self.eye.look(bytearray(picture.tobytes()))
        json.dumps(answer, allow_nan=False)
        return answer

    def empty(self, level: int = 200) -> Any:
        self.eye.begin(320, 180)
        return self.eye.numpy.full((180, 320, 3), level, dtype=self.eye.numpy.uint8)

    def text(self) -> Any:
        slide = self.empty(250)
        for line in range(6):
            self.eye.cv2.putText(slide, "words in a row", (20, 25 + 27 * line), 0, 0.7, (40, 20, 20), 1)
        return slide

    def test_damaged_models(self) -> None:
        with open(os.environ["SMARTCLIP_FACES"], "rb") as file:
            model = file.read()
        for damaged in (b"", b"\0" * 4000, model[: len(model) // 2], b"<html>not found</html>"):
            with tempfile.NamedTemporaryFile(suffix=".onnx") as file:
                file.write(damaged)
                file.flush()
                with self.assertRaises(see.Fault) as caught, contextlib.redirect_stderr(io.StringIO()):
                    see.YuNet(file.name, 1)
                self.assertEqual("model", caught.exception.kind)

    def test_nothing_in_an_empty_picture_and_it_is_no_slide(self) -> None:
        self.assertEqual({"faces": [], "motion": 0.0, "screen": 0.0}, self.look(self.empty()))

    def test_pictures_of_any_size_and_noise(self) -> None:
        for width, height in ((16, 16), (180, 320), (321, 179), (640, 360)):
            noise = self.eye.numpy.random.default_rng(4).integers(0, 256, (height, width, 3)).astype("uint8")
            self.assertEqual((0, 0.0), (len(self.look(noise)["faces"]), self.look(noise)["screen"]))

    def test_letters_on_a_plain_ground_are_a_slide(self) -> None:
        self.assertEqual(1.0, self.look(self.text())["screen"])
        self.assertEqual(1.0, self.look(255 - self.text())["screen"])

    def test_how_much_moves(self) -> None:
        half = self.empty()
        half[:, :160] = 100
        self.look(self.empty())
        self.assertEqual(0.5, self.look(half)["motion"])
        self.assertEqual(0.0, self.look(half)["motion"])

    @unittest.skipUnless(os.environ.get("SMARTCLIP_PORTRAIT"), "SMARTCLIP_PORTRAIT names no picture")
    def test_somebody_who_speaks_is_told_from_a_photograph(self) -> None:
        cv2 = self.eye.cv2
        portrait = cv2.imread(os.environ["SMARTCLIP_PORTRAIT"])
        assert portrait is not None
        portrait = cv2.resize(portrait, (180, 180))
        (face,) = self.look(portrait)["faces"]
        self.assertNotIn("mouth", face)
        (face,) = self.look(portrait)["faces"]
        self.assertEqual(0.0, face["mouth"])
        # Moved by a few pixels, as by a camera in the hand: not the mouth moves, but all.
        still = portrait.copy()
        still[:, 3:] = portrait[:, :-3]
        (face,) = self.look(still)["faces"]
        self.assertLess(face["mouth"], 0.08)
        self.look(portrait)
        x, y = int((face["x"] + face["width"] * 0.3) * 180), int((face["y"] + face["height"] * 0.72) * 180)
        speaking = portrait.copy()
        cv2.ellipse(speaking, (x + 10, y + 4), (7, 5), 0, 0, 360, (20, 10, 30), -1)
        (face,) = self.look(speaking)["faces"]
        self.assertGreater(face["mouth"], 0.15)


if __name__ == "__main__":
    unittest.main()
