"""What a run is told about values from outside the files."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


class Inputs(NamedTuple):
    """What a run is told about values from outside the files: ``--var``, ``--var-file``, the environment, the
    workspace.

    ``variables`` are texts by name, which win over all else: of each ``--var`` that no later ``--var-file`` overrules.
    ``files`` are the paths and texts of ``--var-file`` in order, ``environment`` the environment variables (those
    named ``TF_VAR_name`` count).
    """

    variables: Mapping[str, str] = {}
    files: tuple[tuple[str, str], ...] = ()
    environment: Mapping[str, str] = {}
    workspace: str | None = None
