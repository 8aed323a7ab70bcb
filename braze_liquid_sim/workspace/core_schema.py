"""YAML 1.2's core schema, with one difference: a word that it would turn into another text is refused.

An unquoted zip code ``01234`` is the number 1234 in YAML, ``+447700900123`` loses its plus, ``1.50`` its nought, and
the surname ``Null`` is nothing at all. None of that can be seen in a rendered message until somebody complains.
"""

from __future__ import annotations

import json
import re
import warnings
from decimal import Decimal
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.constructor import SafeConstructor

_LONGEST = 2**63
"""Braze keeps integers of 64 bits."""

_WORDS = {"true": True, "false": False, "null": None, "~": None, "": None}

_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?", re.ASCII)


class Changed(Exception):
    """An unquoted word that would not be the text that stands there; ``line`` and ``column`` count from 0."""

    def __init__(self, node: Any, value: Any) -> None:
        word = node.value
        super().__init__(f"the unquoted {word:.60} {_becomes(word, value):.80}")
        self.line: int = node.start_mark.line
        self.column: int = node.start_mark.column
        quoted = json.dumps(word, ensure_ascii=False)
        self.help = f"Quote it, {quoted:.80}, to keep the text as it is" + _otherwise(value)


def _becomes(word: str, value: Any) -> str:
    if value is None or isinstance(value, bool):
        return f"would become {json.dumps(value)}"
    if str(value) == word:
        return "is a longer number than Braze keeps"
    return f"would become the number {_digits(value)}"


def _otherwise(value: Any) -> str:
    if value is None or isinstance(value, bool):
        return f", or write {json.dumps(value)}."
    digits = _digits(value)
    return f"; for the number write {digits}." if _NUMBER.fullmatch(digits) and abs(value) < _LONGEST else "."


def _digits(value: float) -> str:
    """The shortest digits that are this number, without an exponent."""
    return format(Decimal(repr(value)), "f")


class Constructor(SafeConstructor):
    """Words into values; a time stamp and a number with underscores are text, as they are in JSON."""

    def number(self, node: Any) -> Any:
        """An integer or a float whose text is the one that would be printed."""
        if "_" in node.value:
            return self.construct_yaml_str(node)
        value = self.construct_yaml_int(node) if node.tag.endswith(":int") else self.construct_yaml_float(node)
        if _digits(value) != node.value or not -_LONGEST <= value < _LONGEST:
            raise Changed(node, value)
        return value

    def word(self, node: Any) -> Any:
        """``true``, ``false`` and ``null`` as JSON writes them; YAML's other spellings may be names."""
        if node.value in _WORDS:
            return _WORDS[node.value]
        raise Changed(node, self.construct_yaml_bool(node) if node.tag.endswith(":bool") else None)


for _tag in ("int", "float"):
    Constructor.add_constructor(f"tag:yaml.org,2002:{_tag}", Constructor.number)
for _tag in ("bool", "null"):
    Constructor.add_constructor(f"tag:yaml.org,2002:{_tag}", Constructor.word)
Constructor.add_constructor("tag:yaml.org,2002:timestamp", Constructor.construct_yaml_str)


def load(text: str) -> Any:
    """The value of a document, as ruamel.yaml's errors or :class:`Changed` allow."""
    yaml = YAML(typ="safe", pure=True)
    yaml.Constructor = Constructor
    with warnings.catch_warnings():
        # About an anchor that is used again, which YAML 1.2 allows.
        warnings.simplefilter("ignore")
        return yaml.load(text)
