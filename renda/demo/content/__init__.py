"""The demonstration town as plain data: ``stories.plan`` makes it, ``texts`` words it. No Django here."""
