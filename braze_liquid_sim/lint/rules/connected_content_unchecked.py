"""What a web service answered is used, and nothing asks whether it answered.

A call that fails, takes longer than 2 seconds or finds nothing leaves the variable without a value, and the message
goes out with a hole in it. Test ``__http_status_code__`` or the value itself, abort, or give a default. Silent for a
call with ``:retry``, which aborts the message by itself, though not in in-app messages.

Example:
    {% connected_content https://api.example.com/points :save result %}
    You have {{ result.points }} points.

Instead:
    {% connected_content https://api.example.com/points :save result %}
    {% if result.__http_status_code__ != 200 %}{% abort_message('no points') %}{% endif %}
    You have {{ result.points }} points.

Source: Braze: making an API call; Braze: aborting Connected Content
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from braze_liquid_sim.codes import Found
from braze_liquid_sim.dialect.syntax import Comparison, Expression, Filtered, Literal, Node, Path
from braze_liquid_sim.dialect.tags.assign import Assign
from braze_liquid_sim.dialect.tags.connected_content import ConnectedContent
from braze_liquid_sim.dialect.tags.for_ import For
from braze_liquid_sim.lint.field import Field
from braze_liquid_sim.lint.meaning.printed import made_without_default
from braze_liquid_sim.lint.meaning.value import Value
from braze_liquid_sim.model import Edit, Severity

TOPIC = "calls"
SEVERITY = Severity.WARNING
FIX = "suggestion"


def find(field: Field) -> Iterator[Found]:
    """The first use of every answer that no condition has looked at before, and none at all makes sure of."""
    if "__http_status_code__" in field.text:
        yield from _never_equal(field)
    calls = field.all(ConnectedContent)
    if not calls and not field.flow.calls:
        return
    told = {call.name for call in calls if "retry" in call.flags} | _sure(field)
    for at, expression in _uses(field):
        value = _careless(field, expression)
        asked = _answers(field, field.flow.guarded(at)) if value else set()
        for origin in value.origins if value else ():
            root = origin.root or origin.name
            if origin.kind == "answer" and root not in told | asked:
                told.add(root)
                yield _found(field, at, root, origin.name)


def _never_equal(field: Field) -> Iterator[Found]:
    """Tests of the status, which is a number, against a text."""
    filtered = {node.name for node in field.all(Assign) if isinstance(node.value, Filtered)}
    kept = {name for name, _ in _statuses(field)} - filtered
    for test in field.all(Comparison):
        for status, other in ((test.left, test.right), (test.right, test.left)):
            is_status = isinstance(status, Path) and (
                status.root in kept if not status.segments else status.segments[-1].key == "__http_status_code__"
            )
            if is_status and isinstance(other, Literal) and isinstance(other.value, str) and other.value.isdigit():
                message = f"the status is a number, and never equals the text {field.written(other.start, other.end)}"
                edits = field.edit(other.start, other.end, other.value)
                yield field.found(other, message, f"Write {other.value}.", edits=edits, severity=Severity.ERROR)


def _uses(field: Field) -> list[tuple[Node, Expression]]:
    outputs: list[tuple[Node, Expression]] = [(node, node.expression) for node in field.outputs]
    loops: list[tuple[Node, Expression]] = [(node, node.collection) for node in field.all(For) if not node.otherwise]
    return sorted(outputs + loops, key=lambda use: use[0].start)


def _careless(field: Field, expression: Expression) -> Value | None:
    """The value, where it may be missing and nothing has asked or says what stands in for it."""
    value = field.flow.value(expression)
    source = expression
    if isinstance(expression, Filtered):
        source = expression.value
        if any(call.name == "default" for call in expression.filters):
            return None
    base = field.flow.value(source)
    made = base.blankable and isinstance(source, Path) and not source.segments and made_without_default(field, source)
    return value if (base.nullable or made) and not value.tested else None


def _sure(field: Field) -> set[str]:
    """The answers without which the message aborts, be it further down."""
    return _answers(field, field.flow.end.present)


def _answers(field: Field, keys: Iterable[str]) -> set[str]:
    """The variables that keys begin with, and the answers that a variable was made of."""
    names = {key.split(".")[0].split("[")[0] for key in keys if "${" not in key}
    made = (origin for name in names for origin in field.flow.last(name).origins)
    statuses = {root for name, root in _statuses(field) if name in names}
    return names | statuses | {origin.root or origin.name for origin in made if origin.kind == "answer"}


def _statuses(field: Field) -> Iterator[tuple[str, str]]:
    """Variables that keep the status of an answer, and the answer."""
    for node in field.all(Assign):
        value = node.value.value if isinstance(node.value, Filtered) else node.value
        if isinstance(value, Path) and value.segments and value.segments[-1].key == "__http_status_code__":
            yield node.name, str(value.root)


def _found(field: Field, at: Node, root: str, name: str) -> Found:
    place = (at.start, at.end)
    if isinstance(at, For):
        place = (at.collection.start, at.collection.end)
    message = f"{name} is used, and nothing asks whether {root} was answered"
    test = f"{{% if {root}.__http_status_code__ != 200 %}}{{% abort_message('no answer') %}}{{% endif %}}"
    edits = _tested(field, at, root, test)
    return field.found(place, message, f"Test it first: {test}, or give it a default.", edits=edits)


def _tested(field: Field, at: Node, root: str, test: str) -> tuple[Edit, ...]:
    """The test behind the call, where there is one call, that is made for everybody."""
    calls = [call for call in field.all(ConnectedContent) if call.name == root]
    if len(calls) != 1 or field.parent(calls[0]) is not None or calls[0].start > at.start:
        return ()
    end = calls[0].end
    if not field.text.endswith("%}", 0, end) or field.text.startswith(test, end):
        return ()
    return field.edit(end, end, test)
