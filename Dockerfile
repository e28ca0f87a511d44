# The product and what it needs, from the lock file alone; the same image serves as server and worker.
FROM python:3.11-slim-bookworm

WORKDIR /app
COPY requirements.lock pyproject.toml README.md LICENSE ./
RUN pip install --no-cache-dir --no-deps --require-hashes -r requirements.lock
COPY app app
COPY flows flows
COPY tasks tasks
COPY pret pret
COPY templates templates
COPY prefect.yaml ./
RUN pip install --no-cache-dir --no-deps --no-build-isolation --editable . && pip check \
    && useradd --create-home pret && mkdir -p /data/inputs /data/outputs /data/state \
    && chown -R pret /data
USER pret
ENV PRET_ROOT=/app PRET_INPUTS=/data/inputs PRET_OUTPUTS=/data/outputs PRET_STATE=/data/state \
    DO_NOT_TRACK=1
CMD ["pret", "--help"]
