"""Laws on the page: list, text, day, comparison, citations."""

from __future__ import annotations

import re
from urllib.parse import quote

import pytest

from renda.kernel.access import actors
from renda.kernel.library.models import LawEdition
from renda.kernel.units.scope import acting_in
from tests.kernel.library import makers


def text(response) -> str:
    assert response.status_code == 200, response.status_code
    return response.content.decode()


@pytest.fixture
def kites(town_set, frozen_clock):
    makers.load(town_set.actor("office"), makers.old_docx(), makers.new_docx())
    new, old = LawEdition.objects.order_by("-in_force_on")
    return new, old


def test_an_empty_library_says_where_texts_come_from(client_as, frozen_clock):
    page = text(client_as("office").get("/library/"))
    assert "国家法律法规数据库" in page and "导入法规" in page
    assert "请人大办工作人员导入" in text(client_as("deputy").get("/library/"))


def test_the_list_shows_the_text_of_today(client_as, kites):
    page = text(client_as("office").get("/library/"))
    assert f"/library/laws/{kites[0].pk}/" in page and "共 2 个版本" in page and "有效" in page
    assert "没有找到这样的法规" in text(client_as("office").get("/library/?q=飞船法"))
    assert "风筝法" in text(client_as("office").get("/library/?q=中华人民共和国风筝法"))


def test_a_text_has_contents_articles_and_anchors(client_as, kites):
    page = text(client_as("deputy").get(f"/library/laws/{kites[0].pk}/"))
    assert 'id="t4-1"' in page and "夜间放风筝应当挂灯" in page
    assert re.search(r'href="#t1-h0">第一章 总则<', page)
    assert 'id="t3k2"' in page and "风大的日子不放风筝" in page


def test_a_day_leads_to_the_text_of_that_day(client_as, kites):
    new, old = kites
    client = client_as("office")
    moved = client.get(f"/library/laws/{new.pk}/?on=2012-01-01")
    assert (moved.status_code, moved["Location"]) == (302, f"/library/laws/{old.pk}/?on=2012-01-01")
    page = text(client.get(moved["Location"]))
    assert "线轴由本人保管" in page
    assert "这一天的文本没有载入" in text(client.get(f"/library/laws/{new.pk}/?on=2016-01-01"))
    assert "今天有效的是另一份" in text(client.get(f"/library/laws/{old.pk}/"))
    assert text(client.get(f"/library/laws/{new.pk}/?on=没有这一天"))


def test_two_texts_are_compared_with_the_changed_words_marked(client_as, kites):
    new, old = kites
    client = client_as("office")
    page = text(client.get(f"/library/laws/{old.pk}/compare/{new.pk}/"))
    assert "第四条（原第三条）" in page and "原第四条" in page and "<ins>" in page and "<del>" in page
    only = text(client.get(f"/library/laws/{old.pk}/compare/{new.pk}/?kind=deleted"))
    assert "线轴" in only and "夜间" not in only
    assert client.get(f"/library/laws/{new.pk}/compare/{new.pk}/").status_code == 404


def test_the_print_view_holds_the_whole_text(client_as, kites):
    page = text(client_as("office").get(f"/library/laws/{kites[0].pk}/print/"))
    assert "中华人民共和国风筝法" in page and "第五条" in page and "/rules/" not in page


def test_a_citation_opens_at_its_article_and_paragraph(client_as, kites):
    new, old = kites
    client = client_as("deputy")

    def leads(query):
        answer = client.get(f"/library/cited/?{query}")
        return answer.status_code, answer.headers.get("Location", "")

    assert leads("law=风筝法&article=第3条第2款") == (302, f"/library/laws/{new.pk}/#t3k2")
    assert leads("law=风筝法&article=4&issue=2010年") == (302, f"/library/laws/{old.pk}/#t4")
    assert leads("law=风筝法") == (302, f"/library/laws/{new.pk}/")
    assert leads("law=风筝法&article=99")[1] == f"/library/laws/{new.pk}/"
    assert leads("") == (302, "/library/")


