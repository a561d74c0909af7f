# The image of web, worker, mail and beat: built once with node and npm, run without them, as nobody in particular.
FROM python:3.11-slim-bookworm AS build
RUN apt-get update && apt-get install --yes --no-install-recommends make && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY Makefile package.json package-lock.json .npmrc pyproject.toml ./
COPY requirements requirements
COPY inclusion inclusion
COPY agencies agencies
COPY referrals referrals
COPY interventions interventions
COPY templates templates
COPY static static
COPY manage.py Procfile ./
RUN make static && rm -rf node_modules var/static-built var/lock

FROM python:3.11-slim-bookworm
RUN useradd --system --uid 10001 --no-create-home inclusion
WORKDIR /app
COPY --from=build /app /app
ENV PATH=/app/.venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1
RUN mkdir /documents && chown 10001 /documents
USER 10001
EXPOSE 8000
CMD ["gunicorn", "inclusion.wsgi", "--bind=0.0.0.0:8000", "--config=python:inclusion.serving", "--worker-class=gthread", "--workers=2", "--threads=4", "--graceful-timeout=4", "--no-control-socket"]
