"""The checklist on the page: what stands where, ticking, changing, printing, the day moved."""

from __future__ import annotations

from datetime import date

from django.urls import reverse

from renda.kernel.documents.engine import templates
from renda.kernel.documents.papers import make_paper
from renda.kernel.people.models import CongressSession
from renda.modules.drafting import texts
from tests.modules.sessions.prepared import OPENS, closed, filled, fresh, noticed, row, step, tick


def url(name, work, *more):
    return reverse(f"sessions:{name}", args=[work.session_id, *more])


def read(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_checklist_by_what_comes_first(work, client_as, frozen_clock):
    frozen_clock.to(date(2026, 7, 9))
    page = read(client_as("office"), url("plan", work))
    assert page.index("来不及了（") < page.index("把会议通知发给每位代表") < page.index("过了日子还没办（")
    assert "第20条" in page and "通常的最后一天：2026年7月8日" in page and "起草“会议通知（代表）”" in page


def test_last_years_paper_and_this_years_draft_are_at_hand(work, client_as, town_set, frozen_clock):
    frozen_clock.to(date(2026, 1, 5))
    make_paper("agenda", templates.example("agenda"), dated_on=date(2026, 1, 5))
    frozen_clock.to(date(2026, 6, 1))
    page = read(client_as("office"), url("plan", work))
    assert "照上次的改：2026年1月5日" in page
    texts.start_draft(town_set.actor("office"), "agenda", {}, unfinished=True)
    page = read(client_as("office"), url("plan", work))
    assert "看稿子：" in page and "起草“会议议程”" not in page


def test_last_times_paper_leads_to_the_renewal_of_its_whole_set(work, client_as, town_set, frozen_clock):
    frozen_clock.to(date(2026, 1, 5))
    paper = make_paper("agenda", templates.example("agenda"), dated_on=date(2026, 1, 5))
    draft = texts.start_draft(town_set.actor("office"), "agenda", {}, unfinished=True)
    frozen_clock.to(date(2026, 6, 1))
    alone = reverse("drafting:from-earlier", args=[paper.pk])
    assert alone in read(client_as("office"), url("plan", work)), "a paper of no session's set"
    facts = {"paper": paper, "belongs_to": "session", "signed_on": date(2026, 1, 19)}
    type(draft).objects.filter(pk=draft.pk).update(state="discarded", **facts)
    page = read(client_as("office"), url("plan", work))
    assert f"{reverse('drafting:renewal')}?session={town_set.session.pk}" in page and alone not in page


def test_one_click_ticks_and_the_next_takes_it_back(work, client_as):
    client, one = client_as("office"), row(work, "party")
    answer = client.post(url("tick", work, one.pk), follow=True)
    page = answer.content.decode()
    assert "“向镇党委汇报召开大会的打算”办好了" in page and row(work, "party").done_on == date(2026, 3, 5)
    assert url("untick", work, one.pk) in page
    client.post(url("untick", work, one.pk))
    assert row(work, "party").done_on is None


def test_with_script_only_the_row_changes(work, client_as):
    client, one = client_as("office"), row(work, "party")
    answer = client.post(url("tick", work, one.pk), headers={"hx-request": "true"})
    page = answer.content.decode()
    assert (
        answer.status_code == 200
        and page.strip().startswith("<li")
        and "取消打勾" in page
        and "周文书打勾" in page
    )
    assert "起草“会议通知" not in page and url("untick", work, one.pk) in page
    step_by = client.post(url("strike", work, one.pk), headers={"hx-request": "true"})
    assert step_by.status_code == 302


def test_the_chair_reads_and_does_not_tick(work, client_as):
    client = client_as("chair")
    page = read(client, url("plan", work))
    assert "办好了，打勾" not in page and "加一项" not in page
    assert client.post(url("tick", work, row(work, "party").pk)).status_code == 403
    assert row(work, "party").done_on is None


def test_a_deputy_sees_the_session_and_not_the_checklist(work, client_as):
    client = client_as("deputy")
    assert "筹备中" in read(client, url("hub", work))
    assert "离开幕还缺" not in read(client, url("hub", work))
    assert client.get(url("plan", work)).status_code == 403
    assert client.get(url("missing", work)).status_code == 403


def test_the_missing_list_prints_what_is_not_done(work, client_as, town_set):
    tick(town_set, work, "party")
    page = read(client_as("office"), url("missing", work))
    assert "向镇党委汇报" not in page and "排座次" in page
    left = work.steps.filter(phase="before").count() - 1
    assert f"还缺{left}件" in page and page.count("□") == left


def test_a_step_of_ones_own(work, client_as):
    client = client_as("office")
    data = {
        "phase": "before",
        "label": "请县人大领导到会",
        "who": "主席",
        "count": "10",
        "unit": "calendar-day",
        "version": fresh(work).version,
    }
    answer = client.post(url("step-add", work), data)
    own = work.steps.get(is_own=True)
    assert answer.status_code == 302 and own.anchor in answer["Location"] and own.due_on == date(2026, 7, 3)
    page = read(client, url("step-change", work, own.pk))
    assert "请县人大领导到会" in page and 'name="step"' not in page
    data = {**data, "label": "请县领导", "count": "12", "version": fresh(work).version}
    client.post(url("step-change", work, own.pk), data)
    assert work.steps.get(is_own=True).label == "请县领导"
    client.post(url("strike", work, own.pk))
    assert "划掉的（1件）" in read(client, url("plan", work))
    client.post(url("restore", work, own.pk))
    assert work.steps.get(is_own=True).removed_on is None


def test_a_slip_of_the_keyboard_is_refused_and_stays_typed(work, client_as):
    data = {
        "phase": "before",
        "label": "请县人大领导到会",
        "count": "99999999",
        "unit": "calendar-day",
        "version": fresh(work).version,
    }
    answer = client_as("office").post(url("step-add", work), data)
    assert (
        answer.status_code == 422
        and "天数写得太多" in answer.content.decode()
        and "请县人大领导到会" in answer.content.decode()
    )
    assert not work.steps.filter(is_own=True).exists()


def test_moving_is_looked_at_before_it_is_done(work, client_as):
    client = client_as("office")
    data = {
        "opens_on": "2026-07-18",
        "closes_on": "2026-07-18",
        "reason": "防汛",
        "version": fresh(work).version,
    }
    answer = client.post(url("step", work, "move"), data)
    page = answer.content.decode()
    assert "星期六休息" in page and "6月30日" in page and "7月3日" in page and "就改到这一天" in page
    assert CongressSession.objects.get(pk=work.session_id).opens_on == OPENS
    other = {**data, "sure": "/2026-07-18/2026-07-18", "opens_on": "2026-07-22", "closes_on": "2026-07-22"}
    assert (
        "看看"
        not in client.post(url("step", work, "move"), other).content.decode().split("form-buttons")[1][:80]
    )
    assert CongressSession.objects.get(pk=work.session_id).opens_on == OPENS
    client.post(url("step", work, "move"), {**data, "sure": "/2026-07-18/2026-07-18"})
    assert CongressSession.objects.get(pk=work.session_id).opens_on == date(2026, 7, 18)
    assert "改过日期" in read(client, url("hub", work))


def test_a_day_that_cannot_be_is_told_at_the_look(work, client_as):
    data = {"opens_on": "2026-03-04", "closes_on": "", "reason": "早一点", "version": fresh(work).version}
    page = client_as("office").post(url("step", work, "move"), data).content.decode()
    assert "已经过了" in page and "就改到这一天" not in page


def test_a_new_session_is_looked_at_and_then_begun(client_as, town_set, frozen_clock):
    client = client_as("office")
    data = {
        "kind": "extraordinary",
        "opens_on": "2026-03-08",
        "closes_on": "",
        "cause": "防汛",
        "version": "0",
    }
    page = client.post(reverse("sessions:new"), data).content.decode()
    assert "星期日休息" in page and "把会议通知发给每位代表" in page and "已经来不及了" in page
    assert CongressSession.objects.count() == 1
    answer = client.post(reverse("sessions:new"), {**data, "sure": "extraordinary/2026-03-08/"})
    made = CongressSession.objects.get(number=6)
    assert answer["Location"] == reverse("sessions:plan", args=[made.pk])
    assert "临时会议" in read(client, reverse("sessions:plan", args=[made.pk]))


def test_the_form_proposes_last_years_day(work, client_as, frozen_clock):
    page = read(client_as("office"), reverse("sessions:new") + "?kind=midyear")
    assert 'value="2027-07-15"' in page
    assert 'value="2027-07-15"' not in read(client_as("office"), reverse("sessions:new") + "?kind=strange")


def test_opening_without_a_quorum_is_refused_with_the_article(work, client_as, town_set, frozen_clock):
    done = noticed(town_set, frozen_clock, work)
    frozen_clock.to(OPENS)
    data = {"began_on": "2026-07-15", "present": "1", "count_note": "", "version": done.version}
    answer = client_as("office").post(url("step", work, "open"), data)
    page = answer.content.decode()
    assert answer.status_code == 422 and "第14条第4款" in page and "还差1人" in page and 'value="1"' in page
    client_as("office").post(url("step", work, "open"), {**data, "present": "2"})
    assert "2人（代表总数3人）" in read(client_as("office"), url("hub", work))


def test_after_the_session(work, client_as, town_set, frozen_clock):
    done = filled(town_set, closed(town_set, frozen_clock, work), "notice", "agenda")
    page = read(client_as("office"), url("after", done))
    assert (
        "2026年7月16日闭幕" in page
        and "议案、建议交办" in page
        and "归档还缺" in page
        and "会议记录、纪要" in page
    )
    assert f"when=s{done.session_id}" in page
    done = filled(town_set, done, "reports", "attendance", "minutes", "resolutions")
    answer = client_as("office").post(url("step", done, "file"), {"version": done.version}, follow=True)
    assert "已归档" in answer.content.decode()
    page = read(client_as("office"), url("after", done))
    assert "已封存" in page and "办好了，打勾" not in page


def test_a_session_held_before_the_system_has_no_checklist(town_set, client_as):
    for name in ("plan", "after", "missing"):
        assert "不是在这里筹备的" in read(
            client_as("office"), reverse(f"sessions:{name}", args=[town_set.session.pk])
        )
    assert (
        client_as("office").get(reverse("sessions:step", args=[town_set.session.pk, "open"])).status_code
        == 404
    )


def test_rows_of_another_session_and_unknown_steps_are_not_there(work, client_as, town_set):
    client = client_as("office")
    assert (
        client.post(reverse("sessions:tick", args=[town_set.session.pk, row(work, "party").pk])).status_code
        == 404
    )
    assert client.get(url("step", work, "tick")).status_code == 404
    assert client.get(url("step", work, "nothing")).status_code == 404
    assert client.get(url("tick", work, row(work, "party").pk)).status_code == 405


def test_the_pages_ask_no_more_for_more_steps(work, client_as, town_set, assert_queries_flat):
    client = client_as("office")

    def more(number):
        for place in range(number):
            step(
                town_set,
                work,
                "add_step",
                phase="before",
                label=f"事{place}",
                who="",
                hint="",
                count=3,
                unit="calendar-day",
            )

    assert_queries_flat(lambda: client.get(url("plan", work)), more, 2, 12)


def test_what_is_near_lies_on_the_desk(work, client_as, town_set, frozen_clock):
    frozen_clock.to(date(2026, 5, 28))
    page = read(client_as("office"), reverse("desk"))
    assert "大会筹备" in page and "向镇党委汇报召开大会的打算" in page
    assert "向镇党委汇报" in read(client_as("chair"), reverse("waiting", args=["session"]))


def test_a_session_that_is_registered_already_is_taken_over_from_the_page(town_set, frozen_clock, client_as):
    frozen_clock.to(date(2025, 12, 10))
    office, opens = client_as("office"), town_set.session.opens_on.isoformat()
    answer = office.post(reverse("sessions:new"), {"kind": "regular", "opens_on": opens, "closes_on": opens})
    assert "就定这一天" in answer.content.decode() and "请另选日期" not in answer.content.decode()
