"""Who holds the posts the congress fills: appointments in the register read as posts."""

from __future__ import annotations

from django.db.models import QuerySet

from renda.kernel.people.models import Appointment
from renda.modules.elections import posts
from renda.modules.elections.posts import Post


def post_of(appointment: Appointment) -> Post | None:
    """Which elected post an appointment is: by the words of the register (副镇长, 人大主席 …); None for others."""
    words = appointment.post.strip()
    ordered = sorted(posts.posts(), key=lambda one: -len(one.label))
    for post in ordered:
        if post.role == appointment.role and (words == post.label or words == post.title or words.endswith(post.label)):
            return post
    short = {"主席": "congress_chair", "副主席": "congress_vice_chair"}
    return posts.post(short[words]) if words in short and appointment.role == "chair" else None


def holders() -> list[Appointment]:
    """The appointments of today that are elected posts, in the order of the posts."""
    rows = Appointment.objects.on().filter(role__in=roles()).select_related("person", "unit")
    found = [(post_of(row), row) for row in rows]
    return [row for post, row in sorted((pair for pair in found if pair[0]), key=lambda pair: (pair[0].order, pair[1].from_on, str(pair[1].pk)))]


def holders_of(post: Post) -> QuerySet[Appointment]:
    """Who holds this post today."""
    return Appointment.objects.filter(pk__in=[row.pk for row in holders() if post_of(row) == post]).select_related("person", "unit")


def held_by(person) -> str:
    """What the person does today in the words of the register: the posts, else the workplace."""
    rows = Appointment.objects.on().filter(person=person).select_related("unit").order_by("from_on", "id")
    return "、".join(f"{row.unit}{row.post}" for row in rows) or person.employer


def held_by_all() -> dict:
    """Key of a person → the posts held today, of everybody who has one."""
    found: dict = {}
    for row in Appointment.objects.on().select_related("unit").order_by("from_on", "id"):
        found.setdefault(row.person_id, []).append(f"{row.unit}{row.post}")
    return {key: "、".join(words) for key, words in found.items()}


def roles() -> set[str]:
    return {post.role for post in posts.posts()}
