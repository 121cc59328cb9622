"""Cycles as calendars: item views that paint their days."""
