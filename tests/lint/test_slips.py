"""Names that can only be meant for another one."""

from __future__ import annotations

import pytest

from braze_liquid_sim.lint.facts.slips import meant


@pytest.mark.parametrize(
    ("name", "known", "expected"),
    [
        ("vuocher", ["voucher", "price"], "voucher"),
        ("card_nmae", ["card_name", "card_price"], "card_name"),
        ("pk_payloa", ["pk_payload"], "pk_payload"),
        ("pk_sig", ["pk_sign"], ""),
        ("passDatapassData", ["passData"], "passData"),
        ("passDatapassData", ["passdata"], "passdata"),
        ("passdata", ["passData"], "passData"),
        ("vouchr", ["voucher"], "voucher"),
        ("voucher", ["voucher"], ""),
        ("item", ["items"], ""),
        ("event_date", ["event_data"], ""),
        ("price_a", ["price_b"], ""),
        ("pk_url", ["pk_uri"], ""),
        ("line2", ["line3"], ""),
        ("greeting", ["meeting"], ""),
        ("product_name", ["product"], ""),
        ("voucher", ["vouchar", "vaucher"], ""),
        ("", ["a"], ""),
    ],
)
def test_what_is_meant(name: str, known: list[str], expected: str) -> None:
    assert meant(name, known) == expected
