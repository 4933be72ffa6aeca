"""Plain values to lines: each item on its own, so that one broken item costs that item alone.

Every error is told with its path. Where something is left out, the finding says so.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Generic, NamedTuple, TypeVar

import msgspec

from contention.files.parsing import HALF_CHARACTER, Repeated, fault, has_surrogate
from contention.files.wire import EXPECTED, EXPECTED_TEXT, Line, described, printable
from contention.model.check import Finding
from contention.model.project import EMPTY, Id

L = TypeVar("L", bound=Line)

LEFT_OUT = "it is left out"


class Item(NamedTuple, Generic[L]):
    """One item of a list: its line, what stood beside it, and its place in the list."""

    line: L
    extra: Mapping[str, Any]
    at: int


class Reader:
    """Reads one file's items and collects what is wrong with them."""

    def __init__(self, *, suspicious: bool) -> None:
        self.findings: list[Finding] = []
        #: Where each id of the file was first used.
        self._seen: dict[Id, str] = {}
        self._suspicious = suspicious

    def tell(self, path: str, message: str) -> None:
        """One more finding; the message is a sentence."""
        self.findings.append(Finding(path, message))

    def items(self, section: str, values: list[Any], kind: type[L]) -> dict[Id, Item[L]]:
        """The sound items of a list by id, in the file's order."""
        known = frozenset(kind.__struct_fields__)
        convert = msgspec.convert
        sound: dict[Id, Item[L]] = {}
        for index, value in enumerate(values):
            line: L | None = None
            extra: Mapping[str, Any] = EMPTY
            if type(value) is dict and not self._suspicious:
                try:
                    line = convert(value, kind)
                except msgspec.ValidationError:
                    line = None
            if line is None:
                line = self._examined(f"{section}[{index}]", value, kind)
                if line is None:
                    continue
            if not value.keys() <= known:
                unknown = {key: part for key, part in value.items() if key not in known}
                extra = self.unknown(f"{path_of(section, index, line.id)}.", unknown)
            if line.id in self._seen:
                path = path_of(section, index, line.id)
                self.tell(path, f"This id is already that of {self._seen[line.id]}; {LEFT_OUT}.")
                continue
            self._seen[line.id] = f"{section}[{index}]"
            sound[line.id] = Item(line, extra, index)
        return sound

    def unknown(self, path: str, found: dict[str, Any]) -> Mapping[str, Any]:
        """The unknown keys that can be kept and written back; `path` goes before each."""
        kept = {}
        for key, value in found.items():
            if (wrong := fault(key) or fault(value)) is None:
                kept[key] = value
            else:
                self.tell(f"{path}{printable(key, 40)}", f"This cannot be kept: {wrong}; {LEFT_OUT}.")
        return kept or EMPTY

    def text(self, key: str, value: Any, default: str = "") -> str:
        """A text at the top of the file."""
        if isinstance(value, str) and fault(value) is None:
            return value
        wrong = fault(value) or f"there is {described(value)}"
        self.tell(key, f"There must be {EXPECTED_TEXT}, but {wrong}; {LEFT_OUT}.")
        return default

    def _examined(self, path: str, value: Any, kind: type[L]) -> L | None:
        """The line, looked at key by key; None where it cannot do without what is wrong.

        A wrong value that has a default costs itself alone: a map whose place is no
        number must not take all its claims along.
        """
        if not isinstance(value, dict):
            self.tell(path, f"There must be an object, but there is {described(value)}; {LEFT_OUT}.")
            return None
        if isinstance(value.get("id"), str):
            path = f"{path} ({printable(value['id'])})"
        if isinstance(value, Repeated):
            keys = ", ".join(f"“{printable(key, 40)}”" for key in value.keys_twice)
            self.tell(path, f"More than one value is given for {keys}; the last is kept.")
        sound = {}
        whole = True
        for field in msgspec.structs.fields(kind):
            wrong = _wrong(field, value)
            if wrong is None:
                if field.name in value:
                    sound[field.name] = value[field.name]
                continue
            whole = whole and not field.required
            left_out = "the whole item is left out" if field.required else LEFT_OUT
            self.tell(f"{path}.{field.name}", f"{wrong}; {left_out}.")
        return msgspec.convert(sound, kind) if whole else None


def _wrong(field: msgspec.structs.FieldInfo, item: dict[str, Any]) -> str | None:
    """What is wrong with the value of one key, as a sentence without a full stop."""
    expected = EXPECTED.get(field.name, EXPECTED_TEXT)
    if field.name not in item:
        return f"This key is missing: there must be {expected}" if field.required else None
    found = item[field.name]
    if has_surrogate(found):  # msgspec would stumble over it
        return f"This cannot be kept: {HALF_CHARACTER}"
    try:
        msgspec.convert(found, field.type)
    except msgspec.ValidationError:
        return f"There must be {expected}, but {_instead(found)}"
    return None


def path_of(section: str, index: int, item: Id) -> str:
    """How a finding names an item of a list: ``claims[3] (a1b2c3d4e5f6)``."""
    return f"{section}[{index}] ({item})"


def _instead(found: Any) -> str:
    if isinstance(found, str) and len(found) > 1024:
        return f"there are {len(found):,} characters"
    if isinstance(found, float | int) and not isinstance(found, bool) and abs(found) < 1e15:
        return f"there is {found:g}"
    if found == []:
        return "the list is empty"
    return f"there is {described(found)}"
