"""What helps to take passages out of an article: the bar, the strip, folds, the lens, focus, links and keys.

The pane owns one of these. Each help is a file of its own; this one only lets them know
what happens on the page, and does what they ask for.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QAccessibleEvent,
    QContextMenuEvent,
    QKeyEvent,
    QPainter,
)

from contention.model import articles
from contention.model.project import Span
from contention.reader import geometry
from contention.reader.aid_preferences import AidPreferences
from contention.reader.asides import Fold, Folds
from contention.reader.coverage import Stretch, arguable, coverage
from contention.reader.highlights import at
from contention.reader.lens import Lens
from contention.reader.links import Link, link_at
from contention.reader.page_menu import page_menu
from contention.reader.pointing import Pointing, describe
from contention.reader.recede import Receding
from contention.reader.selection_bar import KEYS, LINK, SelectionBar
from contention.reader.stepping import KEYS as STEPS
from contention.reader.stepping import Stepping
from contention.reader.strip import WIDTH, CoverageStrip
from contention.session import commands

if TYPE_CHECKING:
    from contention.reader.pane import ReadingPane
    from contention.session.session import Session

ORIGIN = "reader"


def tr(text: str) -> str:
    """The text in the reader's language."""
    return QCoreApplication.translate("Reading", text)


class ReadingAids(QObject):
    """The helps of one reading pane."""

    link_wanted = Signal(str)
    """An address that the reader wants to go to; whoever opens it shows it and asks first."""

    preferences_changed = Signal()
    """Another help is wanted, or one no more."""

    def __init__(self, pane: ReadingPane, session: Session) -> None:
        super().__init__(pane)
        self._pane, self._session = pane, session
        self._arguable: tuple[Span, ...] = ()
        self._stretches: tuple[Stretch, ...] = ()
        self._told, self._last_caret = "", 0
        self._preferences, self._held = AidPreferences(), False
        self._keys_given = False
        self.key_names: Mapping[str, str] = {**KEYS, **{name: key for key, name in STEPS}, "dismiss": "X"}
        """How the key of each help is said."""
        self.folds = Folds(pane)
        self.lens = Lens(pane)
        self.receding = Receding(pane, self.folds)
        self.stepping = Stepping(pane, lambda: self._stretches, session.noticed.emit)
        self.pointing = Pointing(pane, self, session)
        self.bar = SelectionBar(pane)
        self.strip = CoverageStrip(pane)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._place_bar)
        self.bar.wanted.connect(self.put_on_map)
        self.strip.place_wanted.connect(pane.jump_to)
        pane.installEventFilter(self)
        pane.page_set.connect(self._page_set)
        pane.colours_set.connect(self._dress)
        pane.marks_changed.connect(self._marks_changed)
        pane.selectionChanged.connect(self._selection_changed)
        pane.cursorPositionChanged.connect(self._caret_moved)
        pane.verticalScrollBar().valueChanged.connect(self._scrolled)
        pane.verticalScrollBar().rangeChanged.connect(self._fit_soon)
        session.hover.changed.connect(lambda *_: pane.viewport().update())
        self._fitting = QTimer(self)
        self._fitting.setSingleShot(True)
        self._fitting.timeout.connect(self._fit)
        self._dress()

    # What can be switched on and off

    def set_focus_mode(self, on: bool) -> None:
        """Let all but the paragraph that is read recede, or not."""
        self.receding.focused = on
        self._pane.viewport().update()

    def set_lens(self, on: bool) -> None:
        """Mark indicator words, or not."""
        self.set_preferences(replace(self._preferences, lens=on))

    def set_selection_bar(self, on: bool) -> None:
        """Show the bar at a selection, or never."""
        self.set_preferences(replace(self._preferences, bar=on))

    def set_strip(self, on: bool) -> None:
        """Show the strip beside the scroll bar, or not."""
        self.set_preferences(replace(self._preferences, strip=on))

    @property
    def preferences(self) -> AidPreferences:
        """What the reader chose, to be remembered for all articles."""
        return self._preferences

    def set_preferences(self, preferences: AidPreferences) -> None:
        """Use what the reader chose."""
        if preferences == self._preferences:
            return
        self._preferences = preferences
        self.lens.use(on=preferences.lens, lists=preferences.lists)
        self.strip.setVisible(preferences.strip)
        self._soon.start()
        self._fit()
        self._pane.viewport().update()
        self.preferences_changed.emit()

    def set_keys(self, names: Mapping[str, str]) -> None:
        """Say these keys, by part of the map or name of a help; the window acts on them from now on."""
        self.key_names, self._keys_given = {**self.key_names, **names}, True
        self.bar.set_keys({part: self.key_names[part] for part in KEYS})

    def show_set_aside(self, shown: bool) -> None:
        """Show everything that is set aside, greyed, or fold it away."""
        self.folds.show_all(shown=shown)
        self._folded()

    # What can be done

    def put_on_map(self, part: str) -> None:
        """The selected words become a part of the map, or one more passage of the selected claim."""
        passage = self._pane.selected_passage()
        if part == LINK:
            done = commands.link_passage(self._session, passage, origin=ORIGIN)
        elif passage is None:
            return
        else:
            done = commands.add_passage_as(self._session, part, passage, origin=ORIGIN) is not None
        if done:
            self._pane.clear_text_selection()

    def dismissed_here(self) -> bool:
        """Whether the paragraph at the caret is marked as "not an argument"."""
        span = self._here()
        article = self._pane.article
        dismissed = article.dismissed if article is not None else ()
        return span is not None and any(a < span[1] and span[0] < b for a, b in dismissed)

    def toggle_dismissed(self) -> None:
        """Mark the paragraphs of the selection, or the one at the caret, as "not an argument", or no more."""
        article, span = self._pane.article, self._here()
        if article is None or span is None:
            self.say(tr("There is no paragraph here that could be an argument."))
            return
        undo = self.dismissed_here()
        change = articles.undismiss if undo else articles.dismiss
        label = tr("Count as an argument") if undo else tr("Not an argument")
        self._session.edit(label, partial(change, article_id=article.id, span=span), origin=ORIGIN)

    def set_aside_here(self) -> None:
        """Fold the paragraphs of the selection, or the one at the caret, away as no part of the article."""
        article, span = self._pane.article, self._here()
        if article is None or span is None:
            self.say(tr("There is no paragraph here that can be set aside."))
            return
        change = partial(articles.set_aside, article_id=article.id, span=span)
        self._session.edit(tr("Set aside"), change, origin=ORIGIN)

    def restore_here(self) -> None:
        """Put what is set aside at the caret back among what is read."""
        fold = self.folds.fold_of(self._pane.caret_place())
        if fold is not None:
            self.use_fold(fold, "restore")

    def restore_all(self) -> None:
        """Put everything that is set aside back."""
        self._restore(tuple(span for fold in self.folds.folds for span in fold.spans))

    def use_fold(self, fold: Fold, what: str) -> None:
        """Do what a fold's line offers: "show" (or hide) its words, or "restore" them for good."""
        if what == "restore":
            self._restore(fold.spans)
        else:
            self.folds.toggle(fold)
            self._folded()

    def _restore(self, spans: tuple[Span, ...]) -> None:
        article = self._pane.article
        if article is None or not spans:
            return
        whole = (min(start for start, _ in spans), max(end for _, end in spans))
        change = partial(articles.restore, article_id=article.id, span=whole)
        self._session.edit(tr("Put back into the article"), change, origin=ORIGIN)

    def follow(self, link: Link) -> None:
        """Go where a link leads in the article, or ask for its address to be opened."""
        if link.place is not None:
            self._pane.jump_to(link.place)
        elif link.address:
            self.link_wanted.emit(link.address)

    def follow_here(self) -> bool:
        """Follow the link at the caret; tells whether there is one."""
        link = link_at(self._pane.article_text, self._pane.caret_place())
        if link is not None:
            self.follow(link)
        return link is not None

    def say(self, words: str) -> None:
        """Tell the reader something in a sentence."""
        self._session.noticed.emit(words)

    def coverage(self) -> tuple[Stretch, ...]:
        """How each paragraph that could hold an argument stands to the map."""
        return self._stretches

    # Painting, asked for by the pane

    def paint_over(self, painter: QPainter, area: QRectF) -> None:
        """Draw what lies over the words, in an area of the document."""
        self.lens.paint(painter, area)
        self.folds.paint(painter, area)
        self.receding.paint(painter, area)

    # What happens on the page

    def hold_bar(self, *, held: bool) -> None:
        """Keep the bar out of the way while the mouse selects."""
        if held == self._held:
            return
        self._held = held
        if held:
            self.bar.hide()
        else:
            self._soon.start()

    def article_changed(self) -> None:
        """What is set aside or dismissed in the article may be other than before."""
        self.folds.again()
        self._marks_changed()
        self._folded()

    def _folded(self) -> None:
        """Something was folded or unfolded: what is selected has to be in sight."""
        if not self._pane.textCursor().block().isVisible():
            self._pane.clear_text_selection()
            self._leave_fold()
        self._pane.viewport().update()

    def _page_set(self) -> None:
        self._arguable, self._stretches = arguable(self._pane.article_text), ()
        self.strip.forget()
        self.lens.use(on=self._preferences.lens, lists=self._preferences.lists)
        self._marks_changed()

    def _marks_changed(self) -> None:
        pane = self._pane
        self._stretches = coverage(self._arguable, pane.article, pane.highlights, self._stretches)
        self.strip.show_coverage(self._stretches, pane.highlights, len(pane.article_text.text), pane.colours)
        self._scrolled()

    def _dress(self) -> None:
        self.bar.dress(self._pane.colours)
        self._marks_changed()

    def _selection_changed(self) -> None:
        if self._pane.textCursor().hasSelection() and not self._held:
            self._soon.start()
        else:
            self.bar.hide()

    def _caret_moved(self) -> None:
        self._leave_fold()
        if self.receding.focused:
            self._pane.viewport().update()
        self._tell_marks()

    def _leave_fold(self) -> None:
        """A caret that steps into what is folded away goes on to what can be seen."""
        cursor = self._pane.textCursor()
        if cursor.hasSelection() or cursor.block().isVisible():
            return
        forward = cursor.position() >= self._last_caret
        block = cursor.block()
        while block.isValid() and not block.isVisible():
            block = block.next() if forward else block.previous()
        if not block.isValid():
            block = geometry.visible(cursor.block())
        end = block.position() if forward else block.position() + block.length() - 1
        cursor.setPosition(end)
        self._pane.setTextCursor(cursor)

    def _tell_marks(self) -> None:
        """Say what is on the map where the caret is, to those who do not see it."""
        pane = self._pane
        self._last_caret = pane.textCursor().position()
        words = describe(self._session, at(pane.highlights, pane.caret_place()))
        if words == self._told:
            return
        self._told = words
        title = pane.article.title if pane.article is not None else ""
        pane.setAccessibleDescription(f"{title}\n{words}".strip())
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleEvent(pane, QAccessible.Event.DescriptionChanged))
            if words and pane.hasFocus():
                QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(pane, words))

    def _scrolled(self) -> None:
        if self.strip.isVisible():
            self.strip.show_sight(self._pane.place_at_top(), self._pane.last_place_in_sight())
        if self.bar.isVisible():
            self._soon.start()
        if self.receding.focused:
            self._pane.viewport().update()

    def _place_bar(self) -> None:
        cursor = self._pane.textCursor()
        if not self._preferences.bar or self._held or self._pane.selected_passage() is None:
            self.bar.hide()
            return
        view, offset = self._pane.viewport(), self._pane.offset()
        strips = geometry.strips(
            self._pane.document(),
            cursor.selectionStart(),
            cursor.selectionEnd(),
            top=offset.y(),
            bottom=offset.y() + view.height(),
        )
        shift = view.mapTo(self._pane, QPoint(0, 0)).toPointF() - offset
        self.bar.place([strip.translated(shift) for strip in strips], self._room())

    def _room(self) -> QRect:
        """Where the bar may stand: the pane without scroll bar and strip."""
        room = self._pane.contentsRect()
        if self.strip.isVisible():
            if self._pane.layoutDirection() is Qt.LayoutDirection.RightToLeft:
                room.setLeft(self.strip.geometry().right() + 1)
            else:
                room.setRight(self.strip.geometry().left() - 1)
        return room

    def _fit_soon(self) -> None:
        self._fitting.start(0)

    def _fit(self) -> None:
        pane, room = self._pane, self._pane.contentsRect()
        bar = pane.verticalScrollBar()
        width = bar.width() if bar.isVisible() else 0
        turned = pane.layoutDirection() is Qt.LayoutDirection.RightToLeft
        left = room.left() + width if turned else room.right() + 1 - width - WIDTH
        self.strip.setGeometry(left, room.top(), WIDTH, room.height())
        self.strip.raise_()
        self._scrolled()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        match event.type():
            case QEvent.Type.KeyPress if isinstance(event, QKeyEvent):
                return self._key(event)
            case QEvent.Type.Resize | QEvent.Type.Show | QEvent.Type.LayoutDirectionChange:
                self._fit_soon()
            case QEvent.Type.ContextMenu if isinstance(event, QContextMenuEvent):
                self._show_menu(event)
                return True
        return super().eventFilter(watched, event)

    def _key(self, event: QKeyEvent) -> bool:
        self.hold_bar(held=False)
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        plain = held == Qt.KeyboardModifier.NoModifier
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if held == Qt.KeyboardModifier.ControlModifier:
                return self.follow_here()
            return plain and not at(self._pane.highlights, self._pane.caret_place()) and self.follow_here()
        if plain and key == Qt.Key.Key_Escape and self._pane.textCursor().hasSelection():
            self._pane.clear_text_selection()
            return True
        if self._keys_given:
            return False
        if plain and key == Qt.Key.Key_X:
            self.toggle_dismissed()
            return True
        return self.stepping.take_key(event)

    def _show_menu(self, event: QContextMenuEvent) -> None:
        by_key = event.reason() is QContextMenuEvent.Reason.Keyboard
        pane = self._pane
        place = pane.mapToGlobal(pane.viewport().pos() + pane.cursorRect().bottomLeft())
        menu = page_menu(pane, self, None if by_key else event.pos())
        menu.popup(place if by_key else event.globalPos())

    def _here(self) -> Span | None:
        """The paragraphs of the selection, or the one at the caret, as one stretch."""
        start, end = self._pane.page.range_of(self._pane.textCursor())
        inside = [one for one in self._arguable if one[0] <= max(start, end - 1) and one[1] >= start]
        return (inside[0][0], inside[-1][1]) if inside else None
