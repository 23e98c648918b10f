from __future__ import annotations

from datetime import date, datetime

import pytest

from renda.kernel.documents.checking.handling import (
    Handling,
    Serial,
    Signing,
    Step,
    check_handling,
    check_receiving,
    check_return,
    check_series,
)

DAY = date(2026, 3, 9)
SIGNED = Signing("周国强", DAY, "同意", main_leader=True)


def test_a_paper_on_its_proper_way_has_no_findings():
    assert check_handling(Handling(upward=True, signing=SIGNED, numbered_on=DAY, dated=DAY, signatures=("主席团",), seal="主席团")) == []
    assert check_series([Serial(1), Serial(2, "重号"), Serial(3)]) == []
    assert check_receiving([Step("签收", datetime(2026, 3, 9, 9), "甲"), Step("登记", datetime(2026, 3, 9, 10), "甲")]) == []  # noqa: DTZ001
    assert check_return([], "甲") == []


@pytest.mark.parametrize(
    ("record", "check"),
    [
        (Handling(numbered_on=DAY), "DOC-10"), (Handling(signing=SIGNED, numbered_on=date(2026, 3, 8)), "DOC-10"),
        (Handling(signing=SIGNED, changed_after_signing=True), "DOC-10"), (Handling(signing=Signing("周国强", None)), "DOC-11"),
        (Handling(upward=True, signing=Signing("吴", DAY, "同意", main_leader=False)), "DOC-05"),
        (Handling(signing=SIGNED, dated=date(2026, 3, 10)), "DOC-13"), (Handling(passed_on=date(2026, 1, 8), dated=DAY), "DOC-13"),
        (Handling(signatures=("主席团",), seal="镇政府"), "DOC-14"), (Handling(skipped=("县委",)), "DOC-07"), (Handling(issuer_inside=True), "DOC-09"),
        (Handling(cancelled_on=DAY, repealed_on=DAY), "DOC-16"),
    ],
)
def test_what_went_wrong_on_the_way_is_found(record, check):
    assert [found.id for found in check_handling(record)] == [check]


def test_series_receiving_and_return():
    assert [found.message for found in check_series([Serial(1), Serial(1), Serial(3)])] == ["1 号用了两次", "缺 2 号"]
    steps = [Step("签收", datetime(2026, 3, 9, 9), ""), Step("登记", datetime(2026, 3, 9, 8), "甲")]  # noqa: DTZ001
    assert {found.id for found in check_receiving(steps)} == {"DOC-12"} and len(check_receiving(steps)) == 2
    assert "清退" in check_return(["甲文"], "王")[0].mend
