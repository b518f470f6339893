"""Videos of an object store, for machines that share no file system: each job takes its video from there, and
brings its folder back.

    snakemake -s Pipeline/cluster/store.smk --workflow-profile Pipeline/cluster/profiles/local \
        --config inbox=s3://talks/inbox outbox=s3://talks/outbox list=inbox.txt program=smartclip flags="--clips 5"

`list` names what lies in the inbox, a line each, as `aws s3 ls --recursive` or `rclone lsf -R` tell it: videos, and what lies beside them.
The folder of `sub/talk.mp4` is in `outbox/sub/talk.tar`, one object that is replaced as a whole, and `outbox/manifest.ndjson` lists all. Where the store is, and
who asks, Snakemake's own plugin for it is told: SNAKEMAKE_STORAGE_S3_ENDPOINT_URL, _ACCESS_KEY, _SECRET_KEY.

Records are the truth here as well: a job begins with the folder that is there, and does what is not done in it. What costs money
elsewhere is refused: the list of what was paid for would be on the machine that dies.
"""

import json
import pathlib
import posixpath
import re
import shlex

INBOX = config["inbox"].rstrip("/")
OUTBOX = config["outbox"].rstrip("/")
PROGRAM = config.get("program", "smartclip")
FLAGS = shlex.split(config.get("flags", ""))
VIDEOS = {".mp4", ".mov", ".m4v", ".mkv", ".webm", ".avi", ".ts", ".mts", ".m2ts", ".mpg", ".mpeg", ".flv", ".wmv", ".ogv", ".3gp"}

for flag, why in {
    "--host=mux": "its ledger must be where all machines see it",
    "--analyst=openai": "its budgets must be where all machines see them",
    "--recogniser=server": "its budgets must be where all machines see them",
}.items():
    name, value = flag.split("=")
    if flag in FLAGS or any(pair == (name, value) for pair in zip(FLAGS, FLAGS[1:])):
        raise WorkflowError(f"{name} {value} needs an outbox that all machines mount: {why}")

LISTED = [line.strip() for line in pathlib.Path(config["list"]).read_text().splitlines() if line.strip()]
# By the folder that a video gets.
SOURCES = {}
for path in LISTED:
    stem, kind = posixpath.splitext(path)
    if kind.lower() in VIDEOS and not posixpath.basename(path).startswith("."):
        if stem in SOURCES:
            raise WorkflowError(f"{SOURCES[stem]} and {path} would have one folder; rename one of them")
        SOURCES[stem] = path


def beside(stem):
    """What belongs to a video: itself, what is named after it, and the settings of its folder and those above."""
    folders = [posixpath.dirname(stem)]
    while folders[-1]:
        folders.append(posixpath.dirname(folders[-1]))
    settings = {posixpath.join(folder, ".smartclip.yaml") for folder in folders}
    others = [path for path in LISTED if path != SOURCES[stem] and (path.startswith(stem + ".") or path in settings)]
    return [SOURCES[stem], *(path for path in others if path not in SOURCES.values())]


def earlier(wildcards):
    """The folder that is in the store already."""
    folder = storage(f"{OUTBOX}/{wildcards.stem}.tar")
    return [before_update(folder)] if folder.flags["storage_object"].exists() else []


localrules: all, list


rule all:
    input:
        lines=[storage(f"{OUTBOX}/.lines/{stem}") for stem in SOURCES],
        list=storage(f"{OUTBOX}/manifest.ndjson"),
    run:
        failed = 0
        for path in input.lines:
            line = json.loads(pathlib.Path(path).read_text())
            if line["status"] == "ready":
                continue
            failed += 1
            error = line.get("error") or {}
            print(f"{line['folder']}: {line['status']}: {error.get('message', '')}")
            # What failed is tried again by the next run.
            path.flags["storage_object"].remove()
        if failed:
            raise WorkflowError(f"{failed} of {len(SOURCES)} videos are not ready; run again to try them again")


rule list:
    """Readers find all videos here, as in any outbox."""
    input:
        [storage(f"{OUTBOX}/.lines/{stem}") for stem in SOURCES],
    output:
        storage(f"{OUTBOX}/manifest.ndjson"),
    run:
        pathlib.Path(output[0]).write_text("".join(sorted(pathlib.Path(path).read_text() for path in input)))


rule video:
    input:
        parts=lambda wildcards: [storage(f"{INBOX}/{path}") for path in beside(wildcards.stem)],
        earlier=earlier,
    output:
        # Not removed before there is a new one.
        folder=update(storage(f"{OUTBOX}/{{stem}}.tar")),
        # Made last: what says that the folder is as it should be.
        line=storage(f"{OUTBOX}/.lines/{{stem}}"),
    wildcard_constraints:
        stem="|".join(map(re.escape, SOURCES)) or "nothing",
    params:
        source=lambda wildcards: SOURCES[wildcards.stem],
        program=PROGRAM,
        flags=FLAGS,
    threads: int(config.get("cores", 4))
    retries: 3
    resources:
        mem_mb=lambda wildcards, attempt: int(config.get("memory_mb", 6000)) * attempt,
    shell:
        r"""
        work=$(mktemp -d)
        trap 'rm -rf "$work"' EXIT
        for folder in {input.earlier:q}; do tar -xf "$folder" -C "$work"; done
        video={input.parts[0]:q}
        code=0
        {params.program:q} run "$video" --inbox "${{video%/{params.source}}}" --output "$work" --progress plain {params.flags:q} \
            </dev/null || code=$?
        # Without a folder there is nothing to bring back, and what went wrong stands above.
        if [[ ! -e "$work"/{wildcards.stem:q}/manifest.json ]]; then exit $((code ? code : 1)); fi
        tar -cf {output.folder:q} -C "$work" {wildcards.stem:q}
        cp "$work/manifest.ndjson" {output.line:q}
        """
