"""Icons of the actions, from the Phosphor set that QtAwesome brings.

Importing QtAwesome takes longer than showing the window, so this is called when
the window stands.
"""

from __future__ import annotations

import os
from collections.abc import Iterable

from PySide6.QtGui import QAction, QIcon

from contention.assets import resource
from contention.shell.appearance import WindowColours


def application_icon() -> QIcon:
    """The program's own icon."""
    return QIcon(str(resource("icons", "contention.svg")))


def dress(actions: Iterable[tuple[QAction, str]], colours: WindowColours) -> None:
    """Give each action the icon of this name (such as ``ph.link``) in the window's colours."""
    os.environ["QT_API"] = "pyside6"
    import qtawesome

    for action, name in actions:
        action.setIcon(qtawesome.icon(name, color=colours.text, color_disabled=colours.edge))
