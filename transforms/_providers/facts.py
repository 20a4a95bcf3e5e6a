"""Facts about providers, read from ``transforms/data``, where each names its source."""

from __future__ import annotations

import os
import tomllib
from functools import cache
from typing import Any, NamedTuple

from .._tables import DATA


class Arguments(NamedTuple):
    """What is known of the arguments of a provider's configuration.

    ``additive`` ones choose neither identity nor target; ``exclusive`` pairs are refused together.
    """

    additive: frozenset[str] = frozenset()
    exclusive: tuple[tuple[str, str], ...] = ()


class Provider(NamedTuple):
    """Where a provider comes from. ``source`` is None where the bare name does not mean what it is published as."""

    source: str | None
    published_as: str | None = None
    floor: str | None = None


def provider_of(name: str) -> Provider | None:
    """The provider that an undeclared local name means; None for a name that the table lacks."""
    row = _providers().get(name)
    return Provider(row.get("source"), row.get("published_as"), row.get("floor")) if row else None


def arguments_of(source: str) -> Arguments:
    """The facts about the provider of a source address; of an unknown one, none."""
    return _arguments().get(source, Arguments())


@cache
def _arguments() -> dict[str, Arguments]:
    return {
        row["source"]: Arguments(frozenset(row["additive"]), tuple((one, other) for one, other in row["exclusive"]))
        for row in _read("provider_arguments.toml")["provider"]
    }


@cache
def _providers() -> dict[str, dict[str, str]]:
    table: dict[str, dict[str, str]] = _read("providers.toml")["provider"]
    return table


def _read(name: str) -> dict[str, Any]:
    with open(os.path.join(DATA, name), "rb") as file:
        return tomllib.load(file)
