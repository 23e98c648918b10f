"""A session in every state its pages know."""

from __future__ import annotations


def sessions(world, nasty) -> None:
    world.objects["session"] = world.made.session.pk
