"""A button that copies the picture, and from which it can be dragged into another program."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDrag, QImage, QMouseEvent, QPixmap
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

CARRIED_PX = 160
"""The longer side of what hangs on the pointer."""
FOLDER = "contention-drag-"


class Handle(QPushButton):
    """Pressed it copies; dragged it carries a file and the picture.

    Args:
        copy: puts the picture on the clipboard.
        carry: writes a file into the folder it is given and returns what to carry; None where
            there is nothing to.
    """

    def __init__(
        self,
        copy: Callable[[], object],
        carry: Callable[[Path], QMimeData | None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("export-handle")
        self.setText(self.tr("Cop&y or drag"))
        self.setToolTip(self.tr("Press to copy the picture, or drag it into another program"))
        self.setAccessibleName(self.tr("Copy the picture, or drag it into another program"))
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self._carry = carry
        self._pressed: QPoint | None = None
        self.clicked.connect(copy)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self._pressed = event.position().toPoint()
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        start = self._pressed
        way = (event.position().toPoint() - start).manhattanLength() if start is not None else 0
        if way < QApplication.startDragDistance():
            super().mouseMoveEvent(event)
            return
        self._pressed = None
        self.setDown(False)
        data = self._carry(drag_folder())
        if data is not None:
            self.run_drag(self._drag(data))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._pressed = None
        super().mouseReleaseEvent(event)

    def run_drag(self, drag: QDrag) -> Qt.DropAction:
        """Let the pointer carry it until it is dropped."""
        return drag.exec(Qt.DropAction.CopyAction)

    def _drag(self, data: QMimeData) -> QDrag:
        drag = QDrag(self)
        drag.setMimeData(data)
        image = data.imageData()
        if isinstance(image, QImage) and not image.isNull():
            small = image.scaled(
                CARRIED_PX,
                CARRIED_PX,
                Qt.AspectRatioMode.KeepAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
            drag.setPixmap(QPixmap.fromImage(small))
        return drag


def drag_folder() -> Path:
    """A folder for a file that is dragged; it lasts as long as the program, for who drops reads it late."""
    folder = Path(tempfile.mkdtemp(prefix=FOLDER))
    application = QCoreApplication.instance()
    if application is not None:
        application.aboutToQuit.connect(lambda: shutil.rmtree(folder, ignore_errors=True))
    return folder


def with_file(data: QMimeData, path: Path) -> QMimeData:
    """The same, and a file."""
    data.setUrls([QUrl.fromLocalFile(str(path))])
    return data
