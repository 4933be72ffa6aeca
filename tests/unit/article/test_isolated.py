"""A file is read by a process of its own: however that ends, this one goes on and has a sentence for it."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from contention.article import isolated
from contention.article.errors import ArticleError, ImportCancelled
from contention.article.importing import read_article
from contention.article.isolated import import_file, import_html, is_quick
from contention.article.messages import Request, encode
from tests.documents import docx, png, word_paragraph, word_picture, word_relations
from tests.torture.hostile_article_files import FILES
from tests.torture.hostile_making import Place

DESKTOP = str(Path(isolated.__file__).parents[2])
WORD = docx(
    word_paragraph("On bread", "Title") + word_paragraph("Bread is cheap.") + word_picture("p"),
    {
        "word/media/a.png": png(),
        "word/_rels/document.xml.rels": word_relations({"p": ("image", "media/a.png")}),
    },
)


@pytest.fixture
def word(tmp_path: Path) -> Path:
    path = tmp_path / "bread.docx"
    path.write_bytes(WORD)
    return path


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[subprocess.Popen[bytes]]:
    """The processes that are started; none may be left when a test ends."""
    processes: list[subprocess.Popen[bytes]] = []
    start = isolated._started

    def noted() -> subprocess.Popen[bytes]:
        processes.append(start())
        return processes[-1]

    monkeypatch.setattr(isolated, "_started", noted)
    return processes


def instead(monkeypatch: pytest.MonkeyPatch, code: str) -> list[subprocess.Popen[bytes]]:
    """Lets a program of this code be started in place of the importer."""
    processes = []

    def start() -> subprocess.Popen[bytes]:
        processes.append(
            subprocess.Popen(
                [sys.executable, "-c", f"import os, sys, time\n{code}"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={**os.environ, "PYTHONPATH": DESKTOP},
            )
        )
        return processes[-1]

    monkeypatch.setattr(isolated, "_started", start)
    return processes


def nothing_left(processes: list[subprocess.Popen[bytes]]) -> None:
    assert processes
    for process in processes:
        assert process.returncode is not None, "a process was left behind"
        assert process.stdin is not None
        assert process.stdin.closed
    assert not [one for one in threading.enumerate() if one.name == "contention-import"]


def refused(words: str, work: Callable[[], object]) -> None:
    with pytest.raises(ArticleError, match=words) as caught:
        work()
    assert str(caught.value).startswith("“bread.docx” ")
    assert str(caught.value).endswith(".")
    assert str(caught.value).isprintable()


def test_the_answer_is_what_reading_here_would_give(
    word: Path, started: list[subprocess.Popen[bytes]]
) -> None:
    said: list[tuple[float, str]] = []
    there = import_file(word, progress=lambda done: said.append((done, threading.current_thread().name)))
    here = read_article(word)
    same = {"id": "", "imported": ""}
    assert msgspec.structs.replace(there.article, **same) == msgspec.structs.replace(here.article, **same)
    assert there.assets == here.assets
    with pytest.raises(TypeError):
        there.article.extra["a"] = 1  # type: ignore[index]
    assert [done for done, _ in said] == sorted(done for done, _ in said)
    assert {thread for _, thread in said} == {threading.current_thread().name}
    assert len(said) > 2
    nothing_left(started)


def test_it_works_from_another_thread_and_leaves_no_file(
    word: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, started: list[subprocess.Popen[bytes]]
) -> None:
    rubbish = tmp_path / "tmp"
    rubbish.mkdir()
    for name in ("TMPDIR", "TEMP", "TMP"):
        monkeypatch.setenv(name, str(rubbish))
    found: list[str] = []
    thread = threading.Thread(target=lambda: found.append(import_file(word).article.title))
    thread.start()
    thread.join()
    assert found == ["On bread"]
    assert not list(rubbish.iterdir())
    nothing_left(started)


def test_modules_beside_the_file_are_not_imported(word: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("contention", "lxml", "mammoth", "msgspec", "struct"):
        (word.parent / f"{name}.py").write_text("raise SystemExit(77)")
    monkeypatch.chdir(word.parent)
    assert import_file(Path("bread.docx")).article.title == "On bread"


def test_a_name_of_any_bytes(tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"br\xe9ad \xf0\x9f\x8d\x9e.docx")
    try:
        path.write_bytes(WORD)
    except OSError:
        pytest.skip("this file system takes no such name")
    article = import_file(path).article
    assert article.file_name.startswith("br")
    article.file_name.encode()


def test_rich_text_is_read_there_too(started: list[subprocess.Popen[bytes]]) -> None:
    found = import_html("<h1>On bread</h1><p>Bread is <b>cheap</b>.<script>x</script></p>")
    assert found.article.source == "# On bread\n\nBread is **cheap**.\n"
    with pytest.raises(ArticleError, match="no words"):
        import_html("<p> </p>")
    nothing_left(started)


def test_a_sentence_comes_back_as_it_was_said(tmp_path: Path) -> None:
    path = tmp_path / "bread.docx"
    path.write_bytes(WORD[:-50])
    refused("damaged", lambda: import_file(path))
    path.unlink()
    with pytest.raises(ArticleError, match="There is no file"):
        import_file(path)


def test_cancelled_at_once_or_while_it_reads(
    word: Path, monkeypatch: pytest.MonkeyPatch, started: list[subprocess.Popen[bytes]]
) -> None:
    with pytest.raises(ImportCancelled):
        import_file(word, cancelled=lambda: True)
    nothing_left(started)
    hanging = instead(monkeypatch, "time.sleep(100)")
    looks = iter((False, False, True))
    begin = time.monotonic()
    with pytest.raises(ImportCancelled):
        import_file(word, cancelled=lambda: next(looks))
    assert time.monotonic() - begin < 50
    nothing_left(hanging)


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("time.sleep(100)", "took longer than 1 seconds"),
        ("os._exit(3)", "more memory than a file may use"),
        ("os._exit(9)", r"crashed on it \(code 9\)"),
        ("raise SystemExit", r"crashed on it \(code 0\)"),
        ("sys.stdout.write('rubbish that is no message'); sys.stdout.flush()", "crashed on it"),
        ("sys.stdout.buffer.write(b'\\0\\0\\0\\5hallo'); sys.stdout.flush()", "crashed on it"),
        ("sys.stdout.buffer.write(b'\\0\\0\\0\\5hal'); sys.stdout.flush()", "crashed on it"),
    ],
)
def test_each_way_it_can_end_has_a_sentence(
    word: Path, monkeypatch: pytest.MonkeyPatch, code: str, words: str
) -> None:
    processes = instead(monkeypatch, code)
    refused(words, lambda: import_file(word, seconds=1 if "sleep" in code else 30))
    nothing_left(processes)


@pytest.mark.skipif(sys.platform == "win32", reason="this system has no signals that end a process")
@pytest.mark.parametrize(
    ("how", "words"), [("SIGABRT", "more memory"), ("SIGKILL", "more memory"), ("SIGSEGV", "crashed on it")]
)
def test_a_reader_that_crashes(word: Path, monkeypatch: pytest.MonkeyPatch, how: str, words: str) -> None:
    no_core = "import resource; resource.setrlimit(resource.RLIMIT_CORE, (0, 0))"
    processes = instead(monkeypatch, f"{no_core}\nimport signal; os.kill(os.getpid(), signal.{how})")
    refused(words, lambda: import_file(word))
    nothing_left(processes)


def test_it_cannot_be_started(word: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", str(word.parent / "no-python"))
    refused("could not be started", lambda: import_file(word))


def test_an_error_nobody_foresaw_is_a_sentence_and_prints_do_no_harm(
    word: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    processes = instead(
        monkeypatch,
        "from contention.article import docx, importer\n"
        "def read(*_):\n    print('a library that prints')\n    raise KeyError('x')\n"
        "docx.read = read\nimporter.main()",
    )
    refused(r"its reader failed on it \(KeyError\)", lambda: import_file(word))
    nothing_left(processes)


@pytest.mark.skipif(sys.platform != "linux", reason="this system does not limit the memory of a process")
def test_a_file_that_fills_the_memory_is_stopped(tmp_path: Path) -> None:
    path = tmp_path / "bread.docx"
    path.write_bytes(FILES["bomb-twice.pdf"](Place(tmp_path, 9)))
    refused("more memory", lambda: import_file(path))


def test_the_importer_ends_with_the_program_that_asked(word: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    processes = instead(
        monkeypatch,
        "from contention.article import importer\n"
        "importer.answer_to = lambda *_: time.sleep(100)\nsys.exit(importer.main())",
    )
    process = isolated._started()
    assert process.stdin is not None
    process.stdin.write(encode(Request(path=os.fsencode(word))))
    process.stdin.flush()
    with process:
        time.sleep(0.2)
        assert process.poll() is None
        process.stdin.close()
        assert process.wait(timeout=60) == 4
    nothing_left(processes)


def test_short_plain_texts_are_read_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def quick(name: str, data: bytes) -> bool:
        (tmp_path / name).write_bytes(data)
        return is_quick(tmp_path / name)

    assert quick("a.txt", b"words")
    assert quick("a.md", b"# words")
    assert quick("a.txt", png())
    assert not quick("a.txt", b"words " * 100_000)
    for data in (
        b"<html>",
        b"\xef\xbb\xbf <p>",
        b"PK\x03\x04",
        b"{\\rtf1 }",
        b"\n%PDF-1.7",
        b"MIME-Version: 1",
    ):
        assert not quick("a.txt", data)
    assert not quick("a.pdf", b"words")
    assert is_quick(tmp_path / "gone.txt")
    monkeypatch.setattr(isolated, "_started", lambda: pytest.fail("a process was started"))
    (tmp_path / "b.txt").write_text("Bread is cheap.")
    assert import_file(tmp_path / "b.txt").article.source == "Bread is cheap.\n"
