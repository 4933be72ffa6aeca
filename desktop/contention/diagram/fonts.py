"""The fonts that come with Contention, registered once with Qt.

The map is measured and drawn with them, so that it looks the same on every
machine and in every export. Both families are under the SIL Open Font License.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import as_file, files

from PySide6.QtGui import QFontDatabase

MAP_FAMILY = "Source Sans Pro"
READING_FAMILY = "Source Serif Pro"

_FILES = {
    "font_source_sans_pro": ("SourceSansPro-Regular", "SourceSansPro-Semibold", "SourceSansPro-It"),
    "font_source_serif_pro": (
        "SourceSerifPro-Regular",
        "SourceSerifPro-It",
        "SourceSerifPro-Bold",
        "SourceSerifPro-BoldIt",
    ),
}


@cache
def register_fonts() -> None:
    """Make `MAP_FAMILY` and `READING_FAMILY` known to Qt; needs a QGuiApplication, does nothing twice.

    A font that cannot be read is left out: Qt then draws with the system's own.
    """
    for package, names in _FILES.items():
        folder = files(package) / "files"
        for name in names:
            with as_file(folder / f"{name}.ttf") as path:
                QFontDatabase.addApplicationFont(str(path))
