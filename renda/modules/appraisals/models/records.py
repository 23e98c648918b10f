"""What is put down on the way: meetings, talks and visits; the run sheet of the meeting and what was said."""

from __future__ import annotations

from django.db import models

from renda.kernel.units.models import TownOwned
from renda.modules.appraisals.models.appraisal import Appraisal
from renda.modules.appraisals.models.appraised import Appraised


class NoteKind(models.TextChoices):
    LEADERS = "leaders", "小组组长会议"
    TALK = "talk", "座谈会"
    VISIT = "visit", "走访"
    FILES = "files", "查阅案卷、台账"
    CHECK = "check", "跟踪检查"


class Note(TownOwned):
    """A meeting of the heads (``appraised`` is empty), a talk, a visit, a look at the files. Whoever spoke is not named."""

    appraisal = models.ForeignKey(Appraisal, on_delete=models.CASCADE, related_name="notes")
    appraised = models.ForeignKey(Appraised, on_delete=models.CASCADE, null=True, related_name="notes")
    kind = models.CharField("记什么", max_length=8, choices=NoteKind.choices)
    on = models.DateField("哪天")
    by = models.CharField("谁去的、谁参加", max_length=200)
    people = models.PositiveIntegerField("人数", default=0)
    text = models.TextField("情况")

    class Meta:
        verbose_name = "走访调查记录"
        ordering = ["appraisal", "on", "id"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}　{self.on}"


class Speech(models.TextChoices):
    REPORT = "report", "报告工作"
    SPEAK = "speak", "代表发言"
    ASK = "ask", "代表提问"
    ANSWER = "answer", "单位回答"
    VOTE = "vote", "无记名测评"
    OTHER = "other", "其他"


class RunLine(TownOwned):
    """A line of the run sheet; ``text`` is what was said, once it is put down."""

    appraisal = models.ForeignKey(Appraisal, on_delete=models.CASCADE, related_name="lines")
    appraised = models.ForeignKey(Appraised, on_delete=models.CASCADE, null=True, related_name="lines")
    position = models.PositiveIntegerField(default=0)
    kind = models.CharField("什么事", max_length=8, choices=Speech.choices)
    who = models.CharField("谁", max_length=40)
    minutes = models.PositiveIntegerField("几分钟", null=True)
    text = models.TextField("说了什么", blank=True)

    class Meta:
        verbose_name = "评议会议程"
        ordering = ["appraisal", "position", "id"]

    def __str__(self) -> str:
        return f"{self.who}　{self.get_kind_display()}"
