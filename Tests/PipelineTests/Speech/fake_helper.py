"""Stands in for Python and the speech helper: hears one word a window, writes down what it is asked, and fails as it is told."""

import json
import os
import signal
import sys
import time

folder = os.path.dirname(os.path.abspath(__file__))


def mode() -> str:
    """What to do wrong with the next `hear`; it is done once."""
    try:
        with open(os.path.join(folder, "mode")) as file:
            text = file.read().strip()
        os.remove(os.path.join(folder, "mode"))
        return text
    except FileNotFoundError:
        return ""


def note(text: str) -> None:
    with open(os.path.join(folder, "asked"), "a") as file:
        file.write(text + "\n")


def say(message: object) -> None:
    print(json.dumps(message), flush=True)


note("begin")
for line in sys.stdin:
    request = json.loads(line)
    number, do = request["id"], request["do"]
    note(" ".join([do] + [str(request[key]) for key in ("first", "windows", "language", "careful") if key in request]))
    if do == "open":
        if os.path.exists(os.path.join(folder, "broken")):
            print("ModuleNotFoundError: No module named 'faster_whisper'", file=sys.stderr)
            sys.exit(1)
        say({"id": number, "opened": {"engine": "fake 1", "multilingual": True}})
    elif do == "language":
        say({"id": number, "languages": [[{"language": "en", "probability": 0.9}] for _ in request["spans"]]})
    elif do == "speech":
        seconds = request["samples"] / 16000
        windows = int((seconds + 29) // 30)
        say({"id": number, "speech": {"stretches": [[0.0, seconds]], "windows": windows}})
    else:
        wrong = mode()
        if wrong == "die":
            os.kill(os.getpid(), signal.SIGKILL)
        elif wrong == "hang":
            time.sleep(600)
        elif wrong == "spin":
            say({"id": number, "part": 0.1})
            while True:
                pass
        elif wrong == "garbage":
            print("Segmentation fault (core dumped)", flush=True)
            continue
        elif wrong == "other":
            say({"id": number + 7, "heard": {}})
            continue
        elif wrong in ("memory", "sound", "bug"):
            say({"id": number, "error": {"kind": wrong, "message": f"a case of {wrong}"}})
            continue
        first, last = request["windows"]
        say({"id": number, "part": 0.5})
        words, segments = [], []
        for window in range(first, last):
            start = window * 30.0
            for place in range(20):
                begin = start + 1.4 * place
                words.append({"word": f" w{window}x{place}", "start": begin, "end": begin + 1.2, "probability": 0.9})
            text = "".join(word["word"] for word in words[-20:])
            segments.append({"start": start, "end": start + 28, "text": text, "avg_logprob": -0.2, "no_speech_prob": 0.0,
                             "compression_ratio": 1.2})
        say({"id": number, "heard": {"language": request["language"] or "en", "segments": segments, "words": words}})
