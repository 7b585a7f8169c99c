"""Whole funds from tab-separated files into an empty database: docs/performance.md says how the files are laid out."""
