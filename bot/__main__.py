"""`storydesk`, the command."""

from __future__ import annotations

import sys

INTERRUPTED = 130  # as `bot.cli` says it, which may not be loaded when that happens


def main() -> None:
    """Run the command line and leave with its exit status."""
    try:
        # Loading takes a moment, and whoever stops the program then has made no mistake either.
        from bot.cli import run
        from bot.cli.streams import steady

        steady()
        status = run(sys.argv[1:])
    except KeyboardInterrupt:
        status = INTERRUPTED
    sys.exit(status)


if __name__ == "__main__":
    main()
