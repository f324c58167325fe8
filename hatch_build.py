"""The wheel's build hook: puts in a front end built from this very source."""

import sys
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class FrontEnd(BuildHookInterface[Any]):
    """Builds the front end where the one that lies there is not of this source. Fetches no Node for it."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 (hatchling's shape)
        """Before the files are gathered."""
        sys.path.insert(0, self.root)
        import x  # noqa: PLC0415 (it lies beside this file, which hatchling loads by its path)

        try:
            x.build_front_end(fetch_node=False)
        except x.Stop as stop:
            self.app.abort("\n".join(filter(None, [stop.output.rstrip(), f"{stop.what}. {stop.way_out}"])))
