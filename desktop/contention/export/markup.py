"""Words and numbers as XML and HTML hold them: every format that is mark-up writes through these."""

from __future__ import annotations

import re

# What XML 1.0 (section 2.2) does not allow, and other control characters but tab and line feed.
_UNFIT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_MARKS = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;"}
_MARK = re.compile("[&<>\"']")


def escaped(text: str) -> str:
    """Plain words, fit for the inside of an element and of an attribute in either kind of quotes."""
    if not text.isprintable():
        text = _UNFIT.sub(" ", text)
    return _MARK.sub(lambda found: _MARKS[found.group()], text)


def number(value: float) -> str:
    """A number in as few digits as two decimals need; the same value gives the same letters."""
    whole = round(value)
    if abs(value - whole) < 0.005:
        return str(whole)
    return f"{value:.2f}".rstrip("0").rstrip(".")


def attributes(**values: str | float | None) -> str:
    """`` name="value"`` for each that is given, escaped; ``_`` in a name stands for ``-``.

    An underscore at the end is left out, as in ``class_``.
    """
    found = []
    for name, value in values.items():
        if value is not None:
            written = escaped(value) if isinstance(value, str) else number(value)
            found.append(f' {name.rstrip("_").replace("_", "-")}="{written}"')
    return "".join(found)
