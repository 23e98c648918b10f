"""Log verbs of elections that are no steps of their own."""

from renda.kernel.audit.record import register

register("election.post_ended", "{cause}，任职到{until_on}：{object}")
