#!/usr/bin/env python3
"""Many machines in one: a real Slurm with several nodes on this machine works on one outbox at an emulator of Mux, and nodes die.

    Tests/Cluster/slurm.py --program .build/release/smartclip --emulator .build/release/mux-emulator
        [--by sbatch|snakemake] [--videos 6] [--nodes 3] [--snakemake PROGRAM]

Needs root and Debian's slurm-wlm and munge, and writes /etc/slurm/slurm.conf, which must not be there yet. Each node is a machine of
its own to SmartClip, without common locks, so that leases keep them apart. Short videos are planned by `smartclip cluster plan`, and
started by its script for sbatch, or by Snakemake with profiles/slurm. While they run, one node is killed with all that runs on it,
another is drained, and the controller is started again; the drained one is back later. Then all must be ready, Mux must have made everything once,
no stage that was recorded done may have been done again, and a second plan must find nothing to do. Ends with 0 if so.
"""

from __future__ import annotations

import argparse
import json
import os
import pathlib
import subprocess
import time

from cluster import FLAGS, PIPELINE, Mux, Records, Slurm, as_machines, make, run, scratch, steps, waited


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", required=True, type=pathlib.Path)
    parser.add_argument("--emulator", required=True, type=pathlib.Path)
    parser.add_argument("--by", choices=["sbatch", "snakemake"], default="sbatch")
    parser.add_argument("--snakemake", default="snakemake")
    parser.add_argument("--videos", type=int, default=6)
    parser.add_argument("--nodes", type=int, default=3)
    options = parser.parse_args()
    if problem := Slurm.problem():
        raise SystemExit(problem)
    with scratch() as folder:
        names = make(folder / "inbox", options.videos)
        with Mux(options.emulator, folder / "mux", 0.5) as mux, Slurm(folder, options.nodes) as slurm:
            os.environ.update(mux.environment)
            Trial(options, folder, slurm, names).work()
            mux.check(len(names))


class Trial:
    def __init__(self, options: argparse.Namespace, folder: pathlib.Path, slurm: Slurm, names: list[str]) -> None:
        self.options = options
        self.folder = folder
        self.slurm = slurm
        self.names = names
        self.outbox = folder / "outbox"
        self.program = as_machines(options.program, folder)
        self.records = Records(self.outbox, names)
        # Jobs that the dead node had.
        self.lost: set[str] = set()
        self.plan = [self.program, "cluster", "plan", str(folder / "inbox"), "--output", str(self.outbox), "--host", "mux",
                     "--sharing", "lease", *FLAGS]

    def start(self) -> subprocess.Popen[bytes]:
        """Starts what ends when all jobs have ended."""
        if self.options.by == "sbatch":
            script = self.folder / "job.sbatch"
            run(*self.plan, "--slurm", str(script))
            # What is planned is the program itself, which is started as a machine here.
            script.write_text(script.read_text().replace(str(self.options.program.resolve()), self.program))
            return subprocess.Popen(["sbatch", "--wait", "--parsable", f"--output={self.folder}/task-%a.out", str(script)])
        jobs = self.folder / "jobs.json"
        listed = json.loads(run(*self.plan, "--json"))
        jobs.write_text(json.dumps(listed | {"program": self.program}))
        profile = PIPELINE / "profiles/slurm"
        quick = ["--slurm-init-seconds-before-status-checks", "2", "--seconds-between-status-checks", "2", "--latency-wait", "10"]
        # Of many videos each is one job: two starts of Snakemake are seconds of a core.
        groups = ["--groups", "job=video"] if len(self.names) >= 20 else []
        return subprocess.Popen(
            [self.options.snakemake, "-s", str(PIPELINE / "Snakefile"), "--workflow-profile", str(profile), *quick, *groups,
             "--config", f"jobs={jobs}", "--resources", "mux=12", "--default-resources", "mem_mb=1000", "runtime=60",
             "slurm_partition=main"],
            cwd=self.folder, stdout=(self.folder / "snakemake.log").open("wb"), stderr=subprocess.STDOUT,
        )

    def work(self) -> None:
        began = time.monotonic()
        engine = self.start()
        try:
            self.trouble(engine)
        finally:
            if engine.poll() is None:
                engine.kill()
                engine.wait()
        self.check(engine, time.monotonic() - began)

    def trouble(self, engine: subprocess.Popen[bytes]) -> None:
        """Has nodes and the controller fail, and waits until the engine has ended."""
        videos = len(self.names)
        limit = 120 + 60 * videos
        waited("work on n1", lambda: self.records.look() > 0 and bool(steps("n1")) or engine.poll() is not None, limit=240)
        self.slurm.kill("n1")
        run("scontrol", "update", "nodename=n2", "state=drain", "reason=test")
        self.slurm.restart_controller()

        def requeued() -> bool:
            self.lost |= self.slurm.hurry()
            self.records.look()
            return bool(self.lost) or engine.poll() is not None

        waited("the dead node's jobs", requeued, limit=180, pause=1)
        run("scontrol", "update", "nodename=n2", "state=resume")

        def over() -> bool:
            self.lost |= self.slurm.hurry()
            self.records.look()
            return engine.poll() is not None

        waited("the engine", over, limit=limit, pause=1)

    def check(self, engine: subprocess.Popen[bytes], took: float) -> None:
        """Ends the test where anything is not as it should be."""
        videos, lost = len(self.names), self.lost
        if engine.returncode != 0:
            log = self.folder / "snakemake.log"
            said = log.read_text()[-4000:] if log.exists() else ""
            raise SystemExit(f"the engine ended with {engine.returncode}: {said}")
        again = self.records.check()
        if not lost or len({stage.split("/")[0] for stage in again}) > max(4, len(lost)):
            raise SystemExit(f"{len(lost)} jobs were on the dead node, and begun again were {again}")
        verified = subprocess.run(
            [self.program, "verify", "--output", str(self.outbox)], capture_output=True, text=True, check=False
        )
        if verified.returncode != 0:
            raise SystemExit(f"verify: {verified.stdout}{verified.stderr}")
        listed = [json.loads(line) for line in (self.outbox / "manifest.ndjson").read_text().splitlines()]
        if len(listed) != videos or any(line["status"] != "ready" for line in listed):
            raise SystemExit(f"the list of all videos has {len(listed)} lines: {[line['status'] for line in listed]}")
        left = json.loads(run(*self.plan, "--json"))
        if left["jobs"] or left["left"]:
            raise SystemExit(f"something is left to do: {left}")
        leavings = [str(path) for path in self.outbox.rglob("*attempt*")] + list((self.outbox / ".smartclip/leases").iterdir())
        if leavings:
            raise SystemExit(f"the dead node left something: {leavings}")
        print(f"{self.options.by}: {videos} videos ready in {took:.0f} s on {len(self.slurm.names)} nodes; one died with {len(lost)} "
              f"jobs, one was drained, the controller was started again; begun again, and never done before: {again or 'nothing'}")


if __name__ == "__main__":
    main()
