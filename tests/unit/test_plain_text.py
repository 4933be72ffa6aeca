"""The code itself: what a reader wrote, or a file said, is never given to Qt where it would look for HTML.

Labels, message boxes and tool tips take text for HTML where it looks like it, and then open the
pictures that it names. Read from the source, so that a place nobody has tested is held as well.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import contention

ROOT = Path(contention.__file__).parent
SOURCES = sorted(ROOT.rglob("*.py"))

FORBIDDEN = {
    *("setHtml", "insertHtml", "appendHtml", "setMarkdown", "insertMarkdown", "setWhatsThis"),
    *("RichText", "AutoText", "MarkdownText"),
}
"""Names that turn text into more than text, wherever they stand."""
BOXES = {"about", "critical", "information", "question", "warning"}
"""Functions of QMessageBox that show what they are given as Qt sees fit."""
TIPS = {"setToolTip": 0, "setTabToolTip": 1, "showText": 1}
"""Functions that take a tool tip, and which of their arguments it is."""
ESCAPING = {"escape", "as_tooltip", "toolTip"}
"""Functions whose result is fit for a tool tip."""
SNIFFING = {"setInformativeText", "setLabelText"}
"""Functions of boxes that have no plain text of their own: words of the program alone."""


def problems(source: str) -> list[str]:
    """What is wrong with a module, each with its line."""
    tree = ast.parse(source)
    found = []
    for scope in scopes(tree):
        plain = {target for call in calls(scope, "setTextFormat") if is_plain(call) for target in owner(call)}
        given = {target for call in calls(scope, "setLabel") for target in owner(call)}
        found.extend(
            (node.lineno, f"{node.attr} makes more of text than text")
            for node in ast.walk(scope)
            if isinstance(node, ast.Attribute) and node.attr in FORBIDDEN
        )
        for made, name in creations(scope, {"QLabel", "QMessageBox"}):
            if name not in plain and not (called(made) == "QLabel" and only_ours(scope, made, name)):
                found.append((made.lineno, f"{called(made)} is not set to plain text"))
        for made, name in creations(scope, {"QProgressDialog"}):
            if name not in given:
                found.append((made.lineno, "QProgressDialog has no label of its own"))
        for made, _ in creations(scope, {"QErrorMessage", "QInputDialog", "QWhatsThis"}):
            found.append((made.lineno, f"{called(made)} has no plain text"))
        for call in every_call(scope):
            found.extend(wrong_with(call))
    return [f"line {line}: {what}" for line, what in sorted(set(found))]


def wrong_with(call: ast.Call) -> Iterator[tuple[int, str]]:
    name = called(call)
    if name in TIPS and len(call.args) > TIPS[name] and not is_fit(call.args[TIPS[name]]):
        yield call.lineno, f"{name} with text that is not escaped"
    if name in SNIFFING and not is_ours(call.args[0]):
        yield call.lineno, f"{name} with text that is not the program's own"
    on = call.func.value if isinstance(call.func, ast.Attribute) else None
    if isinstance(on, ast.Name) and on.id == "QMessageBox" and name in BOXES:
        yield call.lineno, f"QMessageBox.{name} decides itself what is HTML"


def is_fit(text: ast.expr) -> bool:
    """Whether an expression can be a tool tip: escaped, or words of the program."""
    if isinstance(text, ast.IfExp):
        return is_fit(text.body) and is_fit(text.orelse)
    if isinstance(text, ast.JoinedStr):
        return all(is_fit(part.value) for part in text.values if isinstance(part, ast.FormattedValue))
    return is_ours(text) or (isinstance(text, ast.Call) and called(text) in ESCAPING)


def is_ours(text: ast.expr) -> bool:
    """Whether an expression is words of the program, translated or not, with nothing put in."""
    if isinstance(text, ast.IfExp):
        return is_ours(text.body) and is_ours(text.orelse)
    if isinstance(text, ast.Call) and called(text) in {"tr", "translate"}:
        return all(isinstance(argument, ast.Constant) for argument in text.args)
    return isinstance(text, ast.Constant)


def only_ours(scope: ast.AST, made: ast.Call, name: str) -> bool:
    """Whether a label never gets any words but the program's own."""
    later = [call for call in calls(scope, "setText") if name and name in owner(call)]
    given = [
        argument for argument in made.args if not isinstance(argument, ast.Name) or argument.id != "self"
    ]
    kept = name.startswith("self.")  # others can reach it, so it must be safe whatever they do
    return not kept and all(is_ours(text) for text in (*given, *(call.args[0] for call in later)))


