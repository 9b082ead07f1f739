from importlib import import_module

from django.apps import AppConfig


class JourneysConfig(AppConfig):
    name = "torget.journeys"

    def ready(self) -> None:
        """Make known what journeys leave for the worker."""
        for module in (
            "send_receipt",
            "serve_decision",
            "decide_automatically",
            "change_decision",
            "finish_signature",
            "seal_trail",
            "notify",
            "mind_the_clock",
            "handle_many",
            "measure_days",
            "refer",
            "remind_officers",
            "write_letter",
            "ask_owners",
        ):
            import_module(f"torget.journeys.{module}")
