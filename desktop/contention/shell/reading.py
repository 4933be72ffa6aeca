"""What the menus do about reading: how articles look, what helps, and where links lead."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace
from PySide6.QtCore import QObject, QPoint, QSettings, Signal
from PySide6.QtWidgets import QWidget

from contention.reader import aid_preferences
from contention.reader.aid_preferences import AidPreferences
from contention.reader.preferences import ReadingPreferences
from contention.reader.selection_bar import LINK, PARTS
from contention.reader.stepping import KEYS
from contention.shell.article_column import ArticleColumn
from contention.shell.asks import Asks


class ReadingDesk(QObject):
    """Joins an article column with the settings, with its dialogs and with the system's browser."""

    changed = Signal()
    """Something is on or off that was not."""

    def __init__(self, article: ArticleColumn, settings: QSettings, asks: Asks, window: QWidget) -> None:
        super().__init__(window)
        self._article, self._reader = article, article.reader
        self._settings, self._asks, self._window = settings, asks, window
        aids = self._reader.aids
        aids.set_preferences(aid_preferences.kept(settings))
        aids.preferences_changed.connect(self._keep)
        aids.link_wanted.connect(self.open_link)
        self._reader.memory.changed.connect(self.changed)

    # -- how articles look -----------------------------------------------------------------

    @property
    def look(self) -> ReadingPreferences:
        """How articles look now."""
        return self._reader.memory.preferences

    def show_options(self) -> None:
        """The controls for how articles look, over the article's upper right corner."""
        from PySide6.QtCore import Qt

        from contention.reader.options import ReadingOptions

        options = ReadingOptions(self._reader.memory, self._window)
        options.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        options.adjustSize()
        view = self._article.view
        options.pop_up(view.mapToGlobal(QPoint(view.width() - options.sizeHint().width() - 8, 4)))

    def toggle_numbers(self) -> None:
        """Number the paragraphs, or not."""
        self._reader.memory.set_preferences(replace(self.look, numbered=not self.look.numbered))

    def set_theme(self, theme: str) -> None:
        """The colours of articles: one of `reader.preferences.THEMES`."""
        self._reader.memory.set_preferences(replace(self.look, theme=theme))

    # -- what helps ------------------------------------------------------------------------

    @property
    def helps(self) -> AidPreferences:
        """Which helps are wanted."""
        return self._reader.aids.preferences

    def toggle(self, name: str) -> None:
        """Turn one of the helps (a flag of `AidPreferences`) on or off."""
        self._reader.aids.set_preferences(replace(self.helps, **{name: not getattr(self.helps, name)}))

    @property
    def focused(self) -> bool:
        """Whether all but one paragraph recedes."""
        return self._reader.aids.receding.focused

    def toggle_focus(self) -> None:
        """Let all but one paragraph recede, or not."""
        self._reader.aids.set_focus_mode(not self.focused)
        self.changed.emit()

    @property
    def aside_shown(self) -> bool:
        """Whether what is set aside in the article is shown."""
        folds = self._reader.aids.folds
        return bool(folds.folds) and not folds.any_folded()

    def toggle_set_aside(self) -> None:
        """Show what is set aside, or fold it away."""
        self._reader.aids.show_set_aside(not self.aside_shown)
        self.changed.emit()

    def edit_indicator_words(self) -> None:
        """The lists of indicator words."""
        from contention.reader.lens_dialog import LensDialog

        aids = self._reader.aids
        dialog = LensDialog(self.helps.lists, aids.lens.language(), self._window)
        if dialog.exec():
            aids.set_preferences(replace(self.helps, lists=dialog.lists()))
        dialog.deleteLater()

    def set_key_names(self, key_of: Callable[[str], str]) -> None:
        """Say the keys that actions have now, by their names, in the article's bars and menus."""
        names = {part: key_of("link-passage" if part == LINK else f"add-{part}") for part in PARTS}
        names |= {step: key_of(step.replace("_", "-")) for _, step in KEYS}
        self._reader.aids.set_keys({**names, "dismiss": key_of("dismiss")})
        self._reader.set_key_names(key_of)

    def step(self, name: str) -> None:
        """Select by sentence or paragraph: a method of `reader.stepping.Stepping`."""
        getattr(self._reader.aids.stepping, name)()

    # -- links -----------------------------------------------------------------------------

    def open_link(self, address: str) -> None:
        """Show an address, and hand it to the system where that is agreed to."""
        from PySide6.QtCore import QUrl
        from PySide6.QtGui import QDesktopServices

        from contention.reader.links import may_open

        if may_open(address) and self._asks.open_link(address):
            QDesktopServices.openUrl(QUrl(address))

    def _keep(self) -> None:
        aid_preferences.keep(self._settings, self.helps)
        self.changed.emit()
