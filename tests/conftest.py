"""Settings that hold for all tests."""

from __future__ import annotations

import os

from hypothesis import settings

from hclfix.transform import PACKAGE, import_folder, transforms_directory

settings.register_profile("everyday", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.register_profile("long", deadline=None, max_examples=2000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci" if os.environ.get("CI") else "everyday"))

# In a bare checkout the transforms lie beside hclfix and not in it.
import_folder(transforms_directory(), PACKAGE)
