"""Dialogs: one question each, about one participant at a time."""
