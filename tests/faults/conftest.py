"""A mother process for children to be killed, the records they load, and what must hold afterwards.

Everything runs through the ``catena`` command. ``CATENA_KILLS`` is the number of moments to kill at
(``make faults``: 200), ``CATENA_SEED`` makes them other moments.
"""

import contextlib
import json
import os
import re
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path
from time import monotonic, sleep
from typing import Any, Self

import pytest
import requests

import samples
from store.statements import unpack

ROOT = samples.FOLDER.parent
RECORD = re.compile(r"<record>.*?</record>", re.DOTALL)
FRAME = '<collection xmlns="http://www.loc.gov/MARC21/slim">\n{0}\n</collection>\n'
LOCAL = """from converters.bibframe.table import Each, Has, instance
TABLE = {"040": (instance(Has("bf:note", "bf:Note", Each("rdfs:label", "a"))),)}
"""


@dataclass(frozen=True)
class Ended:
    """How a child ended: its exit code (minus a signal's number), and what it said."""

    code: int
    seconds: float
    said: str

    @property
    def last(self) -> dict[str, Any]:
        """The object on the last line."""
        answer: dict[str, Any] = json.loads(self.said.splitlines()[-1])
        return answer


class Mother:
    """Our end of the pipe to ``mother.py``."""

    def __init__(self) -> None:
        clean = {k: v for k, v in os.environ.items() if not k.startswith("CATENA_")}
        self._process = subprocess.Popen(
            [sys.executable, str(Path(__file__).with_name("mother.py"))],
            cwd=ROOT,
            env=clean | {"PYTHONPATH": str(ROOT)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self._answer()

    def _answer(self) -> Any:
        assert self._process.stdout
        line = self._process.stdout.readline()
        assert line, "the mother process has died"
        return json.loads(line)

    def _ask(self, wish: dict[str, Any]) -> Any:
        assert self._process.stdin
        self._process.stdin.write(json.dumps(wish) + "\n")
        self._process.stdin.flush()
        return self._answer()

    def start(self, **wish: Any) -> int:
        """A child begins; its process number."""
        child: int = self._ask({"start": wish})
        return child

    def wait(self, child: int) -> tuple[int, float]:
        """Its exit code and the seconds it took."""
        ended = self._ask({"wait": child})
        return ended["code"], ended["seconds"]

    def signal(self, child: int, number: int) -> None:
        """Sends a signal to a child; to its whole group when ``child`` is negative."""
        self._ask({"signal": child, "number": number})

    def close(self) -> None:
        """Ends it and all its children."""
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.close()
        self._process.wait(30)
        self._process.stdout.close()


@dataclass
class House:
    """A folder with a home in it, and the ``catena`` command run there, to be killed or not."""

    folder: Path
    mother: Mother
    home: Path = field(init=False)
    acks: Path = field(init=False)
    environment: dict[str, str] = field(default_factory=dict)
    outs: dict[int, Path] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.folder.mkdir(exist_ok=True)
        self.home = self.folder / "home"
        self.acks = self.folder / "acks"

    def start(self, *argv: str | Path, **how: Any) -> int:
        """Begins a command; ``how`` is that of mother.py's ``Wish``."""
        out = self.folder / f"out-{len(self.outs)}"
        out.touch()
        environment = {
            "CATENA_HOME": str(self.home),
            "CATENA_WORKERS": "1",
            "CATENA_QUERY_WORKERS": "1",
            "CATENA_MEMBER": "PKU",
        }
        child = self.mother.start(
            argv=[str(word) for word in argv],
            env=environment | self.environment,
            out=str(out),
            **how,
        )
        self.outs[child] = out
        return child

    def ended(self, child: int) -> Ended:
        """Waits for it."""
        code, seconds = self.mother.wait(child)
        return Ended(code, seconds, self.outs[child].read_text(encoding="utf-8"))

    def run(self, *argv: str | Path, **how: Any) -> Ended:
        """A command from beginning to end."""
        return self.ended(self.start(*argv, **how))

    def done(self, *argv: str | Path, **how: Any) -> Ended:
        """A command that must succeed."""
        ended = self.run(*argv, **how)
        assert ended.code == 0, f"{argv}: {ended}"
        return ended

    def check(self) -> dict[str, int]:
        """``catena check --deep`` is clean; how much it found in each projection."""
        told = self.done("check", "--deep", "--json").last
        assert told["equal"], told
        return {name: each["found"] for name, each in told["projections"].items()}

    def acknowledged(self) -> tuple[int, Counter[tuple[str, ...]]]:
        """The newest head that was told, and every entry told to be written."""
        head, entries = 0, Counter[tuple[str, ...]]()
        for line in self.acks.read_text().splitlines() if self.acks.exists() else ():
            told = json.loads(line)
            head = max(head, told["head"])
            entries.update(tuple(entry) for entry in told["entries"])
        return head, entries

    def kept(self) -> dict[tuple[str, ...], list[str]]:
        """What the log holds: digests of the bytes of each control number, in order of version.

        Fails when numbers of changes or versions have gaps, or the same bytes came in twice.
        """
        found: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
        with sqlite3.connect(f"file:{self.home}/log.sqlite?mode=ro", uri=True) as log:
            numbers = [row[0] for row in log.execute("SELECT seq FROM change ORDER BY seq")]
            rows = log.execute(
                "SELECT member, kind, control, version, raw FROM contribution "
                "WHERE format != 'json' "  # those that the union has composed
                "ORDER BY member, kind, control, version"
            )
            for member, kind, control, version, raw in rows:
                digests = found[member, kind, control]
                digests.append(blake2b(unpack(raw)).hexdigest())
                assert len(digests) == version, f"{control}: its versions have a gap"
                assert digests[-1:] != digests[-2:-1], f"{control} was taken in twice"
            whole = log.execute("PRAGMA integrity_check").fetchone()[0]
        log.close()
        assert whole == "ok"
        assert numbers == list(range(1, len(numbers) + 1)), "the numbers of changes have a gap"
        return found

    def nothing_is_lost(self) -> dict[str, int]:
        """Every acknowledged change is in the log, once, and the projections are equal to it."""
        counted = self.check()
        head, told = self.acknowledged()
        kept = self.kept()
        with sqlite3.connect(f"file:{self.home}/log.sqlite?mode=ro", uri=True) as log:
            newest = log.execute("SELECT coalesce(max(seq), 0) FROM change").fetchone()[0]
        log.close()
        assert newest >= head, f"{head} was acknowledged, the log ends at {newest}"
        for (member, kind, control, digest), times in told.items():
            found = kept[member, kind, control].count(digest)
            assert found >= times, f"{control} was acknowledged {times} times, and is there {found}"
        return counted


@pytest.fixture(scope="session")
def mother() -> Iterator[Mother]:
    opened = Mother()
    yield opened
    opened.close()


@pytest.fixture
def house(tmp_path: Path, mother: Mother) -> House:
    return House(tmp_path / "house", mother)


@dataclass(frozen=True)
class Files:
    """Records of all kinds and both families: as they come first, and as they come again."""

    copies: Path
    mixed: Path
    again: Path
    rules: Path

    @property
    def first(self) -> tuple[str, ...]:
        """How they are loaded the first time: copies before their books."""
        return ("load", str(self.copies), str(self.mixed), "--json")

    @property
    def update(self) -> tuple[str, ...]:
        """How they are loaded the second time."""
        return ("load", str(self.again), "--json")


def records() -> list[str]:
    """Samples of every kind, as they follow each other in a union's day."""
    piles = [
        [record for file in files for record in RECORD.findall(file.read_text(encoding="utf-8"))]
        for files in (
            samples.marc21_files()[3:4],
            samples.cnmarc_files()[:3],
            samples.authority_files(),
            [file for file in samples.holdings_files() if file.suffix == ".xml"],
        )
    ]
    piles = [pile[:14] for pile in piles]
    longest = max(map(len, piles))
    return [pile[place] for place in range(longest) for pile in piles if place < len(pile)]


def sent_again(sent: Sequence[str]) -> Iterator[str]:
    """Every third altered, every fifth withdrawn, every seventh beside a new one; others as is."""
    for place, record in enumerate(sent):
        start = record.index("<leader>") + len("<leader>") + 5
        if place % 5 == 0:
            yield f"{record[:start]}d{record[start + 1 :]}"
        elif place % 3 == 0:
            yield re.sub(r'(<subfield code="a">)', r"\1Again ", record, count=3)
        else:
            yield record
        if place % 7 == 0:
            yield re.sub(r'(<controlfield tag="001">)', r"\1N", record, count=1)


@pytest.fixture(scope="session")
def files(tmp_path_factory: pytest.TempPathFactory) -> Files:
    folder = tmp_path_factory.mktemp("sent")
    made = Files(*(folder / name for name in ("copies.csv", "mixed.xml", "again.xml", "rules.py")))
    shutil.copy(samples.FOLDER / "holdings" / "PKU.csv", made.copies)
    sent = records()
    made.mixed.write_text(FRAME.format("\n".join(sent)), encoding="utf-8")
    made.again.write_text(FRAME.format("\n".join(sent_again(sent))), encoding="utf-8")
    made.rules.write_text(LOCAL, encoding="utf-8")
    return made


@pytest.fixture(scope="session")
def loaded(tmp_path_factory: pytest.TempPathFactory, mother: Mother, files: Files) -> House:
    """A home into which the files have been loaded once; to be copied, not to be touched."""
    house = House(tmp_path_factory.mktemp("loaded") / "house", mother)
    house.done(*files.first, acks=str(house.acks))
    return house


@pytest.fixture
def filled(house: House, loaded: House) -> House:
    """A house of one's own with the files loaded."""
    shutil.copytree(loaded.home, house.home)
    return house


class Server:
    """``catena serve`` of a house, until the block ends."""

    def __init__(self, house: House) -> None:
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        self._house = house
        self.child = house.start("serve", "--port", str(self.port))
        self.ended: Ended | None = None

    @property
    def said(self) -> str:
        """What it has said so far."""
        return self._house.outs[self.child].read_text(encoding="utf-8")

    def get(self, path: str, **parameters: str) -> requests.Response:
        """A page of it."""
        address = f"http://127.0.0.1:{self.port}{path}"
        return requests.get(address, params=parameters, timeout=20)

    def counted(self, where: str) -> int:
        """How many answers a query has, as its query service sees the graph."""
        query = f"SELECT (COUNT(*) AS ?n) {{ {where} }}"
        answer = self.get("/sparql", query=query, format="json")
        assert answer.status_code == 200, answer.text
        return int(answer.json()["results"]["bindings"][0]["n"]["value"])

    def __enter__(self) -> Self:
        until(lambda: "is at http://" in self.said or self._gone())
        return self

    def _gone(self) -> bool:
        return Path(f"/proc/{self.child}/stat").read_text().split()[2] == "Z"

    def __exit__(self, *_: object) -> None:
        with contextlib.suppress(ProcessLookupError):
            self._house.mother.signal(self.child, signal.SIGTERM)
        self.ended = self._house.ended(self.child)


def until(true: Callable[[], Any], seconds: float = 20.0) -> None:
    """Waits for it."""
    limit = monotonic() + seconds
    while not true():
        assert monotonic() < limit, "it did not happen"
        sleep(0.05)


@pytest.fixture
def wait() -> Callable[..., None]:
    return until


@pytest.fixture
def served() -> type[Server]:
    return Server
