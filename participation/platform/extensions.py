"""Extension objects, bound to an app in `participation.app`."""

from flask_babel import Babel
from flask_babel.speaklater import LazyString
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from flask_migrate import Migrate
from flask_sqlalchemy import SQLAlchemy
from flask_wtf import CSRFProtect
from markupsafe import escape

from participation.platform.database import Base

db = SQLAlchemy(model_class=Base, disable_autonaming=True)
migrate = Migrate()
babel = Babel()
csrf = CSRFProtect()
# Addresses stay in memory (or Redis) for the window of a limit and are never written down.
limiter = Limiter(key_func=get_remote_address)

# Flask-Babel passes a lazy sentence off as HTML, with whatever people's words were put into it.
LazyString.__html__ = lambda sentence: escape(str(sentence))
