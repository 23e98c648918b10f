"""Names, ID numbers and telephone numbers of people who do not exist."""

from __future__ import annotations

from datetime import date
from random import Random

from .geography import COUNTY_CODE

RARE_CHARACTERS = "喆堃旻珺玥昇赟翀犇"
# Mobile number ranges that no operator has been given; landlines under an area code that is not in use.
_MOBILE_RANGES = ("154", "161", "163", "164")
LANDLINE_AREA = "0689"

_SURNAMES = (
    "陈 李 王 张 刘 黄 罗 周 杨 邓 吴 徐 胡 何 郭 林 谢 曾 彭 肖 熊 邹 龚 万 涂 聂 喻 饶 欧阳 江 汪 余 程 蔡 "
    "潘 袁 蒋 傅 钟 廖 谭 魏 夏 丁 姜 范 方 石 姚 戴 付 温 赖 管 游 章 毛 雷 辛 甘 简 揭 占 上官"
).split()
_MALE_OLD = "建国 国平 水生 根生 细毛 金山 德胜 长根 福生 友才 春生 火生 志强 国华 新民 保华 正明 树林 家旺 桂生 庆丰 文武 茂林 和平 运来 贵才 先明 木林 南生 青山".split()
_MALE_MID = "志勇 建军 海波 小军 伟平 晓东 永红 立新 国栋 卫民 红兵 海涛 永胜 志刚 小明 文斌 学军 冬生 友良 辉煌 剑锋 云峰 少华 平安 建平 振华 勇 军 斌 强 涛 磊".split()
_MALE_NEW = "俊杰 子豪 文涛 宇航 志鹏 嘉伟 凯 鹏 帆 昊 晨阳 一鸣 子健 泽宇 明辉 思远 浩然 伟杰".split()
_FEMALE_OLD = "秀英 桂花 金莲 冬莲 细妹 春香 菊英 兰英 水莲 玉珍 桂香 招娣 美华 凤英 月娥 荷花 爱莲 素珍".split()
_FEMALE_MID = "小红 丽华 艳萍 海燕 小芳 晓燕 红梅 春花 美玲 玉兰 丽娟 雪梅 敏 燕 芳 娟 玲 国香 秋菊 冬梅".split()
_FEMALE_NEW = "婷婷 佳怡 雨欣 思琪 梦瑶 诗涵 静雯 倩 颖 雅琴 欣怡 晓雯 子涵 慧敏".split()
_RARE_MALE = ("喆", "堃", "旻", "昇", "赟", "翀", "犇", "志堃", "文喆", "旻昊")
_RARE_FEMALE = ("珺", "玥", "珺瑶", "玥彤", "雅珺")


def check_digit(first17: str) -> str:
    """The last character of a resident ID number (GB 11643: weights 2^(17-i) mod 11)."""
    total = sum(int(digit) * (1 << (17 - place)) for place, digit in enumerate(first17))
    return "10X98765432"[total % 11]


class NameBook:
    """Gives out names, ID numbers and numbers that have not been given before."""

    def __init__(self, rng: Random) -> None:
        self._rng = rng
        self._names: set[str] = set()
        self._ids: set[str] = set()
        self._phones: set[str] = set()

    def name(self, sex: str, born_year: int, rare: bool = False) -> str:
        """A name that fits sex and year of birth; with ``rare`` one with an uncommon character."""
        if rare:
            bank = _RARE_MALE if sex == "男" else _RARE_FEMALE
        elif born_year < 1970:
            bank = _MALE_OLD if sex == "男" else _FEMALE_OLD
        elif born_year < 1988:
            bank = _MALE_MID if sex == "男" else _FEMALE_MID
        else:
            bank = _MALE_NEW if sex == "男" else _FEMALE_NEW
        for _ in range(60):
            name = self._rng.choice(_SURNAMES) + self._rng.choice(bank)
            if name not in self._names:
                break
        self._names.add(name)
        return name

    def id_number(self, born_on: date, sex: str) -> str:
        """A formally valid ID number under the county code of no real county."""
        while True:
            order = self._rng.randrange(10, 998)
            if order % 2 != (1 if sex == "男" else 0):
                order += 1
            first17 = f"{COUNTY_CODE}{born_on:%Y%m%d}{order:03d}"
            number = first17 + check_digit(first17)
            if number not in self._ids:
                self._ids.add(number)
                return number

    def mobile(self) -> str:
        """An 11-digit number that passes format checks and that nobody can have."""
        while True:
            number = f"{self._rng.choice(_MOBILE_RANGES)}{self._rng.randrange(10_000_000, 99_999_999)}"
            if number not in self._phones:
                self._phones.add(number)
                return number

    def landline(self) -> str:
        return f"{LANDLINE_AREA}-{self._rng.randrange(5_200_000, 5_299_999)}"
