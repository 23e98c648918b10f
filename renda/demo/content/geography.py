"""The fictional town 云汀镇 of the fictional county 青禾县, with its villages and places.

Neither name belongs to a real county or town; the code 369901 has a real province's first two digits
(so that format checks accept it) and a prefecture number that no prefecture has.
"""

from __future__ import annotations

from random import Random

from .model import Place, Village

COUNTY = "青禾县"
TOWN = "云汀镇"
RIVER = "云汀河"
COUNTY_CODE = "369901"
TOWN_CODE = COUNTY_CODE + "100"
AREA_KM2 = 118.6

# name, the road that serves it, reservoir it draws from, school, which market
_VILLAGES = (
    ("石堰村", "石堰公路", "龙口水库", "石堰小学", "云汀集镇农贸市场"),
    ("上湾村", "云上公路", "龙口水库", "石堰小学", "云汀集镇农贸市场"),
    ("下湾村", "湾渡公路", "龙口水库", "渡口小学", "渡口集市"),
    ("枫树坪村", "枫坪公路", "横岭水库", "枫坪小学", "枫坪集市"),
    ("黄泥塘村", "泥塘公路", "横岭水库", "枫坪小学", "枫坪集市"),
    ("双桥村", "双桥公路", "龙口水库", "云汀镇中心小学", "云汀集镇农贸市场"),
    ("柏树下村", "柏竹公路", "竹山水库", "竹山小学", "茶亭集市"),
    ("大屋场村", "大屋场公路", "竹山水库", "竹山小学", "茶亭集市"),
    ("龙口村", "龙石公路", "龙口水库", "石堰小学", "云汀集镇农贸市场"),
    ("竹山村", "云竹公路", "竹山水库", "竹山小学", "茶亭集市"),
    ("金鸡岭村", "金鸡岭盘山公路", "金鸡岭水库", "金鸡岭教学点", "枫坪集市"),
    ("白马滩村", "白马公路", "金鸡岭水库", "渡口小学", "渡口集市"),
    ("花桥村", "花桥公路", "金鸡岭水库", "渡口小学", "渡口集市"),
    ("油榨坪村", "榨坪公路", "横岭水库", "枫坪小学", "枫坪集市"),
    ("新塘村", "新塘公路", "竹山水库", "云汀镇中心小学", "云汀集镇农贸市场"),
    ("横岭村", "横枫公路", "横岭水库", "枫坪小学", "枫坪集市"),
    ("陈家坝村", "陈坝公路", "龙口水库", "渡口小学", "渡口集市"),
    ("罗家冲村", "罗冲公路", "竹山水库", "竹山小学", "茶亭集市"),
    ("茶亭村", "茶亭公路", "竹山水库", "茶亭小学", "茶亭集市"),
    ("渡口村", "渡口公路", "金鸡岭水库", "渡口小学", "渡口集市"),
    ("河街社区", "河街", "龙口水库", "云汀镇中心小学", "云汀集镇农贸市场"),
    ("新街社区", "新街大道", "龙口水库", "云汀中学", "云汀集镇农贸市场"),
)
_GROUPS = (
    "上屋组 下屋组 老屋组 新屋组 塘边组 桥头组 井边组 坳上组 河边组 樟树组 岭脚组 湾里组 祠堂组 田心组 "
    "石嘴组 枫树组 大丘组 晒谷坪组 墈上组 庙背组 茶园组 竹园组 水口组 牌坊组 铁匠铺组 窑前组"
).split()
_BRIDGES = "永安桥 接龙桥 石拱桥 新桥 渡头桥 五眼桥 回龙桥 栏杆桥 木马桥 子午桥 万福桥 老石桥".split()
_CANALS = "东干渠 西干渠 红旗渠 跃进渠 团结渠 丰收渠 胜利渠 环山渠".split()
_PONDS = "月塘 门口塘 大塘 莲花塘 长塘 荷叶塘 方塘 沙塘 牛栏塘 龟塘".split()
_HILLS = "背底山 狮子山 马鞍山 后龙山 笔架山 鹅公岭 观音山 牛形山".split()


def make_villages(rng: Random) -> tuple[Village, ...]:
    """The 20 villages and 2 communities; names are fixed, sizes and inner places come from ``rng``."""
    villages = []
    for number, (name, road, reservoir, school, market) in enumerate(_VILLAGES, start=1):
        is_community = name.endswith("社区")
        stem = name.removesuffix("村").removesuffix("社区")
        households = rng.randint(680, 1250) if is_community else rng.randint(310, 760)
        places = {
            "路": road,
            "库": reservoir,
            "校": school,
            "集": market,
            "桥": rng.choice(_BRIDGES),
            "渠": stem + rng.choice(_CANALS),
            "塘": rng.choice(_PONDS),
            "山": rng.choice(_HILLS),
            "医": f"{stem}社区卫生服务站" if is_community else f"{name}卫生室",
            "场": f"{stem}文化广场",
        }
        villages.append(
            Village(
                key=f"v{number:02d}",
                name=name,
                code=f"{TOWN_CODE}{(number if is_community else number + 200):03d}",
                is_community=is_community,
                groups=tuple(rng.sample(_GROUPS, 5 if is_community else rng.randint(7, 12))),
                households=households,
                people=round(households * rng.uniform(3.2, 3.9)),
                farmland_mu=rng.randint(60, 240) if is_community else rng.randint(900, 2600),
                distance_km=round(rng.uniform(0.2, 0.9) if is_community else rng.uniform(1.6, 14.5), 1),
                places=places,
            )
        )
    return tuple(villages)


def make_places(villages: tuple[Village, ...]) -> tuple[Place, ...]:
    """Every named place once per village that it serves."""
    return tuple(Place(kind, name, v.key) for v in villages for kind, name in v.places.items())
