"""Settings of the worker, the mail process and the beat (decision 14)."""

from inclusion.environment import env

CELERY_BROKER_URL = env.str("REDIS_URL", default="")
CELERY_TIMEZONE = "UTC"
CELERY_TASK_ROUTES = {"referrals.tasks.send_what_waits": {"queue": "mail"}}
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_ACKS_LATE = False
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_MAX_TASKS_PER_CHILD = 1000
CELERY_TASK_TIME_LIMIT = 60
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {"socket_timeout": 5, "socket_connect_timeout": 2}
LEASE_SECONDS = env.int("LEASE_SECONDS", default=75)
SWEEP_BATCH = env.int("SWEEP_BATCH", default=500)
TICK_SECONDS = env.int("TICK_SECONDS", default=60)
CELERY_BEAT_SCHEDULE = {
    name: {"task": f"referrals.tasks.{name}", "schedule": TICK_SECONDS, "options": {"expires": max(TICK_SECONDS, 30)}}
    for name in (
        "plan_what_is_due",
        "address_letters",
        "send_what_waits",
        "tidy_ended_shares",
        "hand_on_lapsed_seats",
        "seal_trail",
        "forget_expired",
        "flag_unusual",
        "follow_area_years",
        "join_those_who_left",
        "find_duplicates",
        "roll_on",
        "ask_term_reports",
        "scan_documents",
        "work_out_signals",
        "round_off_attendance",
    )
}
