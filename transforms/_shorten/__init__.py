"""How ``shorten-prefixes`` works: what a name comes to, what it is made of, and how little has to go."""
