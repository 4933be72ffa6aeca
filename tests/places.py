"""Do the places of an article agree with those of the document that shows it? Sources to ask it of."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import strategies as st
from PySide6.QtGui import QTextBlock, QTextCursor, QTextDocument

from contention.article.blocks import IMAGE
from contention.article.markdown import read_markdown
from contention.reader.document import ReadingDocument, build_document
from contention.reader.style import LIGHT, ReadingStyle

SAMPLES = {
    "plain": "One\n\nTwo words\n\nThree",
    "emoji": "a 🙂 b 👩‍👩‍👧 c\n\n𝒳 end 🙂",
    "right to left": "And שלום עולם in 🙂 it\n\nالسلام عليكم\n\nend",
    "table": "before\n\n| a | 🙂 |\n|---|:-:|\n| 1 *x* | |\n\nafter 🙂",
    "only a table": "| a | b |\n|---|---|\n| 1 | 2 |",
    "two tables": "| a |\n|---|\n| 1 |\n\n<!-- -->\n\n| b |\n|---|\n| 2 |",
    "tables that touch": "- | a |\n  |---|\n  | 1 |\n- | b |\n  |---|\n  | 2 |\n\nend",
    "a table after a rule": "---\n\n| a |\n|---|\n| 🙂 |\n\n---",
    "lists": "- a\n  - b\n    1. c\n\n       more\n- 🙂\n-\n- [x] d\n\n7. e\n8. f",
    "quotes": "> a\n>\n> > b 🙂\n>\n> - c\n\nd",
    "code": "```\nx = 1\n\n  y 🙂\n```\n\n    indented\n\n- ```\n  in a list\n  ```",
    "breaks": "one  \ntwo\\\nthree\nfour",
    "notes": "a[^1] b[^two] 🙂\n\n[^1]: one\n\n    more of it\n\n[^two]: two",
    "definitions": "T\n: D\n\n  more\n: E",
    "pictures": "a ![b 🙂](c.png) d\n\n![](only.png)\n\n![x](1.png)![y](2.png)🙂\n\n# ![h](3.png)",
    "styles": "# H *i*\n\n**b** *i* ***bi*** `c` ~~s~~ [l](https://x.org) 🙂",
    "empty": "",
    "nothing but a rule": "***",
    "pictures in a table": "| ![a](b.png) | c |\n|---|---|\n| d ![e](f.png) | 🙂 |",
    "control characters": "a&#x2029;b&#xfdd0;c&#10;d&#13;e\u00a0f\tg",
}
CONSTRUCTS = {
    "tabs": "\tcode by a tab\n\n-\tlist by a tab\n\n>\t\tquoted code",
    "escapes": r"\\*not leaning\\* \\# \\[no\\](link) \\`no code\\` \\& \\\\ \\q" + "\\\n next",
    "entities": "&amp; &copy; &auml; &#35; &#x1F642; &#0; &nosuch; &nbsp;end &frac34;",
    "precedence": "- `one\n- two`",
    "thematic breaks": "***\n---\n___\n * * *\n - - - - -",
    "atx headings": "# a\n## b ##\n### c \\##\n####### no\n#no\n#",
    "setext headings": "Two *lines\nof it*\n===\n\nOne\n---\n- x\n---",
    "indented code": "    one\n      two\n\n\n    three 🙂\n  para",
    "fenced code": "```py\ndef f(): 🙂\n\n```\n~~~\nopen ```\n",
    "fence in fence": "````\n```\nx\n```\n````",
    "html": "<div>\n*words*\n\n</div> <a href='x'>in line</a> <!-- gone? -->",
    "definitions of links": "[a]: /x 'title'\n[b]:\n<y>\n\n[a] [b][] [c][a] [no]",
    "paragraphs": "one\ntwo  \n   three\n\n\n\nfour",
    "block quotes": "> # a\n> b\nlazy\n>\n> c\n\n> d\n> > e",
    "list items": "1.  a\n\n        code\n\n    > quote\n2. b\n\n   c",
    "lists that end": "- a\n- b\n\n\n- c\n\n1. d\n2) e\n* f",
    "empty items": "-\n- a\n-\n\n1.\n2. b",
    "deep lists": "- a\n  - b\n    - c\n      - d 🙂\n\n        e",
    "code spans": "`a` `` b ` c `` ` d ` `e\nf` `not closed",
    "emphasis": "*a* **b** ***c*** *d **e** f* a*b*c _g_ a_b_c **h* i*",
    "links": "[a](/x) [b](<y z> 't') [*c* `d`](z) [e](x(y)) [![p](q) r](s)",
    "links by address": "<https://a.example/x?y=z> <mail@b.example> <c:d> < no>",
    "unsafe links": "[a](javascript:x) [b](//host/c) [d](smb://e) [f](file:///g)",
    "images": "![a *b*](c) ![d][e] ![](f) x![g](asset:none)y\n\n[e]: h",
    "line breaks": "a  \nb\\\nc\nd \n`e  \nf`",
    "wide characters": "𝒳𝒴 *🙂🙂* **👩‍👩‍👧** `🏳️‍🌈` [🙂](x) é e\u0301",
    "both directions": "a *שלום* **b עולם** 12 ג `קוד` مرحبا 🙂 end",
    "no spaces": "中文\n*继续*\n한국어\n문장 ひらがな\nカタカナ",
    "a table": "| a 🙂 | *b* |\n|:--|--:|\n| `c` | [d](e) |\n| f |",
    "a table of pictures": "| ![a](b) |\n|---|\n| x ![](c) 🙂 |",
    "strike": "~~a *b* 🙂~~ ~c~",
    "notes": "a[^1] b[^1]\n\n[^1]: c 🙂\n\n    - d",
    "tasks": "- [ ] a\n- [x] *b*\n- [X]\n- [ ]c",
    "definitions": "a *b*\n: c 🙂\n\n  d\n\n  - e\n: f",
}
"""Each construct of the profile once, in the order of the CommonMark specification, then the extensions."""


def _indented(source: str, first: str) -> str:
    gap = " " * len(first)
    return "\n".join((first if n == 0 else gap) + line for n, line in enumerate(source.split("\n")))


WRAPPED: dict[str, Callable[[str], str]] = {
    "alone": lambda source: source,
    "quoted": lambda source: "\n".join(f"> {line}" for line in source.split("\n")),
    "in a bullet": lambda source: _indented(source, "- "),
    "in a number": lambda source: _indented(source, "12. "),
    "in a quote in a list": lambda source: _indented(
        "\n".join(f"> {line}" for line in source.split("\n")), "- "
    ),
    "between others": lambda source: f"🙂 before\n\n{source}\n\nafter 🙂",
}


def any_source() -> st.SearchStrategy[str]:
    """Markdown of any kind: signs in any order, and constructs after and in each other."""
    signs = st.text(st.sampled_from("ab \n\t#>-+*_`~[]()!|:1.^\\<&\u05d0🙂中\u00a0\u2028"), max_size=60)
    pieces = st.lists(
        st.one_of(
            st.sampled_from([*SAMPLES.values(), "\n", "> ", "- ", "| ", "text"]),
            st.builds(
                lambda name, wrap: WRAPPED[wrap](CONSTRUCTS[name]),
                st.sampled_from(sorted(CONSTRUCTS)),
                st.sampled_from(sorted(WRAPPED)),
            ),
        ),
        max_size=5,
    ).map("\n\n".join)
    return st.one_of(signs, pieces)


def build(source: str) -> ReadingDocument:
    return build_document(read_markdown(source), ReadingStyle(), LIGHT)


def check(source: str) -> None:
    """Each character stands at its place, and each place comes back."""
    article = read_markdown(source)
    document, positions = build(source)
    cursor = QTextCursor(document)
    for place, char in enumerate(article.text):
        there, next_there = positions.to_shown(place), positions.to_shown(place + 1)
        assert positions.to_canonical(there) == place
        if char == "\n":
            assert next_there > there
            continue
        cursor.setPosition(there)
        cursor.setPosition(next_there, QTextCursor.MoveMode.KeepAnchor)
        shown = cursor.selectedText()
        assert shown.startswith("[Picture") if char == IMAGE else shown == char, (place, char, shown)
    assert positions.to_canonical(positions.to_shown(len(article.text))) == len(article.text)
    assert shown_words(document) == article.text.replace("\n", "").replace(" ", "").replace(IMAGE, "")


def shown_words(document: QTextDocument) -> str:
    """Every character the document shows but white space and pictures' names."""
    words = []
    for block in blocks(document):
        iterator = block.begin()
        while not iterator.atEnd():
            fragment = iterator.fragment()
            quiet = fragment.charFormat().foreground().color().name() == LIGHT.quiet
            if not quiet:
                words.append(fragment.text())
            iterator += 1
    return "".join(words).replace("\u2028", "").replace(" ", "")


def blocks(document: QTextDocument) -> list[QTextBlock]:
    found, block = [], document.begin()
    while block.isValid():
        found.append(block)
        block = block.next()
    return found
