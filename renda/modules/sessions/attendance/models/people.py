"""One row for everybody who comes to a session, the groups they sit in, and what they do there."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from renda.foundation import clock
from renda.foundation.ids import token
from renda.kernel.crypto.fields import EncryptedTextField
from renda.kernel.units.models import TownManager, TownOwned, TownQuerySet

TOKEN_BYTES = 12


def badge_token() -> str:
    """The random text in the code of a badge; it tells nothing of the person."""
    return token(TOKEN_BYTES)


class Capacity(models.TextChoices):
    """What somebody is at the session; only deputies count for the quorum and vote."""

    DEPUTY = "deputy", "代表"
    OBSERVER = "observer", "列席"
    AUDITOR = "auditor", "旁听"
    GUEST = "guest", "特邀"
    STAFF = "staff", "工作人员"


class Answer(models.TextChoices):
    """What is known of somebody's coming; empty: nothing yet."""

    NONE = "", "还没有回执"
    COMING = "coming", "参加"
    LEAVE = "leave", "请假"


class Area(models.TextChoices):
    NONE = "", "没有座位"
    HALL = "hall", "台下"
    ROSTRUM = "rostrum", "主席台"


class SessionGroup(TownOwned):
    """A group or delegation in which the session discusses."""

    session = models.ForeignKey(
        "people.CongressSession", on_delete=models.PROTECT, related_name="attendance_groups"
    )
    name = models.CharField("小组（代表团）", max_length=60)
    leader = models.ForeignKey(
        "session_attendance.Attendee",
        verbose_name="组长",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    place = models.CharField("讨论地点", max_length=80, blank=True)
    position = models.PositiveIntegerField("顺序", default=0)
    source = models.ForeignKey("people.DeputyGroup", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = "会上的小组"
        ordering = ["position", "name"]
        constraints = [models.UniqueConstraint(fields=["session", "name"], name="session_group_name_once")]

    def __str__(self) -> str:
        return self.name


class AttendeeQuerySet(TownQuerySet):
    def of(self, session):
        """Everybody of a session who is still on its list, in the order of the list."""
        return self.filter(session=session, ended_on__isnull=True).order_by("rank", "name", "id")

    def deputies(self):
        return self.filter(capacity=Capacity.DEPUTY)

    def expected(self):
        """Those who are not on leave that was granted."""
        return self.exclude(answer=Answer.LEAVE)


class AttendeeManager(TownManager.from_queryset(AttendeeQuerySet)):
    pass


class Attendee(TownOwned):
    """Somebody at a session. ``rank`` is the place in the one ordered list everything printed follows.

    ``mandate`` is the seat a deputy is on the list for; ``person`` is empty for guests typed by hand. A row is never
    erased: ``ended_on`` says since when somebody is no longer on the list, ``ended_why`` for what reason.
    ``answer`` is LEAVE only once the leave was granted.
    """

    session = models.ForeignKey("people.CongressSession", on_delete=models.PROTECT, related_name="attendees")
    person = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    mandate = models.ForeignKey(
        "people.Mandate", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    unit = models.ForeignKey(
        "units.Unit", verbose_name="单位", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    capacity = models.CharField("身份", max_length=8, choices=Capacity.choices)
    name = models.CharField("姓名", max_length=40)
    post = models.CharField("单位及职务", max_length=80, blank=True)
    basis = models.CharField("列入依据", max_length=80, blank=True)
    group = models.ForeignKey(
        SessionGroup,
        verbose_name="小组",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="members",
    )
    phone = EncryptedTextField("电话", blank=True, default="")
    needs = models.CharField("特别需要", max_length=120, blank=True)
    note = models.CharField("备注", max_length=120, blank=True)
    rank = models.PositiveIntegerField("顺序", default=0)
    area = models.CharField("坐在", max_length=8, choices=Area.choices, default="", blank=True)
    seat_row = models.PositiveIntegerField("排", null=True, blank=True)
    seat_number = models.PositiveIntegerField("座", null=True, blank=True)
    notified_on = models.DateField("通知日期", null=True, blank=True)
    answer = models.CharField("回执", max_length=8, choices=Answer.choices, default="", blank=True)
    answered_on = models.DateField("答复日期", null=True, blank=True)
    answered_by = models.CharField("谁答复的", max_length=40, blank=True)
    packed_on = models.DateField("装袋日期", null=True, blank=True)
    packed_by = models.CharField("装袋人", max_length=40, blank=True)
    packed = models.JSONField("袋里有的材料", default=list, blank=True)
    handed_on = models.DateField("材料送到的日期", null=True, blank=True)
    token = models.CharField("证件码", max_length=32, unique=True, default=badge_token, editable=False)
    listed_on = models.DateField("列入日期", default=clock.today)
    ended_on = models.DateField("不再列入", null=True, blank=True)
    ended_why = models.CharField("为什么", max_length=120, blank=True)

    objects = AttendeeManager()

    class Meta:
        verbose_name = "参会人员"
        ordering = ["rank", "name", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["session", "person"],
                condition=Q(person__isnull=False, ended_on__isnull=True),
                name="attendee_person_once",
            ),
            models.UniqueConstraint(
                fields=["session", "area", "seat_row", "seat_number"],
                condition=Q(seat_row__isnull=False, ended_on__isnull=True),
                name="attendee_seat_once",
            ),
        ]
        indexes = [models.Index(fields=["session", "capacity"]), models.Index(fields=["session", "rank"])]

    def __str__(self) -> str:
        return self.name

    @property
    def state(self) -> str:
        """listed (not told yet), invited, confirmed, leave, ended."""
        if self.ended_on:
            return "ended"
        known = {Answer.COMING: "confirmed", Answer.LEAVE: "leave"}.get(self.answer)
        return known or ("invited" if self.notified_on else "listed")

    @property
    def is_deputy(self) -> bool:
        return self.capacity == Capacity.DEPUTY

    @property
    def seat_words(self) -> str:
        """3排5座, with 主席台 in front where the seat is there; empty without a seat."""
        if self.seat_row is None:
            return ""
        where = "主席台" if self.area == Area.ROSTRUM else ""
        return f"{where}{self.seat_row}排{self.seat_number}座"


class DutyKind(models.TextChoices):
    PRESIDIUM = "presidium", "主席团成员"
    EXECUTIVE = "executive", "执行主席"
    SECRETARY_GENERAL = "secretary_general", "秘书长"
    SECRETARIAT = "secretariat", "秘书处工作人员"
    CHIEF_SCRUTINEER = "chief_scrutineer", "总监票人"
    SCRUTINEER = "scrutineer", "监票人"
    CHIEF_TELLER = "chief_teller", "总计票人"
    TELLER = "teller", "计票人"
    BUDGET_REVIEW = "budget_review", "预算审查委员会成员"


class Duty(TownOwned):
    """What somebody does at the session. ``passed_on``: the day the congress or the presidium agreed to the list."""

    attendee = models.ForeignKey(Attendee, on_delete=models.CASCADE, related_name="duties")
    kind = models.CharField("职务", max_length=20, choices=DutyKind.choices)
    position = models.PositiveIntegerField("顺序", default=0)
    passed_on = models.DateField("通过日期", null=True, blank=True)
    kept_reason = models.CharField("仍然安排的理由", max_length=200, blank=True)

    class Meta:
        verbose_name = "会上职务"
        ordering = ["kind", "position", "id"]
        constraints = [models.UniqueConstraint(fields=["attendee", "kind"], name="duty_once")]

    def __str__(self) -> str:
        return f"{self.attendee}（{self.get_kind_display()}）"
