"""Address arithmetic: cidrhost, cidrnetmask, cidrsubnet and cidrsubnets."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from hclfix.evaluate.convert import text_content, whole_number
from hclfix.evaluate.functions.registry import function
from hclfix.evaluate.making import list_value, string
from hclfix.evaluate.types import NUMBER, STRING, list_of
from hclfix.evaluate.values import EvaluationError, NotCovered, Value

if TYPE_CHECKING:
    from ipaddress import IPv4Network, IPv6Network

Network: TypeAlias = "IPv4Network | IPv6Network"

_MOST_NEW_BITS = 32


def _network(prefix: Value) -> Network:
    import ipaddress  # takes time, and hardly any module needs it

    text = text_content(prefix)
    address, slash, length = text.partition("/")
    if not slash or not length.isdecimal():
        raise EvaluationError(f'"{text}" is no CIDR prefix')
    if any(len(part) > 1 and part.startswith("0") for part in address.split(".")) or "%" in address:
        raise NotCovered("an address with leading zeros")
    try:
        return ipaddress.ip_network(text, strict=False)
    except ValueError as error:
        raise EvaluationError(f'"{text}" is no CIDR prefix') from error


def _address(network: Network, value: int) -> str:
    if network.version == 6 and value >> 32 in (0, 0xFFFF):
        raise NotCovered("an IPv4 address written as IPv6")
    return str(type(network.network_address)(value))


def _subnet(network: Network, new_bits: int, position: int) -> str:
    length = network.prefixlen + new_bits
    if new_bits < 0 or length > network.max_prefixlen:
        raise EvaluationError(f"{network} has no room for {new_bits} more bits")
    if not 0 <= position < 1 << new_bits:
        raise EvaluationError(f"{new_bits} bits have no room for the network number {position}")
    start = int(network.network_address) + (position << (network.max_prefixlen - length))
    return f"{_address(network, start)}/{length}"


@function("cidrhost", STRING, NUMBER, result=STRING)
def cidrhost(prefix: Value, host: Value) -> Value:
    network, position = _network(prefix), whole_number(host)
    if not -network.num_addresses <= position < network.num_addresses:
        raise EvaluationError(f"{network} has no room for the host number {position}")
    base = network.network_address if position >= 0 else int(network.network_address) + network.num_addresses
    return string(_address(network, int(base) + position))


@function("cidrnetmask", STRING, result=STRING)
def cidrnetmask(prefix: Value) -> Value:
    network = _network(prefix)
    if network.version == 6:
        raise EvaluationError("an IPv6 prefix has no netmask")
    return string(str(network.netmask))


@function("cidrsubnet", STRING, NUMBER, NUMBER, result=STRING)
def cidrsubnet(prefix: Value, new_bits: Value, position: Value) -> Value:
    return string(_subnet(_network(prefix), whole_number(new_bits), whole_number(position)))


@function("cidrsubnets", STRING, rest=NUMBER, result=list_of(STRING))
def cidrsubnets(prefix: Value, *new_bits: Value) -> Value:
    network = _network(prefix)
    subnets: list[Value] = []
    offset = int(network.network_address)
    for bits in map(whole_number, new_bits):
        length = network.prefixlen + bits
        if not 1 <= bits <= _MOST_NEW_BITS or length > network.max_prefixlen:
            raise EvaluationError(f"{network} has no room for {bits} more bits")
        size = 1 << (network.max_prefixlen - length)
        offset = -(-offset // size) * size
        if offset + size > int(network.network_address) + network.num_addresses:
            raise EvaluationError(f"{network} has no room for all the subnets")
        subnets.append(string(f"{_address(network, offset)}/{length}"))
        offset += size
    return list_value(STRING, subnets)
