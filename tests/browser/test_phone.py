"""A phone in the same network: from the address in the terminal through the code to Today, and out again."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, expect

from tests.browser.axe import violations
from tests.browser.watch import Watch
from tests.web.lan.served import Served, on_the_network

PHONE, NARROW = ViewportSize(width=390, height=844), ViewportSize(width=320, height=568)
FINGER_PX = 44


@pytest.fixture
def served(data_dir: Path) -> Iterator[Served]:
    with on_the_network(data_dir) as served:
        yield served


@pytest.fixture
def phone(browser: Browser, served: Served, watch: Watch) -> Iterator[BrowserContext]:
    """A phone whose owner has accepted the warning about the certificate."""
    context = browser.new_context(base_url=served.address, viewport=PHONE, has_touch=True, ignore_https_errors=True)
    watch.over(context)
    yield context
    context.close()
    assert watch.found == []


def type_code(page: Page, code: str) -> None:
    page.get_by_label("Code").fill(code)
    page.get_by_role("button", name="Let in").click()


def assert_for_everyone(page: Page) -> None:
    """In both colours, and on the smallest phone."""
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        assert violations(page) == []
    page.set_viewport_size(NARROW)
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]
    for target in page.locator("input, button, summary, a:visible").all():
        box = target.bounding_box()
        assert box
        assert box["height"] >= FINGER_PX
    page.set_viewport_size(PHONE)


def test_through_the_code_to_today_and_out_again(phone: BrowserContext, served: Served, watch: Watch) -> None:
    """A form that the browser does not send, or a cookie that it does not keep, would leave everybody outside."""
    # The worker wants more than an accepted warning; and what was not loaded yet is refused with all the rest.
    watch.brings_about("401 (Unauthorized)", "An SSL certificate error occurred", "is not a supported stylesheet")
    page = phone.new_page()
    page.goto("/programmes")
    expect(page.get_by_role("heading", name="Let this device in")).to_be_visible()
    expect(page.get_by_label("Code")).to_be_focused()
    assert_for_everyone(page)
    right = served.code()
    type_code(page, "000000" if right != "000 000" else "000001")
    expect(page.get_by_role("alert")).to_contain_text("That is not the code.")
    assert_for_everyone(page)
    type_code(page, right)
    page.wait_for_url("**/")
    expect(page.get_by_role("navigation").first).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert page.evaluate("document.cookie") == "", "no script can read what lets the device in"
    page.reload()
    expect(page.get_by_role("navigation").first).to_be_visible()

    served.unkink("devices", "forget", "all")
    page.get_by_role("link", name="Journal").first.click()
    expect(page.get_by_text("This device is no longer let in.")).to_be_visible()
    page.get_by_role("link", name="Let this device in again").click()
    expect(page.get_by_label("Code")).to_be_visible()
    type_code(page, served.code(2))
    page.wait_for_url("**/")
    expect(page.get_by_role("navigation").first).to_be_visible()


def test_a_link_in_another_page_opens_the_app_for_who_is_let_in(browser: Browser, served: Served) -> None:
    """The strict cookie is not sent with it; the person would be asked for a code again and again."""
    context = browser.new_context(ignore_https_errors=True)
    page = context.new_page()
    page.goto(f"{served.address}/pair")
    type_code(page, served.code())
    page.wait_for_url("**/")
    page.goto(served.loopback.replace("127.0.0.1", "localhost") + "/theme.js")
    page.evaluate(f"location.href = '{served.address}/journal'")
    expect(page.get_by_role("heading", name="Journal")).to_be_visible()
    context.close()
