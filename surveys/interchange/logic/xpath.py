"""Expressions of XLSForm: XPath with `${name}` for answers and `.` for one's own."""

import re
from collections.abc import Callable, Mapping

from surveys.domain.logic.expression import OWN, Answer, BadExpression, Call, Node, Value
from surveys.domain.logic.patterns import SPECIAL
from surveys.interchange.logic.adapting import TURNED, Adapter, Target, is_answered
from surveys.interchange.logic.grammar import Dialect, Name, Raw, read
from surveys.interchange.logic.patterns import checked

XPATH = Dialect(
    token=re.compile(
        r"""(?P<blank>\s+)
          | (?P<number>\d+(?:\.\d+)?|\.\d+)
          | (?P<text>'[^']*'|"[^"]*"|[\u2018\u2019][^\u2019]*\u2019|[\u201c\u201d][^\u201d]*\u201d)
          | \$\{\s*(?P<name>[^{}\s]+)\s*\}
          | (?P<sign><=|>=|!=|[=<>+*(),-]|\.(?![\w./]))
          | (?P<word>[A-Za-z_][\w.-]*(?::[A-Za-z_][\w.-]*)?)
        """,
        re.VERBOSE,
    ),
    binary={
        "or": (1, "or"),
        "and": (2, "and"),
        **{sign: (3, sign) for sign in ("=", "!=")},
        **{sign: (4, sign) for sign in ("<", "<=", ">", ">=")},
        "+": (5, "+"),
        "-": (5, "-"),
        "*": (6, "*"),
        "div": (6, "/"),
        "mod": (6, "mod"),
    },
    prefix={"-": (7, "-")},
)
# The same function under two names, with as many arguments.
SAME = {
    "string-length": "length",
    "count-selected": "count",
    "if": "if",
    "coalesce": "coalesce",
    "min": "min",
    "max": "max",
    "round": "round",
    "contains": "contains",
}
ONE_ARGUMENT = (
    "string-length", "count-selected", "number", "string", "boolean", "date", "abs", "sum",
    "count", "count-non-empty",
)  # fmt: skip
TWO_ARGUMENTS = ("selected", "regex", "starts-with", "ends-with", "pow")
ANY = r"(.|\s)*"
# A day compared with the present moment, as compared with today.
NOW = {"<": "<=", "<=": "<=", ">": ">", ">=": ">"}
# Ways to an answer through the form's tree: the last name is that of the answer.
PATH = re.compile(
    r"(?<![\w}/)\].])(?:(?:current\(\)/)?(?:\.\./)+|/(?=[A-Za-z_][\w-]*/))"
    r"(?:[A-Za-z_][\w-]*/)*([A-Za-z_][\w-]*)(?![\w/(\[-])"
)


def to_ours(source: str, targets: Mapping[str, Target], own: Target | None = None) -> Node:
    """Return our tree of an XLSForm expression, or say what it has that we have not."""
    return FromXPath(targets, own).test(tree(source))


def tree(source: str) -> Raw:
    """Return the tree of an XLSForm expression as it stands."""
    return read(_dots(source), XPATH)


def columns_to_ours(
    source: str, targets: Mapping[str, Target], column: Callable[[str], str | None]
) -> Node:
    """Return our tree of a filter of choices, for the choice whose columns are given."""
    return FromXPath(targets, None, column).node(tree(source))


def _dots(source: str) -> str:
    """Write one's own answer, and ways to others, as names, so that they are to the reader."""
    parts = re.split(r"('[^']*'|\"[^\"]*\")", source)
    return "".join(
        part if at % 2 else re.sub(r"(?<![\w./}])\.(?![\w./])", "${.}", PATH.sub(r"${\1}", part))
        for at, part in enumerate(parts)
    )


