"""Which news between domains is carried without anybody asking?"""

from datetime import timedelta

from jinlin.journeys.answers_at_doors import have_keys
from jinlin.journeys.consents_to_people import tell_of_consents
from jinlin.journeys.consultation_to_appeal import carry_news_back as carry_news_to_items
from jinlin.journeys.consultation_to_task import carry_ends_back
from jinlin.journeys.gaps_of_care import tell_of_gaps
from jinlin.journeys.pact_to_consultation import carry_results_back
from jinlin.journeys.reception_to_appeal import carry_all_news_back, carry_news_back
from jinlin.journeys.service_to_points import carry_service
from jinlin.journeys.training_to_workforce import carry_all_hours, carry_exams, carry_hours
from jinlin.journeys.visit_to_appeal import pass_on_waiting

PERIODIC = [
    ("have-keys-for-answers-at-doors", timedelta(minutes=10), have_keys),
    ("tell-of-consents", timedelta(minutes=5), tell_of_consents),
    ("tell-of-gaps-of-care", timedelta(days=1), tell_of_gaps),
    ("carry-news-of-appeals-to-receptions", timedelta(minutes=5), carry_news_back),
    ("pass-on-findings-at-doors", timedelta(minutes=10), pass_on_waiting),
    ("carry-all-news-of-appeals-to-receptions", timedelta(days=1), carry_all_news_back),
    ("carry-service-to-points", timedelta(minutes=5), carry_service),
    ("carry-news-of-appeals-to-consultations", timedelta(minutes=5), carry_news_to_items),
    ("carry-ends-of-tasks-to-consultations", timedelta(minutes=5), carry_ends_back),
    ("carry-hours-of-classes-to-the-register", timedelta(minutes=10), carry_hours),
    ("carry-all-hours-of-classes-to-the-register", timedelta(days=1), carry_all_hours),
    ("carry-exam-results-to-classes", timedelta(hours=6), carry_exams),
    ("carry-results-of-votes-to-pacts", timedelta(minutes=5), carry_results_back),
]
