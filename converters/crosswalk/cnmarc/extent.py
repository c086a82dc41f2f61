"""215 in Chinese: 页 for pages, 册 for volumes, 图 for illustrations (GB/T 3792, area 5)."""

import re
from typing import Final

_COUNT: Final = r"(?<![\divxlcdm])(\[?\d{1,6}\]?|\[?[ivxlcdm]{1,12}\]?)"
_PLURALS: Final = (
    (re.compile(rf"{_COUNT} (?:unnumbered )?(?:p\.|pages?)(?= of plates)"), r"\1页"),
    (re.compile(r"(?<=\d) (?:v\.|volumes?) \(unpaged\)"), "册"),
    (re.compile(r"(?<=\d) v\.|(?<=\d) vols?\.?|(?<=\d) volumes?"), "册"),
    (re.compile(r"\bv\.|\bvolumes?"), "册"),
    (re.compile(r"^(\d+册) in (\d+)$"), r"\1(合订\2册)"),
    (re.compile(r",\s*(\[?\d+\]?) ?(?:p\.|pages?|页|leaves|leaf) of plates"), r",图版\1页"),
    (re.compile(r"(?<=[\d\]ivxlc]) (?:p\.|pages?\b)"), "页"),
    (re.compile(r"(?<=[\d\]ivxlc]) (?:leaves|leaf|ℓ\.)"), "叶"),
    (re.compile(r"\bp\.|\bpages?\b"), "页"),
    (re.compile(r"(?<=\d) (?:sheets?|maps?)\b"), "幅"),
    (re.compile(r"(?<=\d) (?:videodiscs?|audio discs?|sound discs?|CD-ROMs?)\b"), "张光盘"),
    (re.compile(r"(?<=\d) online resources?\b|\bonline resource\b"), "在线资源"),
    (re.compile(r"(?<=[\d\]]), (?=[\[\d])"), ","),
)
_WORDS: Final = {
    "ill": "图",
    "illus": "图",
    "illustrations": "图",
    "illustration": "图",
    "col. ill": "彩图",
    "color illustrations": "彩图",
    "colour illustrations": "彩图",
    "map": "地图",
    "maps": "地图",
    "col. map": "彩色地图",
    "col. maps": "彩色地图",
    "color maps": "彩色地图",
    "port": "肖像",
    "ports": "肖像",
    "portraits": "肖像",
    "portrait": "肖像",
    "col. port": "彩色肖像",
    "col. ports": "彩色肖像",
    "facsims": "摹真",
    "facsim": "摹真",
    "facsimiles": "摹真",
    "plans": "设计图",
    "plan": "设计图",
    "music": "乐谱",
    "geneal. tables": "家谱",
    "genealogical tables": "家谱",
    "charts": "图表",
    "tables": "表格",
    "plates": "图版",
    "photos": "照片",
    "photographs": "照片",
    "chiefly ill": "主要为图",
    "chiefly col. ill": "主要为彩图",
}
_SOME_COLOURED: Final = re.compile(r" \((?:some|part) (?:col\.?|colou?r)\)")
_FOLDED: Final = re.compile(r" \((?:some|part) folded\)")


def in_chinese(text: str, *, size: bool) -> str:
    """The words of English cataloguing in Chinese; what is not known stays as it is."""
    if size:
        return re.sub(r"(?<=\d) x (?=\d)", "x", text)
    if not text.isascii():
        return text
    illustrations = _illustrations(text)
    return illustrations or _counted(text)


def _illustrations(text: str) -> str:
    """``ill. (some col.), maps`` as 图(部分彩色), 地图; nothing when a word is not known."""
    written: list[str] = []
    for each in text.split(","):
        note = ""
        for pattern, words in ((_SOME_COLOURED, "(部分彩色)"), (_FOLDED, "(部分折叠)")):
            if pattern.search(each):
                each, note = pattern.sub("", each), note + words  # noqa: PLW2901
        word = _WORDS.get(each.strip().rstrip(".").lower())
        if word is None:
            return ""
        written.append(word + note)
    return ", ".join(written)


def _counted(text: str) -> str:
    for pattern, words in _PLURALS:
        text = pattern.sub(words, text)
    return text
