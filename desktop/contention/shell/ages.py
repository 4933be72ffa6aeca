"""How long ago something was, in words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QDateTime, QLocale

MINUTE, HOUR, DAY = 60, 3600, 86_400


def ago(seconds: float) -> str:
    """“5 minutes ago”; what lies ahead, because the clock was put back, was just now."""
    if seconds < MINUTE:
        return tr("just now")
    for unit, one, many in (
        (DAY, tr("1 day ago"), tr("{count} days ago")),
        (HOUR, tr("1 hour ago"), tr("{count} hours ago")),
        (MINUTE, tr("1 minute ago"), tr("{count} minutes ago")),
    ):
        count = int(seconds // unit)
        if count:
            return one if count == 1 else many.format(count=count)
    return tr("just now")


def moment(time: float) -> str:
    """Day and time of day, from seconds since 1970, as the reader's language writes them."""
    there = QDateTime.fromSecsSinceEpoch(int(time))
    return QLocale().toString(there, QLocale.FormatType.ShortFormat)


def tr(text: str) -> str:
    """The text in the reader's language."""
    return QCoreApplication.translate("Ages", text)
