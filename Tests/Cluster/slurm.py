#!/usr/bin/env python3
"""Many machines in one: a real Slurm with several nodes on this machine works on one outbox, and nodes die.

    Tests/Cluster/slurm.py --program .build/release/smartclip [--videos 6] [--nodes 3]

Needs root and Debian's slurm-wlm and munge, and writes /etc/slurm/slurm.conf, which must not be there yet. Short videos are
planned with `smartclip cluster plan --slurm` and started with sbatch. While they run, one node is killed with all that runs on
it, another is drained, and the controller is started again. Then all must be ready, each stage done once but on the node that
died, and a second plan must find nothing to do. Ends with 0 if so.
"""

from __future__ import annotations

import argparse
import json
import os
import pathlib
import shutil
import signal
import socket
import subprocess
import tempfile
import time

CONF = pathlib.Path("/etc/slurm/slurm.conf")
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


def waited(what: str, holds: object, limit: float = 120) -> None:
    """Waits until something holds: nobody tells when Slurm has changed its mind."""
    assert callable(holds)
    end = time.monotonic() + limit
    while not holds():
        if time.monotonic() > end:
            raise SystemExit(f"{what}: not within {limit:.0f} s")
        time.sleep(0.2)


class Slurm:
    """A controller and its nodes, each a process of this machine."""

    def __init__(self, folder: pathlib.Path, nodes: int) -> None:
        self.folder = folder
        self.names = [f"n{number}" for number in range(1, nodes + 1)]
        self.nodes: dict[str, subprocess.Popen[bytes]] = {}
        self.controller: subprocess.Popen[bytes] | None = None
        self.munge: subprocess.Popen[bytes] | None = None

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
            "SelectType=select/cons_tres", "SelectTypeParameters=CR_Core_Memory", "SlurmdParameters=config_overrides", "ReturnToService=2",
            "SlurmdTimeout=20", "MinJobAge=300", "JobRequeue=1", "MpiDefault=none",
            f"NodeName=n[1-{len(self.names)}] NodeHostname={host} NodeAddr=127.0.0.1 Port=[{ports}] CPUs=4 "
            "RealMemory=8000",
            f"PartitionName=main Nodes=n[1-{len(self.names)}] Default=YES MaxTime=INFINITE State=UP", "",
        ]))
        (self.folder / "state").mkdir()
        self.start_controller("-c")
        for name in self.names:
            (self.folder / f"spool-{name}").mkdir()
            self.nodes[name] = subprocess.Popen(["slurmd", "-D", "-N", name], start_new_session=True)
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
             f"--key-file={key}", f"--socket={folder}/socket", *files]
        )
        waited("munge", (folder / "socket").exists)

    def start_controller(self, *options: str) -> None:
        self.controller = subprocess.Popen(["slurmctld", "-D", *options])

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
                try:
                    os.kill(process, mark)
                except ProcessLookupError:
                    pass
        self.nodes.pop(name).wait()

    def stop(self) -> None:
        for process in [*self.nodes.values(), self.controller, self.munge]:
            if process is not None:
                process.terminate()
                process.wait()
        CONF.unlink(missing_ok=True)


def steps(node: str) -> list[int]:
    """The processes of jobs on a node: they say so in their environment; and those of Slurm that wait for them."""
    found: list[int] = []
    for entry in pathlib.Path("/proc").glob("[0-9]*"):
        try:
            environment = (entry / "environ").read_bytes().split(b"\0")
        except OSError:
            continue
        if f"SLURMD_NODENAME={node}".encode() in environment:
            parent = int((entry / "stat").read_text().rsplit(")", 1)[1].split()[1])
            if pathlib.Path(f"/proc/{parent}/comm").read_text().startswith("slurmstepd"):
                found.insert(0, parent)
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


def clock(seconds: float) -> str:
    return f"00:{int(seconds) // 60:02}:{seconds % 60:06.3f}"


def make(inbox: pathlib.Path, videos: int) -> None:
    """Talks of a minute, each of another colour, with captions."""
    inbox.mkdir()
    for number in range(videos):
        picture = f"color=c=0x{(number * 123457) % 0xFFFFFF:06x}:s=320x180:r=25:d=60"
        run("ffmpeg", "-v", "error", "-f", "lavfi", "-i", picture, "-f", "lavfi", "-i",
            f"anoisesrc=a=0.2:seed={number}:d=60", "-c:v", "libx264", "-preset", "ultrafast", "-c:a", "aac",
            str(inbox / f"talk-{number:03}.mp4"))
        cues = [f"{clock(5 * index)} --> {clock(5 * index + 4.5)}\n{WORDS[(index + number) % 4]}\n" for index in range(12)]
        (inbox / f"talk-{number:03}.vtt").write_text("WEBVTT\n\n" + "\n".join(cues))


