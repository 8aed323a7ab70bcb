"""The formats of a report: one file each, found by standing in this folder."""
