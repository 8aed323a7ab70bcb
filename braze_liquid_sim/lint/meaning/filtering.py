"""What a filter does to what is known of a value: one function for each family of filters."""

from __future__ import annotations

import re
from collections.abc import Callable

from braze_liquid_sim.lint.meaning.value import EVERYWHERE, GAP, Piece, Value, either, joined

Effect = Callable[[Value, "list[Value]"], Value]

_FINER_THAN_A_DAY = re.compile(r"%[-0^#_:]*\d*[sSMHIklTRXcLNpPr+]")
_QUOTES = ('"', "\\")


def filtered(name: str, value: Value, arguments: list[Value]) -> Value:
    """The value behind a filter; one that is not known passes it on, as Ruby does."""
    effect = _EFFECTS.get(name)
    return effect(value, arguments) if effect else value


def _passed(value: Value, arguments: list[Value]) -> Value:
    return value


def _on_pieces(change: Callable[[str], str]) -> Effect:
    def effect(value: Value, arguments: list[Value]) -> Value:
        pieces = tuple(piece if piece.text == GAP else Piece(change(piece.text)) for piece in value.pieces)
        return value.but(pieces=pieces, kind="text", nullable=False)

    return effect


def _stripped(value: Value, arguments: list[Value]) -> Value:
    pieces = list(value.pieces)
    if pieces and pieces[0].text != GAP:
        pieces[0] = _lstripped(pieces[0])
    if pieces and pieces[-1].text != GAP:
        pieces[-1] = Piece(pieces[-1].text.rstrip(), pieces[-1].start)
    return value.but(pieces=tuple(pieces), kind="text" if value.kind == "any" else value.kind, nullable=False)


def _lstripped(piece: Piece) -> Piece:
    text = piece.text.lstrip()
    start = None if piece.start is None else piece.start + len(piece.text) - len(text)
    return Piece(text, start)


def _cut(value: Value, arguments: list[Value]) -> Value:
    """A part of the text: an escape may be cut in two."""
    return value.gap(kind="text", nullable=False, safe=_own(value) or value.safe - {"json", "query", "path"})


def _own(value: Value) -> frozenset[str]:
    """Safe for everything where nothing of it comes from outside."""
    return frozenset() if value.origins else EVERYWHERE


def _replaced(value: Value, arguments: list[Value]) -> Value:
    old = arguments[0].text if arguments else None
    new = arguments[1].text if len(arguments) > 1 else ""
    left = value.left - {old}
    safe, kind = value.safe, value.kind
    if old == '"' and new is not None and (new == "" or not new.endswith(_QUOTES[0]) or new.startswith(_QUOTES[1])):
        safe |= {"json"}
    if value.kind == "base64" and not left & {"+", "/"}:
        safe, kind = safe | {"query", "path"}, "base64url"
    if old is None or new is None:
        return value.gap(safe=safe, left=left, kind=kind, nullable=False)
    pieces = tuple(
        piece if piece.text == GAP or old not in piece.text else Piece(piece.text.replace(old, new))
        for piece in value.pieces
    )
    return value.but(pieces=pieces, safe=safe, left=left, kind=kind, nullable=False)


def _appended(value: Value, arguments: list[Value]) -> Value:
    return joined([value, *arguments])


def _prepended(value: Value, arguments: list[Value]) -> Value:
    return joined([*arguments, value])


def _default(value: Value, arguments: list[Value]) -> Value:
    if not arguments:
        return value.but(nullable=False)
    [otherwise, *_] = arguments
    safe = value.safe & otherwise.safe
    if otherwise.kind in ("number", "boolean"):
        # Who writes `default: 0` says that it is a number.
        safe |= {"json-value"}
    blankable = otherwise.blankable or otherwise.nullable
    if not value.blankable and not value.nullable:
        return value
    chosen = either([value, otherwise])
    return chosen.but(nullable=otherwise.nullable, blankable=blankable, safe=safe, kind=value.kind)


def _escaped(*contexts: str) -> Effect:
    def effect(value: Value, arguments: list[Value]) -> Value:
        return value.but(safe=value.safe | set(contexts), kind="text", nullable=False)

    return effect


