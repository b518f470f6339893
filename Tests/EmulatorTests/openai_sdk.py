"""Drives an emulator with OpenAI's own client, unmodified: chats, errors and transcription.

Usage: openai_sdk.py BASE KEY WAV. Prints one line for each thing that held.
"""

import json
import sys
import urllib.request

import openai
from pydantic import BaseModel

base, key, path = sys.argv[1:]
client = openai.OpenAI(base_url=base, api_key=key, max_retries=0)
QUESTION = [{"role": "user", "content": "Which one?"}]


class Pick(BaseModel):
    title: str
    number: int


def meet(*kinds):
    """What the next requests meet."""
    body = json.dumps({"next": list(kinds)}).encode()
    url = base.removesuffix("/v1") + "/_emulator/faults"
    urllib.request.urlopen(urllib.request.Request(url, data=body, method="POST"))


def raises(kind, call):
    """The exception of a call that must have one."""
    try:
        call()
    except kind as error:
        return error
    raise SystemExit(f"no {kind.__name__}")


def ask(**more):
    return client.chat.completions.create(model="m", messages=QUESTION, **more)


def parse():
    return client.chat.completions.parse(model="m", messages=QUESTION, response_format=Pick)


assert [model.id for model in client.models.list()] == ["emulated"]
print("models")

answer = ask(max_completion_tokens=100)
assert answer.choices[0].message.content and answer.choices[0].finish_reason == "stop", answer
assert answer.usage.total_tokens == answer.usage.prompt_tokens + answer.usage.completion_tokens, answer
assert answer._request_id.startswith("req_"), answer._request_id
print("chat")

assert isinstance(parse().choices[0].message.parsed, Pick)
print("parsed")

pieces = [chunk.choices[0].delta.content or "" for chunk in ask(stream=True)]
assert "".join(pieces) == answer.choices[0].message.content or len(pieces) >= 3, pieces
print("streamed")

wrong = openai.OpenAI(base_url=base, api_key="sk-another-key-altogether", max_retries=0)
error = raises(openai.AuthenticationError, lambda: wrong.models.list())
assert error.code == "invalid_api_key", error
print("authentication")

raises(openai.NotFoundError, lambda: client.models.retrieve("nothing"))
print("not found")

error = raises(openai.BadRequestError, lambda: ask(temperature=3))
assert error.param == "temperature", error
print("bad request")

meet("rate-limit", "quota")
error = raises(openai.RateLimitError, ask)
assert error.code == "rate_limit_exceeded", error
error = raises(openai.RateLimitError, ask)
assert error.code == "insufficient_quota", error
print("rate limit")

meet("500", "503")
raises(openai.InternalServerError, ask)
raises(openai.InternalServerError, ask)
print("server")

meet("length")
raises(openai.LengthFinishReasonError, parse)
print("length")

meet("content-filter")
raises(openai.ContentFilterFinishReasonError, parse)
print("filter")

meet("refusal")
message = parse().choices[0].message
assert message.refusal and message.parsed is None, message
print("refusal")

meet("reset-before", "reset-after", "cut")
for _ in range(3):
    raises(openai.APIConnectionError, ask)
print("connection")

meet("500", "rate-limit")
patient = openai.OpenAI(base_url=base, api_key=key, max_retries=2)
assert patient.chat.completions.create(model="m", messages=QUESTION).choices
print("retried")

with open(path, "rb") as file:
    heard = client.audio.transcriptions.create(
        model="whisper-1", file=file, response_format="verbose_json", timestamp_granularities=["word", "segment"]
    )
assert [word.word for word in heard.words] == ["alpha", "bravo", "charlie"], heard
assert abs(heard.words[2].start - 1.52) <= 0.011, heard
assert len(heard.segments) == 2 and heard.language == "english" and heard.duration == 3, heard
print("transcribed")

with open(path, "rb") as file:
    assert client.audio.transcriptions.create(model="gpt-4o-transcribe", file=file).text == "alpha bravo charlie"
print("text only")
