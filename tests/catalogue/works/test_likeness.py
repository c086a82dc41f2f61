"""Which records are editions of one work, and which are kept apart."""

import json
from collections.abc import Callable
from dataclasses import replace

import pymarc
import pytest

from catalogue.works.likeness import WorkLikeness, compare, work_likeness
from catalogue.works.rules import rules
from converters.record import MarcRecord

type Book = Callable[..., MarcRecord]

AUSTEN = "100 1  $aAusten, Jane,$d1775-1817."
EMMA = (AUSTEN, "245 10 $aEmma /$cJane Austen.")
CERVANTES = "100 1  $aCervantes Saavedra, Miguel de,$d1547-1616."
QUIXOTE = (CERVANTES, "240 10 $aDon Quijote.$lEnglish", "245 14 $aThe history of Don Quixote.")
POEMS = ("100 1  $aYeats, W. B.$d1865-1939.", "245 10 $aPoems /$cW.B. Yeats.")
BEOWULF = ("130 0  $aBeowulf.$lEnglish.", "245 10 $aBeowulf :$ba new verse translation.")
CAO = "100 1  $6880-01$aCao, Xueqin,$dapproximately 1717-1763."
ALCOTT = "100 1  $aAlcott, Louisa May,$d1832-1888."
GUIZHOU = "710 2  $aGuizhou Sheng di fang zhi bian zuan wei yuan hui."
STERNHARZ = "100 1  $aSternharz, Nathan,$d1780-1845."
CAO_HAN = "880 1  $6100-01/$1$a曹雪芹,$d约 1717-1763."


def likeness(record: MarcRecord) -> WorkLikeness:
    found = work_likeness(record)
    assert found is not None
    return found


def says(one: MarcRecord, two: MarcRecord) -> tuple[str, str]:
    """The verdict, and the rule that decided it (the last of those that hold)."""
    a, b = likeness(one), likeness(two)
    verdict = compare(a, b)
    other = compare(b, a)
    assert (other.says, other.score) == (verdict.says, verdict.score)
    turned = [(each.rule, each.weight, each.b, each.a) for each in other.evidence]
    assert turned == [(each.rule, each.weight, each.a, each.b) for each in verdict.evidence]
    return verdict.says, verdict.evidence[-1].rule


def meet(one: MarcRecord, two: MarcRecord) -> bool:
    return bool(set(likeness(one).keys) & set(likeness(two).keys))


