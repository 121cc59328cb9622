"""Are the tests of the core able to fail: mutation testing, run by hand."""
