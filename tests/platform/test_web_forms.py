"""Fields say what they want, what went wrong and where, to eyes and to screen readers alike."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

import pytest
from flask import render_template_string
from flask_wtf import FlaskForm
from werkzeug.datastructures import MultiDict
from wtforms import (
    BooleanField,
    Field,
    FileField,
    HiddenField,
    IntegerField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Length, NumberRange

from participation.platform.i18n.fields import HasWords, NotTooLong, TextField
from participation.platform.i18n.text import Text, TextState
from participation.platform.web.choices import choices
from tests.pages import Page
from tests.platform.small_house import small_house

SHEET = """{% extends "base.html" %}
{% from "macros/forms.html" import error_summary, field, hidden, submit %}
{% block title %}Form{% endblock %}
{% block content %}
  {{ error_summary(form) }}
  <form method="post" action="">
    {{ hidden(form) }}
    {% for each in form if each.name != "csrf_token" %}{{ field(each) }}{% endfor %}
    {{ submit("Save") }}
  </form>
{% endblock %}"""


class MomentField(Field):
    """Stands for a field with a day and a time."""

    day_words, time_words = "2026-11-22", "15:30"


class EveryField(FlaskForm):
    title = TextField("Title", [HasWords("Enter a title."), NotTooLong("Too long.")], longest=9)
    summary = TextField("Summary", rows=3, description="In two sentences.")
    name = StringField("Name", [InputRequired("Enter a name.")], description="Your own.")
    why = TextAreaField("Why", [Length(max=200)])
    freely = TextAreaField("Freely")
    amount = IntegerField("Amount", [NumberRange(1, 9, "Enter 1 to 9.")])
    kind = SelectField("Kind", choices=choices([("a", "A"), ("b", "B")]))
    who = RadioField(
        "Who", [InputRequired("Choose one.")], choices=choices([("a", "A"), ("b", "B")])
    )
    languages = SelectMultipleField(
        "Languages", choices=choices([("fi", "Suomi"), ("sv", "Svenska")])
    )
    agreed = BooleanField("Agreed", [InputRequired("Agree first.")], description="To all.")
    opens = MomentField("Opens", description="Finnish time.")
    file = FileField("File")
    secret = HiddenField(default="x")


@pytest.fixture(autouse=True)
def request_in_english() -> Iterator[None]:
    with small_house().test_request_context("/en/") as context:
        context.app.preprocess_request()
        yield


def page_of(form: FlaskForm) -> Page:
    page = Page.__new__(Page)
    Page.__init__(page, Response(render_template_string(SHEET, form=form)))  # type: ignore[arg-type]
    page.check()
    return page


class Response:
    status_code = 200

    def __init__(self, text: str) -> None:
        self.text = text


def form_with(typed: dict[str, object] | None = None, **kept: object) -> EveryField:
    return EveryField(MultiDict(typed or {}), meta={"csrf": False}, **kept)


def by_id(page: Page, name: str) -> Element:
    (found,) = [e for e in page.tree.iter() if e.get("id") == name]
    return found


def refused() -> Page:
    form = form_with({"title-sv": "Words", "amount": "12", "why": "x" * 201, "kind": "a"})
    form.validate()
    return page_of(form)


def test_every_kind_of_field_is_rendered_soundly():
    page = page_of(form_with())

    assert not page.all("script")[1:]
    assert "Enter" not in page.words("main")


def test_a_form_with_every_error_is_rendered_soundly():
    page = refused()

    assert "Check what you entered" in page.words("main")
    assert "Enter a name." in page.words("main")


def test_the_summary_leads_to_every_field_with_an_error():
    page = refused()

    (box,) = [d for d in page.all("div") if "govuk-error-summary" in (d.get("class") or "")]
    links = {a.get("href"): a.text for a in box.iter() if str(a.tag).endswith("}a")}
    assert links["#name"] == "Enter a name."
    assert links["#title-fi"] == "Enter a title."
    assert links["#who-0"] == "Choose one."
    assert links["#amount"] == "Enter 1 to 9."
    for target in links:
        assert by_id(page, str(target)[1:]).tag.endswith(("}input", "}textarea", "}select"))


def test_there_is_no_summary_without_errors():
    assert "govuk-error-summary" not in page_of(form_with()).text.split("<main", 1)[1]


def test_a_mistake_of_the_whole_form_is_in_the_summary():
    form = form_with()
    form.form_errors.append("It changed in the meantime.")

    assert "It changed in the meantime." in page_of(form).words("main")


@pytest.mark.parametrize("name", ["name", "agreed"])
def test_hints_and_errors_belong_to_their_input(name):
    page = refused()

    described = (by_id(page, name).get("aria-describedby") or "").split()
    assert described == [f"{name}-hint", f"{name}-error"]
    assert all(by_id(page, found) is not None for found in described)


def test_a_wrong_input_is_marked_as_wrong():
    page = refused()

    assert by_id(page, "name").get("aria-invalid") == "true"
    assert by_id(page, "kind").get("aria-invalid") is None


def test_what_may_be_left_out_says_so():
    page = page_of(form_with())
    labels = {label.get("for"): " ".join(label.itertext()) for label in page.all("label")}

    assert "(optional)" in labels["why"]
    assert "(optional)" not in labels["name"]


def test_a_long_text_counts_its_characters():
    page = page_of(form_with())

    assert by_id(page, "why").get("aria-describedby") == "why-info"
    assert "up to 200 characters" in " ".join(by_id(page, "why-info").itertext())
    assert by_id(page, "freely").get("aria-describedby") is None


def test_the_counter_speaks_the_language_of_the_page():
    body = page_of(form_with()).one("body")

    assert body.get("data-characters-left") == "You have %{count} characters left"
    assert body.get("data-characters-left-one") == "You have %{count} character left"
    assert body.get("data-characters-over") == "You have %{count} characters too many"


def test_languages_are_edited_side_by_side_with_their_states():
    text = Text({"fi": "Puisto", "sv": "Park"}, {"sv": TextState.STALE})
    page = page_of(form_with(data={"title": text, "summary": Text({"fi": "  a\n b"})}))

    assert by_id(page, "title-fi").get("value") == "Puisto"
    assert by_id(page, "title-sv").get("lang") == "sv"
    assert "needs checking" in page.words("main")
    assert by_id(page, "summary-fi").text == "  a\n b"
    assert "title-fi-state" not in page.text, "the main language is never a draft"


def test_a_draft_stays_a_draft_until_it_is_unticked():
    draft = Text({"fi": "Puisto", "sv": "Park"}, {"sv": TextState.DRAFT})
    page = page_of(form_with(data={"title": draft}))

    assert by_id(page, "title-sv-state").get("checked") is not None
    assert by_id(page, "title-en-state").get("checked") is None


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ({"title-fi": " Puisto ", "title-sv": ""}, Text({"fi": "Puisto"})),
        (
            {"title-fi": "Puisto", "title-sv": "Park", "title-sv-state": "draft"},
            Text({"fi": "Puisto", "sv": "Park"}, {"sv": TextState.DRAFT}),
        ),
        ({}, Text()),
    ],
)
def test_a_text_is_gathered_from_its_languages(typed, stored):
    assert form_with(typed).title.data == stored


def test_a_translation_that_did_not_follow_is_marked_when_the_form_comes_back():
    old = Text({"fi": "Puisto", "sv": "Park", "de": "Park"})
    form = form_with({"title-fi": "Metsä", "title-sv": "Park"}, data={"title": old})

    assert form.title.data.state("sv") is TextState.STALE
    assert form.title.data.translations["de"] == "Park", "a language not asked for is kept"


def test_a_text_too_long_in_one_language_is_refused():
    form = form_with({"title-fi": "Puisto", "title-sv": "x" * 10})
    form.validate()

    assert form.title.errors == ["Too long."]


def test_a_day_and_a_time_have_the_browsers_own_pickers():
    page = page_of(form_with())

    day, time = by_id(page, "opens"), by_id(page, "opens-time")
    assert (day.get("type"), day.get("value")) == ("date", "2026-11-22")
    assert (time.get("type"), time.get("name"), time.get("value")) == (
        "time",
        "opens-time",
        "15:30",
    )


def test_what_is_typed_is_never_markup():
    page = page_of(form_with({"name": '"><script>alert(1)</script>', "title-fi": "<b>&"}))

    assert by_id(page, "name").get("value") == '"><script>alert(1)</script>'
    assert by_id(page, "title-fi").get("value") == "<b>&"
    assert len(page.all("script")) == 1


def test_a_form_has_one_primary_button_that_is_not_pressed_twice():
    (button,) = page_of(form_with()).all("button")

    assert button.get("data-prevent-double-click") == "true"