def test_a_citation_of_a_text_that_is_not_loaded_says_how_to_load_it(client_as, kites):
    page = text(
        client_as("office").get(f"/library/cited/?law={quote('代表法')}&article=第51条第2款&issue=2025年修正")
    )
    assert "还没有载入" in page and "国家法律法规数据库" in page and "2025年修正" in page
    assert "/rules/suggestion-reply-three-months/" in page
    other = text(client_as("office").get("/library/cited/?law=风筝法&article=1&issue=2014年修正"))
    assert "2014年修正的文本还没有载入" in other and "2020年修正" in other
    assert "个人信息保护法" in text(client_as("office").get("/library/cited/?law=个人信息保护发&article=1"))


def test_the_rules_page_links_its_articles(client_as, frozen_clock):
    page = text(client_as("office").get("/rules/suggestion-reply-three-months/"))
    assert '<a href="/library/cited/?law=' in page
    assert "/library/cited/" not in text(client_as("keeper").get("/rules/suggestion-reply-three-months/"))


def test_rules_stand_beside_their_article(client_as, town_set, frozen_clock):
    law = makers.markdown(
        "中华人民共和国全国人民代表大会和地方各级人民代表大会代表法",
        ["1992年4月3日 通过", "2025年3月11日 第四次修正"],
        [f"第{n}条 编的第{n}条。" for n in ("一", "二", "三")],
    )
    makers.load(town_set.actor("office"), law)
    LawEdition.objects.get().articles.filter(number=3).update(number=51, label="第五十一条")
    page = text(client_as("office").get(f"/library/laws/{LawEdition.objects.get().pk}/"))
    assert "本系统用到" in page and "/rules/suggestion-reply-three-months/" in page


def test_the_source_can_be_taken_along(client_as, kites):
    file = kites[0].files.get()
    answer = client_as("office").get(f"/library/laws/{kites[0].pk}/files/{file.pk}/")
    assert answer.status_code == 200 and "attachment" in answer["Content-Disposition"]
    other = kites[1].files.get()
    assert client_as("office").get(f"/library/laws/{kites[0].pk}/files/{other.pk}/").status_code == 404


def test_a_wrong_text_is_taken_out_with_a_reason(client_as, kites):
    client = client_as("office")
    address = f"/library/laws/{kites[0].pk}/withdraw/"
    assert "请写明原因" in text(client.post(address, {"why": ""}))
    assert client.post(address, {"why": "错字多"}).status_code == 302
    assert client.get(f"/library/laws/{kites[0].pk}/").status_code == 404
    assert client_as("chair").post(f"/library/laws/{kites[1].pk}/withdraw/", {"why": "x"}).status_code == 403


def test_more_laws_cost_no_more_queries(client_as, town_set, frozen_clock, assert_queries_flat):
    client, actor = client_as("office"), town_set.actor("office")

    def make(count):
        files = [
            (
                f"{n}.txt",
                f"风车{n}号条例\n（2020年1月1日通过）\n第一条 甲{n}。\n第二条 本条例自公布之日起施行。".encode(),
            )
            for n in range(LawEdition.objects.count(), count)
        ]
        makers.load(actor, *files)

    assert_queries_flat(lambda: client.get("/library/"), make, 2, 20)


def test_what_the_county_imports_is_read_in_its_towns_with_its_owner(client_as, town_set, frozen_clock):
    county = town_set.accounts["county"].town
    town_set.town.parent = county
    town_set.town.save()
    with acting_in(county):
        makers.load(actors.system(county), makers.old_docx())
        pk = LawEdition.objects.get().pk
    office = client_as("office")
    assert county.name in text(office.get("/library/"))
    page = text(office.get(f"/library/laws/{pk}/"))
    assert f"这份文本在{county.name}，由那里统一维护" in page and "撤下" not in page
    assert office.get(f"/library/laws/{pk}/withdraw/").status_code == 403
    assert office.get("/library/cited/?law=风筝法&article=4").headers["Location"].endswith(f"/{pk}/#t4")
    assert client_as("county").get(f"/library/laws/{pk}/withdraw/").status_code == 200
