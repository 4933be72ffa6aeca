"""The reading pane: marks in the article what is on the map, and yields the selected passage."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QDrag, QGuiApplication, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget

from contention.model.project import Id, Passage, Project, in_order
from contention.reader import geometry, painting
from contention.reader.aids import ReadingAids
from contention.reader.flash import Flash
from contention.reader.highlights import Highlight, at, highlights
from contention.reader.memory import ReadingMemory
from contention.reader.page import Page, make_page
from contention.reader.surface import ReadingSurface
from contention.session import passage_mime
from contention.session.session import Session


class ReadingPane(ReadingSurface):
    """Shows one article of the session's project.

    It changes nothing but the selection that all views share; what becomes of the
    selected passage is the commands' matter.
    """

    passage_selected = Signal(bool)
    """Whether there is a selected passage, whenever that changes."""
    marks_changed = Signal()
    """`highlights` are others."""

    def __init__(
        self, session: Session, parent: QWidget | None = None, *, memory: ReadingMemory | None = None
    ) -> None:
        super().__init__(memory, parent)
        self._session = session
        self._highlights: tuple[Highlight, ...] = ()
        self._had_passage = False
        self._press: QPoint | None = None
        self._press_in_selection = False
        self._double_clicked = 0
        """When the last double click was, in milliseconds."""
        self._flash = Flash(self)
        self._flash.changed.connect(self.viewport().update)
        self.aids = ReadingAids(self, session)
        self.selectionChanged.connect(self._tell_selection)
        session.changed.connect(self._follow_project)
        session.map_shown.connect(self._mark_again)
        session.selection.changed.connect(self._follow_selection)
        self.show_article(_first_article(session.project))

    # What is shown

    @property
    def highlights(self) -> tuple[Highlight, ...]:
        """What is marked in it, by place."""
        return self._highlights

    def show_article(self, article_id: Id | None) -> None:
        """Show an article of the project where reading stopped in it; None shows the empty pane."""
        self.keep_place()
        project = self._session.project
        article = project.articles.get(article_id or "")
        self._turn_to(make_page(article, self._style, self._colours, project.assets))
        self._open_at(self.memory.place(self._page.article_id, self._page.file))
        self._highlights = self._current_highlights()
        self.marks_changed.emit()
        self.setAccessibleDescription(article.title if article else self._invitation())
        self.article_shown.emit(self._page.article_id)

    def _open_place(self, article_id: Id, place: int) -> None:
        if article_id not in self._session.project.articles:
            return
        if article_id != self._page.article_id:
            self.show_article(article_id)
        super()._open_place(article_id, place)

    # The selected passage

    def selected_passage(self) -> Passage | None:
        """The selected words with their place, or None where no words are selected."""
        cursor = self.textCursor()
        return self._page.passage(*self._page.range_of(cursor)) if cursor.hasSelection() else None

    def clear_text_selection(self) -> None:
        """Select no words; the caret stays."""
        cursor = self.textCursor()
        cursor.clearSelection()
        self.setTextCursor(cursor)

    def select_range(self, start: int, end: int) -> None:
        """Select words by their place in the canonical text."""
        self.setTextCursor(self._page.cursor(start, end))

    def createMimeDataFromSelection(self) -> QMimeData:
        """What is copied or dragged: the words, with line breaks, and the passage for a map."""
        passage = self.selected_passage()
        data = passage_mime.encode(passage) if passage is not None else QMimeData()
        data.setText(self._page.words(*self._page.range_of(self.textCursor())))
        return data

    # Following the session

    def _follow_project(self, before: Project, after: Project, origin: str) -> None:
        for gone in before.articles.keys() - after.articles.keys():
            self._jumps.forget(gone)
        added = [item.id for item in in_order(after.articles.values()) if item.id not in before.articles]
        if added and origin != "undo":
            self.show_article(added[0] if origin == "open" else added[-1])
            return
        shown = self._page.article
        current = after.articles.get(self._page.article_id)
        if current is None:
            if shown is not None or after.articles:
                self.show_article(_first_article(after))
            return
        if shown is None or current.source != shown.source:
            self.show_article(current.id)
            return
        self._page = self._page._replace(article=current)
        self._fit()
        if (current.set_aside, current.dismissed) != (shown.set_aside, shown.dismissed):
            self.aids.article_changed()
        self._mark_again()

    def _mark_again(self, *_: object) -> None:
        """Mark the passages of the map that is shown now."""
        marks = self._current_highlights()
        if marks != self._highlights:
            self._highlights = marks
            self.marks_changed.emit()
            self.viewport().update()

    def _current_highlights(self) -> tuple[Highlight, ...]:
        return highlights(self._session.map, self._page.article_id, self._page.text.text)

    def _follow_selection(self, ids: tuple[Id, ...], origin: str) -> None:
        self.viewport().update()
        if origin != "reader" and ids:
            self.reveal(ids[-1])

    def reveal(self, claim_id: Id, passage_id: Id = "") -> bool:
        """Bring a passage of a claim (else its first) into view and let it flash; tells if it is there."""
        claim = self._session.map.claims.get(claim_id)
        passages = [p for p in claim.passages if passage_id in {"", p.id}] if claim is not None else []
        if not passages:
            return False
        wanted = {passage.id for passage in passages}
        mine = [mark for mark in self._highlights if mark.claim == claim_id and mark.passage in wanted]
        if not mine:
            # It may rest on another article than the one that is open.
            others = [p.article for p in passages if p.article in self._session.project.articles]
            if not others or self._page.article_id in others:
                return False
            self.leave(self.here())
            self.show_article(others[0])
            mine = [mark for mark in self._highlights if mark.claim == claim_id and mark.passage in wanted]
            if not mine:
                return False
        self._jump_into_sight(mine[0].start, mine[0].end)
        self._flash.start(claim_id)
        return True

    def set_anew(self) -> None:
        """Set the same article once more; place, caret and selection stay."""
        self._reset_keeping_place()

    def _bring(self, start: int, end: int) -> bool:
        self.aids.folds.unfold(start, end)
        return super()._bring(start, end)

    def offset(self) -> QPointF:
        """From the viewport's coordinates to the document's."""
        return self._offset()

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._page.article is not None:
            painter = QPainter(self.viewport())
            painter.translate(-self._offset())
            self.aids.paint_over(painter, QRectF(event.rect()).translated(self._offset()))
            painter.end()

    def _paint_under(self, painter: QPainter, area: QRectF) -> None:
        emphasis = painting.Emphasis(
            selected=frozenset(self._session.selection.ids),
            flashing=self._flash.claim,
            flash=self._flash.strength,
            hovered=self._session.hover.item,
        )
        painting.paint_highlights(painter, self._marked(area), emphasis, self._colours)

    def _marked(self, area: QRectF) -> list[painting.Marked]:
        """The highlights within an area of the document, with room for outlines and flash."""
        first = geometry.block_at(self.document(), area.top() - 4)
        last = first
        for block, _ in geometry.blocks_between(self.document(), first, area.bottom() + 4):
            last = block
        start = self._page.positions.to_canonical(first.position()) - 1
        end = self._page.positions.to_canonical(last.position() + last.length())
        near = [mark for mark in self._highlights if mark.start <= end and mark.end >= start]
        return painting.marked(
            near, self.document(), self._page.positions.to_shown, area.top() - 4, area.bottom() + 4
        )

    def highlights_under(self, point: QPoint) -> list[Highlight]:
        """The highlights under a point of the viewport, the most particular first."""
        place = QPointF(point) + self._offset()
        strip = QRectF(0, place.y() - 1, self.viewport().width(), 2)
        return painting.hit(self._marked(strip), place)

    # Gestures

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._press = event.position().toPoint()
        plain = event.button() == Qt.MouseButton.LeftButton and not event.modifiers()
        if not plain:
            self._press = None
        third = (
            event.timestamp() - self._double_clicked < QGuiApplication.styleHints().mouseDoubleClickInterval()
        )
        self._press_in_selection = plain and not third and self._in_selection(event.position().toPoint())
        if not self._press_in_selection:
            super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._press, self._double_clicked = None, event.timestamp()
        self._press_in_selection = False
        super().mouseDoubleClickEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        moved = self._press is not None and _far(event.position().toPoint(), self._press)
        if not self._press_in_selection:
            super().mouseMoveEvent(event)
        elif moved:
            self._press_in_selection = False
            self._drag_selection()
        if moved:
            self._press = None

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        point = event.position().toPoint()
        clicked, self._press = self._press is not None, None
        if self._press_in_selection:
            self._press_in_selection = False
            self.setTextCursor(self.cursorForPosition(point))
        else:
            super().mouseReleaseEvent(event)
        if clicked and not self.textCursor().hasSelection():
            self._choose(self.highlights_under(point))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            place = self._page.positions.to_canonical(self.textCursor().position())
            if self._choose(at(self._highlights, place)):
                return
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _choose(self, under: list[Highlight]) -> bool:
        """Select the claim of a highlight; where several overlap, the next one each time."""
        if not under:
            return False
        claims = list(dict.fromkeys(mark.claim for mark in under))
        current = self._session.selection.current
        index = (claims.index(current) + 1) % len(claims) if current in claims else 0
        self._session.selection.select(claims[index], origin="reader")
        return True

    def _in_selection(self, point: QPoint) -> bool:
        cursor = self.textCursor()
        if not cursor.hasSelection():
            return False
        place = (
            self.document()
            .documentLayout()
            .hitTest(QPointF(point) + self._offset(), Qt.HitTestAccuracy.ExactHit)
        )
        return cursor.selectionStart() <= place < cursor.selectionEnd()

    def _drag_selection(self) -> None:
        """Carry the selected passage away; the map takes it, other programs its words."""
        drag = QDrag(self)
        drag.setMimeData(self.createMimeDataFromSelection())
        drag.exec(Qt.DropAction.CopyAction)

    # Inner workings

    def _turn_to(self, page: Page) -> None:
        self.aids.folds.prepare(page)
        super()._turn_to(page)
        self._tell_selection()

    def _tell_selection(self) -> None:
        has_passage = self.selected_passage() is not None
        if has_passage != self._had_passage:
            self._had_passage = has_passage
            self.passage_selected.emit(has_passage)


def _first_article(project: Project) -> Id | None:
    articles = in_order(project.articles.values())
    return articles[0].id if articles else None


def _far(point: QPoint, origin: QPoint) -> bool:
    return (point - origin).manhattanLength() >= QApplication.startDragDistance()
