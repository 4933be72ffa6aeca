"""RTF: the words alone, each paragraph one, by striprtf."""

from __future__ import annotations

import re

from contention.article import plain_text
from contention.article.found import Found, Progress
from contention.article.markdown import clean
from contention.article.packed import damaged

_PICTURE = re.compile(r"[0-9a-fA-F\r\n]{512,}")
"""The data of a picture: lines of hexadecimal digits, which need not be looked at one by one."""
_NOTHING = re.compile(r"\\u-?\d{1,3}\d{4,}")
"""Characters beyond what 16 bits hold, which no program writes."""
_CREATED = re.compile(r"\{\\creatim\\yr(\d{4})\\mo(\d{1,2})\\dy(\d{1,2})")


def read(data: bytes, name: str, progress: Progress = lambda _: None) -> Found:
    """The text of an RTF document; its look, its pictures and its tables' frames are not kept.

    Raises:
        ArticleError: it is damaged.
    """
    # RTF is ASCII; what is not stands for itself in the older systems' Western encoding.
    rtf = _NOTHING.sub("?", _PICTURE.sub("", data.decode("cp1252", "replace")))
    progress(0.1)
    text = _text(rtf, name)
    lines = [clean(line).strip(" |").replace("|", " | ") for line in text.splitlines()]
    parts = [" ".join(line.split()) for line in lines if any(map(str.isalnum, line))]
    header = rtf[:20_000]
    codepage = re.search(r"\\ansicpg\d{1,5}", header)
    title, author = (
        _said(pattern, header, codepage.group() if codepage else "", name) for pattern in ("title", "author")
    )
    created = _CREATED.search(header)
    date = f"{created[1]}-{int(created[2]):02}-{int(created[3]):02}" if created else ""
    headed = plain_text.title_of(parts)
    return Found(
        source=plain_text.to_markdown(parts, title=bool(headed)),
        title=headed or title,
        author=author,
        date=date,
        notices=("RTF is read as words alone: bold, italics, tables and pictures are not kept.",),
    )


def _text(rtf: str, name: str) -> str:
    from striprtf.striprtf import rtf_to_text

    try:
        text: str = rtf_to_text(rtf, errors="replace")  # type: ignore[no-untyped-call]
    except (ValueError, IndexError, TypeError, OverflowError, LookupError) as error:
        raise damaged(name) from error
    return text


def _said(field: str, header: str, codepage: str, name: str) -> str:
    """What the document's properties say."""
    begin = f"{{\\{field} "
    start = header.find(begin)
    end = header.find("}", start)
    if not 0 <= start < end:
        return ""
    return " ".join(_text(f"{{\\rtf1{codepage} {header[start + len(begin) : end]}}}", name).split())
