"""The arrows of docs/architecture.md: which folder may import which, asserted from the source."""

import ast
from collections.abc import Iterator
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


def modules(package: str) -> list[tuple[Path, ast.Module]]:
    files = sorted((ROOT / package).rglob("*.py"))
    return [(file, ast.parse(file.read_text(encoding="utf-8"))) for file in files]


def imported(tree: ast.AST) -> Iterator[str]:
    """The first word of every import below this node; a relative import gives an empty one."""
    for node in ast.walk(tree):
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
        f"{file.relative_to(ROOT)} imports {name or 'relatively'}"
        for file, tree in files
        for name in sorted(set(imported(tree)) & forbidden)
    ]
    assert wrong == []


@pytest.mark.parametrize("package", sorted(ARROWS.keys() - {"shapes"}))
def test_rdflib_stays_behind_shapes(package: str) -> None:
    behind = {"rdflib", "pyshacl"}
    assert [str(file) for file, tree in modules(package) if behind & set(imported(tree))] == []


@pytest.mark.parametrize("package", ARROWS)
def test_no_function_hides_an_import_of_ours(package: str) -> None:
    hidden = [
        f"{file.relative_to(ROOT)}:{node.lineno} {node.name}"
        for file, tree in modules(package)
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and ARROWS.keys() & set(imported(node))
    ]
    assert hidden == []


@pytest.mark.parametrize("package", ARROWS)
def test_the_package_that_runs_is_the_one_in_this_tree(package: str) -> None:
    """Another distribution may ship a top-level `sparql`; an editable install would lose to it."""
    spec = find_spec(package)
    assert spec is not None
    assert spec.origin == str(ROOT / package / "__init__.py")
