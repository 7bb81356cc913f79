# One image for self-hosting. Build: docker build -t meal-expense-tracker .
# Run:  docker run -p 127.0.0.1:8000:8000 -v meal-data:/data meal-expense-tracker
# Other commands: docker exec CONTAINER meal --help
FROM python:3.13-slim-bookworm AS build
WORKDIR /build
COPY requirements/run.txt requirements/run.txt
# pip compiles what it installs, so the first request does not have to.
RUN python -m venv --without-pip /app \
    && pip --python /app install --no-cache-dir --require-hashes -r requirements/run.txt
COPY pyproject.toml README.md LICENSE ./
COPY src src
RUN /app/bin/pybabel -q compile -d src/mealtracker/locale \
    && pip --python /app install --no-cache-dir --no-deps --no-build-isolation .

FROM python:3.13-slim-bookworm
RUN useradd --system --uid 10001 --home-dir /data --no-create-home --shell /usr/sbin/nologin meal \
    && install --directory --owner meal --group meal --mode 0750 /data
COPY --from=build /app /app
ENV PATH=/app/bin:$PATH \
    MEALTRACKER_DATA_DIR=/data \
    PYTHONUNBUFFERED=1
USER 10001
WORKDIR /data
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s \
    CMD ["python", "-c", "from urllib.request import urlopen; urlopen('http://127.0.0.1:8000/healthz', timeout=4)"]
CMD ["sh", "-c", "meal db upgrade && exec meal serve --host 0.0.0.0 --port 8000"]
