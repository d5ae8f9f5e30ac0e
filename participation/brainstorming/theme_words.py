"""Steps on the board of themes, in words."""

from flask_babel import lazy_gettext as _

from participation.brainstorming.theme_models import Deed

DEEDS = {
    Deed.PLACE: _("ideas put into a theme"),
    Deed.ADD: _("a theme added"),
    Deed.CHANGE: _("a theme changed"),
    Deed.MOVE: _("a theme moved in the list"),
    Deed.SPLIT: _("a new theme made of chosen ideas"),
    Deed.MERGE: _("a theme put into another"),
    Deed.REMOVE: _("a theme removed"),
    Deed.ACCEPT_THEME: _("a suggested theme taken up"),
    Deed.DROP_THEME: _("a suggested theme dropped"),
    Deed.ACCEPT_STRONG: _("strong suggestions accepted"),
}
