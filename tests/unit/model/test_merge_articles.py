"""Merging what came with an article: its source moves as one, and its pictures are never lost."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from contention.model import edits
from contention.model.anchors import make_passage
from contention.model.asset_uses import assets_of, named_in, used_assets
from contention.model.check import check
from contention.model.merge import Choice, merge, resolve
from contention.model.project import Article, Asset, Id, Project, read_only
from tests.builders import MAP, project_of

WORDS = "Night trains should come back. ![A bed](asset:pic) The beds are full."
TEXT = "Night trains should come back. \ufffc The beds are full."


def with_files(article: Article | None, *names: Id) -> Project:
    files = {name: Asset(id=name, media_type="image/png", name=f"{name}.png", data="eA==") for name in names}
    return replace(
        project_of("K\n  + A"),
        articles=read_only({article.id: article} if article else {}),
        assets=read_only(files),
    )


READ = Article(id="art", title="Night trains", source=WORDS, author="M.")
BASE = with_files(READ, "pic")


def test_the_pictures_of_a_text_are_named_in_it() -> None:
    assert named_in(WORDS) == {"pic"}
    assert named_in("no asset here, nor in asset: this") == set()
    article = replace(READ, alternative="![](asset:other.1)", original="pdf")
    assert assets_of(article) == {"pic", "other.1", "pdf"}
    assert used_assets([READ, article]) == {"pic", "other.1", "pdf"}


def test_who_wrote_it_and_what_is_set_aside_go_together() -> None:
    ours = replace(BASE, articles=read_only({"art": replace(READ, author="M. Wagon", dismissed=((0, 5),))}))
    theirs = replace(
        BASE, articles=read_only({"art": replace(READ, dismissed=((9, 12),), set_aside=((3, 4),))})
    )
    for merged in (merge(BASE, ours, theirs), merge(BASE, theirs, ours)):
        assert merged.conflicts == ()
        assert merged.project.articles["art"] == replace(
            READ, author="M. Wagon", dismissed=((0, 5), (9, 12)), set_aside=((3, 4),)
        )


def test_what_one_side_restored_stays_restored() -> None:
    base = replace(BASE, articles=read_only({"art": replace(READ, dismissed=((0, 5), (9, 12)))}))
    ours = replace(BASE, articles=read_only({"art": replace(READ, dismissed=((9, 12),))}))
    theirs = replace(BASE, articles=read_only({"art": replace(READ, dismissed=((0, 5), (9, 12), (20, 21)))}))
    assert merge(base, ours, theirs).project.articles["art"].dismissed == ((9, 12), (20, 21))


@pytest.mark.parametrize("field", ["dismissed", "set_aside"])
def test_places_that_count_in_another_text_do_not_go_with_it(field: str) -> None:
    marked = replace(BASE, articles=read_only({"art": replace(READ, **{field: ((31, 32),)})}))
    newer = replace(BASE, articles=read_only({"art": replace(READ, source="Short.")}))
    merged = merge(BASE, newer, marked)
    assert [conflict.path for conflict in merged.conflicts] == ["articles[art].source"]
    assert merged.project.articles["art"] == replace(READ, source="Short.")
    theirs = resolve(merged, {conflict.key: Choice.THEIRS for conflict in merged.conflicts})
    assert theirs.project.articles["art"] == marked.articles["art"]


def test_a_picture_that_went_with_an_article_which_is_kept_is_kept_too() -> None:
    without = with_files(None)
    retitled = replace(BASE, articles=read_only({"art": replace(READ, title="Sleepers")}))
    for merged in (merge(BASE, without, retitled), merge(BASE, retitled, without)):
        assert merged.project.articles.keys() == {"art"}
        assert merged.project.assets == BASE.assets
        assert len(merged.conflicts) == 1


def test_a_second_text_is_kept_with_its_pictures() -> None:
    ours = with_files(replace(READ, source="All new words."))
    passage = replace(make_passage("art", TEXT, 0, 30), id="p")
    theirs = edits.link_passage(BASE, MAP, "A", passage)
    merged = merge(BASE, ours, theirs)
    assert {article.source for article in merged.project.articles.values()} == {WORDS, "All new words."}
    assert merged.project.assets == BASE.assets
    assert check(merged.project, lambda a: a.source.replace("![A bed](asset:pic)", "\ufffc")) == []


def test_an_unused_picture_is_gone_where_one_side_let_it_go() -> None:
    ours = with_files(replace(READ, source="All new words."))
    merged = merge(BASE, ours, BASE)
    assert (merged.conflicts, merged.project) == ((), ours)


def test_an_orphan_is_found_again_by_one_side_alone() -> None:
    lost = replace(make_passage("art", TEXT, 0, 30), id="p", orphan=True)
    base = edits.link_passage(BASE, MAP, "A", lost)
    found = edits.link_passage(BASE, MAP, "A", replace(lost, start=5, end=35, orphan=False))
    retitled = replace(base, title="T")
    merged = merge(base, found, retitled)
    assert merged.conflicts == ()
    assert merged.project == replace(found, title="T")
