"""What the pointer does on the page beyond selecting words: resting on marks, links, notes and folds."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QHelpEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QToolTip

from contention.article.indicators import Points
from contention.model.structure import Role, structure_of
from contention.reader.asides import Fold
from contention.reader.highlights import Highlight
from contention.reader.links import Link, link_at

if TYPE_CHECKING:
    from contention.reader.aids import ReadingAids
    from contention.reader.pane import ReadingPane
    from contention.session.session import Session

REST_MS = 120
"""How long the pointer rests on a passage before the map stresses its claim."""
MOST_CLAIMS = 4
MOST_LETTERS = 600


def tr(text: str) -> str:
    """The text in the reader's language."""
    return QCoreApplication.translate("Pointing", text)


def as_tooltip(words: str) -> str:
    """Plain text in the form in which Qt takes no word of it for markup, and breaks long lines."""
    shown = words if len(words) <= MOST_LETTERS else words[:MOST_LETTERS].rstrip() + "…"
    return "<p>" + escape(shown).replace("\n", "<br>") + "</p>"


def describe(session: Session, marks: list[Highlight]) -> str:
    """The claims of some highlights in words, each with its role."""
    structure, claims = structure_of(session.map), session.map.claims
    names = {
        Role.REASON: tr("Reason: {claim}"),
        Role.OBJECTION: tr("Objection: {claim}"),
        Role.CONTENTION: tr("Contention: {claim}"),
        Role.STANDING: tr("Claim: {claim}"),
    }
    ids = [claim for claim in dict.fromkeys(mark.claim for mark in marks) if claim in claims]
    lines = [names[structure.role(claim)].format(claim=claims[claim].text) for claim in ids]
    return "\n".join(lines[:MOST_CLAIMS])


class Pointing(QObject):
    """Watches the viewport of a reading pane."""

    def __init__(self, pane: ReadingPane, aids: ReadingAids, session: Session) -> None:
        super().__init__(pane)
        self._pane, self._aids, self._session = pane, aids, session
        self._press: QPoint | None = None
        self._pressed: tuple[Fold, str] | None = None
        self._under = ""
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(lambda: session.hover.point_at(self._under, origin="reader"))
        pane.viewport().setMouseTracking(True)
        pane.viewport().installEventFilter(self)

    def link_under(self, point: QPoint) -> Link | None:
        """The link or note reference under a point of the viewport."""
        shown = self._shown(point)
        if shown < 0:
            return None
        return link_at(self._pane.article_text, self._pane.positions.to_canonical(shown))

    def words_under(self, point: QPoint) -> str:
        """What a tool tip says at a point of the viewport, as plain text."""
        fold = self._fold(point)
        if fold is not None:
            return self._aids.folds.tip(fold[0])
        parts = [describe(self._session, self._pane.highlights_under(point))]
        link = self.link_under(point)
        if link is not None:
            parts.append(link.note or link.address)
        indicator = self._aids.lens.at(self._shown(point))
        if indicator is not None:
            parts.append(
                {
                    Points.PREMISE: tr("A word that often gives a reason"),
                    Points.CONCLUSION: tr("A word that often draws a conclusion"),
                    Points.CONTRAST: tr("A word that often speaks against what was said"),
                }[indicator.points]
            )
        return "\n".join(part for part in parts if part)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QMouseEvent):
            return self._mouse(event)
        if event.type() is QEvent.Type.Leave:
            self._rest.stop()
            self._under = ""
            self._session.hover.point_at("", origin="reader")
        elif isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            words = self.words_under(event.pos())
            if words:
                QToolTip.showText(event.globalPos(), as_tooltip(words), self._pane.viewport())
            else:
                QToolTip.hideText()
            return True
        return super().eventFilter(watched, event)

    def _mouse(self, event: QMouseEvent) -> bool:
        point, left = event.position().toPoint(), event.button() is Qt.MouseButton.LeftButton
        match event.type():
            case QEvent.Type.MouseButtonPress if left:
                self._pressed = self._fold(point)
                if self._pressed is not None:
                    return True
                self._press = point
                self._aids.hold_bar(held=True)
            case QEvent.Type.MouseMove:
                if self._pressed is not None:
                    return True
                if not event.buttons():
                    # A drag of the words ends without the page being told of the release.
                    self._aids.hold_bar(held=False)
                    self._look(point)
            case QEvent.Type.MouseButtonRelease if left:
                return self._release(event, point)
        return False

    def _release(self, event: QMouseEvent, point: QPoint) -> bool:
        if self._pressed is not None:
            pressed, self._pressed = self._pressed, None
            if self._fold(point) == pressed:
                self._aids.use_fold(*pressed)
            return True
        press, self._press = self._press, None
        self._aids.hold_bar(held=False)
        held = event.modifiers()
        if held & Qt.KeyboardModifier.AltModifier:
            # After the pane has seen the release itself.
            QTimer.singleShot(0, self, self._snap)
        if press is None or (point - press).manhattanLength() >= QApplication.startDragDistance():
            return False
        if self._pane.textCursor().hasSelection():
            return False
        link = self.link_under(point)
        asked = bool(held & Qt.KeyboardModifier.ControlModifier)
        if link is not None and (asked or not self._pane.highlights_under(point)):
            QTimer.singleShot(0, self, lambda: self._aids.follow(link))
        return False

    def _snap(self) -> None:
        if self._pane.textCursor().hasSelection():
            self._aids.stepping.snap()

    def _look(self, point: QPoint) -> None:
        """Show by the pointer's form what a click would meet, and stress the claim it rests on."""
        marks = self._pane.highlights_under(point)
        clickable = marks or self._fold(point) is not None or self.link_under(point) is not None
        shape = Qt.CursorShape.PointingHandCursor if clickable else Qt.CursorShape.IBeamCursor
        if self._pane.viewport().cursor().shape() is not shape:
            self._pane.viewport().setCursor(shape)
        under = marks[0].claim if marks else ""
        if under != self._under:
            self._under = under
            self._rest.start()

    def _fold(self, point: QPoint) -> tuple[Fold, str] | None:
        if not self._aids.folds.folds:
            return None
        hit = self._aids.folds.hit(QPointF(point) + self._pane.offset())
        return hit if hit is not None and hit[1] else None

    def _shown(self, point: QPoint) -> int:
        """The place in the document of the character under a point; -1 beside the words."""
        place = QPointF(point) + self._pane.offset()
        return int(self._pane.document().documentLayout().hitTest(place, Qt.HitTestAccuracy.ExactHit))
