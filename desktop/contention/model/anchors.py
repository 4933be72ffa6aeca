"""How a passage is anchored: its words, what stands around them, and their place.

The parts follow the W3C Web Annotation selectors TextQuoteSelector (exact,
prefix, suffix) and TextPositionSelector (start, end). Places count Unicode code
points of the article's canonical text.
"""

from __future__ import annotations

from collections.abc import Sequence

from contention.model.project import Id, Passage, new_id

CONTEXT = 48
"""Characters kept on either side of a passage."""


def text_hash(text: str) -> str:
    """The first 16 hexadecimal digits of the SHA-256 of a canonical text.

    Tells whether `start` and `end` still count in the same text; no security hangs on it.
    """
    import hashlib  # 3 ms that a start without an article need not wait

    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def make_passage(
    article: Id, text: str, start: int, end: int, *, heading: Sequence[str] = (), digest: str = ""
) -> Passage:
    """The passage ``text[start:end]``, trimmed of white space at both ends.

    `digest` is `text_hash(text)` where the caller has it at hand.

    Raises:
        ValueError: nothing but white space lies between the two places.
    """
    start, end = max(0, start), min(len(text), end)
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start >= end:
        raise ValueError("a passage needs words")
    return Passage(
        id=new_id(),
        article=article,
        exact=text[start:end],
        prefix=text[max(0, start - CONTEXT) : start],
        suffix=text[end : end + CONTEXT],
        start=start,
        end=end,
        text_hash=digest or text_hash(text),
        heading=tuple(heading),
    )


def stands(passage: Passage, text: str) -> bool:
    """Whether the passage's words are still at its place in the text."""
    return text[passage.start : passage.end] == passage.exact
