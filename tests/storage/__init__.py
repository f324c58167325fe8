"""Whether what a person did is kept, whatever happens to the machine."""
