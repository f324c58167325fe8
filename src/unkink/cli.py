"""The command line: flags in, service called, lines out. It decides nothing.

Everything heavy is imported inside the commands, so that `unkink --help` stays quick. The help itself is English: it is
made before anything knows which language is wanted.
"""

import contextlib
import json
import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from unkink import __version__
from unkink.language import NAMED, of_system, sentences, speaking, text
from unkink.model.person import Experience, Goal, Person
from unkink.settings import DEFAULT_PORT, Settings

if TYPE_CHECKING:
    from unkink.model.play import Play
    from unkink.model.screening import Answers, Clearance
    from unkink.model.timeline import Pacing
    from unkink.service import Unkink

FAILED = 1
INTERRUPTED = 130
TODAY = "today"  # as a routine: the next session of the person's plan
ALL = "all"
WORST = 10  # the highest rating of pain


class Talk(StrEnum):
    """How much is said."""

    STEPS = "steps"
    CHANGES = "changes"
    TONES = "tones"


class Action(StrEnum):
    """What can be done with devices."""

    FORGET = "forget"


DataDir = Annotated[Path | None, typer.Option("--data-dir", help="Folder for your journal.", show_default="yours")]
OwnCatalogue = Annotated[
    Path | None, typer.Option("--catalogue", help="Folder with movements and programmes of your own.")
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Region = Annotated[str | None, typer.Option("--region", help="Only for this region, such as lower-back.")]
Choices = Annotated[list[str] | None, typer.Option("--choice", help="An extra the programme offers (repeatable).")]
Pace = Annotated[int | None, typer.Option(min=50, max=200, help="Pace in percent; 50 takes twice as long to move.")]
Prepare = Annotated[int | None, typer.Option(min=2, max=60, help="Seconds to get into a movement.")]
Inhale = Annotated[int | None, typer.Option(min=2, max=10, help="Seconds to breathe in.")]
Exhale = Annotated[int | None, typer.Option(min=2, max=15, help="Seconds to breathe out.")]
Chatty = Annotated[Talk | None, typer.Option(help="How much is said.")]
SomeId = Annotated[str, typer.Argument(metavar="ID", help="Id of a programme or of a movement.")]

app = typer.Typer(
    add_completion=False,
    rich_markup_mode=None,  # plain help: quicker by half, and kinder to screen readers
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.callback(invoke_without_command=True)
def start(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False,
    language: Annotated[
        str | None,
        typer.Option(help="The language to speak: en, de or es.", show_default="that of your system"),
    ] = None,
) -> None:
    """A stretching coach for people whose back hurts. Without a command: the web app.

    Not medical advice. Numbness between the legs, trouble with bladder or bowel, or growing weakness: get help at once.
    """
    context.with_resource(speaking(of_system({NAMED: language} if language else os.environ)))
    if version:
        print(f"unkink {__version__}")
        raise typer.Exit
    if context.invoked_subcommand is None:
        serve()


@app.command()
def serve(
    port: Annotated[
        int, typer.Option(min=0, max=65_535, help="Port on this machine; 0 takes a free one.")
    ] = DEFAULT_PORT,
    data_dir: DataDir = None,
    catalogue: OwnCatalogue = None,
    no_open: Annotated[bool, typer.Option("--no-open", help="Do not open the browser.")] = False,
    lan: Annotated[bool, typer.Option("--lan", help="Let phones in the same network in, with a code.")] = False,
    host: Annotated[
        str | None, typer.Option("--host", help="With --lan: the address to listen at.", show_default="all it has")
    ] = None,
    lan_port: Annotated[
        int | None,
        typer.Option("--lan-port", min=0, max=65_535, help="With --lan: the port there.", show_default="the next"),
    ] = None,
) -> None:
    """Start the web app: on this machine alone, or with --lan for phones in the same network too."""
    with _unkink(data_dir, catalogue) as service:
        from unkink.web.lan.network import Lan  # noqa: PLC0415
        from unkink.web.serve import serve as run  # noqa: PLC0415

        if not lan and (host is not None or lan_port is not None):
            _fail(text("--host and --lan-port are for the network."), text("Add --lan, or leave them out."))
        run(service, port, open_browser=not no_open, lan=Lan(host, lan_port) if lan else None)


@app.command()
def devices(
    action: Annotated[
        Action | None,
        typer.Argument(metavar="ACTION", help="forget: let a device in no more, from its next request on."),
    ] = None,
    which: Annotated[
        str | None, typer.Argument(metavar="WHICH", help="The number of a device in the list; all for every one.")
    ] = None,
    as_json: AsJson = False,
    data_dir: DataDir = None,
) -> None:
    """List the phones that were let in, or forget one."""
    with _plainly():
        import time  # noqa: PLC0415

        from unkink.errors import Refused  # noqa: PLC0415
        from unkink.tell import devices as tell  # noqa: PLC0415
        from unkink.web.lan.devices import Devices  # noqa: PLC0415

        known, now = Devices(Settings.of(data_dir).data_folder), time.time_ns() // 1_000_000
        if action is None:
            found = known.all(now)
            _json([asdict(device) for device in found]) if as_json else _lines(tell.devices(found, now))
            return
        if which != ALL and not (which or "").isdecimal():
            way_out = text("Name its number, or all: {command}", command="unkink devices forget 1")
            raise Refused(text("Which device is to be forgotten?"), way_out)
        gone = known.forget(None if which == ALL else int(which or 0), now)
        if not gone and which != ALL:
            missing = text("There is no device {which}.", which=which)
            raise Refused(missing, text("See which there are: {command}", command="unkink devices"))
        _json([asdict(device) for device in gone]) if as_json else _lines(tell.forgotten(gone))


@app.command()
def play(
    routine: SomeId,
    choice: Choices = None,
    plain: Annotated[bool, typer.Option("--plain", help="One line a cue, for pipes and screen readers.")] = False,
    speed: Annotated[float, typer.Option(min=0.1, max=100_000, help="Times real time, to try things out.")] = 1,
    resume: Annotated[bool, typer.Option("--resume", help="Go on with the session that was left open.")] = False,
    pace: Pace = None,
    prepare: Prepare = None,
    inhale: Inhale = None,
    exhale: Exhale = None,
    chatty: Chatty = None,
    data_dir: DataDir = None,
    catalogue: OwnCatalogue = None,
) -> None:
    """Be led through a routine in the terminal; today is the session that your plan has for today."""
    with _unkink(data_dir, catalogue) as service:
        from unkink import terminal  # noqa: PLC0415

        routine = service.coach.next_routine() if routine == TODAY else routine
        session = None
        if resume:
            left = service.resumable()
            session = left.id if left and left.routine == routine else None
            if session is None:
                print(text("There is no session of this to go on with; it begins anew."), file=sys.stderr)
        pacing = None if session else _pacing(service, pace, prepare, inhale, exhale, chatty)
        ready = service.play(routine, choice, pacing, session)
        _warn(service, ready)
        screen = sys.stdout.isatty() and sys.stdin.isatty() and not plain
        run = terminal.on_screen if screen else terminal.in_lines
        raise typer.Exit(run(service, ready, speed=speed, session=session))


@app.command()
def movements(
    region: Region = None,
    position: Annotated[str | None, typer.Option(help="Only in this position, such as supine.")] = None,
    mode: Annotated[str | None, typer.Option(help="Only done this way, such as hold.")] = None,
    prop: Annotated[str | None, typer.Option(help="Only with this prop; none for those that need nothing.")] = None,
    search: Annotated[str, typer.Option(help="By name; typos are forgiven.")] = "",
    as_json: AsJson = False,
    data_dir: DataDir = None,
    catalogue: OwnCatalogue = None,
) -> None:
    """List the movements."""
    with _unkink(data_dir, catalogue) as service:
        from unkink import tell, wire  # noqa: PLC0415
        from unkink.service import Wanted  # noqa: PLC0415

        regions, positions, modes, props = ((word,) if word else () for word in (region, position, mode, prop))
        found = service.movements(Wanted(regions, positions, modes, props, search))
        if as_json:
            _json([wire.movement(each, service.catalogue) for each in found])
        else:
            _lines(tell.movements(found, service.catalogue))


@app.command()
def programmes(
    region: Region = None, as_json: AsJson = False, data_dir: DataDir = None, catalogue: OwnCatalogue = None
) -> None:
    """List the programmes."""
    with _unkink(data_dir, catalogue) as service:
        from unkink import tell, wire  # noqa: PLC0415

        pacing = service.pacing()
        found = [(each, service.duration_ms(each, pacing)) for each in service.programmes(region)]
        if as_json:
            _json([wire.programme(each, service.catalogue, length) for each, length in found])
        else:
            _lines(tell.programmes(found, service.catalogue))


@app.command()
def show(some_id: SomeId, as_json: AsJson = False, data_dir: DataDir = None, catalogue: OwnCatalogue = None) -> None:
    """Show a movement or a programme with all that is known of it."""
    with _unkink(data_dir, catalogue) as service:
        from unkink import tell, wire  # noqa: PLC0415
        from unkink.model.movement import Movement  # noqa: PLC0415

        found = service.show(some_id)
        if isinstance(found, Movement):
            movement = wire.movement(found, service.catalogue)
            _json(movement) if as_json else _lines(tell.movement(movement, service.catalogue))
        else:
            length = service.duration_ms(found, service.pacing())
            programme = wire.programme(found, service.catalogue, length)
            _json(programme) if as_json else _lines(tell.programme(programme, service.catalogue))


@app.command()
def timeline(
    routine: SomeId,
    choice: Choices = None,
    as_json: AsJson = False,
    pace: Pace = None,
    prepare: Prepare = None,
    inhale: Inhale = None,
    exhale: Exhale = None,
    chatty: Chatty = None,
    data_dir: DataDir = None,
    catalogue: OwnCatalogue = None,
) -> None:
    """Print a routine with every moment fixed, in ms."""
    with _unkink(data_dir, catalogue) as service:
        from unkink import tell, wire  # noqa: PLC0415

        ready = service.play(routine, choice, _pacing(service, pace, prepare, inhale, exhale, chatty))
        if as_json:
            _json(wire.timeline(ready.timeline))
        else:
            _lines(tell.timeline(ready.timeline))


@app.command()
def export(
    routine: SomeId,
    wanted: Annotated[str, typer.Option("--as", metavar="FORMAT", help="What to write: mp3.")],
    file: Annotated[Path, typer.Option("--output", "-o", metavar="FILE", help="Where to write it.")],
    choice: Choices = None,
    no_voice: Annotated[bool, typer.Option("--no-voice", help="Leave the spoken words out.")] = False,
    no_tones: Annotated[bool, typer.Option("--no-tones", help="Leave the tones out.")] = False,
    no_breath: Annotated[bool, typer.Option("--no-breath", help="Leave out the breath that can be heard.")] = False,
    force: Annotated[bool, typer.Option("--force", help="Overwrite the file if it is there.")] = False,
    pace: Pace = None,
    prepare: Prepare = None,
    inhale: Inhale = None,
    exhale: Exhale = None,
    chatty: Chatty = None,
    data_dir: DataDir = None,
    catalogue: OwnCatalogue = None,
) -> None:
    """Write a routine into a file to take along; today is the session that your plan has for today."""
    with _unkink(data_dir, catalogue) as service:
        from unkink.exports.target import Target  # noqa: PLC0415
        from unkink.track.model import Mix  # noqa: PLC0415

        target = Target(file, force)
        service.check_export(wanted, target)
        routine = service.coach.next_routine() if routine == TODAY else routine
        ready = service.play(routine, choice, _pacing(service, pace, prepare, inhale, exhale, chatty))
        _warn(service, ready)
        with _progress(text("Writing")) as told:
            service.export(ready, wanted, target, Mix(not no_voice, not no_tones, not no_breath), told)
        print(text("{name} is in {file}.", name=ready.routine.name, file=file))


@app.command()
def journal(
    limit: Annotated[int | None, typer.Option(min=1, help="Only the newest so many.")] = None,
    as_json: AsJson = False,
    data_dir: DataDir = None,
) -> None:
    """Print what was done and how it felt, newest first."""
    with _unkink(data_dir, None) as service:
        from unkink import tell, wire  # noqa: PLC0415

        sessions = [wire.session(session, service.name_of(session.routine)) for session in service.sessions(limit)]
        if as_json:
            _json(sessions)
        else:
            _lines(tell.journal(sessions, service.catalogue))


@app.command()
def screen(
    answer: Annotated[
        list[str] | None, typer.Option("--answer", help="An answer, as QUESTION=ANSWER (repeatable).")
    ] = None,
    questions: Annotated[bool, typer.Option("--questions", help="Only list the questions and their answers.")] = False,
    kept: Annotated[bool, typer.Option("--kept", help="Only show what your last answers led to.")] = False,
    as_json: AsJson = False,
    data_dir: DataDir = None,
    catalogue: OwnCatalogue = None,
) -> None:
    """Answer the safety questions: may you stretch, and what is left out. Your answers are kept."""
    with _unkink(data_dir, catalogue) as service:
        from unkink import tell, wire  # noqa: PLC0415

        asked = service.questions()
        for problem in service.left_out:
            if problem.file.startswith("screening/"):
                print(text("Not asked, as its file has a mistake: {problem}", problem=problem), file=sys.stderr)
        if questions:
            shapes = [wire.question(each, service.catalogue) for each in asked]
            _json(shapes) if as_json else _lines(tell.questions(shapes))
            return
        clearance = service.clearance() if kept else service.screen(_answers(service, answer, as_json=as_json))
        shape = wire.screening(clearance, service.screened(), service.screening_due(), service.catalogue)
        _json(shape) if as_json else _lines(tell.clearance(shape, {each.id: each.ask for each in asked}))


@app.command()
def plan(
    minutes: Annotated[int, typer.Option(min=3, max=45, help="Minutes a session may take.")],
    region: Annotated[list[str], typer.Option("--region", help="Where it hurts and how much, 0 to 10: neck:3.")],
    cause: Annotated[list[str] | None, typer.Option("--cause", help="What seems to bring it on (repeatable).")] = None,
    goal: Annotated[Goal, typer.Option(help="What the sessions are for.")] = Goal.EASE_NOW,
    avoid: Annotated[list[str] | None, typer.Option("--avoid", help="A position to avoid (repeatable).")] = None,
    prop: Annotated[
        list[str] | None,
        typer.Option("--prop", help="At hand, beside what most homes have; none for nothing at all (repeatable)."),
    ] = None,
    like: Annotated[list[str] | None, typer.Option("--like", help="A movement you like (repeatable).")] = None,
    dislike: Annotated[
        list[str] | None, typer.Option("--dislike", help="A movement to leave out (repeatable).")
    ] = None,
    experience: Annotated[Experience, typer.Option(help="How used to exercise you are.")] = Experience.NEW,
    per_day: Annotated[int, typer.Option(min=1, max=4, help="Sessions a day.")] = 1,
    days: Annotated[int, typer.Option(min=1, max=7, help="Days a week.")] = 5,
    mixed: Annotated[bool, typer.Option("--mixed", help="You may come back to a position.")] = False,
    seed: Annotated[int, typer.Option(help="Another seed may choose otherwise among equals.")] = 0,
    keep: Annotated[bool, typer.Option("--keep", help="Make it your plan, from today on.")] = False,
    as_json: AsJson = False,
    data_dir: DataDir = None,
    catalogue: OwnCatalogue = None,
) -> None:
    """Make a week's plan for you, with the reason for each movement that is in it or left out."""
    with _unkink(data_dir, catalogue) as service:
        from unkink import tell, wire_plan  # noqa: PLC0415

        person = Person(
            pain=_pain(region),
            minutes=minutes,
            causes=frozenset(cause or ()),
            goal=goal,
            sessions_per_day=per_day,
            days_per_week=days,
            props=service.props(prop),
            positions=frozenset(avoid or ()),
            disliked=frozenset(dislike or ()),
            liked=frozenset(like or ()),
            experience=experience,
            mixed_positions=mixed,
        )
        made = (
            service.coach.make(person, seed=seed).plan if keep else service.plan(person, service.clearance(), seed=seed)
        )
        shape = wire_plan.plan(made, service.catalogue)
        _json(shape) if as_json else _lines(tell.plan(shape, service.catalogue))


@app.command()
def today(as_json: AsJson = False, data_dir: DataDir = None, catalogue: OwnCatalogue = None) -> None:
    """Show what your plan has for today, and what changed in it; your journal is looked at first."""
    with _unkink(data_dir, catalogue) as service:
        from unkink import tell, wire_plan  # noqa: PLC0415

        day = service.coach.look()
        if as_json:
            _json(wire_plan.today(day, service.catalogue))
        elif day.clearance.cleared or day.due:
            _lines(tell.today(wire_plan.today(day, service.catalogue), service.catalogue))
        else:
            _tell_clearance(service, day.clearance)


@app.command()
def check(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Folder with movements/ and programmes/.")],
) -> None:
    """Hold a catalogue folder to the rules, and name every mistake with its file and key."""
    from unkink.catalogue.folder import check_folder  # noqa: PLC0415

    with _plainly():
        problems, told = check_folder(folder)
        _lines(map(str, problems))
        print(told, file=sys.stderr if problems else sys.stdout)
        raise typer.Exit(FAILED if problems else 0)


@app.command()
def backup(file: Annotated[Path, typer.Argument(metavar="FILE")], data_dir: DataDir = None) -> None:
    """Copy your journal into a file, while it is in use."""
    with _unkink(data_dir, None) as service:
        service.backup(file)
        print(text("Your journal is in {file}.", file=file))


@app.command()
def restore(file: Annotated[Path, typer.Argument(metavar="FILE")], data_dir: DataDir = None) -> None:
    """Put a backup in the place of your journal; the present one is kept beside it."""
    with _plainly():
        from unkink.storage.restore import restore as put_back  # noqa: PLC0415

        kept = put_back(Settings.of(data_dir).data_folder, file)
        before = text("What was there is kept as {file}.", file=kept) if kept else ""
        print(sentences(text("Your journal is now that of {file}.", file=file), before))


def _warn(service: "Unkink", ready: "Play") -> None:
    """Say before a routine what the safety questions say of it; whoever they stop is told why, and it ends there."""
    if ready.due:
        print(text("The safety questions are not answered, or it is time again: unkink screen"), file=sys.stderr)
    elif ready.stopped:
        _tell_clearance(service, service.clearance())
        raise typer.Exit(FAILED)
    for step, why in zip(ready.routine.steps, ready.not_cleared, strict=True):
        if why:
            name = service.movement(step.movement).name
            told = text(
                "Not for you, by what you answered: {movement}. {why} Leave it out with n.", movement=name, why=why
            )
            print(told, file=sys.stderr)


def _tell_clearance(service: "Unkink", clearance: "Clearance") -> None:
    from unkink import tell, wire  # noqa: PLC0415

    asks = {each.id: each.ask for each in service.questions()}
    _lines(tell.clearance(wire.clearance(clearance, service.catalogue), asks))


def main() -> None:
    """Run a command; whatever goes wrong ends as one plain line."""
    with _plainly():
        app()


@contextlib.contextmanager
def _unkink(data_dir: Path | None, catalogue: Path | None) -> "Iterator[Unkink]":
    """The service, closed at the end."""
    with _plainly():
        from unkink.service import Unkink  # noqa: PLC0415

        if catalogue is not None and not catalogue.is_dir():
            _fail(
                text("There is no folder {folder}.", folder=catalogue),
                text("Name one that has movements/ or programmes/ in it."),
            )
        service = Unkink(Settings.of(data_dir, catalogue))
        try:
            yield service
        finally:
            service.close()


def _pacing(
    service: "Unkink",
    pace: int | None,
    prepare: int | None,
    inhale: int | None,
    exhale: int | None,
    chatty: Talk | None,
) -> "Pacing":
    """The person's settings with what the flags change for this once."""
    from dataclasses import replace  # noqa: PLC0415

    from unkink.model.words import Chattiness  # noqa: PLC0415

    usual = service.pacing()
    return replace(
        usual,
        pace=pace or usual.pace,
        prepare_ms=prepare * 1_000 if prepare else usual.prepare_ms,
        inhale_ms=inhale * 1_000 if inhale else usual.inhale_ms,
        exhale_ms=exhale * 1_000 if exhale else usual.exhale_ms,
        chatty=Chattiness(chatty) if chatty else usual.chatty,
    )


def _answers(service: "Unkink", given: list[str] | None, *, as_json: bool) -> "Answers":
    """The answers that were given with the command, or else are asked for on the terminal."""
    from unkink.errors import Refused  # noqa: PLC0415

    if given:
        answers: dict[str, tuple[str, ...]] = {}
        for each in given:
            question, sign, picked = each.partition("=")
            if not sign or not picked:
                raise Refused(
                    text("“{written}” is no answer.", written=each),
                    text("Write QUESTION=ANSWER, such as nerves=none."),
                )
            answers[question] = (*answers.get(question, ()), *picked.split(","))
        return answers
    if not sys.stdin.isatty():
        raise Refused(
            text("There is nobody here to ask."),
            text("Use --answer; unkink screen --questions lists what to answer."),
        )
    from unkink.terminal.asking import ask  # noqa: PLC0415

    # Where the answer is for a program, the questions must not be in its way.
    screen = sys.stderr if as_json else sys.stdout
    asked = ask(service.catalogue.questions, input, lambda line: print(line, file=screen))
    if asked is None:
        raise Refused(text("Nothing was kept."), text("The questions are there when you like: unkink screen"))
    return asked


def _pain(regions: list[str]) -> dict[str, int]:
    """Regions with their ratings, from "neck:3"."""
    from unkink.errors import Refused  # noqa: PLC0415

    pain: dict[str, int] = {}
    for each in regions:
        region, _, nrs = each.partition(":")
        if not (nrs.isdecimal() and int(nrs) <= WORST):
            raise Refused(
                text("“{written}” does not say how much it hurts.", written=each),
                text("Write it with 0 to 10, such as neck:3."),
            )
        pain[region] = int(nrs)
    return pain


@contextlib.contextmanager
def _progress(what: str) -> "Iterator[Callable[[float], None]]":
    """Where somebody looks on: a line that says how far it is, and goes when it is done."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    try:
        yield lambda share: print(f"\r{what}: {share:.0%} ", end="", file=sys.stderr, flush=True)
    finally:
        print(f"\r{' ' * (len(what) + 7)}\r", end="", file=sys.stderr, flush=True)


def _json(shape: object) -> None:
    print(json.dumps(shape, ensure_ascii=False, indent=2))


def _lines(lines: object) -> None:
    for line in lines:  # type: ignore[attr-defined]
        print(line)


@contextlib.contextmanager
def _plainly() -> Iterator[None]:
    """No traceback reaches a person: what is known is told, what is not is written into a file."""
    from unkink.errors import UnkinkError  # noqa: PLC0415

    try:
        yield
    except UnkinkError as error:
        _fail(error.message, error.way_out)
    except BrokenPipeError:
        # Whoever read our lines has had enough; the rest must not be flushed into the closed pipe at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise SystemExit(FAILED) from None
    except KeyboardInterrupt:
        raise SystemExit(INTERRUPTED) from None
    except (SystemExit, typer.Exit, typer.Abort):
        raise
    except Exception as error:  # noqa: BLE001 (the last net)
        _fail(text("Something went wrong inside Unkink ({error}).", error=type(error).__name__), _kept(error))


def _kept(error: Exception) -> str:
    """Write the traceback where it can be found; say where."""
    import tempfile  # noqa: PLC0415
    import traceback  # noqa: PLC0415

    try:
        with tempfile.NamedTemporaryFile("w", prefix="unkink-", suffix=".log", delete=False, encoding="utf-8") as file:
            traceback.print_exception(error, file=file)
    except OSError:
        return text("Nothing of your journal is lost. Please report what you did.")
    return text("Nothing of your journal is lost. Please report it with {file}.", file=file.name)


def _fail(message: str, way_out: str) -> NoReturn:
    print(f"{message} {way_out}", file=sys.stderr)
    raise SystemExit(FAILED)
