"""The least a Flask page of ten questions can cost: no database, no session, no languages."""

from flask import Flask, render_template
from jinja2 import DictLoader

app = Flask(__name__)

PAGE = """<!doctype html><html lang="fi"><head><meta charset="utf-8"><title>Kysely</title></head>
<body><main><h1>Kysely</h1><form method="post" action="/">
{% for question in questions %}<fieldset><legend>{{ question.label }}</legend>
{% for option in question.options %}<div>
<input type="radio" id="q{{ question.code }}-{{ loop.index }}"
name="{{ question.code }}" value="{{ option }}"><label for="q{{ question.code }}-{{ loop.index }}">
{{ option }}</label></div>{% endfor %}</fieldset>{% endfor %}
<button type="submit">Jatka</button></form></main></body></html>"""
QUESTIONS = [
    {"code": f"q{n}", "label": f"Kysymys {n}", "options": [f"Vaihtoehto {m}" for m in range(5)]}
    for n in range(10)
]

app.jinja_loader = DictLoader({"page.html": PAGE})


@app.get("/")
@app.get("/health/ready")
def page() -> str:
    """Show the page."""
    return render_template("page.html", questions=QUESTIONS)
