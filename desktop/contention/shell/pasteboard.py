"""Cut, copy, paste and select all, for whatever has the focus: a text, the article or the map."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QMimeData
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from contention.session import arranging, clipboard, passage_mime
from contention.session.session import Session
from contention.shell.article_column import ArticleColumn
from contention.shell.documents import Documents
from contention.shell.keyguard import writes


def tr(text: str) -> str:
    """The text in the reader's language."""
    return QCoreApplication.translate("Pasteboard", text)


class Pasteboard:
    """The Edit menu's dealings with the clipboard in one window."""

    def __init__(self, session: Session, article: ArticleColumn, documents: Documents) -> None:
        self._session, self._article, self._documents = session, article, documents

    def copy(self) -> None:
        """Copy the words that are selected, else what is selected on the map with its branches."""
        field = _field()
        if field is not None:
            field.copy()
        elif not (self._article.has_focus() and self._article.copy()):
            clipboard.copy(self._session)

    def cut(self) -> None:
        """The same, and take it away where it can be."""
        field = _field()
        if field is not None:
            field.cut()
        elif not (self._article.has_focus() and self._article.copy()):  # an article is not changed
            clipboard.cut(self._session)

    def paste(self) -> None:
        """Paste into the text or onto the map; where there is no article to read yet, text becomes one."""
        field = _field()
        if field is not None:
            field.paste()
        elif self._article.has_focus() and not _for_a_map():
            if not self._session.project.articles:
                self._documents.paste()
            else:
                self._session.refused.emit(
                    tr(
                        "To paste text as claims, go to the map first. "
                        "File → Paste as article makes it an article."
                    )
                )
        else:
            clipboard.paste(self._session)

    def select_all(self) -> None:
        """Select all of the text, of the article, or of the map."""
        field = _field()
        if field is not None:
            field.selectAll()
        elif self._article.has_focus() and self._session.project.articles:
            self._article.select_all()
        else:
            arranging.select_all(self._session)


def _for_a_map() -> bool:
    """Whether the clipboard has a branch of a map, or a passage of an article."""
    # None where the clipboard is empty, whatever the stubs say.
    data: QMimeData | None = QGuiApplication.clipboard().mimeData()
    return data is not None and (
        data.hasFormat(clipboard.BRANCH_MIME) or data.hasFormat(passage_mime.MIME_TYPE)
    )


def _field() -> QLineEdit | QPlainTextEdit | QTextEdit | None:
    """The field that a text is written in now."""
    focus: QWidget | None = QApplication.focusWidget()
    if isinstance(focus, QLineEdit | QPlainTextEdit | QTextEdit) and writes(focus):
        return focus
    return None
