"""What writing papers adds to the menu."""

from renda.web.menu import MenuItem


def holding(verb: str):
    """Shown to whoever has the verb."""
    return lambda request: request.actor.has(verb)


def only_receives(request) -> bool:
    """Shown to whoever gets papers and writes none."""
    return request.actor.has("receipt.view") and not request.actor.has("draft.write")


MENU = [
    MenuItem("起草公文", "drafting:list", icon="pen", order=31, group="公文", shown=holding("draft.write")),
    MenuItem("收到的公文", "drafting:received-list", icon="paper", order=31, group="公文", shown=only_receives),
]
