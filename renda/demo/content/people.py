"""Deputies, leaders and staff of the demonstration town."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from random import Random

from .model import Deputy, DeputyGroup, Mandate, Person, Post, Term, Unit, Village
from .names import NameBook
from .units import UNIT_PLANS
from .years import chinese

_GROUP_NAMES = ("第一", "第二", "第三", "第四", "第五", "第六", "第七", "第八")
_EDUCATION_OLD = ("初中", "初中", "小学", "高中", "中专")
_EDUCATION_MID = ("初中", "高中", "中专", "大专", "大专")
_EDUCATION_NEW = ("大专", "本科", "本科", "高中", "研究生")
_SCHOOLING = {
    "教师": ("大专", "本科", "本科"), "医务人员": ("中专", "大专", "本科"), "机关干部": ("大专", "本科", "研究生"),
    "技术人员": ("中专", "大专"),
}
_PARTIES = ("中共党员",) * 11 + ("群众",) * 7 + ("共青团员",) + ("民革党员", "农工党党员")
_ETHNIC = ("汉族",) * 29 + ("畲族",)

# identity, occupation, employer ("{村}" is filled), skills, youngest and oldest age, share
_OCCUPATIONS = (
    ("村干部", "村党支部书记、村委会主任", "{村}", ("村务管理", "矛盾调解"), 35, 60, 12),
    ("村干部", "村妇联主席", "{村}", ("妇女儿童", "环境卫生"), 30, 56, 4),
    ("农民", "水稻种植户", "{村}", ("种植", "农田水利"), 36, 66, 9),
    ("农民", "柑橘种植户", "{村}", ("果业", "农产品销售"), 34, 62, 4),
    ("农民", "养殖户", "{村}", ("养殖", "动物防疫"), 32, 60, 4),
    ("农民", "家庭农场负责人", "{村}家庭农场", ("种植", "农业机械"), 28, 52, 4),
    ("合作社负责人", "合作社理事长", "{村}农民专业合作社", ("农产品销售", "合作社经营"), 33, 58, 4),
    ("企业负责人", "建材厂厂长", "青禾县云丰建材厂", ("企业经营", "安全生产"), 38, 62, 2),
    ("企业负责人", "竹制品加工厂负责人", "云汀竹艺加工厂", ("企业经营", "林业"), 36, 60, 2),
    ("企业负责人", "粮油加工厂负责人", "云汀粮油加工厂", ("企业经营", "食品安全"), 36, 60, 2),
    ("教师", "教师", "云汀镇中心小学", ("教育", "文字工作"), 28, 56, 4),
    ("医务人员", "医生", "云汀镇中心卫生院", ("医疗卫生", "公共卫生"), 30, 57, 2),
    ("医务人员", "乡村医生", "{村}卫生室", ("医疗卫生", "养老助残"), 38, 63, 3),
    ("个体工商户", "个体经营户", "云汀集镇", ("商贸", "市场秩序"), 29, 58, 5),
    ("退役军人", "民兵应急分队队长", "{村}", ("应急救援", "护林防火"), 30, 52, 2),
    ("技术人员", "农技员", "农业农村办公室", ("农业技术", "土壤肥料"), 30, 58, 2),
    ("技术人员", "电工", "{村}", ("电力", "安全用电"), 35, 59, 2),
    ("社区工作者", "社区党支部书记", "{村}", ("社区管理", "集镇管理"), 32, 56, 2),
    ("返乡创业人员", "电商店主", "{村}", ("电商", "物流"), 24, 40, 3),
    ("机关干部", "镇机关干部", "云汀镇机关", ("政策法规", "文字工作"), 30, 57, 3),
)


class Cast:
    """Makes persons; remembers every one under its key."""

    def __init__(self, rng: Random, today: date, villages: tuple[Village, ...]) -> None:
        self.rng, self.today, self.villages = rng, today, villages
        self.book = NameBook(rng)
        self.persons: dict[str, Person] = {}

    def person(self, key: str, low: int, high: int, sex: str | None = None, party: str | None = None,
               village_key: str | None = None, rare: bool = False, name: str | None = None,
               schooling: tuple[str, ...] | None = None, on: date | None = None) -> Person:
        """A new person aged ``low`` to ``high`` on ``on`` (default: today)."""
        rng = self.rng
        sex = sex or ("女" if rng.random() < 0.34 else "男")
        born = (on or self.today) - timedelta(days=rng.randint(low * 365 + low // 4 + 1, high * 365 + high // 4))
        bank = _EDUCATION_OLD if born.year < 1968 else _EDUCATION_MID if born.year < 1986 else _EDUCATION_NEW
        party = party or rng.choice(_PARTIES)
        if party == "共青团员" and born.year < self.today.year - 28:
            party = "群众"
        person = Person(
            key, name or self.book.name(sex, born.year, rare), sex, born, self.book.id_number(born, sex),
            self.book.mobile(), rng.choice(schooling or bank), party, rng.choice(_ETHNIC), village_key,
        )
        self.persons[key] = person
        return person


def make_groups(villages: tuple[Village, ...], deputies: int) -> tuple[DeputyGroup, ...]:
    """Seven groups for a small congress, eight for a large one; neighbouring villages together.

    Leaders are seats: with ``n`` groups the seats 4, 4+n … are filled by :func:`make_deputies`.
    """
    count = 7 if deputies < 60 else 8
    chunks: list[list[Village]] = [[] for _ in range(count)]
    for index, village in enumerate(villages):
        chunks[index * count // len(villages)].append(village)
    return tuple(
        DeputyGroup(
            f"g{n + 1}", f"{_GROUP_NAMES[n]}代表小组", tuple(v.key for v in chunk),
            leader_index=min(4 + n, deputies - 1),
            station=f"{chunk[0].name}代表联络站",
            station_address=f"{chunk[0].name}党群服务中心一楼",
        )
        for n, chunk in enumerate(chunks)
    )


def _seat_person(cast: Cast, key: str, seat: int, on: date, terms_served: int, name: str | None):
    """The person for a seat and what the person does; seats 0-3 are the leaders of the congress.

    ``on`` is the day on which the usual age of the occupation holds. Officials of the town do not
    take the seats from which the presidium is chosen.
    """
    villages = cast.villages
    village = villages[seat % len(villages)]
    if seat < 4:
        titles = ("镇人大主席", "镇人大副主席", "镇党委书记", "镇党委副书记")
        person = cast.person(key, 38, 55, sex="女" if seat == 1 else "男", party="中共党员",
                             village_key=village.key, schooling=("本科", "大专"), on=on)
        return person, "机关干部", titles[seat], "云汀镇机关", ("政策法规", "会议组织")
    pool = [o for o in _OCCUPATIONS if not (seat < 13 and o[0] == "机关干部")]
    pool = [o for o in pool if village.is_community == (o[0] in ("社区工作者", "个体工商户"))
            or o[0] in ("企业负责人", "教师", "医务人员", "机关干部")]
    identity, job, employer, skills, low, high, _ = cast.rng.choices(pool, [o[6] for o in pool])[0]
    sex = "女" if "妇联" in job else None
    if name is not None:
        sex = "男"
    person = cast.person(key, max(low, 22 + 5 * (terms_served - 1)), high, sex=sex,
                         party="中共党员" if "书记" in job or "机关" in job else None, village_key=village.key,
                         rare=seat % 7 == 5, name=name, on=on, schooling=_SCHOOLING.get(identity))
    return person, identity, job, employer.replace("{村}", village.name), skills


def make_deputies(cast: Cast, count: int, terms: tuple[Term, ...],
                  groups: tuple[DeputyGroup, ...]) -> tuple[Deputy, ...]:
    """``count`` seats in every term; roughly half of a roll is elected again.

    The present roll comes first in seat order (index = seat); earlier deputies follow. One seat of
    the present term was vacated by resignation and filled by a by-election.
    """
    group_of = {key: group.key for group in groups for key in group.village_keys}
    present: list[Deputy] = []
    former: list[Deputy] = []
    for seat in range(count):
        holders = _seat_history(cast, seat, count, terms, group_of)
        present.append(holders[0])
        former.extend(holders[1:])
    return tuple(present) + tuple(
        Deputy(count + n, d.person, d.occupation, d.employer, d.identity, d.skills, d.mandates)
        for n, d in enumerate(former)
    )


def _seat_history(cast: Cast, seat: int, count: int, terms: tuple[Term, ...], group_of: dict[str, str]):
    """Holders of one seat, the present one first."""
    village = cast.villages[seat % len(cast.villages)]
    twin = count // 2 + 1
    spans: list[list[Mandate]] = []
    left = 0
    for term in reversed(terms):
        district = f"第{chinese(seat % len(cast.villages) + 1)}选区（{village.name}）"
        ended = None if term is terms[-1] else term.ends_on
        reason = "任期届满" if ended else ""
        mandate = Mandate(term.number, seat, district, group_of[village.key], term.starts_on, ended, reason)
        if term is terms[-1] and seat == count - 2:
            gap = _within(term, cast.today)
            spans.append([Mandate(term.number, seat, district, group_of[village.key], gap, None, "", True)])
            mandate = Mandate(term.number, seat, district, group_of[village.key], term.starts_on,
                              gap - timedelta(days=75), "调离本行政区域")
            left = 0
        if spans and left:
            spans[-1].insert(0, mandate)
            left -= 1
        else:
            spans.append([mandate])
            left = cast.rng.choice((0, 0, 1, 1, 2))
    holders = []
    for n, mandates in enumerate(spans):
        key = f"d{seat:03d}" + (f"-{n}" if n else "")
        namesake = "陈志勇" if n == 0 and seat in (9 % count, twin) else None
        person, identity, job, employer, skills = _seat_person(
            cast, key, seat, min(cast.today, mandates[-1].ended_on or cast.today), len(mandates), namesake)
        holders.append(Deputy(seat, person, job, employer, identity, skills, tuple(mandates)))
    return holders


def _within(term: Term, today: date) -> date:
    """A day of by-election inside the term and before today, or its first day when the term is new."""
    days = (today - term.starts_on).days
    return term.starts_on + timedelta(days=max(90, days * 2 // 5)) if days > 200 else term.starts_on + timedelta(90)


def make_leaders(cast: Cast, since: date) -> tuple[Post, ...]:
    """Town head and deputies, the congress office, with their dated posts."""
    wanted = (
        ("p-town-head", "政府", "镇长", 37, 48), ("p-deputy-head-1", "政府", "常务副镇长", 35, 50),
        ("p-deputy-head-2", "政府", "副镇长", 32, 48), ("p-deputy-head-3", "政府", "副镇长", 32, 48),
        ("p-discipline", "党委", "纪委书记", 36, 50), ("p-npc-director", "人大", "人大办主任", 48, 57),
        ("p-npc-clerk-1", "人大", "人大办干事", 26, 38), ("p-npc-clerk-2", "人大", "人大办干事", 50, 57),
    )
    posts = []
    for key, body, title, low, high in wanted:
        cast.person(key, low, high, party="中共党员", schooling=("本科", "大专"), rare=key == "p-npc-clerk-1")
        posts.append(Post(key, body, title, since))
    chair_posts = (("d000", "人大", "人大主席"), ("d001", "人大", "人大副主席"), ("d002", "党委", "党委书记"),
                   ("d003", "党委", "党委副书记"))
    return tuple(posts) + tuple(Post(key, body, title, since) for key, body, title in chair_posts)


def make_units(cast: Cast, since: date) -> tuple[tuple[Unit, ...], tuple[Post, ...]]:
    """The units with a head and a contact person each."""
    units, posts = [], []
    for plan in UNIT_PLANS:
        head, contact = f"u-{plan.key}-head", f"u-{plan.key}-contact"
        cast.person(head, 35, 56, schooling=("大专", "本科"))
        cast.person(contact, 24, 45, schooling=("大专", "本科"), rare=plan.key in ("land", "social"))
        posts += [Post(head, plan.key, plan.head_title, since), Post(contact, plan.key, "联系人", since)]
        units.append(Unit(plan.key, plan.name, plan.short, plan.kind, plan.parent, plan.is_vertical, head, contact,
                          cast.book.landline(), plan.duties, plan.has_account))
    return tuple(units), tuple(posts)


def succeeded(cast: Cast, posts: tuple[Post, ...], unit_key: str, on: date) -> tuple[Post, ...]:
    """The head of a unit hands over to somebody new on ``on``."""
    head = next(post for post in posts if post.body == unit_key and post.title != "联系人")
    if on <= head.from_on:
        return posts
    follower = cast.person(f"{head.person_key}-2", 35, 50, schooling=("大专", "本科"))
    ended = replace(head, to_on=on - timedelta(days=1))
    return tuple(ended if post is head else post for post in posts) + (Post(follower.key, unit_key, head.title, on),)


def make_county_deputies(cast: Cast, count: int = 6) -> tuple[Person, ...]:
    """County deputies who live and were elected in the town."""
    return tuple(cast.person(f"c{n:02d}", 34, 60, village_key=cast.villages[n * 3].key) for n in range(count))


def choose_presidium(deputies: int) -> tuple[int, ...]:
    """Nine seats (fewer in a tiny congress): chair, vice-chair, party secretary, then group leaders."""
    return tuple(seat for seat in (0, 1, 2, 4, 5, 6, 7, 8, 10) if seat < deputies)
