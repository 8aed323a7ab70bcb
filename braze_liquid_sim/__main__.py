"""``python -m braze_liquid_sim`` is ``braze-liquid``."""

from __future__ import annotations

from braze_liquid_sim.cli import main

if __name__ == "__main__":
    main(prog_name="braze-liquid")
