"""What is done to the articles of a project: each edit touches its article and its passages alone."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from contention.model import articles, edits
from contention.model.anchors import make_passage, stands
from contention.model.check import check
from contention.model.edits import EditError
from contention.model.following import TextEdit
from contention.model.project import Article, Asset, Claim, Id, Passage, Project, read_only
from tests.builders import MAP, project_of

TEXT = "The beds are full.\nThey pay."
PICTURE = Asset(id="pic", media_type="image/png", data="eA==")
SHARED = Asset(id="both", media_type="image/png", data="eQ==")


def article(name: Id, source: str = TEXT, **fields: object) -> Article:
    return replace(Article(id=name, title=name.upper(), source=source), **fields)


def read(*found: Article) -> Project:
    project = replace(project_of("K\n  + A\n  - D"), articles=read_only({}))
    for one in found:
        project = articles.add_article(project, one)
    return project


def link(project: Project, claim: Id, one: Passage, name: Id) -> Project:
    return edits.link_passage(project, MAP, claim, replace(one, id=name))


def sound(project: Project, texts: dict[str, str] | None = None) -> bool:
    found = check(project, lambda one: (texts or {}).get(one.id, one.source))
    return found == []


BASE = link(
    link(read(article("a"), article("b")), "A", make_passage("a", TEXT, 4, 17), "p1"),
    "D",
    make_passage("b", TEXT, 19, 27),
    "p2",
)
BASE = link(BASE, "A", make_passage("a", TEXT, 19, 27), "p3")


def passage(project: Project, name: Id) -> Passage:
    claims = project.maps[MAP].claims.values()
    return next(one for claim in claims for one in claim.passages if one.id == name)


def claim(project: Project, name: Id) -> Claim:
    return project.maps[MAP].claims[name]


def test_the_passages_of_an_article_in_reading_order() -> None:
    assert [one.id for one in articles.passages_of(BASE, "a")] == ["p1", "p3"]
    assert articles.passages_of(BASE, "gone") == []


def test_an_article_comes_with_its_files_after_the_others() -> None:
    project = articles.add_article(BASE, article("c", "![](asset:pic)"), [PICTURE])
    assert dict(project.assets) == {"pic": PICTURE}
    assert project.articles["c"].order > project.articles["b"].order
    assert project.maps is BASE.maps


def test_a_newer_version_takes_the_place_and_the_passages_that_were_found() -> None:
    newer = "It began.\n" + TEXT.replace("They pay.", "They never did.")
    found = {"p1": make_passage("x", newer, 14, 27)}
    before = articles.get_article(BASE, "a")
    project = articles.replace_article(BASE, "a", article("x", newer, title="New"), found=found)
    after = project.articles["a"]
    assert (after.source, after.title, after.order) == (newer, "New", before.order)
    assert "x" not in project.articles
    again, lost = passage(project, "p1"), passage(project, "p3")
    assert (again.article, again.exact, stands(again, newer)) == ("a", "beds are full", True)
    assert lost == replace(passage(BASE, "p3"), orphan=True)
    assert claim(project, "D") is claim(BASE, "D")
    assert sound(project)
    # Another version brings the words back.
    back = articles.replace_article(
        project, "a", article("y"), found={p.id: p for p in articles.passages_of(BASE, "a")}
    )
    assert back.maps == BASE.maps


def test_unused_files_go_with_the_last_article_that_used_them() -> None:
    with_files = articles.add_article(BASE, article("c", "![](asset:pic) ![](asset:both)"), [PICTURE, SHARED])
    with_files = articles.add_article(with_files, article("d", original="both"), [SHARED])
    assert set(with_files.assets) == {"pic", "both"}
    replaced = articles.replace_article(with_files, "c", article("c", "Words."), found={})
    assert set(replaced.assets) == {"both"}
    assert set(articles.remove_article(with_files, "c").assets) == {"both"}
    assert set(articles.remove_article(replaced, "d").assets) == set()


def test_an_article_that_is_removed_takes_its_passages_and_leaves_the_claims() -> None:
    project = articles.remove_article(BASE, "a")
    assert set(project.articles) == {"b"}
    assert claim(project, "A") == replace(claim(BASE, "A"), passages=())
    assert claim(project, "D") is claim(BASE, "D")
    with pytest.raises(EditError, match="no longer in the project"):
        articles.remove_article(project, "a")


def test_a_correction_is_followed_by_all_that_counts_in_the_text() -> None:
    marked = replace(
        articles.get_article(BASE, "a"),
        set_aside=((19, 27),),
        dismissed=((0, 3),),
        pages=((0, 0, 0, 18), (19, 1, 0, 9)),
    )
    base = replace(BASE, articles=read_only({**BASE.articles, "a": marked}))
    source = TEXT.replace("full", "all full")
    project = articles.correct(
        base, "a", TextEdit(13, 17, "all full"), source=source, text=TEXT, heading=lambda at: [f"at {at}"]
    )
    assert passage(project, "p1").exact == "beds are all full"
    assert (passage(project, "p3").exact, passage(project, "p3").start) == ("They pay", 23)
    assert passage(project, "p3").heading == ("at 23",)
    after = project.articles["a"]
    assert (after.source, after.set_aside, after.dismissed) == (source, ((23, 31),), ((0, 3),))
    assert after.pages == ((0, 0, 0, 13), (17, 0, 13, 5), (23, 1, 0, 9))
    assert project.articles["b"] is base.articles["b"]
    assert claim(project, "D") is claim(base, "D")
    assert sound(project)


def test_a_passage_that_stands_elsewhere_than_in_the_text_is_left_alone() -> None:
    odd = replace(passage(BASE, "p1"), exact="other words")
    base = articles.relink_passage(BASE, "p1", odd)
    project = articles.correct(base, "a", TextEdit(0, 3, "All"), source="All" + TEXT[3:], text=TEXT)
    assert passage(project, "p1") == odd


def test_the_whole_page_and_the_article_in_it_take_turns() -> None:
    page = article("a", alternative="Menu\n" + TEXT + "\nShare", set_aside=((0, 3),), pages=((0, 0, 0, 2),))
    base = replace(BASE, articles=read_only({**BASE.articles, "a": page}))
    found = {"p1": make_passage("a", page.alternative, 9, 22)}
    project = articles.switch_whole(base, "a", found=found, dismissed=((0, 4),))
    after = project.articles["a"]
    assert (after.source, after.alternative, after.whole) == (page.alternative, page.source, True)
    assert (after.set_aside, after.dismissed, after.pages) == ((), ((0, 4),), ())
    assert passage(project, "p1").start == 9
    assert passage(project, "p3").orphan
    with pytest.raises(EditError, match="nothing else in this page"):
        articles.switch_whole(base, "b", found={})


def test_what_is_said_of_an_article() -> None:
    project = articles.set_details(BASE, "a", author=" M.  Wagon\n", date="2024", address="https://x.example")
    after = project.articles["a"]
    assert (after.title, after.author, after.date, after.address) == (
        "A",
        "M. Wagon",
        "2024",
        "https://x.example",
    )
    assert articles.set_details(project, "a", author="M. Wagon") is project
    assert articles.set_details(project, "a", title="Beds", author="").articles["a"].author == ""
    with pytest.raises(EditError, match="needs a title"):
        articles.set_details(project, "a", title=" ")


@pytest.mark.parametrize(
    ("add", "take", "field"),
    [
        (articles.set_aside, articles.restore, "set_aside"),
        (articles.dismiss, articles.undismiss, "dismissed"),
    ],
)
def test_parts_are_marked_and_unmarked(add, take, field) -> None:  # type: ignore[no-untyped-def]
    def spans(project: Project) -> object:
        return getattr(project.articles["a"], field)

    one = add(add(BASE, "a", (19, 27)), "a", (0, 4))
    assert spans(one) == ((0, 4), (19, 27))
    assert add(one, "a", (1, 3)) is one
    assert spans(add(one, "a", (3, 20))) == ((0, 27),)
    assert spans(take(one, "a", (2, 3))) == ((19, 27),)
    assert take(one, "a", (4, 19)) is one
    assert spans(take(one, "a")) == ()
    assert take(BASE, "a") is BASE
    assert one.maps is BASE.maps


def test_the_order_of_articles() -> None:
    base = articles.add_article(BASE, article("c"))

    def order(project: Project) -> str:
        return "".join(sorted(project.articles, key=lambda one: project.articles[one].order))

    assert order(articles.reorder_article(base, "a", 1)) == "bac"
    assert order(articles.reorder_article(base, "a", 9)) == "bca"
    assert order(articles.reorder_article(base, "c", -1)) == "acb"
    assert articles.reorder_article(base, "a", -1) is base


def test_an_orphan_is_found_again_by_hand_even_in_another_article() -> None:
    lost = replace(passage(BASE, "p1"), orphan=True, implied=True, extra={"x": 1})
    base = articles.relink_passage(BASE, "p1", lost)
    base = edits.put_map(
        base,
        edits.put_claims(
            base.maps[MAP],
            [
                replace(
                    claim(base, "A"), passages=(replace(lost, orphan=True, implied=True), passage(base, "p3"))
                )
            ],
        ),
    )
    project = articles.relink_passage(base, "p1", make_passage("b", TEXT, 0, 8))
    again = passage(project, "p1")
    assert (again.id, again.article, again.exact) == ("p1", "b", "The beds")
    assert (again.orphan, again.implied) == (False, True)
    assert [one.id for one in claim(project, "A").passages] == ["p3", "p1"]
    assert sound(project)
    assert articles.relink_passage(base, "nobody", make_passage("b", TEXT, 0, 8)) is base
    with pytest.raises(EditError):
        articles.relink_passage(base, "p1", make_passage("gone", TEXT, 0, 8))
