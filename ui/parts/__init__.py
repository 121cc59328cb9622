"""Parts of pages that more than one page is built from."""
