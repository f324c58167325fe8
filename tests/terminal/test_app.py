"""The player on the whole screen: a routine by keyboard alone, and nothing of it lost."""

import asyncio
import io
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from tests.terminal.conftest import Hand, MakeRun, first_hold, kept, kinds
from unkink import places
from unkink.model.session import Event, Pain, State
from unkink.model.timeline import Kind
from unkink.model.words import Side
from unkink.playback import Phase
from unkink.service import Unkink
from unkink.storage.errors import DiskFull
from unkink.terminal.app import Player
from unkink.terminal.clock import Clock
from unkink.terminal.run import Run
from unkink.terminal.screens import After, Asking, Before, Help, Reading, Stopped
from unkink.terminal.widgets import Count

SIZES = [(80, 24), (40, 20), (160, 50)]
Script = Callable[["Sat"], Awaitable[None]]


class Sat:
    """A person in front of the player: presses keys, waits, and sees."""

    def __init__(self, app: Player, pilot: Pilot[None], hand: Hand) -> None:
        self.app, self.pilot, self.hand = app, pilot, hand

    async def press(self, *keys: str) -> None:
        for key in keys:
            await self.pilot.press(key)
            await self.pilot.pause()

    async def wait(self, seconds: float) -> None:
        while seconds > 0:
            self.hand.move(min(seconds, 2))
            seconds -= 2
            self.app.look()
        await self.pilot.pause()

    async def wait_until(self, position_ms: int) -> None:
        await self.wait((position_ms - self.app.led.state.position_ms) / 1_000)

    async def into_the_hold(self) -> None:
        await self.wait_until(first_hold(self.app.led).start_ms + 3_000)

    def text(self, place: str) -> str:
        return str(self.app.playing.texts[place].render())

    @property
    def count(self) -> str:
        return self.app.playing.count.text


def sit(run: Run, hand: Hand, script: Script, size: tuple[int, int] = (80, 24)) -> None:
    """Run the app with nobody else's terminal, and let the script use it."""

    async def whole() -> None:
        app = Player(run)
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            await script(Sat(app, pilot, hand))

    asyncio.run(whole())


@pytest.mark.parametrize("size", SIZES)
def test_a_whole_routine_by_keyboard(size: tuple[int, int], service: Unkink, hand: Hand) -> None:
    run = Run(service, service.play("upper-back-nine"), clock=Clock(100, hand))

    async def script(sat: Sat) -> None:
        assert isinstance(sat.app.screen, Before)
        await sat.press("6", "e", "enter")
        for _ in range(400):
            hand.move(0.05)
            sat.app.look()
        await sat.pilot.pause()
        assert isinstance(sat.app.screen, After)
        await sat.press("2", "enter")
        assert sat.app.return_code == 0

    sit(run, hand, script, size)
    session = service.sessions(1)[0]
    assert session.state is State.FINISHED
    assert (session.pain_before, session.pain_after) == ((Pain(6, "lower-back"),), (Pain(2),))


def test_enter_skips_the_pain(run: Run, hand: Hand, service: Unkink) -> None:
    async def script(sat: Sat) -> None:
        await sat.press("enter")
        assert sat.app.screen is sat.app.playing

    sit(run, hand, script)
    assert kinds(service) == ["started"]


def test_ten_is_typed_as_one_and_nought(run: Run, hand: Hand, service: Unkink) -> None:
    async def script(sat: Sat) -> None:
        await sat.press("7", "backspace", "1", "0", "d", "a", "d", "enter")
        assert sat.app.theme == "unkink-dark"  # a place's letter is not the key for the other theme

    sit(run, hand, script)
    assert service.sessions(1)[0].pain_before == (Pain(10, "neck"),)


def test_leaving_before_the_start_writes_nothing(run: Run, hand: Hand, service: Unkink) -> None:
    async def script(sat: Sat) -> None:
        await sat.press("3", "q")

    sit(run, hand, script)
    assert service.sessions() == ()


@pytest.mark.parametrize("size", SIZES)
def test_the_screen_says_what_which_side_how_long_and_what_next(size: tuple[int, int], run: Run, hand: Hand) -> None:
    async def script(sat: Sat) -> None:
        await sat.press("enter")
        await sat.into_the_hold()
        assert sat.text("name") == "Knee to chest"
        assert sat.text("doing") == "Hold"
        assert sat.count == "27"
        assert ("LEFT" in sat.text("left"), sat.text("right")) == (True, "")
        assert sat.text("next") == "Next: the right side"
        assert sat.app.playing.has_class("-left")
        count = sat.app.playing.count
        assert count.size.height >= 5
        assert count.align_to == "left"

    sit(run, hand, script, size)


