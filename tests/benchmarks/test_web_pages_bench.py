"""How much of what a reader came for is found in web pages, and how long that takes."""

from __future__ import annotations

import statistics
import time

import pytest

from contention.article import web_page
from contention.article.html_parsing import tree_of
from contention.article.html_to_markdown import markdown_of
from contention.article.markdown import read_markdown
from tests.web_pages import f1, pages

LEAST_MEAN = 0.96
LEAST_WORST = 0.88


@pytest.mark.bench
def test_text_found_on_each_layout() -> None:
    print(f"\n{'layout':28}{'F1':>7}{'whole page':>12}{'ms':>7}")
    figures = []
    for page in pages():
        data = page.html.encode()
        started = time.perf_counter()
        found = web_page.read(data, "page.html")
        spent = 1000 * (time.perf_counter() - started)
        figures.append(f1(read_markdown(found.source).text, page.text))
        whole = f1(read_markdown(found.alternative or found.source).text, page.text)
        print(f"{page.name:28}{figures[-1]:7.3f}{whole:12.3f}{spent:7.0f}")
    print(f"{'mean':28}{statistics.mean(figures):7.3f}\n{'worst':28}{min(figures):7.3f}")
    assert statistics.mean(figures) >= LEAST_MEAN
    assert min(figures) >= LEAST_WORST


@pytest.mark.bench
def test_time_grows_with_the_page() -> None:
    body = pages()[0].html.partition("<body>")[2]
    times = []
    for count in (10, 100):
        html = body * count
        started = time.perf_counter()
        markdown_of(tree_of(html, "page"))
        times.append(time.perf_counter() - started)
        print(f"\n{len(html) / 1e6:.2f} MB of HTML to Markdown: {times[-1]:.2f} s")
    assert times[1] <= 5 * 10 * times[0]
