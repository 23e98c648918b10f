"""What the secret votes' pages add to the menu."""

from renda.web.menu import MenuItem


def shown(request) -> bool:
    return request.actor.has("secret_vote.view")


MENU = [MenuItem("无记名测评", "secret_votes:list", icon="check", order=17, group="会议和选举", shown=shown)]
