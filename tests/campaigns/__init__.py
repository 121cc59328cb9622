"""Faults made on purpose, and whether the program holds what it promises."""
