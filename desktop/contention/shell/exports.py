"""Exporting the map: at once as last time, as the dialog says, onto the clipboard, onto paper."""

from __future__ import annotations

import os
from pathlib import Path

from msgspec.structs import replace
from PySide6.QtCore import QObject, QSettings, QStandardPaths, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication

from contention.assets import resources
from contention.diagram.measure import TextMeasure
from contention.export.options import ExportOptions, PictureOptions
from contention.files.names import file_name
from contention.session.session import Session
from contention.shell.appearance import Appearance
from contention.shell.asks import Asks
from contention.shell.documents import Documents
from contention.shell.export_request import ExportRequest, Subject
from contention.shell.exports_kept import KeptExports
from contention.shell.message import Deed
from contention.shell.worker import Progress, share


class Exports(QObject):
    """The export side of a window's session."""

    noticed = Signal(str, object)
    """What was written, and the `Deed`s that can be done with it."""
    settling = Signal()
    """The map is drawn now: who holds words half written commits them."""

    def __init__(
        self,
        session: Session,
        documents: Documents,
        *,
        appearance: Appearance,
        settings: QSettings,
        asks: Asks,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._session, self._documents, self._appearance = session, documents, appearance
        self._asks = asks
        self._measure = TextMeasure()
        self._kept = KeptExports(settings)
        self._last: dict[str, ExportRequest] = {}
        """By map; the latest at the end."""
        session.changed.connect(self._forget)

    def again(self) -> bool:
        """Export as last time; the first time beside the project, under a free name.

        Where the branch or the selection of last time is gone, it is asked.
        """
        self.settling.emit()
        wanted, whole = self._suggestion()
        return self._write(wanted) if whole else self._ask(wanted)

    def ask(self) -> bool:
        """Ask for file, format and looks, and export."""
        self.settling.emit()
        return self._ask(self._suggestion()[0])

    def copy(self) -> bool:
        """Put the map on the clipboard as a picture and in words, looking as in the last export."""
        from contention.export.encoding import ExportCancelled
        from contention.export.errors import ExportError
        from contention.export.sheet import make_sheet
        from contention.shell.picture_mime import Carried, carried, mime_of

        self.settling.emit()
        subject, wanted = self.subject(), self._suggestion()[0]
        options = subject.options(wanted)

        def work(progress: Progress) -> Carried:
            sheet = make_sheet(subject.project, subject.map_id, options.picture, self._measure)
            return carried(sheet, options, share(progress))

        try:
            data = self._asks.wait_to_end(self.tr("Drawing the map …"), work)
        except ExportCancelled:
            return False
        except ExportError as error:
            self._asks.tell(self.tr("Not copied"), str(error))
            return False
        QGuiApplication.clipboard().setMimeData(mime_of(data))
        self.noticed.emit(self.tr("Copied the map as a picture, a drawing and text."), ())
        return True

    def print(self) -> bool:
        """Print the map after a preview, looking as in the last export, but dark on white."""
        from contention.export.errors import ExportError
        from contention.export.sheet import make_sheet

        self.settling.emit()
        subject, wanted = self.subject(), self._suggestion()[0]
        options = subject.options(wanted)
        options = replace(options, picture=replace(options.picture, dark=False, background=""))
        try:
            sheet = make_sheet(subject.project, subject.map_id, options.picture, self._measure)
            return self._asks.print_sheet(sheet, options)
        except ExportError as error:
            self._asks.tell(self.tr("Not printed"), str(error))
            return False

    def subject(self) -> Subject:
        """The map that is shown, and what of it is folded and selected."""
        session = self._session
        return Subject(
            project=session.project,
            map_id=session.map.id,
            folded=session.view.folded,
            selected=tuple(session.selection.ids),
            branch=session.view.focus or session.selection.current,
        )

    # -- writing ---------------------------------------------------------------------------

    def _ask(self, suggested: ExportRequest) -> bool:
        wanted = self._asks.export(suggested, self.subject())
        return wanted is not None and self._write(wanted)

    def _write(self, wanted: ExportRequest) -> bool:
        from contention.export.encoding import ExportCancelled
        from contention.export.errors import ExportError
        from contention.export.formats import write
        from contention.export.png_size import BASE_DPI, fitting
        from contention.export.sheet import make_sheet

        subject = self.subject()
        options = subject.options(wanted)

        def work(progress: Progress) -> tuple[tuple[Path, ...], float | None]:
            sheet = make_sheet(subject.project, subject.map_id, options.picture, self._measure)
            size = fitting(sheet, options.size) if options.format == "png" else options.size
            paths = write(sheet, replace(options, size=size), wanted.path, share(progress))
            return paths, None if size == options.size or size.scale is None else size.scale * BASE_DPI

        try:
            paths, dpi = self._asks.wait_to_end(
                self.tr("Exporting {name} …").format(name=wanted.path.name), work
            )
        except ExportCancelled:
            self.noticed.emit(self.tr("The export was cancelled. Nothing was written."), ())
            return False
        except ExportError as error:
            self._asks.tell(self.tr("Not exported"), str(error))
            return False
        self._remember(subject, wanted)
        self._tell(paths, dpi)
        return True

    def _tell(self, paths: tuple[Path, ...], dpi: float | None) -> None:
        """`dpi` where it had to be lower than usual."""
        path = paths[0]
        said = self.tr("Exported map to {path}").format(path=path)
        if len(paths) > 1:
            said = self.tr("Exported map to {count} files, {path} and on").format(count=len(paths), path=path)
        if dpi is not None:
            said += self.tr(", with {dpi:.0f} dots per inch: more would be too large").format(dpi=dpi)
        deeds = (
            Deed(self.tr("&Open"), self.tr("Open the exported file"), lambda: _show(path)),
            Deed(
                self.tr("Sho&w in folder"),
                self.tr("Open the folder of the exported file"),
                lambda: _show(path.parent),
            ),
        )
        self.noticed.emit(said, deeds)

    # -- last time -------------------------------------------------------------------------

    def _suggestion(self) -> tuple[ExportRequest, bool]:
        """What would be exported now, and whether all that it was about is still there."""
        from contention.export.kept import still_there

        last = self._as_last_time()
        if last is None:
            return self._first_time(), True
        argument_map = self._session.map
        options = still_there(last.options, {*argument_map.claims, *argument_map.inferences})
        if options is not None:
            return last._replace(options=options), True
        picture = replace(last.options.picture, part="map", chosen=())
        return last._replace(options=replace(last.options, picture=picture)), False

    def _first_time(self) -> ExportRequest:
        """Of this map: looking as the last export of another one, under a name that is free."""
        from contention.export.formats import FORMATS
        from contention.export.kept import without_size

        other = next(reversed(self._last.values()), None)
        if other is None and self._session.path is not None:
            other = self._kept.latest(self._session.path)
        palette = PictureOptions(theme_id=self._appearance.palette_id)
        options = without_size(other.options) if other is not None else ExportOptions(picture=palette)
        folder = other.path.parent if other is not None else self._folder()
        suffix = FORMATS[options.format].suffix
        name = file_name(self._session.map.title or self._documents.name)
        path, number = folder / f"{name}{suffix}", 1
        while path.exists():
            number += 1
            path = folder / f"{name} {number}{suffix}"
        return ExportRequest(path, options, other.folded if other is not None else True)

    def _folder(self) -> Path:
        """Beside the project or its article where one can write there, else the pictures folder."""
        for near in (self._session.path, self._documents.origin):
            if near is not None and not near.is_relative_to(resources()) and os.access(near.parent, os.W_OK):
                return near.absolute().parent
        location = QStandardPaths.StandardLocation
        pictures = Path(QStandardPaths.writableLocation(location.PicturesLocation))
        return pictures if pictures.is_dir() else Path.home()

    def _as_last_time(self) -> ExportRequest | None:
        map_id, path = self._session.map.id, self._session.path
        last = self._last.get(map_id)
        return last or (self._kept.of_map(path, map_id) if path is not None else None)

    def _remember(self, subject: Subject, wanted: ExportRequest) -> None:
        self._last.pop(subject.map_id, None)
        self._last[subject.map_id] = wanted
        if self._session.path is not None:
            self._kept.keep(self._session.path, subject.map_id, wanted)

    def _forget(self, _before: object, _after: object, origin: str) -> None:
        """Another project was opened: its pictures go elsewhere."""
        if origin == "open":
            self._last.clear()


def _show(path: Path) -> None:
    """Let the system open a file or a folder with what it opens such things with."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
