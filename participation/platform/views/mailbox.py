"""Letters of a development copy."""

from flask import current_app, render_template
from flask.typing import ResponseReturnValue

from participation.platform.access.policies import may_read_mailbox
from participation.platform.access.routes import requires
from participation.platform.mail.transport import letters_in, mail_folder
from participation.platform.views.blueprint import bp

MOST_SHOWN = 30


@bp.get("/<language:lang>/manage/mailbox")
@requires(may_read_mailbox)
def mailbox() -> ResponseReturnValue:
    """Show the newest letters, which no server has sent."""
    letters = letters_in(mail_folder(current_app.config["SETTINGS"]), MOST_SHOWN)
    return render_template("platform/manage/mailbox.html", letters=letters)
