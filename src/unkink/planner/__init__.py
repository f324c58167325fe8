"""What should I do: a plan made for one person, the best the catalogue can give, with its reasons."""
