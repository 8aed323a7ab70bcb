"""What is known of the variables at one point of a walk, and how several ways come together again."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from braze_liquid_sim.lint.meaning.value import Value, either

_MOST_CASES = 12
"""More ways than an author keeps in mind; each ``if`` may double them."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a variable at one point."""

    value: Value
    writes: frozenset[int] = frozenset()
    """The writes that it may come from, as numbers of ``Flow.writes``."""
    certain: bool = True
    cases: tuple[Case, ...] = ()
    """The constants that it was given on several ways, with what was there on each: it tells the ways apart."""


@dataclass(frozen=True, slots=True)
class Case:
    """One of the constants that a variable may hold."""

    text: str
    is_boolean: bool
    present: frozenset[str]


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
    certain = all(way.certain if way else name in scope.present for way, scope in zip(ways, scopes, strict=True))
    if not certain:
        value = value.but(nullable=True, blankable=True)
    writes = frozenset().union(*(way.writes for way in known))
    return Known(value, writes, certain, _cases(name, scopes) if certain else ())


def _cases(name: str, scopes: list[Scope]) -> tuple[Case, ...]:
    """What each way makes of a variable; nothing where one of them leaves that open."""
    found: list[Case] = []
    for scope in scopes:
        known = scope.variables.get(name)
        if known is None:
            return ()
        text = known.value.text
        if known.cases:
            found += (replace(case, present=case.present | _lasting(scope)) for case in known.cases)
        elif text is not None and not known.value.origins and not known.value.nullable:
            found.append(Case(text, known.value.kind == "boolean", _lasting(scope)))
        else:
            return ()
    return tuple(found) if len(found) <= _MOST_CASES else ()


def _lasting(scope: Scope) -> frozenset[str]:
    """The keys of what the user has, which nothing in a template changes."""
    return frozenset(key for key in scope.present if "${" in key)


def _value(name: str, scope: Scope) -> Value:
    """What a variable holds on one way, which may have asked whether there is anything."""
    value = scope.variables[name].value
    made_of = value.origins[0].name if len(value.origins) == 1 else ""
    there = name in scope.present or ("${" in made_of and made_of in scope.present)
    return value.but(nullable=False, blankable=False) if there else value
