"""`python -m foodplan` is the command `foodplan`."""

from __future__ import annotations

from foodplan.cli.main import main

if __name__ == "__main__":
    main()
