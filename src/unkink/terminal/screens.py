"""The screens around the playing: before it, when something hurts or one wants to leave, after it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.screen import ModalScreen, Screen
from textual.widgets import Markdown, OptionList, Static

from unkink.language import mark, text
from unkink.model.session import Pain
from unkink.terminal import around, commands
from unkink.terminal.commands import Answer, Question
from unkink.terminal.widgets import Count, Rating

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult

    from unkink.model.catalogue import Guidance
    from unkink.terminal.run import Run

_AGREE: list[BindingType] = [Binding("enter", "agree", priority=True), Binding("q,Q,escape", "refuse")]


class Before(Screen[tuple[Pain, ...] | None]):
    """What it is, what to have ready, and how it hurts now; None where the person leaves."""

    BINDINGS: ClassVar[list[BindingType]] = _AGREE

    def __init__(self, run: "Run") -> None:
        super().__init__(classes="page")
        self.run = run

    def compose(self) -> "ComposeResult":
        """Everything on one page, the rating last."""
        ready, catalogue = self.run.ready, self.run.service.catalogue
        with VerticalScroll(can_focus=False):
            yield Static(ready.routine.name, classes="title", markup=False)
            yield Static(around.what_it_is(ready), classes="soft", markup=False)
            yield Static("\n".join(around.what_to_have(ready, catalogue)), classes="block", markup=False)
            yield Static(text(around.CAREFUL), classes="care block", markup=False)
            yield Rating(text(around.NOW), text(around.WHERE), around.where_it_can_hurt(catalogue))
        yield Static(text("enter start   q leave"), classes="keys", markup=False)

    def action_agree(self) -> None:
        """Begin, with the rating where one was given."""
        rating = self.query_one(Rating)
        self.dismiss(around.ratings(rating.nrs, rating.places))

    def action_refuse(self) -> None:
        """Leave; nothing was begun."""
        self.dismiss(None)


class After(Screen[tuple[Pain, ...]]):
    """What was done, and how it hurts afterwards."""

    BINDINGS: ClassVar[list[BindingType]] = _AGREE

    def __init__(self, run: "Run") -> None:
        super().__init__(classes="page")
        self.run = run

    def compose(self) -> "ComposeResult":
        """How it went, then the rating."""
        first, *more = around.how_it_went(self.run)
        with VerticalScroll(can_focus=False):
            yield Static(first, classes="title", markup=False)
            if more:
                yield Static("\n".join(more), classes="block", markup=False)
            yield Rating(text(around.AFTER), text(around.WHERE), around.where_it_can_hurt(self.run.service.catalogue))
            yield Static(self.run.recorder.trouble, classes="care", markup=False)
        yield Static(text("enter done"), classes="keys", markup=False)

    def action_agree(self) -> None:
        """Done, with the rating where one was given."""
        rating = self.query_one(Rating)
        self.dismiss(around.ratings(rating.nrs, rating.places))

    def action_refuse(self) -> None:
        """Done, without a rating."""
        self.dismiss(())


class Asking(ModalScreen[Answer | None]):
    """A question with its answers: by letter, or by arrows and Enter. None where it answered itself."""

    def __init__(self, question: Question, more: Sequence[str] = (), *, counts: bool = False) -> None:
        super().__init__()
        self.question = question
        self.more = more
        self.counts = counts

    def compose(self) -> "ComposeResult":
        """The question, what to do meanwhile, and the answers."""
        with Vertical(classes="box"):
            yield Static(text(self.question.asks), classes="title", markup=False)
            if self.question.meanwhile:
                yield Static(text(self.question.meanwhile), classes="soft", markup=False)
            if self.counts:
                yield Count()
            if self.more:
                with VerticalScroll(classes="more"):
                    yield Static("\n\n".join(self.more), markup=False)
            yield OptionList(*(f"{answer.key}  {text(answer.says)}" for answer in self.question.answers), markup=False)

    def count_down(self, text: str) -> None:
        """Show what is left of a wait."""
        if self.counts and self.is_mounted:
            self.query_one(Count).text = text

    def on_key(self, event: "events.Key") -> None:
        """A letter answers; Escape takes it back where that is an answer."""
        wanted = "c" if event.key == "escape" else (event.character or "").lower()
        for answer in self.question.answers:
            if answer.key == wanted:
                event.stop()
                self.dismiss(answer)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """An answer picked with Enter."""
        self.dismiss(self.question.answers[event.option_index])


class Stopped(Screen[None]):
    """After sharp pain: what to do now, and where to read on."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,space", "agree", priority=True),
        Binding("r,R", "read(0)"),
        Binding("p,P", "read(1)"),
    ]

    def __init__(self, run: "Run") -> None:
        super().__init__(classes="page")
        self.pages = [run.service.page(page) for page in commands.READ_ON]

    def compose(self) -> "ComposeResult":
        """What to do now, and when to get help."""
        with VerticalScroll():
            yield Static("\n".join(map(text, commands.STOP)), classes="title now", markup=False)
            for line in commands.WARNINGS:
                yield Static(text(line), classes="block", markup=False)
        yield Static(text("enter I have read this   r why   p when to get help"), classes="keys", markup=False)

    def action_agree(self) -> None:
        """It was read."""
        self.dismiss(None)

    def action_read(self, number: int) -> None:
        """Open a page of guidance."""
        self.app.push_screen(Reading(self.pages[number]))


class Reading(Screen[None]):
    """A page of guidance."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter,q,Q,escape", "agree", priority=True)]

    def __init__(self, page: "Guidance") -> None:
        super().__init__(classes="page")
        self.page = page

    def compose(self) -> "ComposeResult":
        """The page, to scroll in."""
        with VerticalScroll():
            yield Markdown(f"# {self.page.title}\n\n{self.page.body}", open_links=False)
        yield Static(text("enter back   up, down scroll"), classes="keys", markup=False)

    def action_agree(self) -> None:
        """Back to where it was opened."""
        self.dismiss(None)


class Help(ModalScreen[None]):
    """The keys; any key closes it."""

    def compose(self) -> "ComposeResult":
        """One line a key."""
        with Vertical(classes="box"):
            yield Static(text("Keys"), classes="title")
            for shown, says in (*((key.shown, key.says) for key in commands.KEYS), ("d", mark("Dark or light"))):
                with Horizontal(classes="key"):
                    yield Static(shown, markup=False)
                    yield Static(text(says), markup=False)

    def on_key(self, event: "events.Key") -> None:
        """Close it."""
        event.stop()
        self.dismiss(None)
