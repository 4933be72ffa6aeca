# ruff: noqa: E501, ISC004 - lines of mark-up
"""Web pages of our own making: one short essay set in the ways that sites set theirs.

Each layout surrounds known text with what sites put around it. The sentences were
written for these tests.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import Any

TITLE = "Why the town should keep its small library"
AUTHOR = "Mara Lindqvist"
DATE = "2024-03-12"
LEAD = "The council wants to close the library on Mill Street, and nobody has asked the people who use it."
PARAGRAPHS = (
    "The case for closing it rests on a single figure. Each visit costs the town four pounds, the report says, "
    "and a visit to the new hall would cost two. But the report counts only those who borrow a book, and most "
    "of those who come in do not borrow anything at all.",
    "I sat there for a week with a notebook. On Monday morning eleven people came to read the papers, and six of "
    "them stayed until noon. On Tuesday a retired surveyor taught two boys how to read a map, because rain had "
    "cancelled their match and there was nowhere else to go.",
    "None of this appears in the figures, since a figure can only hold what somebody decided to count. If a room "
    "is warm, quiet and free, then people will use it in ways that no form provides for. That is a reason to "
    "measure differently; it is no reason to lock the door.",
    "Those who would close it say that everything in it can be found at home. That may be true of homes with a "
    "desk and a door. It is not true of a flat where four people share two rooms, and it is least true of the "
    "children for whom the library was built.",
    "The money is real, of course, and the council has little of it. Yet the new hall will need heating as well, "
    "and its rent will rise every year, while the building on Mill Street was paid for before the war.",
    "So the choice is not between thrift and comfort. It is between a cost that we know and can bear, and a loss "
    "that we have not troubled to measure and could not make good later.",
)
HEADINGS = ("What the figures leave out", "Who would lose most")
POINTS = (
    "Count every visitor for one month, and not only the loans.",
    "Ask the school how many of its pupils do their homework there.",
    "Publish the rent of the hall for the next ten years.",
)
QUOTE = (
    "A library is the only room in town where you may stay without buying something or believing something."
)
COMMENTS = (
    "I have lived beside that building for thirty years and never once went in. Perhaps that is my loss, but I "
    "would rather have the road mended first.",
    "Good piece. The bit about the surveyor made me laugh, as I think I know exactly which man you mean.",
    "You forget the parking. Nobody over sixty can walk up from the station with a bag of books in the rain.",
)
MENU = ("Home", "News", "Opinion", "Sport", "Culture", "Weather", "Jobs", "Puzzles", "About us", "Contact")
RELATED = (
    "Bridge repairs delayed until the autumn", "Ten walks within reach of the station",
    "School kitchen wins a prize for its soup", "The baker who gets up at two", "Bus fares to rise again in June",
)  # fmt: skip
COOKIES = (
    "We use cookies to make this site work and to measure how it is used. Accept all Reject all Settings"
)
NEWSLETTER = "Get our weekly letter. The best of the week in your inbox every Sunday morning, with no charge."


@dataclass(frozen=True)
class Page:
    """A page, and the words that a reader came for."""

    name: str
    html: str
    text: str


def _p(texts: Any, **attributes: str) -> str:
    written = "".join(f' {name.rstrip("_")}="{value}"' for name, value in attributes.items())
    return "\n".join(f"<p{written}>{text}</p>" for text in texts)


def _links(texts: Any) -> str:
    return "".join(f'<li><a href="/{at}">{text}</a></li>' for at, text in enumerate(texts))


def _head(title: str = TITLE, site: str = "The Mill Street Gazette") -> str:
    return (
        f'<meta charset="utf-8"><title>{title} | {site}</title><script>var track = "all the things you do";</script>'
        "<style>p { margin: 0 }</style>"
    )


_NAV = f'<nav class="menu"><ul>{_links(MENU)}</ul></nav>'
_SHARE = (
    '<ul class="share-bar social">'
    + _links(("Share on Facebook", "Tweet", "E-mail", "Copy link", "Print"))
    + "</ul>"
)
_COOKIES = f'<div id="cookie-banner" class="cookie-consent" role="dialog"><p>{COOKIES}</p></div>'
_LETTER = (
    f'<div class="newsletter signup"><h3>Newsletter</h3><p>{NEWSLETTER}</p>'
    '<form><input type="email" placeholder="Your address"><button>Sign up</button></form></div>'
)
_RELATED = f'<aside class="related"><h3>Related articles</h3><ul>{_links(RELATED)}</ul></aside>'
_FOOTER = f'<footer class="site-footer"><p>© 2024 The Gazette. All rights reserved.</p><ul>{_links(MENU[-3:])}</ul></footer>'
_COMMENTS = (
    '<section id="comments" class="comments"><h2>3 comments</h2>'
    + "".join(
        f'<div class="comment"><p class="who">Reader {n}</p><p>{c}</p></div>' for n, c in enumerate(COMMENTS)
    )
    + "<form><textarea></textarea><button>Post a comment</button></form></section>"
)


def _lines(*parts: Any) -> str:
    found: list[str] = []
    for part in parts:
        found += [part] if isinstance(part, str) else list(part)
    return "\n".join(found)


def pages() -> tuple[Page, ...]:
    """All layouts."""
    return (
        _news(), _blog(), _forum(), _wiki(), _docs(), _recipe(), _columns(), _portal(), _plain(), _old(), _academic(),
        _breaks(), _interview(), _data(), _sections(), _questions(),
    )  # fmt: skip


def _news() -> Page:
    body = (
        f"<header class='site-header'><a href='/'>The Gazette</a>{_NAV}</header>{_COOKIES}<main><article>"
        f"<h1>{TITLE}</h1><p class='standfirst'>{LEAD}</p><div class='byline'>By {AUTHOR}</div>"
        f"<time datetime='{DATE}'>12 March 2024</time>{_SHARE}<div class='article-body'>{_p(PARAGRAPHS[:2])}"
        f"<div class='ad'>Advertisement</div><h2>{HEADINGS[0]}</h2>{_p(PARAGRAPHS[2:4])}"
        f"<blockquote><p>{QUOTE}</p></blockquote>{_LETTER}<h2>{HEADINGS[1]}</h2>{_p(PARAGRAPHS[4:])}</div>"
        f"{_SHARE}</article>{_RELATED}{_COMMENTS}</main>{_FOOTER}"
    )
    text = _lines(
        TITLE, LEAD, PARAGRAPHS[:2], HEADINGS[0], PARAGRAPHS[2:4], QUOTE, HEADINGS[1], PARAGRAPHS[4:]
    )
    return Page("news", f"<!doctype html><html><head>{_head()}</head><body>{body}</body></html>", text)


def _blog() -> Page:
    body = (
        f"<div id='header'><h2><a href='/'>Notes from Mill Street</a></h2>{_NAV}</div><div id='content'>"
        f"<div class='post hentry'><h1 class='entry-title'>{TITLE}</h1><div class='entry-content'>{_p(PARAGRAPHS[:3])}"
        f"<ul>{''.join(f'<li>{point}</li>' for point in POINTS)}</ul>{_p(PARAGRAPHS[3:])}</div>"
        f"<div class='post-meta'>Filed under <a href='/t'>Town</a>. Posted on 12 March 2024</div>{_SHARE}</div>"
        f"{_COMMENTS}</div><div id='sidebar' class='widget-area'><h3>Recent posts</h3><ul>{_links(RELATED)}</ul>{_LETTER}"
        f"<h3>Archive</h3><ul>{_links(('March', 'February', 'January', 'December'))}</ul></div>{_FOOTER}"
    )
    text = _lines(TITLE, PARAGRAPHS[:3], POINTS, PARAGRAPHS[3:])
    return Page("blog", f"<html><head>{_head()}</head><body>{body}</body></html>", text)


def _forum() -> Page:
    posts = (*PARAGRAPHS[:2], COMMENTS[0], PARAGRAPHS[3], COMMENTS[1], PARAGRAPHS[4], COMMENTS[2])
    body = f"<div class='navbar'>{_NAV}</div><h1>{TITLE}</h1><div class='thread'>" + "".join(
        f"<div class='post' id='p{n}'><div class='user'>member{n}<br>Posts: {n * 37}</div>"
        f"<div class='message'><p>{post}</p></div><div class='tools'><a href='#'>Reply</a> <a href='#'>Report</a></div></div>"
        for n, post in enumerate(posts)
    )
    html = f"<html><head>{_head()}</head><body>{body}</div><div class='pages'>Page 1 of 1</div>{_FOOTER}</body></html>"
    return Page("forum", html, _lines(TITLE, posts))


def _wiki() -> Page:
    def cite(number: int) -> str:
        return f"<sup id='cite_ref-{number}'><a href='#cite_note-{number}'>[{number}]</a></sup>"

    rows = (("Opened", "1934"), ("Books", "21,400"), ("Seats", "36"))
    table = "".join(f"<tr><th>{name}</th><td>{value}</td></tr>" for name, value in rows)
    notes = "".join(
        f"<li id='cite_note-{n}'><span class='mw-cite-backlink'><a href='#cite_ref-{n}'>^</a></span> "
        f"<span class='reference-text'>{words}</span></li>"
        for n, words in enumerate(("Report of the council, page four.", "Letters to the editor, May."), 1)
    )
    body = (
        f"<div id='mw-navigation'>{_NAV}</div><div id='content' class='mw-body'><h1 id='firstHeading'>Mill Street Library</h1>"
        f"<div id='bodyContent'><div id='toc' class='toc'><h2>Contents</h2><ul>{_links(HEADINGS)}</ul></div>"
        f"<p>{PARAGRAPHS[0]}{cite(1)}</p><table class='wikitable'>{table}</table><h2>{HEADINGS[0]}<span class='mw-editsection'>"
        f"[<a href='/e'>edit</a>]</span></h2><p>{PARAGRAPHS[1]}</p><p>{PARAGRAPHS[2]}{cite(2)}</p><h2>{HEADINGS[1]}</h2>"
        f"{_p(PARAGRAPHS[3:])}<h2>References</h2><ol class='references'>{notes}</ol></div></div>{_FOOTER}"
    )
    text = _lines(
        "Mill Street Library", PARAGRAPHS[0] + "[1]", *(f"{a}\n{b}" for a, b in rows), HEADINGS[0], PARAGRAPHS[1],
        PARAGRAPHS[2] + "[2]", HEADINGS[1], PARAGRAPHS[3:], "References", "Report of the council, page four.",
        "Letters to the editor, May.",
    )  # fmt: skip
    return Page(
        "wiki",
        f"<html><head>{_head('Mill Street Library', 'Townpedia')}</head><body>{body}</body></html>",
        text,
    )


def _docs() -> Page:
    code = "count --visitors --month may\ncount --loans"
    steps = (
        "Stand at the door before it opens.",
        "Press the key once for everyone who comes in.",
        "Write the sum down.",
    )
    body = (
        f"<header>{_NAV}</header><div class='layout'><nav class='sidebar'><ul>{_links(RELATED + MENU)}</ul></nav>"
        f"<main role='main'><h1>Counting visitors</h1><p>{PARAGRAPHS[2]}</p><h2>Before you begin</h2><p>{PARAGRAPHS[1]}</p>"
        f"<pre><code>{code}</code></pre><h2>Step by step</h2><ol>{''.join(f'<li>{step}</li>' for step in steps)}</ol>"
        f"<p>{PARAGRAPHS[5]}</p><div class='prev-next'><a href='/a'>Previous</a> <a href='/b'>Next</a></div></main>"
        f"<nav class='toc'><h4>On this page</h4><ul>{_links(('Before you begin', 'Step by step'))}</ul></nav></div>{_FOOTER}"
    )
    text = _lines(
        "Counting visitors",
        PARAGRAPHS[2],
        "Before you begin",
        PARAGRAPHS[1],
        code,
        "Step by step",
        steps,
        PARAGRAPHS[5],
    )
    return Page(
        "documentation",
        f"<html><head>{_head('Counting visitors', 'Handbook')}</head><body>{body}</body></html>",
        text,
    )


def _recipe() -> Page:
    needs = (
        "two large onions",
        "a spoon of butter",
        "half a loaf of old bread",
        "a litre of stock",
        "salt and thyme",
    )
    steps = (
        "Slice the onions as thinly as you can, and let them soften in the butter for half an hour.",
        "Add the stock and the thyme, and leave it to simmer while you toast the bread.",
        "Lay the bread in the bowls, pour the soup over it and wait until it has drunk its fill.",
        "Salt it at the very end, since the stock has become stronger than you think.",
    )
    intro = "This is the soup that won the school kitchen its prize, and it costs less than anything else they make."
    body = (
        f"{_COOKIES}{_NAV}<main><article class='recipe'><h1>Onion soup with old bread</h1>{_SHARE}<p>{intro}</p>"
        f"<div class='ingredients'><h2>You need</h2><ul>{''.join(f'<li>{need}</li>' for need in needs)}</ul></div>"
        f"<div class='method'><h2>What to do</h2><ol>{''.join(f'<li><p>{step}</p></li>' for step in steps)}</ol></div>"
        f"</article>{_LETTER}<aside><h3>More soups</h3><ul>{_links(RELATED)}</ul></aside></main>{_FOOTER}"
    )
    text = _lines("Onion soup with old bread", intro, "You need", needs, "What to do", steps)
    return Page(
        "recipe",
        f"<html><head>{_head('Onion soup with old bread', 'Kitchen')}</head><body>{body}</body></html>",
        text,
    )


def _columns() -> Page:
    body = (
        f"<div id='top'>{_NAV}</div><table width='100%'><tr><td width='200' class='left'><b>Sections</b><br>"
        + "<br>".join(f"<a href='/{name}'>{name}</a>" for name in MENU + RELATED)
        + f"</td><td class='main-text'><h1>{TITLE}</h1>{_p(PARAGRAPHS[:3])}<h2>{HEADINGS[1]}</h2>{_p(PARAGRAPHS[3:])}</td></tr>"
        "<tr><td colspan='2'>© 2024 The Gazette</td></tr></table>"
    )
    text = _lines(TITLE, PARAGRAPHS[:3], HEADINGS[1], PARAGRAPHS[3:])
    return Page("two columns", f"<html><head>{_head()}</head><body>{body}</body></html>", text)


def _portal() -> Page:
    cards = "".join(
        f"<div class='card'><h3><a href='/x'>{name}</a></h3><p>{name}, and why it matters.</p></div>"
        for name in RELATED
    )
    body = (
        f"<div class='css-1a2b'>{_NAV}<div class='css-3c4d'><div class='css-5e6f'><h1 class='css-7'>{TITLE}</h1>"
        + "".join(f"<div class='css-p'><div><span>{text}</span></div></div>" for text in PARAGRAPHS)
        + f"</div><div class='css-9'>{cards}</div></div>{_COOKIES}</div>{_FOOTER}"
    )
    return Page(
        "nameless boxes", f"<html><head>{_head()}</head><body>{body}</body></html>", _lines(TITLE, PARAGRAPHS)
    )


def _plain() -> Page:
    body = f"<h1>{TITLE}</h1><h3>{AUTHOR}</h3>{_p(PARAGRAPHS)}<hr><p>Set from the parish magazine.</p>"
    text = _lines(TITLE, AUTHOR, PARAGRAPHS, "Set from the parish magazine.")
    return Page(
        "plain document", f"<html><head><title>{TITLE}</title></head><body>{body}</body></html>", text
    )


def _old() -> Page:
    body = (
        "<center><font size=6><b>"
        + TITLE
        + "</b></font></center><table><tr><td><font face=arial>"
        + "<p>".join(PARAGRAPHS)
        + "</font></table><hr><center><a href=index.html>Back to the index</a> | <a href=mail.html>Write to me</a></center>"
    )
    return Page(
        "old mark-up",
        f"<html><head><title>{TITLE}</title></head><body bgcolor=white>{body}",
        _lines(TITLE, PARAGRAPHS),
    )


def _academic() -> Page:
    rows = (
        ("Day", "Visitors", "Loans"),
        ("Monday", "41", "12"),
        ("Tuesday", "57", "9"),
        ("Wednesday", "38", "15"),
    )
    table = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    notes = ("Loans were taken from the register.", "Rain fell on two of the days.")
    body = (
        f"{_NAV}<article><h1>{TITLE}</h1><p class='authors'>{AUTHOR}</p><section><h2>Abstract</h2><p>{PARAGRAPHS[5]}</p></section>"
        f"<section><h2>1 Method</h2><p>{PARAGRAPHS[1]}<a id='r1' href='#f1'><sup>1</sup></a></p><p>{PARAGRAPHS[0]}</p></section>"
        f"<section><h2>2 Results</h2><p>{PARAGRAPHS[2]}<a id='r2' href='#f2'><sup>2</sup></a></p><table><caption>Visitors and loans"
        f"</caption>{table}</table></section><section class='footnotes'>"
        + "".join(f"<p id='f{n}'><a href='#r{n}'>{n}</a> {note}</p>" for n, note in enumerate(notes, 1))
        + f"</section></article>{_FOOTER}"
    )
    text = _lines(
        TITLE, AUTHOR, "Abstract", PARAGRAPHS[5], "1 Method", PARAGRAPHS[1] + "[1]", PARAGRAPHS[0], "2 Results",
        PARAGRAPHS[2] + "[2]", "Visitors and loans", *("\n".join(row) for row in rows), notes,
    )  # fmt: skip
    return Page("journal with footnotes", f"<html><head>{_head()}</head><body>{body}</body></html>", text)


def _breaks() -> Page:
    body = (
        f"<div id='wrap'><div id='nav'><ul>{_links(MENU)}</ul></div><div id='text'><b>{TITLE}</b><br><br>"
        + "<br><br>".join(PARAGRAPHS)
        + f"</div><div id='foot'>{COOKIES}</div></div>"
    )
    return Page(
        "breaks for paragraphs",
        f"<html><head>{_head()}</head><body>{body}</body></html>",
        _lines(TITLE, PARAGRAPHS),
    )


def _interview() -> Page:
    questions = ("Why a library, of all things?", "And the money?", "What would you do?")
    answers = (PARAGRAPHS[1], PARAGRAPHS[4], PARAGRAPHS[5])
    turns = "".join(
        f"<p><strong>{question}</strong></p><p>{answer}</p>"
        for question, answer in zip(questions, answers, strict=True)
    )
    body = (
        f"{_COOKIES}<div class='header'>{_NAV}</div><div class='page-wrapper'><div class='story'><h1>{TITLE}</h1><p>{LEAD}</p>"
        f"<figure><img src='/p.jpg' alt='The door'><figcaption>The door on Mill Street in May.</figcaption></figure>{turns}"
        f"<div class='promo'>{_LETTER}</div></div><div class='rail'>{_RELATED}</div></div>{_COMMENTS}{_FOOTER}"
    )
    pairs = [text for pair in zip(questions, answers, strict=True) for text in pair]
    text = _lines(TITLE, LEAD, "The door on Mill Street in May.", pairs)
    return Page("interview", f"<html><head>{_head()}</head><body>{body}</body></html>", text)


def _data() -> Page:
    rows = [("Year", "Visits", "Cost", "Note")]
    rows += [(str(2000 + n), str(900 + 37 * n), f"{3 + n % 4} pounds", f"remark {n}") for n in range(20)]
    table = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    body = (
        f"<header>{_NAV}</header><main><h1>Visits year by year</h1><p>{PARAGRAPHS[0]}</p><table>{table}</table><p>{PARAGRAPHS[2]}</p>"
        f"{_RELATED}</main>{_FOOTER}"
    )
    text = _lines("Visits year by year", PARAGRAPHS[0], *("\n".join(row) for row in rows), PARAGRAPHS[2])
    return Page(
        "table of data",
        f"<html><head>{_head('Visits year by year', 'Data')}</head><body>{body}</body></html>",
        text,
    )


def _sections() -> Page:
    parts = "".join(
        f"<section class='block-{n}'><div class='inner'><div class='rich'><h2>Part {n}</h2><p>{text}</p></div></div></section>"
        for n, text in enumerate(PARAGRAPHS, 1)
    )
    body = f"<header>{_NAV}</header><main id='m'><h1>{TITLE}</h1>{parts}</main>{_LETTER}{_COMMENTS}{_FOOTER}"
    text = _lines(TITLE, *(f"Part {n}\n{text}" for n, text in enumerate(PARAGRAPHS, 1)))
    return Page("sections far apart", f"<html><head>{_head()}</head><body>{body}</body></html>", text)


def _questions() -> Page:
    pairs = (
        ("When is it open?", "From nine until six, and until eight on Thursdays."),
        ("May I bring a dog?", "Only one that can read."),
        ("What does a card cost?", "Nothing, if you live or work in the town."),
        ("How many books may I take?", "Twelve at a time, for four weeks."),
        ("Where do I leave my bicycle?", "In the yard, by the door to the mill."),
        ("May I eat there?", "An apple, if you do it quietly."),
    )
    rows = "".join(
        f"<details><summary>{question}</summary><div>{answer}</div></details>" for question, answer in pairs
    )
    body = f"{_COOKIES}<header>{_NAV}</header><main><h1>Questions and answers</h1>{rows}</main>{_RELATED}{_FOOTER}"
    text = _lines("Questions and answers", *(text for pair in pairs for text in pair))
    head = _head("Questions and answers", "Library")
    return Page("questions and answers", f"<html><head>{head}</head><body>{body}</body></html>", text)


def f1(found: str, expected: str) -> float:
    """How well a text agrees with what was expected: F1 over words and marks, whatever their order."""
    a, b = (Counter(re.findall(r"\w+|[^\w\s]", text)) for text in (found, expected))
    return 2 * (a & b).total() / (a.total() + b.total())
