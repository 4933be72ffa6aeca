"""Files and pasted texts become articles, or a sentence says why not."""

from __future__ import annotations

import hashlib
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from contention.article.errors import ArticleError
from contention.article.found import Found
from contention.article.importing import article_from_found, article_from_text, read_article
from contention.article.markdown import PROFILE, read_markdown
from contention.model.project import Asset

ARTICLES = Path(__file__).parents[4] / "shared" / "data" / "articles"
BODY = "A handful of companies now rent out nearly all of the computing that large models need."


def write(folder: Path, name: str, data: bytes | str) -> Path:
    path = folder / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def test_a_text_file_keeps_its_name_and_digest(tmp_path: Path) -> None:
    data = f"Who owns the machines?\r\n\r\n{BODY}\r\n".encode()
    imported = read_article(write(tmp_path, "who.txt", data))
    article = imported.article
    assert article.title == "Who owns the machines?"
    assert (article.file_name, article.sha256) == ("who.txt", hashlib.sha256(data).hexdigest())
    assert article.profile == PROFILE
    assert imported.notices == ()
    assert read_markdown(article.source).text == f"Who owns the machines?\n{BODY}"


def test_markdown_is_kept_as_it_is_but_for_line_ends(tmp_path: Path) -> None:
    imported = read_article(write(tmp_path, "a.md", "## Two\r\n\r\n# The *one*\r\rWords\r\n"))
    assert imported.article.source == "## Two\n\n# The *one*\n\nWords\n"
    assert imported.article.title == "The one"


@pytest.mark.parametrize("name", ["a.txt", "a.text", "README", "notes.log"])
def test_any_other_name_is_plain_text(tmp_path: Path, name: str) -> None:
    article = read_article(write(tmp_path, name, "# one\n\n* two")).article
    assert read_markdown(article.source).text == "# one\n* two"
    assert article.title == Path(name).stem


def test_the_notice_of_a_guess_is_handed_on(tmp_path: Path) -> None:
    imported = read_article(write(tmp_path, "old.txt", "Le café était fermé.".encode("latin-1")))
    assert "café" in imported.article.source
    assert "not valid UTF-8" in imported.notices[0]


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("e.txt", b"", "is empty"),
        ("e.txt", b" \n\t\n", "no words"),
        ("e.txt", b"\xef\xbb\xbf\n---\n", "no words"),
        ("x.txt", b"%PDF-1.7 words", "damaged"),
        ("x.docx", b"PK\x03\x04 words", "damaged"),
        ("x.md", b"\x89PNG\r\n\x1a\n words", "a picture"),
        ("x.txt", b"words\x00\x01\x02words", "not a text file"),
        ("x.pdf", b"<!DOCTYPE html><p>words", "a web page"),
        ("x.rtf", b"words", "is not an RTF document"),
        ("x.md", b">" * 500 + b" words", "no words"),
        ("x.txt", bytes(range(256)) * 8, "not a text file"),
    ],
)
def test_what_is_no_text_is_refused_with_a_sentence(
    tmp_path: Path, name: str, data: bytes, words: str
) -> None:
    with pytest.raises(ArticleError, match=words) as caught:
        read_article(write(tmp_path, name, data))
    assert str(caught.value).startswith(f"“{name}”")
    assert str(caught.value).endswith(".")


def test_missing_folder_and_pipe(tmp_path: Path) -> None:
    with pytest.raises(ArticleError, match="There is no file"):
        read_article(tmp_path / "none.txt")
    with pytest.raises(ArticleError, match="is a folder"):
        read_article(tmp_path)
    with pytest.raises(ArticleError, match="could not be read"):
        read_article(tmp_path / ("x" * 300))
    with pytest.raises(ArticleError, match="could not be read"):
        read_article(Path("a\x00b.txt"))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes in the file system")
def test_a_pipe_is_refused_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    with pytest.raises(ArticleError, match="not an ordinary file"):
        read_article(tmp_path / "pipe.txt")


def test_no_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(tmp_path, "locked.txt", BODY)

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(ArticleError, match="may not be read"):
        read_article(path)


