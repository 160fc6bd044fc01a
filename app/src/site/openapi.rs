//! `/api/v1/openapi.json`: what programs can ask, from the code that answers them.

use axum::Json;
use axum::http::header::CACHE_CONTROL;
use utoipa::OpenApi;

use crate::discovery::{api, click};
use crate::house::problem::Problem;
use crate::house::{Answer, Reader};
use crate::purchasing::api as rounds;

#[derive(OpenApi)]
#[openapi(
    info(title = "Guyub", version = "1", description = "The market of koperasi members. Reading needs no key."),
    paths(api::search, api::suggest, click::count, rounds::round),
    components(schemas(Problem))
)]
struct Document;

pub async fn document(reader: Reader) -> Answer {
    reader.answer(Json(Document::openapi())).header(CACHE_CONTROL, "public, max-age=3600")
}
