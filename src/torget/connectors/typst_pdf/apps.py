from importlib import import_module

from django.apps import AppConfig


class TypstPdfConfig(AppConfig):
    name = "torget.connectors.typst_pdf"
    label = "connector_typst_pdf"

    def ready(self) -> None:
        import_module("torget.connectors.typst_pdf.client")
