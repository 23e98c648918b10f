"""The papers of the demonstration town: last year's set of a session of the congress, and drafts of today."""
