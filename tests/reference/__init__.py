"""A second implementation of facts.md, for tests only, that walks day by day.

It was written from the design pages alone and shares no function with the engine:
days are whole numbers, every rule is a walk over a table of days, or a table of
conditions of which the first that fits decides.
"""
