"""The program, which ends when its window has been painted; run as a script by the benchmarks.

Prints the seconds from the moment in argv[1] (`time.monotonic` of the parent, one clock for all
processes), the most kilobytes it has held (Linux), and the number of boxes on its map.
"""

from __future__ import annotations

import re
import sys
import time
from pathlib import Path

from contention import __main__ as program

started, arguments = float(sys.argv[1]), sys.argv[2:]
build = program.build_application


class UntilPainted:
    """Stands for the application, whose event loop ends with the first paint."""

    def __init__(self) -> None:
        self.application = build()

    def exec(self) -> int:
        """Let the window be painted and tell what it took."""
        from contention.canvas.view import MapCanvas

        self.application.processEvents()
        took = time.monotonic() - started
        held = re.search(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text(encoding="ascii"))
        canvas = next(w for w in self.application.allWidgets() if isinstance(w, MapCanvas))
        print(took, held[1] if held else 0, sum(not box.stub for _, box in canvas.diagram.boxes))
        return 0


if __name__ == "__main__":
    program.build_application = UntilPainted  # type: ignore[assignment]
    sys.exit(program.main(arguments))
