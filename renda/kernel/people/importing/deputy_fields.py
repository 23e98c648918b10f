"""The columns of a list of deputies."""

from __future__ import annotations

from renda.kernel.exchange.fields import Choice, Field
from renda.kernel.people.models import Person
from renda.kernel.people.register import Gender, MandateLevel

GENDERS = (
    Choice(Gender.MALE, "男", ("男性",)),
    Choice(Gender.FEMALE, "女", ("女性",)),
)
LEVELS = (
    Choice(MandateLevel.TOWN, "乡镇人大代表", ("乡镇", "镇", "乡", "镇代表", "乡代表", "镇人大代表", "乡人大代表", "乡镇级", "镇级", "乡级")),
    Choice(MandateLevel.COUNTY, "县（区、市）人大代表", ("县", "区", "市", "县代表", "县人大代表", "区人大代表", "市人大代表", "县级")),
)


def _length(name: str) -> int:
    return Person._meta.get_field(name).max_length


FIELDS = (
    Field("name", "姓名", ("代表姓名", "代表", "名字"), required=True, kind="name", max_length=_length("name"), example="李春生"),
    Field("gender", "性别", kind="choice", choices=GENDERS, example="男"),
    Field("birth_on", "出生日期", ("出生年月", "出生年月日", "生日", "出生"), kind="date", example="1975-03-05"),
    Field("ethnicity", "民族", max_length=_length("ethnicity"), example="汉族"),
    Field("party", "党派", ("政治面貌",), max_length=_length("party"), example="中共党员"),
    Field("education", "学历", ("文化程度",), max_length=_length("education"), example="大专"),
    Field("occupation", "职业", ("职业构成", "代表结构", "身份"), max_length=_length("occupation"), example="农民"),
    Field("employer", "工作单位及职务", ("工作单位", "单位及职务", "单位职务", "职务", "单位"), max_length=_length("employer"), example="李家湾村党支部书记"),
    Field("phone", "手机号", ("联系电话", "电话", "手机", "手机号码", "联系方式", "电话号码"), kind="phone", example="13800000000"),
    Field("id_number", "身份证号", ("身份证号码", "身份证", "公民身份号码"), kind="id_number"),
    Field("constituency", "选区", ("选区名称", "所在选区", "所属选区", "选举单位", "当选选区"), max_length=60, example="第一选区"),
    Field("group", "代表小组", ("小组", "代表团", "所在小组", "代表组"), max_length=60, example="第一代表小组"),
    Field("village", "所在村（社区）", ("村", "所在村", "村社区", "所属村", "村居", "所在社区"), max_length=80, example="李家湾村"),
    Field("skills", "专长", ("特长", "专业特长", "熟悉专业"), max_length=_length("skills"), example="水利、养殖"),
    Field("card_number", "代表证号", ("代表证编号", "证号", "代表证号码"), max_length=30),
    Field("from_on", "任职起始日期", ("任职日期", "当选日期", "当选时间", "起始日期", "资格起始日期"), kind="date", help="不填就从本届开始那天算"),
    Field("until_on", "资格终止日期", ("终止日期", "终止时间", "离任日期"), kind="date", help="在任的不填"),
    Field("end_cause", "终止原因", ("资格终止原因", "离任原因"), max_length=80),
    Field("level", "代表级别", ("级别", "代表类别", "哪级代表"), kind="choice", choices=LEVELS, help="不填就是乡镇人大代表"),
)  # fmt: skip
OF_PERSON = (
    "name", "gender", "birth_on", "ethnicity", "party", "education", "occupation", "employer",
    "phone", "id_number", "village", "skills",
)  # fmt: skip
OF_MANDATE = ("constituency", "group", "card_number", "from_on", "until_on", "end_cause")
