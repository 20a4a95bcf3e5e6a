"""From text to a tree of views with exact spans: the structure of every file, expressions when they are asked for."""
