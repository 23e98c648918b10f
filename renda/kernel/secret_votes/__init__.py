"""The secret vote of an appraisal: slips drawn from a box, sealed ballots, monitors with two codes, a count anybody can repeat.

What other apps call stands in ``steps`` (prepare … void), reading in ``selectors``, the voter's one act in ``casting``.
Why no disk, log or backup can tell how a slip was voted: ``docs/decisions/0007-secret-vote.md``. Statutory votes are
paper and belong to ``kernel/ballots``.
"""
