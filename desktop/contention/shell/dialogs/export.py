"""The export dialog: file, size and theme of the picture, with its size in pixels as you choose."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QDoubleSpinBox,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from contention.diagram.drawing import Diagram
from contention.diagram.themes import THEME_IDS, theme
from contention.export.png import picture_size
from contention.shell.answers import ExportRequest


class ExportDialog(QDialog):
    """Asks for an `ExportRequest`; `draw` composes the map in a theme, to tell its size."""

    def __init__(
        self,
        suggested: ExportRequest,
        draw: Callable[[str, bool], Diagram],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("export-dialog")
        self.setWindowTitle(self.tr("Export picture"))
        self._draw = draw
        self._suggested = suggested
        self.file = QLineEdit(str(suggested.path))
        self.file.setObjectName("export-file")
        self.file.setAccessibleName(self.tr("File"))
        browse = QPushButton(self.tr("&Browse…"))
        browse.setAutoDefault(False)
        browse.clicked.connect(self._browse)
        self.by_scale = QRadioButton(self.tr("&Scale"))
        self.by_dpi = QRadioButton(self.tr("&Dots per inch"))
        self.scale = QDoubleSpinBox(minimum=0.1, maximum=16, singleStep=0.5, decimals=1, suffix=" ×")
        self.scale.setValue(suggested.scale)
        self.scale.setAccessibleName(self.tr("Scale; 1 is the size on the screen"))
        self.dpi = QSpinBox(minimum=10, maximum=1536, singleStep=50, suffix=self.tr(" dpi"))
        self.dpi.setValue(suggested.dpi or 300)
        self.dpi.setAccessibleName(self.tr("Dots per inch on paper"))
        self.theme = QComboBox()
        self.theme.setAccessibleName(self.tr("Theme"))
        for theme_id in THEME_IDS:
            self.theme.addItem(self.tr(theme(theme_id).name), theme_id)
        self.theme.setCurrentIndex(max(0, self.theme.findData(suggested.theme_id)))
        self.dark = QCheckBox(self.tr("On a dar&k background"))
        self.dark.setChecked(suggested.dark)
        self.size_label = QLabel()
        self.size_label.setObjectName("export-size")
        self.size_label.setTextFormat(Qt.TextFormat.PlainText)
        self.size_label.setProperty("role", "muted")
        (self.by_scale if suggested.dpi is None else self.by_dpi).setChecked(True)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.ok = self.buttons.addButton(self.tr("&Export"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self._lay_out(browse)
        self.ok.setDefault(True)
        for signal in (self.scale.valueChanged, self.dpi.valueChanged, self.theme.currentIndexChanged):
            signal.connect(self._refresh)
        for button in (self.by_scale, self.by_dpi, self.dark):
            button.toggled.connect(self._refresh)
        self.file.textChanged.connect(self._refresh)
        self._refresh()

    def request(self) -> ExportRequest:
        """What is chosen now; the file name ends in ".png"."""
        path = Path(self.file.text().strip())
        if path.name and path.suffix.lower() != ".png":
            path = path.with_name(path.name + ".png")
        if not path.is_absolute():
            path = self._suggested.path.parent / path
        return ExportRequest(
            path=path,
            scale=self.scale.value(),
            dpi=self.dpi.value() if self.by_dpi.isChecked() else None,
            theme_id=str(self.theme.currentData()),
            dark=self.dark.isChecked(),
        )

    def _refresh(self) -> None:
        self.scale.setEnabled(self.by_scale.isChecked())
        self.dpi.setEnabled(self.by_dpi.isChecked())
        wanted = self.request()
        diagram = self._draw(wanted.theme_id, wanted.dark)
        width, height = picture_size(diagram, scale=wanted.scale, dpi=wanted.dpi)
        self.size_label.setText(self.tr("{width} × {height} pixels").format(width=width, height=height))
        self.ok.setEnabled(bool(self.file.text().strip()))

    def _browse(self) -> None:
        name, _ = QFileDialog.getSaveFileName(
            self, self.tr("Export picture"), str(self.request().path), self.tr("Pictures (*.png)")
        )
        if name:
            self.file.setText(name)

    def _lay_out(self, browse: QPushButton) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(12)
        file_row = QHBoxLayout()
        file_row.setSpacing(8)
        file_row.addWidget(self.file, 1)
        file_row.addWidget(browse)
        self._row(grid, 0, self.tr("&File"), self.file)
        grid.addLayout(file_row, 0, 1, 1, 2)
        grid.addWidget(self.by_scale, 1, 1)
        grid.addWidget(self.scale, 1, 2)
        grid.addWidget(self.by_dpi, 2, 1)
        grid.addWidget(self.dpi, 2, 2)
        grid.addWidget(QLabel(self.tr("Size")), 1, 0)
        grid.addWidget(self.size_label, 3, 1, 1, 2)
        self._row(grid, 4, self.tr("&Theme"), self.theme)
        grid.addWidget(self.theme, 4, 1, 1, 2)
        grid.addWidget(self.dark, 5, 1, 1, 2)
        grid.setColumnStretch(2, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 16)
        layout.setSpacing(20)
        layout.addLayout(grid)
        layout.addWidget(self.buttons)
        self.setMinimumWidth(540)

    @staticmethod
    def _row(grid: QGridLayout, row: int, words: str, buddy: QWidget) -> None:
        label = QLabel(words)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setBuddy(buddy)
        grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignVCenter)
