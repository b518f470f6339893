#!/usr/bin/env python3
"""Measures smartclip-desk against nginx on this machine: the list of 10,000 videos, a manifest, ranges of a large clip, memory, and
live events of 100 videos at work, each of which ends a stage every ten seconds.

Needs nginx and wrk (Debian's packages) and a built smartclip-desk: Tests/Benchmarks/desk.py .build/release/smartclip-desk
"""
from __future__ import annotations

import fcntl
import http.client
import json
import os
import pathlib
import re
import socket
import subprocess
import sys
import tempfile
import threading
import time
from typing import Any

VIDEOS = 10_000
CLIP = 1 << 30
SECONDS = 5
AT_WORK = 100
STAGES = ["1-upload", "2-await-asset", "3-fetch-vtt", "4-analyze", "5-clip", "6-caption"]


def moment(number: int) -> dict[str, Any]:
    return {
        "boundary": "sentence", "caption": None, "description": "What is said in it, in a sentence or two. " * 2,
        "end_time": number * 60 + 40.0, "hashtags": None, "history": None, "id": f"m{number * 60000}", "quote": "A quote. " * 8,
        "reason": "States a finding.", "score": 0.5, "score_parts": {"finding": 0.4, "opening": 0.2},
        "start_time": number * 60 + 5.0, "title": f"Moment {number}", "video_id": "0" * 16,
    }


def clip(number: int) -> dict[str, Any]:
    return {
        "asset_id": None, "caption": "A caption. " * 10, "captions": None, "checks": None, "download_url": None, "duration": 35.0,
        "error": None, "file": "clips/01-large.mp4" if number == 0 else None, "hashtags": ["#talk"], "id": f"c{number}",
        "moment_id": f"m{number * 60000}", "playback_id": None, "posts": [], "status": "ready", "text": None, "thumbnail": None,
    }


def outbox(root: pathlib.Path) -> pathlib.Path:
    """An outbox of 10,000 lines, and the folder of the first video with a manifest and a clip of 1 GiB."""
    for name in ("attempts", "locks", "seals", "videos", "workshop"):
        (root / ".smartclip" / name).mkdir(parents=True)
    lines = []
    for number in range(VIDEOS):
        lines.append(json.dumps({
            "clips_ready": 8, "clips_total": 8, "duration": 1800.5, "error": None, "folder": f"talks/talk-{number:05}",
            "id": f"{number:016x}", "schema_version": 1, "source_path": f"/srv/videos/inbox/talks/talk-{number:05}.mp4",
            "status": "ready", "updated_at": f"2026-11-{number % 28 + 1:02}T10:{number % 60:02}:00.000Z",
        }, separators=(",", ":")))
    (root / "manifest.ndjson").write_text("\n".join(lines) + "\n")
    folder = root / "talks" / "talk-00000"
    (folder / "clips").mkdir(parents=True)
    manifest = {
        "asset_id": None, "clips": [clip(n) for n in range(8)], "cost": {"requests": 0, "seconds": 10.0, "tokens": 0},
        "created_at": "2026-11-01T10:00:00.000Z", "duration": 1800.5, "engines": {}, "error": None, "id": "0" * 16,
        "moments": [moment(n) for n in range(8)], "notes": [], "playback_id": None, "rejected": [], "schema_version": 1,
        "score_curve": [round(n % 97 / 97, 3) for n in range(600)],
        "source": {"bytes": 1, "codecs": None, "duration": 1800.5, "frame_rate": 25.0, "height": 1080,
                   "path": "/srv/videos/inbox/talks/talk-00000.mp4", "sha256": "0" * 64, "width": 1920},
        "status": "ready", "transcript": None, "updated_at": "2026-11-01T10:00:00.000Z", "upload_id": None,
    }
    (folder / "manifest.json").write_text(json.dumps(manifest, indent=2))
    with open(folder / "clips" / "01-large.mp4", "wb") as file:
        block = os.urandom(1 << 20)
        for _ in range(CLIP >> 20):
            file.write(block)
    return folder


