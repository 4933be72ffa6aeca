"""Opening, saving, closing and exporting through the main window, with a person's answers given."""

from __future__ import annotations

import json
import os
import shutil
import time
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from contention.assets import resource
from contention.export.options import ExportOptions, PictureOptions, Size
from contention.files.names import file_name
from contention.files.store import load, save
from contention.model.project import in_order
from contention.shell.answers import Unsaved
from contention.shell.documents import LONG_FILE
from tests.builders import project_of
from tests.gui.conftest import MakeWindow

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
MAP = "K Bread is cheap\n  + A Flour costs little"


def press(key: Qt.Key, modifiers: Qt.KeyboardModifier = CTRL) -> None:
    QTest.keyClick(QApplication.focusWidget(), key, modifiers)


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "bread.txt"
    path.write_text("Bread is cheap.\n\nFlour costs little.", encoding="utf-8")
    return path


@pytest.fixture
def project(tmp_path: Path) -> Path:
    path = tmp_path / "bread map.contention"
    save(project_of(MAP), path)
    return path


def edited(window) -> None:
    """Do something that no file holds."""
    window.canvas.setFocus()
    window.mapping.add("claim")
    QTest.keyClicks(QApplication.focusWidget(), "One more")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert window.session.modified


# -- opening -----------------------------------------------------------------------------


def test_ctrl_o_opens_a_project_and_an_article(make_window: MakeWindow, project: Path, article: Path) -> None:
    window, answers = make_window()
    answers.file = project
    press(Qt.Key.Key_O)
    assert window.session.path == project
    assert set(window.session.map.claims) == {"K", "A"}
    assert window.title.text() == "bread map · saved"
    press(Qt.Key.Key_N)
    answers.file = article
    press(Qt.Key.Key_O)
    assert window.session.path is None
    assert window.documents.origin == article
    assert window.title.text() == "bread · not saved yet"
    assert window.documents.recent.paths() == [article, project]


def test_going_back_changes_nothing(make_window: MakeWindow, project: Path) -> None:
    window, answers = make_window()
    assert window.documents.open(project)
    before = window.session.project
    answers.file = None
    press(Qt.Key.Key_O)
    assert window.session.project is before


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("gone.contention", None),
        ("gone.txt", None),
        ("half.contention", b'{"format": "contention-project", "version": 1, "maps": ['),
        ("foreign.contention", b"%PDF-1.7 \x00\xff"),
        ("empty.contention", b""),
        ("empty.txt", b""),
        ("blank.md", b" \n\n \t\n"),
        ("picture.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(256))),
    ],
)
def test_what_cannot_be_opened_is_told_and_the_project_kept(
    make_window: MakeWindow, project: Path, tmp_path: Path, name: str, data: bytes | None
) -> None:
    window, answers = make_window()
    assert window.documents.open(project)
    edited(window)
    before = window.session.project
    if data is not None:
        (tmp_path / name).write_bytes(data)
    assert not window.documents.open(tmp_path / name)
    assert window.session.project is before
    assert window.session.path == project
    (told,) = answers.told
    assert name in told
    assert not answers.asked, "asked about unsaved work though nothing was opened"
    assert window.documents.recent.paths() == [project]


def test_a_folder_is_told_too(make_window: MakeWindow, tmp_path: Path) -> None:
    window, answers = make_window()
    assert not window.documents.open(tmp_path)
    assert len(answers.told) == 1


