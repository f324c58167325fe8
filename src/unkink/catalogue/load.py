"""The catalogue from its folders: all mistakes at once, each with its file and key.

The built-in folder must be without a mistake. A person's own folder joins it under the same rules: a broken file there
is named and left out, with whatever needs it, and everything else works.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from unkink.catalogue import blocks, check, check_screening, convert, files, read, words
from unkink.catalogue.problem import Problem
from unkink.errors import UnkinkError
from unkink.model.catalogue import Catalogue, Guidance, Source, Vocabulary
from unkink.model.movement import Movement
from unkink.model.programme import Programme
from unkink.model.screening import Question

Value = TypeVar("Value")

SHAPING = "planning.toml"
WHOLE_ONLY = {"vocabulary.toml", "cues.toml", "angles.toml", "stances.toml", SHAPING}
MOVEMENT_FILES = {"movement.toml", "pose.toml"}


class CatalogueError(UnkinkError):
    """The built-in catalogue has mistakes; `problems` lists them all."""

    def __init__(self, problems: list[Problem]) -> None:
        """Keep the problems; the message shows each on a line."""
        super().__init__("\n".join(map(str, problems)), "\nMend them, or install Unkink anew.")
        self.problems = tuple(problems)


class Loaded(NamedTuple):
    """The joined catalogue, and what of the person's own folder was left out, and why."""

    catalogue: Catalogue
    left_out: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class _Reading:
    """A folder that is being read: the mistakes found until now, and who translates its texts."""

    folder: Path
    translate: words.Translate = words.as_written
    problems: list[Problem] = field(default_factory=list)

    def file(self, name: str, model: type[read.Shape]) -> read.Shape | None:
        """The file of that name, with its texts translated; None where it cannot be read."""
        table: dict[str, Any] | None = read.toml(self.folder / name, name, self.problems)
        file = None if table is None else read.shape(table, model, name, self.problems)
        return words.translated(file, name, self.translate) if file else None

    def names(self, pattern: str) -> list[str]:
        """The files that look like that, from this folder, in order."""
        return [path.relative_to(self.folder).as_posix() for path in sorted(self.folder.glob(pattern))]


def load(built_in: Path, translate: words.Translate = words.as_written) -> Catalogue:
    """The catalogue of that folder, in another language where `translate` gives one.

    Raises CatalogueError with every mistake in it.
    """
    reading = _Reading(built_in, translate)
    vocabulary = _closed_lists(reading)
    phrases = _phrases(reading)
    if vocabulary is None or phrases is None:
        raise CatalogueError(reading.problems)
    empty = Catalogue(vocabulary, {}, {}, {}, {}, phrases)
    catalogue = _shaped(_join(empty, reading), reading)
    if reading.problems:
        raise CatalogueError(reading.problems)
    return catalogue


def join(catalogue: Catalogue, own: Path) -> Loaded:
    """The catalogue with a person's own folder, if there is one; what is broken in it is left out and named."""
    if not own.is_dir():
        return Loaded(catalogue, ())
    reading = _Reading(own)
    return Loaded(_join(catalogue, reading), tuple(reading.problems))


def _closed_lists(reading: _Reading) -> Vocabulary | None:
    file = reading.file("vocabulary.toml", files.VocabularyFile)
    if not file:
        return None
    lists = convert.vocabulary(file)
    found = list(check.vocabulary_problems(lists))
    reading.problems.extend(found)
    return None if found else lists


def _phrases(reading: _Reading) -> dict[str, str] | None:
    name = "cues.toml"
    table = read.toml(reading.folder / name, name, reading.problems)
    if table is None:
        return None
    phrases = {key: reading.translate(f"{name}#{key}", str(value)) for key, value in table.items()}
    reading.problems.extend(check.phrase_problems(phrases))
    return phrases


def _shaped(catalogue: Catalogue, reading: _Reading) -> Catalogue:
    """With the causes and aims that shape a plan."""
    file = reading.file(SHAPING, files.ShapingFile)
    if not file:
        return catalogue
    shaped = replace(
        catalogue,
        causes={key: convert.cause(key, each) for key, each in file.causes.items()},
        aims={goal.value: convert.aim(goal.value, each) for goal, each in file.aims.items()},
    )
    reading.problems.extend(check.shaping_problems(shaped))
    return shaped


def _join(base: Catalogue, reading: _Reading) -> Catalogue:
    """The base with all that is sound in the folder; every mistake goes to its problems."""
    problems = reading.problems
    problems.extend(_strays(reading.folder, whole=not base.sources))
    sources = {**base.sources, **_sources(reading, base)}
    movements = _movements(reading, base)
    pages = _pages(reading, base)
    joined = replace(
        base,
        sources=sources,
        movements={**base.movements, **movements},
        guidance={**base.guidance, **pages},
    )
    joined = _drop_broken(joined, "movements", movements, check.movement_problems, problems)
    for movement_id, problem in list(check.name_problems(dict(joined.movements))):
        problems.append(problem)
        joined = replace(joined, movements={k: m for k, m in joined.movements.items() if k != movement_id})
    joined = _drop_broken(joined, "guidance", pages, check.guidance_problems, problems)
    questions = _questions(reading, base)
    in_order = sorted([*base.questions.values(), *questions.values()], key=lambda question: question.order)
    joined = replace(joined, questions={question.id: question for question in in_order})
    joined = _drop_broken(joined, "questions", questions, check_screening.question_problems, problems)
    programmes = _programmes(reading, joined)
    joined = replace(joined, programmes={**base.programmes, **programmes})
    return _drop_broken(joined, "programmes", programmes, check.programme_problems, problems)


