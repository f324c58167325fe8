"""Tests of a person's own plan, day by day."""
