"""Pages: one for each entry of the sidebar, and the page of a participant."""
