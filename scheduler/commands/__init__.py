"""What the command line can be asked, one module a subject."""
