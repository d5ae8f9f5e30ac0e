"""The manifest of this room."""

from datetime import timedelta

from flask_babel import lazy_gettext as _

from participation.municipality import attention, commands, jobs, policy
from participation.municipality.views import feedback, pages, public, queue, settings
from participation.municipality.views.blueprint import bp
from participation.platform.feature import Feature, Job, MenuItem

PAGES = (feedback, pages, public, queue, settings)

feature = Feature(
    name="municipality",
    blueprints=(bp,),
    menu=(
        MenuItem(
            title=_("Feedback"),
            endpoint="municipality.feedback_queue",
            policy=policy.may_handle_feedback,
            order=60,
        ),
        MenuItem(
            title=_("Settings"),
            endpoint="municipality.settings",
            policy=policy.may_change_settings,
            order=70,
        ),
    ),
    attention=(attention.waiting_here,),
    commands=(commands.group,),
    jobs=(
        Job(
            name="municipality.forget_addresses",
            deed=jobs.forget_old_addresses,
            every=timedelta(days=1),
        ),
    ),
    deeds={
        "municipality.change_settings": _("Changed the municipality's settings"),
        "municipality.change_logo": _("Changed the logo"),
        "municipality.change_template": _("Changed the Word template"),
        "municipality.change_population": _("Changed the population figures"),
        "municipality.write_page": _("Wrote a standing page"),
        "municipality.restore_page": _("Returned a standing page to its template"),
        "municipality.handle_feedback": _("Handled feedback"),
    },
)
