# Guyub as an image. `docker compose up` brings a database with it.
#   docker build -t guyub .

FROM rust:1.95-bookworm AS build
RUN apt-get update && apt-get install -y --no-install-recommends make \
 && rm -rf /var/lib/apt/lists/*
COPY --from=node:20-bookworm-slim /usr/local/bin/node /usr/local/bin/
COPY --from=node:20-bookworm-slim /usr/local/lib/node_modules /usr/local/lib/node_modules
RUN ln -s ../lib/node_modules/npm/bin/npm-cli.js /usr/local/bin/npm
RUN rustup target add wasm32-unknown-unknown
WORKDIR /src
COPY . .
RUN --mount=type=cache,target=/cache --mount=type=cache,target=/usr/local/cargo/registry \
    GUYUB_CACHE=/cache make dist

FROM debian:bookworm-slim
RUN apt-get update && apt-get install -y --no-install-recommends ca-certificates \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --system --create-home --home-dir /var/lib/guyub guyub
COPY --from=build /src/dist/guyub /usr/local/lib/guyub/guyub
COPY --from=build /src/dist/site /usr/local/lib/guyub/site
USER guyub
ENV GUYUB_LISTEN=0.0.0.0:3000 GUYUB_DATA=/var/lib/guyub
VOLUME /var/lib/guyub
EXPOSE 3000
ENTRYPOINT ["/usr/local/lib/guyub/guyub"]
CMD ["serve"]
