"""The use-cases: everything the command line, the web and the terminal call. Values of the model in, values out."""

import threading
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar
from uuid import UUID

from unkink import language, places, screening, search
from unkink.catalogue.load import Loaded, join, load
from unkink.catalogue.words import spoken
from unkink.errors import Kind, Refused, Unknown
from unkink.figures import Figures
from unkink.figures import read as read_figures
from unkink.language import text
from unkink.model.play import Play
from unkink.model.timeline import Pacing
from unkink.routines import playable
from unkink.settings import Settings
from unkink.timeline import compile_timeline
from unkink.track.model import Mix

if TYPE_CHECKING:
    from unkink.catalogue.problem import Problem
    from unkink.coach import Coach
    from unkink.exports.target import Target
    from unkink.model.catalogue import Catalogue, Guidance
    from unkink.model.movement import Movement
    from unkink.model.person import Person
    from unkink.model.plan import Plan
    from unkink.model.programme import Programme, Routine
    from unkink.model.screening import Answers, Clearance, Due, Question, Screened
    from unkink.model.session import Event, Hurt, Session
    from unkink.storage.port import Storage
    from unkink.track.kept import Track, Tracks
    from unkink.voice.port import Voice

Value = TypeVar("Value")

RESUMABLE_MS = 12 * 60 * 60 * 1_000  # a session left longer ago than half a day is begun anew
NO_CHOICE = "none"
NO_PROP = "none"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which movements are wanted: any of each list, all of the lists together; empty lists want everything."""

    regions: tuple[str, ...] = ()
    positions: tuple[str, ...] = ()
    modes: tuple[str, ...] = ()
    props: tuple[str, ...] = ()
    query: str = ""

    def fits(self, movement: "Movement") -> bool:
        """Whether the movement passes every list (the query is for `search`)."""
        return (
            (not self.regions or bool(set(self.regions) & set(movement.regions)))
            and (not self.positions or movement.position in self.positions)
            and (not self.modes or movement.mode in self.modes)
            and (not self.props or self._props_fit(movement))
        )

    def _props_fit(self, movement: "Movement") -> bool:
        used = set(movement.props.required) | set(movement.props.optional)
        needs_nothing = NO_PROP in self.props and not movement.props.required
        return needs_nothing or bool(used & set(self.props))


class Unkink:
    """One person's Unkink: the catalogue and their journal. `clock` gives ms since 1970 UTC.

    The catalogue is read when it is made, in the language of that moment, and in another one when that is first spoken.
    The journal is opened when it is first needed.
    """

    def __init__(self, settings: Settings, clock: Callable[[], int] = lambda: time.time_ns() // 1_000_000) -> None:
        """Raises CatalogueError where the built-in catalogue has mistakes."""
        self.settings = settings
        self.clock = clock
        self._catalogues: dict[str, Loaded] = {}
        self._one_at_a_time = threading.Lock()
        self._loaded()

    def _loaded(self) -> Loaded:
        """The catalogue in the language of the moment, and what of the person's own was left out."""
        speaks = language.current()
        if speaks not in self._catalogues:
            with self._one_at_a_time:
                if speaks not in self._catalogues:  # another thread may have read it while this one waited
                    built_in = load(places.built_in_catalogue(), spoken(speaks))
                    self._catalogues[speaks] = join(built_in, self.settings.own_catalogue)
        return self._catalogues[speaks]

    @property
    def catalogue(self) -> "Catalogue":
        """The catalogue, in the language of the moment. The person's own part of it stays as they wrote it."""
        return self._loaded().catalogue

    @property
    def left_out(self) -> "tuple[Problem, ...]":
        """What of the person's own catalogue was left out, and why."""
        return self._loaded().left_out

    @cached_property
    def journal(self) -> "Storage":
        """The person's journal. Raises StorageError where it cannot be opened."""
        from unkink.storage.open import open_storage  # noqa: PLC0415 (the catalogue alone needs no database)

        return open_storage(self.settings.data_folder)

    @cached_property
    def coach(self) -> "Coach":
        """The person's own plan."""
        from unkink.coach import Coach  # noqa: PLC0415 (only who plans pays for it)

        return Coach(self)

    @cached_property
    def tracks(self) -> "Tracks":
        """The tracks that were rendered, in the person's own folder."""
        from unkink.track.kept import Tracks  # noqa: PLC0415 (only who takes a track pays for it)

        return Tracks(self.settings.tracks)

    @property
    def voice(self) -> "Voice | None":
        """Who speaks the language of the moment; None where nobody does."""
        from unkink.voice.speakers import voice_of  # noqa: PLC0415 (as above)

        return voice_of(language.current(), self.settings.spoken)

    def close(self) -> None:
        """Close the journal if it was opened."""
        if "journal" in self.__dict__:
            self.journal.close()
            del self.journal

    # The catalogue

    def movements(self, wanted: Wanted | None = None) -> list["Movement"]:
        """The movements that are wanted: best match first where a name is searched, else in order of name.

        Raises Unknown for a region, position, mode or prop that is not in the vocabulary.
        """
        wanted = wanted or Wanted()
        self._check_words(wanted)
        found = [movement for movement in self.catalogue.movements.values() if wanted.fits(movement)]
        return search.find(wanted.query, sorted(found, key=lambda movement: movement.name))

    def _check_words(self, wanted: Wanted) -> None:
        from unkink.model.words import Mode  # noqa: PLC0415

        words = self.catalogue.vocabulary
        lists: tuple[tuple[Kind, tuple[str, ...], Iterable[str]], ...] = (
            ("region", wanted.regions, words.regions),
            ("position", wanted.positions, words.positions),
            ("mode", wanted.modes, tuple(Mode)),
            ("prop", wanted.props, (*words.props, NO_PROP)),
        )
        for kind, used, known in lists:
            _check_known(kind, used, known)

    def movement(self, movement_id: str) -> "Movement":
        """That movement. Raises Unknown with the nearest three."""
        return _of(self.catalogue.movements, movement_id, "movement")

    def figures(self) -> Figures:
        """Which movements are drawn, and how; read anew at each call."""
        return read_figures(places.figures())

    def programmes(self, region: str | None = None) -> list["Programme"]:
        """The programmes for a region, or all. Raises Unknown for a region that is not in the vocabulary."""
        if region:
            self._check_words(Wanted(regions=(region,)))
        return [p for p in self.catalogue.programmes.values() if not region or region in p.regions]

    def programme(self, programme_id: str) -> "Programme":
        """That programme. Raises Unknown with the nearest three."""
        return _of(self.catalogue.programmes, programme_id, "programme")

    def show(self, some_id: str) -> "Movement | Programme":
        """The movement or programme of that id. Raises Unknown with the nearest three of both."""
        both: dict[str, Movement | Programme] = {**self.catalogue.movements, **self.catalogue.programmes}
        return _of(both, some_id, "movement or programme")

    def page(self, page_id: str) -> "Guidance":
        """That page of guidance. Raises Unknown with the nearest three."""
        return _of(self.catalogue.guidance, page_id, "page")

    def words(self, wanted: str) -> dict[str, str | list[str]]:
        """What the screens say in that language, by their English; for a number, both forms. Raises Unknown."""
        _check_known("language", (wanted,), language.LANGUAGES)
        found = language.screens(wanted).items()
        return {
            english if isinstance(english, str) else english[0]: said if isinstance(said, str) else [*said]
            for english, said in found
        }

    # Routines in time

    def play(
        self,
        routine_id: str,
        choices: Sequence[str] | None = None,
        pacing: Pacing | None = None,
        session: UUID | None = None,
    ) -> Play:
        """A routine made ready to be played: by its own choices and the person's pacing, or as a session began.

        Raises Unknown for a routine, choice or session that does not exist.
        """
        if session:
            begun = self.session(session)
            if begun.routine != routine_id:
                raise Refused(
                    text("That session is of {its}, not of {wanted}.", its=begun.routine, wanted=routine_id),
                    text("Open it with its own routine."),
                )
            choices, pacing = begun.choices, pacing or begun.pacing
        chosen = self._choices(routine_id, choices)
        routine = self.routine(routine_id, frozenset(chosen))
        pacing = pacing or self.journal.pacing()
        timeline = compile_timeline(routine, self.catalogue, pacing)
        clearance, due = self.clearance(), self.screening_due()
        return Play(routine, timeline, pacing, chosen, clearance.outcome, due, self._not_cleared(routine, clearance))

    def track(
        self,
        routine_id: str,
        choices: Sequence[str] | None = None,
        pacing: Pacing | None = None,
        mix: Mix | None = None,
    ) -> "Track":
        """The one track of a whole session; it is rendered when its samples are first asked for.

        Raises Unknown for a routine or choice that does not exist.
        """
        return self._track(self.play(routine_id, choices, pacing), mix or Mix())

    def _track(self, ready: Play, mix: Mix) -> "Track":
        return self.tracks.of(ready.timeline, self.voice if mix.voice else None, mix)

    def check_export(self, wanted: str, target: "Target") -> None:
        """Raises what `export` would before its work begins: Unknown for the format, Refused, StorageError."""
        from unkink.exports.registry import format_of  # noqa: PLC0415 (only who takes something along pays for it)

        format_of(wanted)
        target.check()

    def export(
        self, ready: Play, wanted: str, target: "Target", mix: Mix, told: Callable[[float], None] = lambda _: None
    ) -> None:
        """Write a routine into a file of that format. `told` hears how far it is, from 0 to 1.

        Raises Unknown for the format, Refused where the file is there already, StorageError, and VoiceError.
        """
        from unkink.exports.port import Taken  # noqa: PLC0415 (as above)
        from unkink.exports.registry import format_of  # noqa: PLC0415

        self.check_export(wanted, target)
        content = format_of(wanted).content(Taken(ready, self._track(ready, mix)), told)
        target.write(content)

    def routine(self, routine_id: str, choices: frozenset[str] | None = None) -> "Routine":
        """That programme's, movement's or planned routine. Raises Unknown with the nearest three of the catalogue."""
        found = self.catalogue.routine(routine_id, choices) or self._planned(routine_id)
        if found is None:
            self.show(routine_id)  # raises, as it is none of the catalogue's
            raise AssertionError(routine_id)
        return found

    def name_of(self, routine_id: str) -> str:
        """The name of a routine; its id where it is gone."""
        found = self.catalogue.routine(routine_id) or self._planned(routine_id)
        return found.name if found else routine_id

    def _planned(self, routine_id: str) -> "Routine | None":
        """A routine that was planned, as far as the catalogue of today has all of its movements and forms."""
        found = self.journal.routine(routine_id)
        return found if found and playable(found, self.catalogue) else None

    def _not_cleared(self, routine: "Routine", clearance: "Clearance") -> tuple[str | None, ...]:
        """For each step, why screening speaks against it."""
        from unkink.planner.cleared import not_cleared  # noqa: PLC0415

        words = self.catalogue.vocabulary
        steps = [(self.catalogue.movements[step.movement], step.form) for step in routine.steps]
        return tuple(
            not_cleared(movement, movement.form(form) if form else None, clearance, words) for movement, form in steps
        )

    def _choices(self, routine_id: str, wanted: Sequence[str] | None) -> tuple[str, ...]:
        planned = self.catalogue.routine(routine_id) is None and self._planned(routine_id)
        offered = () if planned else getattr(self.show(routine_id), "choices", ())
        if wanted is None:
            return tuple(choice.id for choice in offered if choice.default)
        chosen = tuple(dict.fromkeys(word for word in wanted if word != NO_CHOICE))
        names = {choice.id: (choice.name,) for choice in offered}
        for word in chosen:
            if word not in names:
                raise Unknown("choice", word, search.nearest(word, names), of=routine_id)
        return chosen

    def duration_ms(self, programme: "Programme", pacing: Pacing) -> int:
        """How long a programme takes with its default choices, at that pacing."""
        return compile_timeline(programme.routine(), self.catalogue, pacing).duration_ms

    # Safety

    def questions(self) -> tuple["Question", ...]:
        """The safety questions, in order."""
        return tuple(self.catalogue.questions.values())

    def screen(self, answers: "Answers") -> "Clearance":
        """What these answers clear; they are kept, in the place of those before.

        Raises Unknown for a question or answer that does not exist, Refused for two answers where one is asked for.
        """
        clearance = screening.screen(answers, self.catalogue.questions)
        self.journal.keep_screening(answers, self.clock())
        return clearance

    def screened(self) -> "Screened | None":
        """The answers that are kept, and when they were given."""
        return self.journal.screening()

    def screening_due(self) -> "Due | None":
        """Why the questions should be asked (again), or None."""
        return self._due(self.journal.screening())

    def clearance(self) -> "Clearance":
        """What the kept answers clear. Where the questions are due, none counts any more: all are open."""
        kept = self.journal.screening()
        answers = kept.answers if kept and not self._due(kept) else {}
        return screening.screen(screening.still_known(answers, self.catalogue.questions), self.catalogue.questions)

    def _due(self, kept: "Screened | None") -> "Due | None":
        hurts = self._hurts_since(kept.at) if kept else ()
        return screening.due(kept, self.clock(), hurts, red_at=self.journal.asked_again())

    def _hurts_since(self, at: int) -> Iterable[tuple[int, "Hurt"]]:
        for session in self.journal.sessions():
            if session.hurts and session.last_at >= at:
                yield from ((event.at, event.hurt) for event in self.journal.events(session.id) if event.hurt)

    # The plan

    def plan(self, person: "Person", clearance: "Clearance", *, seed: int = 0, pacing: Pacing | None = None) -> "Plan":
        """A week made for that person, as far as their clearance goes, with its reasons.

        Raises Unknown for a word that the catalogue does not have, NotCleared where the clearance lets nobody through,
        and NoPlan where what is wished cannot be had together.
        """
        from unkink.planner.make import make_plan  # noqa: PLC0415 (only who plans pays for it)

        self.check_wishes(person)
        return make_plan(person, clearance, self.catalogue, pacing or self.journal.pacing(), seed=seed)

    def props(self, named: Sequence[str] | None) -> frozenset[str] | None:
        """What is at hand where those things are named: they, and what most homes have; nothing where it says none."""
        if not named:
            return None
        from unkink.planner.options import at_home  # noqa: PLC0415 (only who plans pays for it)

        if NO_PROP in named:
            return frozenset(named) - {NO_PROP}
        return frozenset(named) | at_home(self.catalogue.vocabulary)

    def check_wishes(self, person: "Person") -> None:
        """Raises Unknown, with the nearest, for a word that the catalogue does not have."""
        words, movements = self.catalogue.vocabulary, self.catalogue.movements
        lists: tuple[tuple[Kind, Iterable[str], Iterable[str]], ...] = (
            ("region", person.pain, words.regions),
            ("cause", person.causes, self.catalogue.causes),
            ("position", person.positions, words.positions),
            ("prop", person.props or (), words.props),
            ("movement", person.liked | person.disliked, movements),
        )
        for kind, used, known in lists:
            _check_known(kind, sorted(used), known)

    # The person

    def pacing(self) -> Pacing:
        """The person's settings for time and talk."""
        return self.journal.pacing()

    def set_pacing(self, pacing: Pacing) -> Pacing:
        """Keep the person's settings."""
        self.journal.set_pacing(pacing)
        return pacing

    def record(self, events: Sequence["Event"]) -> int:
        """Write what happened; how many of the events were new. Safe on disk when it returns."""
        return self.journal.record(events)

    def sessions(self, limit: int | None = None) -> tuple["Session", ...]:
        """The journal, newest first."""
        return self.journal.sessions(limit)

    def session(self, session_id: UUID) -> "Session":
        """One session with its events. Raises Unknown."""
        found = self.journal.session(session_id)
        if found is None:
            raise Unknown("session", str(session_id), ())
        return found

    def resumable(self) -> "Session | None":
        """The newest session that is open, was left in the last half day, and can still be played."""
        found = self.journal.open_session()
        if found is None or self.clock() - found.last_at > RESUMABLE_MS:
            return None
        try:
            self._choices(found.routine, found.choices)
        except Unknown:  # its routine, or a choice of it, was of a catalogue that has changed
            return None
        return found

    def backup(self, file: Path) -> None:
        """Copy the journal while it is in use. Raises StorageError."""
        self.journal.backup(file)


def _check_known(kind: Kind, used: Iterable[str], known: Iterable[str]) -> None:
    """Raises Unknown, with the nearest, for the first word that is not known."""
    names: dict[str, tuple[str, ...]] = dict.fromkeys(known, ())
    for word in used:
        if word not in names:
            raise Unknown(kind, word, search.nearest(word, names))


def _of(listed: Mapping[str, Value], wanted: str, kind: Kind) -> Value:
    if wanted not in listed:
        names = {key: _names(value) for key, value in listed.items()}
        raise Unknown(kind, wanted, search.nearest(wanted, names))
    return listed[wanted]


def _names(value: object) -> tuple[str, ...]:
    name = getattr(value, "name", None) or getattr(value, "title", "")
    return (name, *getattr(value, "aliases", ()))
