"""What the county's session adds to the menu: one line, to the office's list or to the deputy's own page."""

from renda.web.menu import MenuItem


def sees_all(request) -> bool:
    return request.actor.has("county_session.view")


def has_own(request) -> bool:
    return request.actor.has("county_session.mine")


def only_own(request) -> bool:
    return has_own(request) and not sees_all(request)


MENU = [
    MenuItem(
        "县人大会议", "county_sessions:list", icon="building", order=17, group="会议和选举", shown=sees_all
    ),
    MenuItem(
        "县人大会议", "county_sessions:mine", icon="building", order=17, group="会议和选举", shown=only_own
    ),
]
