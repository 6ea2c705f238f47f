"""`storydesk`, the command."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line and leave with its exit status."""
    from bot.cli import run
    from bot.cli.streams import steady

    steady()
    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
