"""Draws the article being read: colours, headings, a PDF both ways, right to left, a newer version.

`screenshots.py` asks for them. The texts are made here; nothing is taken from elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

COLOURS = ("light", "sepia", "dark", "contrast")
"""The colours of articles (see `reader.preferences.THEMES`), each in a light and in a dark window."""

LEDGER = """# What the ledger leaves out

The council wants to close the library on Mill Street. Each visit costs the town four pounds, the report says.

But the report counts only those who borrow a book, and most of those who come in borrow nothing.

Therefore its figure says little about what the library is worth.
"""
BREAD = """# Bread and ovens

Bread is cheap where flour is cheap. In our street the oven is shared, because wood is dear.
"""
TRAINS = """# القطارات الليلية

يجب أن تعود القطارات الليلية إلى كل مدينة كبيرة. الأسرّة ممتلئة في كل ليلة، وهذا يدل على أن الناس يريدونها.

لكن الخطوط لا تحقق ربحا، كما يقول المشغلون.

## الثمن

- تضاعفت الأسعار منذ الربيع الماضي (2024).
- تستغرق الرحلة من Vienna إلى Paris ليلة واحدة.
"""
NIGHT = """# Night trains

Night trains should come back to every large city. The beds are full, the operators say.

A sleeper takes no longer than a flight, once the way to the airport is counted.

Nobody has asked the people who clean the carriages at four in the morning.
"""
NEWER = """# Night trains

Night trains must soon come back to every large city. The beds are full, the operators say.

Prices have doubled since last spring.

A sleeper takes no longer than a flight, once the way to the airport is counted.
"""
PAGES = (
    ("The bridge at the mill", ()),
    (
        "",
        (
            "The old bridge should be kept open to those on foot. Its",
            "stones have carried carts for two hundred years, and the",
            "survey found no crack that a mason could not close.",
        ),
    ),
    (
        "",
        (
            "Those who would pull it down point to the cost. A new one",
            "would be paid for by the county, while repairs would fall to",
            "the village, which has no money for them.",
        ),
    ),
    ("", ("That is an argument about who pays, however, and not about", "what the bridge is worth.")),
)


class Scene(NamedTuple):
    """What the pictures are made with: a new window, and letting come what comes late."""

    window: Callable[[], object]
    settle: Callable[[], None]
    folder: Path
    """For files that are opened, and gone afterwards."""


def reading_pictures(scene: Scene) -> Iterator[tuple[str, object]]:
    """Each picture's name and what is on it."""
    for colours in COLOURS:
        window = _sample(scene)
        # What is chosen is remembered: the next window begins without it.
        window.reading.set_theme(colours)
        scene.settle()
        yield f"reading-{colours}", window
        window.reading.set_theme("window")
    window = _articles(scene)
    yield "reading-articles", window
    window.reading.toggle_numbers()
    window.settings.remove("window")
    window = _pdf(scene)
    yield "reading-pdf-text", window
    window.article.show_pages(shown=True)
    scene.settle()
    yield "reading-pdf-pages", window
    window.article.show_pages(shown=False)
    yield "reading-right-to-left", _right_to_left(scene)
    yield "reading-newer-version", _newer(scene)


def _window(scene: Scene, name: str = "", text: str | bytes = ""):
    """A window with an article of ours, or without one."""
    window = scene.window()
    window.resize(1200, 750)
    if name:
        window.documents.open(_file(scene, name, text))
    window.show()
    return window


def _file(scene: Scene, name: str, text: str | bytes) -> Path:
    path = scene.folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def _sample(scene: Scene):
    window = _window(scene)
    window.documents.open_sample()
    return window


def _articles(scene: Scene):
    """Three articles in tabs, the headings beside them, the paragraphs numbered."""
    window = _sample(scene)
    window.resize(1440, 900)
    sample = window.reader.article.id
    window.documents.open(_file(scene, "ledger.md", LEDGER), beside=True)
    window.documents.open(_file(scene, "bread.md", BREAD), beside=True)
    window.article.show_article(sample)
    window.actions_table["show-contents"].trigger()
    window.reading.toggle_numbers()
    scene.settle()
    return window


def _pdf(scene: Scene):
    window = _window(scene, "bridge.pdf", _printed(scene))
    _map(window, "The old bridge should be kept open to those on foot.", "add-claim")
    _map(window, "the survey found no crack that a mason could not close", "add-reason")
    _map(window, "would fall to the village, which has no money for them", "add-objection")
    scene.settle()
    return window


def _printed(scene: Scene) -> bytes:
    """A page of a PDF with a title and three paragraphs."""
    from PySide6.QtCore import QMarginsF, QPointF
    from PySide6.QtGui import QFont, QPageLayout, QPageSize, QPainter, QPdfWriter

    path = scene.folder / "printed.pdf"
    writer = QPdfWriter(str(path))
    writer.setResolution(72)
    writer.setPageLayout(
        QPageLayout(
            QPageSize(QPageSize.PageSizeId.A5), QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0)
        )
    )
    painter = QPainter(writer)
    y = 80.0
    for title, lines in PAGES:
        font = QFont("Source Serif Pro")
        font.setPixelSize(19 if title else 11)
        font.setBold(bool(title))
        painter.setFont(font)
        for line in (title, *lines) if title else lines:
            painter.drawText(QPointF(56, y), line)
            y += 16
        y += 12
    painter.end()
    return path.read_bytes()


def _right_to_left(scene: Scene) -> object:
    window = _window(scene, "trains.md", TRAINS)
    _map(window, "يجب أن تعود القطارات الليلية إلى كل مدينة كبيرة.", "add-claim")
    _map(window, "الأسرّة ممتلئة في كل ليلة", "add-reason")
    _map(window, "لكن الخطوط لا تحقق ربحا", "add-objection")
    scene.settle()
    return window


def _newer(scene: Scene) -> object:
    """What becomes of three passages in a newer version of their article."""
    from contention.article.importing import read_article
    from contention.session.article_commands import review
    from contention.shell.dialogs.review import ReviewDialog

    window = _window(scene, "Night trains.md", NIGHT)
    for words in (
        "Night trains should come back to every large city.",
        "The beds are full",
        "Nobody has asked",
    ):
        _map(window, words, "add-claim")
    article = window.reader.article
    newer = read_article(_file(scene, "Night trains.md", NEWER)).article
    dialog = ReviewDialog(article.title, review(window.session.project, article.id, newer))
    dialog.list.setCurrentRow(1)
    return dialog


def _map(window, words: str, action: str) -> None:
    """Select words of the article and do with them what a key would."""
    start = window.reader.article_text.text.index(words)
    window.reader.setFocus()
    window.reader.select_range(start, start + len(words))
    window.actions_table[action].trigger()
