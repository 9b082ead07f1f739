"""Django's `render` with Jinja templates, run by minijinja. Only our own apps' templates are seen.

Templates get view structs, never models: minijinja would call `obj.delete()` if asked to. A name
that does not exist is an error, so what a template's opening comment lists is what it needs.
"""

from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import minijinja
from django.apps import apps
from django.conf import settings
from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.template import TemplateDoesNotExist, TemplateSyntaxError
from django.template.backends.base import BaseEngine
from django.templatetags.static import static
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.html import format_html, json_script
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext, ngettext

from torget.doors.ui import formats
from torget.doors.ui.icons import icon
from torget.doors.ui.page import page_context

OURS = "torget."


class MinijinjaTemplates(BaseEngine):
    """The backend named in settings.TEMPLATES. Compiled templates live as long as the process."""

    app_dirname = "templates"

    def __init__(self, params: dict[str, Any]) -> None:
        params = dict(params)
        params.pop("OPTIONS")  # there are none
        super().__init__(params)
        self._known: dict[str, Template] = {}

    def get_template(self, template_name: str) -> "Template":
        """The template by its path under a `templates` folder; raises TemplateDoesNotExist."""
        found = self._known.get(template_name)
        if found is None:
            if self._source(template_name) is None:
                raise TemplateDoesNotExist(template_name, backend=self)
            found = self._known[template_name] = Template(self.environment, template_name)
        return found

    @cached_property
    def environment(self) -> minijinja.Environment:
        return minijinja.Environment(
            loader=self._source,
            globals=GLOBALS,
            filters=formats.FILTERS,
            undefined_behavior="strict",
            auto_escape_callback=_escaping,
            trim_blocks=True,
            lstrip_blocks=True,
            reload_before_render=settings.DEBUG,
            debug=settings.DEBUG,  # otherwise errors would carry people's answers into the log
        )

    @cached_property
    def template_dirs(self) -> tuple[str, ...]:
        """Our apps' folders only: other packages' templates are written for Django's engine."""
        folders = [
            Path(config.path) / self.app_dirname
            for config in apps.get_app_configs()
            if self.app_dirs and config.name.startswith(OURS)
        ]
        return (*self.dirs, *(str(folder) for folder in folders if folder.is_dir()))

    def _source(self, name: str) -> str | None:
        if "\\" in name or ".." in name.split("/"):
            return None
        for folder in self.template_dirs:
            path = Path(folder, name)
            if path.is_file():
                return path.read_text(encoding="utf-8")
        return None


class Template:
    """One template, as Django's `render` expects it."""

    def __init__(self, environment: minijinja.Environment, name: str) -> None:
        self.environment = environment
        self.name = name

    def render(
        self, context: Mapping[str, Any] | None = None, request: HttpRequest | None = None
    ) -> SafeString:
        """The page; raises TemplateSyntaxError with the template's name and line."""
        full = {**page_context(request), **(context or {}), "csrf_input": _csrf_input(request)}
        try:
            text = self.environment.render_template(self.name, **full)
        except minijinja.TemplateError as error:
            where = f"{error.name or self.name}, line {error.line}"
            raise TemplateSyntaxError(f"{where}: {error.detail or error.message}") from error
        return mark_safe(text)  # every value in it was escaped by minijinja


def _csrf_input(request: HttpRequest | None) -> Any:
    """A function, since minijinja escapes the lazy string that Django offers."""

    @cache  # the same in every form of one page
    def csrf_input() -> SafeString:
        if request is None:
            return SafeString()
        return format_html(
            '<input type="hidden" name="csrfmiddlewaretoken" value="{}">', get_token(request)
        )

    return csrf_input


def _escaping(name: str) -> bool:
    return not name.endswith(".txt")


def translate(text: str, **values: object) -> str:
    """The text in the reader's language; `{name}` in it is replaced by the value so named."""
    translated = _translation(get_language(), text)
    return translated.format(**values) if values else translated


@lru_cache(maxsize=4096)  # looked up anew, a page's fifty texts cost more than drawing it
def _translation(_language: str | None, text: str) -> str:
    return gettext(text)


def translate_number(one: str, many: str, count: int, **values: object) -> str:
    """The form that fits the count, which the text may show as `{count}`."""
    return ngettext(one, many, count).format(count=count, **values)


def address(name: str, *arguments: object) -> str:
    """Where the view with this name is found."""
    return reverse(name, args=arguments)


GLOBALS: dict[str, Any] = {
    "_": translate,
    "ngettext": translate_number,
    "url": address,
    "static": cache(static),  # names change with content, and content only with a restart
    "icon": icon,
    "json_script": json_script,
}
