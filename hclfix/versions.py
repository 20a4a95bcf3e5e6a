"""Version constraints as Terraform reads them in ``required_providers`` and ``required_version``, and the lock file.

Source: https://developer.hashicorp.com/terraform/language/expressions/version-constraints; pre-releases as
apparentlymart/go-versions treats them (``MeetingConstraints``), which Terraform chooses providers with.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, total_ordering

from hclfix.syntax.document import Document

_VERSION = r"(\d+)(?:\.(\d+))?(?:\.(\d+))?(?:-([0-9A-Za-z.-]+))?(?:\+[0-9A-Za-z.-]+)?"
_ONE_VERSION = re.compile(_VERSION)
_ONE_TERM = re.compile(rf"\s*+(=|!=|>=?|<=?|~>)?\s*+({_VERSION})\s*")

_DEFAULT_REGISTRIES = ("registry.terraform.io", "registry.opentofu.org")


class VersionError(ValueError):
    """A text is no version or no version constraint; the message says which text."""


@total_ordering
@dataclass(frozen=True, slots=True)
class Version:
    """``5.31.0`` or ``6.0.0-beta1``. Missing numbers are zero; build metadata does not count."""

    major: int
    minor: int = 0
    patch: int = 0
    prerelease: tuple[str, ...] = ()

    @classmethod
    def parse(cls, text: str) -> Version:
        """Reads a version.

        Raises:
            VersionError: the text is no version.
        """
        match = _ONE_VERSION.fullmatch(text.strip())
        if not match:
            raise VersionError(f'"{text}" is not a version')
        major, minor, patch, prerelease = match.groups()
        return cls(int(major), int(minor or 0), int(patch or 0), tuple(prerelease.split(".")) if prerelease else ())

    def __str__(self) -> str:
        return f"{self.major}.{self.minor}.{self.patch}" + (f"-{'.'.join(self.prerelease)}" if self.prerelease else "")

    def __lt__(self, other: Version) -> bool:
        return self._order < other._order

    @property
    def _order(self) -> tuple[tuple[int, int, int], bool, list[tuple[bool, int, str]]]:
        # Semantic Versioning 2.0.0, rule 11: a pre-release comes before its release, numbers before words.
        identifiers = [(not part.isdigit(), int(part) if part.isdigit() else 0, part) for part in self.prerelease]
        return self.release, not self.prerelease, identifiers

    @property
    def release(self) -> tuple[int, int, int]:
        """The three numbers."""
        return self.major, self.minor, self.patch


@dataclass(frozen=True, slots=True)
class Term:
    """One comparison of a constraint: ``>= 5.0``. ``precision`` counts the numbers written: 2 in ``~> 5.31``."""

    operator: str
    version: Version
    precision: int

    def __str__(self) -> str:
        numbers = ".".join(str(number) for number in self.version.release[: self.precision])
        prerelease = "-" + ".".join(self.version.prerelease) if self.version.prerelease else ""
        return f"{self.operator} {numbers}{prerelease}"

    @property
    def _above(self) -> Version:
        """The first version that ``~>`` refuses."""
        return (
            Version(self.version.major + 1)
            if self.precision < 3
            else Version(self.version.major, self.version.minor + 1)
        )

    def holds(self, version: Version) -> bool:
        """Whether a version compares as the term asks, pre-releases by their order."""
        match self.operator:
            case "=":
                return version == self.version
            case "!=":
                return version != self.version
            case ">=":
                return version >= self.version
            case ">":
                return version > self.version
            case "<=":
                return version <= self.version
            case "<":
                return version < self.version
            case _:
                return self.version <= version < self._above

    @property
    def lowest(self) -> tuple[int, int, int]:
        """The first release that the term does not refuse for being too low."""
        release = self.version.release
        match self.operator:
            case "=" | ">=" | "~>":
                return release
            case ">":
                return release if self.version.prerelease else _after(release)
            case _:
                return (0, 0, 0)

    @property
    def end(self) -> tuple[int, int, int] | None:
        """The first release that the term refuses for being too high, if there is one."""
        release = self.version.release
        match self.operator:
            case "=":
                return release if self.version.prerelease else _after(release)
            case "<":
                return release
            case "<=":
                return release if self.version.prerelease else _after(release)
            case "~>":
                return self._above.release
            case _:
                return None


def _after(release: tuple[int, int, int]) -> tuple[int, int, int]:
    return release[0], release[1], release[2] + 1


@dataclass(frozen=True)
class Constraint:
    """Terms that must all hold: ``>= 5.0, ~> 5.31``."""

    terms: tuple[Term, ...]

    @classmethod
    def parse(cls, text: str) -> Constraint:
        """Reads a constraint.

        Raises:
            VersionError: the text is no version constraint.
        """
        terms: dict[Term, None] = {}
        for part in text.split(","):
            match = _ONE_TERM.fullmatch(part)
            if not match:
                raise VersionError(f'"{text}" is not a version constraint')
            operator, version, *numbers = match.groups()
            precision = sum(number is not None for number in numbers[:3])
            terms[Term(operator or "=", Version.parse(version), precision)] = None
        return cls(tuple(terms))

    def __str__(self) -> str:
        return ", ".join(str(term) for term in self.terms)

    def joined(self, other: Constraint) -> Constraint:
        """What both ask for; a term that both have stands once."""
        return Constraint(tuple(dict.fromkeys((*self.terms, *other.terms))))

    def admits(self, version: Version | str) -> bool:
        """Whether Terraform may choose the version. A pre-release has to be asked for with ``=``."""
        wanted = Version.parse(version) if isinstance(version, str) else version
        if wanted.prerelease and not any(term.operator == "=" and term.version == wanted for term in self.terms):
            return False
        return all(term.holds(wanted) for term in self.terms)

    @cached_property
    def satisfiable(self) -> bool:
        """Whether there can be a version that the constraint admits."""
        if any(term.version.prerelease and self.admits(term.version) for term in self.terms):
            return True
        lowest = max(term.lowest for term in self.terms)
        end = min((term.end for term in self.terms if term.end), default=None)
        if end is None or lowest[:2] < end[:2]:
            return True  # patch releases have no end, so there is always one that no != leaves out
        excluded = {term.version for term in self.terms if term.operator == "!="}
        return lowest < end and any(Version(*lowest[:2], patch) not in excluded for patch in range(lowest[2], end[2]))

    def overlaps(self, other: Constraint) -> bool:
        """Whether there can be a version that both admit."""
        return self.joined(other).satisfiable

    def admits_any_below(self, version: str) -> bool:
        """Whether there can be an admitted release before ``version``."""
        return self.overlaps(Constraint.parse(f"< {version}"))

    def admits_any_from(self, version: str) -> bool:
        """Whether there can be an admitted release at ``version`` or after it."""
        return self.overlaps(Constraint.parse(f">= {version}"))


def source_address(source: str) -> str:
    """A provider's source in one spelling: ``hashicorp/aws`` for ``aws``, ``HashiCorp/aws`` and
    ``registry.terraform.io/hashicorp/aws``. A host that is not the default one stays."""
    parts = source.lower().split("/")
    if len(parts) == 1:
        return f"hashicorp/{parts[0]}"
    return "/".join(parts[1:] if parts[0] in _DEFAULT_REGISTRIES else parts)


def locked_versions(lock: Document | None) -> dict[str, Version]:
    """The versions that a dependency lock file (``.terraform.lock.hcl``) pins, by :func:`source_address`."""
    versions: dict[str, Version] = {}
    for block in lock.body.blocks("provider") if lock else ():
        version = block.attribute("version")
        if version and block.labels:
            try:
                versions[source_address(block.labels[0].value)] = Version.parse(version.value_text.strip('"'))
            except VersionError:
                continue  # the file is Terraform's own: a version that it could not have written pins nothing
    return versions
