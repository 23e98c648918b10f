"""Addresses of the deputies' pages, joined to those of the suggestions package."""

from django.urls import path

from renda.web.suggestions import deputy_questions as questions
from renda.web.suggestions import deputy_views, deputy_writing

deputy_urls = [
    path("mine/", deputy_views.mine, name="mine"),
    path("new/", deputy_writing.new, name="new"),
    path("advice/", deputy_writing.advice, name="advice"),
    path("<uuid:pk>/edit/", deputy_writing.edit, name="edit"),
    path("<uuid:pk>/review/", deputy_writing.review, name="review"),
    path("<uuid:pk>/discard/", deputy_writing.discard, name="discard"),
    path("<uuid:pk>/judge/", questions.answer_page, {"question": questions.JUDGE}, name="judge"),
    path("<uuid:pk>/cosign/", questions.answer_page, {"question": questions.COSIGN}, name="cosign"),
    path("<uuid:pk>/object/", questions.answer_page, {"question": questions.OBJECT}, name="object"),
    path("<uuid:pk>/withdraw/", questions.answer_page, {"question": questions.WITHDRAW}, name="withdraw"),
    path("promises/<uuid:pk>/confirm/", questions.answer_page, {"question": questions.PROMISE}, name="promise-confirm"),
]
