"""What the tests of many machines share: a real Slurm with several nodes on this machine, an emulator of Mux, and videos."""

from __future__ import annotations

import contextlib
import json
import os
import pathlib
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator

CONF = pathlib.Path("/etc/slurm/slurm.conf")
PIPELINE = pathlib.Path(__file__).resolve().parents[2] / "Pipeline/cluster"
# Short clips, of whatever there is.
FLAGS = ["--clips", "1", "--min-length", "5", "--max-length", "12", "--preset", "ultrafast"]
WORDS = [
    "Nobody believed that a bridge of wood could carry forty wagons of stone.",
    "Every engineer makes the same terrible mistake about the price of steel.",
    "The cheapest repair in the world is a broom and an hour of your time.",
    "My teacher counted each nail in the church, and she never missed one.",
]


def run(*command: str, check: bool = True) -> str:
    """Runs a command and gives what it says."""
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    if check and ended.returncode != 0:
        raise SystemExit(f"{' '.join(command)} ended with {ended.returncode}: {ended.stderr.strip()}")
    return ended.stdout


def waited(what: str, holds: Callable[[], object], limit: float = 120, pause: float = 0.2) -> None:
    """Waits until something holds: nobody tells when Slurm has changed its mind."""
    end = time.monotonic() + limit
    while not holds():
        if time.monotonic() > end:
            raise SystemExit(f"{what}: not within {limit:.0f} s")
        time.sleep(pause)


@contextlib.contextmanager
def scratch() -> Iterator[pathlib.Path]:
    """A folder that is gone afterwards; with SMARTCLIP_KEEP it stays."""
    # Who ends the test has it end all that it started, too.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    folder = pathlib.Path(tempfile.mkdtemp(prefix="smartclip-cluster-"))
    # Munge wants a way to its socket on which nobody else may write.
    folder.chmod(0o755)
    try:
        yield folder
    finally:
        if os.environ.get("SMARTCLIP_KEEP"):
            print(f"kept: {folder}")
        else:
            shutil.rmtree(folder)


