"""Rehearsing: a second town beside the real one, filled with made-up people, in which a whole session may be played.

It is a root of its own (``UnitKind.REHEARSAL``), so nothing that goes through the townships finds it: the clock,
the queue of messages, the open column, the county's figures. ``in_rehearsal()`` shuts the ways out. ``spaces``
begins it and throws it away.
"""
