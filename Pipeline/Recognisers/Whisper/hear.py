"""SmartClip's speech helper: hears pieces of a sound file and answers in JSON lines.

Requests come on standard input and answers go to standard output, one object a line; logs go to standard error.
Times in answers are seconds from the first sample of the piece. Sound is raw 16-bit little-endian mono PCM of 16 kHz.
"""

from __future__ import annotations

import bisect
import hashlib
import importlib
import importlib.metadata
import json
import math
import os
import signal
import statistics
import sys
import threading
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    import numpy
    import numpy.typing

    Samples = numpy.typing.NDArray[numpy.int16]
    Floats = numpy.typing.NDArray[numpy.float32]

Answer = dict[str, Any]
Stretch = tuple[int, int]
"""First sample, and the sample after the last."""
Seconds = tuple[float, float]
Window = list[Stretch]
"""Stretches of the piece that the model hears as one sound, in order; together at most `WINDOW` samples."""

RATE = 16_000
FRAME = 512
"""Samples that Silero judges at once: 32 ms."""
SLOT = 30 * RATE
"""What the encoder takes at once, however short the sound."""
WINDOW = 29 * RATE
"""One second is left free so that no word lies at the very edge."""
PAD = RATE * 4 // 10
"""Silence kept around speech. Longer silences are left out: they cost time and invite inventions."""
SHORT = 10 * RATE
"""Enough to tell a language by."""
BATCH = 4
EDGE = 0.5
LATE = {"tiny.en": 0.08, "base": -0.08}
"""Seconds by which the alignment of a model places words late; below 0 early. It is a habit of the model, whoever speaks:
moved by this, the starts of words meet the rises of loudness best (a reading, also faster, with noise and by telephone,
and espeak-ng)."""
USUAL_WORD = 0.8
HOLE = 1.0
"""Seconds of speech without a word after which a window is heard again."""
TEMPERATURES = [0.0, 0.2, 0.4, 0.6, 0.8, 1.0]
FIGURES = ("start", "end", "avg_logprob", "no_speech_prob", "compression_ratio")
LONGEST_WORD = 2.0
SHORTEST_WORD = 0.04
HOTWORD_TOKENS = 100
"""The decoder has 448 tokens for prompt and text, and fast speech takes 200 in a window."""


class Fault(Exception):
    """Something wrong with one request, told in words."""

    def __init__(self, kind: str, message: str) -> None:
        super().__init__(message)
        self.kind = kind


class Engine(Protocol):
    """What hears. The tests have one of their own."""

    name: str
    multilingual: bool

    def languages(self, sound: bytes) -> list[Answer]: ...

    def speech(self, sound: bytes) -> Answer: ...

    def hear(
        self, sound: bytes, chosen: tuple[int, int], language: str | None, hotwords: str | None, careful: bool,
        tell: Callable[[float], None],
    ) -> Answer: ...


# Where speech is, and how it is packed.


def speech_stretches(probabilities: list[float], samples: int) -> list[Stretch]:
    """Speech begins where a frame reaches 0.5 and ends where 0.2 s stay under 0.35."""
    found: list[Stretch] = []
    begin = end = -1
    for index, probability in enumerate(probabilities):
        if begin < 0:
            if probability >= 0.5:
                begin, end = index, index + 1
        elif probability >= 0.35:
            end = index + 1
        elif (index - end + 1) * FRAME >= RATE // 5:
            found.append((begin, end))
            begin = -1
    if begin >= 0:
        found.append((begin, end))
    return [(first * FRAME, min(last * FRAME, samples)) for first, last in found]


