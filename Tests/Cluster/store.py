#!/usr/bin/env python3
"""Videos of an object store: Pipeline/cluster/store.smk over a server that speaks S3 (moto), with nothing on a shared disk.

    FOLDER/bin/python Tests/Cluster/store.py --program .build/release/smartclip

FOLDER is a virtual environment with snakemake, snakemake-storage-plugin-s3 and moto[server]. All must be ready; a run again must have
nothing to do; where the engine forgot that all is done, no stage may run again; and of a video some of whose records are lost only those
stages run. Ends with 0 if so.
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import io
import json
import os
import pathlib
import shutil
import socket
import subprocess
import sys
import tarfile
from collections.abc import Iterator

from cluster import FLAGS, PIPELINE, make, scratch, waited


class Store:
    """A server on loopback, and what is in it."""

    def __init__(self, port: int) -> None:
        # Of the virtual environment that the test runs in.
        import boto3  # type: ignore

        self.address = f"http://127.0.0.1:{port}"
        self.environment = {
            "SNAKEMAKE_STORAGE_S3_ENDPOINT_URL": self.address, "SNAKEMAKE_STORAGE_S3_ACCESS_KEY": "an-id",
            "SNAKEMAKE_STORAGE_S3_SECRET_KEY": "a-secret",
        }
        self.bucket = boto3.resource(
            "s3", endpoint_url=self.address, region_name="us-east-1", aws_access_key_id="an-id", aws_secret_access_key="a-secret"
        ).Bucket("talks")
        self.bucket.create()

    def names(self, prefix: str) -> list[str]:
        return sorted(item.key for item in self.bucket.objects.filter(Prefix=prefix))

    def read(self, key: str) -> bytes:
        return bytes(self.bucket.Object(key).get()["Body"].read())

    def files(self, video: str) -> dict[str, bytes]:
        """What is in a video's folder, by path."""
        with tarfile.open(fileobj=io.BytesIO(self.read(f"outbox/{video}.tar"))) as folder:
            return {item.name: folder.extractfile(item).read() for item in folder if item.isfile()}  # type: ignore[union-attr]

    def put(self, video: str, files: dict[str, bytes]) -> None:
        """Replaces a video's folder."""
        packed = io.BytesIO()
        with tarfile.open(fileobj=packed, mode="w") as folder:
            for name, content in files.items():
                item = tarfile.TarInfo(name)
                item.size = len(content)
                folder.addfile(item, io.BytesIO(content))
        self.bucket.Object(f"outbox/{video}.tar").put(Body=packed.getvalue())

    def records(self, videos: list[str]) -> dict[str, tuple[int, str, str]]:
        """By path, the attempt, how it ended and when."""
        found = {}
        for video in videos:
            for name, content in self.files(video).items():
                if "/state/" in name:
                    record = json.loads(content)
                    found[name] = (record["attempt"], record["status"], record["finished_at"])
        return found


@contextlib.contextmanager
def moto(folder: pathlib.Path) -> Iterator[Store]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with (folder / "moto.log").open("wb") as log:
        server = subprocess.Popen(
            [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)], stdout=log, stderr=log
        )
    try:
        def answers() -> bool:
            with socket.socket() as probe:
                return probe.connect_ex(("127.0.0.1", port)) == 0

        waited("moto", answers)
        yield Store(port)
    finally:
        server.terminate()
        server.wait()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", required=True, type=pathlib.Path)
    parser.add_argument("--videos", type=int, default=3)
    options = parser.parse_args()
    with scratch() as folder, moto(folder) as store:
        names = make(folder / "local", options.videos)
        for path in sorted((folder / "local").iterdir()):
            store.bucket.upload_file(str(path), f"inbox/sub/{path.name}")
        listing = [name.removeprefix("inbox/") for name in store.names("inbox/")]
        (folder / "inbox.txt").write_text("\n".join(listing) + "\n")
        work(options, folder, store, names)


def work(options: argparse.Namespace, folder: pathlib.Path, store: Store, names: list[str]) -> None:
    def snakemake(node: str) -> str:
        """A run on a machine that has nothing of what others had."""
        (folder / node).mkdir()
        ended = subprocess.run(
            [str(pathlib.Path(sys.executable).parent / "snakemake"), "-s", str(PIPELINE / "store.smk"), "--workflow-profile",
             str(PIPELINE / "profiles/local"), "--cores", "2", "--shared-fs-usage", "none", "--config",
             "inbox=s3://talks/inbox", "outbox=s3://talks/outbox", f"list={folder}/inbox.txt", "cores=1", "memory_mb=1000",
             f"program={options.program.resolve()}", f"flags={' '.join(FLAGS)}"],
            cwd=folder / node, env=os.environ | store.environment, capture_output=True, text=True, check=False,
        )
        if ended.returncode != 0:
            raise SystemExit(f"snakemake ended with {ended.returncode}: {ended.stdout[-2000:]}{ended.stderr[-6000:]}")
        shutil.rmtree(folder / node)
        return ended.stderr

    videos = [f"sub/{name}" for name in names]
    snakemake("first")
    first = store.records(videos)
    if len(first) != 6 * len(videos) or any(record[:2] != (1, "done") for record in first.values()):
        raise SystemExit(f"not all was done, once: {first}")
    lines = [json.loads(line) for line in store.read("outbox/manifest.ndjson").decode().splitlines()]
    if [(line["folder"], line["status"]) for line in lines] != [(video, "ready") for video in videos]:
        raise SystemExit(f"the list says {lines}")
    for video in videos:
        check(store.files(video), video)
    if "rule video" in (said := snakemake("again")):
        raise SystemExit(f"there was something to do: {said[-3000:]}")
    for video in videos:
        # Which is all that the engine knows.
        store.bucket.Object(f"outbox/.lines/{video}").delete()
    snakemake("forgetful")
    if (now := store.records(videos)) != first:
        raise SystemExit(f"what was done was done again: {now}")
    lost = f"{videos[0]}/state/6-caption.json"
    store.put(videos[0], {name: content for name, content in store.files(videos[0]).items() if name != lost})
    store.bucket.Object(f"outbox/.lines/{videos[0]}").delete()
    snakemake("partial")
    changed = [name for name, record in store.records(videos).items() if record != first[name]]
    if changed != [lost]:
        raise SystemExit(f"one record was lost, and made again were {changed}")
    print(f"store: {len(videos)} videos ready, none of them done twice")


def check(files: dict[str, bytes], video: str) -> None:
    """What the records list is there as they list it."""
    for name in [name for name in files if name.startswith(f"{video}/state/")]:
        for output in json.loads(files[name])["outputs"]:
            if hashlib.sha256(files[f"{video}/{output['path']}"]).hexdigest() != output["sha256"]:
                raise SystemExit(f"{video}/{output['path']} is another file than its record says")


if __name__ == "__main__":
    main()
