"""The lines of a file, whatever its kind; a heading of a Markdown or web page keeps its level."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree, html

from renda.foundation.chinese.text import INVISIBLE, WIDE_FIRST, WIDE_LAST, normalize_width
from renda.kernel.files.errors import RefusedFile
from renda.kernel.files.kinds import PICTURES, decode_text, kind_of
from renda.kernel.files.limits import DEFAULT, MB
from renda.kernel.files.names import extension
from renda.kernel.files.plaintext import from_docx

LARGEST = 30 * MB
MARKDOWN = {"md", "markdown"}
WEB = {"html", "htm", "xhtml", "mht"}
HEAD_END = "\ue0ff"
"""Stands where a Markdown file says that the facts about the law end and its text begins."""
INFO_END = re.compile(r"<!--\s*INFO END\s*-->")
COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
FRONT_MATTER = re.compile(r"\A---\s*\n.*?\n---\s*(?:\n|\Z)", re.DOTALL)
MARKDOWN_HEADING = re.compile(r"^(#{1,6})\s*(.*?)\s*#*$")
MARKDOWN_SIGNS = re.compile(r"(\*\*|__|`)|^[>*+-]\s+|\\(?=[\\*_#.()\[\]-])")
MARKDOWN_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]+)", re.IGNORECASE)
NO_TEXT_TAGS = (
    "script",
    "style",
    "noscript",
    "template",
    "nav",
    "footer",
    "form",
    "iframe",
    "object",
    "svg",
    "head",
)
BLOCKS = {
    "p", "div", "li", "ul", "ol", "table", "tr", "td", "th", "br", "section", "article", "main", "header",
    "h1", "h2", "h3", "h4", "h5", "h6", "center", "blockquote", "pre", "dl", "dt", "dd", "body",
}  # fmt: skip
GARBLED = re.compile("[\ufffd]|锟斤拷|烫烫烫|[ÃÂåäæçèéï¼½»¿]{2}")
#: One pass instead of one per rule: wide signs narrow, other spaces plain, control and invisible characters out.
CLEAN = (
    {code: None for code in (*range(0x20), *range(0x7F, 0xA0)) if code not in (0x09, 0x0A)}
    | {code: None for code in range(0x200B, 0xFF00) if INVISIBLE.match(chr(code))}
    | {code: normalize_width(chr(code)) for code in range(WIDE_FIRST, WIDE_LAST + 1)}
    | {0x09: " ", 0xA0: " ", 0x3000: " ", 0xFEFF: None, 0xAD: None}
)
SPACES = re.compile(r" {2,}")
HOW = "请到国家法律法规数据库或者发布机关的网站下载 Word（docx）文本再导入。"


class Unreadable(Exception):
    """No text can be taken from the file; the message says why and what to do."""


@dataclass(frozen=True)
class Line:
    """One line; ``level`` 1 to 6 for a heading of Markdown or a web page, 0 for other lines."""

    text: str
    level: int = 0


@dataclass(frozen=True)
class Lines:
    """The lines of a file that have text, and what is worth telling about how they were read."""

    lines: tuple[Line, ...]
    remarks: tuple[str, ...] = ()


def lines_of(data: bytes, filename: str) -> Lines:
    """The lines of a docx, html, md or txt file.

    Raises:
        Unreadable: another kind, damaged, encrypted, a scan, empty, in no known encoding.
    """
    if not data.strip():
        raise Unreadable("文件是空的，请检查是不是选错了文件。")
    if len(data) > LARGEST:
        raise Unreadable(f"文件太大（超过 {LARGEST // MB} MB），法规文本不会这么大，请检查是不是选错了文件。")
    kind = extension(filename)
    if kind in MARKDOWN:
        return Lines(tuple(from_markdown(decoded(data))))
    if kind in WEB or _is_page(data):
        return from_page(data)
    return Lines(tuple(plain_lines(_office_text(data, kind))))


def _is_page(data: bytes) -> bool:
    return (
        re.match(
            rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype\s+html|html|head|body|meta)\b", data[:400], re.IGNORECASE
        )
        is not None
    )


def _office_text(data: bytes, kind: str) -> str:
    try:
        real = kind_of(data, kind, DEFAULT)
    except RefusedFile as error:
        raise Unreadable(str(error)) from error
    if real == "docx" or (real == "wps" and data.startswith(b"PK")):
        return _word_text(data)
    if real == "txt":
        return decoded(data)
    if real in PICTURES:
        raise Unreadable("这是照片或扫描图，里面没有文字可读。" + HOW)
    if real in ("pdf", "ofd"):
        raise Unreadable("PDF、OFD 里一行一行是断开的，分不清条和款，容易出错。" + HOW)
    if real in ("doc", "wps"):
        raise Unreadable("这是旧格式的 Word 或 WPS 文件，请打开后另存为 docx 再导入。")
    raise Unreadable("这不是法规文本。可以导入 Word（docx）、网页（html）、Markdown（md）和文本（txt）文件。")


def _word_text(data: bytes) -> str:
    try:
        text, _ = from_docx(data)
    except (zipfile.BadZipFile, etree.XMLSyntaxError, KeyError, OSError, ValueError) as error:
        raise Unreadable("文件打不开，可能没有下载完或者已损坏，请重新下载。") from error
    if not text.strip():
        raise Unreadable("文件里没有文字，可能是扫描图片。" + HOW)
    return text


def decoded(data: bytes) -> str:
    """The text in UTF-8, UTF-16 or GB18030. Raises Unreadable for others and for garbled text."""
    try:
        text = decode_text(data)
    except UnicodeDecodeError as error:
        raise Unreadable("文字编码认不出来。请用记事本打开，另存时把“编码”选成 UTF-8，再导入。") from error
    return _not_garbled(text)


def _not_garbled(text: str) -> str:
    if len(GARBLED.findall(text)) > max(2, len(text) // 500) or "\x00" in text:
        raise Unreadable("文件里的字是乱码，可能另存时选错了编码。" + HOW)
    return text


def cleaned(text: str) -> str:
    """The text in one width, with plain line ends and spaces, without control characters."""
    return text.replace("\r\n", "\n").replace("\r", "\n").translate(CLEAN)


def plain_lines(text: str) -> Iterator[Line]:
    """The lines with text."""
    for line in cleaned(text).split("\n"):
        if tidy := _tidy(line):
            yield Line(tidy)


def _tidy(line: str) -> str:
    return SPACES.sub(" ", line.strip())


def from_markdown(text: str) -> Iterator[Line]:
    """Lines of Markdown; the mark at the end of the facts becomes ``HEAD_END``."""
    body = FRONT_MATTER.sub("", cleaned(text))
    body = COMMENT.sub("", INFO_END.sub(f"\n{HEAD_END}\n", body))
    for raw in body.split("\n"):
        if raw.strip() == HEAD_END:
            yield Line(HEAD_END)
            continue
        heading = MARKDOWN_HEADING.match(raw.strip())
        words = heading[2] if heading else raw.strip()
        words = MARKDOWN_SIGNS.sub("", MARKDOWN_LINK.sub(r"\1", words))
        if tidy := _tidy(words):
            yield Line(tidy, len(heading[1]) if heading else 0)


def from_page(data: bytes) -> Lines:
    """The words of a web page; scripts, menus and forms are left out and never run."""
    try:
        tree = html.document_fromstring(
            _page_text(data), parser=html.HTMLParser(no_network=True, huge_tree=False)
        )
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise Unreadable(
            "网页打不开，可能没有保存完整。请在浏览器里另存为“网页，仅 HTML”，或者下载 docx。"
        ) from error
    left_out = [element for name in NO_TEXT_TAGS for element in tree.iter(name)]
    scripts = any(element.tag in ("script", "iframe", "object") for element in left_out)
    for element in left_out:
        element.drop_tree() if element.getparent() is not None else None
    pieces: list[str] = []
    _words(tree, pieces)
    lines = tuple(plain_lines("".join(pieces)))
    if not lines:
        raise Unreadable("网页里没有文字，正文可能要联网才显示。" + HOW)
    return Lines(lines, ("网页里的脚本和菜单没有读取。",) if scripts else ())


def _page_text(data: bytes) -> str:
    named = CHARSET.search(data[:4000])
    if named and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        name = named[1].decode("ascii").lower()
        try:
            return _not_garbled(data.decode("gb18030" if name.startswith("gb") else name))
        except (LookupError, UnicodeDecodeError):
            pass
    return decoded(data)


def _words(element: html.HtmlElement, pieces: list[str]) -> None:
    """The text of an element and its children in order, a new line around every block."""
    for event, one in etree.iterwalk(element, events=("start", "end")):
        if not isinstance(one.tag, str):
            if event == "end":
                pieces.append(one.tail or "")
            continue
        if one.tag in BLOCKS:
            pieces.append("\n")
        if event == "start":
            # Line breaks of the page's source are spaces.
            pieces.append((one.text or "").replace("\n", " "))
        elif one is not element:
            pieces.append((one.tail or "").replace("\n", " "))
