"""The form of a comment."""

from flask_babel import lazy_gettext as _
from wtforms import TextAreaField
from wtforms.validators import DataRequired, Length

from participation.platform.web.forms import Form

LONGEST = 2000


class CommentForm(Form):
    """What a member of staff says about a question."""

    words = TextAreaField(
        _("Your comment"),
        [
            DataRequired(_("Write the comment.")),
            Length(max=LONGEST, message=_("Write at most %(max)d characters.")),
        ],
        filters=[lambda words: words.strip() if words else words],
        description=_("Everybody who works on this survey can read it. Residents cannot."),
    )
