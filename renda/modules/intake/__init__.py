"""Papers from before the product: taken in by the folder, read, looked through by a person, filed into the archive."""
