"""Reading across towns is an exception with a reason."""

from __future__ import annotations

import ast

from tests.architecture.sources import PRODUCT, at, judge, name_of, nodes, python_files

ACROSS_TOWNS = {
    "renda/kernel/search/sources.py": "the search index of all towns is made anew in one go",
    "renda/kernel/library/search_source.py": "the search index of all towns is made anew in one go",
    "renda/kernel/library/shelves.py": "a town reads the law texts of its county and of the whole installation",
    "renda/kernel/library/withdrawing.py": "a text taken off a shared shelf no longer puts the laws of the towns below out of force",
    "renda/config/serve.py": "the first start asks whether any town exists at all",
    "renda/modules/drafting/renewal/scans.py": "the scans of all towns are recognised one after the other",
    "renda/kernel/archive/integrity.py": "the check of everything goes through the archive of each town",
    "renda/modules/intake/reading.py": "the old papers of all towns are read one after the other",
    "renda/config/background.py": "queued messages are sent town by town",
    "renda/cli/commands/audit.py": "the log of every town is verified",
    "renda/cli/commands/demo.py": "a demonstration is only made where there is no town yet, or beside all there are",
    "renda/cli/town.py": "the command line looks for the town it is told",
    "renda/reports/county.py": "the county reads what its towns have published on their open columns",
    "renda/kernel/access/links.py": "a one-time link is opened before the town is known; the link tells it",
    "renda/modules/appraisals/questionnaires.py": "a questionnaire slip is looked up before the town is known; the slip tells it",
    "renda/kernel/secret_votes/casting.py": "a voter's slip is looked up before the town is known; the slip tells it",
    "renda/kernel/units/founding.py": "a new version gives every town the registers it brings",
    "renda/kernel/rehearsal/spaces.py": "a rehearsal stands beside its town, and is found from there",
    "renda/kernel/rehearsal/emptying.py": "a rehearsal is thrown away from the town beside it",
    "renda/kernel/deadlines/loop.py": "the loop goes through the towns one by one",
    "renda/kernel/people/register.py": "roles of an account that logs in, before its town is active",
    "renda/kernel/proofreading/characters/sources.py": "language statistics belong to the whole installation; only counts of short sequences are kept, of papers only what several hold",
}


def test_everywhere_is_used_where_a_reason_is_written_down():
    found = (
        (name_of(path), f"{at(path, node)} reads across towns")
        for path in python_files(PRODUCT)
        for node in nodes(path, ast.Attribute)
        if node.attr == "everywhere"
    )
    judge(found, ACROSS_TOWNS, "reading across towns")
