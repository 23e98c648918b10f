"""What deputies of a town write about: every topic by its key."""

from . import economy, education, environment, roads, society, townlife, unsuitable, water
from .base import Topic

PROPER: tuple[Topic, ...] = tuple(
    topic
    for module in (roads, water, education, environment, economy, society, townlife)
    for topic in module.TOPICS
)
UNSUITABLE = unsuitable.UNSUITABLE
BILLS = unsuitable.BILLS
BY_KEY: dict[str, Topic] = {topic.key: topic for topic in PROPER + UNSUITABLE + BILLS}
CATEGORIES: tuple[str, ...] = tuple(dict.fromkeys(topic.category for topic in PROPER))

__all__ = ["BILLS", "BY_KEY", "CATEGORIES", "PROPER", "UNSUITABLE", "Topic"]
