"""The gate to terminals and logs, where findings have always found it; other outputs go to ``model/safe.py`` themselves."""

from hub_plugin.model.safe import as_json as as_json
from hub_plugin.model.safe import safe as safe
