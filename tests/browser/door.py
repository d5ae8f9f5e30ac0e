"""gunicorn's door for tests: every template is ready before there are web processes.

Each test gets new ones, and they would compile every page anew.
"""

from wsgi import app

for name in app.jinja_env.list_templates(extensions=["html"]):
    app.jinja_env.get_template(name)