def test_the_keys_of_the_player(run: Run, hand: Hand, service: Unkink) -> None:
    async def script(sat: Sat) -> None:
        await sat.press("enter")
        await sat.into_the_hold()
        await sat.press("space")
        assert sat.text("doing") == "Paused: space goes on"
        await sat.wait(600)
        assert sat.count == "27"
        await sat.press("space", "+")
        assert sat.count == "37"
        await sat.press("r")
        await sat.wait(1)
        await sat.press("s", "left", "B", "right", "m")
        assert sat.app.muted
        await sat.press("?")
        assert isinstance(sat.app.screen, Help)
        await sat.press("x", "d")
        assert sat.app.theme == "unkink-light"

    sit(run, hand, script)
    assert kinds(service)[1:] == [
        *("paused", "resumed", "extended", "repeated", "skipped", "went-back", "went-back", "skipped"),
    ]


def test_sharp_pain_stops_and_says_what_to_do(run: Run, hand: Hand, service: Unkink) -> None:
    async def script(sat: Sat) -> None:
        await sat.press("enter")
        await sat.into_the_hold()
        await sat.press("h")
        assert isinstance(sat.app.screen, Asking)
        await sat.wait(30)
        await sat.press("s")
        assert isinstance(sat.app.screen, Stopped)
        await sat.press("p")
        assert isinstance(sat.app.screen, Reading)
        await sat.press("escape", "enter")
        assert isinstance(sat.app.screen, After)
        await sat.press("8", "enter")

    sit(run, hand, script)
    assert kinds(service) == ["started", "hurt", "stopped", "pain-after"]
    hold = first_hold(run)
    assert [event.position_ms for event in kept(service) if event.hurt] == [hold.start_ms + 3_000]


def test_mild_pain_waits_asks_again_and_can_be_eased(run: Run, hand: Hand, service: Unkink) -> None:
    async def script(sat: Sat) -> None:
        await sat.press("enter")
        await sat.into_the_hold()
        await sat.press("h", "m")
        await sat.wait(4)
        assert sat.app.screen.query_one(Count).text == "6"
        await sat.wait(6)
        assert run.state.phase is Phase.ASKING_AGAIN
        await sat.press("t")
        assert "With a towel" in str(sat.app.screen.query_one(".more Static", Static).render())
        await sat.press("e")
        assert sat.app.screen is sat.app.playing
        await sat.wait(2)
        assert sat.count == "25"

    sit(run, hand, script)
    assert kinds(service) == ["started", "hurt", "hurt", "eased"]


def test_answers_by_arrows_and_enter(run: Run, hand: Hand, service: Unkink) -> None:
    async def script(sat: Sat) -> None:
        await sat.press("enter")
        await sat.into_the_hold()
        await sat.press("h", "down", "down", "enter")
        assert run.state.phase is Phase.PAUSED
        await sat.press("h", "escape")
        assert sat.app.screen is sat.app.playing

    sit(run, hand, script)
    assert kinds(service) == ["started"]


def test_left_and_taken_up_again(make_run: MakeRun, hand: Hand, service: Unkink) -> None:
    first = make_run()

    async def leave(sat: Sat) -> None:
        await sat.press("enter")
        await sat.into_the_hold()
        await sat.press("q", "c")
        assert first.state.phase is Phase.PLAYING
        await sat.press("q", "l")

    sit(first, hand, leave)
    left = service.resumable()
    assert left
    second = make_run(session=left.id)

    async def go_on(sat: Sat) -> None:
        assert sat.app.screen is sat.app.playing
        assert sat.text("caption").startswith("Going on at")
        hand.move(1_000)
        sat.app.look()
        assert sat.count == "27"
        await sat.press("space")
        await sat.wait_until(second.ready.timeline.duration_ms)
        assert isinstance(sat.app.screen, After)
        await sat.press("enter")

    sit(second, hand, go_on)
    assert len(service.sessions()) == 1
    assert kinds(service) == ["started", "paused", "resumed", "paused", "resumed", "finished"]


def test_ctrl_c_leaves_at_once_even_in_a_question(make_run: MakeRun, hand: Hand, service: Unkink) -> None:
    run = make_run()

    async def script(sat: Sat) -> None:
        await sat.press("enter")
        await sat.into_the_hold()
        await sat.press("h", "ctrl+c")

    sit(run, hand, script)
    assert service.resumable()


def test_ending_early_asks_how_it_feels(run: Run, hand: Hand, service: Unkink) -> None:
    async def script(sat: Sat) -> None:
        await sat.press("enter")
        await sat.wait(10)
        await sat.press("q", "e")
        assert isinstance(sat.app.screen, After)
        await sat.press("enter")

    sit(run, hand, script)
    assert kinds(service) == ["started", "paused", "stopped"]


