"""Decides what a merge could not: keep mine, keep theirs or keep both, for each conflict."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QButtonGroup,
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from contention.model.conflicts import Choice, Conflict, ConflictKey
from contention.model.differences import describe
from contention.model.merge import PROSE, Merged, resolve
from contention.model.project import Project
from contention.model.records import lay_flat
from contention.shell.dialogs.labels import plain_label

MOST_CHANGES = 500
"""Changes of the other copy that are listed; more than anyone reads."""
MOVES = {Qt.Key.Key_Up, Qt.Key.Key_Down}


class MergeDialog(QDialog):
    """A list of conflicts in plain words; what is marked is shown whole below, to be decided.

    Nothing is decided beforehand. What a decision brings up is put on the list as well.
    """

    def __init__(self, name: str, merged: Merged, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("merge-dialog")
        self.setWindowTitle(self.tr("Bring two copies together"))
        self._merged = merged
        self._choices: dict[ConflictKey, Choice] = {}
        self._conflicts: list[Conflict] = []
        self._sides = {Choice.OURS: lay_flat(merged.ours), Choice.THEIRS: lay_flat(merged.theirs)}
        heading = plain_label(self.tr("“{name}” was changed here and elsewhere").format(name=name))
        heading.setProperty("role", "heading")
        self.count = plain_label("")
        self.count.setObjectName("merge-count")
        self.list = QListWidget()
        self.list.setObjectName("conflicts")
        self.list.setAccessibleName(self.tr("What both copies changed"))
        self.list.setWordWrap(True)
        self.list.setSpacing(2)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.currentRowChanged.connect(self._show)
        self._build_choice()
        self._build_buttons()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 16)
        layout.setSpacing(12)
        layout.addWidget(heading)
        layout.addWidget(self.count)
        layout.addWidget(self.list, 3)
        layout.addWidget(self.choice, 4)
        self._add_changes(layout)
        self._rest.addWidget(self.buttons, 1)
        layout.addLayout(self._rest)
        self.resize(760, 640)
        self._take_conflicts()
        self.list.setCurrentRow(0)
        self.list.setFocus()

    def project(self) -> Project:
        """The merged project, as far as it is decided."""
        return resolve(self._merged, self._choices).project

    def accept(self) -> None:
        """Close, where the decisions bring up nothing new."""
        if self._left():
            return
        self._merged, self._choices = resolve(self._merged, self._choices), {}
        if self._merged.conflicts:
            first = self.list.count()
            self._take_conflicts()
            self.list.setCurrentRow(first)
            return
        super().accept()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # Up and Down go on in the list while the choice has the focus; Left and Right choose.
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress and event.key() in MOVES:
            QApplication.sendEvent(self.list, event)
            return True
        return super().eventFilter(watched, event)

    # -- building --------------------------------------------------------------------------

    def _build_choice(self) -> None:
        self.choice = QWidget()
        self.mine = QRadioButton(self.tr("Keep &mine"))
        self.theirs = QRadioButton(self.tr("Keep &theirs"))
        self.both = QRadioButton(self.tr("Keep &both, one under the other"))
        self._group = QButtonGroup(self)
        for choice, button in self._radios():
            button.setObjectName(f"keep-{choice}")
            self._group.addButton(button)
            button.clicked.connect(lambda _=False, choice=choice: self._decide(choice))
            button.installEventFilter(self)
        self.said = {Choice.OURS: _field(self.tr("Mine")), Choice.THEIRS: _field(self.tr("Theirs"))}
        grid = QGridLayout(self.choice)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        left = Qt.AlignmentFlag.AlignLeft
        grid.addWidget(self.mine, 0, 0, left)
        grid.addWidget(self.theirs, 0, 1, left)
        grid.addWidget(self.said[Choice.OURS], 1, 0)
        grid.addWidget(self.said[Choice.THEIRS], 1, 1)
        grid.addWidget(self.both, 2, 0, 1, 2, left)
        grid.setRowStretch(1, 1)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)

    def _build_buttons(self) -> None:
        self._rest = QHBoxLayout()
        self._rest.setSpacing(8)
        self.mine_in_rest = QPushButton(self.tr("Keep mine in the &rest"))
        self.theirs_in_rest = QPushButton(self.tr("Keep theirs in the r&est"))
        for button, choice in ((self.mine_in_rest, Choice.OURS), (self.theirs_in_rest, Choice.THEIRS)):
            button.setAutoDefault(False)
            button.clicked.connect(lambda _=False, choice=choice: self._decide_rest(choice))
            self._rest.addWidget(button)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        later = self.buttons.button(QDialogButtonBox.StandardButton.Cancel)
        later.setText(self.tr("&Later"))
        later.setAutoDefault(False)  # else Enter would press it while the other is grey
        self.ok = self.buttons.addButton(self.tr("Bring to&gether"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.ok.setDefault(True)

    def _add_changes(self, layout: QVBoxLayout) -> None:
        """What comes from the other copy without a question."""
        changes = describe(self._merged.ours, self._merged.project)
        if not changes:
            return
        words = plain_label(self.tr("Also taken from the other copy:"))
        field = _field(self.tr("Also taken from the other copy"))
        field.setObjectName("also-taken")
        more = len(changes) - MOST_CHANGES
        shown = [
            *(f"• {change}" for change in changes[:MOST_CHANGES]),
            *([self.tr("… and {count} more.").format(count=more)] if more > 0 else []),
        ]
        field.setPlainText("\n".join(shown))
        field.setMaximumHeight(84)
        layout.addWidget(words)
        layout.addWidget(field)

    # -- deciding --------------------------------------------------------------------------

    def _take_conflicts(self) -> None:
        """Put what the merge has left on the list."""
        for conflict in self._merged.conflicts:
            self._conflicts.append(conflict)
            self.list.addItem(QListWidgetItem())
            self._name(self.list.count() - 1)
        self._follow()

    def _show(self, row: int) -> None:
        conflict = self._conflicts[row]
        for choice, field in self.said.items():
            field.setPlainText(self._said(choice, conflict))
        self.both.setVisible(conflict.both)
        chosen = self._chosen(conflict)
        self._group.setExclusive(False)
        for choice, button in self._radios():
            button.setChecked(choice is chosen)
            button.setEnabled(self._is_open(conflict))
        self._group.setExclusive(True)

    def _said(self, choice: Choice, conflict: Conflict) -> str:
        """What a side says; words that a reader wrote are shown whole, however long they are."""
        kind, item, field = conflict.key
        record = self._sides[choice].get((kind, item))
        value = record.get(field) if record is not None and field in PROSE else None
        if isinstance(value, str) and value:
            return value
        return conflict.ours if choice is Choice.OURS else conflict.theirs

    def _decide(self, choice: Choice) -> None:
        row = self.list.currentRow()
        self._choices[self._conflicts[row].key] = choice
        self._name(row)
        self._follow()

    def _decide_rest(self, choice: Choice) -> None:
        for row in self._left():
            self._choices[self._conflicts[row].key] = choice
            self._name(row)
        self._follow()
        self._show(self.list.currentRow())
        self.ok.setFocus()

    def _left(self) -> list[int]:
        """The rows that are to be decided yet."""
        return [row for row, conflict in enumerate(self._conflicts) if self._chosen(conflict) is None]

    def _chosen(self, conflict: Conflict) -> Choice | None:
        return self._choices.get(conflict.key) or self._merged.choices.get(conflict.key)

    def _is_open(self, conflict: Conflict) -> bool:
        """Whether it may still be decided otherwise: what others came of may not."""
        return conflict.key not in self._merged.choices

    def _name(self, row: int) -> None:
        conflict = self._conflicts[row]
        state = {
            None: self.tr("To decide"),
            Choice.OURS: self.tr("Mine"),
            Choice.THEIRS: self.tr("Theirs"),
            Choice.BOTH: self.tr("Both"),
        }[self._chosen(conflict)]
        mark = "•" if self._chosen(conflict) is None else "✓"
        self.list.item(row).setText(f"{mark} {state}: {' '.join(conflict.what.split())}")

    def _follow(self) -> None:
        left = len(self._left())
        total = len(self._conflicts)
        self.count.setText(
            self.tr("Everything is decided. Undo takes all of it back.")
            if not left
            else self.tr("{left} of {total} to decide.").format(left=left, total=total)
        )
        self.ok.setEnabled(not left)
        for button in (self.mine_in_rest, self.theirs_in_rest):
            button.setEnabled(left > 0)

    def _radios(self) -> tuple[tuple[Choice, QRadioButton], ...]:
        return (Choice.OURS, self.mine), (Choice.THEIRS, self.theirs), (Choice.BOTH, self.both)


def _field(name: str) -> QPlainTextEdit:
    field = QPlainTextEdit()
    field.setReadOnly(True)
    field.setTabChangesFocus(True)
    field.setAccessibleName(name)
    return field
