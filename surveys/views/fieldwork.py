"""During fieldwork: who has answered so far, who is missing, and how they could be reached."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from flask import render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from participation.activities.domain.statistics.refusals import Refused
from participation.activities.models import Activity
from participation.activities.policy import may_analyse
from participation.activities.statistics_words import why
from participation.municipality.policy import may_see_population
from participation.platform.access.routes import actor, requires
from participation.platform.clock import now
from participation.platform.i18n import locales
from participation.platform.web.languages import current_language
from participation.platform.web.site import site
from surveys.cut_words import CutWords
from surveys.domain.counting.block import REMOVED
from surveys.domain.fieldwork import Fielded, Missing, Reach
from surveys.services.fieldwork import Fieldwork, fieldwork
from surveys.views.cuts import over_time
from surveys.views.results import bp, survey_named
from surveys.weighting_words import Said
from surveys.wording import Speaker


@bp.get("/<language:lang>/manage/a/<activity>/results/fieldwork", endpoint="fieldwork")
@requires(may_analyse, survey_named)
def during_fieldwork(activity: str) -> ResponseReturnValue:
    """Show who has answered so far beside the population."""
    found = survey_named(activity)
    return render_template(
        "surveys/manage/fieldwork.html",
        activity=found,
        page=FieldworkPage(found, fieldwork(found)),
        state=found.state(now()),
        may_see_population=may_see_population(actor()),
    )


@dataclass(frozen=True, slots=True)
class FieldworkPage:
    """What the page says."""

    activity: Activity
    found: Fieldwork

    @property
    def speaker(self) -> Speaker:
        """The words of the page's language."""
        return Speaker(current_language(), site().main_language)

    @property
    def said(self) -> Said:
        """The words of variables and categories of the figures."""
        fitting = self.found.ground.fitting
        return Said({name: q[0].question for name, q in fitting.items() if q}, self.speaker)

    def missing(self) -> Iterator[tuple[str, str]]:
        """Yield who is missing, and by which links they came: two sentences each."""
        for each in self.found.respects:
            for one in each.missing:
                yield self._who(each, one), self._links(one)

    def perhaps(self) -> list[str]:
        """Name the groups that chance alone may keep below their share."""
        said = self.said
        return [
            f"{said.variable(each.variable)}: {said.categories(each.variable, line.codes)}"
            for each in self.found.respects
            for line in each.perhaps
        ]

    def _who(self, respect: Fielded, one: Missing) -> str:
        language, line = current_language(), one.line
        return str(
            ngettext(
                "%(variable)s: %(group)s – %(answers)s of answers, %(residents)s of residents; "
                "about %(needed)s answer more needed.",
                "%(variable)s: %(group)s – %(answers)s of answers, %(residents)s of residents; "
                "about %(needed)s answers more needed.",
                one.needed,
                variable=self.said.variable(respect.variable),
                group=self.said.categories(respect.variable, line.codes),
                answers=locales.percent(line.share, language),
                residents=locales.percent(line.population_share, language),
                needed=locales.number(one.needed, language),
            )
        )

    def _links(self, one: Missing) -> str:
        reached = [self._reach(each) for each in one.reached]
        unreached = [self._name(each.channel) for each in one.unreached]
        found = []
        if reached:
            found.append(_("They have come by these links: %(links)s.", links=", ".join(reached)))
        if unreached:
            found.append(
                _("Nobody of them has come by these yet: %(links)s.", links=", ".join(unreached))
            )
        return " ".join(found)

    def _reach(self, each: Reach) -> str:
        language = current_language()
        return str(
            _(
                "%(link)s (%(people)s of its %(answers)s answers)",
                link=self._name(each.channel),
                people=locales.number(each.people, language),
                answers=locales.number(each.answers, language),
            )
        )

    def _name(self, code: str) -> str:
        names = {each.code: self.speaker.say(each.name) for each in self.activity.channels}
        return names.get(code, str(_("Removed links")))

    def channels(self) -> list[tuple[str, int, float]]:
        """Return how many came by each link, with the length of each bar."""
        found = {each.code: 0 for each in self.activity.channels} | dict(self.found.channels)
        most = max(found.values(), default=0) or 1
        return [
            (self._name(code), people, people / most)
            for code, people in found.items()
            if people or code != REMOVED
        ]

    def others(self) -> Iterator[tuple[str, Sequence[tuple[str, int, float]]]]:
        """Yield what the population figures do not know, with how many said what."""
        words = CutWords(self.speaker, {name: v for name, (v, _n) in self.found.other.items()})
        for variable, counts in self.found.other.values():
            most = max(counts.values(), default=0) or 1
            lines = [
                (words.value(variable, value), people, people / most)
                for value, people in sorted(counts.items(), key=lambda each: -each[1])
            ]
            if lines:
                yield words.variable(variable), lines

    def times(self) -> list[tuple[str, int, float]]:
        """Return when answers came, with the length of each bar."""
        return over_time(self.found.days)

    def lacking(self, refused: Refused) -> str:
        """Say what is missing before groups can be compared with the population."""
        return why(refused)
