"""The parts of move-stage-name."""
