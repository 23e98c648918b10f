"""The design system: words, lights, charts, fields, the palette, rules about its files, error pages."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.exceptions import RequestDataTooBig
from django.db import OperationalError
from django.template import Context, Template
from django.test import RequestFactory

from renda.foundation import clock
from renda.web import context, errors
from renda.web.menu import current_address
from renda.web.ui import charts, diff, lights, words
from tests.web.design_pages import TODAY, SampleForm

PAGES = "tests.web.design_pages"
PACKAGE = Path(errors.__file__).resolve().parent.parent


def render(text: str, **values) -> str:
    return Template(text).render(Context(values))


@pytest.fixture
def today():
    with clock.set_to(TODAY):
        yield TODAY


# --- words, lights, charts, differences ------------------------------------------------------------------


def test_dates_in_words(today):
    assert words.cn_date(today) == "2026年3月10日"
    assert words.cn_day(today) == "3月10日 周二"
    assert words.cn_moment(clock.at(today, 14, 5)) == "2026年3月10日 14:05"
    assert [words.relative_day(today + timedelta(days=n)) for n in (-3, -1, 0, 1, 5)] == [
        "已过3天",
        "昨天",
        "今天",
        "明天",
        "还有5天",
    ]
    assert words.cn_date(None) == words.relative_day(None) == ""


def test_sizes_and_shares():
    assert words.cn_size(512) == "512 B"
    assert words.cn_size(1536) == "1.5 KB"
    assert words.cn_size(20 * 1024**2) == "20.0 MB"
    assert words.percent(0) == "0%"
    assert words.percent(None) == words.or_dash("") == "—"
    assert words.or_dash(0) == 0


@pytest.mark.parametrize(
    ("days", "options", "kind", "text"),
    [
        (-1, {}, "overdue", "逾期1天"),
        (-1, {"provisional": True}, "overdue", "逾期1天"),
        (-9, {"done": True}, "done", "已办结"),
        (-9, {"paused": True}, "paused", "已中止计时"),
        (0, {}, "soon", "今天到期"),
        (7, {}, "soon", "还有7天"),
        (8, {}, "later", "还有8天"),
        (8, {"provisional": True}, "provisional", "暂定，还有8天"),
        (-1, {"inner": True}, "soon", "超过内部期限1天"),
        (2, {"inner": True}, "later", "还有2天"),
    ],
)
def test_light_of_a_deadline(today, days, options, kind, text):
    assert lights.due(today + timedelta(days=days), **options) == {"kind": kind, "words": text}


@pytest.mark.parametrize("kind", lights.WORDS)
def test_every_light_has_shape_word_and_colour(kind):
    html = render("{% light kind %}", kind=kind)
    icons = (PACKAGE / "static/img/icons.svg").read_text("utf-8")
    tokens = (PACKAGE / "static/css/tokens.css").read_text("utf-8")
    assert f"#light-{kind}" in html and f'id="light-{kind}"' in icons
    assert lights.WORDS[kind] in html
    assert f"--{kind}:" in tokens


def test_unknown_light_is_refused():
    with pytest.raises(KeyError):
        lights.light("purple")


def test_months_chart_is_to_scale():
    drawing = charts.months([("1月", 10, 5), ("2月", 0, 0)])
    first, second = drawing["slots"][0]["first"], drawing["slots"][0]["second"]
    assert first["height"] == 2 * second["height"] == charts.BAR_AREA_HEIGHT
    assert first["y"] + first["height"] == second["y"] + second["height"] == drawing["base"]


def test_share_chart_fills_the_bar_and_survives_nothing():
    drawing = charts.share([("甲", 1), ("乙", 3, "done")])
    assert [part["width"] for part in drawing["parts"]] == [150, 450]
    assert drawing["parts"][1]["tone"] == "is-done"
    assert charts.share([("甲", 0)])["parts"][0]["share"] is None
    assert charts.spark([])["last"] is None
    assert charts.months([])["slots"] == []


def test_diff_marks_characters_and_escapes():
    rows = diff.rows("建议36件\n<b>旧</b>行", "建议38件")
    assert rows[0]["old"] == "建议3<del>6</del>件"
    assert rows[0]["new"] == "建议3<ins>8</ins>件"
    assert rows[1]["old"] == "<del>&lt;b&gt;旧&lt;/b&gt;行</del>" and rows[1]["new"] == ""


def test_closed_action_says_why():
    html = render(
        "{% action_bar actions %}", actions=[{"label": "归档", "url": "/x/", "reasons": "缺少测评"}]
    )
    described = re.search(r'aria-disabled="true" aria-describedby="([^"]+)"', html)
    assert described and f'id="{described[1]}"' in html
    assert "缺少测评" in html and "/x/" not in html


def test_field_ties_label_hint_and_error():
    form = SampleForm({"title": "", "due_on": "2026-03-10"})
    html = render(
        "{% field form.title example='修路' %}{% field form.due_on %}{% form_errors form %}", form=form
    )
    described = re.search(r'id="id_title"[^>]*|<input[^>]*id="id_title"[^>]*', html)[0]
    tied = re.search(r'<input[^>]*name="title"[^>]*aria-describedby="([^"]+)"', html)[1].split()
    assert described and all(f'id="{name}"' in html for name in tied)
    assert len(tied) == 4  # hint, example, count, error
    assert 'type="date"' in html and 'value="2026-03-10"' in html
    assert 'href="#id_title"' in html and 'href="#id_result_0"' in html


def test_values_are_escaped():
    html = render(
        "{% sheet rows %}{% light 'done' bad %}{% notice %}{{ bad }}{% endnotice %}",
        rows=[("x", "<i>")],
        bad="<i>",
    )
    assert "<i>" not in html and html.count("&lt;i&gt;") == 3


def test_current_menu_item_is_the_longest_match():
    assert (
        current_address(["/", "/suggestions/", "/suggestions/mine/"], "/suggestions/mine/3/")
        == "/suggestions/mine/"
    )
    assert current_address(["/", "/suggestions/"], "/help/") == ""


def test_shell_without_account_makes_no_query(django_assert_num_queries, db):
    request = RequestFactory().get("/")
    request.account = None
    shell = context.shell(request)["shell"]
    with django_assert_num_queries(0):
        shown = [
            shell.town_name,
            shell.office_phone,
            shell.menu,
            shell.unread,
            shell.account_name,
            shell.large_type,
        ]
    assert shown == ["", "", [], 0, "", False]


# --- rules about the files -------------------------------------------------------------------------------


def templates() -> list[Path]:
    return sorted((PACKAGE / "templates").rglob("*.html"))


@pytest.mark.parametrize("template", templates(), ids=lambda found: found.name)
def test_templates_keep_the_content_security_policy(template):
    text = template.read_text("utf-8")
    assert not re.search(
        r"\sstyle=|\son[a-z]+=\"|javascript:|<style|<script(?! src=)|https?://(?!example\.invalid|192\.168)",
        text,
    )


@pytest.mark.parametrize(
    "sheet", sorted((PACKAGE / "static/css").glob("*.css")), ids=lambda found: found.name
)
def test_colours_are_named_in_tokens_only(sheet):
    text = re.sub(r"@media print \{.*", "", sheet.read_text("utf-8"), flags=re.S)
    assert sheet.name == "tokens.css" or not re.search(r"#[0-9a-f]{3,6}\b", text)
    assert "url(" not in text and "@import" not in text


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_contrast_of_the_palette():
    tokens = dict(
        re.findall(r"--([a-z-]+): (#[0-9a-f]{6})", (PACKAGE / "static/css/tokens.css").read_text("utf-8"))
    )

    def contrast(one: str, two: str) -> float:
        light, dark = sorted((luminance(tokens[one]), luminance(tokens[two])), reverse=True)
        return (light + 0.05) / (dark + 0.05)

    for surface in ("paper", "ground", "ground-deep"):
        assert contrast("ink", surface) >= 7
        assert contrast("ink-soft", surface) >= 4.5
        assert contrast("blue", surface) >= 4.5
    assert contrast("ink-soft", "paper") >= 7
    assert contrast("ink-line", "paper") >= 3
    for kind in lights.WORDS:
        assert contrast(kind, f"{kind}-wash") >= 6


# --- errors ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("view", "status"),
    [
        ("not_found", 404),
        ("no_right", 403),
        ("bad_request", 400),
        ("csrf_failure", 403),
        ("too_large", 413),
        ("server_error", 500),
    ],
)
def test_error_pages_say_what_to_do(view, status):
    response = getattr(errors, view)(RequestFactory().get("/x/"))
    text = response.content.decode()
    assert response.status_code == status
    assert "怎么办" in text and "人大办" in text and "缺少变量" not in text


def test_too_much_data_gets_the_page_about_size():
    response = errors.bad_request(RequestFactory().get("/x/"), RequestDataTooBig("Request body exceeded"))
    assert response.status_code == 413
    assert "文件太大" in response.content.decode() and "exceeded" not in response.content.decode()


def test_htmx_gets_the_error_without_a_frame():
    request = RequestFactory().get("/x/")
    request.htmx = True
    text = errors.not_found(request).content.decode()
    assert "<html" not in text and "怎么办" in text


def test_error_page_stands_when_the_database_does_not(monkeypatch, town):
    def fail():
        raise OperationalError("disk I/O error")

    monkeypatch.setattr(context.TownProfile, "current", fail)
    assert "系统出了故障" in errors.server_error(RequestFactory().get("/")).content.decode()


def test_error_page_gives_the_office_phone_and_the_reason(settings, client_as):
    settings.ROOT_URLCONF = PAGES
    response = client_as("office").get("/forbidden/")
    assert response.status_code == 403
    assert "只有主办单位能答复。" in response.content.decode()
    assert "0000-6600110" in response.content.decode()