def attempts(outbox: pathlib.Path, videos: int) -> dict[str, list[int]]:
    """How often each stage of each video was begun, and whether it is done."""
    found: dict[str, list[int]] = {}
    for number in range(videos):
        name = f"talk-{number:03}"
        records = [json.loads(path.read_text()) for path in sorted((outbox / name / "state").glob("[1-6]-*.json"))]
        if len(records) != 6 or any(record["status"] != "done" for record in records):
            raise SystemExit(f"{name}: {[(record['stage'], record['status']) for record in records]}")
        found[name] = [record["attempt"] for record in records]
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", required=True, type=pathlib.Path)
    parser.add_argument("--videos", type=int, default=6)
    parser.add_argument("--nodes", type=int, default=3)
    options = parser.parse_args()
    missing = [name for name in ("slurmctld", "slurmd", "munged") if shutil.which(name) is None]
    if missing or os.geteuid() != 0:
        raise SystemExit(f"needs root, and {' '.join(missing) or 'nothing else'}: apt-get install slurm-wlm munge")
    if CONF.exists():
        raise SystemExit(f"{CONF} is there: this machine has a Slurm of its own")
    program = str(options.program.resolve())
    with tempfile.TemporaryDirectory(prefix="slurm-") as scratch:
        folder = pathlib.Path(scratch)
        # Munge wants a way to its socket on which nobody else may write.
        folder.chmod(0o755)
        make(folder / "inbox", options.videos)
        slurm = Slurm(folder, options.nodes)
        try:
            slurm.start()
            work(program, folder, slurm, options.videos)
        finally:
            slurm.stop()


def work(program: str, folder: pathlib.Path, slurm: Slurm, videos: int) -> None:
    outbox = folder / "outbox"
    flags = ["--clips", "1", "--min-length", "5", "--max-length", "12", "--preset", "ultrafast"]
    plan = [program, "cluster", "plan", str(folder / "inbox"), "--output", str(outbox), *flags]
    run(*plan, "--slurm", str(folder / "job.sbatch"))
    began = time.monotonic()
    job = run("sbatch", "--parsable", f"--output={folder}/task-%a.out", str(folder / "job.sbatch")).strip()
    waited("a clip on n1", lambda: bool(steps("n1")) and any(outbox.glob("*/state/1-*.json")))
    slurm.kill("n1")
    run("scontrol", "update", "nodename=n2", "state=drain", "reason=test")
    slurm.restart_controller()
    lost: set[str] = set()

    def over() -> bool:
        asked = subprocess.run(
            ["squeue", "-h", "-r", "-o", "%i %T %r"], capture_output=True, text=True, check=False
        )
        queue = asked.stdout.splitlines()
        for line in queue:
            if "BeginTime" in line:
                # A job of a node that died waits two minutes; here it need not.
                lost.add(line.split()[0])
                run("scontrol", "update", f"jobid={line.split()[0]}", "StartTime=now", check=False)
        # A controller that does not answer yet tells of no queue either.
        return asked.returncode == 0 and not queue

    waited(f"job {job}", over, limit=60 + 60 * videos)
    took = time.monotonic() - began
    tries = attempts(outbox, videos)
    again = {name: counts for name, counts in tries.items() if max(counts) > 1}
    if len(again) > max(1, len(lost)):
        raise SystemExit(f"stages were begun again of more videos than the dead node had: {again}")
    verified = subprocess.run([program, "verify", "--output", str(outbox)], capture_output=True, text=True, check=False)
    if verified.returncode != 0:
        raise SystemExit(f"verify: {verified.stdout}{verified.stderr}")
    left = json.loads(run(*plan, "--json"))
    if left["jobs"] or left["left"]:
        raise SystemExit(f"something is left to do: {left}")
    leavings = [str(path) for path in outbox.rglob("*attempt*")]
    if leavings:
        raise SystemExit(f"the dead node left something: {leavings}")
    print(f"{videos} videos ready in {took:.0f} s on {len(slurm.names)} nodes; one died ({len(lost)} tasks queued again), "
          f"one was drained, the controller was started again; begun twice: {again or 'nothing'}")


if __name__ == "__main__":
    main()
