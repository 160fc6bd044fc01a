//! Which order an address names, and as whom the reader comes to it.

use axum::extract::{FromRequestParts, RawPathParams};
use axum::http::request::Parts;
use domain::access::{Denied, Keeper, Person};
use domain::buying::OrderNumber;
use engine::buying::shown::OrderShown;
use engine::buying::{OrderError, OrderReader, link, proof};

use crate::house::{PageError, Reader, Site};

/// An order as its buyer: signed in, or by the signed link (`{tanda}`).
pub struct Asked {
    pub number: OrderNumber,
    who: Who,
}

enum Who {
    Person(Person),
    Link(String),
}

impl Asked {
    pub fn who(&self) -> OrderReader<'_> {
        match &self.who {
            Who::Person(person) => OrderReader::Buyer(person),
            Who::Link(signature) => OrderReader::Link(signature),
        }
    }

    pub fn is_link(&self) -> bool {
        matches!(self.who, Who::Link(_))
    }

    /// What the link was signed with.
    pub fn signature(&self) -> Option<&str> {
        match &self.who {
            Who::Person(_) => None,
            Who::Link(signature) => Some(signature),
        }
    }

    /// The order's own address, as this reader has it; its rooms are behind it.
    pub fn path(&self) -> String {
        let path = link::path(&self.number);
        match &self.who {
            Who::Person(_) => path,
            // It was compared with what we made before anything is shown.
            Who::Link(signature) => format!("{path}/{signature}"),
        }
    }

    pub async fn find(&self, reader: &Reader) -> Result<OrderShown, PageError> {
        let found = engine::buying::shown::order(&reader.site.desk, self.who(), &self.number).await?;
        found.ok_or(PageError::NotFound)
    }
}

impl FromRequestParts<Site> for Asked {
    type Rejection = PageError;
    async fn from_request_parts(parts: &mut Parts, site: &Site) -> Result<Self, PageError> {
        let (number, signature) = named(parts, site).await?;
        let Some(signature) = signature else {
            let reader = Reader::from_request_parts(parts, site).await?;
            let person = reader.standing().ok_or(PageError::Denied(Denied::SignIn))?.person();
            return Ok(Self { number: number?, who: Who::Person(person) });
        };
        let number = number?;
        // Files of a form go to disk while they arrive, and nobody is signed in: whoever has made a signature up
        // is sent away before anything of it is read. What was sold once goes into the cart of whoever looks.
        let looks = parts.method.is_safe() || parts.uri.path().ends_with("/lagi");
        if !looks && !proof::may_come(&site.desk, OrderReader::Link(&signature), &number).await? {
            return Err(PageError::NotFound);
        }
        Ok(Self { number, who: Who::Link(signature) })
    }
}

/// An order at the keeper's own business.
pub struct AskedBySeller {
    pub number: OrderNumber,
    pub by: Keeper,
}

impl AskedBySeller {
    pub fn who(&self) -> OrderReader<'_> {
        OrderReader::Seller(&self.by)
    }

    pub async fn find(&self, reader: &Reader) -> Result<OrderShown, PageError> {
        let found = engine::buying::shown::order(&reader.site.desk, self.who(), &self.number).await?;
        found.ok_or(PageError::NotFound)
    }
}

impl FromRequestParts<Site> for AskedBySeller {
    type Rejection = PageError;
    async fn from_request_parts(parts: &mut Parts, site: &Site) -> Result<Self, PageError> {
        let by = Keeper::from_request_parts(parts, site).await?;
        let (number, _) = named(parts, site).await?;
        Ok(Self { number: number?, by })
    }
}

/// The number, and the signature where there is one. What is no number is told only to whom an order would be.
async fn named(parts: &mut Parts, site: &Site) -> Result<(Result<OrderNumber, PageError>, Option<String>), PageError> {
    let path = RawPathParams::from_request_parts(parts, site).await.map_err(|_| PageError::NotFound)?;
    let named = |wanted: &str| path.iter().find(|(name, _)| *name == wanted).map(|(_, value)| value.to_owned());
    let number = named("nomor").ok_or(PageError::NotFound)?;
    Ok((OrderNumber::parse(&number).map_err(|_| PageError::NotFound), named("tanda")))
}

/// What is no page of the order.
pub fn gone(error: OrderError) -> PageError {
    match error {
        OrderError::Unknown => PageError::NotFound,
        OrderError::Wait(after) => PageError::TooMany { retry_after: after.0 },
        OrderError::Trouble(trouble) => trouble.into(),
        OrderError::Moved { .. } | OrderError::Refused(_) => PageError::Conflict,
    }
}
