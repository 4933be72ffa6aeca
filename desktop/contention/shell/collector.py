"""Python's garbage collector at work while nobody waits for the program.

A map of 5,000 boxes is some 150,000 objects. Walking all of them takes 60 ms and more, and by
itself Python does it at almost every second edit of such a map: more than the edit takes. The
values that an edit lets go of are no circles, so they are freed without the collector.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

LOOK_MS = 2_000
"""Between two looks at whether the program is at rest."""
AT_REST = 2_000
"""Objects that may have been made since the last look of a program at rest."""
WORTH_IT = 10_000
"""Objects that have been made since the last collection, below which there is none."""
TOO_MANY = 2_000_000
"""Objects after which it collects even while someone works."""


class IdleCollector(QObject):
    """Stands for the automatic collections for as long as it lives."""

    def __init__(self, parent: QObject | None) -> None:
        super().__init__(parent)
        gc.disable()
        self._seen = gc.get_count()[0]
        timer = QTimer(self)
        timer.timeout.connect(self.look)
        timer.start(LOOK_MS)
        # Not a method of this object, which is gone by then.
        self.destroyed.connect(_as_python_does)

    def look(self) -> bool:
        """Collect where that is worth it and the program at rest; tell whether it did."""
        # With automatic collections off, this counts what was made less what was freed.
        made = gc.get_count()[0]
        before, self._seen = self._seen, made
        at_rest = abs(made - before) <= AT_REST
        if made < WORTH_IT or (not at_rest and made < TOO_MANY):
            return False
        gc.collect()
        self._seen = gc.get_count()[0]
        return True


def _as_python_does() -> None:
    gc.enable()
