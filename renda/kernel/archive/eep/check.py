"""Holding a package against the schema and against itself: version, sizes, digests, the original inside a changed one."""

from __future__ import annotations

import base64
import binascii
from functools import cache
from pathlib import Path

from lxml import etree

from renda.foundation.hashing import sha256_hex
from renda.kernel.archive.eep.build import parser, tag

SHOWN = 20


@cache
def schema() -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(str(Path(__file__).with_name("package.xsd"))))


def check(data: bytes) -> list[str]:
    """What is wrong with a package, in Chinese sentences; an empty list when nothing is."""
    try:
        root = etree.fromstring(data, parser())
    except etree.XMLSyntaxError as error:
        return [f"不是完整的封装包文件（第{error.lineno}行）。"]
    if root.getroottree().docinfo.doctype:
        return ["封装包里不能有文档类型声明。"]
    judge = schema()
    if not judge.validate(root):
        return [f"第{fault.line}行：{fault.message}" for fault in list(judge.error_log)[:SHOWN]]
    return [*version_faults(root), *content_faults(root)]


def version_faults(root) -> list[str]:
    """The version of every package inside equals the attribute of what it would sign."""
    return [
        "版本和被签名对象的版本不一样。"
        for package in root.iter(tag("电子文件封装包"))
        if package.findtext(tag("版本")) != package.find(tag("被签名对象")).get("eep版本")
    ]


def content_faults(root) -> list[str]:
    """Every file decodes to as many bytes, with the digest, as its attributes say."""
    faults = []
    for coded in root.iter(tag("编码")):
        facts = coded.find(tag("电子属性"))
        name = facts.findtext(tag("计算机文件名"))
        try:
            data = base64.b64decode(coded.findtext(tag("编码数据")), validate=False)
        except binascii.Error:
            faults.append(f"“{name}”的编码数据不完整。")
            continue
        if len(data) != int(facts.findtext(tag("计算机文件大小"))):
            faults.append(f"“{name}”的大小和登记的不一样。")
        if sha256_hex(data) != facts.findtext(tag("数字摘要")):
            faults.append(f"“{name}”的摘要和登记的不一样。")
    return faults
