"""Articles of every kind are opened, dropped and pasted in the window, with progress and Cancel."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt, QTimer, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QProgressDialog, QPushButton
from pytestqt.qtbot import QtBot

from contention.article import isolated
from contention.model.project import Project
from contention.shell import worker
from contention.shell.asks import Boxes
from contention.shell.documents import Documents
from tests.documents import docx, epub, odt, page, png, word_paragraph, word_picture, word_relations
from tests.gui.conftest import MakeWindow

WORD = docx(
    word_paragraph("On bread", "Title") + word_paragraph("Bread is cheap.") + word_picture("p"),
    {
        "word/media/a.png": png(),
        "word/_rels/document.xml.rels": word_relations({"p": ("image", "media/a.png")}),
    },
)
FILES = {
    "bread.docx": WORD,
    "bread.epub": epub({"a.xhtml": page("<h1>On bread</h1><p>Bread is cheap.</p>")}),
    "bread.odt": odt("<text:h>On bread</text:h><text:p>Bread is cheap.</text:p>"),
    "bread.rtf": b"{\\rtf1 On bread\\par Bread is cheap.}",
    "bread.html": b"<html><title>On bread</title><h1>On bread</h1><p>Bread is cheap.",
}


def only_source(project: Project) -> str:
    (article,) = project.articles.values()
    return article.source


@pytest.mark.parametrize("name", FILES)
def test_each_kind_of_file_opens(make_window: MakeWindow, tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(FILES[name])
    window, answers = make_window()
    assert window.documents.open(tmp_path / name)
    assert "Bread is cheap." in only_source(window.session.project)
    assert answers.asked == [f"wait Reading {name} …"]
    assert not answers.told
    assert "Bread is cheap." in window.reader.toPlainText()


def test_pictures_come_into_the_project(make_window: MakeWindow, tmp_path: Path) -> None:
    (tmp_path / "bread.docx").write_bytes(WORD)
    window, _ = make_window()
    assert window.documents.open(tmp_path / "bread.docx")
    (asset,) = window.session.project.assets.values()
    assert f"(asset:{asset.id})" in only_source(window.session.project)


def test_what_cannot_be_opened_leaves_the_project(make_window: MakeWindow, tmp_path: Path) -> None:
    path = tmp_path / "bread.docx"
    path.write_bytes(WORD[:-99])
    window, answers = make_window()
    before = window.session.project
    assert not window.documents.open(path)
    assert window.session.project is before
    (told,) = answers.told
    assert "“bread.docx” is damaged" in told


def test_a_dropped_document_is_opened(make_window: MakeWindow, tmp_path: Path) -> None:
    (tmp_path / "bread.docx").write_bytes(WORD)
    window, _ = make_window()
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "bread.docx"))])
    assert window.documents.drop(data)
    assert "Bread is cheap." in only_source(window.session.project)


def test_cancel_stops_the_importer(
    make_window: MakeWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    """The window's own box, in place of a test's answers, over an importer that never answers."""
    import subprocess
    import sys

    monkeypatch.setattr(worker, "PATIENCE_MS", 20)
    (tmp_path / "bread.docx").write_bytes(WORD)
    window, _ = make_window()
    started: list[subprocess.Popen[bytes]] = []

    def hang() -> subprocess.Popen[bytes]:
        command = [sys.executable, "-c", "import time; time.sleep(100)"]
        started.append(subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE))
        return started[-1]

    monkeypatch.setattr(isolated, "_started", hang)

    def cancel() -> None:
        box = QApplication.activeModalWidget()
        if not isinstance(box, QProgressDialog):
            QTimer.singleShot(10, cancel)
            return
        assert box.labelText() == "Reading bread.docx …"
        QTest.mouseClick(box.findChild(QPushButton), Qt.MouseButton.LeftButton)

    QTimer.singleShot(0, cancel)
    documents = Documents(window.session, window.documents._settings, Boxes(window), window)
    before = window.session.project
    assert not documents.open(tmp_path / "bread.docx")
    assert window.session.project is before
    qtbot.waitUntil(lambda: bool(started) and started[0].returncode is not None, timeout=20_000)
    qtbot.waitUntil(
        lambda: not [t for t in threading.enumerate() if t.name == "contention-work"], timeout=20_000
    )


def test_long_work_shows_how_far_it_is(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "PATIENCE_MS", 1)
    seen: list[tuple[int, int]] = []
    looked = threading.Event()

    def look() -> None:
        box = QApplication.activeModalWidget()
        if isinstance(box, QProgressDialog) and box.value() == 40:
            seen.append((box.value(), box.maximum()))
            looked.set()
            return
        QTimer.singleShot(5, look)

    def work(waiting: worker.Waiting) -> bool:
        while not looked.is_set():
            waiting.progress(0.4)
            time.sleep(0.02)
        waiting.progress(1.0)
        return waiting.given_up()

    QTimer.singleShot(0, look)
    assert worker.follow(None, "Reading …", work) is False
    assert seen == [(40, 100)]
    assert QApplication.activeModalWidget() is None


# -- rich text ---------------------------------------------------------------------------


def rich(html: str, text: str = "") -> QMimeData:
    data = QMimeData()
    data.setHtml(html)
    if text:
        data.setText(text)
    return data


def pasted(make_window: MakeWindow, data: QMimeData) -> Project:
    window, _ = make_window()
    QGuiApplication.clipboard().setMimeData(data)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    return window.session.project


HTML = (
    "<h1>On bread</h1><p>Bread is <b>cheap</b>, <a href='https://a.test/'>they say</a>.</p>"
    "<p>See <a href='javascript:x'>this</a><img src='file:///etc/a.png'><script>x</script>.</p>"
)
SOURCE = "# On bread\n\nBread is **cheap**, [they say](https://a.test/).\n\nSee this.\n"


def test_rich_text_is_pasted_with_its_form(make_window: MakeWindow) -> None:
    project = pasted(make_window, rich(HTML, "On bread\nBread is cheap."))
    assert only_source(project) == SOURCE
    assert next(iter(project.articles.values())).title == "On bread"


def test_rich_text_can_be_pasted_plain(make_window: MakeWindow) -> None:
    window, _ = make_window()
    QGuiApplication.clipboard().setMimeData(rich(HTML, "Bread is cheap."))
    assert window.documents.paste(plain=True)
    assert only_source(window.session.project) == "Bread is cheap.\n"


def test_rich_text_of_no_words_gives_way_to_the_plain_one(make_window: MakeWindow) -> None:
    project = pasted(make_window, rich("<p><img src='x'></p>", "Bread is cheap."))
    assert only_source(project) == "Bread is cheap.\n"


def test_dropped_rich_text_is_an_article_that_can_be_undone(make_window: MakeWindow) -> None:
    window, _ = make_window()
    assert window.documents.drop(rich(HTML))
    assert only_source(window.session.project) == SOURCE
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert not window.session.project.articles
