"""``python -m hub_plugin`` is the command ``coehub``."""

from hub_plugin.cli import main

main()
