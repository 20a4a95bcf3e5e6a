"""The compiled form of a Lark grammar as JSON, and back.

What Lark serialises is numbered as the sets came out that it was computed from, differently each time. Here rules and
states are numbered by what they are, so that one grammar has one text.
"""

from __future__ import annotations

import json
from typing import Any

import lark
from lark.grammar import Rule
from lark.lexer import TerminalDef

_OPTIONS = ("parser", "start", "keep_all_tokens", "maybe_placeholders")
"""The options that Lark needs again when it loads a parser."""


def dumped(parser: lark.Lark) -> str:
    """The compiled table of ``parser`` as one line of JSON, with the version of Lark."""
    data, memo = parser.memo_serialize([TerminalDef, Rule])
    data["options"] = {name: data["options"][name] for name in _OPTIONS}
    data["parser"]["lexer_conf"]["lexer_type"] = None  # a class
    data, memo = _with_numbered_rules(data, memo)
    data["parser"]["parser"] = _with_numbered_states(data["parser"]["parser"])
    table = {"lark": lark.__version__, "data": data, "memo": memo}
    return json.dumps(table, separators=(",", ":"), sort_keys=True) + "\n"


def loaded(table: dict[str, Any], lexer: type, transformer: Any) -> lark.Lark:
    """The parser of a table that was dumped by this version of Lark."""
    data = table["data"]
    data["options"]["lexer"] = data["parser"]["lexer_conf"]["lexer_type"] = lexer
    actions = data["parser"]["parser"]
    actions["tokens"] = _by_number(actions["tokens"])
    actions["states"] = {int(state): _by_number(row) for state, row in actions["states"].items()}
    memo = _by_number(table["memo"])
    parser: lark.Lark = lark.Lark._load_from_dict(data, memo, transformer=transformer)  # type: ignore[no-untyped-call]
    return parser


def _by_number(by_text: dict[str, Any]) -> dict[int, Any]:
    """JSON has texts for keys where Lark has numbers."""
    return {int(key): value for key, value in by_text.items()}


def _with_numbered_rules(data: dict[str, Any], memo: dict[int, Any]) -> tuple[dict[str, Any], dict[int, Any]]:
    """Rules and terminals in the order of their descriptions; ``{"@": number}`` refers to one."""
    numbers = sorted(memo, key=lambda number: json.dumps(memo[number], sort_keys=True))
    places = {number: place for place, number in enumerate(numbers)}

    def renumbered(value: dict[str, Any]) -> dict[str, Any]:
        return {"@": places[value["@"]]} if "@" in value else value

    data = json.loads(json.dumps(data), object_hook=renumbered)
    frontend = data["parser"]
    for references in (data["rules"], frontend["parser_conf"]["rules"], frontend["lexer_conf"]["terminals"]):
        references.sort(key=lambda reference: reference["@"])
    return data, {places[number]: memo[number] for number in numbers}


def _with_numbered_states(actions: dict[str, Any]) -> dict[str, Any]:
    """Tokens in the order of their names, states in the order in which they are met."""
    names = sorted(actions["tokens"].values())
    rows = {
        int(state): {actions["tokens"][token]: action for token, action in sorted(row.items())}
        for state, row in actions["states"].items()
    }
    states = list(actions["start_states"].values())
    for state in states:
        for name in sorted(rows[state]):
            kind, target = rows[state][name]
            if kind == 0 and target not in states:  # a shift; other actions reduce by a rule
                states.append(target)
    places = {state: place for place, state in enumerate(states)}
    return {
        **actions,
        "tokens": dict(enumerate(names)),
        "states": {
            places[state]: {
                names.index(name): [kind, places[target] if kind == 0 else target]
                for name, (kind, target) in rows[state].items()
            }
            for state in states
        },
        "start_states": {start: places[state] for start, state in actions["start_states"].items()},
        "end_states": {start: places[state] for start, state in actions["end_states"].items()},
    }
