"""The page: well-formed, whole in one file, closed to everything outside, and linked both ways."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from pathlib import Path

import pytest
from lxml import etree
from lxml import html as lxml_html
from msgspec import structs
from PySide6.QtQml import QJSEngine
from PySide6.QtWidgets import QApplication

from contention.diagram.fonts import register_fonts
from contention.diagram.themes import THEME_IDS, theme
from contention.export import html
from contention.export.encoding import ExportCancelled
from contention.export.html_outline import DEEPEST
from contention.export.options import ExportOptions
from contention.export.sheet import Sheet
from contention.model.project import Article, Asset, Project, read_only
from tests.builders import map_of
from tests.unit.export import pictured
from tests.unit.export.pictured import ANGLED, sample, sheet_of

SVG = "{http://www.w3.org/2000/svg}"
TREE = """
    top
      + reason
        + below it
      - objection
        & with it
          ! against the step
    """


@pytest.fixture(autouse=True)
def fonts(qapp: QApplication) -> None:
    register_fonts()


def page(sheet: Sheet) -> str:
    (output,) = html.encode(sheet, ExportOptions(format="html"), lambda _: True)
    assert output.suffix == ""
    return output.data.decode()


def tree_of(sheet: Sheet) -> etree._Element:
    """By the strictest parser there is: the page is XML, too."""
    return etree.fromstring(page(sheet).encode())


def quoted() -> Project:
    return pictured.with_article(
        K=("owns its machine",),
        A=("small", "town <b>"),
        B=("its machine. Nobody",),
        C=("machines <i>", "second one"),
    )


EVERY_SHEET = {
    **{name: (lambda name=name: sheet_of(pictured.maps()[name])) for name in pictured.maps()},
    "texts": lambda: sheet_of(pictured.texts(), title=True, notes=True, legend=True),
    "sample": lambda: sheet_of(sample()),
    "article": lambda: sheet_of(quoted()),
    "folded": lambda: sheet_of(quoted(), folded=frozenset({"K"}), legend=True),
    "branch": lambda: sheet_of(quoted(), part="branch", chosen=("iA",)),
    "selection": lambda: sheet_of(quoted(), part="selection", chosen=("K", "iC")),
}


@pytest.mark.parametrize("name", EVERY_SHEET)
def test_ids_are_unique_and_every_link_leads_somewhere(name: str) -> None:
    tree = tree_of(EVERY_SHEET[name]())
    ids = [element.get("id") for element in tree.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    links = [element.get("href", "") for element in tree.iter() if element.get("href")]
    assert len(links) > 3
    inner = [link[1:] for link in links if link.startswith("#")]
    assert set(inner) <= set(ids)
    assert not [link for link in links if link[0] != "#" and not link.startswith("https://")]


@pytest.mark.parametrize("name", EVERY_SHEET)
def test_nothing_comes_from_outside_and_the_policy_allows_what_is_there_alone(name: str) -> None:
    tree = tree_of(EVERY_SHEET[name]())
    (style,), (script,) = tree.findall(".//style"), tree.findall(".//script")
    policy = tree.find(".//meta[@http-equiv='Content-Security-Policy']").get("content")
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    digests = []
    for element in (style, script):
        digest = hashlib.sha256(element.text.encode()).digest()
        digests.append(f"'sha256-{base64.b64encode(digest).decode()}'")
    assert rules == {
        "default-src": "'none'",
        "img-src": "data:",
        "style-src": digests[0],
        "script-src": digests[1],
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    for element in tree.iter():
        names = {str(one) for one in element.attrib}
        assert not names & {"src", "style", "srcset", "data", "action", "formaction", "ping", "background"}
        assert not [one for one in names if one.startswith("on")]
        assert element.tag not in {"img", "link", "iframe", "object", "embed", "base", "form"}
    assert "url(" not in style.text
    assert "@import" not in style.text


def test_a_browser_reads_it_as_it_was_written() -> None:
    """HTML ends elements where XML does not; both see the same words in the same order."""
    sheet = sheet_of(quoted())
    text = page(sheet)
    as_html = lxml_html.document_fromstring(text.encode())
    as_xml = etree.fromstring(text.encode())
    for place in (".//section[@id='outline']", ".//section[@id='a1']"):
        found = ["".join("".join(tree.find(place).itertext()).split()) for tree in (as_html, as_xml)]
        assert found[0] == found[1]
    assert text.startswith("<!DOCTYPE html>\n")
    assert as_html.find(".//svg") is not None


def test_what_is_written_stays_words() -> None:
    text = page(sheet_of(pictured.texts(), notes=True, title=True))
    assert ANGLED not in text
    assert "<b>" not in text
    tree = etree.fromstring(text.encode())
    said = "".join(tree.find(".//section[@id='outline']").itertext())
    assert f"Traffic office, {ANGLED}" in said
    assert f"{ANGLED} note" in said
    assert f"tag: {ANGLED}" in said
    assert ANGLED in tree.find(".//title").text
    assert "\ud800" not in text
    assert not re.search("[\x00-\x08\ufffe]", text)


def test_the_outline_nests_as_the_map_does() -> None:
    tree = tree_of(sheet_of(pictured.of(map_of(TREE))))
    outline = tree.find(".//section[@id='outline']")

    def nested(listed: etree._Element) -> list[object]:
        found: list[object] = []
        for item in listed.findall("./li"):
            found.append(item.find("./p/span[@class='words']").text)
            if (below := item.find("./details/ul")) is not None:
                found.append(nested(below))
        return found

    assert nested(outline.find("./ul")) == [
        "top",
        [
            "reason",
            ["below it"],
            "however, 2 premises together",
            ["objection", "with it", "against the step"],
        ],
    ]
    assert all(details.get("open") for details in outline.iter("details"))
    assert [item.get("class") for item in outline.iter("li")][:2] == ["contention", "reason"]


def test_a_map_of_many_levels_is_no_deeper_than_parsers_go() -> None:
    levels = DEEPEST + 60
    outline = "\n".join("  " * n + ("+ " if n else "") + f"d{n} level {n}" for n in range(levels))
    tree = tree_of(sheet_of(pictured.of(map_of(outline))))
    items = tree.findall(".//section[@id='outline']//li")
    assert len(items) == levels
    assert f"(under {levels - 1})" in "".join(items[-1].itertext())
    assert max(len(list(item.iterancestors("ul"))) for item in items) == DEEPEST + 1


def test_claims_and_passages_are_linked_both_ways() -> None:
    sheet = sheet_of(quoted())
    tree = tree_of(sheet)
    by_id = {element.get("id"): element for element in tree.iter() if element.get("id")}
    entries = tree.findall(".//section[@id='outline']//li[@id]")
    top = entries[0]
    (quote,) = top.findall("./ul[@class='passages']/li/a")
    assert quote[0].text == "owns its machine"
    place = by_id[quote.get("href")[1:]]
    words = ""
    in_order = list(tree.iter())
    for element in in_order[in_order.index(place) :]:
        if element.tag == "mark":
            words += "".join(element.itertext())
        if (element.get("class"), element.get("href")) == ("back", "#o1"):
            break
    assert words == "owns its machine"
    # From the map to the words, and from the outline to the map.
    box = by_id["m1"]
    assert box.getparent().get("href") == quote.get("href")
    assert top.find("./p/a[@class='number']").get("href") == "#m1"


def test_marks_overlap_and_go_across_links_and_cells() -> None:
    tree = tree_of(sheet_of(quoted()))
    article = tree.find(".//section[@id='a1']")
    marked = ["".join(mark.itertext()) for mark in article.iter("mark")]
    assert "small" in marked
    assert "town <b>" in marked
    assert "machines " in marked
    link = article.find(".//a[@rel]")
    assert "".join(link.itertext()) == "its machine"
    assert link.get("href") == "https://example.org/?a=1&b=2"
    assert not link.findall(".//a")
    # The shorter of two says which role is shown.
    assert [mark.get("class") for mark in link.iter("mark")] == ["neutral"]
    cell = article.find(".//td[@class='right']")
    assert [("".join(mark.itertext()), mark.get("class")) for mark in cell.iter("mark")] == [
        ("machines ", "objection"),
        ("<i>", "objection"),
    ]


def test_the_article_is_written_whole_and_safely() -> None:
    text = page(sheet_of(quoted()))
    tree = etree.fromstring(text.encode())
    article = tree.find(".//section[@id='a1']")
    assert article.find("./h2").text == "The machines"
    assert "javascript:" not in text
    assert "evil.example" not in text
    assert [found.text for found in article.iter("span") if found.get("class") == "image"] == [
        "Picture: a leaking skylight"
    ]
    quote = article.find("./blockquote/ul")
    assert [len(item.findall("./p")) for item in quote.findall("./li")] == [1, 2]
    numbered = article.find("./ol")
    assert [item.get("value") for item in numbered.findall("./li")] == ["1", "2"]
    tasks = [span.get("aria-label") for span in numbered.iter("span") if span.get("role") == "img"]
    assert tasks == ["done", "to do"]
    assert "".join(article.find(".//pre").itertext()) == "code <b>&</b>\n  indented"
    assert article.find("./p[@class='term']").text == "Term"
    assert [row.tag for row in article.find("./table")[0]] == ["th", "th"]
    note = article.find(".//a[@href='#a1n1']")
    assert "".join(note.itertext()) == "[1]"
    assert article.find(".//section/p[@id='a1n1']").text == "1"
    assert all(found.get("dir") == "auto" for found in article.findall("./p"))


def test_pictures_of_the_project_are_in_the_page_and_no_others() -> None:
    png = base64.b64encode(b"\x89PNG\r\n\x1a\n and so on").decode()
    source = "Look: ![a <roof>](asset:p1) and ![elsewhere](asset:none) and ![evil](asset:p2)\n"
    assets = {
        "p1": Asset(id="p1", media_type="image/png", data=png),
        "p2": Asset(id="p2", media_type="image/png", data='"><script>'),
    }
    article = Article(id="a", title="Roofs", source=source)
    project = structs.replace(sample(), articles=read_only({"a": article}), assets=read_only(assets))
    tree = etree.fromstring(page(sheet_of(project)).encode())
    (shown,) = tree.find(".//section[@id='a1']").iter("img")
    assert shown.get("src") == f"data:image/png;base64,{png}"
    assert shown.get("alt") == "a <roof>"
    told = [one.text for one in tree.iter("span") if one.get("class") == "image"]
    assert told == ["Picture: elsewhere", "Picture: evil"]


def test_words_that_are_not_in_the_article_any_more_are_quoted_without_a_link() -> None:
    project = quoted()
    changed = project.articles["art"].source.replace("owns [its", "rents [its")
    from msgspec.structs import replace

    article = replace(project.articles["art"], source=changed)
    tree = tree_of(sheet_of(replace(project, articles={"art": article})))
    top = tree.find(".//li[@id='o1']")
    assert top.find("./ul[@class='passages']//a") is None
    assert "owns its machine" in "".join(top.find("./ul[@class='passages']").itertext())


def test_an_article_that_no_drawn_claim_comes_from_stays_at_home() -> None:
    from msgspec.structs import replace

    project = quoted()
    secret = replace(project.articles["art"], id="b", title="Diary", source="A secret.")
    project = replace(project, articles={**project.articles, "b": secret})
    assert "secret" not in page(sheet_of(project))
    assert "Diary" not in page(sheet_of(project))


def test_right_to_left() -> None:
    tree = tree_of(sheet_of(pictured.texts()))
    assert tree.get("dir") == "rtl"
    assert tree.find(f".//{SVG}svg").get("direction") == "ltr"
    assert tree_of(sheet_of(sample())).get("dir") == "ltr"


@pytest.mark.parametrize("palette", THEME_IDS)
@pytest.mark.parametrize("dark", [False, True])
def test_a_page_has_the_colours_of_its_palette_and_prints_dark_on_light(palette: str, dark: bool) -> None:
    style = tree_of(sheet_of(sample(), theme_id=palette, dark=dark)).find(".//style").text
    colours = dict(re.findall(r"--([\w-]+): (#\w{6})", style.split("@media print")[0]))
    look = theme(palette, dark=dark)
    assert (colours["text"], colours["reason"], colours["objection"]) == (
        look.text,
        look.reason.line,
        look.objection.line,
    )
    used = set(re.findall(r"var\(--([\w-]+)\)", style))
    assert used <= set(colours)
    for words, ground in (("text", "paper"), ("quiet", "paper"), ("link", "paper"), ("text", "reason-band")):
        assert contrast(colours[words], colours[ground]) >= 4.5
    printed = re.findall(r"@media print \{ :root \{ (.*?) \} \}", style)
    assert len(printed) == dark
    if dark:
        assert f"--text: {theme(palette).text}" in printed[0]


def contrast(one: str, other: str) -> float:
    """WCAG 2.1, relative luminance."""

    def light(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    bright, dim = sorted((light(one), light(other)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


def test_the_same_sheet_gives_the_same_page_and_it_can_be_stopped() -> None:
    assert page(sheet_of(quoted())) == page(sheet_of(quoted()))
    with pytest.raises(ExportCancelled):
        html.encode(sheet_of(sample()), ExportOptions(), lambda done: done < 0.4)


# --- the script -----------------------------------------------------------------------


class Page:
    """A page whose script runs in as much of a document as it asks for."""

    def __init__(self, sheet: Sheet) -> None:
        tree = tree_of(sheet)
        self.engine = QJSEngine()
        self.engine.globalObject().setProperty("page", json.dumps(self._plain(tree)))
        self.run(Path(__file__).with_name("small_dom.js").read_text(encoding="utf-8"))
        self.run(tree.find(".//script").text)

    def _plain(self, element: etree._Element) -> list[object]:
        children = [self._plain(child) for child in element]
        return [etree.QName(element).localname, dict(element.attrib), children, element.text or ""]

    def run(self, script: str) -> object:
        value = self.engine.evaluate(script)
        assert not value.isError(), value.toString()
        return value.toVariant()

    def shown(self) -> list[str]:
        return [one for one in str(self.run("shown()")).split("|") if ": " not in one]

    def fold(self, claim: str) -> None:
        named = f"b.attributes['aria-label'] === 'Fold: {claim}'"
        self.run(f"folds().filter(function (b) {{ return {named}; }})[0].fire('click')")


def test_the_script_folds_and_unfolds_branches() -> None:
    whole = Page(sheet_of(pictured.of(map_of(TREE))))
    everything = ["top", "reason", "below it", "objection", "with it", "against the step"]
    assert whole.shown() == everything
    assert whole.run("lines()") == 4
    whole.fold("reason")
    assert whole.shown() == ["top", "reason", "objection", "with it", "against the step"]
    assert whole.run("lines()") == 3
    whole.fold("top")
    assert whole.shown() == ["top"]
    assert whole.run("lines()") == 0
    assert whole.run("folds()[0].attributes['aria-expanded']") == "false"
    whole.fold("top")
    assert "below it" not in whole.shown()
    whole.run("tool(5)")
    assert whole.shown() == everything
    whole.run("tool(4)")
    assert whole.shown() == ["top"]


def test_a_link_to_what_is_folded_away_shows_it() -> None:
    tree = sheet_of(pictured.of(map_of(TREE)))
    whole = Page(tree)
    whole.run("tool(4)")
    whole.run("location.hash = '#m3'; window.fire('hashchange')")
    assert whole.shown() == ["top", "reason", "below it", "objection", "with it", "against the step"]


def test_the_script_is_worked_by_keys() -> None:
    whole = Page(sheet_of(pictured.of(map_of(TREE))))
    assert whole.run("folds()[0].fire('keydown', { key: 'Enter' })") is True
    assert whole.shown() == ["top"]
    assert whole.run("folds()[0].attributes.role") == "button"
    assert whole.run("folds()[0].attributes.tabindex") == "0"
    before = float(str(whole.run("wide()")))
    whole.run("map().fire('keydown', { key: '+' })")
    assert float(str(whole.run("wide()"))) == pytest.approx(1.25 * before)
    whole.run("map().fire('keydown', { key: '0' })")
    assert float(str(whole.run("wide()"))) <= 600


def test_dragging_pans_and_is_no_click() -> None:
    whole = Page(sheet_of(sample()))
    whole.run("map().fire('mousedown', { button: 0, clientX: 300, clientY: 200 })")
    whole.run("window.fire('mousemove', { clientX: 250, clientY: 190 })")
    assert (whole.run("map().scrollLeft"), whole.run("map().scrollTop")) == (50, 10)
    whole.run("window.fire('mouseup', {})")
    assert whole.run("map().fire('click', {})") is True
    assert whole.run("map().fire('click', {})") is False
    whole.run("window.fire('mousemove', { clientX: 0, clientY: 0 })")
    assert whole.run("map().scrollLeft") == 50


def test_without_the_script_the_page_holds_no_dead_buttons() -> None:
    tree = tree_of(sheet_of(sample()))
    assert not tree.findall(".//button")
    assert not [element for element in tree.iter() if element.get("role") == "button"]


def test_what_is_folded_or_left_out_is_not_on_the_page_at_all() -> None:
    assert "Nobody else does" in page(sheet_of(quoted()))
    for options in ({"folded": frozenset({"K"})}, {"part": "branch", "chosen": ("iA",)}):
        tree = tree_of(sheet_of(quoted(), **options))
        shown = "".join(tree.find(".//section[@id='outline']").itertext())
        shown += "".join(tree.find(f".//{SVG}svg").itertext())
        assert "C Nobody else does" not in shown
        assert "#o4" not in [link.get("href") for link in tree.iter("a")]
