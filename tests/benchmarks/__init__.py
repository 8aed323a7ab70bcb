"""Speed against other engines: ``python -m tests.benchmarks`` prints a table of ratios.

Each engine is a worker process of its own. A round measures the base (python-liquid) and one engine directly after each
other, in turned order every other round, and only the ratio within such a pair counts: the speed of a machine drifts by
tens of per cent within minutes.
"""
