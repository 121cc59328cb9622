"""Fields and forms: widgets to one value, with no rule of their own."""
