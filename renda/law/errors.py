"""What can be wrong with the rulebook, a setting or a question put to it."""

from __future__ import annotations


class RulebookError(ValueError):
    """A rule file, a year table or a question to the rulebook is wrong.

    ``where`` names the file or the layer, ``rule_id`` the rule; both appear in the message.
    """

    def __init__(self, message: str, *, where: str = "", rule_id: str = "") -> None:
        self.where = where
        self.rule_id = rule_id
        place = "，".join(part for part in (where, rule_id) if part)
        super().__init__(f"{place}：{message}" if place else message)


class UnknownRule(RulebookError):
    """No rule has this id, or none was in force on the day asked for."""


class LooserThanLaw(RulebookError):
    """A place value or a setting would give more time, or ask for less, than the law above it."""
