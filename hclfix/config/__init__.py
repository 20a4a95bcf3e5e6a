"""Configuration: which file counts, what it says, and what that comes to with the command line."""

from hclfix.config.convert import ConfigError, apply_settings, choose
from hclfix.config.layers import ConfigFiles, Layer, command_line
from hclfix.config.options import Options
from hclfix.config.settle import Config, settle

__all__ = [
    "Config",
    "ConfigError",
    "ConfigFiles",
    "Layer",
    "Options",
    "apply_settings",
    "choose",
    "command_line",
    "settle",
]
