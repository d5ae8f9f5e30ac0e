"""Names of presets and stages, and what each is about."""

from flask_babel import lazy_gettext as _

from budgeting.models import BallotKind, IdeaModeration, Phase, Preset

PRESETS = {
    Preset.SIMPLE: _("Simple: everybody votes for at most five, and most votes win"),
    Preset.STANDARD: _(
        "Standard: people vote with a code, and the money is shared so that every group gets a part"
    ),
    Preset.ADVANCED: _("Advanced: the municipality chooses each thing by itself"),
}
PHASES = {
    Phase.IDEAS: _("Ideas"),
    Phase.CHECKING: _("Checking and costs"),
    Phase.VOTING: _("Voting"),
    Phase.COUNT: _("Count and results"),
    Phase.CO_DESIGN: _("Planning together"),
    Phase.CARRYING_OUT: _("Carrying out"),
}
ABOUT = {
    Phase.IDEAS: _("Residents tell what the money should be used for."),
    Phase.CHECKING: _("Experts check what can be done and what it costs."),
    Phase.VOTING: _("Residents vote on the projects."),
    Phase.COUNT: _("The votes are counted, and the outcome is told with its reasons."),
    Phase.CO_DESIGN: _("What won is planned together with residents."),
    Phase.CARRYING_OUT: _("The projects are carried out, and their progress is told."),
}
BALLOTS = {
    BallotKind.CHOOSE_ONE: _("Choose one project"),
    BallotKind.APPROVE: _("Choose projects one likes"),
    BallotKind.KNAPSACK: _("Choose projects until the money is used"),
    BallotKind.POINTS: _("Share points among projects"),
    BallotKind.SCORE: _("Give each project a score"),
    BallotKind.RANK: _("Put projects in order"),
}
MODERATION = {
    IdeaModeration.BEFORE: _("Before others see it"),
    IdeaModeration.AFTER: _("After it is shown"),
}
