"""Citations in sentences, and which rules rest on an article."""

from __future__ import annotations

import pytest

from renda.kernel.library.citing import find_citations
from renda.kernel.library.usage import issues_cited, rules_by_article
from renda.law import book


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("《代表法》（2025年修正）第51条第2款", [("代表法", "2025年修正", 51, 2)]),
        (
            "依照《中华人民共和国代表法》第五十一条、第五十二条第一款办理",
            [("中华人民共和国代表法", "", 51, 0), ("中华人民共和国代表法", "", 52, 1)],
        ),
        ("按代表法第42条，不按选举法第3条", [("代表法", "", 42, 0), ("选举法", "", 3, 0)]),
        ("《甲省实施《代表法》办法》第3条", [("甲省实施《代表法》办法", "", 3, 0)]),
        ("《代表法》规定，第51条另说", []),
        ("没有引用", []),
    ],
)
def test_citations_are_found(text, found):
    got = [(one.title, one.issue, one.number.number, one.number.paragraph) for one in find_citations(text)]
    assert got == found


def test_a_citation_knows_where_it_stands_and_where_it_opens():
    text = "依照《代表法》（2025年修正）第51条之二办理"
    one = find_citations(text)[0]
    assert text[one.start : one.end] == "《代表法》（2025年修正）第51条之二"
    assert one.address.startswith("/library/cited/?law=") and "%E4%B9%8B" not in one.address.split("law=")[0]


def test_every_citation_of_the_rulebook_that_names_an_article_is_understood():
    cited = [
        citation.text
        for rule_id in book().ids()
        for rule in book().history(rule_id)
        for citation in rule.citations
        if citation.is_law and citation.article.startswith("第") and "（" not in citation.law
    ]
    assert len(cited) > 100
    assert not [text for text in cited if not find_citations(text)]


def test_the_rules_of_an_article():
    uses = rules_by_article("代表法", "2025年修正")
    assert "suggestion-reply-three-months" in {use.rule_id for use in uses[51, 0]}
    old = rules_by_article("代表法", "2015年修正")
    assert "suggestion-reply-three-months" in {use.rule_id for use in old[42, 0]}
    assert rules_by_article("代表法", "1992年") == {}
    assert rules_by_article("放羊条例", "2020年") == {}
    assert {"2015年修正", "2025年修正"} <= set(issues_cited("代表法"))
