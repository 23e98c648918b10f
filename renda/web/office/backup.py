"""Backups: making one, the daily ones, is everything whole, bringing one back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from uuid import UUID

from django import forms
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from renda.foundation import clock
from renda.kernel.access import policies
from renda.kernel.audit.record import record
from renda.kernel.safekeeping import jobs, pending, schedule
from renda.kernel.safekeeping.backup import make_backup
from renda.kernel.safekeeping.models import BackupPlace, BackupPlan, BackupRun
from renda.kernel.safekeeping.reader import save_clear
from renda.kernel.safekeeping.restore import refuse_newer
from renda.kernel.safekeeping.verify import verify
from renda.kernel.units.models import TownProfile, UnitKind
from renda.kernel.units.scope import acting_in
from renda.web import ui
from renda.web.people.forms import Short
from renda.web.people.pages import page_of

SHARED = "这套系统由几个乡镇合用，备份里有所有乡镇的资料，请由系统管理员在服务器上备份和恢复。"
SHORTEST = 8
#: Tests do the work at once, because a second connection can't see what they have not committed.
BESIDE = True


class NowForm(Short, forms.Form):
    """Where to, and with which password."""

    target = forms.CharField(
        label="保存到",
        max_length=900,
        help_text="写文件夹和文件名，例如 E:/备份/人大办.zip。移动硬盘要先插好。",
    )
    password = forms.CharField(
        label="备份密码", max_length=200, required=False, strip=False, widget=forms.PasswordInput,
        help_text="不设密码，谁拿到备份都能看到全部内容；设了就一定要记住，忘了谁也打不开。",
    )  # fmt: skip

    def clean_target(self) -> str:
        path = Path(self.cleaned_data["target"]).expanduser()
        if path.is_dir():
            path = path / f"人大办备份-{clock.now():%Y%m%d-%H%M}.zip"
        if path.suffix.lower() != ".zip" or not path.is_absolute():
            raise forms.ValidationError("请从盘符或根目录写起，文件名以 .zip 结尾。")
        if path.exists():
            raise forms.ValidationError("已经有同名的文件，请换一个文件名，免得盖掉以前的备份。")
        return str(path)


class PlanForm(Short, forms.ModelForm):
    class Meta:
        model = BackupPlan
        fields = ("is_on", "often", "hour", "keep")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["hour"].help_text = "每天一次的，从这个钟点起做；那时没开机，开机以后补做。"
        self.fields["keep"].help_text = "最近一天的都留着，以前每天留最后一份。"

    def clean_keep(self) -> int:
        if self.cleaned_data["keep"] < 1:
            raise forms.ValidationError("至少保留1天的。")
        return self.cleaned_data["keep"]


class PlaceForm(Short, forms.ModelForm):
    """One more place; its ids differ from those of the other forms on the page."""

    class Meta:
        model = BackupPlace
        fields = ("name", "folder")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, auto_id="place_%s", **kwargs)
        self.fields[
            "folder"
        ].help_text = "从盘符或根目录写起，例如 E:/备份。移动硬盘要先插好，网络文件夹要先连上。"

    def clean_folder(self) -> str:
        folder = Path(self.cleaned_data["folder"].strip()).expanduser()
        if not folder.is_absolute():
            raise forms.ValidationError("请从盘符或根目录写起。")
        if not folder.is_dir():
            raise forms.ValidationError("没有这个文件夹，请先建好；如果是移动硬盘，请先插好。")
        if folder.resolve() == schedule.own_folder().resolve():
            raise forms.ValidationError("这就是系统自己放备份的地方，请选别的盘。")
        return str(folder)


class PasswordForm(forms.Form):
    """The password of the backups made by themselves, twice; empty takes it away."""

    password = forms.CharField(
        label="新的备份密码", max_length=200, required=False, strip=False, widget=forms.PasswordInput,
        help_text="空着就是不设密码。",
    )  # fmt: skip
    again = forms.CharField(
        label="再输一遍", max_length=200, required=False, strip=False, widget=forms.PasswordInput
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, auto_id="sealing_%s", **kwargs)

    def clean(self) -> dict:
        first, second = self.cleaned_data.get("password", ""), self.cleaned_data.get("again", "")
        if first != second:
            raise forms.ValidationError("两遍不一样，请重新输入。")
        if first and len(first) < SHORTEST:
            raise forms.ValidationError(f"密码至少{SHORTEST}个字。")
        return self.cleaned_data


class RestoreForm(Short, forms.Form):
    """The backup to bring back; its ids differ from those of the other password on the page."""

    file = forms.FileField(label="备份文件", widget=forms.ClearableFileInput(attrs={"accept": ".zip"}))
    password = forms.CharField(
        label="备份密码", max_length=200, required=False, strip=False, widget=forms.PasswordInput
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, auto_id="restore_%s", **kwargs)


def allow(request: HttpRequest) -> None:
    """Raises PermissionDenied without the right, or where several towns share one database."""
    policies.require_verb(request.actor, "backup.make")
    if TownProfile.objects.filter(town__kind=UnitKind.TOWNSHIP).count() > 1:
        raise PermissionDenied(SHARED)


def data_dir() -> Path:
    return Path(settings.DATA_DIR)


def backup(request: HttpRequest) -> HttpResponse:
    """Everything about backups on one page."""
    allow(request)
    return show(request)


def default_target() -> str:
    return str(schedule.own_folder() / f"人大办备份-手动-{clock.now():%Y%m%d-%H%M}.zip")


def show(
    request: HttpRequest,
    now: NowForm | None = None,
    plan_form: PlanForm | None = None,
    restore_form: RestoreForm | None = None,
    **forms_beside: forms.Form,
) -> HttpResponse:
    """The page with the form that was posted, and fresh ones for everything else."""
    page = page_of(request, BackupRun.objects.order_by("-at", "-id"))
    row = schedule.plan()
    context = {
        "now_form": now or NowForm(initial={"target": default_target()}),
        "plan_form": plan_form or PlanForm(instance=row),
        "restore_form": restore_form or RestoreForm(),
        "place_form": forms_beside.get("place_form") or PlaceForm(),
        "password_form": forms_beside.get("password_form") or PasswordForm(),
        "places": list(BackupPlace.objects.all()),
        "has_password": bool(row.__dict__.get("password")),
        "risk": schedule.risk(),
        "page": page,
        "runs": [(run, run.ok and Path(run.path).is_file()) for run in page],
        "last": schedule.last_backup(),
        "job": jobs.current(),
        "waiting": pending.read(data_dir()),
        "failed": pending.read(data_dir(), pending.FAILED),
    }
    return render(request, "office/backup.html", context)


def begin(request: HttpRequest, kind: str, title: str, work: Callable) -> HttpResponse:
    """Start a piece of work and show how far it is."""
    try:
        jobs.start(kind, title, work, beside=BESIDE)
    except jobs.Busy as busy:
        ui.flash.warn(request, str(busy))
        return redirect("backup")
    return redirect("backup-progress")


@sensitive_post_parameters("password")
@require_POST
def backup_now(request: HttpRequest) -> HttpResponse:
    """Make a backup at the named place."""
    allow(request)
    form = NowForm(request.POST)
    if not form.is_valid():
        return show(request, form)
    actor, town = request.actor, request.account.town_id
    target, password = Path(form.cleaned_data["target"]), form.cleaned_data["password"] or None

    def work(tell):
        report = make_backup(target, tell, password=password)
        with acting_in(town):
            record(actor, "backup.made", None, {"path": str(target), "has_password": report.has_password})
        return report

    return begin(request, "backup", "备份", work)


@require_POST
def plan(request: HttpRequest) -> HttpResponse:
    """When and where backups are made by themselves."""
    allow(request)
    form = PlanForm(request.POST, instance=schedule.plan())
    if not form.is_valid():
        return show(request, plan_form=form)
    form.save()
    record(request.actor, "settings.save", None, {"what": "自动备份"})
    ui.flash.done(request, "自动备份的设置已保存。")
    return redirect("backup")


@require_POST
def verify_now(request: HttpRequest) -> HttpResponse:
    """Check database, files, encrypted values, log and backups."""
    allow(request)
    return begin(request, "verify", "检查", verify)


def progress(request: HttpRequest) -> HttpResponse:
    """How far the work is; asked again every few seconds until it is done."""
    allow(request)
    job = jobs.current()
    if job is None:
        return redirect("backup")
    context = {
        "job": job,
        "url": reverse("backup-progress"),
        "seconds": int((clock.now() - job.begun_at).total_seconds()),
    }
    part = request.htmx and not job.is_done
    response = render(request, "office/job_line.html" if part else "office/job.html", context)
    if request.htmx and job.is_done:
        return HttpResponse(status=204, headers={"HX-Refresh": "true"})
    return response


def download(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A backup that still lies where it was made."""
    allow(request)
    run = BackupRun.objects.filter(pk=pk, ok=True).first()
    if run is None or not Path(run.path).is_file():
        raise Http404
    if request.method != "POST":
        return redirect("backup")
    record(request.actor, "data.export", None, {"what": "备份文件", "count": 1, "reason": "下载备份"})
    return FileResponse(open(run.path, "rb"), as_attachment=True, filename=Path(run.path).name)


