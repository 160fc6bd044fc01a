# Guyub as an image, built from the source: docker build -t guyub .
# For an image of a binary that is there already, `make dist` puts another Dockerfile into dist/.

FROM rust:1.95-bookworm AS build
COPY --from=node:20-bookworm-slim /usr/local/bin/node /usr/local/bin/
COPY --from=node:20-bookworm-slim /usr/local/lib/node_modules /usr/local/lib/node_modules
RUN ln -s ../lib/node_modules/npm/bin/npm-cli.js /usr/local/bin/npm
RUN rustup target add wasm32-unknown-unknown
WORKDIR /src
COPY . .
RUN --mount=type=cache,target=/cache --mount=type=cache,target=/usr/local/cargo/registry \
    GUYUB_CACHE=/cache scripts/build --release

# From here on the same as deploy/Dockerfile.
# Debian 12 has the pg_dump of PostgreSQL 15, which is the database's version in compose.yaml.
FROM debian:bookworm-slim
RUN apt-get update \
 && apt-get install -y --no-install-recommends ca-certificates postgresql-client-15 \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --system --home-dir /var/lib/guyub --shell /usr/sbin/nologin guyub \
 && install -d -m 700 -o guyub -g guyub /var/lib/guyub
COPY --from=build /src/dist/guyub /usr/local/lib/guyub/guyub
COPY --from=build /src/dist/site /usr/local/lib/guyub/site
RUN ln -s ../lib/guyub/guyub /usr/local/bin/guyub
USER guyub
ENV GUYUB_LISTEN=0.0.0.0:3000 GUYUB_DATA=/var/lib/guyub
VOLUME /var/lib/guyub
EXPOSE 3000
ENTRYPOINT ["guyub"]
CMD ["serve"]
