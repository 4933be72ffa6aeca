"""The window's colours, light and dark, following the system or the reader's choice.

The map's palettes are the diagram's (`diagram.themes`); this module dresses what is
around it, and tells the views which theme to draw with.
"""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass

from msgspec.structs import replace
from PySide6.QtCore import QObject, QSettings, Qt, Signal
from PySide6.QtGui import QColor, QFontInfo, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from contention.assets import resource
from contention.diagram.themes import THEME_IDS, Theme, theme
from contention.reader import style
from contention.reader.themes import tint_of

#: Qt's classes of what is pressed, ticked and written in.
CONTROLS = ("QLineEdit", "QAbstractSpinBox", "QComboBox", "QCheckBox", "QRadioButton", "QPushButton")
USUAL_POINTS = 10.5
HEADING = 1.43
"""A dialog's heading, in heights of the window's type."""
SCHEMES = ("system", "light", "dark")


@dataclass(frozen=True)
class WindowColours:
    """Colours of the window as ``#rrggbb``; words have 4.5:1 and lines that mean something 3:1."""

    bar: str
    """Menu, tool and status bars, and dialogs."""
    base: str
    """What text is written on: fields, lists, the article."""
    raised: str
    """Chips, buttons and messages."""
    pressed: str
    cap: str
    """A key's cap."""
    text: str
    muted: str
    line: str
    """Between panes; means nothing, so it may be faint."""
    edge: str
    """Around controls."""
    focus: str
    highlight: str
    highlight_text: str
    oppose: str
    thumb: str
    """The part of a scroll bar that is dragged; 1.5:1 is enough beside the wheel and the keys."""
    groove: str
    tip: str
    tip_text: str


LIGHT = WindowColours(
    bar="#f6f5f2",
    base="#ffffff",
    raised="#ffffff",
    pressed="#e6e4de",
    cap="#f0efeb",
    text="#1d2026",
    muted="#5f646d",
    line="#dedcd6",
    edge="#8b8f96",
    focus="#1f62d6",
    highlight="#1f62d6",
    highlight_text="#ffffff",
    oppose="#a84300",
    thumb="#c3c1bb",
    groove="#ffffff",
    tip="#ffffff",
    tip_text="#1d2026",
)

DARK = WindowColours(
    bar="#1d1f23",
    base="#26282d",
    raised="#2b2e34",
    pressed="#3a3e46",
    cap="#1d1f23",
    text="#ececea",
    muted="#a9aeb7",
    line="#34373d",
    edge="#7f858f",
    focus="#78aaff",
    highlight="#2f62b5",
    highlight_text="#ffffff",
    oppose="#ffab7d",
    thumb="#54585f",
    groove="#26282d",
    tip="#2b2e34",
    tip_text="#ececea",
)


def palette(colours: WindowColours) -> QPalette:
    """The colours as Qt's widgets ask for them, disabled ones among them."""
    made = QPalette()
    role = QPalette.ColorRole
    for which, colour in (
        (role.Window, colours.bar),
        (role.WindowText, colours.text),
        (role.Base, colours.base),
        (role.AlternateBase, colours.bar),
        (role.ToolTipBase, colours.tip),
        (role.ToolTipText, colours.tip_text),
        (role.PlaceholderText, colours.muted),
        (role.Text, colours.text),
        (role.Button, colours.raised),
        (role.ButtonText, colours.text),
        (role.BrightText, colours.highlight_text),
        (role.Light, colours.raised),
        (role.Midlight, colours.pressed),
        (role.Mid, colours.line),
        (role.Dark, colours.edge),
        (role.Shadow, colours.edge),
        (role.Highlight, colours.highlight),
        (role.HighlightedText, colours.highlight_text),
        (role.Link, colours.focus),
        (role.LinkVisited, colours.focus),
        (role.Accent, colours.focus),
    ):
        made.setColor(which, QColor(colour))
    for which in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, which, QColor(colours.edge))
    return made


