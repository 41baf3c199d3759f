"""Which words of projects and key tasks does everybody read, and which does nobody type?"""

RELEASED = {
    "projects.Project.title": "what a project is called whose results are published",
    "projects.Project.results": "the unit wrote it for everybody, as the form says",
    "projects.ServiceKind.name": "the kinds of service that the county offers",
    "projects.Survey.title": "everybody is asked",
    "projects.Survey.questions": "everybody is asked",
    "projects.Activity.title": "what was done; the form asks for no names",
    "projects.Evaluation.counted": "what was to be reached, and what things cost",
}
MADE = {
    "projects.ServiceKind.code": "a code of the kinds of service",
    "projects.EvaluationPoint.code": "a code of the form of evaluations",
    "projects.Evaluation.points": "numbers, and what the county's form asks",
    "projects.Indicator.measure": "the key of a figure",
    "projects.Aside.field": "the name of a field",
    "projects.Task.origin_label": "the name of a model",
    "projects.Matter.label": "the name of a model",
}
