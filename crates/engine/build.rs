//! `sqlx::migrate!` reads the migrations while compiling, so a new one must compile engine again.

fn main() {
    println!("cargo:rerun-if-changed=../../migrations");
}
