//! The seller's till: the cash book, what was sold, and what runs low.

mod book;
mod entry;
mod sales;
mod stock;
mod text;

use engine::sheet::Sheet;

use crate::house::{PageResult, Reader, Routes};

pub fn routes() -> Routes {
    Routes::new()
        .get("/usaha/kas", book::page)
        .get("/usaha/kas.csv", book::csv)
        .get("/usaha/kas.xlsx", book::xlsx)
        .get("/usaha/kas/masuk", entry::in_form)
        .post("/usaha/kas/masuk", entry::enter_in)
        .get("/usaha/kas/keluar", entry::out_form)
        .post("/usaha/kas/keluar", entry::enter_out)
        .get("/usaha/kas/{id}", entry::change_form)
        .post("/usaha/kas/{id}", entry::change)
        .post("/usaha/kas/{id}/hapus", entry::remove)
        .post("/usaha/kas/{id}/kembalikan", entry::bring_back)
        .get("/usaha/penjualan", sales::page)
        .get("/usaha/penjualan.csv", sales::csv)
        .get("/usaha/penjualan.xlsx", sales::xlsx)
        .get("/usaha/stok", stock::page)
        .post("/usaha/stok", stock::save)
}

fn csv(reader: &Reader, sheet: &Sheet, name: &str) -> PageResult {
    Ok(reader.file(sheet.csv()?, "text/csv; charset=utf-8", &format!("{name}.csv")))
}

async fn xlsx(reader: &Reader, sheet: Sheet, name: &str) -> PageResult {
    let file = tokio::task::spawn_blocking(move || sheet.xlsx()).await.map_err(engine::Trouble::from)??;
    Ok(reader.file(file, engine::sheet::XLSX, &format!("{name}.xlsx")))
}
