"""The pages of docs/reference, one module each: `page` makes the text from the code and the catalogue."""
