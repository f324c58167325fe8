"""From the anatomical descriptions in the catalogue to bodies that hold the poses. Run by hand; nothing ships it."""
