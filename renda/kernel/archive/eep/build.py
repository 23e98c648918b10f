"""Building a package (DA/T 48-2009): the item, every step of its matter, who took them, the files in base64.

There is no signature block, because there is no qualified electronic signature to put into it; that nothing was changed is
shown by the digest of every file and by the list of digests of the hand-over.
"""

from __future__ import annotations

import base64
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q
from lxml import etree

import renda
from renda.foundation import clock
from renda.kernel.archive.content import Content, contents
from renda.kernel.archive.errors import CannotFile
from renda.kernel.archive.models import ArchiveItem, Fonds, Opening
from renda.kernel.audit.models import AuditEntry

SPACE = "http://www.saac.gov.cn/standards/ERM/encapsulation"
VERSION = "2009"
FORMAT = "本封装包按 DA/T 48-2009 组织，可扩展标记语言格式，文件内容用 Base64 编码。"
KINDS = {
    "原始型": "本封装包含有电子文件数据及其元数据，没有修改过。",
    "修改型": "本封装包含有修改后的电子文件数据及其元数据，以及修改前的封装包。",
}
NO_SECRECY, ITEM_ID, LANGUAGE = "公开", "文件1", "汉语"


@dataclass(frozen=True)
class Act:
    """One step of the paper's life: what was done, when, by whom."""

    what: str
    at: str
    who: str


def build(item: ArchiveItem, original: bytes | None = None, change: str = "") -> bytes:
    """The package of an item as XML.

    Args:
        original: the package this one replaces; it is kept inside, and the new one is of the changed kind.
        change: what was changed, wanted with ``original``.

    Raises:
        CannotFile: not numbered yet, or no reason for the change.
        DamagedFile: a file is missing or changed.
    """
    owner = Fonds.objects.first()
    if not item.code or owner is None:
        raise CannotFile("这一件还没有档号，请先登记全宗号。")
    if original is not None and not change.strip():
        raise CannotFile("改过的封装包要写清楚改了什么。")
    root = element("电子文件封装包")
    add(root, "封装包格式描述", FORMAT)
    add(root, "版本", VERSION)
    signed = etree.SubElement(root, tag("被签名对象"), {"eep版本": VERSION})
    kind = "修改型" if original is not None else "原始型"
    for name, words in (
        ("封装包类型", kind),
        ("封装包类型描述", KINDS[kind]),
        ("封装包创建时间", written_moment(clock.now())),
        ("封装包创建单位", owner.name),
    ):
        add(signed, name, words)
    holder = signed
    if original is not None:
        holder = add(signed, "修改封装内容")
        add(holder, "修改封装内容描述", change.strip())
    fill_content(add(holder, "封装内容"), item, owner, contents(item), acts_of(item))
    if original is not None:
        holder.append(etree.fromstring(original, parser()))
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)


def fill_content(
    node, item: ArchiveItem, owner: Fonds, files: Sequence[Content], acts: Sequence[Act]
) -> None:
    """The three blocks: the record, the acts, the people."""
    record_of(add(add(node, "文件实体块"), "文件实体"), item, owner, files)
    people = {name: f"人员{n}" for n, name in enumerate(dict.fromkeys(act.who for act in acts), 1)}
    block = add(node, "业务实体块")
    for n, act in enumerate(acts, 1):
        rows = (
            ("业务标识符", f"业务{n}"),
            ("机构人员标识符", people[act.who]),
            ("文件标识符", ITEM_ID),
            ("业务状态", "历史行为"),
            ("业务行为", act.what),
            ("行为时间", act.at),
        )
        add_all(add(block, "业务实体"), rows)
    block = add(node, "机构人员实体块")
    for name, key in people.items():
        add_all(
            add(block, "机构人员实体"),
            (("机构人员标识符", key), ("机构人员类型", "内设机构或个人"), ("机构人员名称", name)),
        )