def _json_text(value: Value, arguments: list[Value]) -> Value:
    return value.gap(safe=_own(value) or frozenset({"json-value"}), kind="json", nullable=False, blankable=False)


def _percent(value: Value, arguments: list[Value]) -> Value:
    return value.gap(safe=EVERYWHERE - {"json-value"}, kind="text", left=frozenset())


def _encoded(kind: str, left: str = "") -> Effect:
    def effect(value: Value, arguments: list[Value]) -> Value:
        safe = EVERYWHERE - {"json-value"} if not left else frozenset({"json", "html"})
        return value.gap(kind=kind, safe=safe, left=frozenset(left), nullable=False)

    return effect


def _number(value: Value, arguments: list[Value]) -> Value:
    clock = joined([value, *arguments]).clock
    return value.gap(kind="number", safe=EVERYWHERE, nullable=False, blankable=False, clock=clock)


def _money(value: Value, arguments: list[Value]) -> Value:
    return value.gap(kind="text", safe=EVERYWHERE, nullable=False)


def _date(value: Value, arguments: list[Value]) -> Value:
    layout = arguments[0].shape if arguments else ""
    clock = value.clock
    if clock and layout:
        clock = "second" if clock == "second" and (_FINER_THAN_A_DAY.search(layout) or GAP in layout) else "day"
    kind = "number" if layout == "%s" else "time"
    return value.gap(kind=kind, safe=EVERYWHERE, clock=clock)


def _zone(value: Value, arguments: list[Value]) -> Value:
    return value.gap(kind="time", safe=EVERYWHERE, zoned=True)


def _list(value: Value, arguments: list[Value]) -> Value:
    return either([value, *arguments]).gap(kind="list", nullable=False)


def _split(value: Value, arguments: list[Value]) -> Value:
    return value.gap(kind="list", nullable=False)


def _taken(value: Value, arguments: list[Value]) -> Value:
    """Something out of a collection, or made of it."""
    return value.gap(kind="any", nullable=True, blankable=True, safe=_own(value))


def _parsed(value: Value, arguments: list[Value]) -> Value:
    return value.gap(kind="any", nullable=True, blankable=True, safe=_own(value))


def _join(value: Value, arguments: list[Value]) -> Value:
    return value.gap(kind="text", nullable=False)


def _family(names: str, effect: Effect) -> dict[str, Effect]:
    return dict.fromkeys(names.split(), effect)


_EFFECTS: dict[str, Effect] = {
    **_family("id lid", _passed),
    **_family("strip lstrip rstrip", _stripped),
    "upcase": _on_pieces(str.upper),
    "downcase": _on_pieces(str.lower),
    **_family("capitalize squish strip_newlines strip_html newline_to_br", _join),
    **_family("truncate truncatewords slice remove_first remove_last replace_first replace_last", _cut),
    **_family("replace remove", _replaced),
    "append": _appended,
    "prepend": _prepended,
    "default": _default,
    "json_escape": _escaped("json"),
    **_family("escape h escape_once", _escaped("html")),
    "url_escape": _escaped("json", "html"),
    **_family("url_encode url_param_escape", _percent),
    "as_json_string": _json_text,
    **_family("base64 base64_encode hmac_sha1_base64 hmac_sha256_base64", _encoded("base64", "+/=")),
    "base64_url_safe_encode": _encoded("base64url"),
    **_family(
        "md5 sha1 sha2 sha256 hmac_sha1 hmac_sha_1 hmac_sha1_hex hmac_sha256 hmac_sha256_hex hmac_sha512",
        _encoded("hex"),
    ),
    **_family(
        "plus minus times divided_by modulo abs ceil floor round at_least at_most size sum find_index has", _number
    ),
    **_family("money", _money),
    "date": _date,
    "time_zone": _zone,
    "concat": _list,
    "split": _split,
    **_family("first last find property_accessor", _taken),
    **_family("json_parse base64_decode base64_url_safe_decode url_decode", _parsed),
    "join": _join,
}
