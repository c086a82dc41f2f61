"""The documentation is complete: every command, route and setting is there, every link leads."""

import re
from dataclasses import fields
from pathlib import Path
from unittest.mock import Mock

import pytest
from werkzeug.routing import Rule

from docs.generate import page, words
from sparql.lookup import LookupIndex
from webapp.application import create_app
from webapp.settings import Settings
from webapp.site import WebSettings

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
PAGES = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted(DOCS.rglob("*.md"))]
LINK = re.compile(r"\]\(([^)\s]+)\)")
FENCED = re.compile(r"^```.*?^```", re.DOTALL | re.MULTILINE)


def read(file: Path) -> str:
    return file.read_text(encoding="utf-8")


@pytest.mark.parametrize("word", words())
def test_a_command_is_documented_with_the_help_it_prints(word: str) -> None:
    """When this fails, `make docs` writes the page again."""
    assert read(DOCS / "commands" / f"{word}.md") == page(word)


def test_no_page_tells_of_a_command_that_is_gone() -> None:
    assert {file.stem for file in (DOCS / "commands").glob("*.md")} == set(words())


@pytest.fixture
def rules(tmp_path: Path) -> list[Rule]:
    store = Mock(projections={LookupIndex.name: LookupIndex(tmp_path)})
    return list(create_app(WebSettings(), store, Mock()).url_map.iter_rules())


def test_every_route_is_in_the_table_and_no_other(rules: list[Rule]) -> None:
    """`<any(bib,member):kind>` of the code is `<kind>` for the reader."""
    routes = {
        (re.sub(r"<[^<>]*:(\w+)>", r"<\1>", rule.rule), method)
        for rule in rules
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }
    assert len(routes) > 5
    table = re.findall(r"^\| `(/[^`]*)` \| ([A-Z, ]+) \|", read(DOCS / "routes.md"), re.MULTILINE)
    assert {(route, method) for route, said in table for method in said.split(", ")} == routes


def test_every_choice_in_an_address_is_told(rules: list[Rule]) -> None:
    choices = {choice for rule in rules for choice in re.findall(r"<any\(([^)]*)\)", rule.rule)}
    words = {word for choice in choices for word in choice.split(",")}
    assert {"bib", "ttl"} <= words
    assert words <= set(re.findall(r"`(\w+)`", read(DOCS / "routes.md")))


def test_every_setting_is_in_the_table_with_its_default() -> None:
    table = re.findall(
        r"^\| `(CATENA_\w+)` \| ([^|]*) \|", read(DOCS / "settings.md"), re.MULTILINE
    )
    written = {name: default.strip("` ") for name, default in table}
    defaults = {f"CATENA_{field.name.upper()}": str(field.default) for field in fields(Settings)}
    assert written == defaults


@pytest.mark.parametrize("file", PAGES, ids=lambda file: str(file.relative_to(ROOT)))
def test_every_link_leads_somewhere(file: Path) -> None:
    broken = []
    for target in LINK.findall(FENCED.sub("", read(file))):
        if re.match(r"[a-z]+:", target):
            continue
        name, _, anchor = target.partition("#")
        there = (file.parent / name).resolve() if name else file
        if not there.exists() or (anchor and anchor not in anchors(there)):
            broken.append(target)
    assert broken == []


def anchors(file: Path) -> set[str]:
    """The names that headings get: small letters, hyphens for blanks, no punctuation."""
    headings = re.findall(r"^#+ (.+)$", FENCED.sub("", read(file)), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def test_no_page_is_an_orphan() -> None:
    index = {(DOCS / target).resolve() for target in LINK.findall(read(DOCS / "README.md"))}
    assert {file for file in PAGES if DOCS in file.parents} - index <= {DOCS / "README.md"}
