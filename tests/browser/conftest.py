"""The browser, the servers and the pages of these tests."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, expect, sync_playwright

from tests.browser.player import Player
from tests.browser.server import Server, serving
from tests.browser.session_time import SCRIPT
from tests.browser.watch import Watch
from unkink import places

FLAGS = (
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-quic",
    "--enable-unsafe-swiftshader",
    "--autoplay-policy=no-user-gesture-required",
)
# Two busy cores answer late, and are right all the same.
expect.set_options(timeout=15_000)

Visit = Callable[..., BrowserContext]


def chromium_path() -> str:
    """The program; x.py names it."""
    return os.environ.get("UNKINK_CHROMIUM") or shutil.which("chromium") or "/usr/bin/chromium"


def missing() -> str:
    """What these tests lack and how to get it, in one line; nothing if all is there."""
    if not (places.front_end() / "index.html").is_file():
        return "The front end is not built. Run: python3 x.py build"
    if not Path(chromium_path()).is_file():
        return "The browser tests need Chromium. Install it, or name one in UNKINK_CHROMIUM."
    return ""


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Where something is missing, one test says so for all."""
    here = [item for item in items if Path(__file__).parent in item.path.parents]
    if missing():
        items[:] = [item for item in items if item not in here[1:]]
        config.hook.pytest_deselected(items=here[1:])


@pytest.fixture(scope="session", autouse=True)
def ready() -> None:
    """All that these tests need is there; else they fail, and never skip."""
    if missing():
        pytest.fail(missing(), pytrace=False)


@pytest.fixture(scope="session")
def front_end() -> Path:
    """The built front end."""
    return places.front_end()


@pytest.fixture(scope="session")
def chromium() -> str:
    """The program to drive."""
    return chromium_path()


# For this folder, not the session: Playwright keeps an event loop running, and other tests run their own.
@pytest.fixture(scope="package")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="package")
def browser(playwright: Playwright, chromium: str) -> Iterator[Browser]:
    browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
    yield browser
    browser.close()


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Unkink with quick settings, one for a module. Modules that kill it, or need an empty journal, have their own."""
    with serving(tmp_path_factory.mktemp("unkink")) as server:
        yield server


@pytest.fixture
def watch() -> Watch:
    """What goes wrong unseen on the pages of this test."""
    return Watch()


@pytest.fixture
def visit(browser: Browser, server: Server, watch: Watch) -> Iterator[Visit]:
    """Makes a visitor with a browser profile of their own. At the end nothing may have gone wrong unseen."""
    contexts: list[BrowserContext] = []

    def visiting(  # noqa: PLR0913 (each is one way in which visitors differ)
        size: tuple[int, int] = (1280, 800),
        scheme: Literal["light", "dark"] = "light",
        *,
        calm: bool = False,
        touch: bool = False,
        worker: bool = True,
        at: Server = server,
    ) -> BrowserContext:
        context = browser.new_context(
            base_url=at.address,
            viewport={"width": size[0], "height": size[1]},
            color_scheme=scheme,
            has_touch=touch,
            reduced_motion="reduce" if calm else "no-preference",
            service_workers="allow" if worker else "block",
        )
        contexts.append(context)
        watch.over(context)
        context.add_init_script(SCRIPT)
        return context

    yield visiting
    for context in contexts:
        context.close()
    assert watch.found == []


@pytest.fixture
def worker() -> bool:
    """Whether pages may have the service worker."""
    return True


# For tests that put themselves between page and server: a worker's own requests would go past them.
without_worker = pytest.mark.parametrize("worker", [False], ids=["without a worker"])


@pytest.fixture
def context(visit: Visit, *, worker: bool) -> BrowserContext:
    return visit(worker=worker)


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


@pytest.fixture
def player(page: Page) -> Player:
    return Player(page)
