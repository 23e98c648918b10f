"""A town with a hall full of deputies, and how its votes are counted in the tests."""

from __future__ import annotations

from renda.kernel.ballots import steps
from renda.kernel.ballots.models import Ballot
from tests.harness.town import TownSet, make_mandate, make_person

#: With the three deputies of the harness: 60.
MORE = 57


def fill_hall(made: TownSet, more: int = MORE) -> None:
    """Enough deputies for a congress; two of them have the same name."""
    names = [f"代表{number:03d}号" for number in range(more - 2)] + ["欧阳建国", "欧阳建国"]
    for name in names:
        make_mandate(make_person(name), made)


def motion(
    made: TownSet, method: str = "secret_paper", title: str = "关于镇人民政府工作报告的决议", **facts
) -> Ballot:
    return steps.prepare(
        made.actor("office"), session=made.session, title=title, method=method, law_kind="report", **facts
    )


def election(made: TownSet, names=("方卫东", "何丽", "沈国平"), seats: int = 2, **facts) -> Ballot:
    given = {"case": {"post": "deputy_township_head"}, **facts}
    return steps.prepare(
        made.actor("office"), session=made.session, title="副镇长", method="secret_paper", kind="election", options=names,
        seats=seats, **given,
    )  # fmt: skip


def counting(made: TownSet, ballot: Ballot, present: int = 58) -> Ballot:
    office = made.actor("office")
    ballot = steps.open_ballot(office, ballot, present=present)
    return steps.close_ballot(office, ballot)


def slips(issued: int, returned: int | None = None, invalid: int = 0) -> dict[str, int]:
    back = issued if returned is None else returned
    return {"issued": issued, "returned": back, "valid": back - invalid, "invalid": invalid}


def votes(*lines: tuple[int, int, int]) -> dict[str, int]:
    """for, against, abstain of each option in order."""
    return {
        f"o{position}.{key}": number
        for position, line in enumerate(lines, 1)
        for key, number in zip(("for", "against", "abstain"), line, strict=True)
    }


def keyed(made: TownSet, ballot: Ballot, figures: dict, write_ins=()) -> Ballot:
    """The same sheet keyed by two people."""
    steps.key_sheet(made.actor("office"), ballot, figures, write_ins)
    return steps.key_sheet(made.actor("chair"), ballot, figures, write_ins)
