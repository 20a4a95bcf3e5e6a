"""How ``add-depends-on`` finds what has to be ordered, and what already is."""