def _drop_broken(
    catalogue: Catalogue,
    room: str,
    fresh: dict[str, Value],
    rule: Callable[[Value, Catalogue], Iterator[Problem]],
    problems: list[Problem],
) -> Catalogue:
    """Leave out what breaks a rule, and then what leaned on it, until nothing more falls."""
    standing = dict(fresh)
    while True:
        found = {key: list(rule(value, catalogue)) for key, value in standing.items()}
        broken = {key for key, mistakes in found.items() if mistakes}
        for key in sorted(broken):
            problems.extend(found[key])
            del standing[key]
        if not broken:
            return catalogue
        kept = {key: value for key, value in getattr(catalogue, room).items() if key not in broken}
        catalogue = replace(catalogue, **{room: kept})  # type: ignore[arg-type]


def _sources(reading: _Reading, base: Catalogue) -> dict[str, Source]:
    name = "sources.toml"
    if not (reading.folder / name).exists():
        return {}
    table = read.toml(reading.folder / name, name, reading.problems) or {}
    sources: dict[str, Source] = {}
    for key, entry in table.items():
        file = read.shape(entry, files.SourceFile, name, reading.problems, key)
        if key in base.sources:
            reading.problems.append(_taken(name, key))
        elif file:
            sources[key] = convert.source(key, file)
    return sources


def _movements(reading: _Reading, base: Catalogue) -> dict[str, Movement]:
    movements: dict[str, Movement] = {}
    for name in reading.names("movements/*/movement.toml"):
        movement_id = name.split("/")[1]
        file = reading.file(name, files.MovementFile)
        if movement_id in base.movements:
            reading.problems.append(_taken(name, movement_id))
        elif _id_is_sound(movement_id, name, reading.problems) and file:
            movements[movement_id] = convert.movement(movement_id, file)
    return movements


def _programmes(reading: _Reading, joined: Catalogue) -> dict[str, Programme]:
    programmes: dict[str, Programme] = {}
    known = dict(joined.movements)
    for name in reading.names("programmes/*.toml"):
        programme_id = Path(name).stem
        file = reading.file(name, files.ProgrammeFile)
        if programme_id in joined.programmes:
            reading.problems.append(_taken(name, programme_id))
        elif _id_is_sound(programme_id, name, reading.problems) and file:
            steps = [(f"steps.{n}.movement", step.movement) for n, step in enumerate(file.steps, 1)]
            steps += [(f"choices.{n}.between.movement", c.between.movement) for n, c in enumerate(file.choices, 1)]
            unknown = [
                Problem(name, key, repr(movement), "the id of a movement that is in the catalogue")
                for key, movement in steps
                if movement not in known
            ]
            reading.problems.extend(unknown)
            if not unknown:
                programmes[programme_id] = convert.programme(programme_id, file, known)
    return programmes


def _pages(reading: _Reading, base: Catalogue) -> dict[str, Guidance]:
    pages: dict[str, Guidance] = {}
    for name in reading.names("guidance/*.md"):
        page_id = Path(name).stem
        parts = read.front_matter(reading.folder / name, name, reading.problems)
        file = parts and read.shape(parts[0], files.GuidanceFile, name, reading.problems)
        if page_id in base.guidance:
            reading.problems.append(_taken(name, page_id))
        elif parts and file and _id_is_sound(page_id, name, reading.problems):
            found = files.FORBIDDEN.search(parts[1])
            if found:
                reading.problems.append(Problem(name, "", f"“{found.group()}”", "no word that promises or diagnoses"))
            else:
                head = words.translated(file, name, reading.translate)
                pages[page_id] = convert.guidance(page_id, head, blocks.translated(parts[1], name, reading.translate))
    return pages


def _questions(reading: _Reading, base: Catalogue) -> dict[str, Question]:
    """The folder's questions. One of the base's cannot be replaced, so that nothing of it is ever loosened."""
    questions: dict[str, Question] = {}
    for name in reading.names("screening/*.toml"):
        question_id = Path(name).stem
        file = reading.file(name, files.QuestionFile)
        if question_id in base.questions:
            reading.problems.append(_taken(name, question_id))
        elif _id_is_sound(question_id, name, reading.problems) and file:
            questions[question_id] = convert.question(question_id, file)
    return questions


def _taken(name: str, taken: str) -> Problem:
    return Problem(name, "", f"the id {taken}, which the catalogue already has", "an id of its own")


def _id_is_sound(candidate: str, name: str, problems: list[Problem]) -> bool:
    sound = read.is_id(candidate)
    if not sound:
        allowed = "small letters, figures and single hyphens, as in knee-to-chest"
        problems.append(Problem(name, "", f"the id {candidate!r}", allowed))
    return sound


def _strays(folder: Path, *, whole: bool) -> Iterator[Problem]:
    """Authored files that nothing would read: somebody would wonder why they do not count."""
    roots = {"sources.toml"} | (WHOLE_ONLY if whole else set())
    for path in sorted(folder.rglob("*")):
        if path.suffix not in (".toml", ".md") or not path.is_file():
            continue
        place = path.relative_to(folder).parts
        match place:
            case (name,) if name in roots or path.suffix == ".md":
                continue
            case ("movements", _, name) if name in MOVEMENT_FILES:
                continue
            case ("programmes", name) if name.endswith(".toml"):
                continue
            case ("screening", name) if name.endswith(".toml"):
                continue
            case ("guidance", name) if name.endswith(".md"):
                continue
            case _:
                allowed = (
                    "movements/ID/movement.toml, programmes/ID.toml, screening/ID.toml, guidance/ID.md, sources.toml"
                )
                yield Problem("/".join(place), "", "a file that nothing reads", allowed)
    for path in sorted((folder / "movements").glob("*/")):
        if path.is_dir() and not (path / "movement.toml").exists():
            yield Problem(f"movements/{path.name}", "", "no movement.toml", "one movement.toml in each folder")
