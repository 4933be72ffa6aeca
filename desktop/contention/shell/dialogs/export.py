"""The export dialog: format, file and looks, with a preview that is what will be written."""

from __future__ import annotations

import html
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from msgspec.structs import replace
from PySide6.QtCore import QMimeData, QSize, Qt, QTimer
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from contention.diagram.measure import TextMeasure
from contention.export.encoding import ExportCancelled, Progress
from contention.export.errors import ExportError
from contention.export.formats import FORMATS, format_of, write
from contention.export.options import ExportOptions, Size
from contention.shell import worker
from contention.shell.dialogs.export_parts.drawing import Drawer, Drawn, drawn
from contention.shell.dialogs.export_parts.handle import Handle, with_file
from contention.shell.dialogs.export_parts.look import LookFields
from contention.shell.dialogs.export_parts.preview import STEP, Preview
from contention.shell.dialogs.export_parts.size import SizeFields
from contention.shell.dialogs.export_parts.special import SpecialFields
from contention.shell.export_request import ExportRequest, Subject
from contention.shell.picture_mime import Carried, carried, mime_of

T = TypeVar("T")

SIZED = "png"
"""The format whose size is asked for; the others have that of the map or of their pages."""
DEBOUNCE_MS = 120
"""After the last change, before the preview is drawn anew."""
USUAL = QSize(1060, 740)
"""Where the screen has the room."""
LEAST_FIELDS = 240
"""Pixels for the fields beside the preview, however large the letters are."""
FRAME = (16, 40)
"""Pixels that a window's frame and title take."""


