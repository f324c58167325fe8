"""What the house knows, told in lines of plain text: as wide as the terminal, without boxes, good to read aloud."""

from unkink.tell.lists import felt, journal, movements, programmes
from unkink.tell.pages import movement, programme, timeline
from unkink.tell.plans import plan
from unkink.tell.safety import clearance, questions
from unkink.tell.today import today
from unkink.tell.words import breaths, clock, day, dose, exactly, length, movements_counted, pain_word, times

__all__ = [
    "breaths",
    "clearance",
    "clock",
    "day",
    "dose",
    "exactly",
    "felt",
    "journal",
    "length",
    "movement",
    "movements",
    "movements_counted",
    "pain_word",
    "plan",
    "programme",
    "programmes",
    "questions",
    "timeline",
    "times",
    "today",
]