SAME = {
    "two editions": (EMMA, (AUSTEN, "245 10 $aEmma :$ba novel.", "250    $aRev. ed.")),
    "a translation and the original, by its uniform title": (
        QUIXOTE,
        (CERVANTES, "245 10 $aDon Quijote."),
    ),
    "translations into two languages": (
        QUIXOTE,
        (CERVANTES, "240 10 $aDon Quijote.$lGerman", "245 10 $aLeben und Taten."),
    ),
    "a translation whose original a note names": (
        (AUSTEN, "245 10 $aDuma i uprzedzenie.", "500    $aTranslation of: Pride and prejudice."),
        (AUSTEN, "245 10 $aPride and prejudice."),
    ),
    "a translation whose original a link names": (
        (AUSTEN, "245 10 $aDuma i uprzedzenie.", "765 0  $tPride and prejudice"),
        (AUSTEN, "245 10 $aPride and prejudice."),
    ),
    "a translation whose original 246 names": (
        (AUSTEN, "245 10 $aDuma.", "246 1  $iOriginal title:$aPride and prejudice"),
        (AUSTEN, "240 10 $aPride and prejudice.$lFrench", "245 10 $aOrgueil."),
    ),
    "a romanised record and one in Han": (
        (CAO, "245 10 $6880-02$aHong lou meng.", CAO_HAN, "880 10 $6245-02/$1$a紅樓夢."),
        ("100 0  $a曹雪芹", "245 10 $a红楼梦"),
    ),
    "pinyin written together and apart": (
        ("100 1  $aCao, Xueqin.", "245 10 $aHonglou meng."),
        ("100 1  $aCao, Xue qin.", "245 10 $aHong lou meng."),
    ),
    "a foreign author named in Han, with the name in brackets": (
        ("100 1  $a奥斯丁 (Austen, Jane 1775-1817)", "245 10 $a爱玛", "765 0  $tEmma"),
        EMMA,
    ),
    "a foreign author whose name the title page gives in brackets": (
        ("100 0  $a奥斯丁", "245 10 $a爱玛 /$c(英)简·奥斯丁(Jane Austen)著", "765 0  $tEmma"),
        EMMA,
    ),
    "a name in two spellings, with the year of birth": (
        (
            "100 1  $aDostoyevsky, Fyodor,$d1821-1881.",
            "240 10 $aIdiot.$lEnglish",
            "245 14 $aThe I.",
        ),
        ("100 1  $aDostojevskij, F. M.,$d1821-1881.", "240 10 $aIdiot.", "245 10 $aDer Idiot."),
    ),
    "a name in two scripts, with the year of birth": (
        ("100 1  $a托尔斯泰,$d1828-1910", "245 10 $a复活", "765 0  $tVoskresenie"),
        ("100 1  $aTolstoy, Leo,$d1828-1910.", "240 10 $aVoskresenie.$lFrench", "245 10 $aR."),
    ),
    "two names of one identifier": (
        ("100 1  $aClemens, Samuel$0(DLC)n79021164$d1835-1910.", "245 10 $aTom Sawyer abroad."),
        ("100 1  $aTwain, Mark$0(DLC)n79021164$d1835-1910.", "245 10 $aTom Sawyer abroad."),
    ),
    "a translation whose original an added entry names": (
        (AUSTEN, "245 10 $aDuma.", "700 1  $iTranslation of:$aAusten, Jane.$tEmma."),
        EMMA,
    ),
    "an anonymous work under its uniform title": (
        BEOWULF,
        ("130 0  $aBeowulf.", "245 10 $aBeowulf, herausgegeben von A. Holder."),
    ),
    "volumes of one work": (
        (AUSTEN, "245 10 $aEmma.$nVol. 1."),
        (AUSTEN, "245 10 $aEmma.$nVol. 2."),
    ),
    "an author’s second edition, a colleague named first": (
        ("100 1  $aMorrison, Robert T.", "245 10 $aOrganic chemistry in the laboratory."),
        (
            "100 1  $aBoyd, Robert N.",
            "245 10 $aOrganic chemistry in the laboratory.",
            "700 1  $aMorrison, Robert T.",
        ),
    ),
    "an “and” of which one title page makes a sign": (
        (AUSTEN, "245 10 $aPride and prejudice."),
        (AUSTEN, "245 10 $aPride & prejudice."),
    ),
    "a title with an alternative, and without": (
        (ALCOTT, "245 10 $aLittle women, or, Meg, Jo, Beth, and Amy."),
        (ALCOTT, "245 10 $aLittle women."),
    ),
    "an alternative title in $a, and in $b": (
        (
            ALCOTT,
            "245 10 $aMoods; or, The landscape of a lake, and what passed over it in one May.",
        ),
        (ALCOTT, "245 10 $aMoods, $bor, The landscape of a lake, and what passed over it in May."),
    ),
    "a reissue under another title, which a note tells": (
        ("100 1  $aClemens, Jeremiah.", "245 14 $aThe rivals.", "500    $aIn the army."),
        (
            "100 1  $aClemens, Jeremiah.",
            "245 13 $aAn American colonel.",
            "500    $aPublished in 1860 under title: The rivals.",
        ),
    ),
    "an issue under another title, which 246 tells": (
        ("100 1  $aHazard, Blanche.", "245 10 $aIndians and pioneers :$ba reader."),
        (
            "100 1  $aHazard, Blanche.",
            "245 10 $aEarliest days.",
            "246 1  $iAlso issued under title:$aIndians and pioneers",
        ),
    ),
    "a law, and the law with its regulations, under one uniform title": (
        ("110 1  $aMexico.", "240 10 $aLey del seguro social (1995)", "245 10 $aLey del seguro."),
        (
            "110 1  $aMexico.",
            "240 10 $aLey del seguro social (1995)",
            "245 10 $aLey del seguro social ; $bReglamentos.",
            "710 2  $aInstituto Mexicano del Seguro Social.",
        ),
    ),
    "a code and the code with a commentary": (
        ("110 1  $aSpain.", "240 10 $aCódigo penal (1995)", "245 10 $aCodi penal."),
        ("110 1  $aSpain.", "240 10 $aCódigo penal (1995)", "245 10 $aCódigo :$bcomentarios."),
    ),
    "an abridgement": (EMMA, (AUSTEN, "245 10 $aEmma.", "250    $aAbridged ed.")),
    "a volume of a translation, under the uniform title of the whole": (
        (CERVANTES, "240 10 $aDon Quijote.$lJapanese", "245 10 $aDon Kihōte.$pZenpen."),
        (CERVANTES, "240 10 $aDon Quijote.$lJapanese", "245 10 $aDon Kihōte."),
    ),
    "volumes of a gazetteer": (
        (GUIZHOU, "245 10 $aQian nan zhou zhi.$pShui li zhi."),
        (GUIZHOU, "245 10 $aQian nan zhou zhi.$nDi 50 juan,$pZheng wu zhi."),
    ),
    "volumes of a set by the Han of its parts": (
        (GUIZHOU, "245 10 $6880-02$aHunan shi.$pXiandai.", "880 10 $6245-02/$1$a湖南史.$p現代篇"),
        (GUIZHOU, "245 10 $6880-02$aHunan shi.$pGudai.", "880 10 $6245-02/$1$a湖南史.$p古代篇"),
    ),
    "what one person collected, without a main entry": (
        ("245 00 $aKankai ibun.", "700 1  $aOtsuki, Gentaku."),
        ("245 00 $aKankai ibun.", "700 1  $aOtsuki, Gentaku."),
    ),
    "a novel with another’s characters, which only one record says": (
        ("100 1  $aLardo, Vincent.", "245 10 $aMcNally's folly."),
        (
            "100 1  $aLardo, Vincent.",
            "245 10 $aMcNally's folly /$c[based on the character created by] L. Sanders.",
        ),
    ),
    "a title that is a year": (
        ("100 1  $aOrwell, George,$d1903-1950.", "245 10 $a1984."),
        ("100 1  $aOrwell, George,$d1903-1950.", "245 10 $a1984 :$ba novel."),
    ),
}


