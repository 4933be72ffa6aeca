"""One line of the outline, painted: a sign for the role, the words, and small marks after them.

The signs are those of the map: "+" in a solid frame supports, "−" in a dashed frame opposes, a
contention has a double frame, an unstated claim a dotted one. No sign is told by its colour alone.
"""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPalette, QPen
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from contention.diagram.themes import Theme, theme
from contention.model.project import Kind
from contention.model.structure import Role
from contention.outline import words
from contention.outline.model import OutlineModel
from contention.outline.tree import Key

LEAST_WORDS = 0.45
"""Share of a line that its words keep before the marks after them are left out."""

Index = QModelIndex | QPersistentModelIndex


class LineDelegate(QStyledItemDelegate):
    """Paints the rows of an `OutlineModel`."""

    def __init__(self, model: OutlineModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.theme: Theme = theme("classic")

    def sizeHint(self, option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(120, round(option.fontMetrics.height() * 1.55))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        key = self._model.key_at(index)
        option = QStyleOptionViewItem(option)
        self.initStyleOption(option, index)
        option.widget.style().drawPrimitive(
            QStyle.PrimitiveElement.PE_PanelItemViewItem, option, painter, option.widget
        )
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        role = QPalette.ColorRole
        group = QPalette.ColorGroup.Active
        ink = option.palette.color(group, role.HighlightedText if chosen else role.Text)
        quiet = ink if chosen else QColor(self.theme.muted)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(option.rect).adjusted(2, 0, -6, 0)
        view = option.widget
        if isinstance(view, QAbstractItemView):
            # Words end at the pane's edge, not at that of a column that is wider.
            area.setRight(min(area.right(), view.viewport().width() - 6))
        side = round(option.fontMetrics.height() * 0.92)
        frame = QRectF(area.left() + 1.5, area.center().y() - side / 2 + 0.5, side, side)
        self._paint_sign(painter, frame, key, ink if chosen else None)
        area.setLeft(frame.right() + side * 0.5)
        painter.setFont(option.font)
        muted = bool(key.used_in) or key.item in self._model.tree.map.inferences
        self._paint_words(painter, area, key, (quiet if muted else ink, quiet), option.fontMetrics)
        painter.restore()
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.save()
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(ink if chosen else QColor(self.theme.ring), 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(option.rect).adjusted(1, 1, -1, -1), 3, 3)
            painter.restore()

    def _paint_words(
        self, painter: QPainter, area: QRectF, key: Key, inks: tuple[QColor, QColor], metrics: QFontMetrics
    ) -> None:
        tree = self._model.tree
        text = words.text_of(tree, key)[:400]
        marks = "  ·  ".join(words.marks_of(tree, key))
        line = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        if marks:
            marks = "  ·  " + marks
            needed = metrics.horizontalAdvance(marks)
            if needed > area.width() * (1 - LEAST_WORDS):
                marks, needed = "", 0
        else:
            needed = 0
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, int(area.width() - needed))
        painter.setPen(inks[0])
        painter.drawText(area, int(line), shown)
        if marks:
            area = area.adjusted(metrics.horizontalAdvance(shown), 0, 0, 0)
            painter.setPen(inks[1])
            painter.drawText(area, int(line), marks)

    def _paint_sign(self, painter: QPainter, frame: QRectF, key: Key, ink: QColor | None) -> None:
        """The role's frame and sign; in one colour where the row is selected."""
        tree = self._model.tree
        own = tree.map.inferences.get(key.item)
        use = own or tree.use_at(key)
        claim = tree.map.claims.get(key.item)
        if use is None:
            line = ink or QColor(self.theme.contention_line)
        else:
            line = ink or QColor(self.theme.side(use.kind).line)
        pen = QPen(line, 1.4)
        if claim is not None and claim.unstated:
            pen.setDashPattern([1.0, 1.6])
        elif use is not None and use.kind is Kind.OBJECTION:
            pen.setDashPattern([3.0, 1.8])
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        sign_here = use is not None and (own is not None or not tree.has_row(use))
        round_ = frame.height() * (0.5 if own is not None else 0.22)
        painter.drawRoundedRect(frame, round_, round_)
        painter.setPen(QPen(line, 1.7))
        middle, arm = frame.center(), frame.height() * 0.26
        if key.used_in and not sign_here:
            self._paint_arrow(painter, frame)
        elif sign_here and use is not None:
            across, down = QPointF(arm, 0), QPointF(0, arm)
            painter.drawLine(middle - across, middle + across)
            if use.kind is Kind.REASON:
                painter.drawLine(middle - down, middle + down)
        elif use is None and claim is not None and tree.structure.role(claim.id) is Role.CONTENTION:
            inner = frame.adjusted(3.2, 3.2, -3.2, -3.2)
            painter.setPen(QPen(line, 1.2))
            painter.drawRoundedRect(inner, 1.5, 1.5)

    def _paint_arrow(self, painter: QPainter, frame: QRectF) -> None:
        """What stands for "elsewhere": an arrow that leaves the frame."""
        inset = frame.height() * 0.3
        inner = frame.adjusted(inset, inset, -inset, -inset)
        painter.drawLine(inner.bottomLeft(), inner.topRight())
        painter.drawLine(inner.topRight(), inner.topLeft())
        painter.drawLine(inner.topRight(), inner.bottomRight())
