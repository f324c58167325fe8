"""Where the strings to translate come from; each module gives the entries of its files."""