def outlined(colours: WindowColours) -> QPalette:
    """The palette of controls, whose borders then have the contrast of `edge`.

    Fusion draws a border in the window's colour made darker by 1.4, which in a dark
    window is darker than what lies around it.
    """
    made = palette(colours)
    edge = QColor(colours.edge)
    made.setColor(QPalette.ColorRole.Window, edge.lighter(140))
    return made


def style_sheet(colours: WindowColours, points: float = USUAL_POINTS) -> str:
    """The window's style sheet with its colours filled in, for type of this size.

    Raises KeyError where the sheet names a colour that there is not.
    """
    template = resource("themes", "window.qss").read_text(encoding="utf-8")
    names = asdict(colours) | {"heading": f"{points * HEADING:.1f}pt"}
    return re.sub(
        r"@(\w+)(?=[; ])", lambda found: names[found[1]], re.sub(r"/\*.*?\*/", "", template, flags=re.DOTALL)
    )


def reading_colours(map_theme: Theme) -> style.ReadingColours:
    """The reading pane's colours that go with a theme of the map: the same hues for the same roles."""
    colours = style.DARK if map_theme.dark else style.LIGHT
    if map_theme.id == "classic":
        return colours
    return replace(
        colours,
        reason=tint_of(map_theme.reason.line, colours),
        objection=tint_of(map_theme.objection.line, colours),
    )


class Appearance(QObject):
    """Which colours the program wears: the system's light or dark, or the reader's choice."""

    changed = Signal()
    """Another scheme or palette was chosen, by the reader or by the system."""

    def __init__(self, settings: QSettings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._scheme = _one_of(SCHEMES, settings.value("appearance/scheme"))
        self._palette_id = _one_of(THEME_IDS, settings.value("appearance/map"))
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._system_changed)

    @property
    def scheme(self) -> str:
        """One of `SCHEMES`: the reader's choice."""
        return self._scheme

    @property
    def palette_id(self) -> str:
        """The map's palette, one of the diagram's theme ids."""
        return self._palette_id

    @property
    def dark(self) -> bool:
        """Whether the window is dark now."""
        if self._scheme == "system":
            return QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
        return self._scheme == "dark"

    @property
    def colours(self) -> WindowColours:
        """The window's colours now."""
        return DARK if self.dark else LIGHT

    @property
    def map_theme(self) -> Theme:
        """What the map is drawn with in the window now."""
        return theme(self._palette_id, dark=self.dark)

    def page_colours(self, *, dark: bool) -> style.ReadingColours:
        """The reading pane's colours that go with a light or a dark window."""
        return reading_colours(theme(self._palette_id, dark=dark))

    def set_scheme(self, scheme: str) -> None:
        """Follow the system, or be light or dark."""
        self._scheme = _one_of(SCHEMES, scheme)
        self._settings.setValue("appearance/scheme", self._scheme)
        self.apply()
        self.changed.emit()

    def set_palette_id(self, palette_id: str) -> None:
        """Draw the map with another palette."""
        self._palette_id = _one_of(THEME_IDS, palette_id)
        self._settings.setValue("appearance/map", self._palette_id)
        self.changed.emit()

    def apply(self) -> None:
        """Dress the whole program."""
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.setPalette(palette(self.colours))
            for control in CONTROLS:
                # The stubs ask for bytes, the function for a str.
                application.setPalette(outlined(self.colours), control)  # type: ignore[arg-type]
            points = QFontInfo(application.font()).pointSizeF()
            application.setStyleSheet(style_sheet(self.colours, points))

    def _system_changed(self) -> None:
        if self._scheme == "system":
            self.apply()
            self.changed.emit()


def _one_of(choices: tuple[str, ...], value: object) -> str:
    """The value where it is a choice, else the first choice: settings can hold anything."""
    return value if isinstance(value, str) and value in choices else choices[0]
