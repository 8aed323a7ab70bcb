"""One module a command, each with a click command named ``command``.

The module may import click and the standard library at its top and everything else inside its function, so that
``--help`` and usage errors answer at once.
"""
