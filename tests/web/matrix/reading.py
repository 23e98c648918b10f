"""Reads a page as a strict reader would: what is wrong with its markup, and where its links lead."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

from renda.kernel.archive.codes import CODE
from tests.web.matrix.world import NASTY

#: Figures of the machine that stand for themselves: digests, folders, places in a pattern.
EXACT = re.compile(r"\b[0-9a-f]{32,}\b|(?<!\w)(?:/[\w.-]+)+|\{(?:word|year|n)\}|https?://\S+")
# Pieces of the markup that the world's people type, where a page shows a text in parts.
PIECES = {"img", "src", "sc"}
LATIN = re.compile(r"[A-Za-z]{2,}")
#: Names of formats and makers as the office says them.
WORDS = {
    "PDF", "pdf", "OFD", "png", "Excel", "WPS", "Word", "docx", "xlsx", "doc", "wps", "txt", "html", "md", "CSV", "ZIP", "zip", "JSON", "Ctrl", "http", "https", "IP", "MB", "GB", "KB", "ID",
}  # fmt: skip
CUT = re.compile("|".join(re.escape(NASTY[:length]) for length in range(len(NASTY), 3, -1)))
SILENT = ("script", "style", "template", "code")
SPOKEN = ("alt", "title", "placeholder", "aria-label", "data-label")
LINKED = ("href", "src", "action", "hx-get", "hx-post", "formaction")
VOID = {
    "input",
    "img",
    "br",
    "meta",
    "link",
    "hr",
    "wbr",
    "col",
    "source",
    "path",
    "use",
    "rect",
    "circle",
    "line",
}


class Page(HTMLParser):
    """The parts of a page that the tests ask about."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.html = html
        self.lang = ""
        self.title = ""
        self.h1 = 0
        self.faults: list[str] = []
        self.links: list[str] = []
        self.texts: list[str] = []
        self.ids: list[str] = []
        self._open: list[str] = []
        self._form: dict | None = None
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self._note(tag, given)
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._note(tag, dict(attrs))

    def _note(self, tag: str, given: dict[str, str | None]) -> None:
        line = self.get_starttag_text() or tag
        self.faults += [
            f"{name} in {line[:120]}" for name in given if name == "style" or name.startswith("on")
        ]
        if tag == "style" or (
            tag == "script" and not given.get("src") and given.get("type") != "application/json"
        ):
            self.faults.append(f"inline: {line[:120]}")
        if tag == "a" and (given.get("href") or "#") == "#":
            self.faults.append(f"leads nowhere: {line[:120]}")
        if tag == "html":
            self.lang = given.get("lang") or ""
        if tag == "h1":
            self.h1 += 1
        if given.get("id"):
            self.ids.append(given["id"])
        self.texts += [given[name] for name in SPOKEN if given.get(name)]
        self._note_links(tag, given)
        self._note_form(tag, given, line)

    def _note_links(self, tag: str, given: dict[str, str | None]) -> None:
        for name in LINKED:
            target = given.get(name)
            if target and urlsplit(target).netloc:
                self.faults.append(f"leads outside: {target[:120]}")
            elif (
                target is not None
                and name in ("href", "src", "hx-get")
                and not target.startswith(("#", "data:", "tel:"))
            ):
                self.links.append(target)

    def _note_form(self, tag: str, given: dict[str, str | None], line: str) -> None:
        if tag == "form":
            self._form = {
                "line": line,
                "is_post": (given.get("method") or "").lower() == "post",
                "token": False,
            }
        if (
            tag == "input"
            and given.get("name") == "csrfmiddlewaretoken"
            and given.get("value")
            and self._form
        ):
            self._form["token"] = True

    def handle_endtag(self, tag: str) -> None:
        if tag in self._open:
            while self._open.pop() != tag:
                pass
        if tag == "form" and self._form:
            if self._form["is_post"] and not self._form["token"]:
                self.faults.append(f"no csrf token: {self._form['line'][:120]}")
            self._form = None

    def handle_data(self, data: str) -> None:
        if not set(self._open) & set(SILENT):
            self.texts.append(data)
        if "title" in self._open and "svg" not in self._open:
            self.title += data

    def targets(self, address: str) -> list[str]:
        """Where the links lead, as paths with their queries."""
        found = [urlsplit(urljoin(address, link)) for link in self.links]
        return [f"{part.path}?{part.query}" if part.query else part.path for part in found]


def english(page: Page, known: set[str]) -> set[str]:
    """Words in Latin letters that a reader sees, without the names of formats and what people typed."""
    seen = {
        word for text in page.texts for word in LATIN.findall(EXACT.sub("", CODE.sub("", CUT.sub("", text))))
    }
    return {word for word in seen if word not in WORDS and word not in known and word not in PIECES}


def faults_of(html: str, known: set[str]) -> tuple[Page, list[str]]:
    """The page, and everything that is wrong with it on its own."""
    page = Page(html)
    faults = list(page.faults)
    if page.lang != "zh-CN":
        faults.append(f"lang={page.lang!r}")
    if page.h1 != 1:
        faults.append(f"{page.h1} h1")
    if not page.title.strip().endswith("人大办") or page.title.strip().startswith("·"):
        faults.append(f"title {page.title.strip()!r}")
    if twice := {one for one in page.ids if page.ids.count(one) > 1}:
        faults.append(f"ids twice: {sorted(twice)[:5]}")
    if words := english(page, known):
        faults.append(f"English: {sorted(words)[:12]}")
    if "<script>alert(1)" in html or "<img src=x" in html:
        faults.append("typed markup is not escaped")
    return page, faults
