"""What both sides of ``benchmarks.peers_session`` are given: the list of deputies with its planted faults, the count sheets."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from dataclasses import dataclass, field

ROWS, EVERY = 90, 7
HEAD = ("姓名", "性别", "出生日期", "手机号", "身份证号", "选区", "代表小组", "所在村（社区）")
VILLAGES = ("上河村", "下河村", "李家湾村")
SURNAMES, GIVEN = "王李张刘陈杨赵黄周", "建国秀英志强桂兰海燕春生"
#: What is wrong with a row → how it comes to be so, from the good row and the one before it.
FAULTS: dict[str, Callable[[dict, dict], dict]] = {
    "没有姓名": lambda row, _: row | {"姓名": ""},
    "同一人写了两行": lambda _, before: dict(before),
    "同一人两行，一行姓名里有空格": lambda _, before: before | {"姓名": " ".join(before["姓名"])},
    "性别写成别的字": lambda row, _: row | {"性别": "难"},
    "手机号少一位": lambda row, _: row | {"手机号": row["手机号"][:-1]},
    "身份证号末位不对": lambda row, _: row | {"身份证号": row["身份证号"][:-1] + ("1" if row["身份证号"][-1] != "1" else "2")},
    "出生日期不存在": lambda row, _: row | {"出生日期": "1975-02-30"},
    "出生日期和身份证号对不上": lambda row, _: row | {"出生日期": "1960-01-01"},
    "性别和身份证号对不上": lambda row, _: row | {"性别": "女" if row["性别"] == "男" else "男"},
    "村名写错": lambda row, _: row | {"所在村（社区）": "上和村"},
    "名字里有一个字丢了": lambda row, _: row | {"姓名": row["姓名"][:1] + "\ufffd"},
    "小组名写错": lambda row, _: row | {"代表小组": "第三代表小祖"},
}  # fmt: skip
#: Sheets that can't be right: issued, returned, valid, invalid, for, against, abstain.
WRONG_SHEETS = {
    "有效加无效不等于收回": (58, 58, 50, 2, 40, 6, 4),
    "各项票数加起来多于有效票": (58, 58, 57, 1, 50, 6, 4),
    "发出的比到会的人多": (600, 600, 600, 0, 500, 60, 40),
    "半张票": (58, 58, 58, 0, "49.5", "4.5", 4),
}
GOOD_SHEET = (58, 58, 57, 1, 50, 4, 3)


@dataclass
class Measured:
    """What one side needed and got. ``caught``: the faults that were told before anything was stored."""

    seconds: float = 0.0
    requests: int = 0
    caught: set[str] = field(default_factory=set)
    false_alarms: int = 0
    stored: int = 0


def deputies() -> tuple[list[dict[str, str]], dict[int, str]]:
    """The rows of the list, and row number (from 0) → what is wrong with it."""
    from renda.foundation.chinese.id_number import check_character

    rows, planted, faults = [], {}, iter(FAULTS.items())
    for number in range(ROWS):
        name = SURNAMES[number % 9] + GIVEN[number % 12] + GIVEN[number // 9 % 12]
        born = f"19{60 + number % 35}{number % 12 + 1:02d}{number % 28 + 1:02d}"
        male = number % 3 != 0
        first17 = f"320115{born}{number % 500 * 2 + (1 if male else 0):03d}"
        row = {
            "姓名": name, "性别": "男" if male else "女", "出生日期": f"{born[:4]}-{born[4:6]}-{born[6:]}",
            "手机号": f"138{number:08d}", "身份证号": first17 + check_character(first17), "选区": f"第{number % 9 + 1}选区",
            "代表小组": f"第{'一二三'[number % 3]}代表小组", "所在村（社区）": VILLAGES[number % 3],
        }  # fmt: skip
        if number % EVERY == EVERY - 1 and (fault := next(faults, None)):
            planted[number] = fault[0]
            row = fault[1](row, rows[-1])
        rows.append(row)
    return rows, planted


def as_csv(head: tuple[str, ...], rows: list[tuple]) -> bytes:
    stream = io.StringIO()
    csv.writer(stream).writerows([head, *rows])
    return stream.getvalue().encode("utf-8-sig")
