"""What the log says about the papers of the county's session."""

from __future__ import annotations

from renda.kernel.audit.record import register

register("county_session.material", "县人大会议材料：{object}，{what}")
register("county_session.columns", "定报县里汇总表的栏目：{what}")
register("county_session.hand_out", "发放县人大会议材料：{object}，{count}份")
register("county_session.sign", "{object}签收县人大会议材料：{what}")
register("county_session.tick", "登记纸面签收：{object}，{count}份")
