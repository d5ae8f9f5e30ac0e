"""Interface words: the language spoken at this moment, and people's words in them escaped."""

from flask import render_template_string
from flask_babel import force_locale, gettext
from jinja2 import DictLoader

from participation.platform.mail.render import speaking
from participation.platform.web.languages import LOCALES
from tests.platform.small_house import small_house

HOME = {"fi": "Etusivu", "sv": "Startsida", "en": "Home"}


def test_words_follow_the_language_spoken():
    app = small_house()
    with app.test_request_context("/fi/"):
        assert render_template_string("{{ _('Home') }}") == gettext("Home") == HOME["fi"]
        for language, words in HOME.items():
            with force_locale(LOCALES[language]):
                assert render_template_string("{{ _('Home') }}") == gettext("Home") == words
            with speaking(language):
                assert render_template_string("{{ _('Home') }}") == words
        assert render_template_string("{{ _('Home') }}") == HOME["fi"]


def test_people_cannot_write_html_into_sentences():
    with small_house().test_request_context("/en/"):
        said = render_template_string("{{ _('Hello %(name)s', name=name) }}", name="<b>")
        many = render_template_string(
            "{{ ngettext('%(num)s of %(name)s', '%(num)s of %(name)s', 2, name=name) }}", name="<b>"
        )
    assert said == "Hello &lt;b&gt;"
    assert many == "2 of &lt;b&gt;"


def test_letters_hold_words_as_they_are():
    app = small_house()
    app.jinja_env.loader = DictLoader({"letter.txt": "{{ _('Hello %(name)s', name='A & B') }}"})
    with app.test_request_context("/en/"):
        assert app.jinja_env.get_template("letter.txt").render() == "Hello A & B"


def test_a_per_cent_sign_is_doubled_with_and_without_places():
    with small_house().test_request_context("/en/"):
        assert render_template_string("{{ _('100 %%') }}") == "100 %"
        assert render_template_string("{{ _('%(n)s %%', n=5) }}") == "5 %"


def test_a_place_may_have_any_name():
    with small_house().test_request_context("/en/"):
        source = "{{ _('%(words)s %(template)s %(number)s', words=1, template=2, number=3) }}"
        assert render_template_string(source) == "1 2 3"
