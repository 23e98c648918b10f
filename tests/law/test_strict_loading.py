"""A wrong rule file stops the load and the error names file and rule."""

import shutil
from datetime import date

import pytest
import yaml

from renda.law.book import Rulebook
from renda.law.errors import LooserThanLaw, RulebookError
from renda.law.reading import FOLDER

NATIONAL = "national/suggestion.yaml"
LOCAL = "province/50/suggestion.yaml"
THREE = "suggestion-reply-three-months"


@pytest.fixture
def folder(tmp_path):
    target = tmp_path / "rulebook"
    shutil.copytree(FOLDER, target)
    return target


def change(folder, name, rule_id, edit):
    """Apply ``edit`` to the last entry of ``rule_id`` in file ``name``."""
    path = folder / name
    raw = yaml.safe_load(path.read_text(encoding="utf-8"))
    items = raw.get("rules") or raw.get("values")
    edit([item for item in items if item["id"] == rule_id][-1])
    path.write_text(yaml.safe_dump(raw, allow_unicode=True, sort_keys=False), encoding="utf-8")


def test_untouched_copy_loads(folder):
    assert len(Rulebook(folder).ids()) >= 244


BREAKS = {
    "unknown key": (NATIONAL, THREE, lambda r: r.update(colour="red"), "colour"),
    "missing key": (NATIONAL, THREE, lambda r: r.pop("title"), "title"),
    "unknown force": (NATIONAL, THREE, lambda r: r.update(force="soft"), "soft"),
    "unknown unit": (NATIONAL, THREE, lambda r: r["params"]["deadline"].update(unit="week"), "week"),
    "unknown start": (
        NATIONAL,
        THREE,
        lambda r: r["params"]["deadline"].update(start="some_day"),
        "some_day",
    ),
    "key in duration": (NATIONAL, THREE, lambda r: r["params"]["deadline"].update(about=1), "about"),
    "zero": (NATIONAL, THREE, lambda r: r["params"]["deadline"].update(value=0), "正整数"),
    "no article": (NATIONAL, THREE, lambda r: r["citations"][0].pop("article"), "条号"),
    "no citation": (NATIONAL, THREE, lambda r: r.update(citations=[]), "依据条文"),
    "unknown source": (NATIONAL, THREE, lambda r: r["citations"][0].update(source="XYZ"), "XYZ"),
    "overlap": (NATIONAL, THREE, lambda r: r["in_force"].update({"from": date(2025, 3, 11)}), "重叠"),
    "period backwards": (NATIONAL, THREE, lambda r: r["in_force"].update(to=date(2025, 1, 1)), "早于"),
    "no start date": (NATIONAL, THREE, lambda r: r["in_force"].update({"from": None}), "生效日期"),
    "unknown case": (NATIONAL, THREE, lambda r: r.update(cases={"odd": THREE}), "odd"),
    "case to nowhere": (NATIONAL, THREE, lambda r: r.update(cases={"complex": "nowhere"}), "nowhere"),
    "bad formula": (NATIONAL, THREE, lambda r: r.update(formula="open('x')[0]"), "算式"),
    "bound without param": (NATIONAL, THREE, lambda r: r.update(bounds={"nothing": "max"}), "nothing"),
    "unknown confidence": (NATIONAL, THREE, lambda r: r.update(confidence="sure"), "sure"),
    "place key": (LOCAL, "suggestion-rehandle", lambda r: r.update(title="x"), "title"),
    "place without citation": (LOCAL, "suggestion-rehandle", lambda r: r.update(citations=[]), "依据条文"),
    "place for no rule": (LOCAL, "suggestion-rehandle", lambda r: r.update(id="nowhere"), "nowhere"),
    "place on locked rule": (LOCAL, "suggestion-rehandle", lambda r: r.update(id=THREE, params={}), "不许"),
    "place bad unit": (
        LOCAL,
        "suggestion-rehandle",
        lambda r: r["params"]["default"].update(unit="week"),
        "week",
    ),
}


@pytest.mark.parametrize("name, rule_id, edit, words", BREAKS.values(), ids=BREAKS)
def test_break_is_refused(folder, name, rule_id, edit, words):
    change(folder, name, rule_id, edit)
    with pytest.raises(RulebookError, match=words) as caught:
        Rulebook(folder)
    told = str(caught.value)
    assert name in told
    assert rule_id in told or words in told


def test_place_looser_than_law_is_refused(folder):
    change(
        folder,
        LOCAL,
        "suggestion-township-reply-local",
        lambda r: r["params"]["default"]["normal"].update(value=4),
    )
    with pytest.raises(LooserThanLaw, match=LOCAL):
        Rulebook(folder)


def test_duplicate_id_in_two_files_is_refused(folder):
    path = folder / "practice" / "suggestion.yaml"
    raw = yaml.safe_load(path.read_text(encoding="utf-8"))
    copy = dict(raw["rules"][0], id="presidium-size")
    raw["rules"].append(copy)
    path.write_text(yaml.safe_dump(raw, allow_unicode=True), encoding="utf-8")
    with pytest.raises(RulebookError, match="presidium-size：编号重复"):
        Rulebook(folder)


def test_duplicate_key_is_refused(folder):
    path = folder / NATIONAL
    path.write_text("area: suggestion\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    with pytest.raises(RulebookError, match="写了两次"):
        Rulebook(folder)


def test_wrong_folder_of_a_place_is_refused(folder):
    (folder / "province" / "50").rename(folder / "province" / "51")
    with pytest.raises(RulebookError, match="province/51"):
        Rulebook(folder)


def test_article_map_is_complete():
    raw = yaml.safe_load((FOLDER / "article-map.yaml").read_text(encoding="utf-8"))
    assert raw["map"][42] == 51 and raw["map"][45] == 58 and raw["map"][49] == 62
    assert not set(raw["map"].values()) & set(raw["new_articles"])
    assert sorted(set(raw["map"].values()) | set(raw["new_articles"])) == list(range(3, 66))
