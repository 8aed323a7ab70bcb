"""PassKit's facts: links, routes and fields. Nothing here knows Liquid or reads files."""
