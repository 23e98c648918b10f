"""The office's library: official law texts by edition and article, and papers worth imitating."""
