"""Measurements of what docs/performance.md claims."""
