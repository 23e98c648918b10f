"""Pages of the library: laws by edition and article, papers and speeches to learn from."""
