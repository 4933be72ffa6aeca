"""The menu of the page: what can be done with the words, the paragraph and the link under the pointer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QPoint, Qt
from PySide6.QtWidgets import QMenu

from contention.reader.links import link_at
from contention.reader.selection_bar import LINK

if TYPE_CHECKING:
    from contention.reader.aids import ReadingAids
    from contention.reader.pane import ReadingPane


def tr(text: str) -> str:
    """The text in the reader's language."""
    return QCoreApplication.translate("PageMenu", text)


def page_menu(pane: ReadingPane, aids: ReadingAids, point: QPoint | None) -> QMenu:
    """A menu that deletes itself; `point` of the pane, or None for the caret."""
    menu = QMenu(pane)
    menu.setObjectName("page-menu")
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.setAccessibleName(tr("Article"))
    selected, keys = pane.selected_passage() is not None, aids.key_names
    names = {
        "claim": tr("Add &claim"),
        "reason": tr("Add &reason"),
        "objection": tr("Add &objection"),
        "co-premise": tr("Add co-&premise"),
        LINK: tr("&Link to the selected claim"),
    }
    if selected:
        for part, name in names.items():
            # The key stands there to be read: what acts on it is the window's action.
            action = menu.addAction(f"{name}\t{keys[part]}")
            action.triggered.connect(lambda _=False, part=part: aids.put_on_map(part))
        menu.addSeparator()
        menu.addAction(tr("C&opy")).triggered.connect(pane.copy)
    menu.addAction(f"{tr('Whole &sentence')}\t{keys['snap']}").triggered.connect(aids.stepping.snap)
    following = menu.addAction(f"{tr('&Next paragraph not on the map')}\t{keys['next_unmapped']}")
    following.triggered.connect(aids.stepping.next_unmapped)
    dismiss = menu.addAction(f"{tr('Not an &argument')}\t{keys['dismiss']}")
    dismiss.setCheckable(True)
    dismiss.setChecked(aids.dismissed_here())
    dismiss.triggered.connect(aids.toggle_dismissed)
    menu.addAction(tr("Set as&ide, as no part of the article")).triggered.connect(aids.set_aside_here)
    if point is None:
        link = link_at(pane.article_text, pane.caret_place())
    else:
        link = aids.pointing.link_under(pane.viewport().mapFrom(pane, point))
    if link is not None:
        menu.addSeparator()
        name = tr("Go to the &place") if link.place is not None else tr("Open &link…")
        menu.addAction(name).triggered.connect(lambda: aids.follow(link))
    if aids.folds.folds:
        menu.addSeparator()
        shown = menu.addAction(tr("Show &what is set aside"))
        shown.setCheckable(True)
        shown.setChecked(not aids.folds.any_folded())
        shown.triggered.connect(aids.show_set_aside)
        if aids.folds.fold_of(pane.caret_place()) is not None:
            menu.addAction(tr("Put &back into the article")).triggered.connect(aids.restore_here)
    return menu
