"""The bodies that handle suggestions: offices of the town government, its stations, county-level posts."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class UnitPlan:
    """A unit before its people are known."""

    key: str
    name: str
    short: str
    kind: str
    parent: str
    is_vertical: bool
    head_title: str
    duties: str
    has_account: bool = True


_TOWN = "云汀镇人民政府"
_INNER = "内设机构"
_STATION = "事业单位"
_POST = "派驻机构"
_FIRM = "企业"

UNIT_PLANS = (
    UnitPlan("office", "党政综合办公室", "综合办", _INNER, _TOWN, False, "主任", "文电会务、督查、信息公开、后勤"),
    UnitPlan("economy", "经济发展办公室", "经发办", _INNER, _TOWN, False, "主任", "项目、工业、商贸、统计、物价"),
    UnitPlan("agriculture", "农业农村办公室", "农业办", _INNER, _TOWN, False, "主任", "种植养殖、高标准农田、乡村建设、帮扶"),
    UnitPlan("social", "社会事务办公室", "社会办", _INNER, _TOWN, False, "主任", "民政、教育、卫生健康、文化体育、殡葬"),
    UnitPlan("safety", "平安法治办公室", "平安办", _INNER, _TOWN, False, "主任", "综治、信访、应急、消防、道路安全劝导"),
    UnitPlan("planning", "村镇建设办公室", "村建办", _INNER, _TOWN, False, "主任", "规划、建房管理、乡村道路、集镇建设、环境卫生"),
    UnitPlan("enforcement", "综合行政执法队", "执法队", _STATION, _TOWN, False, "队长", "集镇秩序、违法建设、市容、占道经营"),
    UnitPlan("finance", "财政所", "财政所", _STATION, _TOWN, False, "所长", "预算、惠农补贴、村账镇代管"),
    UnitPlan("service", "便民服务中心", "便民中心", _STATION, _TOWN, False, "主任", "社保、医保、证照、帮办代办"),
    UnitPlan("veterans", "退役军人服务站", "退役军人站", _STATION, _TOWN, False, "站长", "退役军人登记、帮扶、优待"),
    UnitPlan("culture", "综合文化站", "文化站", _STATION, _TOWN, False, "站长", "文化活动、图书、文物看护、体育场地"),
    UnitPlan("water", "水利站", "水利站", _STATION, _TOWN, False, "站长", "水库、渠道、河道、防汛抗旱"),
    UnitPlan("forestry", "林业站", "林业站", _STATION, _TOWN, False, "站长", "造林、护林防火、采伐、病虫害"),
    UnitPlan("husbandry", "畜牧兽医站", "兽医站", _STATION, _TOWN, False, "站长", "防疫、养殖污染、病死畜禽处理"),
    UnitPlan("police", "青禾县公安局云汀派出所", "派出所", _POST, "青禾县公安局", True, "所长", "治安、户籍、乡镇道路交通管理"),
    UnitPlan("justice", "青禾县司法局云汀司法所", "司法所", _POST, "青禾县司法局", True, "所长", "调解、普法、法律援助"),
    UnitPlan("land", "青禾县自然资源局云汀自然资源所", "自然资源所", _POST, "青禾县自然资源局", True, "所长", "用地、宅基地、地质灾害"),
    UnitPlan("market", "青禾县市场监督管理局云汀分局", "市场监管分局", _POST, "青禾县市场监督管理局", True, "分局长", "食品药品、价格、计量、特种设备"),
    UnitPlan("hospital", "云汀镇中心卫生院", "卫生院", _STATION, "青禾县卫生健康局", True, "院长", "诊疗、公共卫生、村卫生室管理"),
    UnitPlan("school", "云汀镇中心学校", "中心学校", _STATION, "青禾县教育局", True, "校长", "中小学、幼儿园管理"),
    UnitPlan("power", "青禾县供电公司云汀供电所", "供电所", _FIRM, "青禾县供电公司", True, "所长", "线路、变台、用电报装", False),
    UnitPlan("watersupply", "青禾县城乡供水公司云汀分公司", "供水公司", _FIRM, "青禾县城乡供水公司", True, "经理", "集中供水、管网、水质", False),
    UnitPlan("highway", "青禾县公路事业发展中心云汀养护站", "公路养护站", _STATION, "青禾县交通运输局", True, "站长", "县道乡道养护、安全设施", False),
    UnitPlan("telecom", "青禾县通信服务中心云汀服务站", "通信服务站", _FIRM, "青禾县通信服务中心", True, "站长", "基站、宽带、杆线整理", False),
)
