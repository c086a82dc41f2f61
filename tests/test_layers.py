"""The arrows of docs/architecture.md: which folder may import which, asserted from the source."""

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ARROWS: dict[str, set[str]] = {
    "shapes": set(),
    "store": set(),
    "samples": set(),
    "converters": {"shapes"},
    "catalogue": {"converters", "store", "shapes"},
    "sparql": {"store", "shapes"},
    "webapp": {"catalogue", "converters", "samples", "shapes", "sparql", "store"},
}


@dataclass(frozen=True)
class Module:
    """What a file imports, by first words (empty: relative), and what hides in its functions."""

    file: Path
    imports: frozenset[str]
    hidden: tuple[tuple[str, int, frozenset[str]], ...]


@cache
def modules(package: str) -> list[Module]:
    return [module(file) for file in sorted((ROOT / package).rglob("*.py"))]


def module(file: Path) -> Module:
    nodes = list(ast.walk(ast.parse(file.read_text(encoding="utf-8"))))
    functions = [each for each in nodes if isinstance(each, ast.FunctionDef | ast.AsyncFunctionDef)]
    hidden = ((each.name, each.lineno, frozenset(imported(ast.walk(each)))) for each in functions)
    return Module(file, frozenset(imported(nodes)), tuple(hidden))


def imported(nodes: Iterable[ast.AST]) -> Iterator[str]:
    """The first word of every import among these; a relative import gives an empty one."""
    for node in nodes:
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield "" if node.level else (node.module or "").split(".")[0]


@pytest.mark.parametrize("package", ARROWS)
def test_a_folder_imports_only_what_lies_below_it(package: str) -> None:
    files = modules(package)
    assert files, f"{package}/ holds no Python"
    forbidden = ARROWS.keys() - ARROWS[package] - {package} | {"", "bench", "tests"}
    wrong = [
        f"{each.file.relative_to(ROOT)} imports {name or 'relatively'}"
        for each in files
        for name in sorted(each.imports & forbidden)
    ]
    assert wrong == []


@pytest.mark.parametrize("package", sorted(ARROWS.keys() - {"shapes"}))
def test_rdflib_stays_behind_shapes(package: str) -> None:
    behind = {"rdflib", "pyshacl"}
    assert [str(each.file) for each in modules(package) if behind & each.imports] == []


@pytest.mark.parametrize("package", ARROWS)
def test_no_function_hides_an_import_of_ours(package: str) -> None:
    hidden = [
        f"{each.file.relative_to(ROOT)}:{line} {name}"
        for each in modules(package)
        for name, line, imports in each.hidden
        if ARROWS.keys() & imports
    ]
    assert hidden == []


@pytest.mark.parametrize("package", ARROWS)
def test_the_package_that_runs_is_the_one_in_this_tree(package: str) -> None:
    """Another distribution may ship a top-level `sparql`; an editable install would lose to it."""
    spec = find_spec(package)
    assert spec is not None
    assert spec.origin == str(ROOT / package / "__init__.py")
