"""What happens in the hall: sittings, agenda and schedule, sign-in and quorum, the run of a sitting, notes, screens, script.

A sitting is a part of its session and no matter of its own: it has moments (sign-in opened, opened, closed) instead of
states, and its papers lie in the session's dossier. Other parts of the work ask ``quorum.quorum_of(sitting)`` and
``quorum.quorum_of_session(session)``.
"""
