# Everyday commands; `just` lists them.
default:
    @just --list

# All tests.
test:
    cargo test --locked

# Formatting, clippy, documentation.
lint:
    cargo fmt --check
    cargo clippy --locked --all-targets -- -D warnings
    RUSTDOCFLAGS="-D warnings" cargo doc --locked --no-deps

# The rows of a real plan.
example:
    cargo run --release -- extract fixtures/seed-pdf/0-source.pdf --format csv

# Scores over the fixtures and, where it is there, the labelled corpus.
score:
    cargo test --locked --test score -- --nocapture

# Records dumps, schemas and transcripts anew: read the difference.
record:
    SNAPSHOTS=overwrite cargo test --locked --test stages --test schemas --test docs
    TRYCMD=overwrite cargo test --locked --test cli

# What CI runs.
ci:
    bash .ci/run
