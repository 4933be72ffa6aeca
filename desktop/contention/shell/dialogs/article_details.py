"""Shows and changes where an article comes from: title, author, date, address, and its file."""

from __future__ import annotations

from PySide6.QtCore import QDateTime, QLocale, Qt, QTimeZone
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from contention.model.project import Article
from contention.shell.dialogs.labels import plain_label

LONGEST = 1000
"""Characters of a field."""


class ArticleDetailsDialog(QDialog):
    """Four fields to write in, and below them what is known of the file."""

    def __init__(self, article: Article, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("article-details-dialog")
        self.setWindowTitle(self.tr("Source details"))
        self._article = article
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(8)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._fields: dict[str, QLineEdit] = {}
        for name, words, value in (
            ("title", self.tr("&Title"), article.title),
            ("author", self.tr("&Author"), article.author),
            ("date", self.tr("&Published"), article.date),
            ("address", self.tr("A&ddress"), article.address),
        ):
            field = QLineEdit(" ".join(value.split()))
            field.setObjectName(f"article-{name}")
            field.setAccessibleName(words.replace("&", ""))
            field.setMaxLength(LONGEST)
            field.setCursorPosition(0)
            form.addRow(words, field)
            self._fields[name] = field
        self._fields["date"].setPlaceholderText(self.tr("As the source says it"))
        self._fields["address"].setPlaceholderText("https://")
        self._add_known(form)
        buttons = QDialogButtonBox.StandardButton
        self.buttons = QDialogButtonBox(buttons.Ok | buttons.Cancel)
        self.ok = self.buttons.button(buttons.Ok)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self._fields["title"].textChanged.connect(self._check)
        heading = plain_label(self.tr("Where the article comes from"))
        heading.setProperty("role", "heading")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 16)
        layout.setSpacing(16)
        layout.addWidget(heading)
        layout.addLayout(form)
        layout.addStretch(1)
        layout.addWidget(self.buttons)
        self.resize(560, self.sizeHint().height())
        self._fields["title"].selectAll()
        self._fields["title"].setFocus()

    def details(self) -> dict[str, str]:
        """What was written, by the name of the field; an unchanged one is as it was."""
        before = {name: getattr(self._article, name) for name in self._fields}
        return {
            name: before[name] if field.text() == " ".join(before[name].split()) else field.text()
            for name, field in self._fields.items()
        }

    def _check(self, title: str) -> None:
        self.ok.setEnabled(bool(title.strip()))

    def _add_known(self, form: QFormLayout) -> None:
        article = self._article
        known = [
            (self.tr("File"), article.file_name or self.tr("Pasted, not from a file")),
            (self.tr("Opened"), _moment(article.imported)),
            (self.tr("SHA-256 of the file"), article.sha256),
        ]
        if article.alternative:
            shown = self.tr("the whole page") if article.whole else self.tr("the article alone")
            known.insert(1, (self.tr("Web page"), self.tr("Shown is {what}").format(what=shown)))
        for words, value in known:
            if not value:
                continue
            label = plain_label(value)
            if len(value) == 64:
                # A digest has no spaces to break at.
                label.setText(f"{value[:32]}\n{value[32:]}")
            label.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
            label.setAccessibleName(f"{words}: {value}")
            label.setProperty("role", "muted")
            form.addRow(words, label)


def _moment(stamp: str) -> str:
    """A time of ISO 8601 as the system writes times; what is none, as it is."""
    moment = QDateTime.fromString(stamp, Qt.DateFormat.ISODate)
    if not moment.isValid():
        return stamp
    local = moment.toTimeZone(QTimeZone.systemTimeZone())
    return QLocale().toString(local, QLocale.FormatType.ShortFormat)
