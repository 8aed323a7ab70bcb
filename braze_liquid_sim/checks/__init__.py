"""What can be said of one outcome and its user: is the body JSON, did a name write into the payload, is anything blank.

A check is one file in this folder.
"""
