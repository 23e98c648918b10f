"""The hand-checked deadlines of tests/law/cases and the shape of the explanation."""

import json
from datetime import date
from pathlib import Path

import pytest
import yaml

from renda.law import RulebookError, deadlines
from renda.law.workdays import WorkCalendar, parse_year_table

FOLDER = Path(__file__).parent / "cases"


def load_cases():
    for name in ("months.yaml", "days.yaml", "inspection.yaml"):
        raw = yaml.safe_load((FOLDER / name).read_text(encoding="utf-8"))
        for case in raw["cases"]:
            case.setdefault("rule", raw.get("rule"))
            yield pytest.param(
                case, id=f"{case['rule']}-{case['from']}-{case.get('place', '')}-{case['why']}"
            )


CASES = list(load_cases())


def test_there_are_at_least_sixty_cases():
    assert len(CASES) >= 60


@pytest.mark.parametrize("case", CASES)
def test_case(case):
    found = deadlines.due(
        case["rule"],
        case["from"],
        place=case.get("place"),
        case=case.get("case"),
        settings=case.get("settings"),
        name=case.get("name"),
        starts=case.get("starts"),
    )
    assert found.due_on == case["due"], found.wording
    assert found.due.provisional is case.get("provisional", False)
    if "article" in case:
        assert case["article"] in [c.article for c in found.rule.citations]
    if "start" in case:
        assert found.duration.start == case["start"]


def test_explanation_is_json_and_says_why():
    found = deadlines.due("suggestion-reply-three-months", date(2026, 7, 1))
    told = json.loads(json.dumps(found.explain(), ensure_ascii=False))
    assert told["due_on"] == "2026-10-08"
    assert told["rolled_from"] == "2026-10-01"
    assert told["weekday"] == "星期四"
    assert told["start_name"] == "交办之日"
    assert told["articles"] == ["《全国人民代表大会和地方各级人民代表大会代表法》（2025年修正）第51条第2款"]
    assert told["former_articles"] == ["2015年版第42条第1款"]
    assert told["provisional"] is False
    assert [s["day"] for s in told["steps"]][:4] == ["2026-07-01", "2026-08-01", "2026-09-01", "2026-10-01"]
    assert "国庆节放假" in told["steps"][3]["note"]
    assert told["steps"][-1]["day"] == "2026-10-08"
    assert "顺延到2026年10月8日" in told["wording"]


def test_explanation_names_the_place_and_the_national_limit():
    told = deadlines.due("suggestion-reply-three-months", date(2026, 3, 10), place="50").explain()
    assert told["layer"] == "place"
    assert told["layer_name"] == "地方规定（重庆市）"
    assert told["articles"][0].startswith("《重庆市乡镇人民代表大会工作条例》")
    assert told["national_limit_on"] == "2026-06-10"
    assert told["duration"]["text"] == "2个月"


def test_provisional_is_said_in_words():
    assert "暂按" in deadlines.due("suggestion-reply-three-months", date(2026, 11, 30)).wording


def test_unknown_case_names_the_known_ones():
    with pytest.raises(RulebookError, match="complex"):
        deadlines.due("suggestion-reply-three-months", date(2026, 3, 1), case="hard")


def test_several_durations_need_a_name():
    with pytest.raises(RulebookError, match="in_recess"):
        deadlines.due("suggestion-assign-deadline", date(2026, 3, 1))


def test_an_office_table_replaces_the_provisional_year():
    table = parse_year_table(
        """
        {year: 2027, status: published,
         notices: [{title: 测试通知, number: 测试1号, issued_on: 2026-11-25}],
         holidays: [{name: 春节, from: 2027-02-28, to: 2027-03-02}], makeup_workdays: []}
        """
    )
    found = deadlines.due("suggestion-reply-three-months", date(2026, 11, 30), calendar=WorkCalendar([table]))
    assert found.due_on == date(2027, 3, 3)
    assert found.due.provisional is False
