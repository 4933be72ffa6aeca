"""Message boxes: the unsaved-changes question, and a sentence that needs to be read."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from contention.shell.answers import Unsaved


def tr(text: str) -> str:
    """The text in the reader's language."""
    return QCoreApplication.translate("Boxes", text)


def unsaved_box(parent: QWidget | None, name: str) -> QMessageBox:
    """The question before unsaved work would be lost; Enter saves, Esc goes back."""
    box = _box(parent, "unsaved", QMessageBox.Icon.Warning, tr("Unsaved changes"))
    box.setText(tr("Save the changes to “{name}”?").format(name=name))
    box.setInformativeText(tr("Without saving, what you did since the last save is lost."))
    buttons = QMessageBox.StandardButton
    box.setStandardButtons(buttons.Save | buttons.Discard | buttons.Cancel)
    box.button(buttons.Discard).setText(tr("&Discard"))
    box.setDefaultButton(buttons.Save)
    box.setEscapeButton(buttons.Cancel)
    return box


def unsaved_choice(parent: QWidget | None, name: str) -> Unsaved:
    """Ask what to do with unsaved work and wait for the answer."""
    box = unsaved_box(parent, name)
    answer = QMessageBox.StandardButton(box.exec())
    box.deleteLater()
    return {
        QMessageBox.StandardButton.Save: Unsaved.SAVE,
        QMessageBox.StandardButton.Discard: Unsaved.DISCARD,
    }.get(answer, Unsaved.CANCEL)


def tell_box(parent: QWidget | None, title: str, sentence: str) -> QMessageBox:
    """A box with one sentence and a button to close it."""
    box = _box(parent, "tell", QMessageBox.Icon.Warning, title)
    box.setText(sentence)
    box.setStandardButtons(QMessageBox.StandardButton.Ok)
    return box


def tell(parent: QWidget | None, title: str, sentence: str) -> None:
    """Show a sentence and wait until it was read."""
    box = tell_box(parent, title, sentence)
    box.exec()
    box.deleteLater()


def elsewhere_box(parent: QWidget | None, sentence: str) -> QMessageBox:
    """Why the project was not saved, and the offer of another place; Enter takes it, Esc goes back."""
    box = _box(parent, "not-saved", QMessageBox.Icon.Warning, tr("Not saved"))
    box.setText(sentence)
    box.setInformativeText(tr("Your project is still open, with all that you changed."))
    buttons = QMessageBox.StandardButton
    box.setStandardButtons(buttons.Save | buttons.Cancel)
    box.button(buttons.Save).setText(tr("Save &as…"))
    box.button(buttons.Cancel).setText(tr("&Not now"))
    box.setDefaultButton(buttons.Save)
    box.setEscapeButton(buttons.Cancel)
    return box


def save_elsewhere(parent: QWidget | None, sentence: str) -> bool:
    """Tell why the project was not saved, and ask whether to save it in another place."""
    box = elsewhere_box(parent, sentence)
    answer = QMessageBox.StandardButton(box.exec())
    box.deleteLater()
    return answer is QMessageBox.StandardButton.Save


def link_box(parent: QWidget | None, address: str) -> QMessageBox:
    """The whole address of a link, and the question whether to go there; Esc stays."""
    box = _box(parent, "open-link", QMessageBox.Icon.Question, tr("Open link"))
    box.setText(tr("Open this address in your browser or mail program?\n\n{address}").format(address=address))
    buttons = QMessageBox.StandardButton
    box.setStandardButtons(buttons.Open | buttons.Cancel)
    box.setDefaultButton(buttons.Cancel)
    box.setEscapeButton(buttons.Cancel)
    return box


def open_link(parent: QWidget | None, address: str) -> bool:
    """Show the address of a link and ask whether to go there."""
    box = link_box(parent, address)
    answer = QMessageBox.StandardButton(box.exec())
    box.deleteLater()
    return answer is QMessageBox.StandardButton.Open


def _box(parent: QWidget | None, name: str, icon: QMessageBox.Icon, title: str) -> QMessageBox:
    box = QMessageBox(parent)
    box.setObjectName(name)
    box.setIcon(icon)
    box.setWindowTitle(title)
    # Names and sentences may hold what a file said: never let Qt take it for HTML.
    box.setTextFormat(Qt.TextFormat.PlainText)
    return box
