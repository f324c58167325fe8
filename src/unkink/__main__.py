"""python -m unkink."""

from unkink.cli import main

main()
