"""Beginning a paper: from a template, from an earlier one, from a file, or blank."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from renda.kernel.access import policies
from renda.kernel.documents import prefills
from renda.kernel.documents.engine import templates as library
from renda.kernel.documents.models import Paper
from renda.kernel.documents.reading import read_paper
from renda.kernel.documents.reading.errors import Unreadable
from renda.kernel.documents.registers import paper_series
from renda.kernel.figures.registry import written_out
from renda.kernel.procedures.execute import Refused
from renda.modules.drafting import texts
from renda.modules.drafting.models import Draft
from renda.web import ui
from renda.web.drafting.earlier import earlier as issued_papers
from renda.web.drafting.views_edit import problem_of
from renda.web.menu import address

WRITE = "draft.write"
LARGEST = 30 * 1024 * 1024
#: Kinds of paper by the form they are printed in.
KINDS = (
    ("general 通知", "通知"), ("upward 请示", "请示"), ("upward 报告", "报告（报送上级）"), ("letter 函", "函"),
    ("general 意见", "意见"), ("minutes 纪要", "纪要"), ("resolution 决议", "决议"), ("resolution 决定", "决定"),
    ("announcement 公告", "公告"), ("plain 报告", "工作报告、讲话、方案（没有红头）"),
)  # fmt: skip


class BlankForm(forms.Form):
    title = forms.CharField(
        label="标题", max_length=240, error_messages={"required": "请写标题，以后还能改。"}
    )
    kind = forms.ChoiceField(label="写什么", choices=KINDS, error_messages={"required": "请选一种。"})


class UploadForm(forms.Form):
    file = forms.FileField(
        label="旧稿文件",
        error_messages={"required": "请选一个文件。", "empty": "这个文件是空的，请另选一个。"},
    )

    def clean_file(self):
        given = self.cleaned_data["file"]
        if given.size > LARGEST:
            raise forms.ValidationError("文件太大，请把里面的图片去掉再传。")
        return given


class TemplateForm(forms.Form):
    """The plain fields of a template; whatever is left empty is marked in the text.

    ``known``: what the data say, by field. Its figures are shown as numbers; a field nobody changed goes into the text
    with their marks, so that the numbers follow their rows.
    """

    def __init__(self, data=None, *, template: library.Template, known: dict[str, Any]):
        self.known = {
            name: "\n".join(value) if isinstance(value, list) else value for name, value in known.items()
        }
        super().__init__(data, initial={name: written_out(value) for name, value in self.known.items()})
        self.template = template
        for field in template.fields:
            if field.name == "number" or field.fields:
                continue
            self.fields[field.name] = self.made(field)

    def made(self, field: library.Field) -> forms.Field:
        many = isinstance(field.example, list)
        long = many or len(str(field.example)) > 40
        widget = forms.Textarea(attrs={"rows": 3}) if long else forms.TextInput()
        made = forms.CharField(label=field.label, required=False, max_length=4000, widget=widget)
        example = "、".join(map(str, field.example)) if many else str(field.example)
        made.help_text = ("一行写一个。" if many else "") + (f"例如：{example}" if example else "")
        made.widget.attrs.pop("maxlength", None)
        return made

    @property
    def values(self) -> dict[str, Any]:
        fields = {field.name: field for field in self.template.fields}
        given = {name: self.with_marks(name, value) for name, value in self.cleaned_data.items() if value}
        return {
            name: value.splitlines() if isinstance(fields[name].example, list) else value
            for name, value in given.items()
        }

    def with_marks(self, name: str, value: str) -> str:
        """What the data said, where the field was left as it was."""
        same = name in self.known and value.split() == self.initial[name].split()
        return self.known[name] if same else value


@require_GET
def start(request: HttpRequest) -> HttpResponse:
    """The four ways to begin."""
    policies.require_verb(request.actor, WRITE)
    return render(request, "drafting/start/start.html", {"list_url": reverse("drafting:list")})


@require_http_methods(["GET", "HEAD", "POST"])
def blank(request: HttpRequest) -> HttpResponse:
    policies.require_verb(request.actor, WRITE)
    form = BlankForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        shape, kind = form.cleaned_data["kind"].split(" ")
        return begun(
            request, lambda: texts.start_blank(request.actor, kind, shape, form.cleaned_data["title"]), form
        )
    return render(request, "drafting/start/blank.html", {"form": form}, status=422 if form.errors else 200)


def begun(
    request: HttpRequest,
    begin: Callable[[], Draft],
    form: forms.Form,
    field: str | None = None,
    page: str = "drafting/start/blank.html",
    **facts: Any,
) -> HttpResponse:
    """Begin the draft and open it for writing; what stood in the way is told at the form."""
    try:
        draft = begin()
    except Refused as refused:
        form.add_error(field, problem_of(refused))
        return render(request, page, {"form": form, **facts}, status=422)
    ui.flash.done(request, "已经开了一份公文，写的内容会自动保存。")
    return redirect("drafting:edit", draft.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: HttpRequest) -> HttpResponse:
    """An old text from a file: read into blocks, its number and day of printing left out."""
    policies.require_verb(request.actor, WRITE)
    page = "drafting/start/upload.html"
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method != "POST" or not form.is_valid():
        return render(request, page, {"form": form}, status=422 if form.errors else 200)
    given = form.cleaned_data["file"]
    try:
        read = read_paper(given.read(), given.name)
    except Unreadable as problem:
        form.add_error("file", str(problem))
        return render(request, page, {"form": form}, status=422)
    title = read.paper.title.replace("\n", "").strip() or given.name.rpartition(".")[0]
    for note in read.notes:
        ui.flash.warn(request, note)
    return begun(
        request, lambda: texts.start_from(request.actor, read.paper, title=title[:240]), form, "file", page
    )


@require_GET
def earlier(request: HttpRequest) -> HttpResponse:
    """Papers that were issued, the newest first."""
    policies.require_verb(request.actor, WRITE)
    found = issued_papers(request)
    return render(request, "drafting/start/earlier.html", {"page": found.page, "words": found.words})


@require_http_methods(["GET", "HEAD", "POST"])
def from_earlier(request: HttpRequest, pk) -> HttpResponse:
    """A draft with the text of an earlier paper."""
    policies.require_verb(request.actor, WRITE)
    paper = get_object_or_404(policies.visible(request.actor, Paper), pk=pk)
    form = forms.Form(request.POST or None)
    facts = {"paper": paper, "title": f"照这份起草：{paper.title}", "confirm_label": "照这份起草",
             "back_url": reverse("drafting:new-earlier"),
             "what": ["开一份新的公文，文字和这一份一样，文号和日期去掉。", "里面的日期、届次、姓名、数字要换成今年的。"]}  # fmt: skip
    if request.method == "POST":
        return begun(
            request,
            lambda: texts.start_from(request.actor, paper),
            form,
            None,
            "components/confirm.html",
            **facts,
        )
    return render(request, "components/confirm.html", {"form": form, **facts})


@require_GET
def templates(request: HttpRequest) -> HttpResponse:
    """All templates by the line of work."""
    policies.require_verb(request.actor, WRITE)
    groups = [(group, rows) for group, rows in library.catalogue().items() if rows]
    return render(
        request, "drafting/start/templates.html", {"groups": groups, "library_url": address("papertypes")}
    )


@require_http_methods(["GET", "HEAD", "POST"])
def from_template(request: HttpRequest, key: str) -> HttpResponse:
    """A few facts, then the text with everything else marked to be filled in."""
    policies.require_verb(request.actor, WRITE)
    if key not in library.template_ids():
        raise Http404
    template = library.load(key)
    known = prefills.known_for(key, request.actor)
    form = TemplateForm(request.POST if request.method == "POST" else None, template=template, known=known)
    page = "drafting/start/template.html"
    if request.method == "POST" and form.is_valid():
        series = template.series if paper_series().filter(key=template.series).exists() else ""
        return begun(
            request,
            lambda: texts.start_draft(request.actor, key, form.values, unfinished=True, series=series),
            form, None, page, template=template,
        )  # fmt: skip
    return render(request, page, {"form": form, "template": template}, status=422 if form.errors else 200)
