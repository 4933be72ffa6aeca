"""Project files made to hurt, each named after what it attacks.

`FILES` has those whose attack is in the bytes, as functions so that large ones are
made one at a time; `PLACES` those whose attack is in what stands at the path.
"""

from __future__ import annotations

import gzip
import json
import os
import pickle
from collections.abc import Callable
from pathlib import Path
from typing import Any

MB = 1024 * 1024
PASSWORDS = "/etc/passwd"


def document(**changes: Any) -> dict[str, Any]:
    """A small sound project as plain values, with some of its lists replaced."""
    sound = {
        "format": "contention-project",
        "version": 1,
        "title": "T",
        "articles": [{"id": "a", "source": "Ships sail."}],
        "maps": [{"id": "m"}],
        "claims": [{"id": "c", "map": "m", "text": "C"}, {"id": "d", "map": "m", "text": "D"}],
        "inferences": [{"id": "i", "map": "m", "kind": "reason", "target": "c", "premises": ["d"]}],
        "passages": [{"id": "p", "claim": "c", "article": "a", "exact": "sail", "start": 6, "end": 10}],
    }
    return {**sound, **changes}


def written(**changes: Any) -> bytes:
    """Its bytes."""
    return json.dumps(document(**changes)).encode()


def raw(top: str) -> bytes:
    """The sound project with members added that no encoder would write."""
    return written()[:-1] + b"," + top.encode("utf-8", "surrogatepass") + b"}"


def claims(count: int, **keys: Any) -> list[dict[str, Any]]:
    """Claims c0, c1, … of map m."""
    return [{"id": f"c{number}", "map": "m", "text": f"Claim {number}", **keys} for number in range(count)]


def links(pairs: list[tuple[int, list[int]]]) -> list[dict[str, Any]]:
    """Reasons by numbers: from the premises of each to its target."""
    return [
        {"id": f"i{n}", "map": "m", "kind": "reason", "target": f"c{t}", "premises": [f"c{p}" for p in ps]}
        for n, (t, ps) in enumerate(pairs)
    ]


def mapped(count: int, pairs: list[tuple[int, list[int]]], **changes: Any) -> bytes:
    """A map of so many claims and these reasons."""
    return written(claims=claims(count), inferences=links(pairs), passages=[], **changes)


def article(source: str, **keys: Any) -> bytes:
    """A project with an article of this Markdown."""
    return written(articles=[{"id": "a", "source": source, **keys}])


def text(words: str) -> bytes:
    """A project whose every text of a reader's is this."""
    return written(
        title=words,
        maps=[{"id": "m", "title": words}],
        claims=[{"id": "c", "map": "m", "text": words}, {"id": "d", "map": "m", "text": words}],
        inferences=[
            {"id": "i", "map": "m", "kind": "reason", "target": "c", "premises": ["d"], "scheme": words}
        ],
        articles=[{"id": "a", "source": words, "title": words, "file_name": words}],
        passages=[
            {
                "id": "p",
                "claim": "c",
                "article": "a",
                "exact": words,
                "heading": [words],
                "start": 0,
                "end": 4,
            }
        ],
    )


def claim(**keys: Any) -> bytes:
    """A project with one claim that has these keys."""
    return written(claims=[{"id": "c", "map": "m", **keys}], inferences=[], passages=[])


def inference(**keys: Any) -> bytes:
    """A project with one inference that has these keys."""
    sound = document()["inferences"][0]
    return written(inferences=[{**sound, **keys}])


def passage(**keys: Any) -> bytes:
    """A project with one passage that has these keys."""
    sound = document()["passages"][0]
    return written(passages=[{**sound, **keys}])


def nested(depth: int) -> Any:
    """Lists inside one another."""
    value: Any = []
    for _ in range(depth):
        value = [value]
    return value


GOOD = written()