class Slurm:
    """A controller and its nodes, each a process of this machine."""

    def __init__(self, folder: pathlib.Path, nodes: int, cores: int = 4) -> None:
        self.folder = folder
        self.cores = cores
        self.names = [f"n{number}" for number in range(1, nodes + 1)]
        self.nodes: dict[str, subprocess.Popen[bytes]] = {}
        self.controller: subprocess.Popen[bytes] | None = None
        self.munge: subprocess.Popen[bytes] | None = None

    @staticmethod
    def problem() -> str | None:
        """Why none can be started here."""
        missing = [name for name in ("slurmctld", "slurmd", "munged") if shutil.which(name) is None]
        if missing:
            return f"{' and '.join(missing)} are missing: apt-get install slurm-wlm munge"
        if os.geteuid() != 0:
            return "only root can start nodes"
        if CONF.exists():
            return f"{CONF} is there: this machine has a Slurm of its own"
        return None

    def __enter__(self) -> Slurm:
        try:
            self.start()
        except BaseException:
            self.stop()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def start(self) -> None:
        self.start_munge()
        host = socket.gethostname()
        ports = f"17001-{17000 + len(self.names)}"
        CONF.parent.mkdir(exist_ok=True)
        CONF.write_text("\n".join([
            "ClusterName=test", f"SlurmctldHost={host}(127.0.0.1)", "SlurmctldPort=16817", "SlurmUser=root",
            f"AuthInfo=socket={self.folder}/munge/socket", f"StateSaveLocation={self.folder}/state",
            f"SlurmdSpoolDir={self.folder}/spool-%n", f"SlurmdPidFile={self.folder}/%n.pid",
            f"SlurmdLogFile={self.folder}/%n.log", f"SlurmctldPidFile={self.folder}/ctld.pid",
            f"SlurmctldLogFile={self.folder}/ctld.log", "ProctrackType=proctrack/linuxproc", "TaskPlugin=task/none",
            "JobAcctGatherType=jobacct_gather/none", "AccountingStorageType=accounting_storage/none",
            "SelectType=select/cons_tres", "SelectTypeParameters=CR_Core_Memory", "SlurmdParameters=config_overrides",
            "ReturnToService=2", "SlurmdTimeout=20", "MinJobAge=300", "JobRequeue=1", "MpiDefault=none",
            f"NodeName=n[1-{len(self.names)}] NodeHostname={host} NodeAddr=127.0.0.1 Port=[{ports}] CPUs={self.cores} "
            f"RealMemory={8000}",
            f"PartitionName=main Nodes=n[1-{len(self.names)}] Default=YES MaxTime=INFINITE State=UP", "",
        ]))
        (self.folder / "state").mkdir()
        self.start_controller("-c")
        for name in self.names:
            (self.folder / f"spool-{name}").mkdir()
            self.start_node(name)
        waited("the nodes", lambda: run("sinfo", "-h", "-o", "%T %D", check=False).split()[:2]
               == ["idle", str(len(self.names))])

    def start_munge(self) -> None:
        folder = self.folder / "munge"
        folder.mkdir()
        key = folder / "key"
        key.write_bytes(os.urandom(128))
        key.chmod(0o400)
        for path in (folder, key):
            shutil.chown(path, "munge", "munge")
        files = [f"--{kind}-file={folder}/{kind}" for kind in ("pid", "log", "seed")]
        self.munge = subprocess.Popen(
            ["setpriv", "--reuid=munge", "--regid=munge", "--clear-groups", "munged", "--foreground", "--force",
             f"--key-file={key}", f"--socket={folder}/socket", *files],
            stderr=subprocess.DEVNULL,
        )
        waited("munge", (folder / "socket").exists)

    def start_controller(self, *options: str) -> None:
        with (self.folder / "ctld.err").open("ab") as errors:
            self.controller = subprocess.Popen(["slurmctld", "-D", *options], stderr=errors)

    def start_node(self, name: str) -> None:
        self.nodes[name] = subprocess.Popen(
            ["slurmd", "-D", "-N", name], start_new_session=True, stderr=subprocess.DEVNULL
        )

    def restart_controller(self) -> None:
        assert self.controller is not None
        self.controller.terminate()
        self.controller.wait()
        self.start_controller()

    def kill(self, name: str) -> None:
        """The node and all that runs on it, as when its power goes."""
        doomed = [self.nodes[name].pid, *below(self.nodes[name].pid), *steps(name)]
        # All at once: none may tell the controller of another's end.
        for mark in (signal.SIGSTOP, signal.SIGKILL):
            for process in doomed:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(process, mark)
        self.nodes.pop(name).wait()

    def hurry(self) -> set[str]:
        """Has what a dead node had begin at once, for which Slurm would wait two minutes; returns those jobs."""
        if self.controller is not None and self.controller.poll() is not None:
            raise SystemExit(f"the controller ended with {self.controller.returncode}")
        lost = set()
        for line in run("squeue", "-h", "-r", "-o", "%i %T %r", check=False).splitlines():
            if "BeginTime" in line:
                lost.add(line.split()[0])
                run("scontrol", "update", f"jobid={line.split()[0]}", "StartTime=now", check=False)
        return lost

    def stop(self) -> None:
        # What a failed test leaves of its jobs would wait for a controller for ever.
        for process in [process for name in self.names for process in steps(name)]:
            with contextlib.suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
        for service in [*self.nodes.values(), self.controller, self.munge]:
            if service is not None:
                service.terminate()
                service.wait()
        CONF.unlink(missing_ok=True)


def steps(node: str) -> list[int]:
    """The processes of jobs on a node: they say so in their environment; and those of Slurm that wait for them."""
    found: list[int] = []
    for entry in pathlib.Path("/proc").glob("[0-9]*"):
        try:
            environment = (entry / "environ").read_bytes().split(b"\0")
            if f"SLURMD_NODENAME={node}".encode() not in environment:
                continue
            parent = int((entry / "stat").read_text().rsplit(")", 1)[1].split()[1])
            if pathlib.Path(f"/proc/{parent}/comm").read_text().startswith("slurmstepd"):
                found.insert(0, parent)
        except OSError:
            # It has ended meanwhile.
            continue
        found += [int(entry.name), *below(int(entry.name))]
    return found


def below(process: int) -> list[int]:
    """The processes that one has started, and theirs."""
    found = []
    for task in pathlib.Path(f"/proc/{process}/task").glob("*/children"):
        try:
            children = [int(child) for child in task.read_text().split()]
        except OSError:
            continue
        for child in children:
            found += [child, *below(child)]
    return found


