"""The manifest of the platform itself: its pages, commands and jobs."""

from datetime import timedelta

from flask_babel import lazy_gettext as _

from participation.platform.access.policies import may_read_mailbox
from participation.platform.feature import Feature, Job, MenuItem
from participation.platform.jobs.commands import jobs_group, worker
from participation.platform.mail import delivery
from participation.platform.mail.outbox import DELIVER
from participation.platform.maps import cache
from participation.platform.privacy import order
from participation.platform.views import files, mailbox, tiles
from participation.platform.views.blueprint import bp

PAGES = (files, mailbox, tiles)

feature = Feature(
    name="platform",
    blueprints=(bp,),
    menu=(
        MenuItem(
            title=_("Mailbox"), endpoint="platform.mailbox", policy=may_read_mailbox, order=95
        ),
    ),
    commands=(worker, jobs_group),
    jobs=(
        Job(name=DELIVER, deed=delivery.deliver, every=timedelta(minutes=1)),
        Job(name="platform.forget_mail", deed=delivery.forget_old, every=timedelta(days=1)),
        Job(name="platform.forget_tiles", deed=cache.forget_old, every=timedelta(minutes=10)),
        Job(name="platform.forget_order", deed=order.forget_order, every=timedelta(days=1)),
    ),
)
