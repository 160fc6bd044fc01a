//! What every page stands on: the reader, the form that was posted, the page that is answered.

pub mod answer;
pub mod assets;
pub mod cookies;
pub mod error;
pub mod fields;
pub mod filled;
pub mod hot;
pub mod kept;
pub mod posted;
pub mod problem;
pub mod reader;
pub mod routes;
pub mod screen;
pub mod shell;
pub mod site;
mod texts;
pub mod who;

pub use answer::{Answer, PageResult};
pub use assets::Assets;
pub use error::PageError;
pub use filled::Filled;
pub use posted::{Posted, PostedFile};
pub use reader::Reader;
pub use routes::Routes;
pub use screen::{Frame, Head, Screen, Tab};
pub use site::Site;

/// Where a request comes from.
pub struct Caller(pub engine::people::Caller);
