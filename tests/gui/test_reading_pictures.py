"""Pictures of the project's own are shown in their place; nothing else is read, and nothing too large."""

from __future__ import annotations

import base64
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QBuffer, QIODevice, QUrl
from PySide6.QtGui import QColor, QImage, QTextCursor, QTextImageFormat
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from contention.article.importing import article_from_text
from contention.model.project import Asset, Project, new_project, read_only
from contention.reader.pane import ReadingPane
from contention.reader.pictures import MOST_PIXELS, Pictures
from contention.session.session import Session
from tests.reading import shown, text_of


class TestPictures:
    def picture(self, width: int = 200, height: int = 100, format_: str = "PNG") -> str:
        image = QImage(width, height, QImage.Format.Format_RGB32)
        image.fill(QColor("#ff0000"))
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        assert image.save(buffer, format_)  # type: ignore[call-overload]
        return base64.b64encode(bytes(buffer.data().data())).decode()

    def project(self, source: str, **assets: str) -> Project:
        project = new_project(article_from_text(source, markdown=True).article)
        made = {key: Asset(id=key, media_type="image/png", data=data) for key, data in assets.items()}
        return replace(project, assets=read_only(made))

    def red(self, pane: ReadingPane) -> tuple[int, int]:
        """Width and height of what is red in sight."""
        picture = pane.viewport().grab().toImage()
        columns = [x for x in range(picture.width()) if any(
            picture.pixelColor(x, y).name() == "#ff0000" for y in range(0, picture.height(), 3))]  # fmt: skip
        rows = [y for y in range(picture.height()) if any(
            picture.pixelColor(x, y).name() == "#ff0000" for x in range(0, picture.width(), 3))]  # fmt: skip
        return len(columns), len(rows)

    def test_those_of_the_project_are_shown_in_their_place(self, qtbot: QtBot) -> None:
        project = self.project("Before 🙂\n\n![a chart](asset:one) after\n\nEnd.", one=self.picture())
        pane = shown(qtbot, Session(project))
        assert self.red(pane) == (200, 100)
        text = text_of(pane)
        place = text.index("\ufffc")
        assert pane.positions.to_canonical(pane.positions.to_shown(place)) == place
        pane.select_range(text.index("after"), text.index("End."))
        passage = pane.selected_passage()
        assert passage is not None
        assert passage.exact == "after"

    @pytest.mark.parametrize("width", [300, 760, 1400])
    def test_a_large_one_is_as_wide_as_the_column_at_most(self, qtbot: QtBot, width: int) -> None:
        project = self.project("![](asset:one) wide", one=self.picture(3000, 300))
        pane = shown(qtbot, Session(project))
        pane.resize(width, 600)
        QApplication.processEvents()
        seen, _ = self.red(pane)
        assert 180 < seen <= pane.viewport().width() - 2 * 20
        assert pane.horizontalScrollBar().maximum() == 0

    def test_no_other_file_is_read_or_shown(self, qtbot: QtBot, tmp_path: Path) -> None:
        red = tmp_path / "red.png"
        red.write_bytes(base64.b64decode(self.picture()))
        addresses = [
            *(str(red), red.as_uri(), f"asset:{red}", "asset:../red.png", "asset:none", "asset:"),
            *("//host/red.png", "\\\\host\\red.png", "http://127.0.0.1/red.png", "qrc:/red.png"),
        ]
        source = "Words.\n\n" + "\n\n".join(f"![a]({address})" for address in addresses)
        pane = shown(qtbot, Session(self.project(source)))
        assert self.red(pane) == (0, 0)
        for address in addresses:
            made = QTextImageFormat()
            made.setName(address)
            QTextCursor(pane.document()).insertImage(made)
            loaded = pane.loadResource(2, QUrl(address))
            assert isinstance(loaded, QImage)
            assert loaded.isNull()
        assert self.red(pane) == (0, 0)

    def test_what_is_no_picture_or_too_large_is_told_in_words(self, qtbot: QtBot) -> None:
        svg = base64.b64encode(b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>').decode()
        broken = base64.b64encode(b"\x89PNG\r\n\x1a\n" + b"\x00" * 40).decode()
        project = self.project(
            "Words ![a](asset:svg) ![b](asset:broken) ![c](asset:no64) ![d](asset:huge)",
            svg=svg,
            broken=broken,
            no64="***",
            huge=huge_png(),
        )
        pane = shown(qtbot, Session(project))
        shown_words = pane.document().toPlainText()
        assert shown_words == "Words [Picture: a] [Picture: b] [Picture: c] [Picture: d]"

    def test_a_wide_one_is_kept_small(self, qapp: QApplication) -> None:
        assets = {"one": Asset(id="one", data=self.picture(3200, 10))}
        image = Pictures(assets).image("asset:one")
        assert (image.width(), image.height()) == (1600, 5)

    def test_other_ways_to_write_it(self, qapp: QApplication) -> None:
        for format_ in ("PNG", "JPG", "BMP"):
            assets = {"one": Asset(id="one", media_type="wrong", data=self.picture(format_=format_))}
            assert not Pictures(assets).image("asset:one").isNull(), format_


def huge_png() -> str:
    """A whole picture of a few kilobytes that is larger than is decoded: black and white, all black."""
    import struct
    import zlib

    side = round(MOST_PIXELS**0.5) + 1
    rows = zlib.compress(b"\x00" * ((side + 7) // 8 + 1) * side)
    made = b"\x89PNG\r\n\x1a\n"
    for kind, data in (
        (b"IHDR", struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)),
        (b"IDAT", rows),
        (b"IEND", b""),
    ):
        made += struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    return base64.b64encode(made).decode()
