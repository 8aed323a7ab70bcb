"""Random templates, rendered by this package and by Ruby Liquid, and compared."""
