"""People's names: does it look like one, and how to show only part of it."""

from __future__ import annotations

import re

from renda.foundation.chinese.text import is_han, one_line

SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金"
    "韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟"
    "申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳欧管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时"
    "穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖"
    "巩明佘池查麻苑迟邝官封谈匡鞠惠荆乐冀郁胥南班储原栗燕楚鄢劳谌奚皮粟冼蔺楼盘满闻位厉伊仝区郜海阚花权强帅屠豆朴盖练廉禹井祖"
    "漆巴丰支卿国狄平计索宣晋相初门云容敬来扈晁芮都普阙浦戈伏鹿薄邸雍辜羊阿乌母裘亓修邰赫杭况那宿鲜印逯隆茹诺战慕危玉银亢嵇公"
    "哈湛宾戎勾茅利於呼居揭干但尉冶斯元束檀衣信展阴昝智幸奉植衡富尧闭由傅詹常赖贵殷洪祥竺缑"
)
COMPOUND_SURNAMES = frozenset(
    [
        "欧阳",
        "上官",
        "皇甫",
        "令狐",
        "诸葛",
        "司徒",
        "司马",
        "申屠",
        "夏侯",
        "贺兰",
        "完颜",
        "慕容",
        "尉迟",
        "长孙",
        "端木",
        "东方",
        "南宫",
        "西门",
        "独孤",
        "公孙",
        "宇文",
        "轩辕",
        "钟离",
        "闻人",
        "澹台",
        "濮阳",
        "呼延",
        "公羊",
        "赫连",
        "拓跋",
        "百里",
        "东郭",
        "淳于",
        "单于",
        "鲜于",
        "司空",
        "太史",
        "仲孙",
        "第五",
        "达奚",
        "纳兰",
    ]
)
# Words that stand in name columns without being a name.
NOT_NAMES = frozenset(
    [
        "姓名",
        "合计",
        "小计",
        "总计",
        "备注",
        "代表",
        "无",
        "暂无",
        "同上",
        "空缺",
        "缺额",
        "待定",
        "序号",
        "单位",
        "签名",
        "签字",
        "领衔",
        "联名",
        "主席",
        "副主席",
        "镇长",
        "副镇长",
        "乡长",
        "副乡长",
        "书记",
        "村民",
        "群众",
        "选民",
        "女士",
        "先生",
        "同志",
        "主任",
        "男",
        "女",
        "汉族",
        "党员",
        "是",
        "否",
        "有",
        "测试",
    ]
)
TITLES = (
    "主席",
    "书记",
    "镇长",
    "乡长",
    "主任",
    "同志",
    "代表",
    "先生",
    "女士",
    "委员",
    "所长",
    "站长",
    "村长",
    "部长",
)
ORGANISATION_ENDS = (
    "镇",
    "乡",
    "村",
    "组",
    "局",
    "所",
    "办",
    "委",
    "会",
    "站",
    "部",
    "科",
    "处",
    "公司",
    "中心",
    "政府",
)
PLACE_ENDS = ("镇", "乡", "村", "组", "局", "站", "办")
DOTS = "·•・‧∙.．"
MASK = "*"
SEEN_ID_DIGITS = 3


def normalize_name(text: str) -> str:
    """A name as stored: no spaces inside (张 三 → 张三), one kind of middle dot."""
    name = one_line(text)
    if not any(ch.isascii() and ch.isalpha() for ch in name):
        name = re.sub(rf"[{re.escape(DOTS)}]", "·", name.replace(" ", ""))
    return name


def surname(name: str) -> str:
    """The surname of a Chinese name (compound ones included); the part before the dot otherwise."""
    name = normalize_name(name)
    if "·" in name:
        return name.split("·")[0]
    return name[:2] if len(name) > 2 and name[:2] in COMPOUND_SURNAMES else name[:1]


def looks_like_name(text: str) -> bool:
    """Whether ``text`` could be the name of a person.

    Two to four Han (five with a compound surname) that begin with a known surname and carry no
    title, or a name with a middle dot. A hint for imports, never a refusal.
    """
    name = normalize_name(text)
    if not name or name in NOT_NAMES:
        return False
    if "·" in name:
        parts = name.split("·")
        return all(parts) and len(name) <= 30 and all(is_han(ch) for part in parts for ch in part)
    if not all(is_han(ch) for ch in name):
        return False
    compound = name[:2] in COMPOUND_SURNAMES
    if not 2 <= len(name) <= (5 if compound else 4):
        return False
    ends = PLACE_ENDS if len(name) == 3 else ORGANISATION_ENDS if len(name) == 4 else ()
    if name.endswith(TITLES) or (ends and not compound and name.endswith(ends)):
        return False
    return compound or name[0] in SURNAMES


def mask_name(name: str) -> str:
    """张三 → 张*, 欧阳修文 → 欧阳**, 买买提·艾力 → 买买提·**: the surname stays."""
    name = normalize_name(name)
    if not name:
        return ""
    head = surname(name)
    if "·" in name:
        head += "·"
    return head + MASK * max(1, len(name) - len(head))


def mask_phone(phone: str) -> str:
    """13812345678 → 138****5678; shorter numbers keep their last two digits."""
    digits = re.sub(r"[^\d]", "", phone)
    if len(digits) == 13 and digits.startswith("86"):
        digits = digits[2:]
    if len(digits) == 11:
        return f"{digits[:3]}{MASK * 4}{digits[-4:]}"
    return MASK * max(0, len(digits) - 2) + digits[-2:] if len(digits) > 2 else MASK * len(digits)


def mask_id(number: str) -> str:
    """Only the first three characters of an ID number stay."""
    number = number.strip()
    return number[:SEEN_ID_DIGITS] + MASK * max(0, len(number) - SEEN_ID_DIGITS)
