"""``python -m safeguarding_rules`` is the command ``safeguarding-rules``."""

import sys

from .cli import main

if __name__ == "__main__":
    sys.exit(main())