@pytest.mark.parametrize("case", SAME)
def test_one_work(book: Book, case: str) -> None:
    one, two = (book(*lines) for lines in SAME[case])
    assert meet(one, two)
    assert says(one, two)[0] == "same"


GEORGIA = "110 1  $aGeorgia."
APART = {
    "the same title by different authors": (
        "other-creator",
        EMMA,
        ("100 1  $aPope-Hennessy, Una,$d1876-1949.", "245 10 $aEmma."),
    ),
    "authors of one name born in different years": (
        "other-creator",
        ("100 1  $aSmith, John,$d1920-", "245 10 $aThe river."),
        ("100 1  $aSmith, John,$d1951-", "245 10 $aThe river."),
    ),
    "modern physics and physics": (
        "other-title",
        ("100 1  $aRichtmyer, F. K.", "245 10 $aIntroduction to physics."),
        ("100 1  $aRichtmyer, F. K.", "245 10 $aIntroduction to modern physics."),
    ),
    "a selection and the whole": (
        "other-selection",
        QUIXOTE,
        (CERVANTES, "240 10 $aDon Quijote.$kSelections.$lEnglish", "245 10 $aAdventures."),
    ),
    "two selections of different titles": (
        "other-selection",
        ("100 1  $aDavis, Jim.", "240 10 $aGarfield.$kSelections", "245 10 $aGarfield eats."),
        ("100 1  $aDavis, Jim.", "240 10 $aGarfield.$kSelections", "245 10 $aGarfield sleeps."),
    ),
    "an adaptation": (
        "another-kind",
        EMMA,
        (AUSTEN, "245 10 $aEmma /$cJane Austen ; retold by Joanna Strange."),
    ),
    "a study guide": ("another-kind", EMMA, (AUSTEN, "245 10 $aEmma :$bstudy guide.")),
    "a comic": ("another-kind", EMMA, (AUSTEN, "245 10 $aEmma.", "655  7 $aGraphic novel.")),
    "exercises to a textbook, in Han": (
        "another-kind",
        ("100 0  $a同济", "245 10 $a高等代数"),
        ("100 0  $a同济", "245 10 $a高等代数 :$b习题解答"),
    ),
    "proceedings of two years": (
        "other-number",
        ("710 2  $aSPIE.", "245 00 $aSmart structures and materials.$n1."),
        ("710 2  $aSPIE.", "245 00 $aSmart structures and materials.$n2."),
    ),
    "proceedings of two years whose parts are called volumes": (
        "other-number",
        ("710 2  $aSPIE.", "245 00 $aSmart structures and materials.$n1,$pOptics."),
        ("710 2  $aSPIE.", "245 00 $aSmart structures and materials.$n2,$pOptics."),
    ),
    "the conference of another year": (
        "other-creator",
        ("111 2  $aColloquium on Maps$n(1st :$d1990)", "245 10 $aMaps in use."),
        ("111 2  $aColloquium on Maps$n(2nd :$d1992)", "245 10 $aMaps in use."),
    ),
    "the law of another state": (
        "other-creator",
        (GEORGIA, "245 10 $aWater resources protection act."),
        ("110 1  $aOregon.", "245 10 $aWater resources protection act."),
    ),
    "one country’s codes of two years": (
        "other-uniform-title",
        ("110 1  $aSpain.", "240 10 $aLey (1881)", "245 10 $aLey de enjuiciamiento."),
        ("110 1  $aSpain.", "240 10 $aLey (2000)", "245 10 $aLey de enjuiciamiento."),
    ),
}


