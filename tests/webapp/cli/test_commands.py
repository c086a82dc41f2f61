"""The command line: honest counts, honest exit codes, one sentence for what goes wrong."""

import fcntl
import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from time import monotonic, sleep

import pytest
from pyoxigraph import RdfFormat, parse

import samples
from converters import MarcRecord, as_iso2709, read

COUNTS = ("read", "accepted", "merged", "unchanged", "rejected", "quarantined")
ZJU = next(file for file in samples.marc21_files() if file.stem == "ZJU")

type Catena = Callable[..., subprocess.CompletedProcess[str]]


def records() -> list[MarcRecord]:
    return [record for record in read(ZJU) if isinstance(record, MarcRecord)]


def test_help_answers_without_importing_anything_heavy() -> None:
    script = (
        "import sys; from webapp.cli import main; main(['--help'], standalone_mode=False); "
        "print([m for m in ('lxml', 'pyoxigraph', 'flask', 'sqlalchemy', 'rdflib', 'pymarc')"
        " if m in sys.modules])"
    )
    said = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert said.stdout.splitlines()[-1] == "[]"
    assert "rebuild" in said.stdout


def test_a_load_a_check_a_query_and_a_second_load(process: Catena) -> None:
    loaded = process("load", samples.members(), ZJU, "--member", "ZJU", "--json")
    assert loaded.returncode == 0, loaded.stderr
    counts = json.loads(loaded.stdout.splitlines()[-1])
    assert tuple(counts) == COUNTS
    assert counts["read"] == counts["accepted"] == 12 + len(records())

    checked = process("check", "--json")
    assert (checked.returncode, json.loads(checked.stdout)["equal"]) == (0, True)

    question = "SELECT (COUNT(*) AS ?n) { ?w a <http://id.loc.gov/ontologies/bibframe/Item> }"
    copies = sum(len(record.marc.get_fields("852")) for record in records())
    assert process("query", question, "--format", "csv").stdout.split() == ["n", str(copies)]

    again = process("load", ZJU, "--member", "ZJU", "--json")
    assert json.loads(again.stdout.splitlines()[-1])["unchanged"] == len(records())


def test_what_is_refused_makes_exit_code_1_and_is_told(catena: Catena, tmp_path: Path) -> None:
    (tmp_path / "mixed.mrc").write_bytes(
        as_iso2709(records()[0].marc) + b"99999nam a2299999 a 4500 rubbish\x1d"
    )
    loaded = catena("load", "mixed.mrc")
    assert loaded.returncode == 1
    assert "2 read = 1 accepted + 1 rejected" in loaded.stderr
    assert "why: var/refused/mixed-" in loaded.stderr


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (("load", "nowhere.mrc"), 3, "catena: nowhere.mrc: No such file or directory."),
        (("load", "."), 3, "Is a directory"),
        (("load", "empty.mrc"), 3, "catena: empty.mrc is empty."),
        (("load", "thesis.pdf"), 3, "catena: thesis.pdf is no MARC file"),
        (("load",), 2, "Missing argument"),
        (("lode", "x"), 2, "No such command"),
        (("convert", "thesis.pdf", "-o", "x.nt"), 3, "catena: thesis.pdf is no MARC file"),
        (("query", "SELECT * {"), 3, "catena: "),
        (("query", "DELETE WHERE { ?s ?p ?o }"), 3, "catena: "),
        (("query",), 2, "Give the query itself"),
        (("validate", "thesis.pdf"), 3, "convert MARC first"),
    ],
)
def test_what_goes_wrong_is_one_sentence_and_a_code(
    words: tuple[str, ...], code: int, sentence: str, catena: Catena, tmp_path: Path
) -> None:
    (tmp_path / "empty.mrc").touch()
    (tmp_path / "thesis.pdf").write_bytes(b"%PDF-1.7 ...")
    done = catena(*words)
    assert done.returncode == code, done.stderr
    assert sentence in done.stderr
    assert "Traceback" not in done.stderr


def test_one_bad_file_of_several_does_not_stop_the_others(catena: Catena, tmp_path: Path) -> None:
    (tmp_path / "empty.mrc").touch()
    done = catena("load", "empty.mrc", ZJU, "--json")
    assert done.returncode == 1
    assert json.loads(done.stdout.splitlines()[-1])["accepted"] == len(records())


