"""How ``add-environment-suffix`` works: what gets the suffix, where it goes, and which strings follow."""
