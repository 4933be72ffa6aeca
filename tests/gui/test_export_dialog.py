"""The export dialog: each option by hand, sizes that follow each other, a preview that is the output."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QMimeData, QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QGuiApplication, QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QDoubleSpinBox,
    QLabel,
    QSpinBox,
    QWidget,
)
from pytestqt.qtbot import QtBot

from contention.diagram.drawing import Rect
from contention.diagram.measure import TextMeasure
from contention.export.formats import FORMATS
from contention.export.options import ExportOptions, PictureOptions, Size
from contention.export.png import render
from contention.export.sheet import make_sheet
from contention.model.project import Orientation, Project, read_only
from contention.shell.dialogs.export import ExportDialog
from contention.shell.dialogs.export_parts import handle as handles
from contention.shell.dialogs.export_parts.drawing import drawn
from contention.shell.dialogs.export_parts.handle import FOLDER
from contention.shell.dialogs.export_parts.preview import Frame
from contention.shell.export_request import ExportRequest, Subject
from tests.builders import MAP, project_of
from tests.unit.diagram.random_maps import random_map

LEFT = Qt.MouseButton.LeftButton
PROJECT = project_of(
    "K Bread is cheap\n  + A Flour costs little\n    + B Wheat grows well\n  - C Butter does not"
)
SUBJECT = Subject(PROJECT, MAP, frozenset({"A"}), ("A", "C"), "A")
Make = Callable[..., ExportDialog]


@pytest.fixture
def make(qtbot: QtBot, tmp_path: Path) -> Make:
    """Opens the dialog, drawn to the end."""

    def made(
        options: ExportOptions | None = None, subject: Subject = SUBJECT, name: str = "map.png", **more: bool
    ) -> ExportDialog:
        dialog = ExportDialog(ExportRequest(tmp_path / name, options or ExportOptions(), **more), subject)
        qtbot.addWidget(dialog)
        with qtbot.waitExposed(dialog):
            dialog.show()
        qtbot.waitUntil(dialog.drawn)
        return dialog

    return made


def click(dialog: ExportDialog, name: str) -> None:
    """Press a button or a box, where its mark is."""
    button = dialog.findChild(QAbstractButton, f"export-{name}")
    assert button is not None
    assert button.isEnabled(), name
    dialog.findChild(QWidget, "export-fields").ensureWidgetVisible(button)
    QTest.mouseClick(button, LEFT, pos=QPoint(8, button.height() // 2))


def choose(dialog: ExportDialog, name: str, value: object) -> None:
    """Choose from a list by its keys."""
    box = dialog.findChild(QComboBox, f"export-{name}")
    assert box is not None
    assert box.isVisible(), name
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Home)
    for _ in range(box.count()):
        if box.currentData() == value:
            return
        QTest.keyClick(box, Qt.Key.Key_Down)
    assert box.currentData() == value


def write(field: QSpinBox | QDoubleSpinBox, number: str) -> None:
    """Write a number over what is there."""
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(field, number)


# -- what is chosen ----------------------------------------------------------------------


def test_it_starts_as_last_time_and_gives_the_same_back(make: Make, tmp_path: Path) -> None:
    options = ExportOptions(
        format="pdf",
        picture=PictureOptions(
            theme_id="safe",
            dark=True,
            background="transparent",
            orientation=Orientation.RIGHT,
            compact=False,
            ratings=False,
            tags=False,
            notes=True,
            title=True,
            source=True,
            legend=True,
            part="selection",
            chosen=("C", "K"),
        ),
        size=Size(width_mm=120.0, dpi=150),
        tiles=True,
        outlines=True,
        paper="a3",
        pages="poster",
        poster_scale=1.5,
        overlap_mm=5.0,
        steps=True,
    )
    dialog = make(options, name="last.pdf", folded=False)
    # A size is that of a picture alone; it waits until one is chosen again.
    given = replace(options, size=Size(dpi=150))
    assert dialog.request() == ExportRequest(tmp_path / "last.pdf", given, folded=False)
    choose(dialog, "format", "png")
    assert dialog.request() == ExportRequest(
        tmp_path / "last.png", replace(options, format="png"), folded=False
    )


def test_every_option_of_the_looks_by_hand(make: Make) -> None:
    dialog = make()
    assert dialog.request().options == ExportOptions()
    choose(dialog, "palette", "ink")
    choose(dialog, "direction", "up")
    choose(dialog, "stacking", True)
    for name in ("dark", "transparent", "title", "source", "legend", "notes", "ratings", "tags", "folded"):
        click(dialog, name)
    request = dialog.request()
    assert not request.folded
    assert request.options.picture == PictureOptions(
        theme_id="ink",
        orientation=Orientation.UP,
        compact=True,
        dark=True,
        background="transparent",
        title=True,
        source=True,
        legend=True,
        notes=True,
        ratings=False,
        tags=False,
    )


def test_the_map_a_branch_or_the_selection(make: Make, qtbot: QtBot) -> None:
    dialog = make()
    click(dialog, "folded")
    for name, chosen, boxes in (("branch", ("A",), {"A", "B"}), ("selection", ("A", "C"), {"A", "C", "K"})):
        click(dialog, name)
        picture = dialog.request().options.picture
        assert (picture.part, picture.chosen) == (name, chosen)
        qtbot.waitUntil(dialog.drawn)
        shown = {box.claim for _, box in dialog._shown.sheet.diagram.boxes}
        assert shown <= boxes
        assert set(chosen) <= shown
    click(dialog, "map")
    assert dialog.request().options.picture == PictureOptions()
    alone = make(subject=Subject(PROJECT, MAP))
    assert not alone.look.branch.isEnabled()
    assert not alone.look.selection.isEnabled()
    assert not alone.look.folded.isEnabled()


def test_folded_branches_stay_folded_or_open(make: Make, qtbot: QtBot) -> None:
    dialog = make()
    assert dialog._shown.sheet.diagram.box("B") is None
    click(dialog, "folded")
    qtbot.waitUntil(dialog.drawn)
    assert dialog._shown.sheet.diagram.box("B") is not None


def test_each_format_shows_what_it_has(make: Make) -> None:
    dialog = make()
    names = (
        "paper",
        "pages",
        "poster",
        "overlap",
        "outlines",
        "steps",
        "palette",
        "dark",
        "width-px",
        "tiles",
    )

    def shown() -> set[str]:
        return {name for name in names if dialog.findChild(QWidget, f"export-{name}").isVisible()}

    looks = {"palette", "dark"}
    assert shown() == looks | {"width-px", "tiles"}
    for format_id, own in (
        ("svg", looks | {"outlines"}),
        ("pdf", looks | {"paper"}),
        ("pptx", looks | {"steps"}),
        ("html", looks),
        ("docx", looks),
        ("markdown", set()),
    ):
        choose(dialog, "format", format_id)
        assert shown() == own, format_id
        assert dialog.request().path.name == f"map{FORMATS[format_id].suffix}"
    choose(dialog, "format", "pdf")
    choose(dialog, "paper", "a4")
    assert shown() == looks | {"paper", "pages"}
    choose(dialog, "pages", "poster")
    assert shown() == looks | {"paper", "pages", "poster", "overlap"}
    write(dialog.special.poster, "150")
    write(dialog.special.overlap, "5")
    options = dialog.request().options
    assert (options.paper, options.pages, options.poster_scale, options.overlap_mm) == (
        "a4",
        "poster",
        1.5,
        5,
    )


def test_the_file_ends_as_its_format_and_another_end_chooses_another(make: Make, tmp_path: Path) -> None:
    dialog = make()

    def name(words: str) -> None:
        dialog.file.setFocus()
        dialog.file.selectAll()
        QTest.keyClicks(dialog.file, words)

    name("figure 1.2")
    assert dialog.request().path == tmp_path / "figure 1.2.png"
    name("figure.svg")
    dialog.format.setFocus()
    assert dialog.request().options.format == "svg"
    assert dialog.request().path == tmp_path / "figure.svg"
    (tmp_path / "figure.svg").touch()
    name("figure.svg")
    assert "replaced" in dialog.note.text()
    dialog.file.selectAll()
    QTest.keyClick(dialog.file, Qt.Key.Key_Delete)
    assert not dialog.ok.isEnabled()


# -- sizes -------------------------------------------------------------------------------


def sizes(dialog: ExportDialog) -> tuple[int, int, float, float, float]:
    fields = dialog.size_fields
    return (
        fields.width_px.value(),
        fields.height_px.value(),
        fields.width_mm.value(),
        fields.height_mm.value(),
        fields.dpi.value(),
    )


def real(dialog: ExportDialog) -> tuple[int, int, float]:
    """Width, height and dpi of the PNG that would be written."""
    image = render(dialog._shown.sheet, dialog.request().options.size)
    return image.width(), image.height(), round(image.dotsPerMeterX() * 0.0254)


def test_one_size_is_changed_and_the_others_follow(make: Make) -> None:
    dialog = make()
    fields = dialog.size_fields
    ratio = fields.height_px.value() / fields.width_px.value()

    def agree() -> None:
        wide, high, wide_mm, high_mm, dpi = sizes(dialog)
        assert (wide, high, dpi) == real(dialog)
        assert wide_mm == pytest.approx(wide / dpi * 25.4, abs=0.06)
        assert high_mm == pytest.approx(high / dpi * 25.4, abs=0.06)
        assert high / wide == pytest.approx(ratio, rel=0.01)

    agree()
    before = sizes(dialog)
    write(fields.dpi, "150")
    assert sizes(dialog)[2] == pytest.approx(before[2], abs=0.3), "on paper it stays as large"
    agree()
    write(fields.width_px, "1200")
    assert sizes(dialog)[0] == 1200
    assert dialog.request().options.size == Size(width_px=1200, dpi=150)
    agree()
    write(fields.width_mm, "180")
    assert dialog.request().options.size == Size(width_mm=180, dpi=150)
    agree()
    write(fields.dpi, "300")
    assert sizes(dialog)[2] == 180
    agree()
    write(fields.height_px, "600")
    assert sizes(dialog)[1] == 600
    agree()
    write(fields.height_mm, "90")
    assert sizes(dialog)[3] == 90
    agree()


def test_sizes_follow_what_is_drawn(make: Make, qtbot: QtBot) -> None:
    dialog = make()
    before = sizes(dialog)
    choose(dialog, "direction", "right")
    qtbot.waitUntil(dialog.drawn)
    assert sizes(dialog)[:2] != before[:2]
    assert sizes(dialog)[:2] == real(dialog)[:2]


def test_too_large_is_told_with_tiles_or_a_lower_resolution(make: Make) -> None:
    dialog = make(ExportOptions(size=Size(width_px=40_000)))
    assert "Too large" in dialog.size_fields.told.text()
    assert not dialog.ok.isEnabled()
    click(dialog, "tiles")
    assert "tiles" in dialog.size_fields.told.text()
    assert dialog.ok.isEnabled()
    assert dialog.request().options.tiles
    click(dialog, "tiles")
    assert not dialog.ok.isEnabled()
    click(dialog, "lower")
    assert dialog.ok.isEnabled()
    assert not dialog.size_fields.less.isVisible()
    assert dialog.size_fields.prediction().fits


# -- the preview -------------------------------------------------------------------------


def test_the_preview_is_the_output(make: Make, qtbot: QtBot) -> None:
    dialog = make(ExportOptions(picture=PictureOptions(title=True, legend=True)))
    qtbot.waitUntil(lambda: dialog.drawn() and dialog.preview.finished())
    preview = dialog.preview
    sheet = make_sheet(PROJECT, MAP, dialog._options().picture, TextMeasure())
    zoom = preview.zoom()
    whole = render(sheet, Size(scale=zoom))
    left, top = preview._origin()
    x, y = round(left + sheet.bounds.x * zoom), round(top + sheet.bounds.y * zoom)
    shown = preview.image().copy(x, y, whole.width(), whole.height())
    assert far(shown, whole) < 0.03


def far(one: QImage, other: QImage) -> float:
    """The share of pixels that differ clearly, but for the outermost ones."""
    differ = total = 0
    for px in range(2, other.width() - 2):
        for py in range(2, other.height() - 2):
            a, b = one.pixelColor(px, py), other.pixelColor(px, py)
            differ += max(abs(a.red() - b.red()), abs(a.green() - b.green()), abs(a.blue() - b.blue())) > 90
            total += 1
    return differ / total


def test_words_are_shown_for_formats_of_words(make: Make, qtbot: QtBot) -> None:
    dialog = make()
    choose(dialog, "format", "markdown")
    qtbot.waitUntil(dialog.drawn)
    assert dialog.words.isVisible()
    options = dialog._options()
    (output,) = FORMATS["markdown"].encode(
        make_sheet(PROJECT, MAP, options.picture, TextMeasure()), options, lambda _: True
    )
    assert dialog.words.toPlainText() == output.data.decode()


def test_pages_are_shown_as_frames(make: Make, qtbot: QtBot) -> None:
    dialog = make(ExportOptions(format="pdf", paper="a5", pages="poster", poster_scale=3.0), name="map.pdf")
    assert len(dialog.preview._frames) > 2
    assert re.match(r"\d+ pages\.", dialog.note.text())
    choose(dialog, "pages", "fit")
    qtbot.waitUntil(dialog.drawn)
    assert len(dialog.preview._frames) == 1
    assert dialog.note.text() == "1 page."
    choose(dialog, "format", "pptx")
    qtbot.waitUntil(dialog.drawn)
    (frame,) = dialog.preview._frames
    assert frame.rect.width / frame.rect.height == pytest.approx(16 / 9, abs=0.01)


def test_the_preview_zooms_and_scrolls_by_keys_and_wheel(make: Make, qtbot: QtBot) -> None:
    dialog = make()
    preview = dialog.preview
    preview.setFocus()
    fitted = preview.zoom()
    for _ in range(6):
        QTest.keyClicks(preview, "+")
    assert preview.zoom() > 2 * fitted
    bar = preview.horizontalScrollBar()
    assert bar.maximum() > 0
    before = bar.value()
    QTest.keyClick(preview, Qt.Key.Key_Right)
    assert bar.value() > before
    qtbot.waitUntil(preview.finished)
    click_on(dialog.fit)
    assert preview.fitted()
    click_on(dialog.larger)
    click_on(dialog.smaller)
    assert preview.zoom() == pytest.approx(fitted, rel=0.01)


def click_on(button: QAbstractButton) -> None:
    QTest.mouseClick(button, LEFT)


def test_what_cannot_be_drawn_is_told(make: Make) -> None:
    dialog = make(
        subject=Subject(
            Project(maps=read_only({MAP: replace(PROJECT.maps[MAP], claims={}, inferences={})})), MAP
        )
    )
    assert "no claims" in dialog.refusal.text()
    assert dialog.refusal.isVisible()
    assert not dialog.ok.isEnabled()


def test_changes_of_a_large_map_come_once_and_the_window_stays_awake(make: Make, qtbot: QtBot) -> None:
    """Ten changes in a row are drawn once, and sizes draw nothing at all."""
    large = random_map(400, 3)
    project = Project(maps=read_only({large.id: large}))
    dialog = make(subject=Subject(project, large.id))
    dialog._timer.setInterval(1000)  # however slow the machine that tests
    draws: list[object] = []
    dialog._drawer.finished.connect(lambda _number, found: draws.append(found))
    for _ in range(5):
        click(dialog, "legend")
        click(dialog, "title")
    qtbot.waitUntil(dialog.drawn)
    assert len(draws) <= 1
    draws.clear()
    for width in ("900", "1000", "1100"):
        write(dialog.size_fields.width_px, width)
    assert dialog.drawn()
    QApplication.processEvents()
    assert not draws


# -- copying and dragging ----------------------------------------------------------------


def test_the_handle_copies_all_kinds_at_once(make: Make) -> None:
    dialog = make()
    click_on(dialog.handle)
    data = QGuiApplication.clipboard().mimeData()
    assert data is not None
    assert data.hasImage()
    assert bytes(data.data("image/svg+xml").data()).startswith(b"<?xml")
    assert bytes(data.data("text/html").data()).startswith(b"<img src=")
    assert "Bread is cheap" in data.text()
    assert "Copied" in dialog.note.text()


def test_the_handle_drags_a_file_out(make: Make, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    dialog = make()
    choose(dialog, "format", "svg")
    carried: list[tuple[bool, bytes, str]] = []

    def run_drag(drag) -> Qt.DropAction:
        data: QMimeData = drag.mimeData()
        path = Path(data.urls()[0].toLocalFile())
        carried.append((data.hasImage(), path.read_bytes()[:5], path.name))
        return Qt.DropAction.CopyAction

    monkeypatch.setattr(dialog.handle, "run_drag", run_drag)
    monkeypatch.setattr(handles.tempfile, "mkdtemp", lambda prefix: str(folder(tmp_path, prefix)))
    middle = dialog.handle.rect().center()
    QTest.mousePress(dialog.handle, LEFT, pos=middle)
    QTest.mouseMove(dialog.handle, middle + QPoint(3, 0))
    assert not carried
    QTest.mouseMove(dialog.handle, middle + QPoint(60, 0))
    QTest.mouseRelease(dialog.handle, LEFT, pos=middle + QPoint(60, 0))
    assert carried == [(True, b"<?xml", "map.svg")]
    assert not (tmp_path / "map.svg").exists(), "only where it is dropped"
    assert "Copied" not in dialog.note.text()


def folder(parent: Path, prefix: str) -> Path:
    assert prefix == FOLDER
    (parent / prefix).mkdir()
    return parent / prefix


# -- for everybody -----------------------------------------------------------------------


def test_tab_reaches_every_control_and_no_letter_is_given_twice(make: Make) -> None:
    dialog = make()
    for format_id in FORMATS:
        choose(dialog, "format", format_id)
        dialog.format.setFocus()
        reached: set[QWidget] = set()
        for _ in range(80):
            QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
            reached.add(QApplication.focusWidget())
        for control in (
            *dialog.findChildren(QAbstractButton),
            *dialog.findChildren(QComboBox),
            *dialog.findChildren(QSpinBox),
            *dialog.findChildren(QDoubleSpinBox),
        ):
            radio = control.objectName() in {"export-map", "export-branch", "export-selection"}
            if control.isVisible() and control.isEnabled() and not radio:
                assert control in reached or control.focusPolicy() == Qt.FocusPolicy.NoFocus, control
        letters = [
            found[1].lower()
            for widget in (*dialog.findChildren(QAbstractButton), *dialog.findChildren(QLabel))
            if widget.isVisible() and (found := re.search(r"&(\w)", widget.text().replace("&&", "")))
        ]
        assert len(letters) == len(set(letters)), (format_id, sorted(letters))


def test_large_letters_scroll_and_clip_nothing(make: Make) -> None:
    before = QApplication.font()
    font = QApplication.font()
    font.setPointSizeF(font.pointSizeF() * 2)
    QApplication.setFont(font)
    try:
        large = make()
    finally:
        QApplication.setFont(before)
        large.setFont(font)
    for label in (*large.findChildren(QLabel), *large.findChildren(QAbstractButton)):
        if label.isVisible() and label.text() and not (isinstance(label, QLabel) and label.wordWrap()):
            assert label.width() >= min(label.sizeHint().width(), label.minimumSizeHint().width()), (
                label.text()
            )
            assert label.height() >= label.minimumSizeHint().height() - 1, label.text()


def test_esc_and_enter(make: Make) -> None:
    dialog = make()
    QTest.keyClick(dialog.format, Qt.Key.Key_Return)
    assert (dialog.isVisible(), dialog.result()) == (False, 1)
    other = make()
    QTest.keyClick(other.format, Qt.Key.Key_Escape)
    assert (other.isVisible(), other.result()) == (False, 0)


def test_the_preview_shows_a_slide_for_each_step(make: Make, qtbot: QtBot) -> None:
    dialog = make(ExportOptions(format="pptx", steps=True))
    assert dialog.note.text().startswith("3 slides."), "one branch is folded"
    click(dialog, "folded")
    qtbot.waitUntil(dialog.drawn)
    with_all = SUBJECT.options(dialog.request())
    found = drawn(SUBJECT, with_all, TextMeasure(), lambda _done: True)
    assert found.pages == len(found.frames) == 4

    def inks(frame: Frame) -> int:
        image = QImage(400, 225, QImage.Format.Format_RGB32)
        painter = QPainter(image)
        painter.scale(400 / frame.rect.width, 225 / frame.rect.height)
        painter.translate(-frame.rect.x, -frame.rect.y)
        frame.paint(painter, frame.rect)
        painter.end()
        return sum(image.pixelColor(x, y).lightness() < 250 for x in range(400) for y in range(225))

    seen = [inks(frame) for frame in found.frames]
    assert seen == sorted(set(seen))
    assert seen[0] > 0
    whole = drawn(SUBJECT, replace(found.options, steps=False), TextMeasure(), lambda _done: True)
    assert inks(whole.frames[0]) == seen[-1]
    # They lie beside each other.
    for one, other in itertools.combinations(found.frames, 2):
        assert not QRectF(*one.rect).intersects(QRectF(*other.rect))


def test_with_letters_twice_as_large_it_stays_on_a_small_screen(
    make: Make, monkeypatch: pytest.MonkeyPatch, qapp: QApplication
) -> None:
    before = qapp.font()
    twice = QFont(before)
    twice.setPointSizeF(before.pointSizeF() * 2.4)
    monkeypatch.setattr(ExportDialog, "_room", lambda _self: QSize(880, 560))
    qapp.setFont(twice)
    try:
        dialog = make(ExportOptions(format="pdf", paper="a4", pages="poster"))
        assert (dialog.width(), dialog.height()) == (880, 560)
        click(dialog, "tags")  # what is below is reached
        assert dialog.ok.visibleRegion().boundingRect().size() == dialog.ok.size()
    finally:
        qapp.setFont(before)


def test_a_size_beyond_all_fields_is_the_same_in_all_of_them(make: Make) -> None:
    dialog = make()
    fields = dialog.size_fields
    fields.set_area(Rect(0, 0, 400_000, 400))
    found = fields.prediction()
    assert found.width_px == fields.width_px.value() > 1_000_000
    assert f"{found.width_px:,}" in fields.told.text()
    assert fields.width_mm.value() == pytest.approx(found.width_mm, abs=0.1)
    assert not fields.possible()