def cuttable(stretches: list[Stretch], probabilities: list[float]) -> list[Stretch]:
    """Stretches that fit in a window: longer ones are cut where speech is least likely."""
    short: list[Stretch] = []
    room = WINDOW - 2 * PAD
    for begin, end in stretches:
        while end - begin > room:
            frames = range((begin + room // 2) // FRAME, (begin + room) // FRAME)
            cut = min(frames, key=probabilities.__getitem__) * FRAME
            short.append((begin, cut))
            begin = cut
        short.append((begin, end))
    return short


def padded(stretches: list[Stretch], samples: int) -> list[Stretch]:
    """Each stretch with the silence around it, at most `PAD` on a side; a short pause is shared by its neighbours."""
    wide: list[Stretch] = []
    floor = 0
    for index, (begin, end) in enumerate(stretches):
        ceiling = (end + stretches[index + 1][0]) // 2 if index + 1 < len(stretches) else samples
        wide.append((max(floor, begin - PAD), min(ceiling, end + PAD)))
        floor = ceiling
    return wide


def joined(parts: list[Stretch]) -> Window:
    """Parts without the seams between those that touch."""
    window: Window = []
    for begin, end in parts:
        if window and window[-1][1] == begin:
            window[-1] = (window[-1][0], end)
        else:
            window.append((begin, end))
    return window


def pack(stretches: list[Stretch], probabilities: list[float], samples: int) -> list[Window]:
    """The cheapest windows. Each costs one pass of the encoder; beginning one after a pause of less than 0.6 s costs up
    to 0.6 more, for words at a cut are misheard and a longer pause mostly ends a clause."""
    short = cuttable(stretches, probabilities)
    parts = padded(short, samples)
    best: list[tuple[float, int]] = [(0.0, 0)]
    for last in range(1, len(parts) + 1):
        choices: list[tuple[float, int]] = []
        length = 0
        for first in range(last - 1, -1, -1):
            length += parts[first][1] - parts[first][0]
            if length > WINDOW:
                break
            pause = (short[first][0] - short[first - 1][1]) / RATE if first > 0 else math.inf
            choices.append((best[first][0] + 1 + max(0.0, 0.6 - pause), first))
        best.append(min(choices))
    windows: list[Window] = []
    last = len(parts)
    while last > 0:
        first = best[last][1]
        windows.append(joined(parts[first:last]))
        last = first
    return windows[::-1]


def short_parts(window: Window) -> list[Window]:
    """A window in parts of at most some seconds, for sound whose language changes: cut between its stretches."""
    parts: list[Window] = []
    length = 0
    for begin, end in window:
        if not parts or length + end - begin > SHORT:
            parts.append([])
            length = 0
        parts[-1].append((begin, end))
        length += end - begin
    return parts


def place(window: Window, seconds: float) -> float:
    """The piece's time of a time in a window."""
    offset = min(max(seconds, 0.0), sum(end - begin for begin, end in window) / RATE)
    for begin, end in window:
        if offset <= (end - begin) / RATE:
            break
        offset -= (end - begin) / RATE
    return begin / RATE + offset


# Words.


def overlap(one: Seconds, other: Seconds) -> float:
    """Seconds that two stretches share; less than nothing where they are apart."""
    return min(one[1], other[1]) - max(one[0], other[0])


def near(span: Seconds, speech: list[Seconds]) -> list[Seconds]:
    """The stretches that a word overlaps, with one more on each side."""
    first = bisect.bisect_right(speech, span[0], key=lambda stretch: stretch[1])
    last = bisect.bisect_left(speech, span[1], key=lambda stretch: stretch[0])
    return speech[max(0, first - 1) : last + 1]


def home(span: Seconds, speech: list[Seconds]) -> Seconds | None:
    """The stretch that a word was said in: the one it overlaps most, none where none is near."""
    best = max(near(span, speech), key=lambda stretch: overlap(stretch, span), default=None)
    return None if best is None or overlap(best, span) < -PAD / RATE else best


def fill(words: list[Answer]) -> None:
    """Begins the first word of a stretch, and ends its last one, where the stretch does, if that is near: there voice
    activity is more exact than alignment."""
    by_stretch: dict[Seconds, list[Answer]] = {}
    for word in words:
        by_stretch.setdefault(word["home"], []).append(word)
    for (begin, end), inside in by_stretch.items():
        if inside[0]["start"] - begin < EDGE:
            inside[0]["start"] = begin
        if end - inside[-1]["end"] < EDGE:
            inside[-1]["end"] = end


def settled(words: list[Answer], speech: list[Seconds], seconds: float, late: float) -> list[Answer]:
    """The words in order, each inside the speech that it was said in, none without length or too long.

    A word with no speech near was not said."""
    kept: list[Answer] = []
    for word in words:
        start, stop = word["start"] - late, word["end"] - late
        stretch = home((start, stop), speech)
        if stretch is not None:
            start, stop = (min(max(moment, stretch[0]), stretch[1]) for moment in (start, stop))
            kept.append({**word, "start": start, "end": stop, "home": stretch})
    fill(kept)
    moment = 0.0
    for word in kept:
        word["start"] = max(word["start"], moment)
        word["end"] = max(min(word["end"], word["start"] + LONGEST_WORD), word["start"] + SHORTEST_WORD)
        moment = word["end"]
    moment = seconds
    for word in reversed(kept):
        del word["home"]
        word["end"] = round(min(word["end"], moment), 3)
        word["start"] = moment = round(max(0.0, min(word["start"], word["end"] - SHORTEST_WORD)), 3)
    return kept


def words_of(segments: list[Answer]) -> list[Answer]:
    return [word for segment in segments for word in segment["words"]]


def unheard(words: list[Answer], window: Window, speech: list[Seconds]) -> float:
    """Seconds of the longest stretch of speech in a window for which there is no word.

    The decoder leaves out text that it has just said, and stops early; the alignment then stretches a word over it."""
    longest = 0.0
    for begin, end in speech:
        if not window[0][0] / RATE <= begin < window[-1][1] / RATE:
            continue
        moment = begin
        end = min(end, window[-1][1] / RATE)
        for word in words:
            if word["end"] > begin and word["start"] < end:
                longest = max(longest, word["start"] - moment)
                moment = max(moment, min(word["end"], word["start"] + USUAL_WORD))
        longest = max(longest, end - moment)
    return longest


def credible(no_speech: float, log_probability: float) -> bool:
    """Whisper's own rule for a window in which nobody speaks."""
    return not (no_speech > 0.6 and log_probability < -1.0)


# The recogniser.


class Whisper:
    """faster-whisper on the processor. Its packages are imported here, for they read the environment as they load."""

    def __init__(self, folder: str, threads: int) -> None:
        for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
            os.environ[name] = str(threads)
        os.environ["HF_HUB_OFFLINE"] = "1"
        os.environ["TOKENIZERS_PARALLELISM"] = "false"
        for file in ("model.bin", "config.json", "tokenizer.json"):
            if not os.path.isfile(os.path.join(folder, file)):
                raise Fault("model", f"{folder} holds no {file}")
        try:
            import numpy

            # Untyped packages.
            translate, whisper = importlib.import_module("ctranslate2"), importlib.import_module("faster_whisper")
            tokens, vad = (importlib.import_module("faster_whisper." + name) for name in ("tokenizer", "vad"))
        except ImportError as error:
            raise Fault("model", f"a package is missing or broken: {error}") from error
        try:
            self.model = whisper.WhisperModel(
                folder, device="cpu", compute_type="int8", cpu_threads=threads, num_workers=1, local_files_only=True
            )
            # Its session keeps to one thread by itself.
            self.vad = vad.get_vad_model().session
        except MemoryError:
            raise
        except Exception as error:
            raise Fault("model", f"{folder} cannot be loaded: {one_line(error)}") from error
        self.numpy, self.translate, self.whisper = numpy, translate, whisper
        self.codes: frozenset[str] = frozenset(tokens._LANGUAGE_CODES)
        self.name = "faster-whisper " + importlib.metadata.version("faster-whisper")
        self.multilingual = bool(self.model.model.is_multilingual)
        self.late = LATE.get(os.path.basename(folder), 0.0)
        self.known: tuple[bytes, list[Stretch], list[Window]] | None = None

    def probabilities(self, sound: Samples) -> list[float]:
        """How likely somebody speaks in each frame. Half a minute at once, so that memory does not grow with length;
        the package's own call takes the whole sound at once."""
        numpy = self.numpy
        step, context = 1000 * FRAME, 64
        hidden = cell = numpy.zeros((1, 1, 128), dtype="float32")
        tail = numpy.zeros(context, dtype="float32")
        answer: list[float] = []
        for first in range(0, len(sound), step):
            block = self.floats(sound[first : first + step])
            block = numpy.pad(block, (0, -len(block) % FRAME)).reshape(-1, FRAME)
            before = numpy.vstack([tail, block[:-1, -context:]])
            tail = block[-1, -context:]
            frames = numpy.concatenate([before, block], axis=1)
            output, hidden, cell = self.vad.run(None, {"input": frames, "h": hidden, "c": cell})
            answer.extend(float(value) for value in output.reshape(-1))
        return answer

    def floats(self, sound: Samples) -> Floats:
        return sound.astype(self.numpy.float32) / self.numpy.float32(32768)

    def windows(self, sound: Samples) -> tuple[list[Stretch], list[Window]]:
        """Those of the last piece are remembered: its windows are asked for one batch after the other."""
        key = hashlib.sha256(sound.data).digest()
        if self.known is None or self.known[0] != key:
            probabilities = self.probabilities(sound)
            stretches = speech_stretches(probabilities, len(sound))
            self.known = (key, stretches, pack(stretches, probabilities, len(sound)))
        return self.known[1], self.known[2]

    def speech(self, sound: bytes) -> Answer:
        """Where somebody speaks, and how many windows that fills."""
        stretches, windows = self.windows(self.numpy.frombuffer(sound, dtype="<i2"))
        seconds = [[round(begin / RATE, 3), round(end / RATE, 3)] for begin, end in stretches]
        return {"stretches": seconds, "windows": len(windows)}

    def slots(self, sound: Samples, windows: list[Window]) -> tuple[Floats, list[dict[str, float]]]:
        """The windows' sound, each at the start of its own 30 s, so that the library's times divide evenly."""
        audio = self.numpy.zeros(len(windows) * SLOT, dtype=self.numpy.float32)
        clips: list[dict[str, float]] = []
        for index, window in enumerate(windows):
            moment = index * SLOT
            for begin, end in window:
                audio[moment : moment + end - begin] = self.floats(sound[begin:end])
                moment += end - begin
            # The library turns seconds back into samples and cuts the fraction off.
            clips.append({"start": index * SLOT / RATE, "end": (moment + 0.5) / RATE})
        return audio, clips

    def languages(self, sound: bytes) -> list[Answer]:
        samples = self.numpy.frombuffer(sound, dtype="<i2")
        _, windows = self.windows(samples)
        if not windows:
            return []
        if not self.multilingual:
            return [{"language": "en", "probability": 1.0}]
        return self.likely(samples, max(windows, key=lambda window: sum(end - begin for begin, end in window)))[:3]

    def likely(self, sound: Samples, window: Window) -> list[Answer]:
        """All languages, the likeliest first."""
        audio, _ = self.slots(sound, [window])
        features = self.model.feature_extractor(audio)[..., : SLOT // 160]
        found = self.model.model.detect_language(self.model.encode(features))[0]
        return [{"language": token[2:-2], "probability": number(value)} for token, value in found]

    def language(self, wanted: str | None) -> str | None:
        """The language to hear in; none where it changes, and is to be found out part by part."""
        if wanted is not None and wanted not in self.codes:
            raise Fault("language", f"'{wanted}' is not the code of a language that the model knows")
        return wanted if self.multilingual else "en"

    def fitting(self, hotwords: str | None) -> str | None:
        """As many of the hotwords as leave room for the text."""
        words = [word.strip() for word in (hotwords or "").replace("\n", ",").split(",") if word.strip()]
        while words and len(self.model.hf_tokenizer.encode(" " + ", ".join(words)).ids) > HOTWORD_TOKENS:
            words.pop()
        return ", ".join(words) or None

    def hear(
        self, sound: bytes, chosen: tuple[int, int], language: str | None, hotwords: str | None, careful: bool,
        tell: Callable[[float], None],
    ) -> Answer:
        samples = self.numpy.frombuffer(sound, dtype="<i2")
        stretches, windows = self.windows(samples)
        windows = windows[chosen[0] : chosen[1]]
        spoken = self.language(language)
        changing: list[str] = []
        names = self.fitting(hotwords)
        tell(0.0)
        speech = [(begin / RATE, end / RATE) for begin, end in stretches]
        segments: list[Answer] = []
        step, temperatures = (1, TEMPERATURES) if careful else (BATCH, None)
        for first in range(0, len(windows), step):
            batch = windows[first : first + step]
            if spoken is None:
                # Each short part is heard in the language that it is most likely in.
                for part in (part for window in batch for part in short_parts(window)):
                    changing.append(self.likely(samples, part)[0]["language"])
                    segments += self.listen(samples, [part], changing[-1], names, temperatures)[0]
            else:
                for window, heard in zip(batch, self.listen(samples, batch, spoken, names, temperatures)):
                    missed = unheard(words_of(heard), window, speech)
                    if missed >= HOLE and not careful:
                        tell(first / len(windows))
                        (again,) = self.listen(samples, [window], spoken, names, [0.0])
                        heard = again if unheard(words_of(again), window, speech) < missed - HOLE / 2 else heard
                    segments += heard
            tell(min(1.0, (first + step) / len(windows)))
        for index, segment in enumerate(segments):
            for word in segment["words"]:
                word["segment"] = index
        words = settled(words_of(segments), speech, len(samples) / RATE, self.late)
        for index, segment in enumerate(segments):
            inside = [word for word in words if word["segment"] == index]
            segment["words"] = len(inside)
            if inside:
                segment["start"], segment["end"] = inside[0]["start"], inside[-1]["end"]
                segment["text"] = "".join(word["word"] for word in inside)
        for word in words:
            del word["segment"]
        return {
            "language": spoken or (statistics.mode(changing) if changing else "en"),
            "text": "".join(word["word"] for word in words).strip(),
            "segments": [segment for segment in segments if segment.pop("words")],
            "words": words,
        }

    def listen(
        self,
        sound: Samples,
        windows: list[Window],
        language: str,
        hotwords: str | None,
        temperatures: list[float] | None,
    ) -> list[list[Answer]]:
        """What is heard in each window: segments with their words, which still have the times of the alignment.

        Without temperatures several windows at once; with them one, in steps from time stamp to time stamp."""
        audio, clips = self.slots(sound, windows)
        heard: list[list[Answer]] = [[] for _ in windows]
        for found in (
            self.carefully(audio, clips, language, hotwords, temperatures)
            if temperatures
            else self.usual(audio, clips, language, hotwords)
        ):
            if not credible(found.no_speech_prob, found.avg_logprob):
                continue
            index = min(int(found.seek * RATE // 100 // SLOT), len(windows) - 1)
            segment: Answer = {key: number(getattr(found, key)) for key in FIGURES}
            segment["words"] = [
                {
                    "word": str(word.word),
                    "start": place(windows[index], float(word.start) - index * SLOT / RATE),
                    "end": place(windows[index], float(word.end) - index * SLOT / RATE),
                    "probability": number(word.probability),
                }
                for word in found.words or []
            ]
            heard[index].append(segment)
        return heard

    def usual(self, audio: Floats, clips: list[dict[str, float]], language: str, hotwords: str | None) -> Iterable[Any]:
        # A new one each time: it remembers where the last speech ended.
        pipeline = self.whisper.BatchedInferencePipeline(self.model)
        segments, _ = pipeline.transcribe(
            audio,
            language=language,
            beam_size=5,
            temperature=0.0,
            word_timestamps=True,
            vad_filter=False,
            clip_timestamps=clips,
            batch_size=len(clips),
            hotwords=hotwords,
        )
        return list(segments)

    def carefully(
        self,
        audio: Floats,
        clips: list[dict[str, float]],
        language: str,
        hotwords: str | None,
        temperatures: list[float],
    ) -> Iterable[Any]:
        # Higher temperatures draw lots; the same piece shall give the same answer. Repetition is allowed, for people do
        # repeat themselves: with no_repeat_ngram_size=10 3.6 % of the words were wrong, without 2.1 %. The temperatures
        # help against loops.
        self.translate.set_random_seed(14)
        segments, _ = self.model.transcribe(
            audio[: int(clips[0]["end"] * RATE)],
            language=language,
            beam_size=5,
            temperature=temperatures,
            word_timestamps=True,
            vad_filter=False,
            condition_on_previous_text=False,
            hotwords=hotwords,
        )
        return list(segments)


# The protocol.


def number(value: Any) -> float:
    """A plain finite number, for JSON has no others."""
    plain = float(value)
    return round(plain, 4) if math.isfinite(plain) else 0.0


def one_line(error: BaseException) -> str:
    return " ".join(str(error).split()) or type(error).__name__


def wanted(request: Answer, key: str, kind: type | tuple[type, ...]) -> Any:
    value = request.get(key)
    if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
        raise Fault("bug", f"'{key}' is missing or of the wrong type")
    return value


def read_sound(path: str, first: int, samples: int) -> bytes:
    """That stretch of the file and nothing else of it, for the file may be hours long."""
    try:
        with open(path, "rb") as file:
            size = os.fstat(file.fileno()).st_size
            if size % 2:
                raise Fault("sound", f"{path} has {size} bytes, not a whole number of 16-bit samples")
            if first < 0 or samples < 0 or first > size // 2:
                raise Fault("sound", f"{path} has {size // 2} samples, not {first} to {first + samples}")
            file.seek(first * 2)
            sound = file.read(samples * 2)
    except OSError as error:
        raise Fault("sound", f"{path} cannot be read: {error.strerror}") from error
    # Beyond the end of a sound it is silent.
    return sound + bytes(samples * 2 - len(sound))


def piece(request: Answer) -> bytes:
    """The sound that a request is about."""
    return read_sound(wanted(request, "sound", str), wanted(request, "first", int), wanted(request, "samples", int))


def answer(request: Answer, engine: Engine | None, open_engine: Callable[[str, int], Engine],
           say: Callable[[Answer], None]) -> Engine | None:
    """Does one request; returns the engine to go on with."""
    identity, do = request.get("id"), request.get("do")
    if do == "open":
        opened = open_engine(wanted(request, "model", str), max(1, wanted(request, "threads", int)))
        say({"id": identity, "opened": {"engine": opened.name, "multilingual": opened.multilingual}})
        return opened
    if engine is None:
        raise Fault("bug", "the first request must be 'open'")
    if do == "language":
        path = wanted(request, "sound", str)
        spans = wanted(request, "spans", list)
        if not all(isinstance(span, list) and len(span) == 2 and all(type(edge) is int for edge in span)
                   for span in spans):
            raise Fault("bug", "'spans' must be a list of pairs of whole numbers")
        say({"id": identity, "languages": [engine.languages(read_sound(path, *span)) for span in spans]})
    elif do == "speech":
        say({"id": identity, "speech": engine.speech(piece(request))})
    elif do == "hear":
        sound = piece(request)
        chosen = wanted(request, "windows", list)
        if len(chosen) != 2 or not all(type(edge) is int for edge in chosen):
            raise Fault("bug", "'windows' must be a pair of whole numbers")
        language, hotwords = (wanted(request, key, (str, type(None))) for key in ("language", "hotwords"))
        careful = wanted(request, "careful", bool)
        heard = engine.hear(
            sound,
            (chosen[0], chosen[1]),
            language,
            hotwords,
            careful,
            lambda part: say({"id": identity, "part": part}),
        )
        say({"id": identity, "heard": heard})
    else:
        raise Fault("bug", f"unknown request {do!r}")
    return engine


def failure(error: Exception) -> Answer:
    message = one_line(error)
    if isinstance(error, Fault):
        return {"kind": error.kind, "message": message}
    if isinstance(error, MemoryError) or "bad_alloc" in message or "allocate memory" in message:
        return {"kind": "memory", "message": "out of memory: " + message}
    return {"kind": "bug", "message": f"{type(error).__name__}: {message}"}


def serve(lines: Iterable[str], open_engine: Callable[[str, int], Engine], say: Callable[[Answer], None]) -> None:
    engine: Engine | None = None
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
            engine = answer(request, engine, open_engine, say)
        except BrokenPipeError:
            raise
        except Exception as error:
            say({"id": identity, "error": failure(error)})


def end_on_terminate() -> None:
    """A handler of Python's own would run only after the library's call, seconds later: a thread waits instead."""
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
        serve(sys.stdin, Whisper, say)
    except BrokenPipeError:
        pass
    # Not an ordinary exit: what is still in the buffer of a broken output would be tried again, with a complaint.
    os._exit(0)


if __name__ == "__main__":
    main()
