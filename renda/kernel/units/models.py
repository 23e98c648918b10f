"""Places and bodies as one tree, and the base class of everything that belongs to a town."""

from __future__ import annotations

from django.db import models

from renda.foundation.ids import new_id
from renda.kernel.units.prepared import Prepared
from renda.kernel.units.scope import WrongTown, active_town_id, forget, has_active_town, remembered


class TownQuerySet(models.QuerySet):
    def bulk_create(self, objs, *args, **kwargs):
        objs = list(objs)
        for obj in objs:
            obj.belong_to_active_town()
        return super().bulk_create(objs, *args, **kwargs)


class TownManager(models.Manager.from_queryset(TownQuerySet)):
    """Reads the active town only, and refuses to read when there is none."""

    def get_queryset(self):
        return super().get_queryset().filter(town_id=active_town_id())


class TownOwned(models.Model):
    """A row that belongs to one town.

    ``objects`` sees the active town; ``everywhere`` sees all and may only be used where a
    reason is written down (tests/architecture keeps the list).
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    town = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+", editable=False)

    objects = TownManager()
    everywhere = models.Manager()

    class Meta:
        abstract = True

    def belong_to_active_town(self) -> None:
        if self.town_id is None:
            self.town_id = active_town_id()
        elif has_active_town() and self.town_id != active_town_id():
            raise WrongTown(f"{self._meta.label} 属于另一个乡镇，不能在当前乡镇写入")

    def save(self, *args, **kwargs):
        self.belong_to_active_town()
        return super().save(*args, **kwargs)


class UnitKind(models.TextChoices):
    COUNTY = "county", "县（区、市）"
    TOWNSHIP = "township", "乡镇"
    CONGRESS = "congress", "人大"
    PARTY = "party", "党委"
    GOVERNMENT = "government", "政府"
    DEPARTMENT = "department", "内设机构"
    STATION = "station", "基层站所"
    COUNTY_DEPARTMENT = "county_department", "县级部门"
    VILLAGE = "village", "村（社区）"
    OTHER = "other", "其他单位"
    REHEARSAL = "rehearsal", "演练"
    LIBRARY = "library", "公共资料库"


#: Each is the root of its own rows.
ROOTS = (UnitKind.COUNTY, UnitKind.TOWNSHIP, UnitKind.REHEARSAL, UnitKind.LIBRARY)


class Unit(models.Model):
    """A place or a body. A township is the root of its own rows (its ``town`` is itself); so is the space in which
    a township rehearses, whose ``parent`` is the township."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    town = models.ForeignKey("self", on_delete=models.PROTECT, null=True, editable=False, related_name="+")
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children"
    )
    kind = models.CharField("类别", max_length=20, choices=UnitKind.choices)
    name = models.CharField("名称", max_length=80)
    short_name = models.CharField("简称", max_length=40, blank=True)
    code = models.CharField("区划代码", max_length=12, blank=True)
    phone = models.CharField("办公电话", max_length=40, blank=True)
    address = models.CharField("地址", max_length=120, blank=True)
    handles_suggestions = models.BooleanField("可以承办代表建议", default=False)
    is_active = models.BooleanField("在用", default=True)
    position = models.PositiveIntegerField("顺序", default=0)

    objects = TownManager()
    everywhere = models.Manager()

    class Meta:
        verbose_name = "单位"
        ordering = ["position", "name"]
        constraints = [models.UniqueConstraint(fields=["town", "name"], name="unit_name_once_per_town")]

    def __str__(self) -> str:
        return self.short_name or self.name

    def save(self, *args, **kwargs):
        if self.town_id is None:
            if self.kind in ROOTS:
                self.town_id = self.pk
            else:
                self.town_id = active_town_id()
        return super().save(*args, **kwargs)


def in_rehearsal() -> bool:
    """Is the active town one that only rehearses? Nothing may leave it (see ``kernel/rehearsal``)."""
    return has_active_town() and remembered("in_rehearsal", _rehearses)


def _rehearses() -> bool:
    """A rehearsal has its profile before anything can be done in it; a county has none."""
    try:
        return TownProfile.current().town.kind == UnitKind.REHEARSAL
    except TownProfile.DoesNotExist:
        return False


class TownProfile(models.Model):
    """What makes this town's office its own: names for papers, place, practice settings."""

    town = models.OneToOneField(Unit, on_delete=models.CASCADE, primary_key=True, related_name="profile")
    place_code = models.CharField("所在地区划代码", max_length=12, blank=True)
    congress_name = models.CharField("人大全称", max_length=60)
    presidium_name = models.CharField("主席团全称", max_length=60)
    government_name = models.CharField("政府全称", max_length=60)
    number_word = models.CharField("机关代字", max_length=12)
    office_phone = models.CharField("人大办电话", max_length=40, blank=True)
    rule_settings = models.JSONField("本地做法", default=dict, blank=True)
    options = models.JSONField("其他设置", default=dict, blank=True)

    class Meta:
        verbose_name = "乡镇设置"

    def save(self, *args, **kwargs):
        super().save(*args, **kwargs)
        forget()

    @classmethod
    def current(cls) -> TownProfile:
        """The profile of the active town, read once per request."""
        return remembered("profile", cls._current)

    @classmethod
    def _current(cls) -> TownProfile:
        found = _profile.first()
        if found is None:
            raise cls.DoesNotExist(f"town {active_town_id()} has no profile")
        return found


_profile = Prepared(
    lambda: TownProfile.objects.select_related("town").filter(town_id=active_town_id()).order_by()
)
