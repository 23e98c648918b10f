"""What stands in templates and styles: Chinese for the reader, nothing unescaped, nothing from elsewhere."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest

from tests.architecture.sources import (
    PRODUCT,
    STATIC,
    at,
    dotted,
    judge,
    name_of,
    nodes,
    python_files,
    template_files,
)

# Names of programs, forms of paper and keys that people here call so themselves.
WORDS = {"Excel", "Word", "WPS", "PDF", "CSV", "xlsx", "xls", "docx", "txt", "QQ", "SIM", "Ctrl", "Esc", "Enter", "Cookie"}
SHOWN_ATTRIBUTES = {"title", "alt", "placeholder", "aria-label", "aria-description", "label", "data-confirm"}
TAGS = re.compile(r"{%-?\s*comment.*?endcomment\s*%}|{#.*?#}|{%.*?%}|{{.*?}}", re.S)
KEY_BLOCKS = re.compile(r"{% block (?:hands|sheet) %}[\w-]*{% endblock %}")  # fill an attribute, not the page
LATIN = re.compile(r"[A-Za-z]{2,}")
OUTSIDE = re.compile(r"""(?:https?:)?//[\w.-]+\.\w+""")
# Names of formats, and addresses in examples that lead nowhere.
NOWHERE = ("http://www.w3.org/", "http://192.168.", "https://example.invalid")
UNESCAPED = re.compile(r"\|\s*safe\b|\|\s*safeseq\b|{%\s*autoescape\s+off")
INLINE = re.compile(r"<script(?![^>]*\bsrc=)[^>]*>|\son\w+\s*=\s*[\"']|javascript:|<style\b|\sstyle\s*=", re.I)

UNESCAPED_TEMPLATES: dict[str, str] = {}
INLINE_TEMPLATES: dict[str, str] = {}
MARK_SAFE = {
    "renda/web/templatetags/renda.py": "segno draws the QR code from modules alone; the text never enters the markup",
}
ATTRIBUTES_ONLY = {"renda/templates/components/html_attrs.html"}  # stands inside a start tag


class Shown(HTMLParser):
    """Collects the text a reader sees or hears."""

    def __init__(self) -> None:
        super().__init__()
        self.hidden = 0
        self.texts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("script", "style", "code", "template"):
            self.hidden += tag != "template"
        values = dict(attrs)
        self.texts += [values[name] or "" for name in SHOWN_ATTRIBUTES & values.keys()]
        if tag == "input" and values.get("type") in ("submit", "button", "reset"):
            self.texts.append(values.get("value") or "")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("script", "style", "code"):
            self.hidden -= 1

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.texts.append(data)


def english(source: str) -> list[str]:
    """The Latin words that a reader of the rendered page would meet."""
    parser = Shown()
    parser.feed(TAGS.sub("", KEY_BLOCKS.sub("", source)))
    parser.close()
    return [word for text in parser.texts for word in LATIN.findall(text) if word not in WORDS]


def page_english(path: Path) -> list[str]:
    """The same for a file, which may be made to stand inside a start tag."""
    source = path.read_text("utf-8")
    return english(f"<i {source}></i>" if name_of(path) in ATTRIBUTES_ONLY else source)


def pages() -> list[Path]:
    return [path for path in template_files() if path.suffix in (".html", ".svg")]


def matches(paths: list[Path], pattern: re.Pattern[str]) -> Iterator[tuple[str, str]]:
    for path in paths:
        text = re.sub(r"{#.*?#}|{%-?\s*comment.*?endcomment\s*%}", " ", path.read_text("utf-8"), flags=re.S)
        for found in pattern.finditer(text):
            if not text.startswith(NOWHERE, found.start()):
                line = text.count("\n", 0, found.start()) + 1
                yield name_of(path), f"{name_of(path)}:{line} {found.group().strip()}"


def test_pages_speak_chinese():
    found = ((name_of(path), f"{name_of(path)} {word}") for path in pages() for word in page_english(path))
    judge(found, {}, "no English words in pages")


def test_nothing_is_left_unescaped():
    judge(matches(template_files(), UNESCAPED), UNESCAPED_TEMPLATES, "no |safe in templates")
    calls = (
        (name_of(path), f"{at(path, node)} {dotted(node.func)}")
        for path in python_files(PRODUCT)
        for node in nodes(path, ast.Call)
        if dotted(node.func).split(".")[-1] in ("mark_safe", "SafeString")
    )
    judge(calls, MARK_SAFE, "mark_safe only where a reason is written down")


def test_pages_carry_no_scripts_or_styles_of_their_own():
    """The content security policy would refuse them."""
    judge(matches(pages(), INLINE), INLINE_TEMPLATES, "no inline scripts, handlers or styles")


def test_nothing_comes_from_elsewhere():
    own = [path for path in STATIC.rglob("*") if path.suffix in (".css", ".js", ".svg", ".html", ".json")]
    judge(matches([*template_files(), *own], OUTSIDE), {}, "no addresses of other computers")


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("<p>Save 保存</p>", ["Save"]),
        ("<button title='Delete'>删除</button>", ["Delete"]),
        ("<p>{{ deputy.name }}{% if open %}打开{% endif %}</p>", []),
        ("<script>var open = 1</script><p>导出 Excel</p>", []),
    ],
)
def test_the_scan_sees_english(source, words):
    assert english(source) == words


@pytest.mark.parametrize("source", ["{{ text|safe }}", "{{ text | safe }}", "{% autoescape off %}"])
def test_the_scan_sees_unescaped(source):
    assert UNESCAPED.search(source)


@pytest.mark.parametrize("source", ["<script>go()</script>", "<a onclick='go()'>", "<p style='color:red'>"])
def test_the_scan_sees_inline_code(source):
    assert INLINE.search(source)


def test_scripts_from_files_pass():
    assert not INLINE.search('<script src="/static/app.js" defer></script>')
