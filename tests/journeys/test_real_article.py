"""A real article as it is pasted from a web page, leftovers included."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from contention.article.markdown import read_markdown
from contention.files.store import load
from contention.model.project import Kind
from contention.model.structure import Structure

ARTICLE = Path(__file__).resolve().parents[2] / "../shared/data/articles/decentralised-ai.txt"
pytestmark = pytest.mark.skipif(
    not ARTICLE.is_file(), reason="../shared/data/articles/decentralised-ai.txt is not on this machine"
)


def paragraphs() -> list[str]:
    return [" ".join(line.split()) for line in ARTICLE.read_text("utf-8").splitlines() if line.strip()]


def test_it_becomes_a_project_from_the_command_line(tmp_path: Path) -> None:
    project_file = tmp_path / "p.contention"
    done = subprocess.run(
        [sys.executable, "-m", "contention", "new", str(ARTICLE), "-o", str(project_file)],
        capture_output=True,
        text=True,
        check=False,
        cwd=Path(__file__).resolve().parents[2] / "desktop",
        timeout=60,
    )
    assert (done.returncode, done.stderr) == (0, "")
    loaded = load(project_file)
    assert not loaded.findings
    (article,) = loaded.project.articles.values()
    blocks = [" ".join(line.split()) for line in read_markdown(article.source).text.split("\n")]
    assert [block for block in blocks if block] == paragraphs()


def test_it_is_pasted_and_mapped_by_gesture(open_window) -> None:
    hands = open_window()
    QGuiApplication.clipboard().setText(ARTICLE.read_text("utf-8"))
    hands.press(Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    reader, session = hands.window.reader, hands.window.session
    shown = [" ".join(line.split()) for line in reader.article_text.text.split("\n")]
    assert [line for line in shown if line] == paragraphs()

    # Ten sentences of its own, whatever they say: the first of each long paragraph and more.
    sentences = [
        sentence.strip()
        for line in reader.article_text.text.split("\n")
        for sentence in line.split(". ")
        if 50 < len(sentence.strip()) < 220
    ]
    chosen = list(dict.fromkeys(sentences))[:10]
    assert len(chosen) == 10
    keys = [Qt.Key.Key_C] + [Qt.Key.Key_R, Qt.Key.Key_P, Qt.Key.Key_O] * 3
    for words, key in zip(chosen, keys, strict=True):
        hands.select(words)
        hands.press(key)

    assert len(session.map.claims) == 10
    assert hands.actions <= 1 + 2 * 10
    structure = Structure(session.map)
    assert [root.text for root in structure.roots] == [" ".join(chosen[0].split())]
    kinds = [inference.kind for inference in session.map.inferences.values()]
    assert kinds.count(Kind.REASON) == kinds.count(Kind.OBJECTION) == 3
    for claim in session.map.claims.values():
        (passage,) = claim.passages
        assert reader.article_text.text[passage.start : passage.end] == passage.exact
    assert len(reader.highlights) == 10
