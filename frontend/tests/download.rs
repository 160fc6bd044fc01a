//! What a phone downloads holds no server code. The arrows between the crates say so; this test
//! asks cargo for the tree that is really compiled.

use std::process::Command;

const SERVER_ONLY: [&str; 7] = ["axum", "engine", "hyper", "image", "object_store", "sqlx", "tokio"];

/// Names of all crates in the islands' WebAssembly.
fn crates_in_download() -> Vec<String> {
    let output = Command::new(env!("CARGO"))
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .args(["tree", "--package", "frontend", "--features", "hydrate"])
        .args(["--target", "wasm32-unknown-unknown", "--edges", "normal"])
        .args(["--prefix", "none", "--format", "{p}", "--locked"])
        .output()
        .expect("cargo tree runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).lines().filter_map(|line| line.split(' ').next()).map(str::to_owned).collect()
}

#[test]
fn no_server_crate_is_in_the_download() {
    let crates = crates_in_download();
    assert!(
        ["frontend", "domain", "leptos"].iter().all(|wanted| crates.iter().any(|name| name == wanted)),
        "cargo tree shows the islands: {crates:?}"
    );
    let strays: Vec<_> = crates
        .iter()
        .filter(|name| SERVER_ONLY.iter().any(|banned| name == banned || name.starts_with(&format!("{banned}-"))))
        .collect();
    assert!(strays.is_empty(), "server crates in the WASM build: {strays:?}");
}
