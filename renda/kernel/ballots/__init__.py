"""Votes and counts as objects, moved only by declared steps.

The public functions stand in ``steps`` (prepare, open_ballot, close_ballot, save_sheet, finish_sheet, rekey, declare,
seal, void, again) and in ``selectors`` (roll_of, ahead_of, result_of, differences, ballots_of). Who wants to act on a
declared result puts a listener into ``procedures.execute.after_step`` or asks ``result_of``.

A ballot knows nothing of what it is about: it keeps the model label and the key of its subject. In a secret vote no
row anywhere ties a person to a choice: the paper stays in the box, only the numbers of the count are kept.
"""