@pytest.mark.parametrize("case", APART)
def test_different_works(book: Book, case: str) -> None:
    rule, *records = APART[case]
    one, two = (book(*lines) for lines in records)
    assert says(one, two) == ("different", rule)


def test_a_film_is_not_the_novel_but_a_reading_of_it_is(book: Book) -> None:
    assert says(book(*EMMA), book(*EMMA, leader="gm")) == ("different", "another-form")
    assert says(book(*EMMA), book(*EMMA, leader="im"))[0] == "same"


def test_a_tune_is_not_the_album_named_after_it_unless_a_cataloguer_says_so(book: Book) -> None:
    lines = ("100 1  $aHancock, Herbie.", "245 10 $aMaiden voyage.")
    score, album = book(*lines, leader="cm"), book(*lines, leader="jm")
    assert says(score, album) == ("ask", "score-and-sound")
    named = ("100 1  $aHancock, Herbie.", "240 10 $aMaiden voyage", "245 10 $aMaiden voyage.")
    assert says(book(*named, leader="cm"), book(*named, leader="jm"))[0] == "same"


def test_a_film_called_a_film_in_one_record_is_the_film_in_the_other(book: Book) -> None:
    lines = ("245 00 $aViridiana.", "700 1  $aBuñuel, Luis,$d1900-1983.")
    reels = book(*lines, "655  7 $aMotion picture.", leader="gm")
    told = book("245 00 $aViridiana :$bmotion picture.", lines[1], leader="gm")
    assert says(reels, book(*lines, leader="gm"))[0] == "same"
    assert says(told, book(*lines, leader="gm"))[0] != "different"


def test_a_text_on_a_disc_is_that_text_if_a_uniform_title_says_so(book: Book) -> None:
    named = (AUSTEN, "240 10 $aEmma.$lChinese & English", "245 10 $aEmma.")
    assert says(book(*named), book(*named, leader="mm"))[0] == "same"
    assert says(book(*EMMA), book(*EMMA, leader="mm")) == ("different", "another-form")


def test_maps_of_two_scales_are_two_works(book: Book) -> None:
    body = ("110 2  $aSurvey of Finland.", "245 10 $aGeneral map of the southern coast.")
    maps = [book(*body, f"255    $aScale 1:{scale}", leader="em") for scale in ("20 000", "50 000")]
    assert says(*maps) == ("different", "other-scale")