def test_too_large_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    with path.open("wb") as file:
        file.truncate(17 * 1024 * 1024)
    with pytest.raises(ArticleError, match="17 MB, and at most 16 MB"):
        read_article(path)
    with pytest.raises(ArticleError, match="too long"):
        article_from_text("word " * (4 * 1024 * 1024))


def test_five_megabytes_are_read(tmp_path: Path) -> None:
    data = (f"{BODY * 5}\n\n" * 12_000).encode()
    assert len(data) > 5_000_000
    article = read_article(write(tmp_path, "long.txt", data)).article
    assert read_markdown(article.source).text.count(BODY) == 60_000


def test_pasted_text() -> None:
    assert article_from_text(f"Title of it\n\n{BODY}").article.title == "Title of it"
    assert article_from_text(f"# Head\n\n{BODY}", markdown=True).article.title == "Head"
    assert article_from_text(BODY, title=" Mine ").article.title == "Mine"
    named = article_from_text(BODY).article
    assert named.title == "A handful of companies now rent out nearly all of the…"
    assert (named.file_name, named.sha256) == ("", "")
    with pytest.raises(ArticleError, match="no words"):
        article_from_text(" \n— …")


def test_lone_surrogates_and_nul_never_reach_the_project() -> None:
    article = article_from_text("one \ud83d two \x00 three", markdown=True).article
    assert article.source == "one \ufffd two \ufffd three"


def test_what_was_found_becomes_the_article_with_its_leftovers_set_aside() -> None:
    asset = Asset(id="a", media_type="image/png", data="eA==")
    found = Found(
        source=f"# Head\n\n{BODY}\n\nLoading tweet...\n\n{BODY}\n",
        author="A.\n Baker",
        date="2021-03-04",
        address="https://a.test/",
        alternative="the whole",
        assets=(asset,),
        original="a",
        pages=((0, 0, 0, 4),),
        notices=("", "A notice."),
    )
    imported = article_from_found(found, file_name="a.html", sha256="00", title="a")
    article = imported.article
    assert (article.title, article.author, article.date) == ("Head", "A. Baker", "2021-03-04")
    assert (article.address, article.alternative, article.original) == ("https://a.test/", "the whole", "a")
    assert article.pages == ((0, 0, 0, 4),)
    text = read_markdown(article.source).text
    assert [text[start:end] for start, end in article.set_aside] == ["Loading tweet..."]
    assert (imported.assets, imported.notices) == ((asset,), ("A notice.",))
    age = datetime.now(UTC) - datetime.strptime(article.imported, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    assert timedelta() <= age < timedelta(hours=1)
    project = imported.project()
    assert list(project.articles.values()) == [article]
    assert dict(project.assets) == {"a": asset}


def test_the_name_of_what_has_none() -> None:
    def title(source: str, **more: str) -> str:
        return article_from_found(Found(source=source, **more), title="file").article.title

    assert title("Words.", title=" Its  own ") == "Its own"
    assert title("## Two\n\n# One") == "One"
    assert title("Words.") == "file"
    assert article_from_found(Found(source="Words only.")).article.title == "Words only."
    with pytest.raises(ArticleError, match="no words"):
        article_from_found(Found(source="---"))


def test_two_imports_are_two_articles(tmp_path: Path) -> None:
    path = write(tmp_path, "a.txt", BODY)
    assert read_article(path).article.id != read_article(path).article.id


@pytest.mark.skipif(not ARTICLES.is_dir(), reason="the real articles are not beside this checkout")
class TestRealArticles:
    """Texts as people have them."""

    def test_every_line_of_a_pasted_article_is_a_paragraph(self) -> None:
        path = ARTICLES / "decentralised-ai.txt"
        lines = [line.strip() for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
        imported = read_article(path)
        article = read_markdown(imported.article.source)
        assert [block.text for block in article.blocks] == lines
        assert {block.kind.value for block in article.blocks} == {"paragraph"}
        assert imported.notices == ()

    def test_a_long_wrapped_book(self) -> None:
        path = ARTICLES / "federalist.txt"
        text = path.read_text(encoding="utf-8")
        article = read_markdown(read_article(path).article.source)
        assert article.text.split() == text.split()
        groups = [group for group in text.split("\n\n") if group.strip()]
        assert len(article.blocks) == len(groups)
