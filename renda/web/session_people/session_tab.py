"""The tab of the people."""

from renda.web.sessions.tabs import Tab

TAB = Tab(
    20, "人员", "session_people:list", "attendance.view", page_verb="attendance.save",
    pages=(
        ("observers", "请列席人员", "session_people:observers"),
        ("groups", "分组", "session_people:groups"),
        ("lists", "会上职务", "session_people:duties"),
        ("notice", "通知和回执", "session_people:notices"),
        ("notice_observers", "通知和回执", "session_people:notices"),
        ("leave", "请假", "session_people:leave"),
        ("logistics", "食宿和车辆", "session_people:services"),
        ("print", "材料和装袋", "session_people:materials"),
        ("packing", "装袋", "session_people:packing"),
        ("papers", "装袋", "session_people:packing"),
    ),
)  # fmt: skip
