"""The yardstick of `smartclip-bench hearing`: faster-whisper called in the plainest way, its words told as JSON.

`python plain_whisper.py MODEL_FOLDER FILE THREADS vad|alone|whole`

`vad`: by the package's filter for speech; `alone`: also without the text before each window; `whole`: without the filter."""

import importlib
import json
import sys


def main(folder: str, file: str, threads: str, filtering: str) -> None:
    whisper = importlib.import_module("faster_whisper")
    model = whisper.WhisperModel(folder, device="cpu", compute_type="int8", cpu_threads=int(threads))
    segments, _ = model.transcribe(
        file,
        beam_size=5,
        word_timestamps=True,
        vad_filter=filtering != "whole",
        condition_on_previous_text=filtering != "alone",
    )
    words = [word for segment in segments for word in segment.words]
    told = [{"text": word.word, "start": float(word.start), "end": float(word.end)} for word in words]
    print(json.dumps(told, ensure_ascii=False))


if __name__ == "__main__":
    main(*sys.argv[1:])
