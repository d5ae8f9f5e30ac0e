"""The settings of a question of LimeSurvey: limits, units, names of scales."""

import re
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any

from surveys.domain.questions.dates import day_of
from surveys.domain.questions.text import LONGEST_ALLOWED
from surveys.interchange import files
from surveys.interchange.limesurvey.survey import Asked
from surveys.interchange.limesurvey.words import Said
from surveys.interchange.report import Effect, Report

NUMBER = re.compile(r"-?\d{1,12}(\.\d{1,6})?")


@dataclass(slots=True)
class Shapes:
    """Reads the attributes that are settings here; tells of each once."""

    said: Said
    report: Report
    told: set[tuple[str, str, str]] = field(default_factory=set)

    def tell(self, effect: Effect, reason: str, name: str, expression: str) -> None:
        """Report something about an attribute of a question, once."""
        if (reason, name, expression) not in self.told:
            self.told.add((reason, name, expression))
            facts = {"expression": expression}
            self.report.add(effect, reason, sheet="questions", name=name, facts=facts)

    def of(self, asked: Asked, kind: str) -> tuple[str, dict[str, Any]]:
        """Return the kind and its settings."""
        if kind in ("text", "long_text") and asked.attribute("numbers_only") == "1":
            return "number", self._number(asked)
        if kind == "number" and asked.attribute("slider_layout") == "1":
            return "slider", self._slider(asked)
        shapes = {
            "text": self._written,
            "long_text": self._written,
            "number": self._number,
            "multiple": self._chosen,
            "ranking": self._ranked,
            "double": self._named_scales,
            "date": self._days,
            "upload": self._files,
        }
        if asked.type == "!":
            return kind, {"look": "dropdown"}
        return kind, shapes[kind](asked) if kind in shapes else {}

    def _slider(self, asked: Asked) -> dict[str, Any]:
        names = (
            ("min", "slider_min", 0),
            ("max", "slider_max", 100),
            ("step", "slider_accuracy", 1),
        )
        found = {
            name: usual if (number := _number(asked.attribute(attribute))) is None else number
            for name, attribute, usual in names
        }
        if found["min"] >= found["max"] or not 0 < found["step"] <= found["max"] - found["min"]:
            return {"min": 0, "max": 100}
        settings = {name: _plain(number) for name, number in found.items()}
        if any(isinstance(number, float) for number in settings.values()):
            settings["decimals"] = 6
        return settings

    def _written(self, asked: Asked) -> dict[str, Any]:
        longest = _number(asked.attribute("maximum_chars"))
        return {"longest": min(int(longest), LONGEST_ALLOWED)} if longest and longest >= 1 else {}

    def _files(self, asked: Asked) -> dict[str, Any]:
        """Return the limits of files; sizes are in kilobytes there."""
        most, size = (_number(asked.attribute(n)) for n in ("max_num_of_files", "max_filesize"))
        accepted = asked.attribute("allowed_filetypes")
        settings, unknown = files.limits(
            accepted, float(most or 1), float(size * 1000) if size else None
        )
        if unknown:
            expression = f"allowed_filetypes: {unknown}"
            self.tell(Effect.LEFT_OUT, "constraint", asked.code, expression)
        return settings

    def divided(self, asked: Asked) -> int:
        """Return the sum that several numbers must have, if it is one that can be divided."""
        total = _number(asked.attribute("equals_num_value"))
        is_whole = total is not None and total == int(total) and total > 0
        if total is None or not is_whole or asked.attribute("slider_layout") == "1":
            return 0
        return int(total)

    def _chosen(self, asked: Asked) -> dict[str, Any]:
        return self._bounds(asked, ("min", "min_answers"), ("max", "max_answers"))

    def _ranked(self, asked: Asked) -> dict[str, Any]:
        most = self._bounds(asked, ("max", "max_subquestions"))
        return most or self._bounds(asked, ("max", "max_answers"))

    def _days(self, asked: Asked) -> dict[str, Any]:
        settings = {}
        for name, attribute in (("min", "date_min"), ("max", "date_max")):
            words = asked.attribute(attribute)
            if day_of(words[:10]) and len(words[:10]) == len("2026-05-31"):
                settings[name] = words[:10]
            elif words:
                facts = {"expression": f"{attribute}: {words}"}
                self.tell(Effect.LEFT_OUT, "constraint", asked.code, **facts)
        return settings

    def _number(self, asked: Asked) -> dict[str, Any]:
        low, high = ("multiflexible_min", "multiflexible_max")
        if asked.type != ":":
            low, high = ("min_num_value_n", "max_num_value_n")
        settings = self._bounds(asked, ("min", low), ("max", high))
        if asked.attribute("num_value_int_only") != "1" and asked.type != "S":
            settings["decimals"] = 6
        if unit := self.unit(asked):
            settings["unit"] = unit
        if asked.attribute("prefix"):
            facts = {"expression": asked.attribute("prefix")}
            self.tell(Effect.LEFT_OUT, "prefix", asked.code, **facts)
        return settings

    def unit(self, asked: Asked) -> Any:
        """Return what stands after a number, if anything does."""
        text = self.said.text(asked.attributes.get("suffix", {}), asked.code)
        return text.to_json() if text else asked.attribute("suffix")[:40]

    def _named_scales(self, asked: Asked) -> dict[str, Any]:
        settings = {}
        for name, attribute in (("first", "dualscale_headerA"), ("second", "dualscale_headerB")):
            text = self.said.text(asked.attributes.get(attribute, {}), asked.code)
            number = "1" if name == "first" else "2"
            settings[name] = (text or self.said.drafted(number)).to_json()
        return settings

    def _bounds(self, asked: Asked, *wanted: tuple[str, str]) -> dict[str, Any]:
        settings: dict[str, Any] = {}
        for name, attribute in wanted:
            words = asked.attribute(attribute)
            number = _number(words)
            if words and number is None:
                facts = {"expression": f"{attribute}: {words}"}
                self.tell(Effect.LEFT_OUT, "constraint", asked.code, **facts)
            elif number is not None:
                self.tell(
                    Effect.CARRIED,
                    "constraint_carried",
                    asked.code,
                    expression=f"{attribute}: {words}",
                )
                settings[name] = _plain(number)
        if settings.get("min", 0) > settings.get("max", float("inf")):
            return {}
        return settings


def _plain(number: Decimal | int) -> int | float:
    return int(number) if number == int(number) else float(number)


def _number(words: str) -> Decimal | None:
    try:
        return Decimal(words) if NUMBER.fullmatch(words) else None
    except InvalidOperation:
        return None
