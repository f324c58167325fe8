"""The words and values of the house; standard library only."""