def record_of(node, item: ArchiveItem, owner: Fonds, files: Sequence[Content]) -> None:
    """The record: where it comes from, its number, what it says, its files."""
    add(node, "聚合层次", "文件")
    add_all(
        add(node, "来源"),
        (("档案馆名称", owner.repository), ("全宗名称", owner.name), ("立档单位名称", owner.name)),
    )
    add(node, "电子文件号", str(item.pk))
    number = (
        ("全宗号", owner.number),
        ("年度", f"{item.year:04d}"),
        ("保管期限", item.get_retention_display()),
        ("机构或问题", item.category),
        ("件号", f"{item.serial:04d}"),
    )
    add_all(add(node, "档号"), number)
    described = (
        ("题名", item.title),
        ("文件编号", item.number),
        ("责任者", item.organ),
        ("日期", f"{item.dated_on:%Y%m%d}"),
        ("密级", item.secrecy or NO_SECRECY),
    )
    add_all(add(node, "内容描述"), described)
    kind = "组合文件" if len(files) > 1 else "单件"
    add_all(
        add(node, "形式特征"), (("文件组合类型", kind), ("页数", str(item.pages or 0)), ("语种", LANGUAGE))
    )
    add_all(add(node, "存储位置"), (("当前位置", str(item.box) if item.box_id else "电子档案库"),))
    opening = item.get_opening_display() if item.opening != Opening.UNREVIEWED else "没有审核，不开放"
    add_all(add(node, "权限管理"), (("控制标识", opening),))
    add(node, "附注", item.remark)
    data = add(node, "文件数据")
    for n, file in enumerate(files, 1):
        document_of(add(data, "文档"), n, file)


def document_of(node, n: int, file: Content) -> None:
    """One file with its size, digest and bytes."""
    add_all(
        node,
        (
            ("文档标识符", f"文档{n}"),
            ("文档序号", str(n)),
            ("文档主从声明", "主文档" if n == 1 else "从文档"),
            ("题名", file.title),
        ),
    )
    coded = add(add(node, "文档数据"), "编码")
    facts = (
        ("格式信息", file.format),
        ("计算机文件名", file.name),
        ("计算机文件大小", str(len(file.data))),
        ("文档创建程序", f"{file.made_by} {renda.__version__}"),
        ("数字摘要算法", "SHA-256"),
        ("数字摘要", file.digest),
    )
    add_all(add(coded, "电子属性"), facts)
    add_all(
        coded,
        (
            ("编码描述", "文件的全部字节用 Base64 编码"),
            ("反编码关键字", "base64"),
            ("编码数据", base64.b64encode(file.data).decode()),
        ),
    )


def acts_of(item: ArchiveItem) -> list[Act]:
    """Every noted step of the item's matter, its filing the last; those of the item itself for an old paper."""
    own = Q(model=item._meta.label_lower, object_id=item.pk)
    if item.dossier_id:
        own |= Q(model=item.dossier.model, object_id=item.dossier.object_id)
    entries = AuditEntry.objects.filter(own, town_id=item.town_id).order_by("number")
    found = [Act(entry.sentence, written_moment(entry.at), entry.actor) for entry in entries]
    return [*found, Act("归档", written_moment(item.filed_at), item.filed_by)]


def written_moment(moment) -> str:
    """A moment with its offset, so that nobody has to guess the zone."""
    return moment.astimezone(clock.ZONE).isoformat(timespec="seconds")


# ------------------------------------------------------------------ XML


def tag(name: str) -> str:
    return f"{{{SPACE}}}{name}"


def element(name: str):
    return etree.Element(tag(name), nsmap={None: SPACE})


def add(parent, name: str, text: str | None = None):
    made = etree.SubElement(parent, tag(name))
    made.text = text
    return made


def add_all(parent, rows: Sequence[tuple[str, str]]) -> None:
    """The elements that have something in them."""
    for name, text in rows:
        if text:
            add(parent, name, text)


def parser():
    """No entities, no network, no DTD: packages come from outside too."""
    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True)