@sensitive_post_parameters("password")
@require_POST
def restore(request: HttpRequest) -> HttpResponse:
    """Check a backup completely and keep it for the next start."""
    allow(request)
    form = RestoreForm(request.POST, request.FILES)
    if not form.is_valid():
        return show(request, restore_form=form)
    uploaded = pending.waiting_file(data_dir()).with_name("uploaded.zip")
    with open(uploaded, "wb") as stream:
        for piece in form.cleaned_data["file"].chunks():
            stream.write(piece)
    actor, password = request.actor, form.cleaned_data["password"] or None

    def work(tell):
        tell("正在核对备份文件，逐项检查有没有损坏")
        try:
            manifest = save_clear(uploaded, pending.waiting_file(data_dir()), password=password)
            refuse_newer(manifest)
        except BaseException:
            pending.cancel(data_dir())
            raise
        finally:
            uploaded.unlink(missing_ok=True)
        asked = {"made_at": manifest["made_at"], "asked_by": actor.label, "asked_at": clock.now().isoformat()}
        pending.ask(data_dir(), asked)
        return asked

    return begin(request, "restore", "核对要恢复的备份", work)


@require_POST
def restore_cancel(request: HttpRequest) -> HttpResponse:
    """Don't restore after all."""
    allow(request)
    pending.cancel(data_dir())
    ui.flash.done(request, "已取消恢复，现有数据没有变动。")
    return redirect("backup")
