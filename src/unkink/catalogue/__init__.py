"""The authored facts: how they are read, what rules they keep, and how they are found."""
