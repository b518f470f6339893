"""What a command costs with all that it starts: processor time and memory. For the scripts beside it."""

from __future__ import annotations

import os
import pathlib
import resource
import subprocess
import threading


def children() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def resident(root: int) -> int:
    """Bytes that a process and all below it hold."""
    parents: dict[int, list[int]] = {}
    sizes: dict[int, int] = {}
    for entry in os.listdir("/proc"):
        if not entry.isdigit():
            continue
        try:
            fields = pathlib.Path(f"/proc/{entry}/stat").read_text().rsplit(")", 1)[1].split()
        except OSError:
            continue
        parents.setdefault(int(fields[1]), []).append(int(entry))
        sizes[int(entry)] = int(fields[21]) * resource.getpagesize()
    total, open_ = 0, [root]
    while open_:
        process = open_.pop()
        total += sizes.get(process, 0)
        open_ += parents.get(process, [])
    return total


def watched(command: list[str], folder: pathlib.Path) -> tuple[float, int]:
    """Processor seconds of a command and all it starts, and the most memory of them."""
    before, most = children(), 0
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        ended = threading.Event()

        def watch() -> None:
            nonlocal most
            while not ended.wait(0.05):
                most = max(most, resident(process.pid))

        watcher = threading.Thread(target=watch)
        watcher.start()
        code = process.wait()
        ended.set()
        watcher.join()
    if code != 0:
        raise SystemExit(f"{' '.join(command)} ended with {code}")
    return children() - before, most
