"""How a service that is being written stands: its faults, and how its tests went."""

from dataclasses import dataclass
from functools import lru_cache

from torget.rooms.eservices.language.compiled import CompiledService, compile_service, read_service
from torget.rooms.eservices.language.problems import DefinitionErrors, Problem
from torget.rooms.eservices.personas import PersonaResult, read_personas, run_personas
from torget.rooms.eservices.texts import BlockTexts, ServiceTexts


@dataclass(frozen=True, slots=True)
class Review:
    """`service` is None while the definition has faults; then no test has been run."""

    service: CompiledService | None
    problems: tuple[Problem, ...]  # of the definition
    persona_problems: tuple[Problem, ...]  # of the text that describes the tests
    tests: tuple[PersonaResult, ...]

    @property
    def passed(self) -> bool:
        return all(test.passed for test in self.tests) and not self.persona_problems


def review(texts: ServiceTexts) -> Review:
    """Read, compile and test a service; the same texts again are answered from memory."""
    return _review(texts.source, texts.personas, texts.blocks)


@lru_cache(maxsize=64)  # an editor, its preview and its checks ask about the same texts
def _review(source: str, personas_text: str, blocks: BlockTexts) -> Review:
    personas, persona_problems = read_personas(personas_text)
    try:
        service = compiled(source, blocks)
    except DefinitionErrors as error:
        return Review(None, tuple(error.problems), persona_problems, ())
    return Review(service, (), persona_problems, run_personas(service, personas))


@lru_cache(maxsize=64)
def compiled(source: str, blocks: BlockTexts = ()) -> CompiledService:
    """The service in a text, compiled; raises DefinitionErrors."""
    return compile_service(read_service(source, dict(blocks)))
