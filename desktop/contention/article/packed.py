"""A packed file (DOCX, EPUB, ODT are ZIP archives) read within limits: it may be made to fill a disk.

Nothing is ever unpacked to a disk, so a path that leads out of the archive leads nowhere; entries with
such names are not there. 199 KiB can unpack to 376 MB: sizes, their ratio and the stream itself are bounded.
"""

from __future__ import annotations

import io
import zipfile
import zlib

from contention.article.errors import ArticleError

MOST_ENTRIES = 5_000
"""Files in an archive; a long illustrated book has some hundreds."""
LARGEST_ENTRY = 40 * 1024 * 1024
"""Bytes of one file in it, unpacked."""
LARGEST_WHOLE = 256 * 1024 * 1024
"""Bytes of all of them, as the archive declares them."""
MOST_READ = 96 * 1024 * 1024
"""Bytes that are unpacked at all in reading one archive, whatever it declares."""
MOST_MARKUP = 16 * 1024 * 1024
"""Bytes of XML of one archive that become trees, which take some 20 times as much. War and Peace has 4 MB."""
GREATEST_RATIO = 200
"""How many times larger a file may become; prose becomes about 4 times larger, tables of numbers 20 times."""
SMALL_ENTRY = 1024 * 1024
"""Bytes up to which the ratio does not matter."""

_PASSWORD = 0x1
"""Bit of an entry's flags."""


class Packed:
    """The files in an archive by their names, unpacked when asked for."""

    def __init__(self, data: bytes, name: str) -> None:
        """Raises ArticleError: it is damaged, encrypted or larger than the limits."""
        self._name = name
        self._left = MOST_READ
        self._markup_left = MOST_MARKUP
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
            entries = self._archive.infolist()
        except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError, OverflowError) as error:
            raise damaged(name) from error
        if len(entries) > MOST_ENTRIES or sum(entry.file_size for entry in entries) > LARGEST_WHOLE:
            raise self._bomb()
        self._entries: dict[str, zipfile.ZipInfo] = {}
        for entry in entries:
            if entry.file_size > LARGEST_ENTRY or (
                entry.file_size > SMALL_ENTRY and entry.file_size > GREATEST_RATIO * entry.compress_size
            ):
                raise self._bomb()
            if entry.flag_bits & _PASSWORD:
                raise ArticleError(
                    f"“{name}” is protected with a password. Open it in the program that it was made with, "
                    "save a copy without the password, and open that."
                )
            if _inside(entry.filename) and not entry.is_dir():
                self._entries[entry.filename] = entry

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the files in it, without those that lead out of it."""
        return tuple(self._entries)

    def __contains__(self, name: object) -> bool:
        return name in self._entries

    def size(self, name: str) -> int:
        """Bytes of a file in it, as declared."""
        return self._entries[name].file_size

    def read(self, name: str) -> bytes:
        """A file in it.

        Raises:
            ArticleError: it is not there, is damaged, or unpacks to more than the limits.
        """
        entry = self._entries.get(name)
        if entry is None:
            raise damaged(self._name)
        most = min(self._left, LARGEST_ENTRY)
        try:
            with self._archive.open(entry) as stream:
                data = stream.read(most + 1)
        except (
            zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError,
        ) as error:  # fmt: skip
            raise damaged(self._name) from error
        if len(data) > most:
            raise self._bomb()
        self._left -= len(data)
        return data

    def markup(self, name: str) -> bytes:
        """A file in it that is to be parsed.

        Raises:
            ArticleError: as `read`, or all of them together are longer than any article.
        """
        data = self.read(name)
        self._markup_left -= len(data)
        if self._markup_left < 0:
            raise too_long(self._name)
        return data

    def _bomb(self) -> ArticleError:
        return ArticleError(
            f"“{self._name}” was not opened: it is packed so that it would fill the memory. "
            "An ordinary article is never packed like this."
        )


def damaged(name: str) -> ArticleError:
    """What is said of a file that breaks off or does not hold what its kind must hold."""
    return ArticleError(
        f"“{name}” is damaged or was cut short, so it cannot be opened. "
        "Please download or copy it again, or open it in the program that it was made with and save it anew."
    )


def too_long(name: str) -> ArticleError:
    """What is said of a file with more text than can be read in one piece."""
    return ArticleError(
        f"“{name}” is too long: it holds more text than can be read in one piece. "
        "Please split it, or copy the part you want to read and paste it."
    )


def _inside(name: str) -> bool:
    parts = name.replace("\\", "/").split("/")
    return bool(name) and not name.startswith(("/", "\\")) and ".." not in parts and ":" not in parts[0]
