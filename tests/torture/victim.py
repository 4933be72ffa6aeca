"""One save in a process of its own, between two marks that a trace of its system calls can see."""

from __future__ import annotations

import gc
import json
import os
import sys
from pathlib import Path

BEGIN, END = "/contention-save-begins", "/contention-save-is-over"


def main(folder: Path) -> None:
    """Saves version 2 over version 1, and says on the standard output how it went."""
    # Whatever is imported later would be traced as well.
    import platform  # noqa: F401

    from contention.files.backups import Backups
    from contention.files.codec import encode
    from contention.files.errors import ProjectFileError
    from contention.files.saver import digest_of, save_bytes
    from tests.torture.common import numbered

    old, new = encode(numbered(1, 20)), encode(numbered(2, 20))
    path = folder / "p.contention"
    gc.disable()
    os.access(BEGIN, os.F_OK)
    try:
        saved = save_bytes(
            path, new, expected=digest_of(old), backup=Backups(folder / "data" / "backups").keep
        )
        outcome = {"ended": "saved", "told": list(saved.notices)}
    except ProjectFileError as error:
        outcome = {"ended": type(error).__name__, "told": [str(error)]}
    os.access(END, os.F_OK)
    print(json.dumps(outcome))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
