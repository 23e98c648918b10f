"""Showing personal data only as far as needed to tell people apart.

In one township everybody's ID number begins alike and the neighbours know the birthday, so the
tail is the secret: of an ID number only the first three characters are shown.
"""

from __future__ import annotations

STAR = "*"
ID_VISIBLE = 3
PHONE_HEAD, PHONE_TAIL = 3, 4
COMPOUND_SURNAMES = frozenset(
    ["欧阳", "司马", "上官", "诸葛", "东方", "皇甫", "尉迟", "公孙", "慕容", "令狐", "宇文", "长孙", "司徒", "夏侯", "端木", "南宫", "独孤", "轩辕", "百里", "呼延", "东郭", "西门"]
)


def mask_phone(number: str) -> str:
    """``138****1234``; a short number keeps only its last two digits."""
    number = number.strip()
    if len(number) <= PHONE_HEAD + PHONE_TAIL:
        return STAR * max(len(number) - 2, 0) + number[-2:] if len(number) > 4 else STAR * len(number)
    hidden = len(number) - PHONE_HEAD - PHONE_TAIL
    return number[:PHONE_HEAD] + STAR * hidden + number[-PHONE_TAIL:]


def mask_id_number(number: str) -> str:
    """The first three characters, the rest asterisks."""
    number = number.strip()
    return number[:ID_VISIBLE] + STAR * max(len(number) - ID_VISIBLE, 0) if len(number) > ID_VISIBLE else STAR * len(number)


def mask_name(name: str) -> str:
    """The surname and one asterisk for each character of the given name; ``·`` names keep their first part."""
    name = name.strip()
    if "·" in name:
        first, _, rest = name.partition("·")
        return first + "·" + STAR * len(rest)
    surname = 2 if len(name) > 2 and name[:2] in COMPOUND_SURNAMES else 1
    return name[:surname] + STAR * max(len(name) - surname, 1) if name else ""
