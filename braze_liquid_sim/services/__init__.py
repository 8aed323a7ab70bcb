"""The world outside a template, answered from files: web services, catalogs, promotion codes, translations.

Nothing here opens a connection; :mod:`braze_liquid_sim.services.live` does, where it is asked to by name.
"""
