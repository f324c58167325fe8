"""Time of a session without waiting for it: the page's monotonic clock, run faster, made to stand, or moved on.

The product has no hook for this. A script that runs before the page's own takes the place of `performance.now`. The
player takes a silence of over 3 s between two looks at the clock for a sleeping machine, so one look never sees more
than `MOST_MS` pass. Where each caption is to be seen, it must be less than captions lie apart: `CLOSELY_MS`. And the
worker that says when to look is told to say it more often than the player asks for.

A rendered track keeps its own time, which nobody can hurry; so these pages get none, and go by their own clock.
"""

from playwright.sync_api import Page

MOST_MS = 2_500
CLOSELY_MS = 900
LOOK_MS = 10
FASTEST = MOST_MS // LOOK_MS

# As if the server had a track of another routine: the player does not use it, and nobody has to render any.
NO_TRACK = """
(() => {
  const real = globalThis.fetch;
  const none = () => new Response("", { headers: { "x-unkink-duration-ms": "0" } });
  globalThis.fetch = (at, ...more) => /\\/track\\?/.test(String(at)) ? Promise.resolve(none()) : real(at, ...more);
})();
"""

SCRIPT = (
    NO_TRACK
    + """
(() => {
  const real = performance.now.bind(performance);
  let last = real(), shown = last, speed = 1, owed = 0, looks = 0, most = MOST_MS;
  performance.now = () => {
    const now = real();
    const passed = speed === 1 ? now - last : Math.min(most, (now - last) * speed);
    const more = Math.min(owed, Math.max(0, most - passed));
    last = now;
    owed -= more;
    looks += 1;
    shown += passed + more;
    return shown;
  };
  const post = Worker.prototype.postMessage;
  Worker.prototype.postMessage = function (ms, ...more) {
    post.call(this, typeof ms === "number" ? Math.min(ms, LOOK_MS) : ms, ...more);
  };
  const soon = () => new Promise((done) => setTimeout(done, 5));
  globalThis.sessionTime = {
    run(times) { performance.now(); speed = times; },
    jump(ms) { shown += ms; },
    closely(ms) { most = ms; },
    async pass(ms) {
      owed += ms;
      for (let since = real(), seen = looks; owed > 0; await soon()) {
        if (looks !== seen) [since, seen] = [real(), looks];
        if (real() - since > 3000) throw new Error(`nobody looks at the clock, and ${owed} ms are left to pass`);
      }
      for (const seen = looks; looks === seen; ) await soon();
    },
  };
})();
""".replace("MOST_MS", str(MOST_MS)).replace("LOOK_MS", str(LOOK_MS))
)


class SessionTime:
    """The clock of one page whose context has `SCRIPT`. It runs as usual until it is told otherwise."""

    def __init__(self, page: Page) -> None:
        self._page = page

    def run(self, times: float = FASTEST) -> None:
        """Let it run so many times as fast; 0 makes it stand."""
        self._page.evaluate("(times) => sessionTime.run(times)", times)

    def closely(self, most_ms: int = CLOSELY_MS) -> None:
        """Be slower: with the usual most at one look, each caption is there for at least one."""
        self._page.evaluate("(ms) => sessionTime.closely(ms)", most_ms)

    def stand(self) -> None:
        """Make it stand."""
        self.run(0)

    def move(self, seconds: float) -> None:
        """Let so many seconds of the session pass quickly; answers when they have."""
        self._page.evaluate("(ms) => sessionTime.pass(ms)", round(seconds * 1_000))

    def jump(self, seconds: float) -> None:
        """As if the machine had slept so long: the player finds that much gone at one look."""
        self._page.evaluate("(ms) => sessionTime.jump(ms)", round(seconds * 1_000))
