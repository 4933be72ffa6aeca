"""Replacing and describing articles through the window: what is refused or given up changes nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from contention.model import articles
from contention.shell.worker import Cancelled
from tests.gui.conftest import MakeWindow

OLD = "Bread is cheap where flour is cheap.\n\nOvens are shared in our street.\n"
NEW = "Bread was cheap where flour is cheap.\n\nOvens are shared in our street.\n"


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "bread.txt"
    path.write_text(OLD, encoding="utf-8")
    return path


@pytest.fixture
def newer(tmp_path: Path) -> Path:
    path = tmp_path / "bread 2.txt"
    path.write_text(NEW, encoding="utf-8")
    return path


def mapped(make_window: MakeWindow, article: Path):
    """A window with the article and a claim on its first words."""
    window, answers = make_window()
    assert window.documents.open(article)
    window.reader.select_range(0, 14)
    window.mapping.add("claim")
    return window, answers


def replace(window) -> None:
    window.actions_table["replace-article"].trigger()


def test_what_cannot_be_opened_replaces_nothing(
    make_window: MakeWindow, article: Path, tmp_path: Path
) -> None:
    window, answers = mapped(make_window, article)
    before = window.session.project
    answers.file = tmp_path / "empty.txt"
    answers.file.write_bytes(b"")
    replace(window)
    (told,) = answers.told
    assert told.startswith("Cannot open the newer version: ")
    assert window.session.project is before


def test_the_very_same_text_is_said_to_be_so(make_window: MakeWindow, article: Path) -> None:
    window, answers = mapped(make_window, article)
    before = window.session.project
    answers.file = article
    replace(window)
    assert "very same text" in window.message.text()
    assert window.session.project is before


def test_going_back_from_the_file_the_waiting_or_the_list_replaces_nothing(
    make_window: MakeWindow, article: Path, newer: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window, answers = mapped(make_window, article)
    before = window.session.project
    replace(window)
    answers.file = newer
    answers.places = None
    replace(window)
    assert answers.asked[-1] == "review bread: changed"

    def impatient(*_: object) -> None:
        raise Cancelled

    monkeypatch.setattr(answers, "wait", impatient)
    replace(window)
    assert window.session.project is before
    assert not answers.told


def test_what_was_reviewed_is_not_put_over_what_came_meanwhile(
    make_window: MakeWindow, article: Path, newer: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window, answers = mapped(make_window, article)
    answers.file = newer

    def meanwhile(*_: object) -> dict[str, None]:
        window.mapping.add("claim")
        return {}

    monkeypatch.setattr(answers, "review", meanwhile)
    replace(window)
    (kept,) = window.session.project.articles.values()
    assert kept.source == OLD
    assert "changed meanwhile" in window.message.text()


def test_an_article_without_passages_is_replaced_at_once(
    make_window: MakeWindow, article: Path, newer: Path
) -> None:
    window, answers = make_window()
    assert window.documents.open(article)
    answers.file = newer
    replace(window)
    assert not any(asked.startswith("review") for asked in answers.asked)
    assert window.reader.toPlainText().startswith("Bread was")
    assert "Undo" in window.message.text()
    window.session.history.undo()
    assert window.reader.toPlainText().startswith("Bread is")


def test_an_article_keeps_its_name_and_place_when_it_is_replaced(
    make_window: MakeWindow, article: Path, newer: Path
) -> None:
    window, answers = mapped(make_window, article)
    answers.details = {"title": "On bread", "author": "A. Reader"}
    window.actions_table["article-details"].trigger()
    answers.file, answers.places = newer, {}
    replace(window)
    (kept,) = window.session.project.articles.values()
    assert (kept.title, kept.author, kept.file_name) == ("On bread", "A. Reader", "bread 2.txt")
    (passage,) = articles.passages_of(window.session.project, kept.id)
    assert passage.exact == "Bread was cheap"
    assert len(window.reader.highlights) == 1


def test_a_correction_over_two_paragraphs_is_refused_before_it_is_written(
    make_window: MakeWindow, article: Path
) -> None:
    window, answers = mapped(make_window, article)
    window.reader.select_range(20, 50)
    window.actions_table["correct-article"].trigger()
    assert "one paragraph" in window.message.text()
    assert not any(asked.startswith("correct") for asked in answers.asked)


def test_the_articles_commands_wait_for_an_article(make_window: MakeWindow) -> None:
    window, _ = make_window()
    names = (
        "article-details",
        "correct-article",
        "whole-page",
        "replace-article",
        "orphans",
        "remove-article",
    )
    assert not any(window.actions_table[name].isEnabled() for name in names)
    assert window.actions_table["add-article"].isEnabled()