class ExportDialog(QDialog):
    """Asks for an `ExportRequest` about a subject."""

    def __init__(self, suggested: ExportRequest, subject: Subject, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("export-dialog")
        self.setWindowTitle(self.tr("Export"))
        self._suggested, self._subject = suggested, subject
        self._measure = TextMeasure()
        self._drawer = Drawer(subject, self._measure, self)
        self._drawer.finished.connect(self._take)
        self._shown: Drawn | None = None
        self._timer = QTimer(self, singleShot=True, interval=DEBOUNCE_MS)
        self._timer.timeout.connect(lambda: self._drawer.draw(self._options()))
        self._build_fields()
        self._build_preview()
        self._build_file()
        self._lay_out()
        self.ok.setDefault(True)  # of the dialog, whose button it is only now
        self._connect()
        self._show_format()
        self._show(drawn(subject, self._options(), self._measure, lambda _done: True))

    def request(self) -> ExportRequest:
        """What is chosen now; the file's name ends as the format's do."""
        options = self._chosen()
        suffix = FORMATS[options.format].suffix
        path = Path(self.file.text().strip())
        if path.name and path.suffix.lower() != suffix and format_of(path) != options.format:
            path = path.with_name(path.name + suffix)
        if not path.is_absolute():
            path = self._suggested.path.parent / path
        return ExportRequest(path, options, self.look.folded.isChecked())

    def done(self, result: int) -> None:
        self._timer.stop()
        self._drawer.stop()
        super().done(result)

    def drawn(self) -> bool:
        """Whether the preview shows what is chosen, painted to the end."""
        return (
            not self._timer.isActive()
            and self._shown is not None
            and self._shown.options == self._options()
            and self.preview.finished()
        )

    # -- what is chosen --------------------------------------------------------------------

    def _chosen(self) -> ExportOptions:
        format_id, size = str(self.format.currentData()), self.size_fields.size_wanted()
        return replace(
            self.special.options(),
            format=format_id,
            picture=self.look.options(),
            size=size if format_id == SIZED else Size(dpi=size.dpi),
            tiles=self.size_fields.tiles.isChecked(),
        )

    def _options(self) -> ExportOptions:
        """As for the encoder, with what is folded."""
        folded = self.look.folded.isChecked()
        return self._subject.options(ExportRequest(Path(), self._chosen(), folded))

    def _changed(self) -> None:
        before = self._shown.options if self._shown is not None else None
        now = self._options()
        self._refresh()
        # A size changes nothing of what is drawn.
        if before is not None and replace(before, size=now.size, tiles=now.tiles) == now:
            self._shown = self._shown._replace(options=now) if self._shown is not None else None
            self._timer.stop()
            self._drawer.stop()
        else:
            self._timer.start()

    def _format_changed(self) -> None:
        path = Path(self.file.text().strip())
        if format_of(path) is not None:
            self.file.setText(str(path.with_suffix(FORMATS[str(self.format.currentData())].suffix)))
        self._show_format()
        self._changed()

    def _file_edited(self) -> None:
        """Another ending asks for another format."""
        wanted = format_of(Path(self.file.text().strip()))
        if wanted is not None and wanted != self.format.currentData():
            self.format.setCurrentIndex(self.format.findData(wanted))

    # -- showing ---------------------------------------------------------------------------

    def _take(self, number: int, found: Drawn) -> None:
        if self._drawer.is_latest(number):
            self._show(found)

    def _show(self, found: Drawn) -> None:
        self._shown = found
        self.refusal.setText(found.refusal)
        if found.sheet is not None:
            self.size_fields.set_area(found.sheet.bounds)
            self.preview.setAccessibleDescription(found.said)
        self.words.setPlainText(found.text)
        self.preview.set_frames(found.frames)
        page = self.refusal if found.refusal else self.words if found.text else self.preview
        self.stack.setCurrentWidget(page)
        self._refresh()

    def _show_format(self) -> None:
        format_id = str(self.format.currentData())
        self.special.show_format(format_id)
        self.look.show_format(picture=FORMATS[format_id].picture)
        sized = format_id == SIZED
        self.size_fields.setVisible(sized)
        self.size_line.setVisible(sized)

    def _refresh(self) -> None:
        """What follows at once from what is chosen."""
        format_id = str(self.format.currentData())
        picture = FORMATS[format_id].picture
        for button in (self.fit, self.larger, self.smaller):
            button.setVisible(picture)
        refused = self._shown is not None and bool(self._shown.refusal)
        possible = format_id != SIZED or self.size_fields.possible()
        wanted = self.request()
        self.ok.setEnabled(bool(self.file.text().strip()) and possible and not refused)
        self.handle.setEnabled(not refused)
        said = self._said()
        if self.file.text().strip() and wanted.path.exists():
            said = " ".join((said, self.tr("The file exists and will be replaced."))).strip()
        self.note.setText(said)

    def _said(self) -> str:
        """What the preview does not show of the format."""
        found, options = self._shown, self._chosen()
        if found is None or found.refusal or found.options.format != options.format:
            return ""
        if options.format == "pdf" and options.paper:
            pages = found.pages
            return self.tr("1 page.") if pages == 1 else self.tr("{count} pages.").format(count=pages)
        return {
            "html": self.tr("The page has the outline and the article as well."),
            "pptx": self.tr("{count} slides.").format(count=found.pages) if found.pages > 1 else "",
            "docx": self.tr("The document has the outline and the arguments in words as well."),
        }.get(options.format, "")

    # -- copying and dragging ----------------------------------------------------------------

    def _copy(self) -> None:
        made = self._made(self._carried)
        if made is not None:
            QGuiApplication.clipboard().setMimeData(mime_of(made))
            self.note.setText(self.tr("Copied as a picture, a drawing and text."))

    def _carry(self, folder: Path) -> QMimeData | None:
        wanted = self.request()

        def work(options: ExportOptions, progress: Progress) -> tuple[Carried, Path]:
            from contention.export.sheet import make_sheet

            subject = self._subject
            sheet = make_sheet(subject.project, subject.map_id, options.picture, self._measure)
            paths = write(sheet, options, folder / wanted.path.name, lambda done: progress(done / 2))
            return carried(sheet, options, lambda done: progress(0.5 + done * 0.4)), paths[0]

        made = self._made(work)
        return with_file(mime_of(made[0]), made[1]) if made is not None else None

    def _carried(self, options: ExportOptions, progress: Progress) -> Carried:
        from contention.export.sheet import make_sheet

        subject = self._subject
        sheet = make_sheet(subject.project, subject.map_id, options.picture, self._measure)
        return carried(sheet, options, progress)

    def _made(self, work: Callable[[ExportOptions, Progress], T]) -> T | None:
        options = self._options()
        try:
            return worker.run_to_end(
                self, self.tr("Drawing the map …"), lambda told: work(options, worker.share(told))
            )
        except ExportCancelled:
            return None
        except ExportError as error:
            self.note.setText(str(error))
            return None

    # -- building --------------------------------------------------------------------------

    def _build_fields(self) -> None:
        options = self._suggested.options
        self.format = QComboBox()
        self.format.setObjectName("export-format")
        self.format.setAccessibleName(self.tr("Format"))
        for one in FORMATS.values():
            self.format.addItem(self.tr(one.name), one.id)
        self.format.setCurrentIndex(max(0, self.format.findData(options.format)))
        self.special = SpecialFields(options)
        self.look = LookFields(self._suggested, self._subject)
        self.size_fields = SizeFields()
        self.size_fields.set_size(options.size, tiles=options.tiles)

    def _build_preview(self) -> None:
        self.preview = Preview()
        self.words = QPlainTextEdit(readOnly=True)
        self.words.setAccessibleName(self.tr("Preview"))
        self.words.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.refusal = QLabel()
        self.refusal.setTextFormat(Qt.TextFormat.PlainText)
        self.refusal.setWordWrap(True)
        self.refusal.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.stack = QStackedWidget()
        for page in (self.preview, self.words, self.refusal):
            self.stack.addWidget(page)
        self.fit = self._button("export-fit", self.tr("Fit"), self.tr("Show all of it"))
        self.larger = self._button("export-larger", "+", self.tr("Larger preview"))
        self.smaller = self._button("export-smaller", "−", self.tr("Smaller preview"))
        self.handle = Handle(self._copy, self._carry)

    def _build_file(self) -> None:
        self.file = QLineEdit(str(self._suggested.path))
        self.file.setObjectName("export-file")
        self.file.setAccessibleName(self.tr("File"))
        self.browse = QPushButton(self.tr("Browse…"))
        self.browse.setAutoDefault(False)
        self.note = QLabel()
        self.note.setObjectName("export-note")
        self.note.setTextFormat(Qt.TextFormat.PlainText)
        self.note.setWordWrap(True)
        self.note.setProperty("role", "muted")
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.ok = self.buttons.addButton(self.tr("&Export"), QDialogButtonBox.ButtonRole.AcceptRole)

    def _connect(self) -> None:
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.browse.clicked.connect(self._browse)
        self.file.textChanged.connect(self._refresh)
        self.file.editingFinished.connect(self._file_edited)
        self.format.currentIndexChanged.connect(self._format_changed)
        for fields in (self.look, self.special, self.size_fields):
            fields.changed.connect(self._changed)
        self.fit.clicked.connect(lambda: self.preview.set_zoom(None))
        self.larger.clicked.connect(lambda: self.preview.set_zoom(self.preview.zoom() * STEP))
        self.smaller.clicked.connect(lambda: self.preview.set_zoom(self.preview.zoom() / STEP))

    def _button(self, name: str, words: str, means: str) -> QPushButton:
        button = QPushButton(words)
        button.setObjectName(name)
        button.setAccessibleName(means)
        button.setToolTip(html.escape(means))
        button.setAutoDefault(False)
        return button

    def _browse(self) -> None:
        one = FORMATS[str(self.format.currentData())]
        kinds = f"{self.tr(one.name)} (*{one.suffix})"
        name, _ = QFileDialog.getSaveFileName(self, self.tr("Export"), str(self.request().path), kinds)
        if name:
            self.file.setText(name)
            self._file_edited()

    def _lay_out(self) -> None:
        tools = QHBoxLayout()
        for button in (self.fit, self.smaller, self.larger):
            tools.addWidget(button)
        tools.addStretch(1)
        tools.addWidget(self.handle)
        right = QVBoxLayout()
        right.addWidget(self.stack, 1)
        right.addLayout(tools)
        middle = QHBoxLayout()
        middle.setSpacing(18)
        self.fields = self._fields()
        middle.addWidget(self.fields)
        middle.addLayout(right, 1)
        file_row = QHBoxLayout()
        file_row.addWidget(_label(self.tr("F&ile"), self.file))
        file_row.addWidget(self.file, 1)
        file_row.addWidget(self.browse)
        last = QHBoxLayout()
        last.addWidget(self.note, 1)
        last.addWidget(self.buttons)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 16)
        layout.setSpacing(14)
        layout.addLayout(middle, 1)
        layout.addLayout(file_row)
        layout.addLayout(last)
        room = self._room()
        # Large letters on a small screen: then the fields scroll across as well.
        beyond = self.minimumSizeHint().width() - room.width()
        self.fields.setMinimumWidth(max(LEAST_FIELDS, self.fields.minimumWidth() - max(0, beyond)))
        self.resize(self.sizeHint().expandedTo(USUAL).boundedTo(room))

    def _room(self) -> QSize:
        """Of the screen, less the frame that a window has around it."""
        if self.screen() is None:
            return USUAL
        return self.screen().availableSize() - QSize(*FRAME)

    def _fields(self) -> QScrollArea:
        """The fields one below the other; they scroll where the letters are large."""
        fields = QWidget()
        column = QVBoxLayout(fields)
        column.setContentsMargins(0, 0, 10, 0)
        column.setSpacing(12)
        top = QHBoxLayout()
        top.setSpacing(12)
        top.addWidget(_label(self.tr("For&mat"), self.format))
        top.addWidget(self.format, 1)
        column.addLayout(top)
        self.size_line = _line()
        for part in (self.special, _line(), self.look, self.size_line, self.size_fields):
            column.addWidget(part)
        column.addStretch(1)
        named = [one for one in fields.findChildren(QLabel) if one.buddy() is not None]
        for one in named:
            one.setMinimumWidth(max(other.sizeHint().width() for other in named))
        scroll = QScrollArea()
        scroll.setObjectName("export-fields")
        scroll.setWidget(fields)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setMinimumWidth(fields.sizeHint().width() + 24)
        return scroll


def _label(words: str, field: QWidget) -> QLabel:
    label = QLabel(words)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setBuddy(field)
    return label


def _line() -> QFrame:
    line = QFrame()
    line.setFrameShape(QFrame.Shape.HLine)
    line.setFrameShadow(QFrame.Shadow.Plain)
    line.setForegroundRole(line.palette().ColorRole.Mid)
    return line