DOUBTFUL = {
    "Poems, twice": ("generic-title", POEMS, (*POEMS, "260    $aDublin")),
    "selected works in Han, with the author’s name": (
        "generic-title",
        ("100 0  $a鲁迅", "245 10 $a鲁迅选集"),
        ("100 0  $a鲁迅", "245 10 $a鲁迅选集", "260    $a北京"),
    ),
    "a title page with the author’s name alone": (
        "generic-title",
        ("100 1  $aVanbrugh, John,$d1664-1726.", "245 10 $aSir John Vanbrugh."),
        ("100 1  $aVanbrugh, John,$d1664-1726.", "245 10 $aSir John Vanbrugh.", "260    $aX"),
    ),
    "a part and a whole": (
        "whole-and-part",
        ("100 1  $aMiller, Roger.", "245 10 $aEconomics today.$pThe macro view."),
        ("100 1  $aMiller, Roger.", "245 10 $aEconomics today."),
    ),
    "other title information that differs": (
        "other-subtitle",
        ("100 1  $aHaynes, Lyle.", "245 10 $a1901 census of Canada :$bBrant County."),
        ("100 1  $aHaynes, Lyle.", "245 10 $a1901 census of Canada :$bHamilton."),
    ),
    "tables of one body, told apart at the end of long titles": (
        "other-subtitle",
        (
            "110 2  $aEurostat",
            "245 10 $aCommunity innovation survey :$bfirms by sector and size, 1 to 9: Norway",
        ),
        (
            "110 2  $aEurostat",
            "245 10 $aCommunity innovation survey :$bfirms by sector and size, 1 to 9: Spain",
        ),
    ),
    "a second part, with a number": (
        "other-subtitle",
        ("100 1  $aRichardson, Mike,$d1950-", "245 10 $aStar wars :$bcrimson empire."),
        ("100 1  $aRichardson, Mike,$d1950-", "245 10 $aStar wars :$bcrimson empire II."),
    ),
    "a short title, which one record continues": (
        "one-subtitle-short",
        ("100 1  $aBittinger, Marvin.", "245 10 $aPrecalculus."),
        ("100 1  $aBittinger, Marvin.", "245 10 $aPrecalculus :$bgraphs and models."),
    ),
    "collected works with one title page": (
        "gathered",
        ("100 1  $aGogol, N.", "240 10 $aWorks", "245 10 $aThe nose and other things."),
        ("100 1  $aGogol, N.", "240 10 $aWorks", "245 10 $aThe nose and other things :$bv."),
    ),
    "a selection with the title of the whole": (
        "selection",
        ("130 0  $aBible.$kSelections.$lUrdu", "245 10 $aBaibal."),
        ("130 0  $aBible.$lNias", "245 10 $aBaibal."),
    ),
    "adaptations by two hands": (
        "adapters",
        (AUSTEN, "245 10 $aEmma /$cretold by A. West.", "700 1  $aWest, A.$4adp"),
        (AUSTEN, "245 10 $aEmma /$cretold by B. East.", "700 1  $aEast, B.$4adp"),
    ),
    "parts with titles of their own": (
        "other-part",
        ("100 1  $aSmith, Rachel.", "245 10 $aWinnie the Pooh.$pFeelings."),
        ("100 1  $aSmith, Rachel.", "245 10 $aWinnie the Pooh.$pSenses."),
    ),
    "a concise edition": ("brief", EMMA, (AUSTEN, "245 10 $aEmma.", "250    $aConcise ed.")),
    "a history in brief chapters": (
        "brief",
        ("100 1  $aRidpath, John.", "245 10 $aHistory of the United States."),
        ("100 1  $aRidpath, John.", "245 10 $aHistory of the United States :$bin brief chapters."),
    ),
    "a progress report and the final report": (
        "other-stage",
        ("100 1  $aTitus, Kimberly.", "245 10 $aBrown bears.", "440  0 $aResearch progress report"),
        ("100 1  $aTitus, Kimberly.", "245 10 $aBrown bears.", "440  0 $aResearch final report"),
    ),
    "a primer of one sound": (
        "few-letters",
        ("100 1  $aSalzmann, Mary,$d1968-", "245 10 $aOō.", "490 1  $aLong vowels"),
        ("100 1  $aSalzmann, Mary,$d1968-", "245 10 $aOo.", "490 1  $aVowel blends"),
    ),
    "a whole, and a small book of extracts under its uniform title": (
        "far-shorter",
        (STERNHARZ, "240 10 $aAlim", "245 10 $aSefer Alim.", "300    $a18, 1004, 30 p."),
        (STERNHARZ, "240 10 $aAlim", "245 10 $aAle marpeh.", "300    $a125 p."),
    ),
    "what two title pages take from one anonymous work": (
        "titled-otherwise",
        ("130 0  $aDomesday book.", "245 10 $aWiltshire, extracted from Domesday book."),
        ("130 0  $aDomesday book.", "245 10 $aDomesday book in relation to the county of Sussex."),
    ),
    "two novels in one volume": (
        "several",
        EMMA,
        (AUSTEN, "245 10 $aEmma ;$bPersuasion /$cJane Austen."),
    ),
    "a story, and a book of it and others": (
        "several",
        ("100 1  $aMann, Thomas.", "245 10 $aDeath in Venice."),
        ("100 1  $aMann, Thomas.", "245 10 $aDeath in Venice :$band seven other stories."),
    ),
    "a translation of two originals, which would join them": (
        "several",
        (AUSTEN, "245 10 $aDwie.", "765 0  $tEmma", "765 0  $tPersuasion"),
        EMMA,
    ),
    "uniform titles in two romanisations": (
        "other-spelling",
        ("100 1  $aTolstoy, Leo.", "240 10 $aVoĭna i mir.$lDutch", "245 10 $aWar and peace."),
        ("100 1  $aTolstoy, Leo.", "240 10 $aVojna i mir.$lEnglish", "245 10 $aWar and peace."),
    ),
    "what two title pages call otherwise": (
        "titled-otherwise",
        ("130 0  $aYouth's companion.", "245 10 $aOur country: West."),
        ("130 0  $aYouth's companion.", "245 10 $aThe wide world."),
    ),
    "one name in Han, one in Latin letters": (
        "variant-title",
        ("100 0  $a奥斯丁", "245 10 $a爱玛", "246 31 $aEmma"),
        EMMA,
    ),
}


