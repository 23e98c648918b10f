"""The office's own templates: a Word file with marked places, kept with its versions and filled run by run."""
