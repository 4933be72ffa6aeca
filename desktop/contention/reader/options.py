"""How articles look: the controls for it, at once effective."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QFormLayout,
    QFrame,
    QGridLayout,
    QPushButton,
    QRadioButton,
    QSpinBox,
    QWidget,
)

from contention.reader.memory import ReadingMemory
from contention.reader.preferences import (
    LARGEST,
    LOOSEST,
    NARROWEST,
    SMALLEST,
    TIGHTEST,
    WIDEST,
    ReadingPreferences,
    usual_size,
)


class ReadingOptions(QFrame):
    """Shows what is preferred and changes it; a popup with `pop_up`, or a part of a dialog."""

    def __init__(self, memory: ReadingMemory, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("reading-options")
        self.setAccessibleName(self.tr("How articles look"))
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self._memory = memory
        self.face = QComboBox()
        for value, words in (
            ("serif", self.tr("With serifs")),
            ("sans", self.tr("Without serifs")),
            ("system", self.tr("The system's")),
        ):
            self.face.addItem(words, value)
        self.size_box = QDoubleSpinBox()
        self.size_box.setRange(SMALLEST, LARGEST)
        self.size_box.setDecimals(1)
        self.size_box.setSingleStep(1.0)
        self.size_box.setSuffix(self.tr(" pt"))
        self.line_height = QDoubleSpinBox()
        self.line_height.setRange(TIGHTEST, LOOSEST)
        self.line_height.setSingleStep(0.1)
        self.columns = QSpinBox()
        self.columns.setRange(NARROWEST, WIDEST)
        self.columns.setSuffix(self.tr(" characters"))
        self.justified = QCheckBox(self.tr("Lines end at one edge"))
        self.numbered = QCheckBox(self.tr("Number the paragraphs"))
        self.usual = QPushButton(self.tr("As usual"))
        self._themes = QButtonGroup(self)
        self._build()
        for widget, name, words in (
            (self.face, "reading-face", self.tr("Letters")),
            (self.size_box, "reading-size", self.tr("Size of the letters, in points")),
            (self.line_height, "reading-line-height", self.tr("Distance of lines, in sizes of the letters")),
            (self.columns, "reading-columns", self.tr("Characters in a full line")),
            (self.justified, "reading-justified", self.tr("Lines end at one edge")),
            (self.numbered, "reading-numbered", self.tr("Number the paragraphs")),
            (self.usual, "reading-usual", self.tr("Everything as usual")),
        ):
            widget.setObjectName(name)
            widget.setAccessibleName(words)
        self._follow()
        self.face.activated.connect(lambda: self._change(face=self.face.currentData()))
        self.size_box.valueChanged.connect(lambda size: self._change(size=size))
        self.line_height.valueChanged.connect(lambda height: self._change(line_height=round(height, 2)))
        self.columns.valueChanged.connect(lambda columns: self._change(columns=columns))
        self.justified.clicked.connect(lambda on: self._change(justified=on))
        self.numbered.clicked.connect(lambda on: self._change(numbered=on))
        self.usual.clicked.connect(lambda: memory.set_preferences(ReadingPreferences()))
        self._themes.buttonClicked.connect(lambda button: self._change(theme=button.property("theme")))
        memory.changed.connect(self._follow)

    def pop_up(self, corner: QPoint) -> None:
        """Show it over the window, its upper left corner at a point of the screen; Esc puts it away."""
        self.setWindowFlag(Qt.WindowType.Popup)
        self.show()
        self.adjustSize()
        room = self.screen().availableGeometry()
        left = max(room.left(), min(corner.x(), room.right() + 1 - self.width()))
        top = max(room.top(), min(corner.y(), room.bottom() + 1 - self.height()))
        self.move(left, top)
        self.face.setFocus(Qt.FocusReason.PopupFocusReason)

    def _build(self) -> None:
        form = QFormLayout(self)
        form.setContentsMargins(14, 12, 14, 12)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow(self.tr("&Letters"), self.face)
        form.addRow(self.tr("&Size"), self.size_box)
        form.addRow(self.tr("Line &distance"), self.line_height)
        form.addRow(self.tr("Line &width"), self.columns)
        form.addRow(self.tr("Colours"), self._theme_grid())
        form.addRow("", self.justified)
        form.addRow("", self.numbered)
        form.addRow("", self.usual)

    def _theme_grid(self) -> QWidget:
        made = QWidget()
        made.setAccessibleName(self.tr("Colours of the page"))
        grid = QGridLayout(made)
        grid.setContentsMargins(0, 0, 0, 0)
        themes: Sequence[tuple[str, str]] = (
            ("window", self.tr("As the window")),
            ("light", self.tr("Light")),
            ("sepia", self.tr("Sepia")),
            ("dark", self.tr("Dark")),
            ("contrast", self.tr("High contrast")),
        )
        for number, (theme, words) in enumerate(themes):
            button = QRadioButton(words)
            button.setObjectName(f"reading-theme-{theme}")
            button.setAccessibleName(self.tr("Colours: {words}").format(words=words))
            button.setProperty("theme", theme)
            self._themes.addButton(button)
            grid.addWidget(button, number // 2, number % 2)
        return made

    def _change(self, **values: object) -> None:
        self._memory.set_preferences(replace(self._memory.preferences, **values))

    def _follow(self) -> None:
        """Show what is preferred now, and take that for no change."""
        now = self._memory.preferences
        boxes = (self.size_box, self.line_height, self.columns)
        for box in boxes:
            box.blockSignals(True)
        self.face.setCurrentIndex(self.face.findData(now.face))
        self.size_box.setValue(now.size or usual_size())
        self.line_height.setValue(now.line_height)
        self.columns.setValue(now.columns)
        for box in boxes:
            box.blockSignals(False)
        self.justified.setChecked(now.justified)
        self.numbered.setChecked(now.numbered)
        for button in self._themes.buttons():
            button.setChecked(button.property("theme") == now.theme)
