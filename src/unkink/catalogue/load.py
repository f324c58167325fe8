"""The catalogue from its folders: all mistakes at once, each with its file and key.

The built-in folder must be without a mistake. A person's own folder joins it under the same rules: a broken file there
is named and left out, with whatever needs it, and everything else works.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from unkink.catalogue import check, check_screening, convert, files, read
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


def load(built_in: Path) -> Catalogue:
    """The catalogue of that folder. Raises CatalogueError with every mistake in it."""
    problems: list[Problem] = []
    vocabulary = _closed_lists(built_in, problems)
    phrases = _phrases(built_in, problems)
    if vocabulary is None or phrases is None:
        raise CatalogueError(problems)
    empty = Catalogue(vocabulary, {}, {}, {}, {}, phrases)
    catalogue = _shaped(_join(empty, built_in, problems), built_in, problems)
    if problems:
        raise CatalogueError(problems)
    return catalogue


def join(catalogue: Catalogue, own: Path) -> Loaded:
    """The catalogue with a person's own folder, if there is one; what is broken in it is left out and named."""
    if not own.is_dir():
        return Loaded(catalogue, ())
    problems: list[Problem] = []
    return Loaded(_join(catalogue, own, problems), tuple(problems))


def _closed_lists(folder: Path, problems: list[Problem]) -> Vocabulary | None:
    table = read.toml(folder / "vocabulary.toml", "vocabulary.toml", problems)
    file = table and read.shape(table, files.VocabularyFile, "vocabulary.toml", problems)
    if not file:
        return None
    words = convert.vocabulary(file)
    found = list(check.vocabulary_problems(words))
    problems.extend(found)
    return None if found else words


def _phrases(folder: Path, problems: list[Problem]) -> dict[str, str] | None:
    table = read.toml(folder / "cues.toml", "cues.toml", problems)
    if table is None:
        return None
    phrases = {key: str(value) for key, value in table.items()}
    problems.extend(check.phrase_problems(phrases))
    return phrases


def _shaped(catalogue: Catalogue, folder: Path, problems: list[Problem]) -> Catalogue:
    """With the causes and aims that shape a plan."""
    file = _file(folder / SHAPING, SHAPING, files.ShapingFile, problems)
    if not file:
        return catalogue
    shaped = replace(
        catalogue,
        causes={key: convert.cause(key, each) for key, each in file.causes.items()},
        aims={goal.value: convert.aim(goal.value, each) for goal, each in file.aims.items()},
    )
    problems.extend(check.shaping_problems(shaped))
    return shaped


def _join(base: Catalogue, folder: Path, problems: list[Problem]) -> Catalogue:
    """The base with all that is sound in the folder; every mistake goes to `problems`."""
    problems.extend(_strays(folder, whole=not base.sources))
    sources = {**base.sources, **_sources(folder, base, problems)}
    movements = _movements(folder, base, problems)
    pages = _pages(folder, base, problems)
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
    questions = _questions(folder, base, problems)
    in_order = sorted([*base.questions.values(), *questions.values()], key=lambda question: question.order)
    joined = replace(joined, questions={question.id: question for question in in_order})
    joined = _drop_broken(joined, "questions", questions, check_screening.question_problems, problems)
    programmes = _programmes(folder, joined, problems)
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


def _sources(folder: Path, base: Catalogue, problems: list[Problem]) -> dict[str, Source]:
    name = "sources.toml"
    if not (folder / name).exists():
        return {}
    table = read.toml(folder / name, name, problems) or {}
    sources: dict[str, Source] = {}
    for key, entry in table.items():
        file = read.shape(entry, files.SourceFile, name, problems, key)
        if key in base.sources:
            problems.append(_taken(name, key))
        elif file:
            sources[key] = convert.source(key, file)
    return sources


def _movements(folder: Path, base: Catalogue, problems: list[Problem]) -> dict[str, Movement]:
    movements: dict[str, Movement] = {}
    for path in sorted((folder / "movements").glob("*/movement.toml")):
        movement_id = path.parent.name
        name = f"movements/{movement_id}/movement.toml"
        file = _file(path, name, files.MovementFile, problems)
        if movement_id in base.movements:
            problems.append(_taken(name, movement_id))
        elif _id_is_sound(movement_id, name, problems) and file:
            movements[movement_id] = convert.movement(movement_id, file)
    return movements


def _programmes(folder: Path, joined: Catalogue, problems: list[Problem]) -> dict[str, Programme]:
    programmes: dict[str, Programme] = {}
    known = dict(joined.movements)
    for path in sorted((folder / "programmes").glob("*.toml")):
        name = f"programmes/{path.name}"
        file = _file(path, name, files.ProgrammeFile, problems)
        if path.stem in joined.programmes:
            problems.append(_taken(name, path.stem))
        elif _id_is_sound(path.stem, name, problems) and file:
            steps = [(f"steps.{n}.movement", step.movement) for n, step in enumerate(file.steps, 1)]
            steps += [(f"choices.{n}.between.movement", c.between.movement) for n, c in enumerate(file.choices, 1)]
            unknown = [
                Problem(name, key, repr(movement), "the id of a movement that is in the catalogue")
                for key, movement in steps
                if movement not in known
            ]
            problems.extend(unknown)
            if not unknown:
                programmes[path.stem] = convert.programme(path.stem, file, known)
    return programmes


def _pages(folder: Path, base: Catalogue, problems: list[Problem]) -> dict[str, Guidance]:
    pages: dict[str, Guidance] = {}
    for path in sorted((folder / "guidance").glob("*.md")):
        name = f"guidance/{path.name}"
        parts = read.front_matter(path, name, problems)
        file = parts and read.shape(parts[0], files.GuidanceFile, name, problems)
        if path.stem in base.guidance:
            problems.append(_taken(name, path.stem))
        elif parts and file and _id_is_sound(path.stem, name, problems):
            found = files.FORBIDDEN.search(parts[1])
            if found:
                problems.append(Problem(name, "", f"“{found.group()}”", "no word that promises or diagnoses"))
            else:
                pages[path.stem] = convert.guidance(path.stem, file, parts[1])
    return pages


def _questions(folder: Path, base: Catalogue, problems: list[Problem]) -> dict[str, Question]:
    """The folder's questions. One of the base's cannot be replaced, so that nothing of it is ever loosened."""
    questions: dict[str, Question] = {}
    for path in sorted((folder / "screening").glob("*.toml")):
        name = f"screening/{path.name}"
        file = _file(path, name, files.QuestionFile, problems)
        if path.stem in base.questions:
            problems.append(_taken(name, path.stem))
        elif _id_is_sound(path.stem, name, problems) and file:
            questions[path.stem] = convert.question(path.stem, file)
    return questions


def _file(path: Path, name: str, model: type[read.Shape], problems: list[Problem]) -> read.Shape | None:
    table: dict[str, Any] | None = read.toml(path, name, problems)
    return None if table is None else read.shape(table, model, name, problems)


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
