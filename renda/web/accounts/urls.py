"""Logging in and out, the own password, the second factor."""

from django.urls import path

from renda.web.accounts import views

urlpatterns = [
    path("login/", views.login, name="login"),
    path("logout/", views.logout, name="logout"),
    path("account/", views.account, name="account"),
    path("account/password/", views.password, name="password"),
    path("account/code/", views.second_factor, name="second-factor"),
    path("account/code/set-up/", views.second_factor_setup, name="second-factor-setup"),
]
