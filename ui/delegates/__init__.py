"""Painters of table cells: they draw what a model hands over by role."""
