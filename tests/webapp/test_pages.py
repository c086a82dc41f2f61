"""What a cataloguer reads on the page of a record or a library."""

import re
from collections.abc import Callable
from html.parser import HTMLParser

import pytest
from flask.testing import FlaskClient

from store import Store


class Page(HTMLParser):
    """The tags and the words of a page; unclosed and crossed tags are faults."""

    VOID = frozenset({"meta", "link", "img", "input", "br"})

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words = ""
        self.feed(text)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in self.VOID:
            assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words += data


def page(client: FlaskClient, address: str) -> Page:
    answer = client.get(address, headers={"Accept": "text/html"})
    assert answer.status_code == 200
    return Page(answer.get_data(as_text=True))


def test_a_chinese_book_is_shown_in_both_scripts(
    client: FlaskClient, bib: Callable[[str], str]
) -> None:
    found = page(client, bib("San guo yan yi"))
    for words in (
        "三国演义", "San guo yan yi", "罗贯中著", "Luo Guanzhong zhu", "北京: 人民文学出版社, 1998",
        "9787020008728", "ISBN", "章回小说 — 中国 — 明代",
        "Zhang hui xiao shuo — Zhongguo — Ming dai",
        "中国古典文学读本丛书", "Chinese Library Classification", "author",
        "复旦大学图书馆", "文科馆中文书库",
    ):  # fmt: skip
        assert words in found.words, words
    assert ("h1", {}) in found.tags
    assert any(attributes.get("lang") == "zh-hani" for _, attributes in found.tags)


def test_an_arabic_book_runs_from_right_to_left(
    client: FlaskClient, bib: Callable[[str], str]
) -> None:
    found = page(client, bib("Lisān al-ʻArab"))
    assert ("span", {"lang": "ar", "dir": "rtl"}) in found.tags
    assert ("td", {"dir": "rtl"}) in found.tags  # the 880 in the MARC


def test_a_serial_says_how_often_it_appears(client: FlaskClient, bib: Callable[[str], str]) -> None:
    found = page(client, bib("Voprosy filosofii"))
    for words in ("Serial", "0042-8744", "ISSN", "Вопросы философии", "Philosophy, Russian"):
        assert words in found.words, words
    assert len(re.findall("monthly", found.words.partition("Holdings")[0], re.IGNORECASE)) == 1


SPECIAL = [
    (
        "A symbolic analysis of relay and switching circuits",
        (
            "Thesis",
            "M.S., Massachusetts Institute of Technology, 1940",
            "degree granting institution",
        ),
    ),
    ("Klaviersonaten", ("Notated music", "composer", "1 score (2 volumes) ; 31 cm")),
    ("Zhongguo li shi di tu ji", ("Map or atlas", "比例尺不一", "8册 : 彩图 ; 37 cm")),
    ("Pride and prejudice", ("Online resource",)),
    ("Hong lou meng", ("2册 : 插图 ; 21 cm", "北京大学图书馆 as PKU")),
    ("Lisān al-ʻArab", ("بيروت: دار صادر، 1955-1956",)),
]


@pytest.mark.parametrize(("title", "shown"), SPECIAL)
def test_what_is_particular_to_a_kind_of_record_is_on_its_page(
    client: FlaskClient, bib: Callable[[str], str], title: str, shown: tuple[str, ...]
) -> None:
    found = page(client, bib(title))
    for words in shown:
        assert words in found.words.partition("Holdings")[0], words


def test_a_date_is_given_once(client: FlaskClient, bib: Callable[[str], str]) -> None:
    found = page(client, bib("A symbolic analysis of relay and switching circuits"))
    published = found.words.partition("Published")[2].partition("Description")[0]
    assert published.split() == ["[Cambridge,", "Massachusetts]:", "1940"]


def test_every_record_of_the_samples_has_a_page(client: FlaskClient, store: Store) -> None:
    live = [record for record, _ in store.log.live()]
    assert len(live) > 90
    for record in live:
        found = page(client, f"/{record.path}.html")
        assert "[untitled]" not in found.words, record.path


def test_words_of_a_record_are_never_markup(client: FlaskClient, store: Store) -> None:
    hostile = next(
        record.path for record, triples in store.log.live("bib") if b"onerror" in triples
    )
    typed = "/lookup?q=<script>alert('x')</script>"
    for address in (f"/{hostile}", "/", "/lookup?q=script", typed):
        text = client.get(address, headers={"Accept": "text/html"}).get_data(as_text=True)
        assert "<script" not in text
        assert "<img src=x" not in text
        Page(text)
    found = page(client, f"/{hostile}")
    assert "<script>alert('x')</script>" in found.words
    assert "{{ 7 * 7 }} & <i>" in found.words
    links = [attributes.get("href") or "" for tag, attributes in found.tags if tag == "a"]
    assert not [link for link in links if link.startswith("javascript:")]