def scopes(tree: ast.Module) -> Iterator[ast.AST]:
    """What belongs together: each class, and each function outside of one."""
    for node in tree.body:
        if isinstance(node, ast.ClassDef | ast.FunctionDef):
            yield node


def every_call(scope: ast.AST) -> Iterator[ast.Call]:
    return (node for node in ast.walk(scope) if isinstance(node, ast.Call))


def calls(scope: ast.AST, name: str) -> Iterator[ast.Call]:
    return (call for call in every_call(scope) if called(call) == name)


def creations(scope: ast.AST, kinds: set[str]) -> Iterator[tuple[ast.Call, str]]:
    """Each creation of such an object, with the name that it is given; "" where it has none."""
    names = {
        id(node.value): ast.unparse(node.targets[0])
        for node in ast.walk(scope)
        if isinstance(node, ast.Assign)
    }
    for call in every_call(scope):
        if called(call) in kinds:
            yield call, names.get(id(call), "")


def called(call: ast.Call) -> str:
    function = call.func
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def owner(call: ast.Call) -> Iterator[str]:
    if isinstance(call.func, ast.Attribute):
        yield ast.unparse(call.func.value)


def is_plain(call: ast.Call) -> bool:
    return ast.unparse(call.args[0]).endswith("PlainText")


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_text_is_taken_for_html(path: Path) -> None:
    assert not problems(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    "line",
    [
        "pane.setHtml(words)",
        "cursor.insertHtml('x')",
        "label = QLabel(words)",
        "label = QLabel()\n    label.setText(words)",
        "label = QLabel(self)\n    label.setText(words)",
        "label = QLabel()\n    label.setTextFormat(Qt.TextFormat.RichText)",
        "self.label = QLabel()",
        "layout.addWidget(QLabel(words))",
        "label = QLabel(tr('{} claims').format(words))",
        "box = QMessageBox(self)",
        "QMessageBox.warning(self, 'a', words)",
        "box.setInformativeText(words)",
        "box = QProgressDialog(words, 'Cancel', 0, 0)",
        "button.setToolTip(words)",
        "button.setToolTip(f'<qt>{words}</qt>')",
        "button.setToolTip(tr('a') if short else words)",
        "tabs.setTabToolTip(0, words)",
        "QToolTip.showText(point, words)",
        "QInputDialog(self)",
    ],
)
def test_it_is_noticed(line: str) -> None:
    assert problems(f"def function(self, words):\n    {line}\n"), line


@pytest.mark.parametrize(
    "line",
    [
        "label = QLabel(tr('One moment'))",
        "label = QLabel(words)\n    label.setTextFormat(Qt.TextFormat.PlainText)",
        "self.label = QLabel()\n    self.label.setTextFormat(Qt.TextFormat.PlainText)",
        "box = QMessageBox(self)\n    box.setTextFormat(Qt.TextFormat.PlainText)",
        "button.setToolTip(html.escape(words))",
        "button.setToolTip(f'<qt>{html.escape(words)}</qt>')",
        "QToolTip.showText(point, as_tooltip(words) if words else '')",
    ],
)
def test_what_is_fit_is_let_through(line: str) -> None:
    assert not problems(f"def function(self, words):\n    {line}\n"), line
