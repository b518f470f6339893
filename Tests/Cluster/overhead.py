#!/usr/bin/env python3
"""What an engine costs: the same videos by three nodes of one core each, started by Slurm, and by one machine with three at once.

    Tests/Cluster/overhead.py --program .build/release/smartclip --emulator .build/release/mux-emulator
        [--videos 12] [--seconds 6] [--times 2] [--by sbatch|snakemake] [--snakemake PROGRAM] [--most 1.15]

A machine with two cores cannot be four of them, so the work is such that it waits: an emulator of Mux takes so many seconds for all that it
makes. The two ways take turns, as other work on the machine would else be one's misfortune. Ends with 1 where Slurm takes more than
so many times the time of one machine.
"""

from __future__ import annotations

import argparse
import json
import os
import pathlib
import shutil
import time

from cluster import FLAGS, PIPELINE, Mux, Slurm, make, run, scratch, waited


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", required=True, type=pathlib.Path)
    parser.add_argument("--emulator", required=True, type=pathlib.Path)
    parser.add_argument("--videos", type=int, default=12)
    parser.add_argument("--seconds", type=float, default=6)
    parser.add_argument("--times", type=int, default=2)
    parser.add_argument("--by", choices=["sbatch", "snakemake"], default="sbatch")
    parser.add_argument("--snakemake", default="snakemake")
    parser.add_argument("--most", type=float, default=1.15)
    options = parser.parse_args()
    if problem := Slurm.problem():
        raise SystemExit(problem)
    alone, together = 0.0, 0.0
    with scratch() as folder:
        names = make(folder / "inbox", options.videos)
        with Slurm(folder, 3, cores=1):
            for number in range(options.times):
                first = measure(options, folder, f"alone-{number}", names, one_machine)
                second = measure(options, folder, f"together-{number}", names, three_nodes)
                alone, together = alone + first, together + second
                print(f"{options.videos} videos: one machine {first:.1f} s, three nodes {second:.1f} s: {second / first:.3f}", flush=True)
    print(f"in all {together / alone:.3f} times the time of one machine")
    if together > options.most * alone:
        raise SystemExit(f"more than {options.most}")


def measure(options: argparse.Namespace, folder: pathlib.Path, way: str, names: list[str], start: object) -> float:
    """The seconds that a way takes, with an account of its own at Mux, and an outbox of its own."""
    assert callable(start)
    outbox = folder / way
    with Mux(options.emulator, folder / f"mux-{way}", options.seconds) as mux:
        os.environ.update(mux.environment)
        began = time.monotonic()
        start(options, folder, outbox)
        took = time.monotonic() - began
        mux.check(len(names))
    shutil.rmtree(outbox)
    return took


def one_machine(options: argparse.Namespace, folder: pathlib.Path, outbox: pathlib.Path) -> None:
    run(str(options.program), "run", str(folder / "inbox"), "--output", str(outbox), "--host", "mux", "--jobs", "3", "--progress",
        "none", *FLAGS)


def three_nodes(options: argparse.Namespace, folder: pathlib.Path, outbox: pathlib.Path) -> None:
    """With leases, as machines have them that do not see each other's locks."""
    plan = [str(options.program), "cluster", "plan", str(folder / "inbox"), "--output", str(outbox), "--host", "mux", "--jobs", "1",
            "--sharing", "lease", *FLAGS]
    if options.by == "sbatch":
        script = folder / "job.sbatch"
        run(*plan, "--slurm", str(script))
        run("sbatch", "--cpus-per-task=1", "--mem=500", f"--output={folder}/task-%a.out", str(script))
        # Its own `--wait` asks ever more seldom, in the end every half minute.
        waited("the tasks", lambda: not run("squeue", "-h"), limit=60 * options.videos)
        ends = set(run("squeue", "-h", "-t", "all", "-o", "%T").split())
        if ends != {"COMPLETED"}:
            raise SystemExit(f"tasks ended as {ends}")
        return
    jobs = folder / f"{outbox.name}.json"
    listed = json.loads(run(*plan, "--json"))
    for job in listed["jobs"]:
        job["resources"] |= {"cores": 1, "memory_mb": 500}
    jobs.write_text(json.dumps(listed))
    run(options.snakemake, "-s", str(PIPELINE / "Snakefile"), "--workflow-profile", str(PIPELINE / "profiles/slurm"), "--directory",
        str(folder), "--config", f"jobs={jobs}", "--resources", "mux=100", "--groups", "job=video",
        "--slurm-init-seconds-before-status-checks", "2", "--seconds-between-status-checks", "2", "--latency-wait", "5")


if __name__ == "__main__":
    main()
