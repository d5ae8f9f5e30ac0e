"""What reports of brainstorms say in words of ours."""

from collections.abc import Callable, Mapping

from flask_babel import gettext as _
from flask_babel import ngettext

IDEAS: Mapping[str, Callable[..., str]] = {
    "report_subtitle_ideas": lambda: _("Report of the brainstorm"),
    "deck_subtitle_ideas": lambda: _("Results of the brainstorm"),
    "survey_answered_ideas": lambda n, people: ngettext(
        "%(people)s person took part.", "%(people)s people took part.", n, people=people
    ),
    "asked_between_ideas": lambda span: _("The brainstorm was open %(span)s.", span=span),
    "open_between_ideas": lambda span: _("The brainstorm is open %(span)s.", span=span),
    "next_open_ideas": lambda: _("The brainstorm is still open, and the figures will change."),
    "method_self_selected_ideas": lambda: _(
        "People chose themselves whether to take part. The ideas and figures tell what those who "
        "took part think; they are no measurement of all residents."
    ),
    "method_invited_ideas": lambda: _(
        "Those who were invited could take part. The ideas and figures tell what those who took "
        "part think."
    ),
    "method_shares_ideas": lambda: _(
        "Shares are of those who weighed the idea. Only ideas that enough people weighed have "
        "figures. How much time people spent is not measured."
    ),
    "turnout": lambda: _("Participation"),
    "participants": lambda: _("Participants"),
    "ideas": lambda: _("Ideas"),
    "idea": lambda: _("Idea"),
    "evaluations": lambda: _("Evaluations"),
    "question": lambda: _("Question"),
    "ideas_by_question": lambda: _("Ideas by question"),
    "ideas_by_language": lambda: _("Ideas by language"),
    "agree": lambda: _("Agree"),
    "pass": lambda: _("Cannot say"),
    "disagree": lambda: _("Disagree"),
    "importance": lambda: _("Importance"),
    "done_today": lambda: _("Done well today"),
    "at_least_agree": lambda: _("Agree at least"),
    "drawn_mean": lambda: _("Adjusted mean"),
    "interval": lambda: _("95 per cent interval"),
    "gap": lambda: _("Gap"),
    "typical_idea": lambda: _("Typical idea"),
    "ideas_support": lambda question: _("Most supported ideas: %(question)s", question=question),
    "ideas_divided": lambda question: _(
        "Ideas that divide opinions: %(question)s", question=question
    ),
    "ideas_importance": lambda question: _("Most important ideas: %(question)s", question=question),
    "ideas_fourfold": lambda question: _(
        "Importance and how well it is done: %(question)s", question=question
    ),
    "ideas_themes": lambda: _("Themes of the ideas"),
    "base_weighed": lambda n, people: ngettext(
        "%(people)s person weighed ideas of others.",
        "%(people)s people weighed ideas of others.",
        n,
        people=people,
    ),
    "base_ideas": lambda n, ideas: ngettext(
        "%(ideas)s idea was written.", "%(ideas)s ideas were written.", n, ideas=ideas
    ),
    "first_idea": lambda label, agree, disagree: _(
        "“%(idea)s”: %(agree)s agree, %(disagree)s disagree.",
        idea=label,
        agree=agree,
        disagree=disagree,
    ),
    "wilson_note": lambda: _(
        "Ideas are in the order of the share that agrees at the least: the lower end of the "
        "95 per cent interval (Wilson 1927), so that few evaluations count for little. Everybody "
        "weighed only some of the ideas."
    ),
    "drawn_note": lambda: _(
        "Ratings from 1 (not important) to 5 (very important). Ideas are in the order of the "
        "adjusted mean, which five more average ratings draw towards the middle, so that few "
        "ratings count for little."
    ),
    "fourfold_ideas_note": lambda: _(
        "Ratings from 1 to 5. The lines are the means of the ideas shown. The gap is importance "
        "minus how well it is done today."
    ),
    "themes_note": lambda: _(
        "People put the ideas into themes. Ideas that say the same are counted each."
    ),
    "tells_idea": lambda question, label, value: _(
        "%(question)s Most support: “%(idea)s”, with which %(share)s of those who weighed it "
        "agree.",
        question=question,
        idea=label,
        share=value,
    ),
    "tells_divided": lambda label, agree, disagree: _(
        "Opinions divide on “%(idea)s”: %(agree)s agree, %(disagree)s disagree.",
        idea=label,
        agree=agree,
        disagree=disagree,
    ),
    "tells_important": lambda question, label, value: _(
        "%(question)s Most important: “%(idea)s”, adjusted mean %(value)s of 5.",
        question=question,
        idea=label,
        value=value,
    ),
    "tells_gap_idea": lambda label, first_value, second_value: _(
        "Importance is furthest above how well it is done in “%(idea)s”: %(importance)s and "
        "%(done)s.",
        idea=label,
        importance=first_value,
        done=second_value,
    ),
    "tells_theme": lambda label, ideas, value: _(
        "The largest theme is “%(theme)s”: %(ideas)s ideas, %(share)s of all.",
        theme=label,
        ideas=ideas,
        share=value,
    ),
    "tells_turnout": lambda ideas, evaluations: _(
        "People wrote %(ideas)s ideas and gave %(evaluations)s evaluations.",
        ideas=ideas,
        evaluations=evaluations,
    ),
    "opinion_groups": lambda: _("Groups of opinion"),
    "base_grouped": lambda n, people: ngettext(
        "%(people)s person is in a group.", "%(people)s people are in a group.", n, people=people
    ),
    "group": lambda: _("Group"),
    "everybody": lambda: _("Everybody"),
    "group_for": lambda idea: _("For: %(idea)s", idea=idea),
    "group_against": lambda idea: _("Against: %(idea)s", idea=idea),
    "group_nameless": lambda number: _("Group %(number)s: no idea marks it", number=number),
    "groups_marks": lambda: _("What sets each group apart"),
    "groups_in_group": lambda: _("Of the group"),
    "groups_together": lambda: _("Agreed in every group"),
    "groups_against": lambda: _("Rejected in every group"),
    "groups_divided": lambda: _("Where groups differ most"),
    "groups_agreed": lambda: _("Most people agree"),
    "groups_rejected": lambda: _("Most people disagree"),
    "groups_uncertain": lambda: _("Many cannot say"),
    "groups_agree_share": lambda: _("Shares that agree"),
    "groups_clear_2": lambda: _("The groups lie clearly apart."),
    "groups_clear_1": lambda: _("The groups differ, but many people lie between them."),
    "groups_clear_0": lambda: _(
        "The groups flow into each other: other borders would be about as good."
    ),
    "groups_note": lambda: _(
        "From who agreed and disagreed with what, people who think alike were found. Nobody chose "
        "a group, and it is not known who is in which. Each is called by the idea that sets it "
        "apart most."
    ),
    "groups_limits": lambda: _(
        "Those who took part are no random sample. Groups are a way to look at what people think, "
        "not parties that exist."
    ),
    "groups_lack_statements": lambda needed: _(
        "Groups need at least %(needed)s ideas that people weigh; there were fewer.", needed=needed
    ),
    "groups_lack_people": lambda needed: _(
        "Groups need at least %(needed)s people who have weighed at least 7 ideas; there were "
        "fewer.",
        needed=needed,
    ),
    "groups_lack_differences": lambda needed: _("Everybody said the same, so there are no groups."),
    "groups_lack_small": lambda needed: _(
        "Groups are told where each holds at least %(needed)s people, and so do those in none.",
        needed=needed,
    ),
    "tells_groups": lambda number, label: _(
        "People form %(number)s groups of opinion. All of them support “%(idea)s”.",
        number=number,
        idea=label,
    ),
}
