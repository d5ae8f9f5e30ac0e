"""What weights are made from, as a form: its fields follow the figures and the questions."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import RadioField, SelectField

from participation.activities.domain.statistics.raking import Silent
from participation.platform.web.choices import choices
from participation.platform.web.forms import Form
from surveys.domain.weighting import Plan, Respect

NO_CAP = "none"
CAPS = {
    "2": _("2: close to the answers as they came"),
    "3": "3",
    "5": _("5: usual"),
    NO_CAP: _("No limit"),
}
SILENT = {
    Silent.KEEP: _("They are kept, and weighted by what they did tell"),
    Silent.LEAVE_OUT: _("They are left out of weighted figures"),
}


class Offered:
    """What can be chosen for one variable: questions and categories, with their words."""

    def __init__(
        self, variable: str, words: str, questions: Mapping[str, str], categories: Mapping[str, str]
    ) -> None:
        self.variable, self.words = variable, words
        self.questions, self.categories = questions, categories


class WeightsForm(Form):
    """How far weights may go, and what becomes of those who did not say."""

    cap = RadioField(
        _("The greatest weight"),
        choices=choices(CAPS.items()),
        description=_(
            "So many times may one answer count. A lower limit makes the figures steadier."
        ),
    )
    silent = RadioField(
        _("Those who did not tell, or chose a group without population figures"),
        choices=choices((key.value, words) for key, words in SILENT.items()),
    )
    offered: Sequence[Offered] = ()

    def plan(self) -> Plan:
        """Return what was chosen."""
        respects = [self._respect(each) for each in self.offered if self._by(each).data]
        cap = None if self.cap.data == NO_CAP else float(self.cap.data)
        return Plan(respects=tuple(respects), cap=cap, silent=Silent(self.silent.data))

    def _by(self, offered: Offered) -> SelectField:
        found: SelectField = self[f"by_{offered.variable}"]
        return found

    def joins(self, variable: str) -> list[SelectField]:
        """Return the fields with which categories of a variable are joined."""
        return [field for field in self if field.name.startswith(f"join_{variable}.")]

    def _respect(self, offered: Offered) -> Respect:
        joined = {
            field.name.partition(".")[2]: field.data for field in self.joins(offered.variable)
        }
        kept = {code: into for code, into in joined.items() if into}
        return Respect(question=self._by(offered).data, variable=offered.variable, joined=kept)


def weights_form(offered: Sequence[Offered], plan: Plan) -> WeightsForm:
    """Make the form for what is offered, with what a plan has chosen."""
    fields: dict[str, Any] = {"offered": offered}
    data: dict[str, Any] = {"cap": _cap_of(plan), "silent": plan.silent.value}
    chosen = {each.variable: each for each in plan.respects}
    for each in offered:
        respect = chosen.get(each.variable)
        label = _("Question about: %(variable)s", variable=each.words)
        questions = [("", _("Not used for weights")), *each.questions.items()]
        fields[f"by_{each.variable}"] = SelectField(label, choices=choices(questions))
        data[f"by_{each.variable}"] = respect.question if respect else ""
        for code in each.categories:
            name = f"join_{each.variable}.{code}"
            fields[name] = _join(each, code)
            data[name] = respect.joined.get(code, "") if respect else ""
    form: WeightsForm = type("ChosenWeights", (WeightsForm,), fields)(data=data)
    return form


def _cap_of(plan: Plan) -> str:
    return NO_CAP if plan.cap is None else f"{plan.cap:g}"


def _join(offered: Offered, code: str) -> SelectField:
    others = [(other, words) for other, words in offered.categories.items() if other != code]
    return SelectField(offered.categories[code], choices=choices([("", _("On its own")), *others]))
