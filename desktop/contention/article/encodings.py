"""The bytes of a text file to text, with a sentence where that took a guess."""

from __future__ import annotations

import codecs
import re

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
"""Byte order marks; UTF-32's come first, because one begins with UTF-16's."""

_CANDIDATES = (
    "cp1252",
    "cp1250",
    "cp1251",
    "cp1253",
    "cp1254",
    "cp1255",
    "cp1256",
    "koi8_r",
    "shift_jis",
    "euc_jp",
    "gb18030",
    "big5",
    "euc_kr",
    "mac_roman",
)
_NAMES = {
    "cp1252": "Windows-1252 (Western European)",
    "cp1250": "Windows-1250 (Central European)",
    "cp1251": "Windows-1251 (Cyrillic)",
    "cp1253": "Windows-1253 (Greek)",
    "cp1254": "Windows-1254 (Turkish)",
    "cp1255": "Windows-1255 (Hebrew)",
    "cp1256": "Windows-1256 (Arabic)",
    "koi8_r": "KOI8-R (Cyrillic)",
    "shift_jis": "Shift JIS (Japanese)",
    "euc_jp": "EUC-JP (Japanese)",
    "gb18030": "GB 18030 (Chinese)",
    "big5": "Big5 (Chinese)",
    "euc_kr": "EUC-KR (Korean)",
    "mac_roman": "Mac Roman (Western European)",
    "latin_1": "Latin-1 (Western European)",
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16",
}
_LATIN = frozenset({"cp1250", "cp1254", "mac_roman"})
_RARE_WESTERN = frozenset("ìšžýðþÌŠŽÝÐÞŸ")
_SIGN_IN_WORD = re.compile("[^\\W\\d_][^\\w\\s\\x00-\\x7f‘’‚“”„–—…·«»®™©°§†%€£\xad]|[¹³¼½¾][^\\W\\d_]")
SAMPLE = 64 * 1024
"""Bytes that a guess is made on."""
FEW_ERRORS = 0.1
"""Bad bytes for each good sequence of UTF-8: with no more, it is damaged UTF-8, else another encoding."""


def decode(data: bytes) -> tuple[str, str]:
    """The text of a file, and a notice: empty, or a sentence that tells how it was read.

    Tries byte order marks, UTF-8, UTF-16 without a mark, then guesses. Never fails;
    a byte that cannot be read becomes U+FFFD.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decoded(data[len(mark) :], encoding)
    try:
        return data.decode("utf-8"), ""
    except UnicodeDecodeError as error:
        first_bad = error.start
    if (wide := unmarked_utf16(data)) is not None:
        return data.decode(wide, "replace"), _guessed(wide)
    lenient = data.decode("utf-8", "replace")
    bad = lenient.count("\ufffd")
    sequences = sum(1 for char in lenient[: 4 * SAMPLE] if char > "\x7f" and char != "\ufffd")
    if bad <= FEW_ERRORS * sequences:
        return lenient, _damaged(bad)
    encoding = _detect(data, first_bad)
    return data.decode(encoding, "replace"), _guessed(encoding)


def unmarked_utf16(data: bytes) -> str | None:
    """The byte order of UTF-16 text that has no mark, or None where it is not that.

    Most of the text of most languages has line breaks, spaces and punctuation, whose high
    byte is zero; no text in another encoding has zeros at all.
    """
    sample = data[:SAMPLE]
    if len(data) % 2 or len(sample) < 4:
        return None
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    for encoding, zeros, others in (("utf-16-le", odd, even), ("utf-16-be", even, odd)):
        if zeros > 0.1 * len(sample) / 2 and not others:
            try:
                data.decode(encoding)
            except UnicodeDecodeError:
                return None
            return encoding
    return None


def _decoded(data: bytes, encoding: str) -> tuple[str, str]:
    """The text of a file that names its own encoding."""
    try:
        return data.decode(encoding), ""
    except UnicodeDecodeError:
        text = data.decode(encoding, "replace")
        return text, _damaged(text.count("\ufffd"))


def _detect(data: bytes, first_bad: int) -> str:
    """The likeliest of the encodings in use before UTF-8; Windows-1252 where nothing is likelier."""
    from charset_normalizer import from_bytes  # only files that are not UTF-8 need it

    start = max(0, data.rfind(b"\n", 0, first_bad) + 1, first_bad - SAMPLE // 2)
    sample = data[start : start + SAMPLE]
    best = from_bytes(sample, cp_isolation=list(_CANDIDATES)).best()
    guess = best.encoding if best else "cp1252"
    if guess in _LATIN and _reads_western(sample):
        guess = "cp1252"
    for encoding in (guess, "cp1252"):
        try:
            data.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
        return encoding
    return "latin_1"


def _reads_western(sample: bytes) -> bool:
    """Whether Latin text makes sense as Windows-1252.

    The detector puts Windows-1250 first for most of it, since they share most letters. It
    is not Windows-1252 where that puts signs inside words, or letters that are rare there.
    """
    text = sample.decode("cp1252", "replace")
    if _SIGN_IN_WORD.search(text):
        return False
    foreign = [char for char in text if char > "\x7f" and char.isalpha()]
    return sum(char in _RARE_WESTERN for char in foreign) <= 0.1 * len(foreign)


def _guessed(encoding: str) -> str:
    name = _NAMES.get(encoding, encoding)
    return f"The file is not valid UTF-8; it was read as {name}. Please check accents and quotes."


def _damaged(count: int) -> str:
    places = "one place" if count == 1 else f"{count} places"
    return f"The file is damaged in {places}, marked there with \ufffd. The rest of its text is complete."
