"""Addresses of seats and prints."""

from django.urls import path

from renda.web.session_seats import views_order, views_plan, views_print

app_name = "session_seats"
urlpatterns = [
    path("<uuid:pk>/seats/", views_plan.plan, name="plan"),
    path("<uuid:pk>/seats/put/", views_plan.put, name="put"),
    path("<uuid:pk>/seats/undo/", views_plan.undo, name="undo"),
    path("<uuid:pk>/seats/fill/", views_plan.fill, name="fill"),
    path("<uuid:pk>/seats/reflow/", views_plan.reflow, name="reflow"),
    path("<uuid:pk>/seats/hall/", views_order.hall, name="hall"),
    path("<uuid:pk>/seats/order/", views_order.order, name="order"),
    path("<uuid:pk>/seats/order/rule/", views_order.by_rule, name="order-rule"),
    path("<uuid:pk>/seats/order/move/", views_order.move, name="order-move"),
    path("<uuid:pk>/seats/print/", views_print.choose, name="print"),
    path("<uuid:pk>/seats/print/all/", views_print.everything, name="print-all"),
    path("<uuid:pk>/seats/print/printed/", views_print.printed, name="printed"),
    path("<uuid:pk>/seats/print/<slug:key>/", views_print.one, name="print-one"),
]