def test_a_laptop_that_slept_waits_where_it_was(run: Run, hand: Hand) -> None:
    async def script(sat: Sat) -> None:
        await sat.press("enter")
        await sat.into_the_hold()
        hand.move(3_600)
        sat.app.look()
        await sat.pilot.pause()
        assert sat.count == "27"
        assert sat.text("caption") == "The machine slept. Your place was kept."

    sit(run, hand, script)


def test_trouble_with_the_journal_is_a_line_and_goes_away(
    service: Unkink, hand: Hand, make_run: MakeRun, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A full disk must not take the person out of the stretch."""
    record, full = service.record, True

    def failing(events: Sequence[Event]) -> int:
        if full:
            raise DiskFull.at(Path("unkink.db"))
        return record(events)

    monkeypatch.setattr(service, "record", failing)
    run = make_run()

    async def script(sat: Sat) -> None:
        nonlocal full
        await sat.press("enter")
        await sat.into_the_hold()
        assert "is full" in sat.text("trouble")
        assert sat.app.playing.texts["trouble"].display
        full = False
        await sat.press("space")
        assert not sat.app.playing.texts["trouble"].display

    sit(run, hand, script)
    assert kinds(service) == ["started", "paused"]


def test_the_band_follows_a_movement_from_side_to_side(service: Unkink, hand: Hand) -> None:
    run = Run(service, service.play("knee-rolls"), clock=Clock(1, hand))
    reps = [segment for segment in run.ready.timeline.segments if segment.rep]

    async def script(sat: Sat) -> None:
        await sat.press("enter")
        for segment in reps[:4]:
            await sat.wait_until(segment.start_ms + 500)
            shown = {side for side in (Side.LEFT, Side.RIGHT) if sat.text(side)}
            assert shown == {segment.side}
            assert sat.count == str(segment.rep)

    sit(run, hand, script)


@pytest.fixture
def drawn(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Knee to chest is drawn: a slope down to the right."""
    (tmp_path / "lines").mkdir()
    svg = '<svg viewBox="0 0 9 9"><path class="silhouette" d="M 0 0 L 40 30 L 0 30 Z"/></svg>'
    (tmp_path / "lines" / "knee-to-chest.svg").write_text(svg, encoding="utf-8")
    monkeypatch.setattr(places, "figures", lambda: tmp_path)


def drawing(sat: Sat) -> list[str]:
    """The lines of the drawing that are not empty."""
    return [line for line in str(sat.app.playing.drawing.render()).splitlines() if line.strip()]


@pytest.mark.parametrize("size", [(80, 40), (160, 50), (110, 30)])
@pytest.mark.usefixtures("drawn")
def test_the_pose_is_drawn_and_turns_with_the_side(size: tuple[int, int], run: Run, hand: Hand) -> None:
    """Who does not hear well sees at a glance which movement it is."""
    right = next(s for s in run.ready.timeline.segments if s.kind is Kind.HOLD and s.side is Side.RIGHT)

    async def script(sat: Sat) -> None:
        await sat.press("enter")
        await sat.into_the_hold()
        left_lines = drawing(sat)
        assert len(left_lines) > 3
        assert len(left_lines[0].strip()) < len(left_lines[-1].strip())
        assert sat.count == "27"
        assert sat.app.playing.count.size.height >= 5
        await sat.wait_until(right.start_ms + 1_000)
        assert len(drawing(sat)) == len(left_lines)
        assert drawing(sat)[0].index(drawing(sat)[0].strip()) > left_lines[0].index(left_lines[0].strip())
        await sat.press("s")
        assert drawing(sat) == []  # the next one is not drawn

    sit(run, hand, script, size)


@pytest.mark.usefixtures("drawn")
def test_a_narrow_terminal_keeps_its_room_for_the_words(run: Run, hand: Hand) -> None:
    async def script(sat: Sat) -> None:
        await sat.press("enter")
        await sat.into_the_hold()
        assert drawing(sat) == []
        assert sat.app.playing.steps.size.height > 3

    sit(run, hand, script, (50, 30))


@pytest.mark.usefixtures("drawn")
def test_a_terminal_without_unicode_is_sent_no_drawing(run: Run, hand: Hand, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.__stdout__", io.TextIOWrapper(io.BytesIO(), encoding="ascii"))

    async def script(sat: Sat) -> None:
        await sat.press("enter")
        await sat.into_the_hold()
        assert drawing(sat) == []

    sit(run, hand, script, (160, 50))
