from importlib import import_module

from django.apps import AppConfig


class PdfSealConfig(AppConfig):
    name = "torget.connectors.pdf_seal"
    label = "connector_pdf_seal"

    def ready(self) -> None:
        import_module("torget.connectors.pdf_seal.client")
