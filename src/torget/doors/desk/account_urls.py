"""Staff log-in: allauth's views with our templates, and only those that staff need."""

from allauth.account import views as account
from django.urls import include, path

urlpatterns = [
    path("logga-in/", account.login, name="account_login"),
    path("logga-ut/", account.logout, name="account_logout"),
    path("bekrafta/", account.reauthenticate, name="account_reauthenticate"),
    path("inaktivt/", account.account_inactive, name="account_inactive"),
    path("faktor/", include("allauth.mfa.urls")),
]
