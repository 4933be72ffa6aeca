"""What a reader prefers, shared by all windows and kept in the settings: keys, and what the map shows."""

from __future__ import annotations

from PySide6.QtCore import QObject, QSettings, Signal
from PySide6.QtGui import QKeySequence

from contention.shell.spec import Scope, Spec
from contention.shell.table import RESERVED, SPECS

FLAGS = {"minimap": True, "badges": True, "motion": True}
"""What can be on or off, and whether it is at first."""

_SPECS = {spec.name: spec for spec in SPECS}


class Preferences(QObject):
    """Keys of the actions and switches of the map. Whoever shows them follows `changed`."""

    changed = Signal()

    def __init__(self, settings: QSettings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._flags = {name: _flag(settings.value(f"map/{name}"), usual) for name, usual in FLAGS.items()}
        self._keys = {spec.name: key for spec in SPECS if (key := self._kept_key(spec)) is not None}
        # What another version or a person wrote there is taken only where it is free.
        while taken := [name for name, key in self._keys.items() if self.clash(name, key) is not None]:
            del self._keys[taken[-1]]

    # -- switches --------------------------------------------------------------------------

    @property
    def minimap(self) -> bool:
        """Whether a small picture of the whole map is shown."""
        return self._flags["minimap"]

    @property
    def badges(self) -> bool:
        """Whether basis, ratings and tags are shown on the boxes."""
        return self._flags["badges"]

    @property
    def motion(self) -> bool:
        """Whether boxes move to their places, where the system does not ask for less motion."""
        return self._flags["motion"]

    def toggle(self, name: str) -> None:
        """Turn one of `FLAGS` on or off."""
        self._flags[name] = not self._flags[name]
        self._settings.setValue(f"map/{name}", self._flags[name])
        self.changed.emit()

    # -- keys ------------------------------------------------------------------------------

    def keys(self, name: str) -> tuple[str, ...]:
        """The keys of an action now, as `QKeySequence` reads them; () for one that has none."""
        changed = self._keys.get(name)
        if changed is None:
            return _SPECS[name].keys
        return (changed,) if changed else ()

    def key_name(self, name: str) -> str:
        """The first key of an action as it is said to the reader; "" where it has none."""
        return native(next(iter(self.keys(name)), ""))

    def is_changed(self, name: str) -> bool:
        """Whether an action has other keys than those it came with."""
        return name in self._keys

    def clash(self, name: str, key: str) -> Spec | str | None:
        """Who has a key already: another action, or the words for what a pane does with it."""
        wanted = _portable(key)
        if not wanted:
            return None
        for spec in SPECS:
            own = (*spec.map_keys, *spec.pane_keys)
            mine = own if spec.name == name else (*self._other_keys(spec, name), *own)
            if any(_portable(one) == wanted for one in mine):
                return spec
        return next(
            (words for words, keys in RESERVED if any(_portable(one) == wanted for one in keys)), None
        )

    def _other_keys(self, spec: Spec, name: str) -> tuple[str, ...]:
        """The keys of an action that another cannot have as well.

        A key that came with both is no clash: in the article it does one thing, on the map the other.
        """
        ours = _SPECS.get(name)
        if ours is None or (spec.scope is Scope.ARTICLE) == (ours.scope is Scope.ARTICLE):
            return self.keys(spec.name)
        both = set(spec.keys) & set(ours.keys)
        return tuple(key for key in self.keys(spec.name) if key not in both)

    def change(self, name: str, key: str) -> bool:
        """Give an action another key, or none (""); tells whether it could be done.

        A key that somebody has already is refused, and so is what is no key.
        """
        wanted = _portable(key)
        if (key and not wanted) or self.clash(name, wanted):
            return False
        usual = _SPECS[name].keys
        if (wanted,) == tuple(_portable(one) for one in usual) or (not wanted and not usual):
            return self.reset(name)
        self._keys[name] = wanted
        self._settings.setValue(f"keys/{name}", wanted)
        self.changed.emit()
        return True

    def reset(self, name: str) -> bool:
        """Give an action the keys it came with; refused where another has one of them now."""
        if any(self.clash(name, key) for key in _SPECS[name].keys):
            return False
        self._keys.pop(name, None)
        self._settings.remove(f"keys/{name}")
        self.changed.emit()
        return True

    def reset_all(self) -> None:
        """Give every action the keys it came with."""
        for name in self._keys:
            self._settings.remove(f"keys/{name}")
        self._keys.clear()
        self.changed.emit()

    def _kept_key(self, spec: Spec) -> str | None:
        """The key in the settings, "" for none; None where there is nothing that could be one."""
        kept = self._settings.value(f"keys/{spec.name}")
        if not isinstance(kept, str) or (kept and not _portable(kept)):
            return None
        return _portable(kept)


def native(key: str) -> str:
    """A key as this system writes it."""
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)


def _portable(key: str) -> str:
    """One way to write a key; "" for what is none, or more than one."""
    sequence = QKeySequence(key)
    return sequence.toString() if sequence.count() == 1 else ""


def _flag(kept: object, usual: bool) -> bool:
    """A switch as it was kept: an INI file gives words back."""
    return {"true": True, "false": False}.get(str(kept).lower(), usual)
