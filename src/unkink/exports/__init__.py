"""A routine to take along: one file a format, all of them listed in `registry`.

To add a format: write `exports/NAME.py` with a class that is a `Format` (see `port`), and add it to FORMATS in
`registry`. The command line, its help and its errors know it from there. Its test goes into `tests/exports/`: it reads
the written file back with something that is not ours, and holds what a person would miss.
"""
