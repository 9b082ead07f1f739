"""The open website."""

from django.urls import path

from torget.doors.website.views import automatic, demo, health, look, maps, pages, services

app_name = "website"

urlpatterns = [
    path("", pages.home, name="home"),
    path("sok/", pages.search, name="search"),
    path("livshandelse/<slug:key>/", pages.life_event, name="life_event"),
    path("amne/<slug:key>/", pages.topic, name="topic"),
    path("e-tjanst/<slug:key>/", services.service, name="service"),
    path("e-tjanst/<slug:key>/personuppgifter/", services.service_privacy, name="service_privacy"),
    path("personuppgifter/", pages.privacy, name="privacy"),
    path("automatiska-beslut/", automatic.listed, name="automatic"),
    path("automatiska-beslut/<slug:key>/", automatic.one, name="automatic_service"),
    path("tillganglighet/", pages.accessibility, name="accessibility"),
    path("kontakt/", pages.reach_us, name="reach_us"),
    path("utseende/<slug:mark>.css", look.stylesheet, name="look"),
    path("karta/<int:zoom>/<int:column>/<int:row>", maps.tile, name="tile"),
    path("demo", demo.demo, name="demo"),
    path("healthz", health.healthz, name="healthz"),
]
