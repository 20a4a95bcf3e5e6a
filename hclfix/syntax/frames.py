"""What an expression that is being read stands in: the frames of the recogniser's stack, and how they end and go on."""

from __future__ import annotations

# What the expression that is being read stands in. An odd frame ends at a newline, an even one skips newlines.
WHOLE, KEY, VALUE, CONDITIONAL_LINE = 1, 3, 5, 7
PARENTHESES, CALL, TUPLE, INDEX, CONDITIONAL, SEQUENCE = 0, 2, 4, 6, 8, 10
TUPLE_IN, TUPLE_ELEMENT, TUPLE_IF = 12, 14, 16
OBJECT_IN, OBJECT_KEY, OBJECT_ELEMENT, OBJECT_IF = 18, 20, 22, 24

CLOSERS = {
    PARENTHESES: ")",
    CALL: ")",
    TUPLE: "]",
    INDEX: "]",
    TUPLE_ELEMENT: "]",
    TUPLE_IF: "]",
    VALUE: "}",
    OBJECT_ELEMENT: "}",
    OBJECT_IF: "}",
}
# What goes on in the same brackets with another expression: the token behind a term, and the frame that it leads to.
LEADS_ON = {
    (CALL, ","): CALL,
    (TUPLE, ","): TUPLE,
    (KEY, "="): VALUE,
    (KEY, ":"): VALUE,
    (TUPLE_IN, ":"): TUPLE_ELEMENT,
    (TUPLE_ELEMENT, "if"): TUPLE_IF,
    (OBJECT_IN, ":"): OBJECT_KEY,
    (OBJECT_KEY, "=>"): OBJECT_ELEMENT,
    (OBJECT_ELEMENT, "if"): OBJECT_IF,
}
OPENERS = {"[": TUPLE, "{": KEY, "(": PARENTHESES}
EXPECTED = {
    PARENTHESES: '")"',
    CALL: '"," or ")"',
    TUPLE: '"," or "]"',
    INDEX: '"]"',
    CONDITIONAL: '":" and the other result of the conditional',
    CONDITIONAL_LINE: '":" and the other result of the conditional',
    SEQUENCE: '"}"',
    KEY: '"=" or ":" and a value',
    VALUE: 'a newline, "," or "}"',
    TUPLE_IN: '":"',
    TUPLE_ELEMENT: '"]"',
    TUPLE_IF: '"]"',
    OBJECT_IN: '":"',
    OBJECT_KEY: '"=>" and a value',
    OBJECT_ELEMENT: '"}"',
    OBJECT_IF: '"}"',
}
