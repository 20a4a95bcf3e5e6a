"""hclfix repairs Terraform: it finds what costs a deployment, and fixes it without touching anything else in the file.

The names of :mod:`hclfix.api` are here. They are loaded when the first of them is asked for, so that the command does
not pay for what a run does not need.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from hclfix.api import *  # noqa: F403


def __getattr__(name: str) -> Any:
    if not name.startswith("__") or name in ("__all__", "__version__"):
        api = import_module("hclfix.api")
        if hasattr(api, name):
            return getattr(api, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *import_module("hclfix.api").__all__})
