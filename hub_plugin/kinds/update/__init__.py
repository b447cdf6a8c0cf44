"""Updates: what the centre has done lately."""

from pathlib import Path

from hub_plugin.kinds.update import facts
from hub_plugin.kinds.update.record import Update
from hub_plugin.model.kind import Kind

KIND = Kind(
    name="update", folder="updates", record=Update, one="Update", many="Updates",
    purpose="What the centre has done lately.",
    where=Path(__file__).parent, state=facts.state, stands=False, body="text", claims=("files",),
)  # fmt: skip
