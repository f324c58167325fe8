"""The safety questions, asked one after another on a terminal."""

import re
from collections.abc import Callable, Iterable, Mapping

from unkink import screening
from unkink.language import mark, sentences, text
from unkink.model.screening import Answers, Outcome, Question
from unkink.tell.layout import paragraph

Show = Callable[[str], None]
Read = Callable[[], str]

LEAVE = {"q", "quit"}
BACK = {"b", "back"}
HOW = mark("Answer with a number, or several. b: back. q: leave.")


def ask(questions: Mapping[str, Question], read: Read, show: Show) -> Answers | None:
    """The answers, as far as they are needed: an emergency is not asked on. None where the person left."""
    answers: dict[str, tuple[str, ...]] = {}
    _show(show, [*paragraph(sentences(text("A few safety questions, a minute or two."), text(HOW)))])
    while waiting := [each for each in screening.asked(answers, questions) if each.id not in answers]:
        picked = _ask(waiting[0], read, show)
        if picked is None:
            return None
        if picked:
            answers[waiting[0].id] = picked
        elif answers:
            answers.popitem()
        if answers and screening.screen(answers, questions).outcome is Outcome.EMERGENCY:
            return answers
    return answers


def _ask(question: Question, read: Read, show: Show) -> tuple[str, ...] | None:
    """The choices picked; none to go back, None to leave."""
    lines = ["", *paragraph(question.ask)]
    lines += paragraph(question.help) if question.help else []
    for number, choice in enumerate(question.choices, 1):
        lines += paragraph(choice.name, f"{number:>3}  ")
    _show(show, lines)
    while True:
        try:
            said = read().strip().lower()
        except EOFError:
            return None
        if said in LEAVE:
            return None
        if said in BACK:
            return ()
        picked, mistake = _picked(said, question)
        if not mistake:
            return picked
        _show(show, paragraph(mistake))


def _picked(said: str, question: Question) -> tuple[tuple[str, ...], str]:
    """The choices that were meant, and what is wrong with them, if anything."""
    words = dict.fromkeys(filter(None, re.split(r"[\s,]+", said)))
    if not words or not all(word.isdecimal() and 1 <= int(word) <= len(question.choices) for word in words):
        return (), sentences(text("Pick from 1 to {n}.", n=len(question.choices)), text(HOW))
    choices = [question.choices[int(word) - 1] for word in words]
    if len(choices) > 1 and not question.several:
        return (), text("Pick one.")
    if len(choices) > 1 and (clear := next((choice for choice in choices if choice.clear), None)):
        return (), text("Either “{answer}” or the others.", answer=clear.name)
    return tuple(choice.id for choice in choices), ""


def _show(show: Show, lines: Iterable[str]) -> None:
    for line in lines:
        show(line)
