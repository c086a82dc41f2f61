"""Works with as many editions as a test wants, put into a store by hand."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from shapes.namespaces import BF, BFLC, DCTERMS, MADSRDF, RDF, RDFS
from store import Store
from store.log.entries import Entry
from store.log.likenesses import moment
from store.log.packing import packed
from store.log.uniting import Grouped, Occasion, Told, Union

AT = "2026-11-22T08:00:00+00:00"
_LANGUAGES = "http://id.loc.gov/vocabulary/languages/"


@dataclass(frozen=True, slots=True)
class Edition:
    """An edition: title, language (a MARC code), year, and codes of the libraries that hold it."""

    title: str
    language: str
    year: str
    holders: tuple[str, ...] = ()


def put(
    store: Store,
    editions: Sequence[Edition],
    rules: Sequence[str],
    written: str,
    authority: str = "",
) -> None:
    """Makes them ``bib/b1`` and on, and the work ``hub/w1`` of them.

    ``rules`` hold of the first and the second, the second and the third, and so on, in turn. The
    creator is under an ``authority``, if that is given (an IRI).
    """
    paths = [f"bib/b{number}" for number in range(1, len(editions) + 1)]
    entries = [
        Entry(
            member="PKU",
            control=str(number),
            kind="bib",
            dialect="marc21",
            charset="utf-8",
            format="marcxml",
            raw=_MARC,
            digest=b"%016d" % number,
            path=path,
            number=number,
            triples=_said(store.base, path, edition),
            engine="tests",
        )
        for number, (path, edition) in enumerate(zip(paths, editions, strict=True), start=1)
    ]
    store.writer.append(entries, AT, "t", "test")
    said = _hub(store.base, paths, rules, written)
    if authority:
        agent = f"<{store.base}hub/w1#Agent-1>"
        said += f"{agent} <{MADSRDF}isIdentifiedByAuthority> <{authority}> .\n".encode()
    says = packed(said, b"", store.base, "hub/w1")
    told = Told("hub/w1", "hub", 1, "update", "", says, engine="works-1")
    grouped = [Grouped(path, None, "hub/w1", "") for path in paths]
    union = Union(told=[told], editions=grouped)
    assert store.writer.unite(union, Occasion(AT, "t", "test"), moment(store.log))
    for _ in store.catch_up():
        pass


_MARC = (
    b'<record xmlns="http://www.loc.gov/MARC21/slim"><leader>00000nam a2200000 a 4500</leader>'
    b'<controlfield tag="001">1</controlfield></record>'
)


def _said(base: str, path: str, edition: Edition) -> bytes:
    here = f"{base}{path}#"
    title = edition.title.replace("\\", "\\\\").replace('"', '\\"')
    lines = [
        f"<{here}Work> <{RDF}type> <{BF}Work> .",
        f"<{here}Work> <{BF}title> <{here}Title-1> .",
        f'<{here}Title-1> <{BF}mainTitle> "{title}" .',
        f"<{here}Instance> <{RDF}type> <{BF}Instance> .",
        f"<{here}Instance> <{BF}provisionActivity> <{here}ProvisionActivity-1a> .",
        f"<{here}ProvisionActivity-1a> <{RDF}type> <{BF}Publication> .",
        f'<{here}ProvisionActivity-1a> <{BFLC}simpleDate> "{edition.year}" .',
        f'<{here}ProvisionActivity-1a> <{BFLC}simpleAgent> "Publisher {edition.year}" .',
    ]
    if edition.language:
        lines.append(f"<{here}Work> <{BF}language> <{_LANGUAGES}{edition.language}> .")
    for code in edition.holders:
        item = f"<{here}Item-{code}>"
        lines += [
            f"{item} <{BF}itemOf> <{here}Instance> .",
            f"{item} <{BF}heldBy> <{base}member/{code}#Library> .",
        ]
    return "".join(f"{line}\n" for line in sorted(lines)).encode()


def _hub(base: str, paths: Sequence[str], rules: Sequence[str], written: str) -> bytes:
    here = f"{base}hub/w1#"
    hub = f"<{here}Hub>"
    lines = [
        f"{hub} <{RDF}type> <{BF}Hub> .",
        f'{hub} <{RDFS}label> "Lu, Xun. Na han" .',
        f"{hub} <{BF}title> <{here}Title-1> .",
        f'<{here}Title-1> <{BF}mainTitle> "Na han" .',
        f"{hub} <{BF}contribution> <{here}Contribution-1> .",
        f"<{here}Contribution-1> <{BF}agent> <{here}Agent-1> .",
        f'<{here}Agent-1> <{RDFS}label> "Lu, Xun" .',
    ]
    if written:
        lines.append(f"{hub} <{BF}language> <{_LANGUAGES}{written}> .")
    for path in paths:
        lines += [
            f"{hub} <{BF}hasExpression> <{base}{path}#Work> .",
            f"<{base}{path}#Work> <{BF}expressionOf> {hub} .",
        ]
    for number, (a, b) in enumerate(pairwise(paths)):
        note = f"<{here}Note-{number}>"
        lines += [
            f"{hub} <{BF}note> {note} .",
            f'{note} <{BF}noteType> "reason" .',
            f'{note} <{RDFS}label> "{rules[number % len(rules)]}" .',
            f"{note} <{DCTERMS}references> <{base}{a}#Work> .",
            f"{note} <{DCTERMS}references> <{base}{b}#Work> .",
        ]
    return "".join(f"{line}\n" for line in sorted(lines)).encode()
