"""The engine: tree → one Python function."""
