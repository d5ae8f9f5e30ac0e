"""Rules that only say that an option stands alone: we have a word for it."""

from surveys.domain.logic.expression import OWN, Answer, Call, Node, Value

SEVERAL = (
    Call(">", (Call("count", (Answer(OWN),)), Value(1))),
    Call(">=", (Call("count", (Answer(OWN),)), Value(2))),
)
ONE = Call("=", (Call("count", (Answer(OWN),)), Value(1)))


def alone(node: Node) -> str | None:
    """Return the option that a rule says stands alone, if that is what it says."""
    match node:
        case Call("not", (Call("and", (one, other)),)):
            return _chosen(one) if other in SEVERAL else _chosen(other) if one in SEVERAL else None
        case Call("or", (Call("not", (one,)), other)) if other == ONE:
            return _chosen(one)
        case Call("if", (one, then, Value(True))) if then == ONE:
            return _chosen(one)
    return None


def _chosen(node: Node) -> str | None:
    match node:
        case Call("selected", (Answer("."), Value(str() as code))):
            return code
    return None
