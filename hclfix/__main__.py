"""``python -m hclfix``: the command in a checkout that is not installed."""

from __future__ import annotations

from hclfix.cli import main

main()
