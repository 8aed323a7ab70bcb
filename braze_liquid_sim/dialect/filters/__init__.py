"""Every filter Braze knows, by topic; a decorated function in a file of this folder is a filter."""
