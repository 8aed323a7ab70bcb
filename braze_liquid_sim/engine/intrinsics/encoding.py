"""Escapes, base64 and signatures."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from braze_liquid_sim.engine import quick
from braze_liquid_sim.engine.code import Alphabet, Code
from braze_liquid_sim.engine.intrinsics._rules import constant_text, from_value, intrinsic

if TYPE_CHECKING:
    from braze_liquid_sim.engine.values import Values


@intrinsic("str", "json_escape")
def _json_escape(emit: Values, value: Code, arguments: list[Code]) -> Code:
    return from_value(value, f"json_quoted({value.text})[1:-1]", "str", growth=6)


@intrinsic("str", "escape")
def _escape(emit: Values, value: Code, arguments: list[Code]) -> Code:
    return from_value(value, f"html_escaped({value.text})", "str", growth=6)


def _url(name: str) -> None:
    @intrinsic("str", name)
    def _text(emit: Values, value: Code, arguments: list[Code]) -> Code:
        escape = emit.constants.make(f"quick_{name}_", quick.url_escape, name)
        return from_value(value, f"{escape}({value.text})", "str", growth=12)


for _name in quick.URL_ESCAPES:
    _url(_name)


@intrinsic("str", "base64_encode")
def _base64(emit: Values, value: Code, arguments: list[Code]) -> Code:
    data = f"b2a_base64({value.text}.encode(), newline=False)"
    return replace(from_value(value, f"{data}.decode()", "str", growth=6), alphabet=Alphabet(data))


def _hmac(name: str) -> None:
    @intrinsic("str", name)
    def _text(emit: Values, value: Code, arguments: list[Code]) -> Code | None:
        key = constant_text(arguments[0])
        if key is None:
            return None
        sign = emit.constants.make("sign", quick.signer, name, key)
        return Code(f"{sign}({value.text})", "str", risky=value.risky, volatile=value.volatile)


for _name in quick.SIGNATURES:
    _hmac(_name)