@pytest.mark.parametrize(
    ("name", "format_"),
    [
        ("ntriples", RdfFormat.N_TRIPLES),
        ("turtle", RdfFormat.TURTLE),
        ("jsonld", RdfFormat.JSON_LD),
        ("rdfxml", RdfFormat.RDF_XML),
    ],
)
def test_every_format_says_the_same(
    name: str, format_: RdfFormat, catena: Catena, tmp_path: Path
) -> None:
    stamp = ("--generated", "2026-01-01T00:00:00Z")
    assert catena("convert", ZJU, "-o", "out", "-f", name, *stamp).returncode == 0
    assert catena("convert", ZJU, "-o", "nt", *stamp).returncode == 0
    quads = set(parse((tmp_path / "out").read_bytes(), format_))
    assert quads == set(parse((tmp_path / "nt").read_bytes(), RdfFormat.N_TRIPLES))
    assert len(quads) > 500
    assert not (tmp_path / "out.part").exists()


def test_convert_to_standard_output_is_clean_triples(catena: Catena) -> None:
    done = catena("convert", ZJU)
    assert done.returncode == 0
    assert len(list(parse(done.stdout, RdfFormat.N_TRIPLES))) > 500


def test_an_export_of_marc_loads_again_as_the_same_records(catena: Catena, tmp_path: Path) -> None:
    catena("load", ZJU, "--member", "ZJU")
    for name, suffix in (("mrc", "mrc"), ("marcxml", "xml")):
        assert catena("export", "-f", name, "-o", f"all.{suffix}").returncode == 0
        exported = {r.control_number: r for r in read(tmp_path / f"all.{suffix}")}
        for record in records():
            again = exported[record.control_number]
            assert [str(f) for f in again.marc.fields] == [str(f) for f in record.marc.fields]


def test_an_export_of_rdf_is_the_whole_graph(catena: Catena, tmp_path: Path) -> None:
    catena("load", ZJU, "--member", "ZJU")
    catena("export", "-f", "turtle", "-o", "all.ttl")
    count = catena("query", "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", "--format", "csv")
    exported = set(parse((tmp_path / "all.ttl").read_bytes(), RdfFormat.TURTLE))
    assert count.stdout.split() == ["n", str(len(exported))]


def test_the_catalogue_of_the_samples_has_no_violation(catena: Catena) -> None:
    catena("load", ZJU, "--member", "ZJU")
    done = catena("validate")
    assert done.returncode == 0
    assert "0 violations" in done.stdout


def test_a_rebuilt_graph_equals_the_log(catena: Catena) -> None:
    catena("load", ZJU, "--member", "ZJU")
    assert "made again" in catena("rebuild").stdout
    assert catena("check").returncode == 0


def test_a_store_in_use_is_said_so(process: Catena, tmp_path: Path) -> None:
    (tmp_path / "var").mkdir()
    with (tmp_path / "var" / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        lock.write("process 77 (catena serve)")
        lock.flush()
        done = process("load", ZJU)
    assert done.returncode == 3
    assert "in use by process 77 (catena serve)" in done.stderr


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("CATENA_BASE_IRI", "localhost:8000", "should begin with http:// or https://"),
        ("CATENA_WORKERS", "many", "CATENA_WORKERS is 'many'"),
    ],
)
def test_a_setting_that_cannot_be_used_is_named(
    name: str, value: str, sentence: str, catena: Catena
) -> None:
    done = catena("check", **{name: value})
    assert done.returncode == 3
    assert sentence in done.stderr


def test_a_full_disk_is_one_sentence_and_what_was_committed_is_safe(
    process: Catena, tmp_path: Path
) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(disk)]
    if os.geteuid() != 0 or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("mounting a small disk needs root")
    try:
        done = process("load", *samples.marc21_files(), CATENA_HOME=str(disk))
        assert done.returncode == 3, done.stderr
        assert re.search(r"disk\b.* is full\b", done.stderr)
        assert "Traceback" not in done.stderr
    finally:
        subprocess.run(["umount", "-l", str(disk)], check=True)


