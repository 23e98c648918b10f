"""Wrong characters: what a hand on a keyboard puts in place of what was meant.

Fixed terms of the congress and near misses of known names need nothing but the repo; everything else rests on language
statistics that are counted on the office's own computer (``build``) from texts that may be used (``sources``).
"""