FILES: dict[str, Callable[[], bytes]] = {
    # --- not the bytes of a text ---
    "empty file": lambda: b"",
    "zero bytes only": lambda: bytes(4096),
    "byte order mark only": lambda: b"\xef\xbb\xbf",
    "byte order mark before a sound file": lambda: b"\xef\xbb\xbf" + GOOD,
    "UTF-16": lambda: GOOD.decode().encode("utf-16"),
    "UTF-32": lambda: GOOD.decode().encode("utf-32"),
    "bytes that are no UTF-8": lambda: GOOD.replace(b'"T"', b'"\xff\xfe"'),
    "overlong UTF-8 for a slash": lambda: GOOD.replace(b'"T"', b'"\xc0\xaf"'),
    "surrogate in UTF-8": lambda: GOOD.replace(b'"T"', b'"\xed\xa0\x80"'),
    "a picture": lambda: b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40,
    "gzip bomb": lambda: gzip.compress(bytes(200 * MB), 1, mtime=0),
    "pickle that runs a command": lambda: pickle.dumps(_Command()),
    "web page": lambda: b"<html><script>alert(1)</script></html>",
    "XML bomb": lambda: b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><x>&b;</x>',
    "YAML that makes an object": lambda: b"!!python/object/apply:os.system ['id']",
    # --- not JSON, or JSON at its edges ---
    "cut off in the middle": lambda: GOOD[: len(GOOD) // 2],
    "cut off in an escape": lambda: GOOD.replace(b'"T"', b'"T\\u12')[: GOOD.index(b'"T"') + 6],
    "cut off by one bracket": lambda: GOOD[:-1],
    "two projects in one file": lambda: GOOD + GOOD,
    "bracket too many": lambda: GOOD + b"}",
    "comments": lambda: b"// project\n" + GOOD,
    "comma too many": lambda: GOOD[:-1] + b",}",
    "single quotes": lambda: GOOD.replace(b'"', b"'"),
    "raw control character in a text": lambda: GOOD.replace(b'"T"', b'"T\x01"'),
    "escaped zero in a text": lambda: GOOD.replace(b'"T"', b'"T\\u0000"'),
    "CR only as line ends": lambda: GOOD.replace(b",", b",\r"),
    "list at the top": lambda: b"[" + GOOD + b"]",
    "text at the top": lambda: b'"contention-project"',
    "100,000 lists inside one another": lambda: b"[" * 100_000 + b"]" * 100_000,
    "100,000 objects inside one another": lambda: b'{"a":' * 100_000 + b"1" + b"}" * 100_000,
    "nested below an unknown key, 900 deep": lambda: written(x=nested(900)),
    "nested below an unknown key, 33 deep": lambda: written(x=nested(33)),
    "nested in a claim's text": lambda: claim(text=nested(500)),
    "NaN": lambda: raw('"x":NaN'),
    "NaN as a place": lambda: GOOD.replace(b'"start": 6', b'"start": NaN'),
    "infinity as an order": lambda: claim(order=float("inf")),
    "number beyond every float": lambda: raw('"x":1e999999'),
    "number of 5,000 digits": lambda: raw('"x":' + "9" * 5000),
    "number of a million digits": lambda: raw('"x":' + "9" * MB),
    "number beyond 64 bits": lambda: claim(order=2**70),
    "number of a million decimals": lambda: raw('"x":0.' + "1" * MB),
    "lone high surrogate": lambda: claim(text="a\ud800b"),
    "lone low surrogate": lambda: claim(text="a\udc00b"),
    "surrogates the wrong way round": lambda: claim(text="a\udc00\ud800b"),
    "surrogate in an unknown key": lambda: written(**{"k\ud800": 1}),
    "surrogate in an id": lambda: claim(id="c\ud800"),
    "key twice at the top": lambda: raw('"claims":[]'),
    "key twice in an item": lambda: GOOD.replace(b'"text": "C"', b'"text": "C", "text": "X"'),
    "100,000 times the same key": lambda: raw(",".join(['"x":1'] * 100_000)),
    "prototype keys": lambda: written(__proto__={"polluted": 1}, constructor={"prototype": 1}),
    "keys that are Python's own": lambda: claim(__class__="x", __dict__={}, __init__=1, extra={"a": 1}),
    "64 MB of spaces": lambda: b" " * (64 * MB),
    "64 MB of zero bytes": lambda: bytes(64 * MB),
    "one byte more than the limit": lambda: GOOD + b" " * (64 * MB + 1 - len(GOOD)),
    "64 MB of empty objects": lambda: b'{"claims":[' + b"{}," * (64 * MB // 3 - 10) + b"{}]}",
    "just under the limit of values": lambda: raw('"x":[' + "0," * 3_900_000 + "0]"),
    "just under the limit of values, as objects": lambda: raw('"x":[' + "{}," * 1_900_000 + "0]"),
    "60 MB of one text": lambda: claim(text="x" * (60 * MB)),
    "60 MB of escapes": lambda: b'{"title":"' + b"\\u0041" * (10 * MB) + b'"}',
    "60 MB of open brackets": lambda: b"[" * (60 * MB),
    "60 MB of quotation marks": lambda: b'{"' * (30 * MB),
    "million unknown keys": lambda: raw(",".join(f'"k{n}":{n}' for n in range(1_000_000))),
    # --- the head of the file ---
    "foreign format": lambda: written(format="freemind"),
    "format is a list": lambda: written(format=["contention-project"]),
    "version 0": lambda: written(version=0),
    "version below 0": lambda: written(version=-1),
    "version is a text": lambda: written(version="1"),
    "version is true": lambda: written(version=True),
    "version is a fraction": lambda: written(version=1.5),
    "version of 30 digits": lambda: written(version=10**30),
    "version of the future with other lists": lambda: written(version=99, claims={"c": {}}),
    "lists are objects": lambda: written(claims={"c": {}}),
    "lists are null": lambda: written(claims=None, maps=None),
    "lists are texts": lambda: written(maps="mmmm"),
    "title is a list": lambda: written(title=["T"] * 1000),
    "items are numbers": lambda: written(claims=list(range(10_000))),
    "items are lists": lambda: written(claims=[[]] * 10_000, inferences=[[[]]]),
    # --- ids and references ---
    "every id the same": lambda: written(claims=[{"id": "c", "map": "m"}] * 10_000),
    "id used across lists": lambda: written(maps=[{"id": "c"}, {"id": "m"}], articles=[{"id": "m"}]),
    "id that climbs out of a folder": lambda: claim(id="../../../../etc/passwd"),
    "id with a line break": lambda: claim(id="c\n"),
    "id with a zero": lambda: claim(id="c\0"),
    "id of a megabyte": lambda: claim(id="c" * MB),
    "empty id": lambda: claim(id=""),
    "id in another alphabet": lambda: claim(id="с"),
    "reference to a map that is none": lambda: claim(map="zz"),
    "reference of a megabyte": lambda: claim(map="m" * MB),
    "targets that are none": lambda: inference(target="zz"),
    "premises that are none": lambda: inference(premises=["zz"] * 10_000),
    "premises are one text": lambda: inference(premises="d"),
    "no premise": lambda: inference(premises=[]),
    "the same premise 100,000 times": lambda: inference(premises=["d"] * 100_000),
    "inference that targets itself": lambda: inference(target="i"),
    "claim that is its own premise": lambda: inference(premises=["c"]),
    "unknown kind": lambda: inference(kind="conspiracy"),
    "primary that is none": lambda: claim(primary="zz"),
    "primary is an object": lambda: claim(primary={"id": "i"}),
    "premise in another map": lambda: written(
        maps=[{"id": "m"}, {"id": "n"}], claims=[{"id": "c", "map": "m"}, {"id": "d", "map": "n"}]
    ),
    "inferences that target one another": lambda: written(
        inferences=[
            {"id": f"i{n}", "map": "m", "kind": "reason", "target": f"i{(n + 1) % 500}", "premises": ["d"]}
            for n in range(500)
        ]
    ),
    "dangling chain of 20,000 inferences": lambda: written(
        inferences=[
            {"id": f"i{n}", "map": "m", "kind": "reason", "target": f"i{n + 1}", "premises": ["d"]}
            for n in range(20_000)
        ]
    ),
    # --- shapes of maps ---
    "circle of two claims": lambda: mapped(2, [(0, [1]), (1, [0])]),
    "circle of 1,000 claims": lambda: mapped(1000, [(n, [(n + 1) % 1000]) for n in range(1000)]),
    "chain of 2,000 claims": lambda: mapped(2000, [(n, [n + 1]) for n in range(1999)]),
    "star of 2,000 reasons": lambda: mapped(2001, [(0, [n]) for n in range(1, 2001)]),
    "2,000 co-premises": lambda: mapped(2001, [(0, list(range(1, 2001)))]),
    "ladder with 2^60 ways down": lambda: mapped(
        121, [(2 * n + s, [2 * n + 2, 2 * n + 3][:: 1 - 2 * s]) for n in range(59) for s in (0, 1)]
    ),
    "everything rests on everything": lambda: mapped(
        60, [(n, [k]) for n in range(60) for k in range(60) if n != k]
    ),
    "100,000 maps": lambda: written(maps=[{"id": "m"}, *({"id": f"m{n}"} for n in range(100_000))]),
    "50,000 claims without text": lambda: written(
        claims=[{"id": f"c{n}", "map": "m"} for n in range(50_000)], inferences=[], passages=[]
    ),
    "order beyond every place": lambda: claim(order=1e308),
    "order of minus nothing": lambda: claim(order=-0.0),
    "order below every number": lambda: claim(order=5e-324),
    "order is a text": lambda: claim(order="first"),
    # --- passages ---
    "passage that ends before it starts": lambda: passage(start=10, end=6),
    "passage far beyond the article": lambda: passage(start=2**31 - 2, end=2**31 - 1),
    "passage before the beginning": lambda: passage(start=-5),
    "passage at no whole number": lambda: passage(start=6.5),
    "passage at a number beyond 64 bits": lambda: passage(end=2**80),
    "passage of a megabyte of words": lambda: passage(exact="sail " * (MB // 5 - 1)),
    "headings without end": lambda: passage(heading=["h"] * 100_000),
    "20,000 passages at one place": lambda: written(
        passages=[{**document()["passages"][0], "id": f"p{n}"} for n in range(20_000)]
    ),
    # --- texts that other programs would obey ---
    "picture of a local file in HTML": lambda: text(f'<img src="file://{PASSWORDS}">'),
    "picture of a local file in Markdown": lambda: text(f"![x](file://{PASSWORDS}) ![y]({PASSWORDS})"),
    "picture from the network": lambda: text(
        '<img src="http://127.0.0.1:9/x.png"> ![x](http://127.0.0.1:9/y)'
    ),
    "picture on a Windows share": lambda: text(r'<img src="\\127.0.0.1\share\x.png">'),
    "picture in the program's own resources": lambda: text('<img src="qrc:/x.png"><img src=":/x.png">'),
    "style sheet from a file": lambda: text(f'<style>@import url("file://{PASSWORDS}");</style>'),
    "SVG that names a file": lambda: text(f'<svg><image xlink:href="{PASSWORDS}"/></svg>'),
    "script": lambda: text("<script>alert(1)</script>"),
    "link that runs a script": lambda: text("[x](javascript:alert(1)) <a href='javascript:alert(1)'>x</a>"),
    "rich text without an end": lambda: text("<table>" * 2000 + "x"),
    "table formula": lambda: text('=HYPERLINK("http://x")'),
    "format strings": lambda: text("%s%n%x {0.__class__.__init__.__globals__} %1 %99"),
    "shell in a text": lambda: text("$(id) `id` ${HOME} ~root; rm -rf /"),
    "terminal escapes": lambda: text("\x1b]0;owned\x07\x1b[2J\x1b[31mred"),
    "marks of a mnemonic": lambda: text("&File &&&& &"),
    "file name that climbs": lambda: article("x", file_name="../../../../etc/passwd"),
    "file name with a zero": lambda: article("x", file_name="a\0b"),
    "file name of a Windows device": lambda: article("x", file_name="CON.md"),
    "writing from right to left, turned round": lambda: text("\u202egnp.exe\u202c \u2066x"),
    "100,000 combining marks": lambda: claim(text="a" + "\u0301" * 100_000),
    "10,000 joined faces": lambda: claim(text="\U0001f468\u200d" * 10_000),
    "word of a megabyte": lambda: claim(text="x" * MB),
    "megabyte of line breaks": lambda: claim(text="\n" * MB),
    "megabyte of spaces": lambda: claim(text=" " * MB),
    "text one character too long": lambda: claim(text="x" * (MB + 1)),
    "line and paragraph separators": lambda: text("a\u2028b\u2029c\x85d\x0be\x0cf"),
    "characters that are none": lambda: text("\uffff\ufffe\U0010ffff\ue000"),
    "zero-width characters": lambda: text("\u200b\u200c\u200d\ufeff" * 500),
    # --- Markdown that makes parsers slow ---
    "article beyond the limit": lambda: article("x" * (16 * MB + 1)),
    "article of 50,000 paragraphs": lambda: article("x\n\n" * 50_000),
    "quotes inside one another": lambda: article(">" * 10_000 + "x"),
    "lists inside one another": lambda: article("".join(" " * n * 2 + "- x\n" for n in range(500))),
    "open brackets": lambda: article("[" * 20_000),
    "brackets of pictures": lambda: article("![" * 20_000),
    "stars without an end": lambda: article("*a **b " * 10_000),
    "backquotes of every length": lambda: article(" ".join("`" * n for n in range(1, 500))),
    "links without an end": lambda: article("[a](<b" * 10_000),
    "20,000 names of links": lambda: article("".join(f"[{n}]: x\n" for n in range(20_000)) + "[1]" * 5000),
    "table of 2,000 columns": lambda: article("|a" * 2000 + "|\n" + "|-" * 2000 + "|\n" + "|b" * 2000 + "|"),
    "HTML without an end in an article": lambda: article("<!--" * 10_000 + "<a " * 10_000),
    "entities": lambda: article("&#0; &#x110000; &#xD800; &NotEqualTilde; &amp" * 2000),
    "underscores and tildes": lambda: article("_~" * 20_000),
    "parser profile of the future": lambda: article("x", profile=2**31 - 1),
}


class _Command:
    def __reduce__(self) -> tuple[Any, ...]:
        return (os.system, ("touch /tmp/contention-was-here",))


def _link(to: str) -> Callable[[Path], None]:
    return lambda path: path.symlink_to(to)


def _sparse(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(2**40)


PLACES: dict[str, Callable[[Path], None]] = {
    "folder": lambda path: path.mkdir(),
    "pipe that nobody writes to": lambda path: os.mkfifo(path),  # noqa: PLW0108  # Windows has none
    "device without an end": _link("/dev/zero"),
    "device of chance": _link("/dev/urandom"),
    "terminal": _link("/dev/tty"),
    "memory of the process": _link("/proc/self/mem"),
    "links in a circle": lambda path: path.symlink_to(path.name),
    "link to nothing": _link("nowhere"),
    "terabyte of nothing": _sparse,
}
"""What else may stand at a path; POSIX only."""
