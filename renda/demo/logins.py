"""Login names of the demonstration town: who gets an account, under which name, in which role.

One password for all, told on the login page; nobody's real password is ever like this.
"""

from __future__ import annotations

from dataclasses import dataclass

from renda.demo.content.model import Town

PASSWORD = "yunting-2026-demo"
#: So many of the county's deputies work in the system; the others sign on paper.
WITH_ACCOUNT = 2

# person key → login name, role of the post
STAFF = {
    "p-npc-director": ("banzhuren", "office"),
    "p-npc-clerk-1": ("ganshi", "office"),
    "p-npc-clerk-2": ("guanliyuan", "keeper"),
    "d000": ("zhuxi", "chair"),
    "d001": ("fuzhuxi", "chair"),
    "d002": ("shuji", "leader"),
    "d003": ("fushuji", "leader"),
    "p-town-head": ("zhenzhang", "leader"),
    "p-deputy-head-1": ("fuzhenzhang1", "leader"),
    "p-deputy-head-2": ("fuzhenzhang2", "leader"),
    "p-deputy-head-3": ("fuzhenzhang3", "leader"),
    "p-discipline": ("jiweishuji", "leader"),
}
UNITS = {
    "office": "zongheban", "economy": "jingfaban", "agriculture": "nongyeban", "social": "shehuiban",
    "safety": "pinganban", "planning": "cunjianban", "enforcement": "zhifadui", "finance": "caizhengsuo",
    "service": "bianminzhongxin", "veterans": "tuiyijunren", "culture": "wenhuazhan", "water": "shuilizhan",
    "forestry": "linyezhan", "husbandry": "shouyizhan", "police": "paichusuo", "justice": "sifasuo",
    "land": "ziransuo", "market": "shichangju", "hospital": "weishengyuan", "school": "zhongxinxuexiao",
}  # fmt: skip
GROUPS = (
    ("office", "人大办"),
    ("chair", "人大主席、副主席"),
    ("deputy", "人大代表"),
    ("unit_handler", "承办单位"),
    ("presidium", "主席团成员"),
    ("leader", "镇领导"),
    ("county_deputy", "县人大代表"),
    ("keeper", "系统管理员"),
)


@dataclass(frozen=True)
class Login:
    """One line of the account table."""

    username: str
    role: str
    name: str
    post: str
    person_key: str


def table(town: Town, prefix: str = "") -> list[Login]:
    """Every account of the town, the office first. ``prefix`` keeps the names of several towns apart."""
    posts = {post.person_key: post.title for post in reversed(town.posts)}
    rows = [
        Login(prefix + username, role, town.persons[key].name, posts[key], key) for key, (username, role) in STAFF.items()
    ]
    for unit in town.units:
        if unit.has_account:
            contact = town.persons[unit.contact_key]
            rows.append(Login(prefix + UNITS[unit.key], "unit_handler", contact.name, f"{unit.short}联系人", unit.contact_key))
    for deputy in seated(town):
        if deputy.person.key not in STAFF:
            role = "presidium" if deputy.index in town.presidium else "deputy"
            username = f"{prefix}daibiao{deputy.index + 1:02d}"
            rows.append(Login(username, role, deputy.person.name, deputy.employer, deputy.person.key))
    for n, person in enumerate(town.county_deputies[:WITH_ACCOUNT], start=1):
        rows.append(Login(f"{prefix}xiandaibiao{n}", "county_deputy", person.name, "县人大代表", person.key))
    order = [key for key, _ in GROUPS]
    return sorted(rows, key=lambda row: order.index(row.role))


def seated(town: Town) -> list:
    """The deputies whose mandate runs on the last day of the plan."""
    return [deputy for deputy in town.deputies if deputy.mandate_on(town.today)]


def grouped(accounts: list[dict]) -> list[dict]:
    """Accounts under the label of their role."""
    return [
        {"label": label, "rows": rows}
        for key, label in GROUPS
        if (rows := [row for row in accounts if row["role"] == key])
    ]
