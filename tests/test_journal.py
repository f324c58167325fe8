"""A session is what its events say, read in order of time."""

from dataclasses import replace

from tests.stories import tell
from tests.vectors import journal as vectors
from unkink.journal import fold, journal
from unkink.model.session import EventKind, Hurt, Pain, State

WHOLE = """
    0:00 started upper-back-nine +childs-pose-between
    0:05 pain-before 6/lower-back 4
    0:06 reached cat-cow @0
    0:20 reached thread-the-needle @14000
    0:30 hurt thread-the-needle mild @24000
    0:40 hurt thread-the-needle gone @24000
    0:50 extended thread-the-needle @34000
    1:10 skipped childs-pose @54000
    1:10 reached sphinx @60000
    2:00 finished @110000
    2:10 pain-after 3/lower-back
"""


def test_a_whole_session() -> None:
    """All that a journal shows of a session comes from its events."""
    events = tell(WHOLE)
    session = fold(events)
    assert session is not None
    assert session.routine == "upper-back-nine"
    assert session.choices == ("childs-pose-between",)
    assert session.pacing == events[0].pacing
    assert session.started_at == events[0].at
    assert session.last_at == events[-1].at
    assert session.state is State.FINISHED
    assert session.pain_before == (Pain(6, "lower-back"), Pain(4))
    assert session.pain_after == (Pain(3, "lower-back"),)
    assert session.hurts == (("thread-the-needle", Hurt.MILD), ("thread-the-needle", Hurt.GONE))
    assert session.skipped == ("childs-pose",)
    assert session.events == tuple(events)


def test_a_rating_does_not_move_the_place() -> None:
    """Who finished and then rated the pain was at the end, not at the beginning."""
    session = fold(tell(WHOLE))
    assert session is not None
    assert session.position_ms == 110_000


def test_nothing_without_a_start() -> None:
    """Events that arrive before their `started` wait for it."""
    events = tell(WHOLE)
    assert fold(events[1:]) is None
    assert fold([]) is None
    assert journal(events[1:]) == {}


def test_an_open_session_is_resumed_where_it_was() -> None:
    """A phone without battery does not cost the place in the routine."""
    session = fold(tell("0:00 started neck-easy\n0:05 reached chin-tuck @5000\n0:09 paused @9000"))
    assert session is not None
    assert session.state is State.OPEN
    assert session.position_ms == 9_000


def test_a_stopped_session_is_not_opened_again() -> None:
    """Somebody stopped because it hurt: a late event must not lead them back in."""
    session = fold(
        tell("""
            0:00 started neck-easy
            0:05 stopped @5000
            0:06 resumed @5000
            0:07 reached chin-tuck @7000
            0:09 finished @9000
        """)
    )
    assert session is not None
    assert session.state is State.STOPPED


def test_sharp_pain_ends_a_session_by_itself() -> None:
    """The app died between "sharp" and `stopped`: the session is not offered again."""
    session = fold(tell("0:00 started neck-easy\n0:05 hurt chin-tuck sharp @5000"))
    assert session is not None
    assert session.state is State.STOPPED
    assert session.hurts == (("chin-tuck", Hurt.SHARP),)


def test_the_later_rating_counts() -> None:
    """A rating that was corrected is not shown twice."""
    session = fold(tell("0:00 started neck-easy\n0:01 pain-before 8\n0:03 pain-before 5/neck"))
    assert session is not None
    assert session.pain_before == (Pain(5, "neck"),)


def test_a_clock_that_was_set_back() -> None:
    """A `started` that sorts after what follows it is found all the same."""
    events = tell("5:00 started neck-easy\n0:10 reached chin-tuck @8000")
    session = fold(events)
    assert session is not None
    assert session.started_at == events[0].at
    assert session.events == (events[1], events[0])


def test_a_second_start_changes_nothing() -> None:
    """Two tabs that begin the same session agree on the first."""
    events = tell("0:00 started neck-easy")
    again = replace(tell("0:10 started other")[0], session=events[0].session)
    session = fold([again, *events])
    assert session is not None
    assert session.routine == "neck-easy"


def test_the_journal_has_the_newest_first() -> None:
    """What happened today stands at the top."""
    older, newer = tell("0:00 started neck-easy"), tell("9:00 started upper-back-nine")
    assert [session.routine for session in journal(older + newer).values()] == [
        "upper-back-nine",
        "neck-easy",
    ]


def test_every_kind_of_event_can_be_folded() -> None:
    """No kind of event stops a journal from being read."""
    started = tell("0:00 started neck-easy")[0]
    events = [replace(started, id=tell("0:00 paused")[0].id, kind=kind) for kind in EventKind]
    assert fold([started, *events]) is not None


def test_the_sessions_the_browser_reads_are_those_of_this_code() -> None:
    """What is not sent yet must stand in the journal as it will when it is."""
    assert vectors.FILE.read_text(encoding="utf-8") == vectors.text(), "run: python -m tests.vectors.journal"