def found(pattern: str, text: str) -> str:
    """What the first group of a pattern holds, which must be there."""
    match = re.search(pattern, text)
    assert match, f"no {pattern} in {text}"
    return match[1]


def memory(process: int) -> list[float]:
    """The most that a process has had in memory, and what it has now, in MB."""
    text = pathlib.Path(f"/proc/{process}/status").read_text()
    return [int(found(rf"{key}:\s+(\d+)", text)) / 1000 for key in ("VmHWM", "VmRSS")]


def cpu(process: int) -> float:
    fields = pathlib.Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def first_byte(port: int, path: str, token: str) -> tuple[float, float]:
    """Seconds to the first byte and to the last."""
    wire = socket.create_connection(("127.0.0.1", port))
    began = time.perf_counter()
    wire.sendall(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nAuthorization: Bearer {token}\r\nConnection: close\r\n\r\n".encode())
    wire.recv(1)
    first = time.perf_counter() - began
    while wire.recv(65536):
        pass
    return first, time.perf_counter() - began


def wrk(url: str, token: str) -> float:
    said = subprocess.run(
        ["wrk", "-t2", "-c16", f"-d{SECONDS}s", "-H", f"Authorization: Bearer {token}", url], capture_output=True, text=True, check=True
    ).stdout
    if "Non-2xx" in said:
        raise SystemExit(said)
    return float(found(r"Requests/sec:\s+([\d.]+)", said))


def throughput(port: int, path: str, token: str, readers: int = 2) -> float:
    """Bytes a second that readers get who ask for ranges of 64 MiB, one after another."""
    total = [0] * readers
    end = time.perf_counter() + SECONDS

    def read(number: int) -> None:
        buffer = bytearray(1 << 20)
        connection = http.client.HTTPConnection("127.0.0.1", port)
        start = 0
        while time.perf_counter() < end:
            last = start + (64 << 20) - 1
            connection.request("GET", path, headers={"Authorization": f"Bearer {token}", "Range": f"bytes={start}-{last}"})
            answer = connection.getresponse()
            if answer.status != 206:
                raise SystemExit(f"{path}: {answer.status}")
            while count := answer.readinto(buffer):
                total[number] += count
            start = (start + (64 << 20)) % CLIP

    threads = [threading.Thread(target=read, args=(number,)) for number in range(readers)]
    began = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(total) / (time.perf_counter() - began)


def record(folder: pathlib.Path, stage: int, status: str) -> None:
    """Writes that a stage of a video runs, or is done, as the program does: beside it, then by a rename."""
    path = folder / "state" / f"{STAGES[stage]}.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_suffix(".new")
    beside.write_text(json.dumps({
        "attempt": 1, "cost": {"requests": 0, "seconds": 1.0, "tokens": 0}, "engine": None, "failure": None, "fingerprint": "0" * 64,
        "finished_at": None, "outputs": [], "remote_ids": {}, "result": None, "schema_version": 1,
        "stage": STAGES[stage][2:], "started_at": "2026-11-28T20:10:23.420Z", "status": status,
    }))
    beside.rename(path)


def events(root: pathlib.Path, port: int, token: str, desk: subprocess.Popen[str]) -> tuple[float, int]:
    """Seconds of processor time in a second, and events that came, while 100 videos are worked on."""
    own = root / ".smartclip"
    folders: list[pathlib.Path] = []
    locks = []
    for number in range(AT_WORK):
        name = f"{number:016x}"
        (own / "attempts" / name).mkdir()
        locks.append(open(own / "locks" / f"{name}.lock", "w"))
        fcntl.flock(locks[-1], fcntl.LOCK_EX)
        folders.append(root / "talks" / f"talk-{number:05}")
        record(folders[-1], 0, "running")
    wire = socket.create_connection(("127.0.0.1", port))
    wire.sendall(f"GET /api/events HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nAuthorization: Bearer {token}\r\n\r\n".encode())
    heard = bytearray()

    def hear() -> None:
        while part := wire.recv(65536):
            heard.extend(part)

    threading.Thread(target=hear, daemon=True).start()
    time.sleep(2)
    heard.clear()
    before, began = cpu(desk.pid), time.perf_counter()
    for turn in range(60):
        # A twentieth of them twice a second: each video every ten seconds.
        for number in range(turn % 20, AT_WORK, 20):
            stage = turn // 20
            record(folders[number], stage, "done")
            record(folders[number], stage + 1, "running")
        time.sleep(max(0, began + (turn + 1) * 0.5 - time.perf_counter()))
    spent = (cpu(desk.pid) - before) / (time.perf_counter() - began)
    wire.shutdown(socket.SHUT_RDWR)
    for lock in locks:
        lock.close()
    return spent, heard.count(b"event: video")


def nginx(folder: pathlib.Path, root: pathlib.Path, port: int) -> subprocess.Popen[bytes]:
    (folder / "nginx.conf").write_text(
        f"daemon off; worker_processes auto; pid {folder}/nginx.pid; error_log {folder}/error.log;\n"
        "events { worker_connections 1024; }\n"
        f"http {{ access_log off; sendfile on; tcp_nopush on; client_body_temp_path {folder}; proxy_temp_path {folder};\n"
        f"fastcgi_temp_path {folder}; uwsgi_temp_path {folder}; scgi_temp_path {folder};\n"
        f"server {{ listen 127.0.0.1:{port}; root {root}; }} }}\n"
    )
    return subprocess.Popen(["nginx", "-c", f"{folder}/nginx.conf"], stderr=subprocess.DEVNULL)


def main(program: str) -> None:
    with tempfile.TemporaryDirectory(prefix="smartclip-bench-") as temporary:
        scratch = pathlib.Path(temporary)
        root = scratch / "outbox"
        scratch.chmod(0o755)
        folder = outbox(root)
        desk = subprocess.Popen([program, "--output", root, "--port", "0"], stdout=subprocess.PIPE, text=True)
        assert desk.stdout is not None
        port = int(found(r":(\d+)/", desk.stdout.readline()))
        token = (root / ".smartclip" / "token").read_text().strip()
        other = nginx(scratch, root, port + 1)
        time.sleep(0.5)
        try:
            print(f"memory at the start: {memory(desk.pid)[1]:.0f} MB")
            print("list of %d, first time: first byte %.1f ms, last %.1f ms"
                  % (VIDEOS, *(1000 * s for s in first_byte(port, "/api/videos", token))))
            times = sorted(first_byte(port, "/api/videos", token)[0] for _ in range(20))
            print(f"list, then: first byte {1000 * times[10]:.1f} ms (median of 20)")
            path = "/api/videos/0000000000000000"
            ours, theirs = wrk(f"http://127.0.0.1:{port}{path}", token), wrk(f"http://127.0.0.1:{port + 1}/talks/talk-00000/manifest.json", token)
            print(f"manifest: {ours:.0f} requests/s; nginx {theirs:.0f}; ratio {ours / theirs:.2f}")
            ours, theirs = (throughput(port, f"{path}/files/clips/01-large.mp4", token),
                            throughput(port + 1, "/talks/talk-00000/clips/01-large.mp4", token))
            print(f"ranges of 1 GiB: {ours / 1e6:.0f} MB/s; nginx {theirs / 1e6:.0f}; ratio {ours / theirs:.2f}")
            before, began = cpu(desk.pid), time.perf_counter()
            wire = socket.create_connection(("127.0.0.1", port))
            wire.sendall(f"GET /api/events HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nAuthorization: Bearer {token}\r\n\r\n".encode())
            time.sleep(SECONDS)
            print(f"events, nothing happens: {100 * (cpu(desk.pid) - before) / (time.perf_counter() - began):.2f} % of a core")
            wire.close()
            spent, count = events(root, port, token, desk)
            print(f"events, {AT_WORK} videos at work: {100 * spent:.2f} % of a core, {count} events in 30 s")
            print("memory: at most %.0f MB, now %.0f MB" % tuple(memory(desk.pid)))
        finally:
            other.terminate()
            desk.terminate()
            other.wait()
            desk.wait()


main(sys.argv[1])
