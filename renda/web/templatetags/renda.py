"""The tags and filters of the pages; docs/how-to/design.md says how to use each."""

from __future__ import annotations

from itertools import count

import segno
from django import template
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from renda.kernel.library.policy import READ_LAWS
from renda.web.sessions import tabs as sessions
from renda.web.ui import charts, diff, fields, flash, icons, lights, links, words
from renda.web.ui.items import as_action, take, take_all

register = template.Library()
_ids = count(1)

for _name in ("cn_date", "cn_day", "cn_moment", "relative_day", "cn_size", "percent", "or_dash"):
    register.filter(_name, getattr(words, _name))
register.filter("undo_url", flash.undo_url)
register.filter("next_url", flash.next_url)
register.filter("next_label", flash.next_label)
register.filter("accepted_draft", flash.accepted_draft)


def component(name: str, **options):
    """An inclusion tag whose template stands in components/."""
    return register.inclusion_tag(f"components/{name}.html", **options)


def _id(prefix: str) -> str:
    """An id that no other part of the page has, also not one that htmx brings in later."""
    return f"{prefix}-{next(_ids)}"


# --- state -----------------------------------------------------------------------------------------------


@component("light")
def light(kind, text=""):
    return lights.light(kind, text)


@component("light")
def due_light(due_on, done=False, paused=False, provisional=False, soon_days=7, inner=False):
    return lights.due(
        due_on, done=done, paused=paused, provisional=provisional, soon_days=soon_days, inner=inner
    )


@component("date_chip")
def date_chip(day, label="", provisional=False):
    return {
        "day": words.as_day(day),
        "full": words.cn_date(day),
        "weekday": words.cn_day(day)[-2:],
        "relative": words.relative_day(day),
        "label": label,
        "provisional": provisional,
    }


@component("step_bar")
def step_bar(steps):
    state_words = {"done": "已完成", "current": "现在", "todo": "未到", "skipped": "不需要"}
    shown = [take_all(step, "label state note on", state="todo") for step in steps]
    for step in shown:
        step["word"] = state_words[step["state"]]
    return {"steps": shown}


@component("progress")
def progress(done, total, label="", poll_url=""):
    share = min(done / total, 1) if total else 0
    return {
        "done": done,
        "total": total,
        "label": label,
        "share": share,
        "is_over": bool(total) and done >= total,
        "poll_url": poll_url,
    }


@register.simple_tag
def badge(text):
    return format_html('<span class="badge">{}</span>', text)


register.simple_tag(icons.icon)


# --- actions ---------------------------------------------------------------------------------------------


@component("action_bar", takes_context=True)
def action_bar(context, actions):
    shown = [as_action(action) for action in actions]
    return {
        "actions": [{"action": action, "id": _id("why-not")} for action in shown],
        "csrf_token": context.get("csrf_token", ""),
    }


@component("link_button")
def link_button(label, url, kind="plain", icon=""):
    return {"label": label, "url": url, "kind": kind, "icon": icon}


@component("submit")
def submit(label, kind="primary", name="", value="", confirm=""):
    return {"label": label, "kind": kind, "name": name, "value": value, "confirm": confirm}


@component("print_button")
def print_button(label="打印"):
    return {"label": label}


@component("copy_button")
def copy_button(text, label="复制"):
    return {"text": text, "label": label}


@component("masked", takes_context=True)
def masked(context, value, unmask_url="", label="查看完整号码"):
    return {
        "value": value,
        "unmask_url": unmask_url,
        "label": label,
        "csrf_token": context.get("csrf_token", ""),
    }


# --- forms -----------------------------------------------------------------------------------------------


@component("field")
def field(bound, example="", help="", limits=""):
    return _field(bound, example, help, limits)


def _field(bound, example="", hint="", limits="", descriptions=None, cards=False):
    shown = fields.shown(bound, example, hint, limits)
    options = fields.choices(bound, descriptions) if shown.shape == "group" else []
    return {"field": shown, "options": options, "cards": cards}


@component("field")
def choice_cards(bound, descriptions=None, help="", example=""):
    return _field(bound, example, help, descriptions=descriptions, cards=True)


@component("fields")
def form_fields(form):
    return {"shown": [_field(bound) for bound in form.visible_fields()], "hidden": form.hidden_fields()}


register.tag("fields", register.tags["form_fields"])


@component("form_errors")
def form_errors(form):
    return {"problems": fields.problems(form) if form.is_bound else []}


@component("filter_bar", takes_context=True)
def filter_bar(context, form, label="筛选"):
    request = context.get("request")
    return {
        "shown": [_field(bound) for bound in form.visible_fields()],
        "hidden": form.hidden_fields(),
        "label": label,
        "path": request.path if request else "?",
        "is_filtered": bool(request and any(request.GET.get(name) for name in form.fields)),
    }


# --- lists and facts -------------------------------------------------------------------------------------


@component("pagination", takes_context=True)
def pagination(context, page, name="page", unit="件"):
    request = context.get("request")

    def address(number: int) -> str:
        query = request.GET.copy() if request else None
        if query is None:
            return f"?{name}={number}"
        query[name] = str(number)
        return f"?{query.urlencode()}"

    paginator = page.paginator
    numbers = (
        paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1) if paginator.count else []
    )
    links = [
        {
            "number": number,
            "url": address(number) if number != paginator.ELLIPSIS else "",
            "current": number == page.number,
        }
        for number in numbers
    ]
    return {
        "page": page,
        "unit": unit,
        "links": links,
        "previous": address(page.previous_page_number()) if page.has_previous() else "",
        "next": address(page.next_page_number()) if page.has_next() else "",
    }


