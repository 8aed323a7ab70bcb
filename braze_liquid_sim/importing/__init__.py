"""Texts from elsewhere into templates: pages of documentation, the dashboard, answers of Braze's REST API.

Nothing here reads or writes a file. :func:`~braze_liquid_sim.importing.inputs.read` makes drafts of a text,
:func:`~braze_liquid_sim.importing.parameters.parameterised` puts parameters where secrets and samples stand in them.
"""
