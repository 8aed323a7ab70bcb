"""What is known of the variables at one point of a walk, and how several ways come together again."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from braze_liquid_sim.lint.meaning.value import Value, either


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a variable at one point."""

    value: Value
    writes: frozenset[int] = frozenset()
    """The writes that it may come from, as numbers of ``Flow.writes``."""
    certain: bool = True


@dataclass(slots=True)
class Scope:
    """What is known at one point of the walk."""

    variables: dict[str, Known] = field(default_factory=dict)
    present: frozenset[str] = frozenset()
    tested: frozenset[str] = frozenset()
    """Variables that hold answers which a condition has looked at."""
    ended: bool = False
    """Whether this way leads to an abort, or out of a loop."""
    opaque: bool = False

    def copy(self) -> Scope:
        """A way of its own."""
        return replace(self, variables=dict(self.variables))


def merged(scopes: list[Scope]) -> Scope:
    """Where several ways come together again; those that ended do not."""
    going = [scope for scope in scopes if not scope.ended]
    if len(going) <= 1:
        return (going or scopes)[0]
    names = dict.fromkeys(name for scope in going for name in scope.variables)
    return Scope(
        {name: _variable(name, going) for name in names},
        frozenset.intersection(*(scope.present for scope in going)),
        frozenset.intersection(*(scope.tested for scope in going)),
        opaque=any(scope.opaque for scope in going),
    )


def _variable(name: str, scopes: list[Scope]) -> Known:
    ways = [scope.variables.get(name) for scope in scopes]
    known = [way for way in ways if way]
    if all(way is known[0] for way in ways):
        return known[0]
    value = either(_value(name, scope) for scope in scopes if name in scope.variables)
    certain = len(known) == len(ways) and all(way.certain for way in known)
    if not certain:
        value = value.but(nullable=True, blankable=True)
    return Known(value, frozenset().union(*(way.writes for way in known)), certain)


def _value(name: str, scope: Scope) -> Value:
    """What a variable holds on one way, which may have asked whether there is anything."""
    value = scope.variables[name].value
    return value.but(nullable=False, blankable=False) if name in scope.present else value
