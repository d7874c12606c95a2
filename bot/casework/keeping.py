"""How long what is recorded about a person is kept."""

from datetime import timedelta

FLAG_KEPT = timedelta(days=90)
DECISION_KEPT = timedelta(days=366)
EXCERPT_KEPT = timedelta(days=21)
REPORT_ANSWERED_WITHIN = timedelta(days=2)
CASE_PAUSE = timedelta(days=14)
THREAD_KEPT = timedelta(days=7)
