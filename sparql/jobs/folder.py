"""Jobs on disk: a folder for each, with what is known of it and its result, whole or not there."""

import json
import os
import re
import secrets
import shutil
from contextlib import suppress
from pathlib import Path
from typing import Final

from sparql.jobs.job import Job, read, written

ID: Final = re.compile(r"[A-Za-z0-9_-]{22}")
_JOB: Final = "job.json"
_RESULT: Final = "result"
_PART: Final = ".part"
_NEW: Final = ".new"
_GONE: Final = ".gone"


def new_id() -> str:
    """A name nobody guesses: 128 random bits."""
    return secrets.token_urlsafe(16)


class JobsFolder:
    """The folder of all jobs, which one process uses at a time (that of ``catena serve``)."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for left in folder.iterdir():  # of a process that was killed
            if left.name.endswith((_NEW, _GONE)):
                shutil.rmtree(left, ignore_errors=True)

    def all(self) -> tuple[list[Job], list[str]]:
        """Every job, and a sentence for each folder that cannot be read as one."""
        jobs, complaints = [], []
        for folder in sorted(self._folder.iterdir()):
            if not ID.fullmatch(folder.name):
                continue
            try:
                job = read(json.loads((folder / _JOB).read_bytes()))
                if job.id != folder.name:
                    raise ValueError("it is another job's")
                if job.state == "done" and not self.result(job.id).is_file():
                    raise ValueError("its result is missing")
                jobs.append(job)
            except (OSError, ValueError) as error:
                complaints.append(
                    f"The job in {folder} cannot be read ({error}) and is left out. Remove the "
                    "folder, or put it back from a backup and start again."
                )
        return jobs, complaints

    def add(self, job: Job) -> None:
        """A new job; after a crash it is there whole, or not at all."""
        making = self._folder / f"{job.id}{_NEW}"
        making.mkdir(mode=0o700)
        try:
            _write(making / _JOB, job)
            making.rename(self._folder / job.id)
        except OSError:
            shutil.rmtree(making, ignore_errors=True)
            raise
        _flush(self._folder)

    def update(self, job: Job) -> None:
        """What is known now in place of what was."""
        file = self._folder / job.id / _JOB
        part = file.with_name(_JOB + _PART)
        _write(part, job)
        part.replace(file)
        _flush(file.parent)

    def remove(self, job_id: str) -> None:
        """The job and its result; who is reading the result reads on."""
        going = self._folder / f"{job_id}{_GONE}"
        (self._folder / job_id).rename(going)
        shutil.rmtree(going, ignore_errors=True)

    def part(self, job_id: str) -> Path:
        """Where the result is written to."""
        return self._folder / job_id / f"{_RESULT}{_PART}"

    def result(self, job_id: str) -> Path:
        """Where the result is, once it is whole."""
        return self._folder / job_id / _RESULT

    def finish(self, job_id: str) -> None:
        """The result is whole."""
        self.part(job_id).replace(self.result(job_id))

    def drop(self, job_id: str) -> None:
        """Takes away what there is of a result."""
        for file in (self.part(job_id), self.result(job_id)):
            with suppress(OSError):
                file.unlink()

    def free(self) -> int:
        """Room on the disk, in bytes."""
        return shutil.disk_usage(self._folder).free


def _write(file: Path, job: Job) -> None:
    text = json.dumps(written(job), ensure_ascii=True, indent=1) + "\n"
    with file.open("w", encoding="ascii") as out:
        out.write(text)
        out.flush()
        os.fsync(out.fileno())


def _flush(folder: Path) -> None:
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
