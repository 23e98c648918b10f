"""What the county made of it."""

from __future__ import annotations

from renda.kernel.procedures.execute import Step


def effect(step: Step) -> None:
    matter = step.matter
    matter.county_score = step.data["county_score"]
    matter.county_rank = step.data.get("county_rank") or ""
    matter.county_opinion = step.data.get("county_opinion") or ""
    step.file_all("result", "考评结果通报")
