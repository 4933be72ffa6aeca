"""XML of unknown origin to an lxml tree: no entities, no network, no depth or size without end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contention.article.errors import ArticleError
from contention.article.packed import damaged

if TYPE_CHECKING:
    from lxml.etree import _Element

DEEPEST = 1_000
"""Elements within each other; a list of ten levels in a Word file has about 60."""

_NO_MEMORY = (0, 2)
"""libxml2's code for this, and what lxml says when it has not even the memory to keep it."""


def tree_of(data: bytes, name: str, *, deepest: int = DEEPEST) -> _Element:
    """The root element of an XML file.

    Raises:
        ArticleError: it is no XML, declares entities, or is nested too deeply.
    """
    from lxml import etree

    refuse_entities(data, name)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_pis=True,
        remove_comments=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        if isinstance(error, etree.XMLSyntaxError) and error.code in _NO_MEMORY:
            raise MemoryError from error
        if "depth" in str(error).lower():
            raise too_deep(name) from error
        raise damaged(name) from error
    if depth_of(root, deepest) > deepest:
        raise too_deep(name)
    return root


def refuse_entities(data: bytes, name: str) -> None:
    """Raises ArticleError where XML declares entities: they read other files, or grow without end."""
    head = data[:200]
    plain = data.replace(b"\x00", b"") if b"\x00" in head else data
    if b"<!ENTITY" in plain or (b"\x4c\x6f\xa7\x94" in head):  # the second is "<?xm" in EBCDIC
        raise ArticleError(
            f"“{name}” was not opened: it has XML entities of its own, which attack the program that reads "
            "them. An ordinary article has none."
        )


def too_deep(name: str) -> ArticleError:
    """What is said of a file whose parts lie too many levels within each other."""
    return ArticleError(
        f"“{name}” was not opened: its parts lie within each other more deeply than in any ordinary "
        "article. Please copy its text and paste it."
    )


def depth_of(root: _Element, enough: int) -> int:
    """How many elements lie within each other; counted no further than one past `enough`."""
    from lxml import etree

    depth = deepest = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        if event == "start":
            depth += 1
            if depth > deepest:
                deepest = depth
                if deepest > enough:
                    break
        else:
            depth -= 1
    return deepest