def test_memory_does_not_grow_with_the_file(catena: Catena, tmp_path: Path) -> None:
    rubbish = b"99999nam a2299999 a 4500 rubbish".ljust(1500, b".") + b"\x1d"
    script = (
        "import subprocess, sys, resource; subprocess.run([sys.executable, '-m', 'webapp.cli', "
        "'convert', sys.argv[1], '-o', 'out', '--quiet'], stderr=subprocess.DEVNULL); "
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    peaks = []
    for count in (1_000, 20_000):
        (tmp_path / "long.mrc").write_bytes(rubbish * count)
        words = [sys.executable, "-c", script, "long.mrc"]
        done = subprocess.run(words, cwd=tmp_path, capture_output=True, text=True, check=True)
        peaks.append(int(done.stdout))
    assert peaks[1] - peaks[0] < 6_500, f"{peaks} KiB for 1.5 MB and for 30 MB"


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file that takes some seconds to convert."""
    file = tmp_path_factory.mktemp("many") / "many.mrc"
    file.write_bytes(
        b"".join(as_iso2709(r.marc) for f in samples.marc21_files() for r in read(f)) * 30
    )
    return file


def loading(folder: Path, many: Path) -> subprocess.Popen[str]:
    """A conversion that lasts some seconds, in a process group of its own, once under way."""
    # Tests run in the background of a shell are deaf to Ctrl-C, and so would their children be.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    process = subprocess.Popen(
        [sys.executable, "-m", "webapp.cli", "convert", str(many), "-o", "out.nt"],
        cwd=folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    deadline = monotonic() + 60
    while not (folder / "out.nt.part").exists() or not (folder / "out.nt.part").stat().st_size:
        assert monotonic() < deadline
        sleep(0.01)
    return process


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_command_that_is_stopped_says_so_and_leaves_nothing_half_written(
    number: signal.Signals, many: Path, tmp_path: Path
) -> None:
    with loading(tmp_path, many) as process:
        os.killpg(process.pid, number)
        _, said = process.communicate(timeout=30)
    assert process.returncode == 3
    assert said.splitlines()[-1].startswith("catena: Stopped.")
    assert "Traceback" not in said
    assert not list(tmp_path.glob("out.nt*"))


def test_workers_end_with_a_command_that_was_killed(many: Path, tmp_path: Path) -> None:
    with loading(tmp_path, many) as process:
        os.kill(process.pid, signal.SIGKILL)
        # The workers hold the other end of this pipe: it closes when the last of them has ended.
        process.communicate(timeout=30)


def test_refused_records_of_a_file_with_dots_in_its_name_never_write_over_another_file(
    catena: Catena, tmp_path: Path
) -> None:
    bad = b"99999nam a2299999 a 4500 rubbish\x1d"
    (tmp_path / "books.2016.mrc").write_bytes(as_iso2709(records()[0].marc) + bad)
    (tmp_path / "books.mrc").write_bytes(b"another file")
    assert catena("convert", "books.2016.mrc", "-o", "out.nt").returncode == 1
    assert (tmp_path / "books.mrc").read_bytes() == b"another file"
    for _ in range(2):
        assert catena("load", "books.2016.mrc").returncode == 1
    assert len(list((tmp_path / "var" / "refused").glob("books.2016-*.mrc"))) == 2


def test_convert_never_writes_over_its_input_nor_leaves_an_empty_output(
    catena: Catena, tmp_path: Path
) -> None:
    (tmp_path / "in.mrc").write_bytes(sent := as_iso2709(records()[0].marc))
    assert catena("convert", "in.mrc", "-o", "in.mrc").returncode == 2
    assert (tmp_path / "in.mrc").read_bytes() == sent
    (tmp_path / "out.nt").write_text("of yesterday")
    assert catena("convert", "nowhere.mrc", "-o", "out.nt").returncode == 3
    assert (tmp_path / "out.nt").read_text() == "of yesterday"


def test_a_pipe_is_a_file_like_any_other(catena: Catena, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "one.mrc").write_bytes(as_iso2709(records()[0].marc))
    with subprocess.Popen(["sh", "-c", "cat one.mrc > pipe"], cwd=tmp_path):
        done = catena("load", "pipe", "--json")
    assert (done.returncode, json.loads(done.stdout)["accepted"]) == (0, 1)


def test_a_reader_that_leaves_or_a_full_output_ends_in_an_exit_code_of_ours(
    tmp_path: Path,
) -> None:
    words = f"{sys.executable} -m webapp.cli check --json"
    for command, code in ((f"{words} | true; exit $PIPESTATUS", 0), (f"{words} > /dev/full", 3)):
        done = subprocess.run(
            ["env", "-u", "PYTHONUNBUFFERED", "bash", "-c", command],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=False,
        )
        assert (done.returncode, "Exception" in done.stderr) == (code, False), done.stderr


@pytest.mark.parametrize(
    ("words", "environment", "code"),
    [
        (("check",), {"CATENA_BASE_IRI": "http://a b/"}, 3),
        (("check",), {"CATENA_BASE_IRI": "http://a/<>/"}, 3),
        (("check",), {"CATENA_BASE_IRI": "http://a/?b/"}, 3),
        (("load", "x.mrc", "--member", "\udcff"), {}, 2),
        (("convert", "x.mrc", "-o", "x", "--generated", "not a date"), {}, 2),
    ],
)
def test_a_value_that_would_spoil_every_statement_is_refused_first(
    words: tuple[str, ...], environment: dict[str, str], code: int, catena: Catena, tmp_path: Path
) -> None:
    done = catena(*words, **environment)
    assert (done.returncode, "Traceback" in done.stderr) == (code, False), done.stderr
    assert not (tmp_path / "var").exists()
