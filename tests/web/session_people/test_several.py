"""Several papers, and several people's duties, entered at once: all of them or none."""

from __future__ import annotations

from renda.modules.sessions.attendance.models import Attendee, Duty, Material
from tests.web.session_people.test_pages import PAPER, at, words


def test_several_papers_and_several_duties_at_once(taken, of, client_as):
    office = client_as("office")
    office.post(at("material-new", taken), {**PAPER, "more": "预算报告\n\n 计划报告 \n"})
    titles = Material.objects.filter(copies=1, printed=True).values_list("title", flat=True)
    assert sorted(titles) == sorted(["政府工作报告", "预算报告", "计划报告"])
    one, other, guest = of("王代表"), of("赵代表"), Attendee.objects.create(
        session=taken, name="列席人", capacity="observer", token="guest-token")  # fmt: skip
    refused = office.post(at("duties", taken), {"kind": "presidium", "who": [one.pk, guest.pk]})
    assert refused.status_code == 422 and "列席人不是代表" in words(refused) and not Duty.objects.exists()
    office.post(at("duties", taken), {"kind": "presidium", "who": [one.pk, other.pk]})
    assert Duty.objects.filter(kind="presidium").count() == 2
