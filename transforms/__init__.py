"""The transforms that come with hclfix: one file each, and nothing to register. Installed as ``hclfix.transforms``."""
