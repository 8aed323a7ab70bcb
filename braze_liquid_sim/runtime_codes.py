"""The codes of what goes wrong while a template renders or a test runs, which no rule's file tells of."""

from __future__ import annotations

RUNTIME_CODES = {
    "bad-catalog": ("calls", "A catalog that was given is no object of items."),
    "bad-front-matter": ("syntax", "The front matter of a template is no message's."),
    "bad-selection": ("calls", "The selection of a catalog asks for something that cannot be asked."),
    "content-block-cycle": ("blocks", "A content block calls itself, by itself or through others."),
    "failed-test": ("output", "A test of a template did not come out as it says."),
    "headers-not-json": ("calls", "The `:headers` of a web call are no JSON object."),
    "limit-exceeded": ("output", "The template asks for more than a render may use: too deep, too long, too often."),
    "not-imported": ("output", "A part of a text that was imported became no template."),
    "refused-address": ("calls", "A live web call goes to an address that may not be called."),
    "secret-removed": ("secrets", "A secret stood in a text that was imported; a parameter has taken its place."),
    "snippets-differ": ("syntax", "A step of an imported page is not what the finished template there has."),
    "syntax-error": ("syntax", "Braze cannot parse the template."),
    "translation-limit": ("output", "The texts of a locale are longer than Braze takes."),
    "unanswered-call": ("calls", "A web call has no answer in `connected_content/`."),
    "unknown-content-block": ("blocks", "A content block is called that does not exist."),
    "unknown-credential": ("calls", "A web call names a credential that the settings do not have."),
    "unknown-landing-page": ("calls", "The landing page stands in no file."),
    "unknown-promotion-list": ("calls", "The promotion list stands in no file."),
    "unresolved-reference": ("output", "A page that was imported refers to a link that it does not define."),
    "unsupported-method": ("calls", "A web call can be a GET or a POST, and nothing else."),
}
"""Code to its topic and what it says, in a sentence; a rule that finds the same without rendering says more."""
