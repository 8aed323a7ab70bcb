"""What Braze's pages list: the filters they name, and those they say are not supported.

The fidelity of a filter says how we know what it does; these lists say whether Braze tells of it at all.
"""

from __future__ import annotations

_FILTERS = """
    join first last compact concat map reverse size slice sort sort_natural uniq where
    abs ceil floor at_least at_most divided_by minus plus times modulo round money
    append prepend capitalize upcase downcase escape newline_to_br remove remove_first replace replace_first split strip
    strip_html strip_newlines truncate truncatewords
    md5 sha1 sha2 base64 base64_encode hmac_sha1 hmac_sha_1 hmac_sha1_hex hmac_sha1_base64 hmac_sha256 hmac_sha256_hex
    hmac_sha256_base64 hmac_sha512 url_escape url_param_escape url_encode property_accessor number_with_delimiter
    json_escape json_parse as_json_string date time_zone default
"""
FILTERS = frozenset(_FILTERS.split())
"""The filters of Braze's tables and examples, under all their names."""

INSERTED = frozenset(("id", "lid"))
"""Filters that Braze's editors put in themselves."""

_UNSUPPORTED = """
    camelize camelcase handleize handle pluralize lstrip rstrip format_address highlight money_with_currency
    money_without_currency find_index
    color_to_rgb color_to_hsl color_to_hex color_extract color_brightness color_modify color_lighten color_darken
    color_saturate color_desaturate color_mix color_contrast color_difference brightness_difference
    font_modify font_face font_url
"""
UNSUPPORTED = frozenset(_UNSUPPORTED.split())
"""The filters that Braze says it does not have."""

RENAMED = {"hmac_sha1": "hmac_sha1_hex", "hmac_sha_1": "hmac_sha1_hex"}
"""Former names of filters that Braze still takes."""
