"""What a template means before any user is there: the values of its variables, and where each of them is printed.

Start at :mod:`~braze_liquid_sim.lint.meaning.flow`; :mod:`~braze_liquid_sim.lint.meaning.walking` finds it out.
"""
