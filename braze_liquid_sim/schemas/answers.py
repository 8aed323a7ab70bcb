"""Answers to web service calls: the files of ``connected_content``."""

from __future__ import annotations

from braze_liquid_sim.schemas._kinds import TEXTS, Schema, closed, described, list_of, opened, reference


def schema() -> Schema:
    """A list of answers, or URLs with what each is answered with."""
    return {
        "title": "Answers of braze-liquid",
        "description": "What web service calls are answered with, instead of the network.",
        "anyOf": [
            list_of(reference("answer")),
            opened(
                {},
                additionalProperties={
                    "anyOf": [reference("said"), list_of(reference("said"), minItems=1), {"type": "string"}]
                },
            ),
        ],
        "definitions": definitions(),
    }


def definitions() -> dict[str, Schema]:
    """What other schemas need of this one."""
    answer = {
        "name": described({"type": "string"}, "How messages call the answer."),
        "request": described(reference("request"), "The requests that it is for; all of them if there is nothing."),
        "answer": reference("said"),
        "answers": described(
            list_of(reference("said"), minItems=1), "One after the other in one render, the last for good."
        ),
        "times": described({"type": "integer", "minimum": 1}, "How often it is given in one render."),
    }
    one = [{"required": ["answer"]}, {"required": ["answers"]}]
    return {"answer": closed(answer, oneOf=one), "request": _request(), "said": _said()}


def _request() -> Schema:
    properties: dict[str, Schema] = {
        "method": {"enum": ["GET", "POST", "PUT", "PATCH", "DELETE", "get", "post", "put", "patch", "delete"]},
        "url": described({"type": "string"}, "The URL; {id} stands for a part of its path, its query for any order."),
        "pattern": described({"type": "string", "format": "regex"}, "A regular expression for the whole URL."),
        "query": described({"anyOf": [{"type": "object"}, {"const": "*"}]}, "Pairs of the query; '*' is any query."),
        "headers": described(TEXTS, "Headers that must be there; '*' is any value."),
        "body": described({}, "The body as text, or as the object that its JSON must be."),
        "json": described({}, "The body, compared as JSON."),
    }
    return closed(properties, **{"not": {"required": ["url", "pattern"]}})


def _said() -> Schema:
    properties: dict[str, Schema] = {
        "status": {"type": "integer", "minimum": 100, "maximum": 599, "default": 200},
        "headers": TEXTS,
        "body": described({}, "The body as text, or an object that is sent as JSON."),
        "json": described({}, "The body, sent as JSON."),
        "file": described({"type": "string"}, "A file beside this one that holds the body."),
        "delay": described({"type": "number", "minimum": 0}, "Seconds until it comes; none are waited."),
        "timeout": described({"type": "boolean"}, "No answer comes in time."),
        "liquid": described(
            {"type": "boolean"}, "Headers and body are Liquid, with the user and the variable request."
        ),
    }
    pairs = [["body", "json"], ["body", "file"], ["json", "file"]]
    return closed(properties, **{"not": {"anyOf": [{"required": pair} for pair in pairs]}})