@pytest.mark.parametrize("case", DOUBTFUL)
def test_a_person_must_look(book: Book, case: str) -> None:
    rule, *records = DOUBTFUL[case]
    one, two = (book(*lines) for lines in records)
    assert says(one, two) == ("ask", rule)


def test_a_play_and_a_novel_of_one_title_may_be_two_works(book: Book) -> None:
    lines = ("100 1  $aSteinbeck, John,$d1902-1968.", "245 10 $aOf mice and men.")
    assert says(book(*lines, genre="f"), book(*lines, genre="d")) == ("ask", "another-genre")
    assert says(book(*lines, genre="f"), book(*lines, genre="1"))[0] == "same"


def test_what_a_body_publishes_every_year_is_not_one_work_for_that(book: Book) -> None:
    lines = ("110 2  $a国家统计局", "245 10 $a中国对外经济统计年鉴")
    assert says(book(*lines), book(*lines, year="2001")) == ("ask", "recurring")


WITHOUT = {
    "a generic title": POEMS,
    "an annual report": ("110 2  $aGas Board.", "245 10 $aAnnual report /$cGas Board."),
    "selected papers in Han": ("110 2  $a北京大学", "245 10 $a北京大学学报"),
    "nobody who made it": ("245 00 $aThe hidden gardens of Kyoto.",),
    "a uniform title that gathers": (
        "100 1  $aPoe, Edgar Allan.",
        "240 10 $aShort stories.$kSelections",
        "245 10 $aTales.",
    ),
    "the laws of a state": (GEORGIA, "240 10 $aLaws, etc. (Code : 1933)", "245 10 $aLaws."),
    "no title": (AUSTEN,),
}


@pytest.mark.parametrize("case", WITHOUT)
def test_too_little_is_said_to_find_the_work_by(book: Book, case: str) -> None:
    assert likeness(book(*WITHOUT[case])).keys == ()


