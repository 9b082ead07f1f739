"""The three texts that a service is written in, and how a definition is written out as YAML."""

from dataclasses import dataclass
from typing import Any

import msgspec
import yaml

from torget.rooms.eservices.language.problems import Findings
from torget.rooms.eservices.language.reading import compose
from torget.rooms.eservices.language.service import Service
from torget.rooms.eservices.language.texts import N_

NOT_UNDERSTOOD = N_("Texten går inte att förstå: {reason}")


BlockTexts = tuple[tuple[str, str], ...]  # (("kontaktuppgifter@1", "title: …"), …)


@dataclass(frozen=True, slots=True)
class ServiceTexts:
    """What a service is written in: service.yaml, personas.yaml and notes.md.

    `blocks` are the texts of the block versions that the first one uses.
    """

    source: str
    personas: str = ""
    notes: str = ""
    blocks: BlockTexts = ()

    def but(self, part: str, text: str) -> "ServiceTexts":
        """The same with another source, personas or notes."""
        said = {"source": self.source, "personas": self.personas, "notes": self.notes, part: text}
        return ServiceTexts(said["source"], said["personas"], said["notes"], self.blocks)


class _Dumper(yaml.SafeDumper):
    """Lists stand inside what they belong to, as people write them."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)

    def ignore_aliases(self, data: Any) -> bool:
        """The same text in two places is written twice: anchors are not read here."""
        return True


def written(plain: Any) -> str:
    """Plain data as the one YAML text that we write it in; fields keep their order."""
    if not isinstance(plain, dict) or not isinstance(plain.get("steps"), list):
        return _dumped(plain)
    return "".join(
        STEPS + "".join(map(_step_text, value))
        if name == "steps" and value
        else _dumped({name: value})
        for name, value in plain.items()
    )


STEPS = "steps:\n"
MOST_KEPT = 5_000
_kept: dict[str, str] = {}  # each step's text by what it says: a change rewrites one of many


def _step_text(step: Any) -> str:
    """The lines of one step in the list of them."""
    said = repr(step)
    if said not in _kept:
        if len(_kept) >= MOST_KEPT:
            _kept.clear()
        _kept[said] = _dumped({"steps": [step]}).removeprefix(STEPS)
    return _kept[said]


def _dumped(plain: Any) -> str:
    return yaml.dump(plain, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=100)


def written_service(service: Service) -> str:
    """A definition as text, in the format's own order with the long part last."""
    plain = msgspec.to_builtins(service)
    steps = plain.pop("steps")
    return written({**plain, "steps": steps})


def plain_data(text: str, findings: Findings) -> Any:
    """What the text says, as plain data, however wrong as a service; None if it is no YAML."""
    node = compose(text, findings)
    if node is None:
        return None
    _take_names_as_written(node)
    try:
        return yaml.constructor.SafeConstructor().construct_document(node)
    except (yaml.YAMLError, ValueError) as error:
        findings.add((), NOT_UNDERSTOOD, reason=str(error).splitlines()[0])
        return None


def _take_names_as_written(node: yaml.Node) -> None:
    """Names of fields are words, also those that YAML would read as true or a number: yes, 1."""
    if isinstance(node, yaml.SequenceNode):
        for item in node.value:
            _take_names_as_written(item)
    elif isinstance(node, yaml.MappingNode):
        for name, value in node.value:
            if isinstance(name, yaml.ScalarNode):
                name.tag = "tag:yaml.org,2002:str"
            _take_names_as_written(value)


def title_in(text: str) -> str:
    """The Swedish title that a definition says, whatever else is wrong with it; "" for none."""
    found = plain_data(text, Findings())
    title = found.get("title") if isinstance(found, dict) else None
    said = title.get("sv") if isinstance(title, dict) else None
    return said if isinstance(said, str) else ""
