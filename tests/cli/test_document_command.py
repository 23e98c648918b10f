"""``renda document``: exit codes, Chinese messages, JSON."""

from __future__ import annotations

import json

import docx
import pytest

from renda.cli.main import main
from renda.kernel.documents.engine import templates
from renda.kernel.documents.engine.docx import render_docx
from tests.kernel.documents.engine import samples


@pytest.fixture
def data(tmp_path):
    path = tmp_path / "data.json"
    path.write_text(json.dumps(templates.example("receipt"), ensure_ascii=False, default=str), encoding="utf-8")
    return path


@pytest.mark.parametrize("suffix", ["docx", "pdf"])
def test_render(tmp_path, data, suffix, capsys):
    out = tmp_path / f"paper.{suffix}"
    assert main(["document", "render", "receipt", "--data", str(data), "--out", str(out), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["out"] == str(out) and out.read_bytes().startswith(b"PK" if suffix == "docx" else b"%PDF")


def test_render_says_what_is_missing(tmp_path, data, capsys):
    out = str(tmp_path / "a.docx")
    assert main(["document", "render", "nothing", "--data", str(data), "--out", out]) == 1
    assert "现有范本" in capsys.readouterr().err
    data.write_text("{", encoding="utf-8")
    assert main(["document", "render", "receipt", "--data", str(data), "--out", out]) == 1
    assert "JSON" in capsys.readouterr().err
    data.write_text("{}", encoding="utf-8")
    assert main(["document", "render", "receipt", "--data", str(data), "--out", out]) == 1
    assert "还缺" in capsys.readouterr().err
    assert main(["document", "render", "receipt", "--data", str(data), "--out", "a.txt"]) == 2


@pytest.mark.parametrize(
    ("change", "code", "said"),
    [
        ({"suggestion_titel": "笔误"}, 0, "是不是 suggestion_title（建议题目）"),
        ({"suggestion_title": ["一", "二"]}, 1, "“建议题目”（suggestion_title）要写成一段文字"),
        ({"suggestion_title": ""}, 1, "还缺“建议题目”（suggestion_title）"),
    ],
)
def test_a_name_or_a_shape_the_template_does_not_know_is_told(tmp_path, data, capsys, change, code, said):
    assert main(["document", "render", "receipt", "--data", str(data), "--out", str(tmp_path / "a.docx"), "--json"]) == 0
    capsys.readouterr()
    data.write_text(json.dumps({**json.loads(data.read_text("utf-8")), **change}, ensure_ascii=False), encoding="utf-8")
    assert main(["document", "render", "receipt", "--data", str(data), "--out", str(tmp_path / "b.docx"), "--json"]) == code
    assert said in capsys.readouterr().out


def test_items_of_a_list_are_told_one_by_one(tmp_path, data, capsys):
    values = {**templates.example("host_opening"), "reports": [{"matter": "听取工作报告"}, "听取预算报告"]}
    data.write_text(json.dumps(values, ensure_ascii=False, default=str), encoding="utf-8")
    assert main(["document", "render", "host_opening", "--data", str(data), "--out", str(tmp_path / "a.docx")]) == 1
    told = capsys.readouterr().err
    assert "第 1 项的" in told and "第 2 项要写成" in told and "要改 2 处" in told


def test_check_passes_a_good_paper_and_fails_a_bad_one(tmp_path, capsys):
    good, bad = tmp_path / "good.docx", tmp_path / "bad.docx"
    good.write_bytes(render_docx(samples.GENERAL))
    assert main(["document", "check", str(good), "--no-draw", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["form"] == "general"
    document = docx.Document()
    document.add_paragraph("通知")
    document.save(str(bad))
    assert main(["document", "check", str(bad), "--no-draw"]) == 1
    assert "FMT-02" in capsys.readouterr().out
    assert main(["document", "check", str(tmp_path / "none.docx")]) == 1
    assert "没有这个文件" in capsys.readouterr().err


def test_mend_leaves_the_file_and_says_what_is_left(tmp_path, capsys):
    source, out = tmp_path / "a.docx", tmp_path / "b.docx"
    document = docx.Document()
    document.add_paragraph("云溪镇人民代表大会主席团关于做好代表建议办理工作的通知").alignment = 1
    document.add_paragraph(samples.LINE)
    document.save(str(source))
    before = source.read_bytes()
    main(["document", "mend", str(source), "--out", str(out), "--json"])
    told = json.loads(capsys.readouterr().out)
    assert told["done"] and told["text_before"] == told["text_after"] and source.read_bytes() == before and out.is_file()
    assert main(["document", "mend", str(source), "--out", str(source)]) == 1
    assert "不能是同一个" in capsys.readouterr().err
