"""Leftovers of pages are told by their words, in whole short blocks; good sentences never are."""

from __future__ import annotations

from pathlib import Path

import pytest

from contention.article.leftovers import leftovers
from contention.article.markdown import read_markdown
from contention.article.plain_text import paragraphs, to_markdown
from tests.web_pages import COMMENTS, HEADINGS, PARAGRAPHS, POINTS, QUOTE, RELATED

LEFT = """\
Loading tweet…
Loading tweet...
View Tweet
View on Instagram
Share this article
Share on Facebook:
Facebook Twitter LinkedIn
Facebook | X | E-mail
Follow us on Twitter and Instagram
Tweet this
1,204 comments
12 shares
Advertisement
– Advertisement –
Anzeige
Sponsored content
Story continues below advertisement
Article continues after video…
Subscribe now!
Sign up for our weekly newsletter
Log in
Newsletter
Enter your email address
We use cookies to make this site better.
This website uses cookies
Accept all cookies
Cookie settings
Privacy policy
Terms of use
All rights reserved.
© 2024 The Gazette. All rights reserved.
Skip to content
Back to top
Read more
Related articles
You may also like:
Most read
Leave a comment
No comments yet
7 min read
Last updated: 12 March 2024
Photo credit: A. Person
Please enable JavaScript to view this page.
Next article »
""".splitlines()

KEPT = """\
X
Next
Home
Print is dead, or so they said.
Share the work and it is half the work.
Like it or not, the road will be built.
Ad hoc committees decide nothing.
The advertisement was false.
Follow the money.
Cookies are small files that a site keeps with you.
Join the army or go to prison: that was the choice.
Menu costs explain why prices change rarely.
Copyright ends seventy years after the author's death, which is far too late for anybody to profit.
Save the whales.
More news is not better news.
Sign here, he said.
By 2024 the site had closed.
Other people
Read Kant.
Chapter 7
""".splitlines()


def texts_left(source: str) -> list[str]:
    article = read_markdown(source)
    return [article.text[start:end] for start, end in leftovers(article)]


@pytest.mark.parametrize("line", LEFT)
def test_a_leftover_is_told(line: str) -> None:
    source = to_markdown(["A good sentence before it.", line, "And one after it."])
    assert texts_left(source) == [line]


@pytest.mark.parametrize("line", KEPT)
def test_a_sentence_is_kept(line: str) -> None:
    assert texts_left(to_markdown([line])) == []
    assert texts_left("# " + to_markdown([line])) == []


def test_only_whole_short_blocks() -> None:
    assert texts_left("Share this article with the one who needs it, for she will thank you.") == []
    assert texts_left("We use cookies " + "and more cookies " * 10) == []
    assert texts_left("Facebook, " * 8 + "X") == ["Facebook, " * 8 + "X"]
    assert texts_left("Facebook, " * 9 + "X") == []
    assert texts_left("```\nAdvertisement\n```\n\n| Share | Tweet |\n|---|---|\n| Print | Save |") == []
    assert texts_left("# Facebook\n\nFacebook\n\n## Related articles\n") == ["Facebook", "Related articles"]
    assert texts_left("word[^1]\n\n[^1]: Advertisement") == []
    assert texts_left("") == []


def test_our_own_pages_keep_their_sentences() -> None:
    for line in (*PARAGRAPHS, *HEADINGS, *POINTS, QUOTE, *COMMENTS, *RELATED):
        assert texts_left(to_markdown([line])) == []


@pytest.mark.parametrize("name", ["decentralised-ai.txt", "federalist.txt", "common-sense.txt"])
def test_few_blocks_of_real_articles(name: str) -> None:
    path = Path(__file__).resolve().parents[3] / "../shared/data/articles" / name
    if not path.is_file():
        pytest.skip(f"{name} is not on this machine")
    article = read_markdown(to_markdown(paragraphs(path.read_text("utf-8-sig"))))
    found = [article.text[start:end] for start, end in leftovers(article)]
    if name == "decentralised-ai.txt":
        assert found
        assert all("tweet" in words.casefold() or len(words) < 40 for words in found)
    else:
        assert len(found) <= 0.005 * len(article.blocks), found


def test_a_long_line_of_the_same_words_takes_no_time() -> None:
    for line in ("x " * 44, "newsletter " * 8, "your enter your " * 5, "accept all " * 8, "e-mail, " * 11):
        leftovers(read_markdown(line.strip()))
