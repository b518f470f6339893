"""Tests of hear.py. `python -m unittest test_hear.py` needs no packages; with SMARTCLIP_MODEL=FOLDER, and the packages,
the real model is tried too (SMARTCLIP_SPEECH=FILE.s16 gives it speech to hear)."""

from __future__ import annotations

import contextlib
import io
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import threading
import unittest
from collections.abc import Callable, Iterator
from typing import Any

import hear

RATE, FRAME = hear.RATE, hear.FRAME


def frames(*parts: tuple[float, float]) -> tuple[list[float], int]:
    """Probabilities for (seconds, probability) parts, and how many samples they cover."""
    values = [value for seconds, value in parts for _ in range(round(seconds * RATE / FRAME))]
    return values, len(values) * FRAME


def word(start: float, end: float, text: str = " so") -> hear.Answer:
    return {"word": text, "start": start, "end": end, "probability": 0.9}


class Stub:
    """An engine that says what it was asked."""

    name, multilingual = "stub 1", True

    def languages(self, sound: bytes) -> list[hear.Answer]:
        return [{"language": "en", "probability": len(sound) / 1e6}]

    def speech(self, sound: bytes) -> hear.Answer:
        return {"stretches": [[0.0, len(sound) / 2 / RATE]], "windows": 1}

    def hear(
        self,
        sound: bytes,
        chosen: tuple[int, int],
        language: str | None,
        hotwords: str | None,
        careful: bool,
        tell: Callable[[float], None],
    ) -> hear.Answer:
        if hotwords == "memory":
            raise MemoryError
        if hotwords == "alloc":
            raise RuntimeError("std::bad_alloc")
        if hotwords == "bug":
            raise ValueError("two\nlines")
        tell(0.5)
        return {"language": language, "text": hotwords or "", "careful": careful, "samples": len(sound) // 2}


def open_stub(model: str, threads: int) -> hear.Engine:
    if model == "missing":
        raise hear.Fault("model", "no such folder")
    return Stub()


def talk(*requests: Any) -> list[hear.Answer]:
    answers: list[hear.Answer] = []
    lines = [request if isinstance(request, str) else json.dumps(request) for request in requests]
    hear.serve(lines, open_stub, lambda answer: answers.append(json.loads(json.dumps(answer, allow_nan=False))))
    return answers


OPEN = {"id": 1, "do": "open", "model": "m", "threads": 2}


@contextlib.contextmanager
def sound_file(samples: int, extra: bytes = b"") -> Iterator[str]:
    with tempfile.NamedTemporaryFile(suffix=".s16") as file:
        file.write(bytes(samples * 2) + extra)
        file.flush()
        yield file.name


class Stretches(unittest.TestCase):
    def test_short_gaps_are_bridged_and_long_ones_are_not(self) -> None:
        probabilities, samples = frames((1, 0), (1, 0.9), (0.1, 0), (1, 0.9), (0.5, 0), (1, 0.9))
        found = hear.speech_stretches(probabilities, samples)
        self.assertEqual(2, len(found))
        self.assertEqual(samples, found[-1][1])

    def test_doubtful_sound_goes_on_but_does_not_begin(self) -> None:
        self.assertEqual([], hear.speech_stretches([0.45] * 100, 100 * FRAME))
        self.assertEqual([(0, 100 * FRAME)], hear.speech_stretches([0.9] + [0.45] * 99, 100 * FRAME))

    def test_nothing(self) -> None:
        self.assertEqual([], hear.speech_stretches([], 0))
        self.assertEqual([], hear.pack([], [], 0))

    def test_the_last_frame_ends_with_the_sound(self) -> None:
        self.assertEqual([(0, 700)], hear.speech_stretches([0.9, 0.9], 700))


class Packing(unittest.TestCase):
    def windows(self, *parts: tuple[float, float]) -> tuple[list[hear.Window], list[hear.Stretch]]:
        probabilities, samples = frames(*parts)
        stretches = hear.speech_stretches(probabilities, samples)
        return hear.pack(stretches, probabilities, samples), stretches

    def test_sentences_share_a_window(self) -> None:
        windows, _ = self.windows(*[(2, 0.9), (0.5, 0)] * 10)
        self.assertEqual(1, len(windows))
        self.assertEqual(1, len(windows[0]))

    def test_long_silence_is_left_out(self) -> None:
        windows, _ = self.windows((5, 0.9), (60, 0), (5, 0.9))
        self.assertEqual(1, len(windows))
        self.assertEqual(2, len(windows[0]))

    def test_the_cut_is_in_the_longest_pause(self) -> None:
        windows, stretches = self.windows(*[(4, 0.9), (0.3, 0)] * 4, (4, 0.9), (0.9, 0), *[(4, 0.9), (0.3, 0)] * 4)
        self.assertEqual(2, len(windows))
        self.assertGreater(windows[1][0][0], stretches[4][1])
        self.assertLess(windows[1][0][0], stretches[5][0])

    def test_endless_speech_is_cut_where_it_is_least_likely(self) -> None:
        windows, _ = self.windows((20, 0.9), (0.1, 0.4), (50, 0.9))
        self.assertAlmostEqual(20, windows[0][-1][1] / RATE, delta=0.2)

    def test_random_speech_is_covered_once_and_fits(self) -> None:
        chance = random.Random(14)
        for _ in range(60):
            parts = [
                part
                for _ in range(chance.randrange(1, 40))
                for part in ((chance.choice([0.1, 1, 5, 45]), 0.9), (chance.choice([0.25, 0.7, 3, 40]), 0.01))
            ]
            windows, stretches = self.windows(*parts)
            flat = [part for window in windows for part in window]
            self.assertTrue(all(begin < end for begin, end in flat))
            self.assertTrue(all(one[1] <= other[0] for one, other in zip(flat, flat[1:])))
            self.assertTrue(all(sum(end - begin for begin, end in window) <= hear.WINDOW for window in windows))
            covered = sum(max(0, min(e, end) - max(b, begin)) for b, e in flat for begin, end in stretches)
            self.assertEqual(sum(end - begin for begin, end in stretches), covered)

    def test_times_go_back_to_the_piece(self) -> None:
        window = [(RATE, 2 * RATE), (10 * RATE, 12 * RATE)]
        self.assertEqual(1.5, hear.place(window, 0.5))
        self.assertEqual(10.5, hear.place(window, 1.5))
        self.assertEqual(12, hear.place(window, 99))
        self.assertEqual(1, hear.place(window, -1))


class Settling(unittest.TestCase):
    def test_a_first_word_does_not_begin_in_the_pause(self) -> None:
        (first,) = hear.settled([word(1, 5.4)], [(5.0, 8.0)], 10, 0)
        self.assertEqual((5.0, 5.4), (first["start"], first["end"]))

    def test_a_last_word_does_not_last_through_the_pause(self) -> None:
        (last,) = hear.settled([word(1.5, 4.9)], [(0, 2.0), (5.0, 8.0)], 10, 0)
        self.assertEqual((1.5, 2.0), (last["start"], last["end"]))

    def test_the_habit_of_a_model_is_taken_back_inside_speech(self) -> None:
        spoken = [word(1, 1.5), word(1.5, 2), word(2, 2.5)]
        for late, middle in ((0.08, 1.42), (-0.08, 1.58)):
            heard = hear.settled([dict(one) for one in spoken], [(1.0, 2.5)], 10, late)
            self.assertAlmostEqual(middle, heard[1]["start"])
            self.assertEqual((1.0, 2.5), (heard[0]["start"], heard[-1]["end"]))

    def test_no_word_without_speech(self) -> None:
        self.assertEqual([], hear.settled([word(4, 4.5)], [(0, 2.0), (6.0, 8.0)], 10, 0))
        self.assertEqual([], hear.settled([word(4, 4.5)], [], 10, 0))

    def test_no_word_without_length_nor_too_long(self) -> None:
        for settled in hear.settled([word(1, 1), word(1, 1), word(1, 7.5), word(8, 8)], [(0, 8.0)], 8, 0):
            self.assertGreater(settled["end"], settled["start"])
            self.assertLessEqual(settled["end"] - settled["start"], hear.LONGEST_WORD + 0.1)

    def test_random_words_are_in_order_and_inside(self) -> None:
        chance = random.Random(14)
        for _ in range(300):
            speech, moment = [], 0.0
            while moment < 25:
                begin = moment + chance.uniform(0.2, 3)
                moment = begin + chance.uniform(0.1, 6)
                speech.append((begin, moment))
            words = []
            for _ in range(chance.randrange(40)):
                start = chance.uniform(0, moment)
                words.append(word(start, start + chance.choice([0, 0, 0.1, 0.3, 4])))
            words.sort(key=lambda one: float(one["start"]))
            settled = hear.settled(words, speech, moment, chance.choice([-0.08, 0, 0.08]))
            self.assertTrue(all(0 <= one["start"] < one["end"] <= moment + 0.001 for one in settled))
            self.assertTrue(all(one["end"] <= other["start"] for one, other in zip(settled, settled[1:])))


class ShortParts(unittest.TestCase):
    def test_a_window_is_cut_between_its_stretches(self) -> None:
        window = [(0, 4 * RATE), (5 * RATE, 9 * RATE), (10 * RATE, 14 * RATE), (20 * RATE, 36 * RATE)]
        self.assertEqual([window[:2], window[2:3], window[3:]], hear.short_parts(window))
        self.assertEqual([], hear.short_parts([]))


class Requests(unittest.TestCase):
    def test_open(self) -> None:
        self.assertEqual([{"id": 1, "opened": {"engine": "stub 1", "multilingual": True}}], talk(OPEN))

    def test_open_comes_first_and_may_fail(self) -> None:
        self.assertEqual("bug", talk({"id": 3, "do": "hear"})[0]["error"]["kind"])
        self.assertEqual("model", talk({**OPEN, "model": "missing"})[0]["error"]["kind"])

    def test_hear(self) -> None:
        with sound_file(100) as path:
            ask = {"id": 2, "do": "hear", "sound": path, "first": 10, "samples": 20, "windows": [0, 4],
                   "language": None, "hotwords": "Ada", "careful": True}
            answers = talk(OPEN, ask)
        self.assertEqual({"id": 2, "part": 0.5}, answers[1])
        self.assertEqual({"language": None, "text": "Ada", "careful": True, "samples": 20}, answers[2]["heard"])

    def test_beyond_the_end_it_is_silent(self) -> None:
        with sound_file(100) as path:
            self.assertEqual(bytes(180), hear.read_sound(path, 95, 95)[10:])
            self.assertEqual(190, len(hear.read_sound(path, 95, 95)))

    def test_speech(self) -> None:
        with sound_file(100) as path:
            answers = talk(OPEN, {"id": 2, "do": "speech", "sound": path, "first": 0, "samples": 80})
        self.assertEqual({"stretches": [[0.0, 80 / RATE]], "windows": 1}, answers[1]["speech"])

    def test_language(self) -> None:
        with sound_file(100) as path:
            answers = talk(OPEN, {"id": 2, "do": "language", "sound": path, "spans": [[0, 50], [50, 50]]})
        self.assertEqual(2, len(answers[1]["languages"]))

    def test_errors_are_told_and_the_next_request_is_done(self) -> None:
        def ask(path: str, first: int, samples: int, hotwords: str | None = None) -> hear.Answer:
            return {"id": 2, "do": "hear", "sound": path, "first": first, "samples": samples, "windows": [0, 4],
                    "language": "en", "hotwords": hotwords, "careful": False}

        with sound_file(100) as path, sound_file(100, b"x") as odd:
            cases: list[tuple[Any, str]] = [
                (ask("/no/such/file", 0, 1), "sound"),
                (ask("/", 0, 1), "sound"),
                (ask(odd, 0, 1), "sound"),
                (ask(path, 101, 1), "sound"),
                (ask(path, -1, 5), "sound"),
                ({"id": 2, "do": "language", "sound": path, "spans": [[101, 1]]}, "sound"),
                ({"id": 2, "do": "language", "sound": path, "spans": [[0]]}, "bug"),
                (ask(path, 0, 1, "memory"), "memory"),
                (ask(path, 0, 1, "alloc"), "memory"),
                (ask(path, 0, 1, "bug"), "bug"),
                ({"id": 2, "do": "sing"}, "bug"),
                ({**ask(path, 0, 1), "samples": "1"}, "bug"),
                ({**ask(path, 0, 1), "first": True}, "bug"),
                ("no json", "bug"),
                ("[1]", "bug"),
            ]
            for request, kind in cases:
                with self.subTest(request=request):
                    answers = talk(OPEN, request, ask(path, 0, 1))
                    self.assertEqual(kind, answers[1]["error"]["kind"])
                    self.assertNotIn("\n", answers[1]["error"]["message"])
                    self.assertIn("heard", answers[-1])

    def test_no_numbers_that_json_lacks(self) -> None:
        self.assertEqual([0.0, 0.0, 0.1235], [hear.number(value) for value in (float("nan"), float("inf"), 0.12345)])


STUBBED = """
import sys; sys.path.insert(0, {folder!r})
import hear, test_hear, os, time
def noisy(model, threads):
    print("a library prints"); os.system("echo a child prints")
    if model == "wait": time.sleep(60)
    return test_hear.Stub()
hear.Whisper = noisy
hear.main()
"""


class Process(unittest.TestCase):
    """The whole program, with the stub in the model's place."""

    def start(self) -> subprocess.Popen[bytes]:
        code = STUBBED.format(folder=os.path.dirname(os.path.abspath(hear.__file__)))
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
        process.stdin.write(json.dumps(OPEN).encode() + b"\n")
        process.stdin.flush()
        self.assertEqual(0, process.wait(timeout=30))
        self.assertNotIn(b"Traceback", process.stderr.read())
        process.stdin.close()
        process.stderr.close()


@unittest.skipUnless(os.environ.get("SMARTCLIP_MODEL"), "SMARTCLIP_MODEL names no model's folder")
class Real(unittest.TestCase):
    engine: hear.Whisper

    @classmethod
    def setUpClass(cls) -> None:
        cls.engine = hear.Whisper(os.environ["SMARTCLIP_MODEL"], 2)

    def listen(self, sound: bytes, **others: Any) -> hear.Answer:
        options: dict[str, Any] = {"chosen": (0, 1000), "language": "en", "hotwords": None, "careful": False, **others}
        return self.engine.hear(sound, tell=lambda part: None, **options)

    def test_silence_noise_and_next_to_nothing_have_no_words(self) -> None:
        noise = random.Random(14).randbytes(RATE * 2 * 10)
        for sound in (b"", b"\0\0", bytes(RATE * 2 * 40), noise):
            for careful in (False, True):
                heard = self.listen(sound, careful=careful)
                self.assertEqual(([], ""), (heard["words"], heard["text"]))
            self.assertEqual([], self.engine.languages(sound))

    def test_a_wrong_language_is_told(self) -> None:
        with self.assertRaises(hear.Fault) as caught:
            self.listen(bytes(1000), language="xx")
        self.assertEqual("language", caught.exception.kind)

    def test_a_folder_that_is_no_model(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            for name in ("model.bin", "config.json", "tokenizer.json", "vocabulary.txt"):
                with self.assertRaises(hear.Fault) as caught:
                    hear.Whisper(folder, 2)
                self.assertEqual("model", caught.exception.kind)
                with open(os.path.join(folder, name), "w") as file:
                    file.write("{}")
            with self.assertRaises(hear.Fault):
                hear.Whisper(folder, 2)

    def test_hotwords_are_cut(self) -> None:
        fitting = self.engine.fitting(", ".join(f"Ada Lovelace {index}" for index in range(300))) or ""
        self.assertTrue(fitting.startswith("Ada Lovelace 0, "))
        self.assertLessEqual(len(self.engine.model.hf_tokenizer.encode(" " + fitting).ids), hear.HOTWORD_TOKENS)
        self.assertIsNone(self.engine.fitting(" , "))

    @unittest.skipUnless(os.environ.get("SMARTCLIP_SPEECH"), "SMARTCLIP_SPEECH names no file")
    def test_speech(self) -> None:
        with open(os.environ["SMARTCLIP_SPEECH"], "rb") as file:
            sound = file.read(RATE * 2 * 60)
        first, again = self.listen(sound), self.listen(sound)
        self.assertEqual(first, again)
        self.assertTrue(first["words"])
        json.dumps(first, allow_nan=False)
        moment = 0.0
        for one in first["words"]:
            self.assertLessEqual(moment, one["start"])
            self.assertLess(one["start"], one["end"])
            moment = one["end"]
        self.assertEqual(self.listen(sound, careful=True), self.listen(sound, careful=True))
        self.assertEqual("en", self.engine.languages(sound)[0]["language"])


if __name__ == "__main__":
    unittest.main()
