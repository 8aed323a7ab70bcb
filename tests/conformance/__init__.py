"""The public conformance suites of Liquid, run from a checkout that an environment variable names.

By hand, with every failure listed: ``python -m tests.conformance`` (with ``GOLDEN_LIQUID`` and ``LIQUID_SPEC`` set).
"""