@component("many_rows")
def many_rows(shown, total, url="", unit="件"):
    return {"shown": shown, "total": total, "url": url, "unit": unit, "is_cut": total > shown}


@component("empty")
def empty(title, meaning="", url="", action=""):
    return {"title": title, "meaning": meaning, "url": url, "action": action}


@component("loading")
def loading(text="正在查找…", id=""):
    return {"text": text, "id": id}


@component("tabs")
def tabs(items, label="分类"):
    return {"tabs": [take_all(item, "label url current count") for item in items], "label": label}


@component("tabs", takes_context=True)
def session_tabs(context, session):
    """The tabs of a congress session, as every web package declares them."""
    return {"tabs": sessions.tabs_for(context["request"], session), "label": "这次会议"}


@component("timeline")
def timeline(entries):
    return {"entries": [take_all(entry, "at who what note kind url", kind="plain") for entry in entries]}


@component("sheet")
def sheet(rows):
    return {"rows": [(label, words.or_dash(value)) for label, value in rows]}


def _figure(card) -> dict:
    shown = take_all(card, "number label url unit kind note", kind="plain", unit="件")
    shown["number"] = words.or_dash(take(card, "number", None))
    return shown


@component("figure")
def figure(number, label, url="", unit="件", kind="plain", note=""):
    return {"card": _figure(locals())}


@component("figures")
def figures(cards):
    return {"cards": [_figure(card) for card in cards]}


@component("why", takes_context=True)
def why(context, title, days=(), basis="", law=""):
    days = [take_all(day, "on counted reason") for day in days]
    return {"title": title, "days": days, "basis": basis, "law": law, "parts": cited_for(context, law)}


@component("diff")
def diff_view(old, new, old_label="原稿", new_label="新稿"):
    rows = diff.rows(str(old), str(new))
    changed = sum(row["kind"] == "changed" for row in rows)
    return {"rows": rows, "changed": changed, "old_label": old_label, "new_label": new_label}


register.tag("diff", register.tags["diff_view"])


@component("qr")
def qr(text, caption=""):
    code = segno.make(str(text), error="m", micro=False)
    # The picture is built by segno from the modules alone; the text never enters the markup.
    picture = mark_safe(code.svg_inline(scale=1, border=4, omitsize=True, svgclass="qr-code", lineclass=None))
    return {"picture": picture, "text": text, "caption": caption}


@component("cite", takes_context=True)
def cite(context, text, note=""):
    """The legal basis; each article opens at its text for readers who may look into the library."""
    return {"parts": cited_for(context, text), "note": note}


def cited_for(context, text):
    """Words and addresses of a legal basis; addresses only for readers who may look into the library."""
    actor = getattr(context.get("request"), "actor", None)
    linked = actor is not None and actor.has(READ_LAWS)
    return links.cited_parts(str(text)) if linked else [(str(text), "")]


@component("crumbs")
def crumbs(*parts):
    """Pairs of words and address, then the words of this page: {% crumbs "建议" url "第12号" %}."""
    pairs = [{"label": parts[i], "url": parts[i + 1]} for i in range(0, len(parts) - 1, 2)]
    return {"pairs": pairs, "here": parts[-1] if len(parts) % 2 else ""}


# --- charts ----------------------------------------------------------------------------------------------


@component("chart_months")
def chart_months(rows, caption="每月收办", labels="收到,办结", titled=False):
    rows = [tuple(row) for row in rows]
    first, second = labels.split(",")
    drawing = charts.months(rows)
    return {
        "rows": rows,
        "drawing": drawing,
        "caption": caption,
        "titled": titled,
        "first": first,
        "second": second,
        "id": _id("chart"),
    }


@component("chart_share")
def chart_share(parts, caption="", unit="件"):
    return {
        "drawing": charts.share([tuple(part) for part in parts]),
        "caption": caption,
        "unit": unit,
        "id": _id("chart"),
    }


@component("sparkline")
def sparkline(points, caption="", unit="件"):
    points = [tuple(point) for point in points]
    return {
        "drawing": charts.spark(points),
        "points": points,
        "caption": caption,
        "unit": unit,
        "id": _id("chart"),
    }


# --- blocks ----------------------------------------------------------------------------------------------


def _framed(name: str, content: SafeString, **values: object) -> SafeString:
    return render_to_string(f"components/{name}.html", {"content": content, **values})


@register.simple_block_tag
def panel(content, title="", kind="", url="", link=""):
    return _framed("panel", content, title=title, kind=kind, url=url, link=link)


_NOTICES = {
    "info": ("说明", "later", "info"),
    "done": ("已完成", "done", "light-done"),
    "warning": ("请注意", "soon", "light-overdue"),
    "error": ("出错了", "overdue", "light-overdue"),
}


@register.simple_block_tag
def notice(content, kind="info", title=""):
    word, tone, mark = _NOTICES[kind]
    return _framed("notice", content, title=title or word, tone=tone, mark=mark)


@register.simple_block_tag
def disclosure(content, title, open=False):
    return _framed("disclosure", content, title=title, open=open)


@register.simple_block_tag
def fieldset(content, title, help=""):
    return _framed("fieldset", content, title=title, help=help)


@register.simple_block_tag
def form_buttons(content):
    return format_html('<div class="form-buttons">{}</div>', content)
