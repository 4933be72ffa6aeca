"""A program start that ends when the window has been painted; run as a script by tests and benchmarks.

Prints the seconds from the moment in argv[1] (`time.monotonic` of the parent, one clock for all
processes), then every module that was imported by then.
"""

from __future__ import annotations

import sys
import time

from contention import __main__ as program

started, arguments = float(sys.argv[1]), sys.argv[2:]
build = program.build_application


class UntilPainted:
    """Stands for the application, whose event loop ends with the first paint."""

    def __init__(self) -> None:
        self.application = build()

    def exec(self) -> int:
        """Let the window be painted and tell what it took."""
        self.application.processEvents()
        print(time.monotonic() - started)
        print("\n".join(sorted(sys.modules)))
        return 0


if __name__ == "__main__":
    program.build_application = UntilPainted  # type: ignore[assignment]
    sys.exit(program.main(arguments))
