"""What is known of PassKit: its links, the routes and messages of its API, its ids.

Facts alone: nothing here knows of Liquid or of files. Names and types of routes and messages are those of version
1.1.162 of PassKit's Python SDK; none of it was tried against a live account.
"""