class FromXPath(Adapter):
    """Gives names and functions of XPath their meaning."""

    def __init__(
        self,
        targets: Mapping[str, Target],
        own: Target | None = None,
        column: Callable[[str], str | None] | None = None,
        calculations: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(targets, own)
        self.column, self.calculations = column, calculations or {}
        self.used: set[str] = set()

    def name(self, name: Name) -> Node:
        """Return the answer, one's own, or the cell of the choice in question."""
        if name.words == OWN and name.is_reference:
            self.known(self.own)
            return Answer(OWN)
        if not name.is_reference:
            if name.words.lower() in ("true", "false"):
                return Value(name.words.lower() == "true")
            cell = self.column(name.words) if self.column else None
            if cell is None:
                raise BadExpression("unknown_name")
            return Value(cell)
        if name.words in self.calculations and name.words not in self.targets:
            return self._calculated(name.words)
        return super().name(name)

    def _calculated(self, name: str) -> Node:
        """Put a calculation in the place of its name; what refers to itself has no end."""
        rest = {other: c for other, c in self.calculations.items() if other != name}
        reader = FromXPath(self.targets, None, calculations=rest)
        found = reader.node(tree(self.calculations[name]))
        self.used |= {name} | reader.used
        return found

    def known(self, target: Target | None) -> Target | None:
        """Remember what an answer gives; one's own goes by its own name."""
        if target is not None and target is self.own:
            self.by_answer[Answer(OWN)] = Target(Answer(OWN), target.gives, target.options)
            return target
        return super().known(target)

    def function(self, name: str, arguments: tuple[Raw, ...]) -> Node:
        """Return what a function means."""
        if name in ("true", "false", "today") and not arguments:
            return Call("today", ()) if name == "today" else Value(name == "true")
        if len(arguments) == 2 and name in TWO_ARGUMENTS:  # noqa: PLR2004 -- as it says
            return self._of_two(name, *arguments)
        if len(arguments) == 1 and name in ONE_ARGUMENT:
            return self._of_one(name, arguments[0])
        if name in SAME and arguments:
            return self._same(name, arguments)
        raise BadExpression("unknown_function")

    def node(self, raw: Raw) -> Node:
        """Return our tree; an answer by itself, where a truth belongs, is whether there is one."""
        if isinstance(raw, Call) and raw.name in ("and", "or", "not"):
            return Call(raw.name, tuple(self.test(argument) for argument in raw.arguments))
        return super().node(raw)

    def test(self, raw: Raw) -> Node:
        """Return our tree of what must be true or false."""
        found = self.node(raw)
        if not isinstance(found, Answer):
            return found
        target = self.by_answer.get(found)
        answered = is_answered(found)
        if target and target.gives == "number":
            return Call("and", (answered, Call("!=", (found, Value(0)))))
        return answered

    def compared(self, sign: str, left: Raw, right: Raw) -> Node:
        """Compare; the present moment is later than the day that begins, and a length may be 0."""
        for one, other, turned in ((left, right, sign), (right, left, TURNED[sign])):
            if other == Call("now", ()) and turned in NOW:
                return Call(NOW[turned], (self.node(one), Call("today", ())))
            if isinstance(one, Call) and one.name == "string-length" and len(one.arguments) == 1:
                found = self._has_length(one.arguments[0], turned, other)
                if found is not None:
                    return found
        return super().compared(sign, left, right)

    def _has_length(self, words: Raw, sign: str, limit: Raw) -> Node | None:
        """Return whether an answer that is no text is there, which is what its length tells."""
        node = self.node(words)
        target = self.by_answer.get(node) if isinstance(node, Answer) else None
        if target is None or target.gives == "text" or not isinstance(limit, Value):
            return None
        some = {(">", 0), ("!=", 0), (">=", 1)}
        none = {("=", 0), ("<", 1), ("<=", 0)}
        at = (sign, limit.value)
        return is_answered(node, at in some) if at in some | none else None

    def _of_two(self, name: str, one: Raw, other: Raw) -> Node:
        deeds = {"selected": self.selected, "regex": self._matches, "pow": self._power}
        return deeds[name](one, other) if name in deeds else self._begins(name, one, other)

    def _begins(self, name: str, words: Raw, part: Raw) -> Node:
        found = self.node(part)
        if not isinstance(found, Value):
            raise BadExpression("unknown_function")
        said = "".join(f"\\{sign}" if sign in SPECIAL else sign for sign in str(found.value))
        pattern = f"{said}{ANY}" if name == "starts-with" else f"{ANY}{said}"
        return Call("matches", (self.node(words), Value(checked(pattern))))

    def _power(self, base: Raw, times: Raw) -> Node:
        node = self.node(base)
        if times not in (Value(2), Value(3)) or not isinstance(times, Value):
            raise BadExpression("unknown_function")
        found = Call("*", (node, node))
        return found if times.value == 2 else Call("*", (found, node))  # noqa: PLR2004 -- squared

    def _of_one(self, name: str, argument: Raw) -> Node:
        if name == "boolean":
            return self.test(argument)
        found = self.node(argument)
        if name == "abs":
            return Call("max", (found, Call("-", (found,))))
        if name in ("count", "count-non-empty"):  # what is repeated is asked once
            return Call("if", (is_answered(found), Value(1), Value(0)))
        return found if name in ("number", "string", "date", "sum") else Call(SAME[name], (found,))

    def _same(self, name: str, arguments: tuple[Raw, ...]) -> Node:
        if name == "contains" and len(arguments) == 2:  # noqa: PLR2004 -- words, a part of them
            target = self.target(arguments[0])
            if target and target.gives in ("choices", "choice"):
                return self.selected(*arguments)
        found = tuple(self.node(argument) for argument in arguments)
        least, most = {"if": (3, 3), "coalesce": (2, 2), "contains": (2, 2), "round": (1, 2)}.get(
            name, (1, 20)
        )
        if not least <= len(found) <= most:
            raise BadExpression("wrong_number_of_arguments")
        return Call(SAME[name], found)

    def _matches(self, words: Raw, pattern: Raw) -> Node:
        found = self.node(pattern)
        if not isinstance(found, Value) or not isinstance(found.value, str):
            raise BadExpression("unknown_function")
        return Call("matches", (self.node(words), Value(checked(found.value))))
