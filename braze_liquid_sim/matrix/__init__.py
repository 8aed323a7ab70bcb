"""Every template for every user: what is sent, what is aborted, what fails, and who breaks what.

Everything goes row by row, so that a hundred thousand users take no more memory than one.
"""

from __future__ import annotations
