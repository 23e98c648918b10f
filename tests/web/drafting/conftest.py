"""A paper with one of everything, a draft of it, and the editing page posted as a browser would."""

from __future__ import annotations

from datetime import date
from html.parser import HTMLParser
from urllib.parse import urlencode

import pytest
from django.urls import reverse

from renda.foundation import clock
from renda.kernel.documents.engine.model import (
    Attachment,
    Column,
    Heading,
    KeyValue,
    ListBlock,
    OfficialPaper,
    PageBreak,
    Pair,
    Paragraph,
    Run,
    Table,
    text,
)
from renda.modules.drafting import texts

MONDAY = date(2026, 11, 23)


def whole_paper() -> OfficialPaper:
    """One of every block, two attachments, every part filled."""
    return OfficialPaper(
        "通知", "general", "关于召开会议的通知", organ_mark="云岭镇人民代表大会主席团文件", urgency="加急",
        addressees=("各代表小组", "各村（社区）"),
        blocks=(
            text("经研究，决定开会。\n现通知如下："),
            Heading(1, "时间"), Heading(2, "地点"), Heading(3, "人员"), Heading(4, "要求"),
            text("前面", "用楷体的话", "后面"),
            Paragraph((Run("顶格的一行"),), indent=False), Paragraph((Run("居中"),), indent=False, align="center"),
            Paragraph((Run("靠右"),), indent=False, align="right"),
            ListBlock(("第一条", "第二条"), "paren"),
            Table(
                (Column("时间", 1.0, "center", "上午"), Column("内容", 3.5, "left", "上午"), Column("备注", 1.0, "right")),
                (("9:00", "开幕\n报到", ""), ("", "讨论|分组", "　")), "日程", landscape=True,
            ),
            KeyValue(((Pair("姓名", "张三"), Pair("电话", "")), (Pair("意见", "同意\n请办理", 4),))),
            PageBreak(),
            text("最后一段。"),
        ),
        attachments=(Attachment("名单", (text("甲、乙。"), Heading(1, "附件里的标题"))), Attachment("日程表", ())),
        signature=("云岭镇人民代表大会主席团", "云岭镇人民政府"), date="2026年11月23日", note="联系人：李四",
        cc=("县人大常委会办公室",), printed_by="云岭镇人大办", printed_on="2026年11月23日", sealed=False,
    )  # fmt: skip


class FormReader(HTMLParser):
    """The names and values a browser would send of the form with this id, templates left out."""

    def __init__(self, html: str, form_id: str) -> None:
        super().__init__(convert_charrefs=True)
        self.pairs: list[tuple[str, str]] = []
        self._wanted, self._inside, self._template = form_id, False, 0
        self._area: str | None = None
        self._select: list | None = None
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag == "form":
            self._inside = given.get("id") == self._wanted
        self._template += tag == "template"
        if not self._inside or self._template:
            return
        name = given.get("name")
        if tag == "textarea" and name:
            self._area, self._text = name, ""
        elif tag == "select" and name:
            self._select = [name, None]
        elif tag == "option" and self._select and ("selected" in given or self._select[1] is None):
            self._select[1] = given.get("value", "")
        elif tag == "input" and name and (given.get("type") not in ("checkbox", "radio") or "checked" in given):
            self.pairs.append((name, given.get("value") or ""))

    def handle_data(self, data):
        if self._area:
            self._text += data

    def handle_endtag(self, tag):
        if tag == "template":
            self._template -= 1
        elif tag == "form":
            self._inside = False
        elif tag == "textarea" and self._area:
            self.pairs.append((self._area, self._text.removeprefix("\n")))
            self._area = None
        elif tag == "select" and self._select:
            self.pairs.append((self._select[0], self._select[1] or ""))
            self._select = None


class Editing:
    """The editing page of one draft in one person's browser."""

    def __init__(self, client, draft) -> None:
        self.client, self.draft = client, draft
        self.url = reverse("drafting:edit", args=[draft.pk])
        self.page = client.get(self.url)
        self.pairs = self.read()

    def read(self) -> list[tuple[str, str]]:
        return FormReader(self.page.content.decode(), "ed-write").pairs

    def set(self, name: str, value: str) -> Editing:
        assert any(key == name for key, _ in self.pairs), name
        self.pairs = [(key, value if key == name else old) for key, old in self.pairs]
        return self

    def send(self, do: str = "save", **more):
        """Press a button; the page that comes is read again."""
        pairs = [*self.pairs, ("do", do), *more.items()]
        answer = self.client.post(self.url, urlencode(pairs), content_type="application/x-www-form-urlencoded")
        self.page = self.client.get(self.url) if answer.status_code == 302 else answer
        self.pairs = self.read()
        return answer

    def script(self, name: str, **more):
        """What the page's script sends to ``autosave``, ``preview`` or ``findings``."""
        url = reverse(f"drafting:{name}", args=[self.draft.pk])
        token = dict(self.pairs)["csrfmiddlewaretoken"]
        body = {"pairs": [pair for pair in self.pairs if pair[0] != "csrfmiddlewaretoken"], **more}
        return self.client.post(url, body, content_type="application/json", headers={"X-CSRFToken": token})


@pytest.fixture
def monday(frozen_clock):
    """Monday, nine o'clock; ``monday.forward(minutes=4)``."""
    frozen_clock.to(clock.at(MONDAY, 9))
    return frozen_clock


@pytest.fixture
def draft(town_set, monday):
    """A draft of the office with :func:`whole_paper` as its first text."""
    return texts.start_with(town_set.actor("office"), whole_paper())


@pytest.fixture
def editing(client_as, draft):
    """``editing("office")``: the page open in this person's browser."""
    return lambda role="office": Editing(client_as(role), draft)
