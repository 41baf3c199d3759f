"""Which words of training may everybody read, and which does nobody type?"""

RELEASED = {
    "training.Supply.title": "what residents may order",
    "training.Module.name": "what can be learned, for everybody",
    "training.Room.name": "everybody is to come",
    "training.Teacher.name": "who teaches, which the form asks for as everybody may know it",
    "training.Course.title": "everybody is to come",
    "training.Course.needs": "what a class asks for, for whoever wants to come",
    "training.Course.materials": "what a class uses, for whoever wants to come",
    "training.Course.criteria": "what is assessed, for whoever wants to come",
    "training.Lesson.topic": "everybody is to come",
    "training.Lesson.reason": "everybody who wanted to come reads why it is moved",
    "training.Vacancy.title": "work that is offered to everybody",
    "training.Vacancy.skills": "work that is offered to everybody",
    "training.Vacancy.hours": "work that is offered to everybody",
    "training.Vacancy.pay": "work that is offered to everybody",
}
MADE = {
    "training.Order.text_key": "the words of an order without blanks, to know it again",
    "training.Assessment.points": "numbers",
    "training.TrainingRule.follow_up_months": "numbers",
}