def test_the_author_of_a_work_it_contains_is_nobody_who_made_it(book: Book) -> None:
    lines = ("245 00 $aThe hidden gardens.", "700 12 $aWest, A.$tThe pond.")
    assert likeness(book(*lines)).keys == ()


def test_the_collection_of_one_library_brings_no_two_books_together(book: Book) -> None:
    paperbacks = "710 2  $aCopyright Paperback Collection (Library of Congress)$5DLC"
    assert likeness(book("245 00 $aHeaven sent.", paperbacks)).keys == ()


OTHERS = (
    "Sequel published under title: The rivals.",
    "Abridged version published under title: The rivals.",
    "Thesis, published under title: The rivals.",
    "Bound with: The rivals.",
)


@pytest.mark.parametrize("note", OTHERS)
def test_a_note_on_another_text_names_no_title_of_this_one(book: Book, note: str) -> None:
    lines = ("100 1  $aClemens, Jeremiah.", "245 10 $aTobias Wilson.", f"500    $a{note}")
    assert not meet(book(*lines), book("100 1  $aClemens, Jeremiah.", "245 14 $aThe rivals."))


def test_an_anonymous_work_is_found_by_its_uniform_title_alone(book: Book) -> None:
    assert likeness(book(*BEOWULF)).keys == ("work:beowulf",)


def test_only_descriptions_have_a_likeness(book: Book) -> None:
    assert work_likeness(replace(book(*EMMA), kind="auth")) is None
    assert work_likeness(replace(book(*EMMA), dialect="intermarc")) is None


def test_a_chinese_record_and_a_western_one_meet(book: Book) -> None:
    marc = pymarc.Record()
    marc.leader = pymarc.Leader("00000nam0 2200000   450 ")
    for tag, first, subfields in (
        ("101", "1", ("achi", "ceng")),
        ("200", "1", ("a爱玛",)),
        ("500", "1", ("aEmma",)),
        ("701", " ", ("a奥斯丁", "g(Austen, Jane, 1775-1817)")),
    ):
        codes = [pymarc.Subfield(each[0], each[1:]) for each in subfields]
        marc.add_field(pymarc.Field(tag, pymarc.Indicators(first, " "), codes))
    chinese = MarcRecord(1, b"", "iso2709", marc, "cnmarc", "bib", "utf-8")
    assert meet(chinese, book(*EMMA))
    assert says(chinese, book(*EMMA))[0] == "same"


def test_equal_facts_have_one_digest_whatever_the_order_of_fields(book: Book) -> None:
    lines = (AUSTEN, "245 10 $aEmma.", "246 3  $aEmma Woodhouse", "246 3  $aMiss Woodhouse")
    turned = (*lines[:2], lines[3], lines[2])
    assert likeness(book(*lines)) == likeness(book(*turned))
    assert likeness(book(*lines)).digest == likeness(book(*turned)).digest
    assert likeness(book(*lines)).digest != likeness(book(*EMMA)).digest


def test_a_likeness_read_back_compares_alike(book: Book) -> None:
    kept = likeness(book(*QUIXOTE))
    traits = json.loads(kept.traits)
    again = json.dumps(traits, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()
    assert again == kept.traits
    assert compare(WorkLikeness((), again), kept).says == "same"


def test_a_hostile_record_costs_little(book: Book) -> None:
    noise = "Works by " * 100_000
    names = [f"700 1  $aName {n}, A. B." for n in range(300)]
    titles = [f"246 3  $aTitle number {n} of many" for n in range(300)]
    record = book(f"100 1  $a{noise}", f"245 10 $a{noise}$b{noise}", *names, *titles)
    found = likeness(record)
    assert len(found.keys) == 16
    assert max(map(len, found.keys)) <= 100
    assert len(found.traits) < 20_000


def test_every_rule_of_the_table_says_what_it_means() -> None:
    assert len(rules()) == 49
    for name, rule in rules().items():
        assert rule.says in ("adds", "ask", "different"), name
        assert rule.meaning, name
        assert (
            (rule.weight == 0) == (rule.says == "different")
            or rule.says == "adds"
            or (name == "no-common-script")
        ), name