def test_a_library_shows_what_it_holds_page_by_page(client: FlaskClient) -> None:
    found = page(client, "/member/PKU")
    for words in ("北京大学图书馆", "Peking University Library", "Beijing", "What it holds"):
        assert words in found.words
    seen: list[str] = []
    address: str | None = "/member/PKU"
    for _ in range(10):
        if address is None:
            break
        found = page(client, address)
        titles = [a.get("href") or "" for tag, a in found.tags if a.get("class") == "title"]
        seen += titles
        address = next((a["href"] for _, a in found.tags if a.get("rel") == "next"), None)
    assert address is None
    assert len(seen) == len(set(seen))
    records = re.search(r"(\d+) records, \d+ copies", found.words)
    assert records is not None
    assert len(seen) == int(records[1])


LOOKED_UP = [
    ("title", "三国演义", "San guo yan yi"),
    ("title", "SAN GUO yan", "San guo yan yi"),
    ("title", "yanyi", "San guo yan yi"),
    ("any", "罗贯中 三国", "San guo yan yi"),
    ("any", "9787020008728", "San guo yan yi"),
    ("any", "Sān guó yǎn yì", "San guo yan yi"),
    ("author", "mikhailovich bakhtin", "Tvorchestvo Fransua Rable"),
    ("title", "Вопросы", "Voprosy filosofii"),
    ("author", "Luo Guanzhong", "San guo yan yi"),
    ("author", "Guanzhong Luo", "San guo yan yi"),
    ("author", "罗贯中", "San guo yan yi"),
    ("isbn", "978-7-02-000872-8", "San guo yan yi"),
    ("isbn", "7020008720", "San guo yan yi"),
    ("isbn", "0042-8744", "Voprosy filosofii"),
    ("isbn", "none", ""),
    ("title", "!!!", ""),
]


@pytest.mark.parametrize(("field", "typed", "title"), LOOKED_UP)
def test_a_record_is_found_by_what_a_reader_knows(
    client: FlaskClient, field: str, typed: str, title: str
) -> None:
    answer = client.get("/lookup", query_string={"q": typed, "field": field})
    found = Page(answer.get_data(as_text=True))
    if title:
        assert title in found.words
    else:
        assert "Nothing has" in found.words


@pytest.mark.parametrize("field", ["any", "isbn"])
def test_a_wrong_check_digit_is_told_with_the_right_one(client: FlaskClient, field: str) -> None:
    answer = client.get("/lookup", query_string={"q": "978-7-02-000872-9", "field": field})
    text = answer.get_data(as_text=True)
    assert "Its last digit does not fit the others" in text
    assert "/lookup?q=9787020008728&amp;field=isbn" in text


def test_a_number_in_order_that_nobody_has_is_not_called_wrong(client: FlaskClient) -> None:
    found = page(client, "/lookup?q=9780000000002&field=isbn")
    assert "Nothing has 9780000000002" in found.words
    assert "does not fit" not in found.words


def test_nothing_found_comes_with_advice_and_no_empty_list(client: FlaskClient) -> None:
    found = page(client, "/lookup?q=zzzz&field=title")
    for words in ("Try fewer words", "Look everywhere instead", "Look among authors instead"):
        assert words in found.words
    assert not [attributes for tag, attributes in found.tags if tag == "ol"]


def test_an_empty_look_up_says_how_to_ask_and_its_examples_are_found(client: FlaskClient) -> None:
    hints = page(client, "/lookup")
    assert "without accents or tones" in hints.words
    links = [attributes.get("href") or "" for _, attributes in hints.tags]
    examples = [link for link in links if "/lookup?q=" in link]
    assert len(examples) == 3
    for link in examples:
        assert 'class="title"' in client.get(link).get_data(as_text=True)


def test_a_long_list_comes_in_pages(client: FlaskClient) -> None:
    first, second = (client.get(f"/lookup?q=a&page={n}").get_data(as_text=True) for n in (1, 2))
    names, _, records = first.partition('<ol class="records">')
    assert records.count('class="title"') == 25
    assert names.count('class="title"') == 4  # names and subjects, on the first page alone
    assert re.search(r"and \d+ more; add a word to see fewer", names)
    assert "Names and subjects" not in second
    assert "Page 1 of" in first
    assert not set(re.findall('title" href="([^"]+)', first)) & set(
        re.findall('title" href="([^"]+)', second)
    )


def test_a_look_up_by_something_else_is_refused(client: FlaskClient) -> None:
    assert client.get("/lookup?q=a&field=colour").status_code == 400
    assert client.get("/lookup", query_string={"q": "a" * 600}).status_code == 400