def test_opening_a_project_asks_about_unsaved_work_first(
    make_window: MakeWindow, project: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other.contention"
    save(project_of("K Cheese is dear"), other)
    window, answers = make_window()
    assert window.documents.open(project)
    edited(window)
    before = window.session.project
    assert not window.documents.open(other)
    assert answers.asked == ["unsaved bread map"]
    assert window.session.project is before
    answers.unsaved_answer = Unsaved.SAVE
    assert window.documents.open(other)
    assert load(project).project == before
    answers.unsaved_answer = Unsaved.DISCARD
    edited(window)
    assert window.documents.open(project)
    assert load(project).project == window.session.project == before


def test_an_article_is_put_beside_work_and_in_the_place_of_what_was_only_read(
    make_window: MakeWindow, project: Path, article: Path, tmp_path: Path
) -> None:
    cheese = tmp_path / "cheese.txt"
    cheese.write_text("Cheese is dear.", encoding="utf-8")
    window, answers = make_window()
    titles = lambda: [one.title for one in in_order(window.session.project.articles.values())]  # noqa: E731
    assert window.documents.open(article)
    assert window.documents.open(cheese), "what was only read gives way"
    assert (titles(), window.documents.origin) == (["cheese"], cheese)
    edited(window)
    assert window.documents.open(article)
    assert titles() == ["cheese", "bread"]
    assert "Flour" in window.reader.toPlainText()
    assert window.documents.open(cheese), "it is there already"
    assert titles() == ["cheese", "bread"]
    assert "Cheese" in window.reader.toPlainText()
    assert not answers.asked
    press(Qt.Key.Key_Z)
    assert titles() == ["cheese"]


def test_what_was_put_beside_the_others_can_begin_a_project_of_its_own(
    make_window: MakeWindow, project: Path, article: Path
) -> None:
    window, answers = make_window()
    assert window.documents.open(project)
    maps = window.session.project.maps
    assert window.documents.open(article)
    assert window.session.project.maps == maps
    QTest.mouseClick(window.message.findChild(QPushButton, "message-deed-0"), Qt.MouseButton.LeftButton)
    assert not answers.asked, "nothing of the project is lost by it"
    assert window.session.path is None
    assert window.documents.origin == article
    assert not window.session.map.claims

    assert window.documents.open(project)
    edited(window)
    assert window.documents.open(article)
    together = window.session.project
    QTest.mouseClick(window.message.findChild(QPushButton, "message-deed-0"), Qt.MouseButton.LeftButton)
    assert answers.asked == ["unsaved bread map"]
    assert window.session.project is together, "the reader went back"


def test_an_encoding_that_was_guessed_is_said(make_window: MakeWindow, tmp_path: Path) -> None:
    window, _ = make_window()
    path = tmp_path / "old.txt"
    path.write_bytes("Käse kostet zwölf Groschen, und süßes Brot ist größer. ".encode("cp1252") * 20)
    assert window.documents.open(path)
    assert window.message.text()
    assert "Käse" in window.reader.toPlainText()


def test_a_damaged_project_opens_with_a_report_and_is_never_overwritten(
    make_window: MakeWindow, tmp_path: Path
) -> None:
    path = tmp_path / "damaged.contention"
    save(project_of(MAP), path)
    value = json.loads(path.read_text(encoding="utf-8"))
    text = path.read_text(encoding="utf-8").replace('"premises":["A"]', '"premises":["gone"]')
    assert text != path.read_text(encoding="utf-8"), value
    path.write_text(text, encoding="utf-8")
    window, answers = make_window()
    assert window.documents.open(path)
    assert answers.asked == ["repaired damaged.contention"]
    assert answers.findings
    assert window.session.path is None
    assert window.session.modified
    answers.file = None
    press(Qt.Key.Key_S)
    assert answers.asked[-1].startswith("save ")
    assert path.read_text(encoding="utf-8") == text


def test_a_newer_project_is_saved_elsewhere(make_window: MakeWindow, project: Path, tmp_path: Path) -> None:
    text = project.read_text(encoding="utf-8")
    newer = text.replace('"version": 1', '"version": 999').replace('"version":1', '"version":999')
    assert newer != text
    project.write_text(newer, encoding="utf-8")
    window, answers = make_window()
    assert window.documents.open(project)
    assert "newer version" in window.message.text()
    edited(window)
    answers.file = tmp_path / "mine.contention"
    press(Qt.Key.Key_S)
    assert project.read_text(encoding="utf-8") == newer
    assert load(answers.file).project == window.session.project
    press(Qt.Key.Key_S)
    assert len([one for one in answers.asked if one.startswith("save")]) == 1


def test_a_long_file_is_read_beside_the_window(make_window: MakeWindow, tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_text("Bread is cheap. " * (LONG_FILE // 16 + 9), encoding="utf-8")
    window, answers = make_window()
    assert window.documents.open(path)
    assert answers.asked == ["wait Reading long.txt …"]


# -- paste -------------------------------------------------------------------------------


def test_pasting_into_an_empty_window_makes_an_article_that_can_be_undone(make_window: MakeWindow) -> None:
    window, _ = make_window()
    QGuiApplication.clipboard().setText("Bread is cheap.\n\nFlour costs little.")
    press(Qt.Key.Key_V)
    assert len(window.session.project.articles) == 1
    assert window.session.modified
    assert "Flour" in window.reader.toPlainText()
    press(Qt.Key.Key_V)
    assert len(window.session.project.articles) == 1, "Ctrl+V is for an empty window alone"
    press(Qt.Key.Key_Z)
    assert not window.session.project.articles


def test_what_is_pasted_goes_beside_the_article_that_was_worked_on(
    make_window: MakeWindow, article: Path
) -> None:
    window, answers = make_window()
    assert window.documents.open(article)
    QGuiApplication.clipboard().setText("Wine is old.")
    press(Qt.Key.Key_V, CTRL | SHIFT)
    assert len(window.session.project.articles) == 1
    assert window.session.modified, "the text stands in no file"
    QGuiApplication.clipboard().setText("Cheese is dear.")
    press(Qt.Key.Key_V, CTRL | SHIFT)
    assert len(window.session.project.articles) == 2
    assert "Cheese" in window.reader.toPlainText()
    assert not answers.asked
    press(Qt.Key.Key_Z)
    assert "Wine" in window.reader.toPlainText()


def test_pasting_nothing_is_said(make_window: MakeWindow) -> None:
    window, answers = make_window()
    QGuiApplication.clipboard().clear()
    press(Qt.Key.Key_V)
    assert "clipboard" in window.message.text()
    QGuiApplication.clipboard().setText("  \n ")
    press(Qt.Key.Key_V)
    assert window.message.text()
    assert not answers.told
    assert not window.session.project.articles


# -- saving ------------------------------------------------------------------------------


def test_the_first_save_of_an_article_goes_beside_it(make_window: MakeWindow, article: Path) -> None:
    window, answers = make_window()
    assert window.documents.open(article)
    press(Qt.Key.Key_S)
    assert window.session.path == article.with_suffix(".contention")
    assert "bread.contention" in window.message.text()
    assert load(window.session.path).project == window.session.project
    assert not answers.asked
    assert window.title.text() == "bread · saved"


def test_a_name_that_is_taken_is_asked_for(make_window: MakeWindow, article: Path) -> None:
    taken = article.with_suffix(".contention")
    taken.write_text("mine", encoding="utf-8")
    window, answers = make_window()
    assert window.documents.open(article)
    press(Qt.Key.Key_S)
    assert answers.asked == ["save bread.contention"]
    assert taken.read_text(encoding="utf-8") == "mine"
    answers.file = article.with_name("other")
    press(Qt.Key.Key_S)
    assert window.session.path == article.with_name("other.contention")


def test_the_sample_is_never_written_into_the_program(make_window: MakeWindow) -> None:
    window, answers = make_window()
    window.documents.open_sample()
    press(Qt.Key.Key_S)
    assert answers.asked == ["save Who owns the machines.contention"]
    assert window.documents.open(resource("samples", "who-owns-the-machines.md"))
    press(Qt.Key.Key_S)
    assert answers.asked[-1].startswith("save ")


def test_a_folder_that_cannot_be_written_is_asked_about(
    make_window: MakeWindow, article: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Told by the system's answer, because a test that runs as root may write anywhere.
    monkeypatch.setattr(os, "access", lambda path, mode: Path(path) != article.parent)
    window, answers = make_window()
    assert window.documents.open(article)
    press(Qt.Key.Key_S)
    assert answers.asked == ["save bread.contention"]


def test_a_save_that_fails_is_told_and_the_work_stays_unsaved(make_window: MakeWindow, project: Path) -> None:
    window, answers = make_window()
    assert window.documents.open(project)
    edited(window)
    shutil.rmtree(project.parent, ignore_errors=True)
    project.parent.write_text("a file where the folder was", encoding="utf-8")
    press(Qt.Key.Key_S)
    assert answers.told
    assert window.session.modified
    project.parent.unlink()
    project.parent.mkdir()


def test_words_half_written_are_saved_too(make_window: MakeWindow, project: Path) -> None:
    window, _ = make_window()
    assert window.documents.open(project)
    window.canvas.edit_text("A")
    QTest.keyClicks(QApplication.focusWidget(), "Flour is nearly free")
    press(Qt.Key.Key_S)
    assert load(project).project.maps["m"].claims["A"].text == "Flour is nearly free"


def test_reopen_reads_the_file_again_and_can_be_undone(make_window: MakeWindow, project: Path) -> None:
    window, _ = make_window()
    assert window.documents.open(project)
    edited(window)
    press(Qt.Key.Key_S)
    mine = window.session.project
    press(Qt.Key.Key_O, CTRL | SHIFT)
    assert window.session.project is mine
    assert len(window.session.history) == 1
    save(project_of("K Bread is dear"), project)
    press(Qt.Key.Key_O, CTRL | SHIFT)
    assert set(window.session.map.claims) == {"K"}
    assert not window.session.modified
    press(Qt.Key.Key_Z)
    assert window.session.project == mine
    press(Qt.Key.Key_Z)
    assert set(window.session.map.claims) == {"K", "A"}


# -- closing -----------------------------------------------------------------------------


def test_closing_asks_about_unsaved_work(make_window: MakeWindow, project: Path) -> None:
    window, answers = make_window()
    assert window.documents.open(project)
    edited(window)
    assert not window.close()
    assert window.isVisible()
    answers.unsaved_answer = Unsaved.SAVE
    assert window.close()
    assert load(project).project == window.session.project


def test_a_save_that_was_refused_keeps_the_window_open(make_window: MakeWindow) -> None:
    window, answers = make_window()
    edited(window)
    answers.unsaved_answer = Unsaved.SAVE
    answers.file = None
    assert not window.close()
    answers.unsaved_answer = Unsaved.DISCARD
    assert window.close()


def test_words_half_written_are_asked_about(make_window: MakeWindow, project: Path) -> None:
    window, answers = make_window()
    assert window.documents.open(project)
    window.canvas.edit_text("A")
    QTest.keyClicks(QApplication.focusWidget(), "Flour is nearly free")
    assert not window.close()
    assert answers.asked == ["unsaved bread map"]


def test_what_was_not_touched_closes_without_a_word(make_window: MakeWindow, article: Path) -> None:
    window, answers = make_window()
    assert window.documents.open(article)
    assert window.close()
    assert not answers.asked


# -- exporting ---------------------------------------------------------------------------


def test_ctrl_e_writes_at_once_beside_the_project_and_again_to_the_same_file(
    make_window: MakeWindow, project: Path
) -> None:
    (project.parent / "Map.png").write_bytes(b"mine")
    window, answers = make_window()
    assert window.documents.open(project)
    window.actions_table["theme-dark"].trigger()
    press(Qt.Key.Key_E)
    picture = project.parent / "Map 2.png"
    assert str(picture) in window.message.text()
    image = QImage(str(picture))
    assert image.pixelColor(1, 1).name() == "#ffffff", "white, whatever is on the screen"
    assert image.width() >= 3 * window.canvas.diagram.bounds.width, "300 dpi"
    edited(window)
    press(Qt.Key.Key_E)
    assert QImage(str(picture)).width() != image.width()
    assert (project.parent / "Map.png").read_bytes() == b"mine"
    assert sorted(path.name for path in project.parent.glob("*.png")) == ["Map 2.png", "Map.png"]
    assert not answers.asked
    window.actions_table["theme-light"].trigger()


def test_the_dialogs_choice_is_what_ctrl_e_repeats_even_in_another_window(
    make_window: MakeWindow, project: Path, settings: QSettings
) -> None:
    window, answers = make_window()
    assert window.documents.open(project)
    wanted = project.parent / "ink.png"
    looks = ExportOptions(picture=PictureOptions(theme_id="ink"), size=Size(scale=1.0))
    answers.change = lambda request: request._replace(path=wanted, options=looks)
    press(Qt.Key.Key_E, CTRL | SHIFT)
    width = QImage(str(wanted)).width()
    wanted.unlink()
    press(Qt.Key.Key_E)
    assert QImage(str(wanted)).width() == width
    wanted.unlink()
    window.close()
    settings.sync()
    other, _ = make_window()
    assert other.documents.open(project)
    press(Qt.Key.Key_E)
    assert QImage(str(wanted)).width() == width


def test_an_export_that_fails_is_told(make_window: MakeWindow, project: Path, tmp_path: Path) -> None:
    window, answers = make_window()
    assert window.documents.open(project)
    answers.change = lambda request: request._replace(path=tmp_path / "gone" / "a.png")
    press(Qt.Key.Key_E, CTRL | SHIFT)
    assert answers.told
    answers.change = lambda _request: None
    press(Qt.Key.Key_E, CTRL | SHIFT)
    assert len(answers.told) == 1


def test_a_project_without_a_file_is_exported_to_the_pictures_folder(
    make_window: MakeWindow, own_folders: Path
) -> None:
    _window, _ = make_window(project_of(MAP))
    press(Qt.Key.Key_E)
    written = list(own_folders.rglob("*.png"))
    assert [path.name for path in written] == ["Map.png"]


def test_an_empty_map_cannot_be_exported(make_window: MakeWindow) -> None:
    window, _ = make_window()
    assert not window.actions_table["export-again"].isEnabled()
    assert not window.actions_table["export"].isEnabled()


# -- names -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Who owns the machines?", "Who owns the machines"),
        ("a/b\\c:d", "a b c d"),
        ("../../etc/passwd", "etc passwd"),
        ("", "Untitled"),
        ("...", "Untitled"),
        ("tab\tand\nline \u202e", "tab and line"),
        ("x" * 300, "x" * 80),
        ("CON", "CON_"),
    ],
)
def test_file_names_that_every_system_takes(title: str, name: str) -> None:
    assert file_name(title) == name


def test_recent_keeps_ten_and_no_doubles(make_window: MakeWindow, tmp_path: Path) -> None:
    window, _ = make_window(shown=False)
    recent = window.documents.recent
    for number in range(14):
        recent.add(tmp_path / f"{number}.contention")
    recent.add(tmp_path / "9.contention")
    assert [path.stem for path in recent.paths()] == ["9", "13", "12", "11", "10", "8", "7", "6", "5", "4"]
    recent.clear()
    recent.add(tmp_path / "one.contention")
    assert [path.stem for path in recent.paths()] == ["one"]


def test_time_stamp_of_a_project_that_did_not_change_stays(make_window: MakeWindow, project: Path) -> None:
    window, _ = make_window()
    assert window.documents.open(project)
    data = project.read_bytes()
    time.sleep(0.01)
    press(Qt.Key.Key_S)
    assert project.read_bytes() == data
