"""python -m figures: make what the app shows of the movements, and look at what came out.

Without an option: whatever is older than what it is made from is made again, into assets/figures/.

--check   a table of numbers, a line a movement and body; fails where one is over its threshold
--sheet   pictures from the side, from 45 degrees, from in front and from above, and a strip of the motion,
          to .figures/sheets/
--body    only this body in the sheets (slim, average, heavy); more than once for more
--again   make it again even if nothing changed
--try     solve it now on the bodies that are named (or the average one) and ship nothing: for work on a pose
--form    with --try, only this form; "usual" for the movement as it is usually done
and ids of movements, or all that have a pose.toml.
"""

import argparse
import sys
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

import torch

from figures import stamps
from figures.bodies import PHENOTYPES
from figures.lines import write_stale
from figures.make import FIRST, Task, make, name_of, ready
from figures.review import Review, review
from unkink import places
from unkink.catalogue.load import load
from unkink.catalogue.pose import load_words, read_figures
from unkink.model.pose import Figure

WORKERS = 2


def main(arguments: list[str]) -> int:
    """Do what is asked; 1 if --check finds something over its threshold."""
    parser = argparse.ArgumentParser(
        prog="x.py figures", description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("movements", nargs="*")
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--sheet", action="store_true")
    parser.add_argument("--again", action="store_true")
    parser.add_argument("--try", action="store_true", dest="only_try")
    parser.add_argument("--form", action="append")
    parser.add_argument("--body", action="append", choices=sorted(PHENOTYPES))
    asked = parser.parse_args(arguments)
    ready()
    folder = places.built_in_catalogue()
    catalogue = load(folder)
    words = load_words(folder, catalogue)
    figures, problems = read_figures(folder, catalogue, words)
    # A broken file of a movement that nobody asked for is no hindrance.
    problems = tuple(each for each in problems if not asked.movements or each.file.split("/")[1] in asked.movements)
    if problems:
        print("\n".join(map(str, problems)), file=sys.stderr)
        return 1
    if unknown := set(asked.movements) - figures.keys():
        parser.error(f"no pose.toml for {', '.join(sorted(unknown))}; there is one for {', '.join(figures)}")
    wanted = [figure for key, figure in figures.items() if not asked.movements or key in asked.movements]
    if asked.only_try:
        bodies, forms = tuple(asked.body or [FIRST]), tuple(asked.form or [])
        return review(wanted, Review(catalogue, words.angles, bodies, check=True, sheet=asked.sheet, tried=forms))
    _make_bodies()
    _make_clips(wanted, again=asked.again)
    write_stale({figure.movement: figure for figure in wanted})
    bodies = tuple(asked.body or PHENOTYPES)
    return review(wanted, Review(catalogue, words.angles, bodies, check=asked.check, sheet=asked.sheet))


def _make_bodies() -> None:
    """Make the bodies, what they wear and the rig's file, where they are older than what they are made from."""
    inputs = stamps.inputs_of_bodies()
    known = {path: kept for path, kept in stamps.read().items() if "/" not in path}
    if known and all(kept["inputs"] == inputs and (stamps.OUT / path).exists() for path, kept in known.items()):
        return
    from figures.mesh import write_bodies

    print("Making the bodies.", file=sys.stderr)
    made = {path.name: stamps.output(path, inputs) for path in write_bodies(stamps.OUT)}
    stamps.add(made)


def _make_clips(figures: list[Figure], *, again: bool) -> None:
    """Make the clips that are older than what they are made from, two movements at a time; each is kept when done."""
    words = load_words(places.built_in_catalogue(), load(places.built_in_catalogue()))
    outputs = stamps.read()
    tasks = []
    for figure in figures:
        inputs = stamps.inputs_of_clips(figure, words.angles)
        for form in (None, *figure.forms):
            paths = [f"{kind}/{name_of(figure, form)}.json" for kind in ("clips", "joints")]
            if again or any(path not in outputs or outputs[path]["inputs"] != inputs for path in paths):
                tasks.append(Task(figure, form, words.angles, inputs))
    if not tasks:
        return
    # How a movement is usually done comes before its forms.
    tasks.sort(key=lambda task: task.form is not None)
    print(f"Solving {len(tasks)} movements and forms on {len(PHENOTYPES)} bodies.", file=sys.stderr)
    with ProcessPoolExecutor(WORKERS, mp_context=get_context("spawn"), initializer=ready) as pool:
        for task, made in zip(tasks, pool.map(make, tasks), strict=True):
            stamps.add(made)
            print(f"  {name_of(task.figure, task.form)}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    torch.set_num_threads(1)
    sys.exit(main(sys.argv[1:]))
