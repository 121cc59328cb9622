"""The papers: each as plain data, and Typst turned loose on it."""
