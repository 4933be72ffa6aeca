"""Menus whose entries are made when they open: recent files, tags, the other maps."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QMenu, QWidget

from contention.model.project import in_order
from contention.session import arranging
from contention.session.session import Session
from contention.shell.documents import Documents


def tr(text: str) -> str:
    """The text in the reader's language."""
    return QCoreApplication.translate("ListMenus", text)


def recent_menu(parent: QWidget, documents: Documents) -> QMenu:
    """The files that were opened last."""

    def fill(menu: QMenu) -> None:
        for path in documents.recent.paths():
            action = menu.addAction(_literal(str(path)))
            action.triggered.connect(partial(_call, documents.open_recent, path))
        if menu.isEmpty():
            menu.addAction(tr("Nothing opened yet")).setEnabled(False)
            return
        menu.addSeparator()
        menu.addAction(tr("&Forget them")).triggered.connect(documents.recent.clear)

    return _menu(parent, "open-recent", tr("Open &recent"), fill)


def tag_menu(parent: QWidget, session: Session) -> QMenu:
    """The project's tags, ticked where all that is selected has them."""

    def fill(menu: QMenu) -> None:
        claims, inferences = session.map.claims, session.map.inferences
        selected = [claims.get(item) or inferences.get(item) for item in session.selection.ids]
        for tag in in_order(session.project.tags.values()):
            on = bool(selected) and all(item is not None and tag.id in item.tags for item in selected)
            action = menu.addAction(_literal(tag.name))
            action.setCheckable(True)
            action.setChecked(on)
            action.setEnabled(bool(selected))
            action.triggered.connect(partial(_call, arranging.tag_selected, session, tag.id))
        if menu.isEmpty():
            menu.addAction(tr("No tags yet: the details pane makes them")).setEnabled(False)

    return _menu(parent, "tag", tr("&Tag"), fill)


def move_menu(parent: QWidget, session: Session, move: Callable[[str], object]) -> QMenu:
    """The other maps, to which the selected branch can go."""

    def fill(menu: QMenu) -> None:
        for index, one in enumerate(in_order(session.project.maps.values())):
            if one.id != session.map_id:
                words = one.title or tr("Map {number}").format(number=index + 1)
                action = menu.addAction(_literal(words))
                action.setEnabled(session.selection.current is not None)
                action.triggered.connect(partial(_call, move, one.id))
        if menu.isEmpty():
            menu.addAction(tr("There is no other map")).setEnabled(False)

    return _menu(parent, "move-branch", tr("&Move branch to"), fill)


def _menu(parent: QWidget, name: str, words: str, fill: Callable[[QMenu], None]) -> QMenu:
    menu = QMenu(words, parent)
    menu.setObjectName(name)
    menu.menuAction().setObjectName(name)

    def refill() -> None:
        menu.clear()
        fill(menu)

    menu.aboutToShow.connect(refill)
    return menu


def _literal(words: str) -> str:
    """What a reader wrote, as a menu shows it as it is."""
    return " ".join(words.split()).replace("&", "&&")


def _call(run: Callable[..., object], *arguments: object) -> None:
    # Qt hands on whether the action is ticked, last.
    run(*arguments[:-1]) if isinstance(arguments[-1], bool) else run(*arguments)
