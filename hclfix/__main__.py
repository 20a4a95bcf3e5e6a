"""``python -m hclfix``: the command in a checkout that is not installed."""

from __future__ import annotations

import os
import sys

# Python looks for modules in the current directory first. Where that is not hclfix's own, it may be a stranger's tree.
if sys.path[0] == os.getcwd() != os.path.dirname(os.path.dirname(os.path.abspath(__file__))):
    del sys.path[0]

from hclfix.start import run

run()
