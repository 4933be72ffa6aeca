"""Snapshots of what is not saved: soon after an edit, in a worker, gone when the work is saved."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from contention.files.codec import decode, encode
from contention.files.errors import ProjectFileError
from contention.files.recovery import Recovered, RecoveryStore
from contention.model import edits
from contention.model.project import Project, new_project
from contention.session.autosave import About, Autosave
from contention.session.session import Session
from tests.builders import MAP, project_of

BREAD = project_of("K Bread is cheap\n  + A Flour costs little", title="Bread")


def written(words: str) -> Callable[[Project], Project]:
    return lambda project: edits.set_text(project, MAP, "A", words)


class Desk:
    """A session with an autosave, as a window has them."""

    def __init__(self, folder: Path, *, rest_ms: int = 10, longest_ms: int = 5_000) -> None:
        self.folder = folder
        self.session = Session(BREAD)
        self.store = RecoveryStore(folder)
        self.about = About("Bread", None, None)
        self.autosave = Autosave(
            self.session, self.store, lambda: self.about, rest_ms=rest_ms, longest_ms=longest_ms
        )
        self.kept: list[bool] = []
        self.told: list[str] = []
        self.autosave.kept.connect(lambda: self.kept.append(True))
        self.autosave.failed.connect(self.told.append)

    def write(self, words: str) -> None:
        assert self.session.edit("Edit claim", written(words))

    def on_disk(self) -> list[Project]:
        """The projects of all snapshots there are, those of living windows among them."""
        files = sorted(self.folder.glob("*.recovery"))
        return [decode(path.read_bytes().partition(b"\n")[2]).project for path in files]


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    made = Desk(tmp_path / "recovery")
    yield made
    made.autosave.close()


def left_by_a_crash(folder: Path, project: Project = BREAD) -> Recovered:
    store = RecoveryStore(folder)
    store.write(encode(project), "Left", None)
    store.close()
    return next(one for one in store.list() if one.name == "Left")


def test_an_edit_is_on_the_disk_soon_and_an_untitled_project_as_well(desk: Desk, qtbot: QtBot) -> None:
    desk.write("Flour is dear")
    assert not desk.folder.exists()
    qtbot.waitUntil(lambda: bool(desk.kept))
    assert desk.on_disk() == [desk.session.project]
    desk.write("Flour is free")
    qtbot.waitUntil(lambda: len(desk.kept) == 2)
    assert desk.on_disk() == [desk.session.project]


def test_it_says_what_the_work_belongs_to(desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    desk.about = About("Bread", tmp_path / "bread.contention", "0" * 64)
    desk.write("Flour is dear")
    qtbot.waitUntil(lambda: bool(desk.kept))
    desk.store.close()  # as the end of the program would
    (found,) = desk.store.list()
    assert (found.name, found.original, found.base) == ("Bread", tmp_path / "bread.contention", "0" * 64)


def test_who_never_rests_is_kept_after_the_longest_wait(qtbot: QtBot, tmp_path: Path) -> None:
    desk = Desk(tmp_path, rest_ms=60_000, longest_ms=200)
    for number in range(5):
        desk.write(f"Flour {number}")
    qtbot.waitUntil(lambda: bool(desk.kept))
    assert desk.on_disk() == [desk.session.project]
    desk.autosave.close()


def test_a_rest_counts_from_the_last_edit(qtbot: QtBot, tmp_path: Path) -> None:
    desk = Desk(tmp_path, rest_ms=300)
    for number in range(4):
        desk.write(f"Flour {number}")
        qtbot.wait(20)
    assert desk.kept == []
    qtbot.waitUntil(lambda: bool(desk.kept))
    assert len(desk.kept) == 1
    desk.autosave.close()


def test_saving_and_undoing_take_the_snapshot_away(desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    desk.write("Flour is dear")
    qtbot.waitUntil(lambda: bool(desk.kept))
    desk.session.saved_to(tmp_path / "bread.contention")
    assert desk.on_disk() == []
    desk.write("Flour is free")
    qtbot.waitUntil(lambda: len(desk.kept) == 2)
    desk.session.history.undo()
    assert desk.on_disk() == []
    desk.session.history.redo()
    qtbot.waitUntil(lambda: len(desk.kept) == 3)
    assert desk.on_disk() == [desk.session.project]


def test_a_project_that_no_file_holds_is_kept_without_an_edit(desk: Desk, qtbot: QtBot) -> None:
    """As after a repair, or where pasted words became a project."""
    desk.session.replace(project_of("K Mended"), None)
    desk.session.mark_unsaved()
    qtbot.waitUntil(lambda: bool(desk.kept))
    assert desk.on_disk() == [desk.session.project]


def test_another_project_in_its_stead_takes_the_given_up_work_away(desk: Desk, qtbot: QtBot) -> None:
    desk.write("Flour is dear")
    qtbot.waitUntil(lambda: bool(desk.kept))
    desk.session.replace(new_project(), None)
    assert desk.on_disk() == []
    qtbot.wait(60)
    assert desk.on_disk() == []


# -- while the worker writes --------------------------------------------------------------


class Slow:
    """Holds the worker in the middle of its writing until it is let go."""

    def __init__(self, store: RecoveryStore, monkeypatch: pytest.MonkeyPatch) -> None:
        self.entered, self.go_on = threading.Event(), threading.Event()
        self.cleared_meanwhile = False
        self.threads: set[int | None] = set()
        write, clear = store.write, store.clear

        def slow(*arguments: object, **named: object) -> None:
            self.threads.add(threading.current_thread().ident)
            self.entered.set()
            assert self.go_on.wait(20)
            self.entered.clear()
            write(*arguments, **named)

        def watched() -> None:
            self.cleared_meanwhile |= self.entered.is_set()
            clear()

        monkeypatch.setattr(store, "write", slow)
        monkeypatch.setattr(store, "clear", watched)


@pytest.fixture
def slow(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Slow:
    return Slow(desk.store, monkeypatch)


def test_the_window_goes_on_while_it_is_written(desk: Desk, slow: Slow, qtbot: QtBot) -> None:
    desk.write("Flour is dear")
    first = desk.session.project
    qtbot.waitUntil(slow.entered.is_set)
    desk.write("Flour is free")
    qtbot.wait(60)  # its rest is over
    assert desk.kept == []
    slow.go_on.set()
    qtbot.waitUntil(lambda: len(desk.kept) == 2)
    assert desk.on_disk() == [desk.session.project] != [first]
    assert threading.main_thread().ident not in slow.threads


def test_what_is_saved_meanwhile_is_cleared_after_the_writing(
    desk: Desk, slow: Slow, qtbot: QtBot, tmp_path: Path
) -> None:
    desk.write("Flour is dear")
    qtbot.waitUntil(slow.entered.is_set)
    desk.session.saved_to(tmp_path / "bread.contention")
    slow.go_on.set()
    qtbot.waitUntil(lambda: bool(desk.kept))
    assert not slow.cleared_meanwhile
    assert desk.on_disk() == []


def test_closing_waits_for_the_writing(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = Desk(tmp_path)
    slow = Slow(desk.store, monkeypatch)
    desk.write("Flour is dear")
    qtbot.waitUntil(slow.entered.is_set)
    threading.Timer(0.05, slow.go_on.set).start()
    desk.autosave.close()
    assert not slow.cleared_meanwhile
    assert list(tmp_path.iterdir()) == []
    desk.write("Flour is free")  # nobody follows any more
    qtbot.wait(50)
    assert desk.kept == []
    assert list(tmp_path.iterdir()) == []


# -- what cannot be kept ------------------------------------------------------------------


def test_why_nothing_can_be_kept_is_told_once(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    desk = Desk(tmp_path / "file" / "recovery", longest_ms=50)
    desk.write("Flour is dear")
    qtbot.waitUntil(lambda: bool(desk.told))
    assert desk.told[0].startswith("What you have not saved yet cannot be kept for a crash:")
    desk.write("Flour is free")
    qtbot.wait(200)
    assert len(desk.told) == 1
    assert desk.kept == []
    # Where it can be kept again, it is, without another edit.
    (tmp_path / "file").unlink()
    qtbot.waitUntil(lambda: bool(desk.kept))
    assert desk.on_disk() == [desk.session.project]
    desk.autosave.close()


def test_an_error_of_the_program_in_the_worker_is_told(
    desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise MemoryError

    monkeypatch.setattr(desk.store, "write", broken)
    monkeypatch.setattr(threading, "excepthook", lambda _: None)
    desk.write("Flour is dear")
    qtbot.waitUntil(lambda: bool(desk.told))
    assert "cannot be kept" in desk.told[0]


def test_a_snapshot_that_cannot_be_removed_is_told(
    desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.write("Flour is dear")
    qtbot.waitUntil(lambda: bool(desk.kept))

    def refuse() -> None:
        raise ProjectFileError("It could not be removed.")

    with monkeypatch.context() as patch:
        patch.setattr(desk.store, "clear", refuse)
        desk.session.history.undo()
    assert desk.told == ["It could not be removed."]


# -- taking over what a crash left --------------------------------------------------------


def restored(desk: Desk, project: Project) -> None:
    desk.session.replace(project, None)
    desk.session.mark_unsaved()


def test_restored_work_is_on_the_disk_at_every_moment(desk: Desk, qtbot: QtBot) -> None:
    left = project_of("K Left\n  + A Flour", title="Left")
    found = left_by_a_crash(desk.folder, left)
    assert desk.autosave.take_over(found, lambda: restored(desk, left))
    assert desk.on_disk() == [left]
    assert desk.store.slot == found.path
    desk.write("Flour again")
    qtbot.waitUntil(lambda: bool(desk.kept))
    assert desk.on_disk() == [desk.session.project]
    assert desk.store.list() == []
    desk.session.saved_to(desk.folder / "left.contention")
    assert desk.on_disk() == []


def test_work_that_another_window_has_taken_over_is_not_shown(desk: Desk) -> None:
    found = left_by_a_crash(desk.folder)
    other = RecoveryStore(desk.folder)
    assert other.adopt(found)
    shown: list[bool] = []
    assert not desk.autosave.take_over(found, lambda: shown.append(True))
    assert not shown
    assert len(desk.on_disk()) == 1
    other.close()


def test_work_that_cannot_be_shown_stays(desk: Desk) -> None:
    found = left_by_a_crash(desk.folder)

    def fail() -> None:
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        desk.autosave.take_over(found, fail)
    assert [one.path for one in desk.store.list()] == [found.path]


def test_a_window_that_goes_without_closing_leaves_its_work(qtbot: QtBot, tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.write("Flour is dear")
    qtbot.waitUntil(lambda: bool(desk.kept))
    project = desk.session.project
    desk.store.close()
    (found,) = RecoveryStore(tmp_path).list()
    assert decode(found.data()).project == project