class Mux:
    """An emulator of Mux, which counts what it was asked for."""

    def __init__(self, program: pathlib.Path, folder: pathlib.Path, seconds: float) -> None:
        # All that it makes takes so long.
        waits = [word for what in ("processing", "transcription", "rendition") for word in (f"--{what}", str(seconds))]
        self.process = subprocess.Popen(
            [str(program), "--folder", str(folder), *waits],
            env=os.environ | {"MUX_TOKEN_ID": "an-id", "MUX_TOKEN_SECRET": "a-secret"},
            stdout=subprocess.PIPE, text=True,
        )
        assert self.process.stdout is not None
        self.addresses = json.loads(self.process.stdout.readline())

    def __enter__(self) -> Mux:
        return self

    def __exit__(self, *_: object) -> None:
        self.process.terminate()
        self.process.wait()

    @property
    def environment(self) -> dict[str, str]:
        return {
            "MUX_TOKEN_ID": "an-id", "MUX_TOKEN_SECRET": "a-secret", "MUX_BASE_URL": self.addresses["api"],
            "MUX_STREAM_BASE_URL": self.addresses["stream"], "MUX_IMAGE_BASE_URL": self.addresses["image"],
            "MUX_POSTS_PER_SECOND": "100", "MUX_REQUESTS_PER_SECOND": "1000",
        }

    def check(self, videos: int) -> None:
        """Ends the test where anything was made twice, or not at all; each video has one clip."""
        request = urllib.request.Request(self.addresses["api"] + "/_emulator/stats")
        with urllib.request.urlopen(request) as answer:
            stats = json.load(answer)
        made = (stats["uploads_created"], stats["assets_created"], len(stats["assets_by_upload"]), len(stats["clips"]))
        often = [*stats["assets_by_upload"].values(), *(clip["count"] for clip in stats["clips"])]
        if made != (videos, 2 * videos, videos, videos) or set(often) != {1}:
            raise SystemExit(f"Mux made {made}, each so often: {often}")


def clock(seconds: float) -> str:
    return f"00:{int(seconds) // 60:02}:{seconds % 60:06.3f}"


def make(inbox: pathlib.Path, videos: int, length: int = 30) -> list[str]:
    """Talks, each another file that says something else, with captions; gives their names."""
    inbox.mkdir()
    seed = inbox.parent / "seed.mp4"
    run("ffmpeg", "-v", "error", "-f", "lavfi", "-i", f"testsrc2=s=160x90:r=12:d={length}", "-f", "lavfi", "-i",
        f"anoisesrc=a=0.2:d={length}", "-c:v", "libx264", "-preset", "ultrafast", "-c:a", "aac", str(seed))
    names = [f"talk-{number:03}" for number in range(videos)]
    for number, name in enumerate(names):
        run("ffmpeg", "-v", "error", "-i", str(seed), "-c", "copy", "-metadata", f"title={name}",
            str(inbox / f"{name}.mp4"))
        cues = [f"{clock(5 * index)} --> {clock(5 * index + 4.5)}\n{WORDS[(index + number) % 4]}\n"
                for index in range(length // 5)]
        (inbox / f"{name}.vtt").write_text("WEBVTT\n\n" + "\n".join(cues))
    return names


class Records:
    """What the records of an outbox said at any time: what was done once must stay as it was."""

    def __init__(self, outbox: pathlib.Path, names: list[str]) -> None:
        self.outbox = outbox
        self.names = names
        self.done: dict[str, tuple[int, str]] = {}
        self.attempts: dict[str, int] = {}

    def look(self) -> int:
        """Looks at them now; returns how many stages are done."""
        for name in self.names:
            for path in sorted((self.outbox / name / "state").glob("[1-6]-*.json")):
                try:
                    record = json.loads(path.read_text())
                except (OSError, ValueError) as error:
                    raise SystemExit(f"{path}: a reader sees half of it: {error}") from error
                stage = f"{name}/{record['stage']}"
                self.attempts[stage] = record["attempt"]
                if record["status"] != "done" and stage not in self.done:
                    continue
                now = (record["attempt"], record.get("finished_at") or "")
                if self.done.setdefault(stage, now) != now:
                    raise SystemExit(f"{stage} was recorded done at {self.done[stage]}, and done again: {now}")
        return len(self.done)

    def check(self) -> list[str]:
        """All stages are done; returns those that were begun more than once, without ever having been done before."""
        if self.look() != 6 * len(self.names):
            raise SystemExit(f"done are {len(self.done)} of {6 * len(self.names)} stages")
        return [stage for stage, count in self.attempts.items() if count > 1]


def as_machines(program: pathlib.Path, folder: pathlib.Path) -> str:
    """A program that takes the node of Slurm that it runs on for a machine of its own: the nodes have no locks in common then."""
    wrapper = folder / "smartclip"
    wrapper.write_text(
        "#!/bin/sh\n"
        'SMARTCLIP_AS_HOST=${SLURMD_NODENAME:-head} SMARTCLIP_LEASE_MS=2000,20000 exec '
        f"'{program.resolve()}' \"$@\"\n"
    )
    wrapper.chmod(0o755)
    return str(wrapper)
